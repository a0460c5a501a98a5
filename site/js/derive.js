// Rows of a figure → its rows with what only that figure knows to make. Twins of the `make` of figures in Rust, by id:
// `llmobs.derive.some_figure = (rows) => rows`, where a row is an array in the order of the fields, inputs behind them.
(function () {
  'use strict';
  const llmobs = (window.llmobs = window.llmobs || {});
  const { rows: read, stats } = llmobs;
  const NONE = [null, null];

  /** Only the models that more than one provider serves. */
  const modelAcrossProviders = (rows) =>
    rows.filter(([model]) => rows.filter(([other]) => other === model).length > 1);

  /** One row of everything, with the four counts behind it → a row for hallucinated answers and one for the others. */
  function feedbackAndHallucination(rows) {
    if (!rows.length) return [];
    const [likedWrong, dislikedWrong, liked, disliked] = rows[0].slice(11).map((value) => value || 0);
    const all = likedWrong + dislikedWrong + liked + disliked;
    if (all === 0) return [];
    const overall = (dislikedWrong + disliked) / all;
    const odds = stats.oddsRatio(dislikedWrong, likedWrong, disliked, liked);
    const line = (name, liked, disliked, odds) => {
      const n = liked + disliked;
      const share = n > 0 ? disliked / n : null;
      const lift = share !== null && overall > 0 ? share / overall : null;
      return [name, n, liked, disliked, share, ...(stats.wilson(disliked, n) || NONE), lift, ...(odds || [null, ...NONE])];
    };
    return [line('hallucinated', likedWrong, dislikedWrong, odds), line('not hallucinated', liked, disliked, null)];
  }

  /** Centre and limits of a p chart, 3 standard errors away. */
  function hallucinationOverTime(rows) {
    const total = (at) => rows.reduce((sum, row) => sum + (read.number(row[at]) || 0), 0);
    const [n, hits] = [total(1), total(2)];
    const centre = n > 0 ? hits / n : 0;
    return rows.map(([time, of, hallucinated, rate]) => {
      const away = 3 * Math.sqrt((centre * (1 - centre)) / of);
      const [lower, upper] = [Math.max(0, centre - away), Math.min(1, centre + away)];
      return [time, of, hallucinated, rate, centre, lower, upper, rate !== null && (rate < lower || rate > upper) ? 'yes' : null];
    });
  }

  /** A row for each band and histogram → a row for each band, with the fitted curve. */
  function hallucinationByComplexity(rows) {
    const of = (name) => rows.filter((row) => row[3] === name);
    const hallucinated = new Map(of('hallucinated').map((row) => [row[0], row[2]]));
    const hits = ([from]) => hallucinated.get(from) || 0;
    const middle = ([from, to]) => (from + to) / 2;
    const bands = of('labelled').sort((a, b) => a[0] - b[0]);
    const fit = stats.logistic(bands.map((row) => [middle(row), row[2], hits(row)]));
    return bands.map((row) => {
      const [from, to, n] = row;
      const fitted = fit && 1 / (1 + Math.exp(-(fit[0] + fit[1] * middle(row))));
      return [from, to, n, hits(row), n > 0 ? hits(row) / n : null, ...(stats.wilson(hits(row), n) || NONE), fitted];
    });
  }

  llmobs.derive = {
    model_across_providers: modelAcrossProviders,
    feedback_and_hallucination: feedbackAndHallucination,
    hallucination_over_time: hallucinationOverTime,
    hallucination_by_complexity: hallucinationByComplexity,
  };
})();
