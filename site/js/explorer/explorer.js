// The explorer's page: the address, the box, the filters, the results and the open interaction, kept in step.
(function () {
  'use strict';
  const llmobs = (window.llmobs = window.llmobs || {});
  const root = document.getElementById('explorer');
  if (!root) return;
  const { make, filters } = llmobs;
  const { index: engine, query, facets, marks, rank } = llmobs.search;
  const { place, asking, nothing } = llmobs.explorer;

  const now = { q: '', order: 'newest', open: null };
  let index = null;
  let openAt = -1;
  /** Whether the reader is in the middle of typing: one step of the history, and no complaint about its end. */
  let typing = false;
  const narrow = window.matchMedia('(max-width: 62rem)');

  function take() {
    const { q, order, open } = place.read();
    [now.q, now.open] = [q || '', open || null];
    now.order = Object.hasOwn(rank.ORDERS, order || '') ? order : 'newest';
    box.set(now.q);
  }

  const told = () => ({ q: now.q, order: now.order === 'newest' ? null : now.order, open: now.open });
  const link = (open) => `explorer.html${place.query({ ...told(), open })}`;
  const named = (global) => `@${index.of(global).id}.${global - index.of(global).base}`;

  /** Another query, by a click or by typing; what was open is closed. */
  function ask(text, settled = true) {
    const again = typing;
    typing = !settled;
    if (text === now.q) return settled ? box.wrongs(query.parse(text).errors) : undefined;
    now.q = text;
    close(false);
    box.set(text);
    place.write(told(), again);
    return run();
  }

  const box = llmobs.explorer.box(ask);
  const completing = llmobs.explorer.complete(box, () => index, () => ask(box.input.value, false));
  const detail = llmobs.explorer.detail({
    close: () => close(true),
    step: (by) => show(openAt + by),
    reach: (by) => openAt >= 0 && openAt + by >= 0 && openAt + by < results.list.length(),
    go: (global) => showDocument(global),
    link: (row) => new URL(link(row.id ? String(row.id) : now.open), window.location.href).href,
    ask: (field, value) => ask(`${query.write([query.field(field, value)])} `),
  });
  const timeline = llmobs.explorer.timeline((from, to) => filters.set({ period: 'custom', from, to }));
  const results = llmobs.explorer.results({
    between: timeline.element,
    href: (global) => link(named(global)),
    open: (at) => show(at),
    moved: follow,
    left: () => box.input.focus(),
    order(name) {
      now.order = name;
      close(false);
      place.write(told(), false);
      run();
    },
  });

  const field = (group) => group.field || null;
  const side = llmobs.explorer.side({
    chosen: (group) => (field(group) ? asking.chosen(now.q, group.field) : filters.state()[group.column]),
    choose(group, name, on) {
      if (!field(group)) {
        const others = filters.state()[group.column].filter((one) => one !== name);
        return filters.set({ [group.column]: on ? [...others, name] : others });
      }
      const left = asking.without(now.q, asking.ofField(now.q, group.field));
      const value = asking.spelt(group.field, name);
      return ask(on && value !== undefined ? asking.plus(left, query.field(group.field, value)) : left);
    },
    exclude: (group, name) => ask(asking.plus(now.q, query.field(group.field || group.column, name, true))),
    async ask(group) {
      const result = results.result();
      // A group that is open from the start says so before there is anything.
      if (!result) return null;
      const own = (one) => (field(group) ? one.kind === 'field' && one.field === group.field && !one.negative : one.kind === 'names' && one.column === group.column);
      const others = result.terms.filter((one) => !own(one));
      const sets = others.length === result.terms.length ? result.sets : (await engine.search(result.index, others, { typing: result.typing })).sets;
      const counted = await facets.count(result.index, sets, group.column);
      return result === results.result() ? counted : null;
    },
  });

  /** After the rows are seen: what surrounds them; again when phrases have been looked for further. */
  async function surround(result) {
    results.widen();
    const draw = async () => {
      const nothing = result.docs.length === 0;
      timeline.render(nothing ? null : facets.timeline(result.index, result.sets, 90, spanned(result)));
      root.classList.toggle('upto', result.at < result.docs.length);
      if (nothing && result.terms.length) await explain(result);
      await side.render(result.index);
    };
    await draw();
    if (result.at < result.docs.length) {
      await results.further();
      if (result === results.result()) await draw();
    }
    if (result === results.result() && !running) root.dataset.state = 'complete';
  }

  /** The hours that the bars cover: those of the period, where there is one. */
  function spanned({ terms }) {
    const hours = terms.find(({ kind }) => kind === 'hours');
    return hours ? [hours.from, hours.to].map((text) => Date.parse(`${text}:00Z`) / 3600e3) : null;
  }

  async function explain(result) {
    const parsed = query.parse(now.q).terms;
    const meant = await nothing.meant(result.index, result.terms);
    if (result !== results.result()) return;
    if (meant) {
      const word = parsed.find(({ text }) => text === meant.text);
      now.q = `${`${asking.without(now.q, [word])} ${query.write([meant.term])}`.trim()} `;
      box.set(now.q);
      place.write(told(), true);
      run();
      return;
    }
    const parts = parsed.map((one) => ({
      label: now.q.slice(one.from, one.to), terms: result.terms.filter(({ from, to, kind }) => from === one.from && to === one.to && kind === one.kind),
      drop: () => ask(asking.without(now.q, [one])),
    }));
    const ours = result.terms.filter(({ kind }) => kind === 'names' || kind === 'hours');
    if (ours.length) parts.push({ label: 'the filters', terms: ours, drop: filters.clear });
    const node = await nothing.loosen(result.index, result.terms, parts);
    if (result === results.result()) results.instead(node);
  }

  async function once() {
    root.dataset.state = 'searching';
    const text = now.q;
    const { terms: typed, errors } = query.parse(text);
    const open = !/\s$/.test(text);
    box.wrongs(typing ? errors.filter(({ to }) => to < text.length) : errors);
    index = index || await engine.open();
    if (index.documents === 0) return instead(null);
    const terms = [...await asking.filtered(filters.state()), ...typed];
    const words = typed.some(({ kind, negative }) => !negative && ['word', 'prefix', 'phrase'].includes(kind));
    const order = now.order === 'relevance' && !words ? 'newest' : now.order;
    const result = { ...await engine.search(index, terms, { order, typing: open }), typing: open };
    await results.show(result, marks.matcher(terms, open), words);
    if (result !== results.result()) return undefined;
    root.dataset.state = 'shown';
    if (now.open && detail.element.hidden) await reopen();
    // The browser paints the rows first.
    requestAnimationFrame(() => setTimeout(() => { if (result === results.result()) surround(result).catch(() => undefined); }));
    return undefined;
  }

  function instead(error) {
    body.replaceChildren(nothing.without(error));
    root.dataset.state = 'complete';
  }

  let running = false;
  let wanted = false;
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

  /** Opens row `at` of the results; `again` while one walks through them. */
  async function show(at, again = false) {
    const { docs, kept } = results.result();
    if (at < 0 || at >= kept) return undefined;
    if (at !== results.list.focused()) results.list.go(at, !narrow.matches && detail.element.contains(document.activeElement) === false);
    return showDocument(docs[at], at, again);
  }

  async function showDocument(global, at = results.result().docs.subarray(0, results.result().kept).indexOf(global), again = false) {
    const first = detail.element.hidden;
    openAt = at;
    arrange(true);
    results.list.mark(at);
    const row = await detail.show(index, global, results.matches());
    if (!row) return;
    const name = row.id ? String(row.id) : named(global);
    if (name !== now.open) {
      now.open = name;
      place.write(told(), again || !first);
    }
    if (first && narrow.matches) detail.element.focus();
  }

  let later = null;
  /** The keyboard moved through the list: beside it, the open interaction follows. */
  function follow(at) {
    clearTimeout(later);
    if (!detail.element.hidden && !narrow.matches) later = setTimeout(() => show(at, true), 90);
  }

  /** Opens what the address names: an id, or a place in this index. */
  async function reopen() {
    const [, segment, doc] = /^@([0-9a-f]+)\.(\d+)$/.exec(now.open) || [];
    const there = index.segments.find(({ id }) => id === segment);
    if (there && Number(doc) < there.documents) return showDocument(there.base + Number(doc));
    const { docs } = await engine.search(index, [query.field('id', now.open)]);
    if (docs.length) return showDocument(docs[0]);
    return undefined;
  }

  function arrange(open) {
    root.classList.toggle('with-detail', open);
    const modal = open && narrow.matches;
    document.documentElement.classList.toggle('covered', modal);
    for (const other of [...document.body.children, ...document.getElementById('main').children, ...body.children, ...root.children]) {
      if (!other.contains(detail.element) && other !== detail.element) other.inert = modal;
    }
  }

  /** Closes the open interaction; `tell` writes it down and gives the focus back. */
  function close(tell) {
    clearTimeout(later);
    if (detail.element.hidden && !now.open) return;
    detail.hide();
    arrange(false);
    now.open = null;
    results.list.mark(-1);
    if (!tell) return;
    place.write(told(), false);
    if (openAt >= 0) results.list.go(openAt);
    else box.input.focus();
  }

  document.addEventListener('keydown', (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    const writing = event.target.closest('input, select, textarea');
    if (event.key === '/' && !writing) {
      event.preventDefault();
      box.input.focus();
      box.input.select();
    } else if (event.key === 'Escape' && !detail.element.hidden) close(true);
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
    if (now.open !== before) {
      detail.hide();
      arrange(false);
      results.list.mark(-1);
    }
    run();
  });
  narrow.addEventListener('change', () => arrange(!detail.element.hidden));
  filters.onchange(run);

  const body = make('div', { className: 'explorer' }, side.element, results.element, detail.element);
  root.append(box.element, body);
  take();
  run();
  llmobs.explorer = { ...llmobs.explorer, run };
})();
