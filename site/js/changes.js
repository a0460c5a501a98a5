// Two periods of the cube → the slices that explain what changed between them. Twin of src/figures/what_changed.rs.
(function () {
  'use strict';
  const llmobs = (window.llmobs = window.llmobs || {});
  const { rows: read, format } = llmobs;
  const SLICES = [['provider', 'provider'], ['model', 'model'], ['category', 'category'], ['app', 'app'], ['error_type', 'error type']];
  /** A measure, whether it is a rate, and the least change of the whole: relative for sums, absolute for rates. */
  const EXPLAINED = [['cost', false, 0.02], ['error_rate', true, 0.001], ['hallucination_rate', true, 0.002]];
  const MOST = 5;
  const LEAST_SHARE = 0.15;
  const LEAST_N = 100;
  const LEAST_RATIO = 0.15;
  const SLOWER = 3;
  const NOTHING = { value: null, n: 0, hits: 0 };

  /** `[name, [before, now]]` of every slice. */
  function pairs({ cube, names, periods }, dim, measure) {
    const ask = ({ from, to }) => cube.ask({ by: [dim], measures: [measure], filter: { ...names, from, to } });
    const [old, now] = periods.map(ask);
    const out = now.map(({ key: [name], values: [value] }) => {
      const at = old.findIndex((other) => other.key[0] === name);
      const [was] = at < 0 ? [] : old.splice(at, 1);
      return [read.text(name), [was ? was.values[0] : NOTHING, value]];
    });
    for (const { key: [name], values: [value] } of old) out.push([read.text(name), [value, NOTHING]]);
    return out;
  }

  const total = (list) => list.reduce((sum, one) => sum + one, 0);

  /** What slices are sorted by: two that hold the same requests must not change places by the last digits of their sums. */
  const weight = (value) => Math.round(value * 1e9);

  /** The slices with the largest parts in the change of a measure that has parts. */
  function explain(asked, [id, rate, least]) {
    const { label } = asked.cube.meta.measures[id];
    const found = [];
    for (const [dim, what] of SLICES) {
      if (dim === 'error_type' && id !== 'error_rate') continue;
      const slices = pairs(asked, dim, id);
      if (slices.length < 2) continue;
      const n = [0, 1].map((at) => total(slices.map(([, pair]) => pair[at].n)));
      const part = (pair, at) => (rate ? (n[at] > 0 ? pair[at].hits / n[at] : 0) : pair[at].value || 0);
      const whole = [0, 1].map((at) => total(slices.map(([, pair]) => part(pair, at))));
      const change = whole[1] - whole[0];
      const enough = Math.abs(change) >= (rate ? least : least * Math.abs(whole[0]));
      if (!enough || change === 0 || n[0] === 0) continue;
      const write = rate ? format.share : (value) => format.usd_short(value * asked.rate);
      for (const [name, pair] of slices) {
        if (dim === 'error_type' && name === read.UNNAMED) continue;
        const share = (part(pair, 1) - part(pair, 0)) / change;
        found.push([`${label} ${change > 0 ? 'up' : 'down'}`, `${what} ${name}`, write(part(pair, 0)), write(part(pair, 1)), share, pair[1].n]);
      }
    }
    return found.filter((row) => row[4] >= LEAST_SHARE).sort((a, b) => weight(b[4]) - weight(a[4])).slice(0, MOST);
  }

  /** The slices whose percentile rose or fell most. */
  function slower(asked, id) {
    const { label } = asked.cube.meta.measures[id];
    const found = [];
    for (const [dim, what] of SLICES.filter(([dim]) => dim !== 'error_type')) {
      const slices = pairs(asked, dim, id);
      if (slices.length < 2) continue;
      for (const [name, [was, is]] of slices) {
        if (is.value === null || !(was.value > 0)) continue;
        const ratio = is.value / was.value - 1;
        if (was.n < LEAST_N || is.n < LEAST_N || Math.abs(ratio) < LEAST_RATIO) continue;
        const row = [`${label} ${ratio > 0 ? 'up' : 'down'}`, `${what} ${name}`, format.milliseconds(was.value), format.milliseconds(is.value), null, is.n];
        found.push([Math.abs(ratio) * Math.sqrt(is.n), row]);
      }
    }
    return found.sort((a, b) => weight(b[0]) - weight(a[0])).slice(0, SLOWER).map(([, row]) => row);
  }

  llmobs.computed = llmobs.computed || {};
  llmobs.computed.what_changed = (cube, { names, now, before }, _, rate) => {
    if (!before) return [];
    const asked = { cube, names, periods: [before, now], rate };
    return [...EXPLAINED.flatMap((one) => explain(asked, one)), ...slower(asked, 'latency_p95')];
  };
})();
