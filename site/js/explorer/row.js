// A card of the index → one row of the results.
(function () {
  'use strict';
  const llmobs = (window.llmobs = window.llmobs || {});
  const { make } = llmobs;
  const { write } = llmobs.explorer;

  /** A number and what it is: `seen` where its text has no unit, otherwise for those who do not see the columns. */
  const number = (kind, text, says, seen = false) => make('span', { className: kind }, ...(text === null ? [] : [text, make('span', { className: seen ? 'says' : 'hidden-text' }, ` ${says}`)]));

  /** What is seen before a card is there: a row of the same size. */
  const blank = () => [make('span', { className: 'meta' }, ' '), make('span', { className: 'said' }, '…')];

  /** The content of a row, its year told where it is not that of the last interaction (`year`); `matches` as `marks.matcher` gives it. */
  function content(card, { zone, year }, matches) {
    const { day, year: its, clock } = write.time(card.time, zone);
    const model = card.model === null ? make('i', {}, 'no model') : make('bdi', {}, card.model);
    const meta = make('span', { className: 'meta' },
      make('span', { className: 'when' }, make('span', { className: 'day' }, its === year ? `${day} ` : `${day} ${its} `), clock),
      make('span', { className: 'model', title: card.model || '' }, model),
      make('span', { className: 'tags' }, ...write.badges(card)),
      make('span', { className: 'numbers' },
        number('latency', write.seconds(card.latency), 'latency'), number('cost', write.money(card.cost), 'cost'), number('tokens', write.tokens(card), 'tokens', true)));
    const said = make('span', { className: 'said', dir: 'auto' });
    if (card.prompt) said.append(...llmobs.search.marks.marked(card.prompt, matches));
    else said.append(make('i', {}, 'no text was logged'));
    return [meta, said];
  }

  llmobs.explorer = { ...llmobs.explorer, row: { blank, content } };
})();
