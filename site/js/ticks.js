// A value axis's range → tick places and their texts, written as the tables write them (`$0.05`, `2 s`, `40 %`).
(function () {
  'use strict';
  const llmobs = (window.llmobs = window.llmobs || {});

  /** How a whole axis is written: one unit and one number of decimals for all its ticks. */
  function writer(show, largest, step) {
    const { fixed, count_short: short, number } = llmobs.format;
    // As many as the step has: steps of 2.5 written without any would read 3, 5, 8.
    const decimals = (size) => [0, 1, 2, 3, 4, 5, 6, 7].find((n) => Math.abs(size * 10 ** n - Math.round(size * 10 ** n)) < 1e-3) ?? 8;
    const [letter, thousands] = [['T', 1e12], ['B', 1e9], ['M', 1e6], ['k', 1e3]].find(([, from]) => largest >= from) || [];
    /** `0.5 M`, `1.0 M`. */
    const large = (v) => `${fixed(v / thousands, decimals(step / thousands))} ${letter}`;
    switch (show) {
      case 'usd':
        if (largest >= 100000) return (v) => (v < 0 ? '−' : '') + llmobs.format.SYMBOL + large(Math.abs(v));
        return (v) => (v < 0 ? '−' : '') + llmobs.format.SYMBOL + fixed(Math.abs(v), Number.isInteger(step) ? 0 : Math.max(2, decimals(step)));
      case 'share':
        return (v) => fixed(v * 100, decimals(step * 100)) + ' %';
      case 'milliseconds': {
        const [unit, size] = largest >= 36e5 * 3 ? ['h', 36e5] : largest >= 3e5 ? ['min', 6e4] : largest >= 2000 ? ['s', 1e3] : ['ms', 1];
        return (v) => fixed(v / size, decimals(step / size)) + ' ' + unit;
      }
      case 'count':
        return largest >= 100000 ? large : (v) => fixed(v, decimals(step));
      default:
        return largest >= 100000 ? short : number;
    }
  }

  /** The step from 1, 2, 2.5 and 5 times a power of ten that gives at most `most` intervals. */
  function niceStep(span, most, unit) {
    const rough = span / unit / most;
    const power = 10 ** Math.floor(Math.log10(rough));
    return [1, 2, 2.5, 5, 10].map((times) => times * power).find((step) => step >= rough * 0.999) * unit;
  }

  /**
   * Ticks of a linear axis from `low` to `high`, about `most` of them; with `more` also those that far beyond, as a share
   * of the range, for an axis whose ends are not sure yet.
   */
  function linear(show, low, high, most, more = 1e-9) {
    if (!(high > low)) return {};
    // Durations are stepped in the unit they are written in, or an axis in minutes would tick every 1.67 of them.
    const largest = Math.max(Math.abs(low), Math.abs(high));
    const unit = show !== 'milliseconds' ? 1 : largest >= 36e5 * 3 ? 36e5 : largest >= 3e5 ? 6e4 : 1;
    let step = niceStep(high - low, most, unit);
    if (show === 'count') step = Math.max(1, Math.round(step));
    const write = writer(show, largest, step);
    const tickvals = [];
    const slack = (high - low) * more;
    for (let i = Math.ceil((low - slack) / step); i * step <= high + slack; i += 1) tickvals.push(i * step);
    return { tickmode: 'array', tickvals, ticktext: tickvals.map((v) => (v === 0 ? '0' : write(v))) };
  }

  /** Ticks of a logarithmic axis between two powers (Plotly's range): 1, 2, 5 per decade, or fewer where crowded; `more` as above. */
  function log(show, lowPower, highPower, most, more = 1e-9) {
    const ticks = { 1: [1], 2: [1, 3], 3: [1, 2, 5] };
    const decades = highPower - lowPower;
    const dense = decades * 3 <= most ? 3 : decades * 2 <= most ? 2 : 1;
    const every = Math.max(1, Math.ceil(decades / most));
    const slack = Math.max(1e-9, decades * more);
    const tickvals = [];
    for (let power = Math.floor(lowPower); power <= highPower + slack; power += every) {
      for (const times of ticks[dense]) {
        // 10 ** -4 is a hair below 0.0001, and would be written with a digit more.
        const value = Number((times * 10 ** power).toPrecision(12));
        const at = Math.log10(value);
        if (at >= lowPower - slack && at <= highPower + slack) tickvals.push(value);
      }
    }
    const { count_short: short, number } = llmobs.format;
    const plain = (v) => (v >= 100000 ? short(v) : number(v));
    const write = (v) => {
      if (show === 'milliseconds') {
        const [unit, size] = v >= 36e5 ? ['h', 36e5] : v >= 6e4 * 5 ? ['min', 6e4] : v >= 1000 ? ['s', 1e3] : ['ms', 1];
        return number(v / size) + ' ' + unit;
      }
      return show === 'usd' ? llmobs.format.SYMBOL + plain(v) : show === 'share' ? number(v * 100) + ' %' : plain(v);
    };
    return { tickmode: 'array', tickvals, ticktext: tickvals.map(write) };
  }

  /** The value axes of `plot` whose ticks are ours to set, with what is declared of each. */
  const axes = ({ layout }) => Object.entries(layout || {}).filter(([name, own]) => /^[xy]axis\d*$/.test(name) && own.show !== undefined && !own.tickvals);

  /** Ticks of an axis of `pixels` for a range. */
  function made(name, { show }, type, [low, high], pixels, more) {
    const most = Math.max(2, Math.floor(pixels / (name[0] === 'x' ? 64 : 40)));
    return type === 'log' ? log(show, low, high, most, more) : linear(show, low, high, most, more);
  }

  /** Whether the ticks that an axis has are `wanted` where its range shows them. */
  function has({ tickvals, ticktext }, wanted, type, [low, high]) {
    if (!tickvals) return false;
    const slack = (high - low) * 1e-9;
    const at = tickvals.map((value) => (type === 'log' ? Math.log10(value) : value));
    const seen = [...tickvals.keys()].filter((i) => at[i] >= low - slack && at[i] <= high + slack);
    return String(seen.map((i) => tickvals[i])) === String(wanted.tickvals) && String(seen.map((i) => ticktext[i])) === String(wanted.ticktext);
  }

  /** The relayout that gives every value axis of a drawn chart ticks for the range it shows now; empty where it has them. */
  function all(element, plot) {
    const change = {};
    for (const [name, own] of axes(plot)) {
      const full = element._fullLayout[name];
      const range = [Math.min(...full.range), Math.max(...full.range)];
      const ticks = made(name, own, full.type, range, full._length || 300);
      if (has(element.layout[name], ticks, full.type, range)) continue;
      for (const [key, value] of Object.entries(ticks)) change[`${name}.${key}`] = value;
    }
    return change;
  }

  llmobs.ticks = { linear, log, axes, made, all };
})();
