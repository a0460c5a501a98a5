// Rows of a figure → its rows with what only that figure knows to make. Twins of the `make` of figures in Rust, by id:
// `llmobs.made.some_figure = (rows) => rows`. A row is an array: the columns, then what the declaration calls inputs.
(function () {
  'use strict';
  const llmobs = (window.llmobs = window.llmobs || {});
  const { rows: read, stats } = llmobs;
  /** How many standard errors away the limits of a control chart are. */
  const SIGMAS = 3;
  const made = {};

  /** One row of everything, with four counts behind it → a row for hallucinated answers and one for the others. */
  made.feedback_and_hallucination = ([row]) => {
    if (!row) return [];
    const [likedWrong, dislikedWrong, liked, disliked] = row.slice(11, 15).map((value) => value || 0);
    const all = likedWrong + dislikedWrong + liked + disliked;
    if (all === 0) return [];
    const overall = (dislikedWrong + disliked) / all;
    const line = (name, good, bad, odds) => {
      const n = good + bad;
      const share = n > 0 ? bad / n : null;
      const lift = share !== null && overall > 0 ? share / overall : null;
      return [name, n, good, bad, share, ...(stats.wilson(bad, n) || [null, null]), lift, ...(odds || [null, null, null])];
    };
    return [
      line('hallucinated', likedWrong, dislikedWrong, stats.oddsRatio(dislikedWrong, likedWrong, disliked, liked)),
      line('not hallucinated', liked, disliked, null),
    ];
  };

  /** A row for each band and histogram → a row for each band, with rate, interval and fitted curve. */
  made.hallucination_by_complexity = (rows) => {
    const hits = new Map(rows.filter((row) => row[3] === 'hallucinated').map((row) => [row[0], read.count(row[2])]));
    const bands = rows.filter((row) => row[3] === 'labelled').sort((a, b) => a[0] - b[0]);
    const middle = ([from, to]) => (from + to) / 2;
    const fit = stats.logistic(bands.map((row) => [middle(row), row[2], hits.get(row[0]) || 0]));
    return bands.map((row) => {
      const [n, hit] = [row[2], hits.get(row[0]) || 0];
      const fitted = fit && 1 / (1 + Math.exp(-(fit[0] + fit[1] * middle(row))));
      return [row[0], row[1], n, hit, n > 0 ? hit / n : null, ...(stats.wilson(hit, n) || [null, null]), fitted];
    });
  };

  /** Rates over time → with centre, limits and alarm of a control chart. */
  made.hallucination_over_time = (rows) => {
    const total = (at) => rows.reduce((sum, row) => sum + (row[at] || 0), 0);
    const [n, hits] = [total(1), total(2)];
    const centre = n > 0 ? hits / n : 0;
    return rows.map((row) => {
      const away = SIGMAS * Math.sqrt((centre * (1 - centre)) / (row[1] ?? 1));
      const [lower, upper] = [Math.max(0, centre - away), Math.min(1, centre + away)];
      const out = row[3] !== null && (row[3] < lower || row[3] > upper);
      return [...row.slice(0, 4), centre, lower, upper, out ? 'yes' : null];
    });
  };

  /** Only the models that more than one provider serves. */
  made.model_across_providers = (rows) => {
    const served = new Map();
    for (const [model] of rows) served.set(model, (served.get(model) || 0) + 1);
    return rows.filter(([model]) => served.get(model) > 1);
  };

  llmobs.made = made;
})();
