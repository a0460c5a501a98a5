// One dimension of the data → a button that tells what is chosen of it, and a menu to choose from.
(function () {
  'use strict';
  const llmobs = (window.llmobs = window.llmobs || {});
  const { make, tell } = llmobs;

  /** From so many entries on there is a box to search in. */
  const SEARCHED = 8;

  const order = (a, b) => (a === null) - (b === null) || tell.plain(a).localeCompare(tell.plain(b), 'en', { numeric: true });

  /**
   * `bar` lends `chosen()` (the names in force, [] for all), `names()` (of the data, null until it is there), `ready()`
   * and `choose(names, again)`. Gives `element`, and `render()` to call after each change.
   */
  function menu(dim, bar) {
    const [word, words] = tell.WORDS[dim];
    const text = make('span', { className: 'text' });
    const button = make('button', {
      type: 'button', 'aria-haspopup': 'dialog', 'aria-expanded': 'false', 'aria-controls': `filter-${dim}`,
    }, text);
    const box = make('div', { id: `filter-${dim}`, className: 'sheet', role: 'dialog', 'aria-label': word, hidden: true });
    const element = make('div', { className: 'choice' }, button, box);
    /** Names that are ticked; it may be none for a moment, which is no filter that could be in force. */
    let ticked = new Set();
    let rows = [];
    let count = null;
    /** Choices of one opening are one step back. */
    let again = false;

    const visible = () => rows.filter(({ row }) => !row.hidden);

    function sync() {
      for (const { name, tick } of rows) tick.checked = ticked.has(name);
      const of = rows.length;
      count.textContent = ticked.size === 0 ? 'None: tick what to show' : ticked.size === of ? `All ${of}` : `${ticked.size} of ${of}`;
    }

    function commit() {
      sync();
      if (ticked.size === 0) return;
      const all = bar.names().every((name) => ticked.has(name));
      bar.choose(all ? [] : rows.map(({ name }) => name).filter((name) => ticked.has(name)), again);
      again = true;
    }

    function tickShown(on, alone) {
      if (alone) ticked.clear();
      for (const { name } of visible()) ticked[on ? 'add' : 'delete'](name);
      commit();
    }

    /** One stop for Tab in the whole list: the entry that had the focus last. Arrows go from one to the next. */
    function reach(tick) {
      for (const one of rows) one.tick.tabIndex = one.tick === tick ? 0 : -1;
    }

    function move(event, search) {
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      const ticks = visible().map(({ tick }) => tick);
      if (!step || !ticks.length || !['checkbox', 'search'].includes(event.target.type)) return;
      event.preventDefault();
      const at = ticks.indexOf(event.target) + step;
      if (at < 0 && search) search.focus();
      else ticks[Math.min(Math.max(at, 0), ticks.length - 1)].focus();
    }

    function entry(name, known) {
      const tick = make('input', { type: 'checkbox', autocomplete: 'off', tabIndex: -1 });
      tick.addEventListener('change', () => {
        ticked[tick.checked ? 'add' : 'delete'](name);
        commit();
      });
      tick.addEventListener('focus', () => reach(tick));
      const label = make('span', { className: 'name' }, tell.name(name));
      if (!known) label.append(make('small', {}, ' not in this data'));
      return { name, tick, row: make('label', { className: 'entry', title: tell.plain(name) }, tick, label) };
    }

    /** Only found out once the data is there; the button goes when the menu is closed. */
    function alone(names) {
      const said = names.length === 0 ? [`No call here tells its ${word.toLowerCase()}.`] : ['All calls here: ', tell.name(names[0]), '.'];
      box.replaceChildren(make('p', { role: 'status' }, ...said));
    }

    function fill() {
      const names = bar.names();
      if (names.length < 2 && bar.chosen().length === 0) return alone(names);
      // A name from an address may be of other data; it is shown, so that it can be taken away.
      const strange = bar.chosen().filter((name) => !names.includes(name));
      rows = [...strange, ...[...names].sort(order)].map((name, i) => entry(name, i >= strange.length));
      ticked = new Set(bar.chosen().length ? bar.chosen() : names);
      count = make('span', { className: 'count', role: 'status' });
      const all = make('button', { type: 'button' }, 'All');
      const none = make('button', { type: 'button' }, 'None');
      const nothing = make('p', { className: 'nothing', hidden: true }, 'No such name.');
      const search = names.length < SEARCHED ? null
        : make('input', { type: 'search', placeholder: `Search ${words}`, autocomplete: 'off', spellcheck: false, 'aria-label': `Search ${words}` });
      const sought = () => search !== null && search.value.trim() !== '';
      all.addEventListener('click', () => tickShown(true, sought()));
      none.addEventListener('click', () => tickShown(false, false));
      search?.addEventListener('input', () => {
        const wanted = search.value.trim().toLowerCase();
        for (const { name, row } of rows) row.hidden = !tell.plain(name).toLowerCase().includes(wanted);
        all.textContent = sought() ? 'Only these' : 'All';
        none.textContent = sought() ? 'Without these' : 'None';
        nothing.hidden = visible().length > 0;
        all.disabled = none.disabled = visible().length === 0;
        reach(visible()[0]?.tick);
      });
      const list = make('div', { className: 'entries', role: 'group', 'aria-label': words }, ...rows.map(({ row }) => row), nothing);
      box.replaceChildren(...(search ? [search] : []), make('div', { className: 'row' }, all, none, count), list);
      box.onkeydown = (event) => move(event, search);
      reach(rows[0]?.tick);
      sync();
      // A keyboard that slides over the list would be in the way where there is no other.
      (search && !window.matchMedia('(pointer: coarse)').matches ? search : rows[0]?.tick)?.focus();
    }

    function opened() {
      again = false;
      if (bar.names()) return fill();
      box.replaceChildren(make('p', { role: 'status' }, `Loading ${words} …`));
      return bar.ready().then(
        () => { if (!box.hidden) fill(); },
        ({ message }) => box.replaceChildren(make('p', { role: 'alert' }, `The ${words} could not be loaded: ${message}`)),
      );
    }

    function render() {
      const [names, chosen] = [bar.names(), bar.chosen()];
      text.replaceChildren(word, ...tell.chosen(chosen, names && names.length));
      button.classList.toggle('active', chosen.length > 0);
      // Nothing to choose from: away with it, but not under the reader's hands.
      element.hidden = names !== null && names.length < 2 && chosen.length === 0 && box.hidden;
      if (box.hidden || !count || !names) return;
      const now = new Set(chosen.length ? chosen : names);
      if (ticked.size && (now.size !== ticked.size || [...now].some((name) => !ticked.has(name)))) fill();
    }

    llmobs.popover.attach(element, button, box, { opened, closed: render });
    return { element, render };
  }

  llmobs.menu = menu;
})();
