// The little statistics that figures share. Twin of src/figures/stats.rs.
(function () {
  'use strict';
  const llmobs = (window.llmobs = window.llmobs || {});
  /** Standard normal quantile for a two-sided 95 % interval. */
  const Z = 1.959963984540054;

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

  llmobs.stats = { wilson, sharesDiffer };
})();
