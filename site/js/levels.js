// Objectives → what was attained under the reader's filter. Twin of src/figures/levels.rs.
(function () {
  'use strict';
  const llmobs = (window.llmobs = window.llmobs || {});
  const { format, stats } = llmobs;
  const SCOPE = ['provider', 'model', 'category', 'app', 'environment'];

  /** The reader's filter and the objective's own at once; null where they have no request in common. */
  function narrowed(names, objective) {
    const filter = { ...names };
    for (const dim of SCOPE) {
      const own = objective[dim];
      if (own === null) continue;
      if (filter[dim]?.length && !filter[dim].includes(own)) return null;
      filter[dim] = [own];
    }
    return filter;
  }

  function level(cube, { names, now: { from, to } }, objective, rate) {
    const { measure: id, bound, at_least: least, scope } = objective;
    const measure = cube.meta.measures[id];
    const filter = narrowed(names, objective);
    const ask = (by) => (filter ? cube.ask({ by, measures: [id], filter: { ...filter, from, to } }) : []);
    const whole = ask([])[0]?.values[0] || { value: null, n: 0, hits: 0 };
    const days = ask(['time']).map(({ key: [day], values: [{ value }] }) => ({ day, value })).filter(({ value }) => value !== null);
    const good = (value) => (least ? value >= bound : value <= bound);
    const off = ({ value }) => Math.abs(value - bound);
    const write = (value) => format.unit(measure.unit, measure.unit === 'usd' ? value * rate : value);
    // What adds up is an objective for a day: a month of it says nothing.
    const perDay = Boolean(measure.formula.sum);
    const met = days.filter(({ value }) => good(value)).length;
    let worst = null;
    for (const one of days) if (!good(one.value) && (!worst || off(one) >= off(worst))) worst = one;
    const verdict = (is) => (is ? 'met' : 'missed');
    let [status, attained] = ['unknown', format.cell('number', null)];
    if (perDay && days.length) {
      [status, attained] = [verdict(met === days.length), `${write(days.reduce((sum, { value }) => sum + value, 0) / days.length)} a day`];
    } else if (whole.value !== null) [status, attained] = [verdict(good(whole.value)), write(whole.value)];
    const counted = stats.counted(measure);
    const allowed = least ? (1 - bound) * whole.n : bound * whole.n;
    return {
      told: `${measure.label} ${least ? '≥' : '≤'} ${write(bound)}${perDay ? ' a day' : ''}${scope ? ` (${scope})` : ''}`,
      attained,
      status,
      n: whole.n,
      days: [met, days.length],
      left: counted && allowed > 0 ? 1 - (least ? whole.n - whole.hits : whole.hits) / allowed : null,
      worst: worst && `${worst.day}: ${write(worst.value)}`,
      interval: (counted && stats.wilson(whole.hits, whole.n)) || [null, null],
    };
  }

  const levels = (cube, view, { computed: { objectives } }, rate) => objectives.map((objective) => level(cube, view, objective, rate));

  llmobs.computed = llmobs.computed || {};
  llmobs.computed.service_level_status = (...given) => levels(...given).map(({ told, attained, status, left, n }) => [told, attained, status, left, n]);
  llmobs.computed.service_levels = (...given) => levels(...given).map(({ told, attained, status, interval, days, left, worst, n }) =>
    [told, attained, status, ...interval, ...days, left, worst, n]);
})();
