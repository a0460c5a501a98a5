// A text and what was searched for → its pieces, told apart by whether they match; and a short piece around the first match.
(function () {
  'use strict';
  const llmobs = (window.llmobs = window.llmobs || {});
  const { tokens } = llmobs.search;

  /** What of a text counts as a match: whole terms, and beginnings. Built from the positive words and phrases. */
  function matcher(terms, typing) {
    const [whole, beginnings] = [new Set(), []];
    terms.forEach((one, i) => {
      if (one.negative || !['word', 'prefix', 'phrase'].includes(one.kind)) return;
      const wanted = tokens.wanted(one.text);
      wanted.forEach(({ term, prefix, open }, at) => {
        const unfinished = open && at === wanted.length - 1 && (one.kind === 'prefix' || (typing && i === terms.length - 1 && one.kind === 'word'));
        if (prefix || unfinished) beginnings.push(term);
        else whole.add(term);
      });
    });
    if (whole.size === 0 && beginnings.length === 0) return null;
    return (term) => whole.has(term) || beginnings.some((one) => term.startsWith(one));
  }

  /** Places of a run's characters that stand in a matching pair (or alone). */
  function dense(run, at, matches, found) {
    const characters = [...run.matchAll(tokens.CHARACTER)].map(({ 0: text, index }) => ({ from: at + index, to: at + index + text.length, term: tokens.lower(tokens.fold(text)) }));
    characters.forEach((one, i) => {
      const next = characters[i + 1];
      if (next && next.from === one.to && matches(one.term + next.term)) found.push([one.from, next.to]);
      else if (!next && matches(one.term)) found.push([one.from, one.to]);
    });
  }

  /** Where `text` matches: ascending, apart from each other, at most `most` of them. */
  function places(text, matches, most = Infinity) {
    const found = [];
    for (const { 0: run, index } of text.matchAll(tokens.RUN)) {
      if (found.length >= most) break;
      let from = 0;
      for (const { 0: stretch, index: inside } of run.matchAll(tokens.STRETCH)) {
        if (tokens.terms(run.slice(from, inside)).some(matches)) found.push([index + from, index + inside]);
        dense(stretch, index + inside, matches, found);
        from = inside + stretch.length;
      }
      if (from < run.length && tokens.terms(run.slice(from)).some(matches)) found.push([index + from, index + run.length]);
    }
    const joined = [];
    for (const [from, to] of found) {
      if (joined.length && joined.at(-1)[1] >= from) joined.at(-1)[1] = Math.max(joined.at(-1)[1], to);
      else joined.push([from, to]);
    }
    return joined;
  }

  /** `text` as texts and `<mark>` elements. */
  function marked(text, matches, most = Infinity) {
    if (!matches) return [text];
    const nodes = [];
    let at = 0;
    for (const [from, to] of places(text, matches, most)) {
      nodes.push(text.slice(at, from), llmobs.make('mark', {}, text.slice(from, to)));
      at = to;
    }
    nodes.push(text.slice(at));
    return nodes.filter((node) => node !== '');
  }

  /** About `length` characters around the first match, white space collapsed; null where nothing matches. */
  function snippet(text, matches, length) {
    const [first] = places(text, matches, 1);
    if (!first) return null;
    const from = Math.max(0, first[0] - Math.floor(length / 4));
    // Not in the middle of a word, nor of a character of two halves.
    const begin = from === 0 ? 0 : from + Math.max(0, text.slice(from, first[0]).search(/\s/));
    const cut = text.slice(begin, begin + length).replace(/\p{Surrogate}$/u, '');
    return `${begin > 0 ? '… ' : ''}${cut.replace(/\s+/g, ' ').trim()}${begin + length < text.length ? ' …' : ''}`;
  }

  llmobs.search = { ...llmobs.search, marks: { matcher, places, marked, snippet } };
})();
