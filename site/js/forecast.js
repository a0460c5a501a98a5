// Costs by the day → this month so far, and what it will come to. Twin of src/figures/cost_forecast.rs.
(function () {
  'use strict';
  const llmobs = (window.llmobs = window.llmobs || {});
  const DAY = 864e5;
  /** How many days an average rests on. */
  const LOOK_BACK = 28;
  const WEEK = 7;
  /** Standard normal quantile for a two-sided 95 % interval. */
  const Z = 1.959963984540054;

  const write = (day) => new Date(day * DAY).toISOString().slice(0, 10);
  const sum = (list) => list.reduce((total, one) => total + one, 0);

  llmobs.computed = llmobs.computed || {};
  llmobs.computed.cost_forecast = (cube, { names }, { computed: { budget } }) => {
    const end = cube.meta.last.slice(0, 10);
    const last = Date.parse(end) / DAY;
    const first = Date.parse(`${end.slice(0, 7)}-01`) / DAY;
    const begins = Date.parse(cube.meta.first.slice(0, 10)) / DAY;
    const filter = { ...names, from: `${write(Math.min(first, last - LOOK_BACK))}T00`, to: `${write(last + 1)}T00` };
    const known = new Map(cube.ask({ by: ['time'], measures: ['cost'], filter }).map(({ key: [day], values: [value] }) => [day, value]));
    const on = (day) => known.get(write(day)) || { value: null, n: 0 };
    const limit = Object.values(names).some((list) => list.length) ? null : budget;
    const history = Array.from({ length: LOOK_BACK }, (_, back) => last - 1 - back).filter((day) => day >= begins).map((day) => ({ day, cost: on(day).value || 0 }));
    // One week says nothing about how far days lie off what is usual.
    const enough = history.length > WEEK;
    const rows = [];
    let spent = 0;
    for (let day = first; day <= last; day += 1) {
      const { value, n } = on(day);
      spent += value || 0;
      const meets = day === last && enough ? [spent, spent, spent] : [null, null, null];
      rows.push([write(day), spent, ...meets, limit, n]);
    }
    const usual = (day) => {
      const alike = history.filter((one) => (one.day - day) % WEEK === 0);
      const same = alike.length ? alike : history;
      return sum(same.map(({ cost }) => cost)) / Math.max(1, same.length);
    };
    const spread = Math.sqrt(sum(history.map(({ day, cost }) => (cost - usual(day)) ** 2)) / Math.max(1, history.length - WEEK));
    let middle = spent;
    for (let day = last + 1; enough && write(day).slice(0, 7) === end.slice(0, 7); day += 1) {
      middle += usual(day);
      const away = Z * spread * Math.sqrt(day - last);
      rows.push([write(day), null, middle, Math.max(spent, middle - away), middle + away, limit, 0]);
    }
    return rows;
  };
})();
