// The filters' state → every headline, figure and panel of the page, drawn from the cube; and back to what was built.
(function () {
  'use strict';
  const llmobs = (window.llmobs = window.llmobs || {});
  const { redraw, filters, format } = llmobs;
  const range = document.querySelector('.range');
  const built = { range: range?.textContent, headlines: new Map() };
  /** What follows: `{ id, element, content, draw(view), key }`, where `key` tells what it shows now. */
  let parts = [];
  /** What the unfiltered cube says: colours, and which headlines have something at all. */
  let whole = null;
  /** Counts changes; whoever finds a newer one stops. */
  let newest = 0;
  let running = Promise.resolve();

  /** How far an element is from what is seen, in pixels. */
  function distance(element) {
    const { top, bottom } = element.getBoundingClientRect();
    return Math.max(0, top - window.innerHeight, -bottom);
  }

  /** Without a period, what compares or measures over a period takes the one that the page was built with. */
  function compared({ computed }, view) {
    return computed && !view.filter.from ? { ...view, ...computed.periods } : view;
  }

  function figure({ id, content, element, original }, view) {
    const { declaration } = content;
    const { cube, page: { rate } } = llmobs;
    const rows = llmobs.viewed(declaration, id, cube, compared(declaration, view), rate);
    const at = declaration.fields.findIndex(({ name }) => name === 'n');
    const n = rows.reduce((sum, row) => sum + llmobs.rows.count(row[at]), 0);
    const draw = (these) => llmobs.charts.draw(declaration.chart, declaration.fields, these, whole.rosters);
    const shown = { table: { ...original.table, rows }, n, unit: declaration.unit.replace('{grain}', view.grain), plot: n > 0 ? draw(rows) : null };
    const earlier = n > 0 && llmobs.before.rows(declaration, id, cube, view, rate);
    if (earlier?.length) {
      shown.table = llmobs.before.table(original.table, declaration, rows, earlier, view);
      shown.plot = llmobs.before.draw(declaration, shown.plot, draw(earlier), view);
    }
    return redraw.figure(element, content, shown);
  }

  function panel({ id, content, element }, view) {
    const { declaration } = content;
    redraw.panel(element, content, { rows: llmobs.viewed(declaration, id, llmobs.cube, compared(declaration, view), llmobs.page.rate) });
  }

  /** Takes in what `register` was given, as it was built, so that it can be put back. */
  function collect(kind, draw, restore) {
    return Object.entries(llmobs.page[kind]).map(([id, content]) => {
      const element = document.getElementById(id);
      const text = (name) => element.querySelector(name)?.textContent;
      const original = { table: content.table, plot: content.plot, unit: text('.unit'), n: text('.n') };
      return { id, element, content, original, draw, restore: () => restore(element, content, original), key: '' };
    });
  }

  function restoreFigure(element, content, { table, plot, unit, n }) {
    const shown = redraw.figure(element, content, { table, n: 0, unit, plot });
    element.querySelector('.n').textContent = n;
    return shown;
  }

  /** The state in the terms of the cube. */
  function viewed(state) {
    const { from, to, label, before, grain } = llmobs.state.resolve(state, llmobs.cube.meta);
    const names = Object.fromEntries(llmobs.state.DIMS.map((dim) => [dim, state[dim]]));
    // Without a period nothing is left out, not even what a wrong clock dated into the future.
    const filter = state.period === 'all' ? names : { ...names, from, to };
    const preposition = /^(the day|the same weekdays)/.test(before?.label) ? 'on' : 'in';
    return { filter, names, grain, now: { from, to, label }, before: before && { ...before, name: before.label, label: `${preposition} ${before.label}` } };
  }

  function headlines({ names, now, before }) {
    const given = llmobs.page.headlines.map(({ id, missing }) => ({ id, missing: whole.known.has(id) ? redraw.NOTHING : missing }));
    for (const view of llmobs.headlines(given, llmobs.cube, names, now, before, llmobs.page.rate)) {
      redraw.headline(document.getElementById(`measure-${view.id}`), view);
    }
  }

  /** `2026-08-01 to 2026-08-07`, with hours where the period is no whole days. */
  function span({ from, to }) {
    const time = (text, back) => new Date(Date.parse(`${text}:00Z`) - back).toISOString().replace('T', ' ');
    if (`${from}${to}`.match(/T00/g)?.length !== 2) return `${time(from, 0).slice(0, 16)} to ${time(to, 0).slice(0, 16)}`;
    const [first, last] = [from.slice(0, 10), time(to, 1).slice(0, 10)];
    return first === last ? first : `${first} to ${last}`;
  }

  function tell({ filter, now }) {
    const [{ values: [{ n }] }] = llmobs.cube.ask({ measures: ['requests'], filter });
    const [, , zone] = built.range.split(' · ');
    range.textContent = `${span(now)} · ${format.count(n)} of ${format.count(whole.n)} interactions · ${zone}`;
  }

  /** What everything comes to, asked once. */
  function read() {
    const ids = llmobs.page.headlines.map(({ id }) => id);
    const [{ values }] = llmobs.cube.ask({ measures: ['requests', ...ids] });
    const known = new Set(ids.filter((_, at) => values[at + 1].value !== null));
    return { rosters: llmobs.series.rosters(llmobs.cube), known, n: values[0].n };
  }

  /** Draws parts one after the other, what is seen first; stops when there is a newer change. */
  async function each(mine, key, draw) {
    const order = parts.filter((part) => part.key !== key(part)).map((part) => ({ part, far: distance(part.element) }));
    order.sort((a, b) => a.far - b.far);
    for (const { part } of order) {
      if (mine !== newest) return;
      part.key = key(part);
      await draw(part);
      // Lets the browser paint and listen in between.
      await window.scheduler?.yield?.();
    }
  }

  async function show(state, mine) {
    if (llmobs.state.active(state) === 0) {
      for (const [element, nodes] of built.headlines) element.replaceChildren(...nodes.children), element.className = nodes.className;
      range.textContent = built.range;
      await each(mine, () => '', (part) => part.restore());
      return;
    }
    await filters.ready();
    if (mine !== newest) return;
    whole = whole || read();
    const view = viewed(state);
    headlines(view);
    tell(view);
    const shown = [view.filter, view.grain];
    const key = ({ content }) => JSON.stringify(content.declaration.computed || llmobs.before.shows(content.declaration) ? [...shown, view.before] : shown);
    await each(mine, key, (part) => part.draw(part, view));
  }

  /** Shows `state` once nothing else is being drawn, unless there is a newer one by then. */
  function follow(state) {
    newest += 1;
    const mine = newest;
    const active = llmobs.state.active(state) > 0;
    for (const id of llmobs.page.unfollowed) redraw.unfollowed(document.getElementById(id), active);
    const main = document.getElementById('main');
    // What stands over the headlines is about those that were built; chosen ones have their days in the line on top.
    const stretch = document.getElementById('stretch');
    if (stretch) stretch.hidden = active;
    main.setAttribute('aria-busy', 'true');
    // A failure is told by the bar; the page stays as it is.
    running = running.then(() => (mine === newest ? show(state, mine) : undefined)).catch((error) => {
      if (mine === newest) filters.fail(error);
    }).finally(() => {
      if (mine === newest) main.removeAttribute('aria-busy');
    });
    return running;
  }

  /** Takes the page over once it is registered; resolves when it shows what the address says. */
  function start() {
    for (const { id } of llmobs.page.headlines) {
      const element = document.getElementById(`measure-${id}`);
      built.headlines.set(element, { children: [...element.childNodes], className: element.className });
    }
    const follows = ({ content }) => content.declaration;
    const all = [...collect('figures', figure, restoreFigure), ...collect('panels', panel, (element, content, { table }) => redraw.panel(element, content, table))];
    parts = all.filter(follows);
    llmobs.page.unfollowed = all.filter((part) => !follows(part)).map(({ id }) => id);
    range?.setAttribute('aria-live', 'polite');
    filters.onchange(follow);
    return llmobs.state.active(filters.state()) ? follow(filters.state()) : Promise.resolve();
  }

  llmobs.follow = { start, done: () => running };
})();
