// The little statistics that figures share. Twin of src/figures/stats.rs.
(function () {
  'use strict';
  const llmobs = (window.llmobs = window.llmobs || {});
  /** Standard normal quantile for a two-sided 95 % interval. */
  const Z = 1.959963984540054;

  /** Whether the n of a measure are what its share is of: then it has hits among them, and an interval. */
  const counted = ({ unit, formula, n }) => unit === 'share' && Boolean(formula.ratio) && formula.ratio[1] === n;

  /** Wilson's score interval at 95 % for `hits` of `n`; null for n = 0. */
  function wilson(hits, n) {
    if (n === 0) return null;
    const p = hits / n;
    const scale = 1 + (Z * Z) / n;
    const middle = (p + (Z * Z) / (2 * n)) / scale;
    const half = (Z / scale) * Math.sqrt((p * (1 - p)) / n + (Z * Z) / (4 * n * n));
    return [p === 0 ? 0 : middle - half, p === 1 ? 1 : middle + half];
  }

  /** Whether two shares (`{ hits, n }`) differ by more than chance at 95 % (pooled two-proportion z test). */
  function sharesDiffer(a, b) {
    if (a.n === 0 || b.n === 0) return false;
    const pooled = (a.hits + b.hits) / (a.n + b.n);
    const spread = Math.sqrt(pooled * (1 - pooled) * (1 / a.n + 1 / b.n));
    return spread > 0 && Math.abs((a.hits / a.n - b.hits / b.n) / spread) > Z;
  }

  /** Odds ratio of two rows of counts (a, b) and (c, d) with Woolf's 95 % interval: [ratio, low, high]; null where a row is empty. */
  function oddsRatio(...given) {
    if (given[0] + given[1] === 0 || given[2] + given[3] === 0) return null;
    const [a, b, c, d] = given.includes(0) ? given.map((count) => count + 0.5) : given;
    const ratio = (a * d) / (b * c);
    const away = Z * Math.sqrt(1 / a + 1 / b + 1 / c + 1 / d);
    return [ratio, Math.exp(Math.log(ratio) - away), Math.exp(Math.log(ratio) + away)];
  }

  /** [intercept, slope] of a logistic regression on points [x, n, hits]; null where the points do not settle it. */
  function logistic(points) {
    const sum = (at) => points.reduce((sum, point) => sum + point[at], 0);
    const [n, hits] = [sum(1), sum(2)];
    if (points.filter((point) => point[1] > 0).length < 2 || hits === 0 || hits === n) return null;
    let [intercept, slope] = [Math.log(hits / (n - hits)), 0];
    for (let round = 0; round < 50; round += 1) {
      let [g0, g1, h00, h01, h11] = [0, 0, 0, 0, 0];
      for (const [x, of, hit] of points) {
        const p = 1 / (1 + Math.exp(-(intercept + slope * x)));
        const [miss, weight] = [hit - of * p, of * p * (1 - p)];
        g0 += miss;
        g1 += miss * x;
        h00 += weight;
        h01 += weight * x;
        h11 += weight * x * x;
      }
      const determinant = h00 * h11 - h01 * h01;
      if (!(determinant > 1e-12)) return null;
      const [by, tilt] = [(h11 * g0 - h01 * g1) / determinant, (h00 * g1 - h01 * g0) / determinant];
      intercept += by;
      slope += tilt;
      if (Math.abs(by) + Math.abs(tilt) < 1e-13) break;
    }
    return Math.abs(slope) < 10 && Number.isFinite(intercept) ? [intercept, slope] : null;
  }

  llmobs.stats = { counted, wilson, sharesDiffer, oddsRatio, logistic };
})();
