// What is known of an interaction beside its texts → tables: every column with how it was made, the sum of its cost, scores.
(function () {
  'use strict';
  const llmobs = (window.llmobs = window.llmobs || {});
  const { make, format } = llmobs;
  const { write } = llmobs.explorer;

  /** Shown as texts above. */
  const TEXTS = new Set(['prompt', 'messages', 'response', 'context', 'error_message', 'feedback_comment', 'scores']);

  /** Columns of the store are in US dollars, whatever the page shows. */
  const dollars = (usd) => format.usd(usd).replace(format.SYMBOL, '$');

  const seconds = (name) => /(^|_)(latency|duration|time_to_first_token)_ms$/.test(name);

  /** A value as people read it, with its unit where the column's name says it. */
  function value(name, it) {
    if (typeof it === 'boolean') return it ? 'yes' : 'no';
    if (typeof it === 'number') {
      if (/_usd$/.test(name)) return dollars(it);
      if (seconds(name)) return format.milliseconds(it);
      if (Number.isInteger(it)) return /tokens|words|count|length/.test(name) ? format.count(it) : String(it);
      return format.number(it);
    }
    return typeof it === 'string' ? it : JSON.stringify(it);
  }

  const cell = (name, it) => make('td', {}, typeof it === 'string' || (it && typeof it === 'object') ? make('bdi', { className: 'any' }, value(name, it)) : value(name, it));

  /** Every column that has a value. */
  function columns(row, made) {
    const known = Object.entries(row).filter(([name, it]) => !TEXTS.has(name) && it !== null && it !== undefined);
    const lines = known.map(([name, it]) => make('tr', {}, make('th', { scope: 'row' }, make('code', {}, name)), cell(name, it),
      make('td', { className: 'how' }, ...write.prose(made[name] || ''))));
    const head = ['Column', 'Value', 'How it is made'].map((word) => make('th', { scope: 'col' }, word));
    return make('table', { className: 'columns' }, make('caption', { className: 'hidden-text' }, 'All columns'),
      make('thead', {}, make('tr', {}, ...head)), make('tbody', {}, ...lines));
  }

  /** How a cost comes from tokens and rates, as a table; null where it is not known. */
  function cost(row, prices) {
    const sum = llmobs.explorer.arithmetic(row, prices);
    if (!sum) return null;
    const number = (text) => make('td', { className: 'num' }, text);
    const body = sum.lines.map(({ label, n, rate, usd }) => make('tr', {}, make('th', { scope: 'row' }, label),
      number(n === null ? '' : format.count(n)), number(rate === null ? '' : `× ${dollars(rate)} a million`), number(dollars(usd))));
    body.push(make('tr', { className: 'sum' }, make('th', { scope: 'row' }, 'Sum'), make('td'), make('td'), number(dollars(sum.usd))));
    return make('table', { className: 'cost-sum' }, make('caption', {}, 'Price ', make('bdi', {}, row.price_entry), ', in US dollars'), make('tbody', {}, ...body));
  }

  function scores(list) {
    if (!Array.isArray(list) || !list.length) return null;
    const lines = list.map((one) => make('tr', {}, ...['name', 'value', 'source', 'comment'].map((key) => {
      const it = one[key] ?? '';
      return make(key === 'name' ? 'th' : 'td', key === 'name' ? { scope: 'row' } : {}, typeof it === 'number' ? format.number(it) : make('bdi', {}, String(it)));
    })));
    const head = ['Score', 'Value', 'Source', 'Comment'].map((word) => make('th', { scope: 'col' }, word));
    return make('table', { className: 'scores' }, make('caption', { className: 'hidden-text' }, 'Scores'), make('thead', {}, make('tr', {}, ...head)), make('tbody', {}, ...lines));
  }

  /** What one wants to know first: `[label, text]`. */
  function first(card, row) {
    return [
      ['Latency', write.seconds(card.latency)],
      ['First token', typeof row.time_to_first_token_ms === 'number' ? format.milliseconds(row.time_to_first_token_ms) : null],
      ['Cost', write.money(card.cost)],
      ['Similarity', typeof row.similarity === 'number' ? format.number(row.similarity) : null],
      ['Input', typeof card.input_tokens === 'number' ? `${format.count(card.input_tokens)} tokens` : null],
      ['Output', typeof card.output_tokens === 'number' ? `${format.count(card.output_tokens)} tokens` : null],
      ['Category', card.category],
      ['Provider', card.provider],
      ['App', card.app],
    ].filter(([, text]) => text !== null && text !== undefined);
  }

  llmobs.explorer = { ...llmobs.explorer, facts: { columns, cost, scores, first } };
})();
