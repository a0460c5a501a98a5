// Rows whose first words do not show why they match → a piece of the text that does, where it is cheap to look.
(function () {
  'use strict';
  const llmobs = (window.llmobs = window.llmobs || {});
  const { make } = llmobs;
  const { details, load, marks } = llmobs.search;

  /** Files of texts that may be opened for what is on the screen. */
  const FILES = 2;
  const LENGTH = 200;

  /** Instructions come last: they are the same in every row. */
  function piece(row, matches) {
    const sent = details.messages(row) || [];
    const said = sent.filter(({ role }) => role === 'user').map(({ content }) => details.content(content)).reverse();
    for (const text of [row.response, ...said, ...details.texts(row)]) {
      if (!text) continue;
      const found = marks.snippet(text, matches, LENGTH);
      if (found) return found;
    }
    return null;
  }

  /** `rows`: `[{ link, global }]` that are seen. `still()` tells whether they still are. */
  async function show(index, rows, matches, still) {
    const opened = new Set();
    for (const { link, global } of rows) {
      const said = link.querySelector('.said');
      if (!matches || !said || link.querySelector('mark')) continue;
      const segment = index.of(global);
      const name = details.fileOf(segment, global - segment.base);
      if (!load.peek(name) && !opened.has(name)) {
        if (opened.size === FILES) continue;
        opened.add(name);
      }
      const row = await details.row(segment, global - segment.base);
      if (!still()) return;
      const found = piece(row, matches);
      if (found) said.replaceChildren(make('span', { className: 'inside' }, ...marks.marked(found, matches)));
    }
  }

  llmobs.explorer = { ...llmobs.explorer, snippets: { show } };
})();
