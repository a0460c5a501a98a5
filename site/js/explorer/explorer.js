// The explorer's page: the address, the box, the filters, the results and the open interaction, kept in step.
(function () {
  'use strict';
  const llmobs = (window.llmobs = window.llmobs || {});
  const root = document.getElementById('explorer');
  if (!root) return;
  const { make, filters } = llmobs;
  const { index: engine, query, facets, marks, rank } = llmobs.search;
  const { place, asking, nothing } = llmobs.explorer;
  /** Bars of time at most. */
  const BARS = 90;

  const now = { q: '', order: 'newest', open: null };
  let index = null;
  /** Whether the reader is in the middle of typing: one step of the history, and no complaint about its end. */
  let typing = false;
  let running = false;
  let wanted = false;

  const told = () => ({ q: now.q, order: now.order === 'newest' ? null : now.order, open: now.open });
  const link = (open) => `explorer.html${place.query({ ...told(), open })}`;

  function take() {
    const { q, order, open } = place.read();
    [now.q, now.open] = [q || '', open || null];
    now.order = Object.hasOwn(rank.ORDERS, order || '') ? order : 'newest';
    box.set(now.q);
  }

  /** Closes what is open, as a part of another step of the history. */
  function forget() {
    if (now.open) reading.hide();
    now.open = null;
  }

  /** Another query, by a click or by typing; what was open is closed. */
  function ask(text, settled = true) {
    const again = typing;
    typing = !settled;
    if (text === now.q) return settled ? box.wrongs(query.parse(text).errors) : undefined;
    forget();
    now.q = text;
    box.set(text);
    place.write(told(), again);
    return run();
  }

  const box = llmobs.explorer.box(ask);
  const completing = llmobs.explorer.complete(box, () => index, () => ask(box.input.value, false));
  const timeline = llmobs.explorer.timeline((from, to) => filters.set({ period: 'custom', from, to }));
  const results = llmobs.explorer.results({
    between: timeline.element,
    href: (global) => link(reading.named(global)),
    open: (at) => reading.show(at),
    moved: (at) => reading.follow(at),
    left: () => box.input.focus(),
    order(name) {
      forget();
      now.order = name;
      place.write(told(), false);
      run();
    },
  });
  const reading = llmobs.explorer.reading({
    root, link, ask,
    index: () => index,
    results: () => results,
    open: () => now.open,
    opened(name, again) {
      now.open = name;
      place.write(told(), again);
    },
    left: () => box.input.focus(),
  });
  const side = llmobs.explorer.narrowing({ ask, text: () => now.q, result: results.result });

  /** The hours that the bars cover: those of the period, where there is one. */
  function span({ terms }) {
    const hours = terms.find(({ kind }) => kind === 'hours');
    return hours ? [hours.from, hours.to].map((text) => Date.parse(`${text}:00Z`) / 3600e3) : null;
  }

  /** After the rows are seen: what surrounds them; again when phrases have been looked for further. */
  async function surround(result) {
    const draw = async () => {
      const none = result.docs.length === 0;
      timeline.render(none ? null : facets.timeline(result.index, result.sets, BARS, span(result)));
      root.classList.toggle('upto', result.at < result.docs.length);
      if (none && result.terms.length) await explain(result);
      await side.render(result.index);
    };
    results.widen();
    await draw();
    if (result.at < result.docs.length) {
      await results.further();
      if (result === results.result()) await draw();
    }
    if (result === results.result() && !running) root.dataset.state = 'complete';
  }

  /** Nothing matches: it was a name and is looked up as one, or something has to be left out. */
  async function explain(result) {
    const meant = await nothing.meant(result.index, result.terms);
    if (result !== results.result()) return;
    if (meant) {
      const word = query.parse(now.q).terms.find(({ text }) => text === meant.text);
      typing = true;
      ask(`${`${asking.without(now.q, [word])} ${query.write([meant.term])}`.trim()} `);
      return;
    }
    const node = await nothing.loosen(result, now.q, ask);
    if (result === results.result()) results.instead(node);
  }

  async function once() {
    root.dataset.state = 'searching';
    const { terms: typed, errors } = query.parse(now.q);
    const open = !/\s$/.test(now.q);
    box.wrongs(typing ? errors.filter(({ to }) => to < now.q.length) : errors);
    index = index || await engine.open();
    if (index.documents === 0) return instead(null, index.root);
    const terms = [...await asking.filtered(filters.state()), ...typed];
    const words = typed.some(({ kind, negative }) => !negative && ['word', 'prefix', 'phrase'].includes(kind));
    const order = now.order === 'relevance' && !words ? 'newest' : now.order;
    const result = { ...await engine.search(index, terms, { order, typing: open }), typing: open };
    await results.show(result, marks.matcher(terms, open), words);
    if (result !== results.result()) return undefined;
    root.dataset.state = 'shown';
    if (now.open && reading.element.hidden) await reading.reopen();
    // The browser paints the rows first.
    requestAnimationFrame(() => setTimeout(() => { if (result === results.result()) surround(result).catch(() => undefined); }));
    return undefined;
  }

  function instead(error, about) {
    body.replaceChildren(nothing.without(error, about));
    root.dataset.state = 'complete';
  }

  /** Searches for what is asked now; while one search runs, only the last of what is asked meanwhile is next. */
  async function run() {
    wanted = true;
    if (running) return;
    running = true;
    root.setAttribute('aria-busy', 'true');
    try {
      while (wanted) {
        wanted = false;
        await once();
      }
    } catch (error) {
      instead(error);
    } finally {
      running = false;
      root.removeAttribute('aria-busy');
    }
  }

  document.addEventListener('keydown', (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === '/' && !event.target.closest('input, select, textarea')) {
      event.preventDefault();
      box.input.focus();
      box.input.select();
    } else if (event.key === 'Escape' && !reading.element.hidden) reading.close();
    else if (event.key === 'Escape' && results.list.element.contains(event.target)) box.input.focus();
  });
  box.input.addEventListener('keydown', (event) => {
    if (event.key === 'ArrowDown' && !event.defaultPrevented) {
      event.preventDefault();
      results.list.go(0);
    } else if (event.key === 'Enter') {
      completing.close();
      ask(box.input.value, true);
    }
  });
  window.addEventListener('popstate', () => {
    const before = now.open;
    take();
    typing = false;
    if (now.open !== before) reading.hide();
    run();
  });
  filters.onchange(run);

  const body = make('div', { className: 'explorer' }, side.element, results.element, reading.element);
  root.append(box.element, body);
  take();
  run();
})();
