// The text of the cube's script → cells, columns of sums, and histograms. Twin of src/cube/ship/sums.rs and bins.rs.
(function () {
  'use strict';
  const llmobs = (window.llmobs = window.llmobs || {});
  const FRESH = 0.3;
  const LAST = 0.06;
  const KEPT = 0.98;
  const FAINT = 1;
  const HIT = 32;
  const BESIDE = 8;
  const MOST = 65536;
  const STEPS = 12;
  const MANY = 8;
  const CLASSES = 4 * 40;
  const BLOCK = 8;
  const FEW = 0.7;

  /** Which cells there are: `slot` and `slice` of each, and their requests. */
  function traffic(reader, about) {
    const slots = about.steps.length;
    const slices = about.slices.length;
    const hours = about.first_hour;
    const near = reader.near();
    const dense = new Float64Array(slots * slices);
    const mean = new Float64Array(slices);
    const off = new Float64Array(slices).fill(1);
    let count = 0;
    for (let slot = 0; slot < slots; slot += 1) {
      if (slot === hours) for (let slice = 0; slice < slices; slice += 1) mean[slice] /= 24;
      const back = slot < hours ? 7 : 24;
      const season = slot >= back && (slot < hours || slot - back >= hours) ? (slot - back) * slices : -1;
      for (let slice = 0; slice < slices; slice += 1) {
        const before = season < 0 ? mean[slice] : dense[season + slice];
        const expected = 0.5 * mean[slice] + 0.5 * before;
        const width = Math.sqrt(expected + 0.25);
        const x = reader.number(near, expected, off[slice] * width, false);
        dense[slot * slices + slice] = x;
        if (x > 0) count += 1;
        off[slice] += LAST * (Math.abs(x - expected) / width - off[slice]);
        mean[slice] += FRESH * (x - mean[slice]);
      }
    }
    const cells = { slot: new Int32Array(count), slice: new Int32Array(count) };
    const requests = new Float64Array(count);
    let cell = 0;
    for (let at = 0; at < dense.length; at += 1) {
      if (dense[at] > 0) {
        cells.slot[cell] = Math.floor(at / slices);
        cells.slice[cell] = at % slices;
        requests[cell] = dense[at];
        cell += 1;
      }
    }
    return { cells, requests };
  }

  /** A sum of columns, as a function of a cell and its group. */
  function sum({ of, times }, values) {
    const columns = of.map((at) => values[at]);
    return (cell, group) => {
      const by = times.length === 1 ? times[0] : times[group];
      let total = 0;
      for (let i = 0; i < columns.length; i += 1) total += columns[i][cell] * by[i];
      return total;
    };
  }

  function column(reader, about, cells, values, { parent, guesses, sure, signed }) {
    const slices = about.slices.length;
    const out = new Float64Array(cells.slice.length);
    if (sure) {
      const only = sum(guesses[0], values);
      for (let cell = 0; cell < out.length; cell += 1) out[cell] = only(cell, about.groups[cells.slice[cell]]);
      return out;
    }
    const near = reader.near();
    const none = reader.contexts(1);
    const right = reader.contexts(guesses.length * 16);
    const luck = new Uint8Array(guesses.length * slices);
    const part = sum(parent, values);
    const guess = guesses.map((one) => sum(one, values));
    const over = new Float64Array(slices);
    const under = new Float64Array(slices);
    const offs = new Float64Array(slices).fill(-1);
    let allOver = 0;
    let allUnder = 1;
    let allOff = 1;
    next: for (let cell = 0; cell < out.length; cell += 1) {
      const slice = cells.slice[cell];
      const group = about.groups[slice];
      let whole = part(cell, group);
      if (whole === 0 && reader.bit(none)) continue;
      for (let at = 0; at < guess.length; at += 1) {
        const place = at * slices + slice;
        const hit = reader.bit(right + at * 16 + luck[place]);
        luck[place] = (luck[place] * 2 + hit) & 15;
        if (hit) {
          out[cell] = guess[at](cell, group);
          continue next;
        }
      }
      whole = Math.abs(whole);
      const expected = whole * ((over[slice] + allOver / allUnder) / (under[slice] + 1));
      const width = Math.sqrt(whole + 0.25);
      const off = offs[slice] < 0 ? allOff : offs[slice];
      const x = reader.number(near, expected, off * width, signed);
      const missed = Math.abs(x - expected) / width;
      offs[slice] = off + LAST * (missed - off);
      allOff += 0.01 * (missed - allOff);
      over[slice] = over[slice] * KEPT + x;
      under[slice] = under[slice] * KEPT + whole;
      allOver = allOver * 0.999 + x;
      allUnder = allUnder * 0.999 + whole;
      out[cell] = x;
    }
    return out;
  }

  /** Reads the counts of one cell, bins `low` to `high`, which come to `total`; weights begin at `base`. */
  function counter(reader) {
    const near = reader.near();
    const steps = reader.contexts(CLASSES * STEPS);
    const more = reader.contexts(CLASSES * STEPS);
    const any = reader.contexts(CLASSES);
    const which = reader.contexts(33);

    function kind(left, expected) {
      const whole = (expected * 256) | 0;
      const much = left < 2 ? 0 : left < 3 ? 40 : left < 6 ? 80 : 120;
      if (whole < 4) return much + whole;
      const octave = 31 - Math.clz32(whole);
      return much + 4 * (octave - 1) + ((whole >> (octave - 2)) & 3);
    }

    return (weights, base, low, high, total, counts) => {
      const end = base + high + 1;
      let tail = 0;
      for (let at = base + low; at < end; at += 1) tail += weights[at];
      let left = total;
      let from = base + low;
      while (left > 0) {
        const to = Math.min(from + BLOCK, end);
        let block = 0;
        for (let at = from; at < to; at += 1) block += weights[at];
        const expected = (left * block) / tail;
        let searched = to < end && expected < FEW;
        if (searched && !reader.bit(any + kind(left, expected))) {
          tail -= block;
          from = to;
          continue;
        }
        for (let at = from; at < to && left > 0; at += 1) {
          const weight = weights[at];
          const share = weight / tail;
          let x = 0;
          let among = left;
          let first = steps;
          if (searched) {
            searched = at + 1 !== to && !reader.bit(which + (((weight / block) * 32) | 0));
            block -= weight;
            if (!searched) {
              x = 1;
              among -= 1;
              first = more;
            }
          } else if (at + 1 === end) {
            x = left;
            among = 0;
          }
          // Not a function of its own: its numbers would be put into objects, two million times.
          if (!searched && among > 0) {
            const hoped = among * share;
            if (hoped >= MANY) x += reader.number(near, hoped, Math.sqrt(hoped * (1 - share)), false);
            else {
              const context = first + kind(among, hoped) * STEPS;
              let n = 0;
              while (n < STEPS && n !== among && reader.bit(context + n)) n += 1;
              x += n < STEPS ? n : STEPS + reader.number(near, 0, 4, false);
            }
          }
          counts[at - base] = x;
          left -= x;
          tail -= weight;
        }
        from = to;
      }
    };
  }

  function learn(weights, from, counts, low, high) {
    for (let bin = low; bin <= high; bin += 1) {
      const n = counts[bin];
      if (n > 0) {
        weights[from + bin] += HIT * n;
        if (bin > low) weights[from + bin - 1] += BESIDE * n;
        if (bin < high) weights[from + bin + 1] += BESIDE * n;
      }
    }
    let all = 0;
    for (let bin = low; bin <= high; bin += 1) all += weights[from + bin];
    if (all > MOST) for (let bin = low; bin <= high; bin += 1) weights[from + bin] = weights[from + bin] * 0.5 + FAINT * 0.5;
  }

  function edges(reader, totals, cells, slices) {
    const any = new Uint8Array(slices);
    for (let cell = 0; cell < totals.length; cell += 1) if (totals[cell] > 0) any[cells.slice[cell]] = 1;
    const low = new Int32Array(slices);
    const high = new Int32Array(slices);
    const near = reader.near();
    let [first, last] = [0, 0];
    for (let slice = 0; slice < slices; slice += 1) {
      if (any[slice]) {
        first = reader.number(near, first, 10, false);
        last = reader.number(near, last, 10, false);
        low[slice] = first;
        high[slice] = last;
      }
    }
    return { low, high };
  }

  /** One histogram: `start` of each cell (and the end of the last), then place and count of each entry. */
  function histogram(reader, about, cells, values, known, { bins, entries, total, within, like }) {
    const slices = about.slices.length;
    const totals = values[total];
    const { low, high } = edges(reader, totals, cells, slices);
    const width = bins.length;
    const count = counter(reader);
    const weights = new Float64Array(slices * width).fill(FAINT);
    const counts = new Float64Array(width);
    const guess = new Float64Array(width);
    const out = { bins, start: new Int32Array(totals.length + 1), bin: new Uint16Array(entries), n: new Float64Array(entries) };
    const same = like === null ? null : { of: known[like], totals: values[about.bins[like].total] };
    let end = 0;
    for (let cell = 0; cell < totals.length; cell += 1) {
      const left = totals[cell];
      if (same && same.totals[cell] === left) {
        for (let at = same.of.start[cell]; at < same.of.start[cell + 1]; at += 1) {
          out.bin[end] = same.of.bin[at];
          out.n[end] = same.of.n[at];
          end += 1;
        }
      } else if (left > 0) {
        const slice = cells.slice[cell];
        const [from, to] = [low[slice], high[slice]];
        if (within.length === 0) {
          count(weights, slice * width, from, to, left, counts);
          learn(weights, slice * width, counts, from, to);
        } else {
          guess.fill(FAINT);
          for (const [of, sign] of within) {
            const { start, bin, n } = known[of];
            for (let at = start[cell]; at < start[cell + 1]; at += 1) guess[bin[at]] += sign * n[at] * 4096;
          }
          for (let bin = 0; bin < width; bin += 1) if (guess[bin] < FAINT) guess[bin] = FAINT;
          count(guess, 0, from, to, left, counts);
        }
        for (let bin = from; bin <= to; bin += 1) {
          if (counts[bin] > 0) {
            out.bin[end] = bin;
            out.n[end] = counts[bin];
            counts[bin] = 0;
            end += 1;
          }
        }
      }
      out.start[cell + 1] = end;
    }
    if (end !== entries) throw new Error('the data of the filter do not add up');
    return out;
  }

  /**
   * A reader of everything: `cells`, `sum(id)` and `histogram(id)`. What comes later in the text cannot be read before what
   * comes earlier, but need not be read at all until somebody asks; histograms are half of the work.
   */
  function unpack(about, text) {
    const reader = llmobs.coder.reader(text);
    const { cells, requests } = traffic(reader, about);
    const [values, known] = [[requests], []];
    const places = (list) => new Map(list.map(({ id }, at) => [id, at]));
    const [columns, bins] = [places(about.columns), places(about.bins)];
    function readColumns(count) {
      while (values.length < count) values.push(column(reader, about, cells, values, about.columns[values.length]));
    }
    function readBins(count) {
      readColumns(about.columns.length);
      while (known.length < count) known.push(histogram(reader, about, cells, values, known, about.bins[known.length]));
    }
    return {
      cells,
      sum(id) {
        const at = columns.get(id);
        readColumns(at + 1);
        return { values: values[at], unit: about.columns[at].unit };
      },
      /** Undefined where there is no such histogram. */
      histogram(id) {
        if (!bins.has(id)) return undefined;
        readBins(bins.get(id) + 1);
        return known[bins.get(id)];
      },
    };
  }

  llmobs.unpack = unpack;
})();
