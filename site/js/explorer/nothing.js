// When there is nothing to show → why, and what to do about it.
(function () {
  'use strict';
  const llmobs = (window.llmobs = window.llmobs || {});
  const { make, format } = llmobs;
  const { asking, write: { prose } } = llmobs.explorer;

  /** Fields whose values people paste without saying what they are. */
  const IDS = ['id', 'trace', 'session', 'user'];

  const sentence = (...nodes) => make('div', { className: 'nothing' }, ...nodes);

  /** The index is not there (`error`), or nothing is in it (`root` may say why). */
  function without(error, root) {
    const why = error ? `Its index could not be opened: ${error.message}. It may have been copied only in part.`
      : root.total > 0 ? `None of its ${format.count(root.total)} interactions was published: ${root.why.split(';')[0]}.` : 'There is no interaction in it yet.';
    return sentence(make('h2', {}, 'There is nothing to search in this report'), make('p', {}, ...prose(why)),
      make('p', {}, ...prose('`llmobs build-site` writes it anew; the folder has to be copied as a whole.')));
  }

  /** A single word that is the name of something: the term that finds it, else null. */
  async function meant(index, terms) {
    const words = terms.filter(({ kind }) => kind === 'word' || kind === 'phrase');
    if (words.length !== 1 || words[0].negative || words[0].text.length < 3) return null;
    const others = terms.filter((one) => one !== words[0]);
    for (const field of IDS) {
      const term = llmobs.search.query.field(field, words[0].text);
      const { docs } = await llmobs.search.index.search(index, [...others, term]);
      if (docs.length) return { term, field, others, text: words[0].text };
    }
    return null;
  }

  /** The parts of a search that can be left out: every term of `text`, and the filters together. */
  function parts({ terms }, text, ask) {
    const typed = llmobs.search.query.parse(text).terms.map((one) => ({
      label: text.slice(one.from, one.to),
      own: ({ kind, from, to }) => kind === one.kind && from === one.from && to === one.to,
      drop: () => ask(asking.without(text, [one])),
    }));
    const ofBar = ({ kind }) => kind === 'names' || kind === 'hours';
    return terms.some(ofBar) ? [...typed, { label: 'the filters', own: ofBar, drop: llmobs.filters.clear }] : typed;
  }

  /** What would be found without each part of a search for `text`: buttons that leave it out, the most first. */
  async function loosen(result, text, ask) {
    const found = await Promise.all(parts(result, text, ask).map(async (part) => {
      const { docs } = await llmobs.search.index.search(result.index, result.terms.filter((one) => !part.own(one)));
      return { ...part, n: docs.length };
    }));
    const useful = found.filter(({ n }) => n > 0).sort((a, b) => b.n - a.n);
    const items = useful.map(({ label, n, drop }) => {
      const one = make('button', { type: 'button' }, 'Without ', make('bdi', {}, label), `: ${format.count(n)}`);
      one.addEventListener('click', drop);
      return make('li', {}, one);
    });
    const rest = items.length ? make('ul', {}, ...items) : make('p', {}, 'Take away several words or filters, or look at the spelling.');
    return sentence(make('h2', {}, 'Nothing matches'), rest);
  }

  llmobs.explorer = { ...llmobs.explorer, nothing: { without, loosen, meant } };
})();
