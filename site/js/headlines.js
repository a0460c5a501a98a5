// Measures over a period and the one before → headlines with n, interval, trend and change. Twin of src/figures/headline.rs.
(function () {
  'use strict';
  const llmobs = (window.llmobs = window.llmobs || {});
  const { format, stats } = llmobs;
  const HOUR = 3600000;
  /** Change of a sum or a mean that is not worth a colour. */
  const SMALL = 0.01;
  /** One bin further is a change of exactly the noise, whatever the last places of the number say. */
  const SLACK = 1e-9;
  /** Steps of a trend at most. */
  const STEPS = 400;

  const hours = (text) => Date.parse(`${text.slice(0, 13)}:00Z`) / HOUR;
  const midnight = (at) => Math.floor(at / 24) * 24;

  /** `97.0–97.6 %`; `over 99.9 %` where the upper end is everything. */
  function span([low, high]) {
    if (high >= 0.9999) return `over ${format.share(low).replace(/^>/, '')}`;
    if (low <= 0.0001) return `below ${format.share(high).replace(/^</, '')}`;
    return `${format.share(low).replace(/( %)+$/, '')}–${format.share(high)}`;
  }

  /** `+12.3 %`, `−0.4 pp`, `no change`. */
  function signed(value, unit) {
    // Changes of percentiles often lie halfway between two texts, where the last places of the number must not decide.
    const text = format.fixed(Math.round(Math.abs(value) * 1e6) / 1e6, 1);
    if (text === '0.0') return 'no change';
    return (value < 0 ? '−' : '+') + text + unit;
  }

  /** Change that is not worth a colour; for a percentile, one that may be the bins' doing: a step from one to the next. */
  function noise({ formula }, { histograms }) {
    const scale = formula.quantile && histograms[formula.quantile[0]].scale;
    return scale && scale.log ? scale.log - 1 : SMALL;
  }

  function change(measure, meta, now, before, label) {
    if (now.value === null || before.value === null) return null;
    const against = `${format.unit(measure.unit, before.value)} ${label} (n = ${format.count(before.n)})`;
    let text;
    let real;
    if (measure.unit === 'share') {
      text = signed((now.value - before.value) * 100, ' pp');
      // A share of tokens or money: its n are requests, and no test fits.
      real = stats.counted(measure) ? stats.sharesDiffer(now, before) : Math.abs(now.value - before.value) > SMALL;
    } else if (before.value === 0) return null;
    else {
      const ratio = now.value / before.value - 1;
      text = signed(ratio * 100, ' %');
      real = Math.abs(ratio) > noise(measure, meta) + SLACK;
    }
    const rise = now.value > before.value;
    const neither = !real || measure.better === 'neither';
    return { text, against, verdict: neither ? 'neutral' : (measure.better === 'higher') === rise ? 'good' : 'bad' };
  }

  /** One list of values per measure: per day of the data in the period, per hour where that is at most two days. */
  function trends(ids, cube, filter, { from, to }) {
    const { first, last, hours_from: recent } = cube.meta;
    const byHour = hours(to) - hours(from) <= 48 && hours(from) >= hours(recent);
    const groups = cube.ask({ by: ['time'], measures: ids, filter, grain: byHour ? 'hour' : 'day' });
    const known = new Map(groups.map(({ key: [time], values }) => [time, values]));
    const end = Math.min(midnight(hours(last)) + 24, hours(to));
    const out = ids.map(() => []);
    for (let at = Math.max(midnight(hours(first)), hours(from)), steps = 0; at < end && steps < STEPS; at += byHour ? 1 : 24, steps += 1) {
      const time = new Date(at * HOUR).toISOString().replace('T', ' ').slice(0, byHour ? 16 : 10);
      const values = known.get(time);
      out.forEach((list, i) => list.push(values ? values[i].value : null));
    }
    return { steps: byHour ? 'hours' : 'days', values: out };
  }

  /**
   * One headline for each of `given` (`{ id, missing }`), all asked at once. `now` and `before` (or null) have `from` and
   * `to`, as `2026-08-01T00`, and `before` a `label` as a sentence goes on: "in the 30 days before".
   */
  function headlines(given, cube, filter, now, before, rate = 1) {
    const ids = given.map(({ id }) => id);
    const money = (id, found) => (cube.meta.measures[id].unit === 'usd' && found.value !== null ? { ...found, value: found.value * rate } : found);
    const within = ({ from, to }) => ({ ...filter, from, to });
    const over = (period) => {
      const [{ values }] = cube.ask({ measures: ids, filter: within(period) });
      return values.map((found, at) => money(ids[at], found));
    };
    const [found, earlier, trend] = [over(now), before && over(before), trends(ids, cube, within(now), now)];
    return given.map(({ id, missing }, at) => {
      const measure = cube.meta.measures[id];
      const { value, n, hits } = found[at];
      const interval = stats.counted(measure) ? stats.wilson(hits, n) : null;
      return {
        id,
        value: value === null ? '–' : format.unit(measure.unit, value),
        n,
        n_of: measure.n_of,
        interval: interval && span(interval),
        change: earlier && change(measure, cube.meta, found[at], earlier[at], before.label),
        trend: trend.values[at],
        steps: trend.steps,
        empty: value === null ? missing : null,
      };
    });
  }

  llmobs.headlines = headlines;
})();
