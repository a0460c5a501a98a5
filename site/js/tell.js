// State and span of the data → the words of the filter bar, as texts and marked names that are put into the page as such.
(function () {
  'use strict';
  const llmobs = (window.llmobs = window.llmobs || {});

  /** One, and many, of each dimension. */
  const WORDS = {
    provider: ['Provider', 'providers'],
    model: ['Model', 'models'],
    category: ['Category', 'categories'],
    app: ['App', 'apps'],
    environment: ['Environment', 'environments'],
  };

  /** What is known of a period before the data says where it ends. */
  const PERIODS = { all: 'All', '24h': '24 hours', '7d': '7 days', '30d': '30 days', custom: 'Custom days' };
  /** Names written out; of more, the number is told. */
  const NAMED = 2;

  /** A name as an element of its own, so that its direction stays its own; what is no name looks different from one. */
  function name(value) {
    if (value === null) return llmobs.make('i', {}, 'not logged');
    if (value.trim() === '') return llmobs.make('i', {}, 'empty name');
    return llmobs.make('bdi', {}, value);
  }

  /** Only as text, for sorting, searching and titles. */
  const plain = (value) => (value === null ? 'not logged' : value.trim() === '' ? 'empty name' : value);

  /** What the button of a dimension says after its word: nothing, the one name, or '3 of 12' (`of` null: not known yet). */
  function chosen(names, of) {
    if (names.length === 0) return [];
    if (names.length === 1) return [': ', name(names[0])];
    return [`: ${names.length}${of === null ? '' : ` of ${of}`}`];
  }

  function dimension(dim, names) {
    const [one, many] = WORDS[dim];
    if (names.length > NAMED + 1) return [`${names.length} ${many}`];
    const listed = names.flatMap((value, i) => [i === 0 ? ' ' : i === names.length - 1 ? ' or ' : ', ', name(value)]);
    return [one.toLowerCase(), ...listed];
  }

  /** The line that tells what is shown: nodes and texts. `meta` is null until the data is there. */
  function line(state, meta) {
    const parts = [];
    const resolved = meta && llmobs.state.resolve(state, meta);
    if (state.period !== 'all') parts.push([resolved ? resolved.label : PERIODS[state.period]]);
    for (const dim of llmobs.state.DIMS) if (state[dim].length) parts.push(dimension(dim, state[dim]));
    if (resolved && state.period !== 'all') {
      parts.push([resolved.before ? `compared with ${resolved.before.label}` : 'no data before to compare with']);
    }
    return parts.flatMap((part, i) => (i === 0 ? part : [' · ', ...part]));
  }

  llmobs.tell = { WORDS, name, plain, chosen, line };
})();
