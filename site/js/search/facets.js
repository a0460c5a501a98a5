// Matching documents → how many there are of each name, and in each stretch of time.
(function () {
  'use strict';
  const llmobs = (window.llmobs = window.llmobs || {});
  const { bits, columns } = llmobs.search;

  /** Names of a column with their counts, most first; null is what was not logged. */
  async function count(index, sets, column) {
    const total = new Map();
    const loaded = await Promise.all(index.segments.map((segment) => (segment.names[column] ? columns.load(segment, column) : null)));
    index.segments.forEach((segment, at) => {
      const names = columns.names(segment, column);
      // One place more for what no name has.
      const counts = new Uint32Array(names.length + 1);
      const codes = loaded[at]?.codes;
      if (codes) bits.each(sets[at], (doc) => { counts[Math.min(codes[doc], names.length)] += 1; });
      else counts[names.length] = bits.count(sets[at]);
      counts.forEach((n, code) => {
        const name = names[code] ?? null;
        if (n > 0) total.set(name, (total.get(name) || 0) + n);
      });
    });
    return [...total].map(([name, n]) => ({ name, n })).sort((a, b) => b.n - a.n || (a.name === null) - (b.name === null) || (a.name < b.name ? -1 : 1));
  }

  /** Steps of a time axis in hours: 1, 3, 6, 12, a day, two, a week, four weeks, a quarter, a year. */
  const STEPS = [1, 3, 6, 12, 24, 48, 168, 672, 2184, 8760];

  /**
   * Matching and all documents along time, in at most `most` equal steps: `{ step, from, bars: [{ n, of }] }` in hours since
   * 1970 by the local clock's face, or null where there is nothing.
   */
  function timeline(index, sets, most, span = null) {
    const clocks = index.segments.filter(({ documents }) => documents > 0).map((segment) => segment.hours);
    const first = span ? span[0] : Math.min(...clocks.map(({ at }) => at[0]));
    const last = span ? span[1] - 1 : Math.max(...clocks.map(({ at }) => at.at(-1)));
    if (!Number.isFinite(first) || last < first) return null;
    const begin = (step) => (step <= 24 ? Math.floor(first / step) * step : Math.floor(first / 24) * 24);
    const step = STEPS.find((one) => (last + 1 - begin(one)) / one <= most) || STEPS.at(-1);
    const from = begin(step);
    const bars = Array.from({ length: Math.ceil((last + 1 - from) / step) }, () => ({ n: 0, of: 0 }));
    index.segments.forEach((segment, nth) => {
      const { at, starts } = segment.hours;
      const place = (hour) => Math.floor((hour - from) / step);
      let hour = -1;
      let bar = null;
      const end = (i) => (i + 1 < starts.length ? starts[i + 1] : segment.documents);
      at.forEach((one, i) => {
        const within = bars[place(one)];
        if (within) within.of += end(i) - starts[i];
      });
      bits.each(sets[nth], (doc) => {
        while (hour + 1 < at.length && starts[hour + 1] <= doc) {
          hour += 1;
          bar = bars[place(at[hour])];
        }
        if (bar) bar.n += 1;
      });
    });
    return { step, from, bars };
  }

  llmobs.search = { ...llmobs.search, facets: { count, timeline } };
})();
