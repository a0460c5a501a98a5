// The filter bar of a page: what is shown of the data, kept in the address and told to whoever draws.
(function () {
  'use strict';
  const llmobs = (window.llmobs = window.llmobs || {});
  const { make, tell, address } = llmobs;

  let state = address.read();
  /** What the data says of itself (`llmobs.cube.meta`), once it is there. */
  let meta = null;
  let loading = null;
  let trouble = null;
  const listeners = [];
  /** Parts of the bar that follow the state. */
  const parts = [];

  function render() {
    for (const part of parts) part.render();
    llmobs.popover.place();
  }

  /** The data, asked for once, when first needed; a failure is told, and the next use tries again. Resolves to the state. */
  function ready() {
    loading = loading || Promise.resolve().then(() => {
      if (!llmobs.cube) throw new Error('this report was built without it');
      return llmobs.cube.load();
    }).then(() => {
      // An empty store has no first day that a period could begin with.
      if (!llmobs.cube.meta.first) throw new Error('there is none');
    }).then(() => {
      [meta, trouble] = [llmobs.cube.meta, null];
      render();
    }, (error) => {
      [loading, trouble] = [null, error];
      render();
      throw error;
    });
    return loading.then(() => llmobs.state.normal(state));
  }

  /** Takes over `next`; tells whether it was another one. */
  function take(next) {
    if (llmobs.state.write(next) === llmobs.state.write(state)) return false;
    state = next;
    address.carry(state);
    // What was told when the data failed has nothing to do with another choice.
    trouble = null;
    if (llmobs.state.write(state)) ready().catch(() => undefined);
    return true;
  }

  function told() {
    render();
    for (const listener of listeners) listener(llmobs.state.normal(state));
  }

  /** Changes what `partial` names; `again` makes it one step of the history with the change before. */
  function set(partial, again = false) {
    if (!take(llmobs.state.normal({ ...state, ...partial }))) return render();
    address.write(state, again);
    return told();
  }

  const clear = () => set(llmobs.state.normal());

  /** The line below the bar: what is shown, in words, and the way back to everything. */
  function summary() {
    const line = make('p', { className: 'told', role: 'status' });
    const button = make('button', { type: 'button', className: 'clear', hidden: true, 'aria-label': 'Clear all filters' }, 'Clear');
    const element = make('div', { className: 'summary' }, line, button);
    button.addEventListener('click', () => {
      clear();
      // The button is gone; whoever used it with the keyboard is still in the bar.
      [...element.parentElement.querySelectorAll('button, input:checked')].find((one) => one.checkVisibility())?.focus({ preventScroll: true });
    });
    return {
      element,
      render() {
        const active = llmobs.state.active(state) > 0;
        element.parentElement.classList.toggle('is-active', active);
        button.hidden = !active;
        const words = active ? tell.line(state, meta) : ['Not filtered'];
        if (trouble) words.push(' · ', make('strong', {}, `The data for the filters could not be loaded: ${trouble.message}`));
        else if (active && loading && !meta) words.push(' · loading …');
        // Said again only when it says something else.
        const next = make('p', {}, ...words);
        if (next.innerHTML !== line.innerHTML) line.replaceChildren(...next.childNodes);
      },
    };
  }

  /** On a phone the bar is one button, which says how much is filtered. */
  function fold(panel) {
    const button = make('button', { type: 'button', className: 'fold', 'aria-expanded': 'false', 'aria-controls': panel.id });
    button.addEventListener('click', () => {
      button.setAttribute('aria-expanded', String(panel.classList.toggle('open')));
    });
    return {
      element: button,
      render() {
        const count = llmobs.state.active(state);
        button.replaceChildren('Filters', ...(count ? [make('span', { className: 'badge' }, String(count))] : []));
      },
    };
  }

  function build(root) {
    const periods = llmobs.periods({ state: () => state, meta: () => meta, ready, set });
    const menus = llmobs.state.DIMS.map((dim) => llmobs.menu(dim, {
      chosen: () => state[dim],
      names: () => meta && (meta.dims[dim] || []),
      ready,
      choose: (names, again) => set({ [dim]: names }, again),
    }));
    const panel = make('div', { className: 'panel-of-filters', id: 'filters-panel' }, ...periods.elements,
      make('div', { className: 'choices', role: 'group', 'aria-label': 'Filter by' }, ...menus.map(({ element }) => element)));
    const [folding, line] = [fold(panel), summary()];
    root.setAttribute('role', 'region');
    root.setAttribute('aria-label', 'Filters');
    root.append(folding.element, panel, line.element);
    parts.push(periods, ...menus, folding, line);
    render();
    root.hidden = false;
  }

  llmobs.filters = {
    /** What is chosen now, as llmobs.state knows it; a copy. */
    state: () => llmobs.state.normal(state),
    set: (partial) => set(partial),
    clear,
    /** `listener(state)` is called after every change, by the bar, by `set`, and by going back; not for the state of the start. */
    onchange: (listener) => listeners.push(listener),
    ready,
    /** Says that the data could not be read after all. */
    fail(error) {
      trouble = error;
      render();
    },
    /** For links that are made later: below `root` they lead to the same filters. */
    carry: (root) => address.carry(state, root),
  };

  address.listen(() => {
    if (take(address.read())) told();
  });
  address.carry(state);
  const root = document.getElementById('filters');
  if (root) build(root);
  if (llmobs.state.write(state)) ready().catch(() => undefined);
  render();
})();
