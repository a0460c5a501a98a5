// Counts of names among the results → groups to choose from. A group's column is only loaded while it is open.
(function () {
  'use strict';
  const llmobs = (window.llmobs = window.llmobs || {});
  const { make, format, tell } = llmobs;

  /** Column → its word, and the field of the query that chooses one; the others are chosen in the filter bar. */
  const GROUPS = [
    { column: 'status', word: 'Status', field: 'status', open: true },
    { column: 'error_type', word: 'Kind of error', field: 'error' },
    { column: 'model', word: 'Model', open: true },
    { column: 'provider', word: 'Provider' },
    { column: 'category', word: 'Category' },
    { column: 'app', word: 'App' },
    { column: 'hallucinated', word: 'Hallucinated', field: 'hallucinated' },
    { column: 'feedback', word: 'Feedback', field: 'feedback' },
  ];
  /** Names shown before one asks for more. */
  const FEW = 8;
  /** What null means in the words of a query. */
  const NULLS = { hallucinated: 'unknown', feedback: 'none' };

  /** `chosen(group)` → names in force; `choose(group, name, on)` and `exclude(group, name)` change them; `ask(group)` counts. */
  function side({ chosen, choose, exclude, ask }) {
    const groups = GROUPS.map((group) => ({ ...group, all: false }));

    function entry(group, { name, n }, most) {
      const on = chosen(group).includes(name);
      const label = make('span', { className: 'name' }, name === null ? make('i', {}, NULLS[group.column] || 'not logged') : tell.name(name));
      const tick = make('button', { type: 'button', className: 'value', 'aria-pressed': String(on), title: name === null ? '' : name }, label, make('span', { className: 'count' }, format.count(n)));
      tick.style.setProperty('--share', `${Math.max(1, (100 * n) / most)}%`);
      tick.addEventListener('click', () => choose(group, name, !on));
      const children = [tick];
      if (name !== null && !on) {
        const not = make('button', { type: 'button', className: 'not', title: `Without ${name}`, 'aria-label': `Without ${name}` }, '−');
        not.addEventListener('click', () => exclude(group, name));
        children.push(not);
      }
      return make('li', {}, ...children);
    }

    function draw(group, counted) {
      const missing = chosen(group).filter((name) => !counted.some((one) => one.name === name)).map((name) => ({ name, n: 0 }));
      const all = [...counted, ...missing];
      const some = group.all ? all : all.slice(0, FEW);
      const most = Math.max(1, ...all.map(({ n }) => n));
      const items = some.map((one) => entry(group, one, most));
      if (some.length < all.length) {
        const more = make('button', { type: 'button', className: 'rest' }, `${all.length - some.length} more`);
        more.addEventListener('click', () => {
          group.all = true;
          draw(group, counted);
        });
        items.push(make('li', {}, more));
      }
      if (!items.length) items.push(make('li', { className: 'none' }, 'none'));
      group.body.replaceChildren(...items);
    }

    async function refresh(group) {
      if (!group.details.open) return;
      const counted = await ask(group);
      if (counted) draw(group, counted);
    }

    for (const group of groups) {
      group.body = make('ul', {}, make('li', { className: 'none' }, '…'));
      group.details = make('details', { className: 'facet', open: Boolean(group.open) }, make('summary', {}, group.word), group.body);
      group.details.addEventListener('toggle', () => refresh(group));
    }
    const button = make('button', { type: 'button', className: 'unfold', 'aria-expanded': 'false', 'aria-controls': 'facets' }, 'Narrow down');
    const box = make('div', { id: 'facets', className: 'facets' }, ...groups.map(({ details }) => details));
    button.addEventListener('click', () => button.setAttribute('aria-expanded', String(box.classList.toggle('open'))));
    const element = make('aside', { className: 'side', 'aria-label': 'Narrow down' }, button, box);
    return {
      element,
      /** Counts again; groups with nothing to choose from are left out: a failure has a kind, or there is none. */
      async render(index) {
        for (const group of groups) {
          const names = new Set(index.segments.flatMap((segment) => segment.names[group.column] || []));
          const few = group.column === 'error_type' ? 1 : 2;
          group.details.hidden = names.size < few && chosen(group).length === 0;
        }
        for (const group of groups) if (!group.details.hidden) await refresh(group);
      },
    };
  }

  llmobs.explorer = { ...llmobs.explorer, side };
})();
