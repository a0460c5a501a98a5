// The root of the index → segments that know their places, and the search over them.
(function () {
  'use strict';
  const llmobs = (window.llmobs = window.llmobs || {});
  const { bits, load, match, phrases, rank } = llmobs.search;
  const HOUR = 3600e3;

  /** Local hours of a segment: `text` of each with documents, and its first document. */
  function clock({ hours, hours_from: from, documents }) {
    const [at, starts] = [[], []];
    let [hour, doc] = [from ? Date.parse(`${from}:00Z`) / HOUR : 0, 0];
    for (const [step, count] of hours) {
      hour += step;
      at.push(hour);
      starts.push(doc);
      doc += count;
    }
    /** The first document of the hour 'YYYY-MM-DDTHH' or later. */
    function first(text) {
      const wanted = Date.parse(`${text}:00Z`) / HOUR;
      let [low, high] = [0, at.length];
      while (low < high) {
        const middle = (low + high) >>> 1;
        if (at[middle] < wanted) low = middle + 1;
        else high = middle;
      }
      return low < at.length ? starts[low] : documents;
    }
    return { at, starts, first };
  }

  /** Columns that every segment has, whatever the root lists. */
  const ALWAYS = new Set(['length', 'time']);

  function opened(root) {
    let base = 0;
    const columns = new Set(root.columns.map(({ name }) => name));
    const segments = root.segments.map((given, at) => {
      const segment = { ...given, at, base, hours: clock(given), has: (name) => ALWAYS.has(name) || columns.has(name) };
      base += given.documents;
      return segment;
    });
    const time = (text) => Date.parse(text);
    const inOrder = segments.every((one, i) => i === 0 || time(segments[i - 1].last) < time(one.first));
    const of = (global) => {
      let at = segments.length - 1;
      while (at > 0 && segments[at].base > global) at -= 1;
      return segments[at];
    };
    const words = segments.reduce((sum, one) => sum + one.words, 0);
    const last = Math.max(0, ...segments.map(({ hours: { at } }) => at.at(-1) ?? 0));
    return { root, segments, documents: base, words, inOrder, of, columns, zone: root.zone, year: new Date(last * HOUR).toISOString().slice(0, 4) };
  }

  /** The index, read once. */
  let reading = null;
  function open() {
    reading = reading || load.json('root').then((root) => {
      if (root.version !== 1) throw new Error(`the index has version ${root.version}, this page reads version 1`);
      return opened(root);
    }).catch((error) => {
      reading = null;
      throw error;
    });
    return reading;
  }

  /** Whether a term asks for nothing that could be looked up, like a lone comma. */
  const idle = ({ kind, text }) => kind !== 'field' && text !== undefined && llmobs.search.tokens.sequence(text).length === 0;

  /**
   * Documents that match all `terms` (of `query.parse`, and `names` and `hours` of the filters), in `order`. `typing`: the
   * last word may be unfinished. Gives `docs`, `sets` by segment, and where phrases must be checked in the texts (`checks`)
   * `kept` and `at` to go on with by `phrases.confirm`.
   */
  async function search(index, terms, { order = 'newest', typing = false } = {}) {
    const asked = terms.filter((one) => !idle(one));
    const open = typing && terms.at(-1)?.kind === 'word' ? terms.at(-1) : null;
    const all = await Promise.all(asked.map((one) => Promise.all(index.segments.map((segment) => match.term(segment, one, one === open)))));
    const sets = index.segments.map(({ documents }) => bits.all(documents));
    const unsure = index.segments.map(({ documents }) => bits.none(documents));
    const wanted = [];
    asked.forEach((one, i) => {
      const check = phrases.needed(one);
      all[i].forEach(({ set }, at) => {
        if (check) set.forEach((word, place) => { unsure[at][place] |= word; });
        if (!one.negative) bits.and(sets[at], set);
        else if (!check) bits.without(sets[at], set);
      });
      // A phrase is there or not; words and beginnings are there more or less.
      const things = one.negative || one.kind === 'phrase' ? 0 : all[i][0]?.found?.length || 0;
      for (let thing = 0; thing < things; thing += 1) wanted.push(all[i].map(({ found }) => found[thing]));
    });
    const docs = await rank.sort(index, await rank.newest(index, sets), order, wanted);
    const checks = asked.filter(phrases.needed);
    const [kept, at] = checks.length ? [0, 0] : [docs.length, docs.length];
    return { index, terms, order, docs, sets, unsure, checks, kept, at };
  }

  llmobs.search = { ...llmobs.search, index: { open, search } };
})();
