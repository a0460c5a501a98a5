// A question → rows of numbers, from the cube's script. Twin of src/cube/ask.rs, which must answer every question alike.
//
//   await llmobs.cube.load();
//   llmobs.cube.ask({ by: ['time', 'model'], measures: ['cost'], filter: { from: '2026-08-01T00', app: ['desk', null] }, grain: 'day' })
//   → [{ key: ['2026-08-01', 'gpt-4o'], values: [{ value: 1.5, n: 20, hits: 1 }], last_day: '2026-08-01' }, …], in the
//   order of the keys, null first; `last_day` is the last one with data, empty where bins are counted
(function () {
  'use strict';
  const llmobs = (window.llmobs = window.llmobs || {});
  const SLICE = ['provider', 'model', 'category', 'app', 'environment'];
  const ZERO = -32768;
  const HOUR = 3600000;
  // How much of `2026-08-01 10:00` is the time of a step.
  const WRITTEN = { hour: 16, day: 10, month: 7 };

  let data = null;
  let loading = null;
  let received = null;

  const hour = (text) => {
    const [, y, m, d, h] = /^(\d{4,})-(\d\d)-(\d\d)(?:[T ](\d\d))?/.exec(text) || [];
    if (y === undefined) throw new Error(`no local time: ${text}`);
    return Date.UTC(y, m - 1, d, h || 0) / HOUR;
  };

  /** Called by the script. */
  function receive(about, text) {
    received = { about, text };
  }

  function open({ about, text }) {
    const slots = [];
    about.steps.reduce((slot, step) => {
      slots.push(slot + step);
      return slot + step;
    }, 0);
    const times = slots.map((slot) => new Date(slot * HOUR).toISOString().replace('T', ' ').slice(0, 16));
    data = { ...llmobs.unpack(about, text), slots, times, slices: about.slices, recent: hour(about.hours_from) };
    const { first, last, hours_from, dims, measures, histograms } = about;
    llmobs.cube.meta = { first, last, hours_from, dims, measures, histograms };
  }

  /** Fetches and opens the data, once; a failure may be tried again. */
  function load() {
    loading ||= new Promise((resolve, reject) => {
      const script = document.createElement('script');
      script.src = 'assets/cube.js';
      script.onload = () => {
        try {
          if (!received) throw new Error('assets/cube.js holds no data');
          open(received);
          received = null;
          resolve();
        } catch (error) {
          reject(error);
        }
      };
      script.onerror = () => reject(new Error('assets/cube.js, which holds the data of the filter, cannot be read'));
      document.head.append(script);
    }).catch((error) => {
      loading = null;
      throw error;
    });
    return loading;
  }

  /** What each slot, or each slice, adds to the key: a number for each combination, and the keys behind the numbers. */
  function parts(count, readers) {
    const of = new Int32Array(count);
    const keys = [];
    const known = new Map();
    for (let at = 0; at < count; at += 1) {
      const key = readers.map((read) => read(at));
      const name = key.join(' ');
      let part = known.get(name);
      if (part === undefined) {
        part = keys.push(key) - 1;
        known.set(name, part);
      }
      of[at] = part;
    }
    return { of, keys };
  }

  /** Which slots and slices pass; 1 or 0 for each. */
  function admitted(filter, hourly) {
    const from = filter.from ? hour(filter.from) : -Infinity;
    const to = filter.to ? hour(filter.to) : Infinity;
    const slots = Uint8Array.from(data.slots, (slot) => slot >= from && slot < to && (!hourly || slot >= data.recent));
    const slices = new Uint8Array(data.slices.length).fill(1);
    SLICE.forEach((dim, place) => {
      if (!filter[dim]?.length) return;
      const names = llmobs.cube.meta.dims[dim].map((name) => filter[dim].includes(name));
      data.slices.forEach((slice, at) => { if (!names[slice[place]]) slices[at] = 0; });
    });
    return { slots, slices };
  }

  /** The group of each cell, −1 for none, and the keys of the groups, as sortable numbers or texts. */
  function grouped(by, filter, grain) {
    const hourly = by.includes('weekday') || by.includes('hour_of_day') || (by.includes('time') && grain === 'hour');
    const pass = admitted(filter, hourly);
    const { slot: slotOf, slice: sliceOf } = data.cells;
    const time = {
      time: (at) => data.times[at].slice(0, WRITTEN[grain]),
      weekday: (at) => ((((Math.floor(data.slots[at] / 24) + 3) % 7) + 7) % 7) + 1,
      hour_of_day: (at) => ((data.slots[at] % 24) + 24) % 24,
    };
    const dims = by.filter((dim) => time[dim]);
    const names = by.filter((dim) => SLICE.includes(dim));
    const slots = parts(data.slots.length, dims.map((dim) => time[dim]));
    const slices = parts(data.slices.length, names.map((dim) => (at) => data.slices[at][SLICE.indexOf(dim)]));
    const ids = new Int32Array(slots.keys.length * slices.keys.length).fill(-1);
    const keys = [];
    const last = [];
    const of = new Int32Array(slotOf.length).fill(-1);
    for (let cell = 0; cell < of.length; cell += 1) {
      const slot = slotOf[cell];
      const slice = sliceOf[cell];
      if (pass.slots[slot] && pass.slices[slice]) {
        const place = slots.of[slot] * slices.keys.length + slices.of[slice];
        if (ids[place] < 0) {
          const a = slots.keys[slots.of[slot]];
          const b = slices.keys[slices.of[slice]];
          ids[place] = keys.push(by.map((dim) => (time[dim] ? a[dims.indexOf(dim)] : b[names.indexOf(dim)]))) - 1;
        }
        of[cell] = ids[place];
        // Cells are in the order of time.
        last[ids[place]] = slot;
      }
    }
    if (by.length === 0 && keys.length === 0) keys.push([]);
    return { of, keys, last };
  }

  /** Sums of columns by group. */
  function sums(groups, columns) {
    return new Map(columns.map((id) => {
      const { values, unit } = data.sum(id);
      const out = new Float64Array(groups.keys.length);
      for (let cell = 0; cell < values.length; cell += 1) if (groups.of[cell] >= 0) out[groups.of[cell]] += values[cell];
      for (let group = 0; group < out.length; group += 1) out[group] *= unit;
      return [id, out];
    }));
  }

  /** Splits groups by error type; what has none is the rest of a group. Sums come with them. */
  function byType(groups, columns, place) {
    const types = llmobs.cube.meta.dims.error_type.length;
    const tables = columns.map((id) => {
      const typed = data.histogram(`${id} by error_type`);
      if (!typed) throw new Error(`${id} is not known by error type`);
      const { values } = data.sum(id);
      const out = new Float64Array(groups.keys.length * types);
      for (let cell = 0; cell < values.length; cell += 1) {
        const group = groups.of[cell];
        if (group >= 0) {
          out[group * types] += values[cell];
          for (let at = typed.start[cell]; at < typed.start[cell + 1]; at += 1) {
            out[group * types] -= typed.n[at];
            out[group * types + typed.bins[typed.bin[at]]] += typed.n[at];
          }
        }
      }
      return out;
    });
    const requests = tables[columns.indexOf('requests')];
    const slots = lastByType(groups, types);
    const kept = [...requests.keys()].filter((at) => requests[at] > 0);
    const keys = kept.map((at) => groups.keys[Math.floor(at / types)].toSpliced(place, 1, at % types));
    const last = kept.map((at) => slots[at]);
    return { keys, last, sums: new Map(columns.map((id, i) => [id, kept.map((at) => tables[i][at])])) };
  }

  function lastByType(groups, types) {
    const slots = new Int32Array(groups.keys.length * types);
    const { values } = data.sum('requests');
    const { start, bin, n, bins } = data.histogram('requests by error_type');
    for (let cell = 0; cell < values.length; cell += 1) {
      const base = groups.of[cell] * types;
      if (base < 0) continue;
      let rest = values[cell];
      for (let at = start[cell]; at < start[cell + 1]; at += 1) {
        slots[base + bins[bin[at]]] = data.cells.slot[cell];
        rest -= n[at];
      }
      if (rest > 0) slots[base] = data.cells.slot[cell];
    }
    return slots;
  }

  /** Counts by group and bin. */
  function binned(groups, { start, bin, n, bins }) {
    const out = new Float64Array(groups.keys.length * bins.length);
    for (let cell = 0; cell < groups.of.length; cell += 1) {
      if (groups.of[cell] >= 0) {
        const base = groups.of[cell] * bins.length;
        for (let at = start[cell]; at < start[cell + 1]; at += 1) out[base + bin[at]] += n[at];
      }
    }
    return out;
  }

  /** The value that a bin stands for. */
  function middle({ scale }, bin) {
    if (bin === ZERO) return 0;
    return scale.log ? scale.log ** (bin + 0.5) : (bin + 0.5) * scale.linear;
  }

  /** The `q` quantile (nearest rank) of the counts of one group. */
  function quantile(counts, group, id, q) {
    const { bins } = data.histogram(id);
    const first = group * bins.length;
    let n = 0;
    for (let at = 0; at < bins.length; at += 1) n += counts[first + at];
    if (n === 0) return { value: null, n: 0, hits: 0 };
    const rank = Math.max(1, Math.ceil(q * n));
    let at = 0;
    for (let below = counts[first]; below < rank; below += counts[first + at]) at += 1;
    return { value: middle(llmobs.cube.meta.histograms[id], bins[at]), n, hits: 0 };
  }

  function evaluate(measure, sum) {
    const { formula, n: of } = measure;
    const n = sum(of);
    let value = null;
    let hits = 0;
    if (formula.sum) value = sum(formula.sum);
    else {
      const [over, under, times] = formula.ratio;
      const below = sum(under);
      if (below !== 0) value = (sum(over) / below) * times;
      if (llmobs.stats.counted(measure)) hits = Math.trunc(Math.max(0, sum(over)));
    }
    return { value: n > 0 ? value : null, n: Math.max(0, n), hits };
  }

  const columnsOf = ({ formula, n }) => (formula.quantile ? [] : [...(formula.sum ? [formula.sum] : formula.ratio.slice(0, 2)), n]);

  /** Keys from numbers of names to names, in order. */
  function finish(by, rows) {
    const { dims } = llmobs.cube.meta;
    const compare = (a, b) => (a < b ? -1 : Number(a > b));
    rows.sort((a, b) => {
      for (let i = 0; i < by.length; i += 1) if (a.key[i] !== b.key[i]) return compare(a.key[i], b.key[i]);
      return 0;
    });
    for (const row of rows) row.key = row.key.map((part, i) => (dims[by[i]] ? dims[by[i]][part] : part));
    return rows;
  }

  function countBins(by, histograms, filter, grain) {
    const groups = grouped(by.filter((dim) => dim !== 'bin' && dim !== 'histogram'), filter, grain);
    const rows = new Map();
    for (const id of histograms) {
      const { bins } = data.histogram(id);
      binned(groups, data.histogram(id)).forEach((n, at) => {
        if (n === 0) return;
        const rest = [...groups.keys[Math.floor(at / bins.length)]];
        const key = by.map((dim) => (dim === 'bin' ? bins[at % bins.length] : dim === 'histogram' ? id : rest.shift()));
        const name = key.join(' ');
        const row = rows.get(name) || { key, values: [{ value: 0, n: 0, hits: 0 }], last_day: '' };
        row.values[0].value += n;
        row.values[0].n += n;
        rows.set(name, row);
      });
    }
    return finish(by, [...rows.values()]);
  }

  /**
   * Answers a question. `by`: time, provider, model, category, app, environment, error_type, weekday (1 is Monday),
   * hour_of_day, and bin (with histogram) of `histograms`; `grain`: hour, day or month. Hours before `meta.hours_from` are
   * only known by the day: there, `from` and `to` look at midnights.
   */
  function ask({ by = [], measures = [], histograms = [], filter = {}, grain = 'day' }) {
    if (!data) throw new Error('the data of the filter are not loaded');
    if (by.includes('bin')) return countBins(by, histograms, filter, grain);
    const wanted = measures.map((id) => llmobs.cube.meta.measures[id]);
    const columns = [...new Set(wanted.flatMap(columnsOf))];
    const typed = by.indexOf('error_type');
    const groups = grouped(by, filter, grain);
    const split = typed < 0 ? { ...groups, sums: sums(groups, columns) }
      : byType(groups, [...new Set(['requests', ...columns])], typed);
    const counts = new Map();
    if (typed < 0) {
      for (const { formula } of wanted) {
        const id = formula.quantile?.[0];
        if (id && !counts.has(id)) counts.set(id, binned(groups, data.histogram(id)));
      }
    }
    const value = (measure, at) => {
      if (!measure.formula.quantile) return evaluate(measure, (column) => split.sums.get(column)[at]);
      const [id, q] = measure.formula.quantile;
      return typed < 0 ? quantile(counts.get(id), at, id, q) : { value: null, n: 0, hits: 0 };
    };
    const day = (slot) => (slot === undefined ? '' : data.times[slot].slice(0, 10));
    return finish(by, split.keys.map((key, at) => (
      { key, values: wanted.map((measure) => value(measure, at)), last_day: day(split.last[at]) })));
  }

  llmobs.cube = { load, ask, receive, meta: null };
})();
