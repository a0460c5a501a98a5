// What was evaluated → the parts of the page that show it: headlines, figures, panels.
(function () {
  'use strict';
  const llmobs = (window.llmobs = window.llmobs || {});
  const { make, format } = llmobs;
  const NOTHING = 'Nothing matches these filters.';
  const UNFOLLOWED = 'Does not follow the filters: it is read from the store itself, which this page does not hold.';
  /** As in src/pages/view.rs: a longer table is folded. */
  const FOLD_ABOVE = 20;
  const SVG = 'http://www.w3.org/2000/svg';

  /** Our own sentences: what stands between backticks is code. */
  const prose = (text) => text.split('`').map((part, at) => (at % 2 ? make('code', {}, part) : part));

  function drawing({ trend, steps }) {
    const spark = llmobs.spark(trend);
    if (!spark) return [];
    const node = (tag, given, ...children) => {
      const element = document.createElementNS(SVG, tag);
      for (const [name, value] of Object.entries(given)) element.setAttribute(name, value);
      element.append(...children);
      return element;
    };
    return [node('svg', {
      class: 'spark', viewBox: `0 0 ${spark.width} ${spark.height}`, preserveAspectRatio: 'none', role: 'img',
      'aria-label': `Trend over ${trend.length} ${steps}`,
    }, node('path', { class: 'area', d: spark.area }), node('path', { d: spark.line }))];
  }

  /** An arrow for the direction and a word for the meaning: colour alone would leave some readers out. */
  function changed({ text, against, verdict }) {
    const arrow = { '+': '▲', '−': '▼' }[text[0]] || '≈';
    const word = { good: ' better', bad: ' worse' }[verdict];
    const meaning = word ? [' ', make('span', { className: 'word' }, word.trim())] : [];
    return make('p', { className: `change ${verdict}` },
      make('b', {}, make('span', { 'aria-hidden': 'true' }, arrow), ` ${text}`, ...meaning), ' ', make('span', { className: 'against' }, against));
  }

  /** Fills a headline as templates/parts/headline.html does; its name and how it is made stay. */
  function headline(element, view) {
    const rest = view.empty ? [make('p', { className: 'missing' }, ...prose(view.empty))] : [
      ...drawing(view),
      ...(view.change ? [changed(view.change)] : []),
      make('p', { className: 'basis' }, `${view.interval ? `95 % interval ${view.interval} · ` : ''}n = ${format.count(view.n)} ${view.n_of}`),
    ];
    element.classList.toggle('is-empty', Boolean(view.empty));
    const [first, last] = [element.querySelector('h2'), element.querySelector('details')];
    element.replaceChildren(first, make('p', { className: 'value' }, view.value), ...rest, last);
  }

  /** Says that nothing matches, or takes that back; what else a figure or panel has is hidden by the style sheet. */
  function matched(element, any, nothing = NOTHING) {
    element.classList.toggle('is-empty', !any);
    element.classList.toggle('unmatched', !any);
    const said = element.querySelector(':scope > .missing');
    if (any) said?.remove();
    else if (!said) element.querySelector('.title').after(make('p', { className: 'missing' }, ...prose(nothing)));
  }

  /** Shows `view` (table, n, unit, plot or null) in a figure; resolves when its chart is drawn. */
  function figure(element, content, view) {
    const chart = element.querySelector('.chart');
    content.table = view.table;
    matched(element, Boolean(view.plot));
    if (view.plot) {
      element.querySelector('.unit').textContent = view.unit;
      element.querySelector('.n').textContent = `n = ${format.count(view.n)} ${content.declaration.n_of}`;
      const [before, legend] = [element.querySelector('.legend'), llmobs.shell.legend(view.plot, content.title, llmobs.chart.hidden(chart))];
      if (before?.outerHTML !== legend?.outerHTML) {
        before?.remove();
        if (legend) chart.before(legend);
      }
      chart.style.height = `${llmobs.shell.height(view.plot)}px`;
    }
    content.changed();
    return llmobs.chart.replace(chart, view.plot);
  }

  /** Shows `view.rows` in a panel. */
  function panel(element, content, view) {
    const table = element.querySelector('table');
    const more = element.querySelector('[data-do="more"]');
    content.table = { ...content.table, rows: view.rows };
    // What is computed may be empty for other reasons than the filter.
    matched(element, view.rows.length > 0, content.declaration?.computed ? content.declaration.missing : NOTHING);
    llmobs.table.fill(table, content.table);
    const folded = view.rows.length > FOLD_ABOVE && table.dataset.unfolded !== 'yes';
    table.classList.toggle('folded', folded);
    if (more) {
      more.hidden = !folded;
      more.textContent = `Show all ${format.count(view.rows.length)} rows`;
    }
    content.changed();
  }

  /** Says so below the title of what cannot follow, while there are filters. */
  function unfollowed(element, active) {
    element.querySelector('.unfollowed')?.remove();
    if (active) element.querySelector('.title').append(make('p', { className: 'unfollowed' }, UNFOLLOWED));
  }

  llmobs.redraw = { NOTHING, headline, figure, panel, unfollowed };
})();
