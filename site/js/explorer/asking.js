// The text of the box and the filter bar → the terms of a search; and changes of single terms in that text.
(function () {
  'use strict';
  const llmobs = (window.llmobs = window.llmobs || {});
  const { query, fields } = llmobs.search;

  /** The filters as terms. A period needs the report's own span, which the filter bar has loaded by then. */
  async function filtered(state) {
    const terms = llmobs.state.DIMS.filter((dim) => state[dim].length).map((dim) => ({ kind: 'names', column: dim, names: state[dim], negative: false }));
    if (state.period !== 'all') {
      await llmobs.filters.ready();
      const { from, to } = llmobs.state.resolve(state, llmobs.cube.meta);
      terms.push({ kind: 'hours', from, to, negative: false });
    }
    return terms;
  }

  /** The text without `terms` that were parsed from it. */
  function without(text, terms) {
    let left = text;
    for (const { from, to } of [...terms].sort((a, b) => b.from - a.from)) left = `${left.slice(0, from).trimEnd()} ${left.slice(to).trimStart()}`;
    return left.trim();
  }

  /** The text with one more term; a last word that counted as begun goes on to. */
  function plus(text, term) {
    const last = /\s$/.test(text) ? null : query.parse(text).terms.at(-1);
    const open = last?.kind === 'word' && llmobs.search.tokens.wanted(last.text).at(-1)?.open && last.to === text.length;
    const kept = open ? `${text}*` : text.trimEnd();
    return `${kept}${kept ? ' ' : ''}${query.write([term])} `;
  }

  /** Terms of `text` that choose a value of `field`. */
  const ofField = (text, field) => query.parse(text).terms.filter((one) => one.kind === 'field' && one.field === field && !one.negative);

  /** The names that `text` chooses of `field`, as the column has them; null for what was not logged. */
  function chosen(text, field) {
    const words = fields.FIELDS[field].words || {};
    return ofField(text, field).map(({ value }) => (Object.hasOwn(words, value.toLowerCase()) ? words[value.toLowerCase()] : value));
  }

  /** A name as the value of `field`. */
  function spelt(field, name) {
    if (name !== null) return name;
    return Object.entries(fields.FIELDS[field].words || {}).find(([, meaning]) => meaning === null)?.[0];
  }

  llmobs.explorer = { ...llmobs.explorer, asking: { filtered, without, plus, ofField, chosen, spelt } };
})();
