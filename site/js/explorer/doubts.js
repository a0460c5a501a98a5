// What groundedness did not find in the context of a response (or what stands for it) → its sentences, marked where they stand.
(function () {
  'use strict';
  const llmobs = (window.llmobs = window.llmobs || {});
  const { make, format } = llmobs;

  /** `[[from, to], …]` of a column that holds JSON; none where it does not. */
  function parsed(column) {
    try {
      const list = typeof column === 'string' ? JSON.parse(column) : column;
      const pair = (one) => Array.isArray(one) && one.length === 2 && one.every(Number.isInteger);
      return Array.isArray(list) ? list.filter(pair) : [];
    } catch {
      return [];
    }
  }

  /** Sentences in `text` as [from, to) of its code units, and those that are not in it, as they were told (characters). */
  function of(row, text) {
    const told = parsed(row.unsupported).sort((a, b) => a[0] - b[0]);
    if (told.length === 0) return { found: [], lost: [] };
    // The store counts characters, and a text here has two units for some of them.
    const at = [];
    let unit = 0;
    for (const character of text) {
      at.push(unit);
      unit += character.length;
    }
    at.push(unit);
    const fits = ([from, to]) => from >= 0 && from < to && to < at.length;
    return { found: told.filter(fits).map(([from, to]) => [at[from], at[to]]), lost: told.filter((one) => !fits(one)) };
  }

  /** A piece of a text that begins at `at`, as nodes; `inside` makes nodes of a part of it. */
  function marked(piece, at, found, inside) {
    const nodes = [];
    let done = 0;
    for (const [from, to] of found) {
      const [start, end] = [Math.max(done, from - at), Math.min(piece.length, to - at)];
      if (start >= end) continue;
      if (start > done) nodes.push(...inside(piece.slice(done, start)));
      nodes.push(make('u', { className: 'unsupported', title: 'Not found in what it should rest on' }, ...inside(piece.slice(start, end))));
      done = end;
    }
    if (done < piece.length) nodes.push(...inside(piece.slice(done)));
    return nodes;
  }

  /** What a response was looked for in, by `grounded_in`. */
  const PLACES = { prompt: 'the text in the prompt', tools: 'what tools gave back' };

  const sentences = (n) => `${format.count(n)} ${n === 1 ? 'sentence' : 'sentences'}`;

  /** What the marks mean; and where the sentences are that cannot be marked. */
  function note(row, found, lost) {
    const where = PLACES[row.grounded_in] ?? 'the context';
    const lines = [];
    if (found.length) {
      lines.push(make('p', { className: 'doubted' }, make('u', { className: 'unsupported' }, sentences(found.length)),
        ` of this response ${found.length === 1 ? 'is' : 'are'} hardly found in ${where}. That is no proof of an error.`));
    }
    if (lost.length) {
      const places = lost.map(([from, to]) => `characters ${format.count(from + 1)} to ${format.count(to)}`).join('; ');
      lines.push(make('p', { className: 'doubted lost' }, `Hardly found in ${where}, and not in the text as it is shown: ${sentences(lost.length)} (${places}).`));
    }
    return lines;
  }

  llmobs.explorer = { ...llmobs.explorer, doubts: { of, marked, note } };
})();
