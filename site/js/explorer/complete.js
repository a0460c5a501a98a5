// The word at the cursor → names of fields and their values to choose from.
(function () {
  'use strict';
  const llmobs = (window.llmobs = window.llmobs || {});
  const { make } = llmobs;
  const { FIELDS, named } = llmobs.search.fields;
  /** Entries shown at once. */
  const MOST = 8;

  /** The unfinished term before the cursor: `{ from, sign, field, text }`; field is null for a plain word. */
  function around(text, cursor) {
    let [from, quoted] = [0, false];
    for (let i = 0; i < cursor; i += 1) {
      if (text[i] === '"') quoted = !quoted;
      else if (!quoted && /\s/.test(text[i])) from = i + 1;
    }
    const [, sign, word, begun] = /^(-?)(?:([a-z_]+):)?([^]*)$/i.exec(text.slice(from, cursor));
    const field = word === undefined ? null : named(word);
    // Between quotes only the value of a field can be completed.
    if ((word !== undefined && field === null) || (begun.includes('"') && !(field && /^"[^"]*$/.test(begun)))) return null;
    return { from, sign, field, text: begun.replace('"', '') };
  }

  /** Values a field is known to have: of the index, most useful first. */
  function values(field, index) {
    const { column = field, values: fixed } = FIELDS[field];
    if (fixed) return fixed;
    const all = index.segments.flatMap((segment) => segment.names[column] || []);
    return [...new Set(all)].filter((name) => name !== null).sort((a, b) => a.localeCompare(b, 'en', { numeric: true }));
  }

  const begins = (name, text) => name.toLowerCase().includes(text.toLowerCase());

  /** `[{ write, show, hint }]` for what is being typed. */
  function offers(here, index) {
    if (!here) return [];
    if (here.field) {
      const { example, kind } = FIELDS[here.field];
      if (kind !== 'name') return example && here.text === '' ? [{ write: `${here.field}:${example}`, show: `${here.field}:${example}`, hint: FIELDS[here.field].hint }] : [];
      const known = index ? values(here.field, index).filter((name) => begins(name, here.text)) : [];
      const first = (name) => Number(!name.toLowerCase().startsWith(here.text.toLowerCase()));
      known.sort((a, b) => first(a) - first(b));
      if (known.length === 1 && known[0].toLowerCase() === here.text.toLowerCase()) return [];
      return known.map((name) => ({ write: `${llmobs.search.query.write([llmobs.search.query.field(here.field, name)])} `, show: name, hint: '' }));
    }
    if (here.text.length < 2) return [];
    return Object.entries(FIELDS).filter(([name]) => name.startsWith(here.text.toLowerCase()))
      .map(([name, { hint }]) => ({ write: `${name}:`, show: `${name}:`, hint }));
  }

  /** Makes a box complete what is typed; `index()` may still be null. `took()` follows a choice. */
  function complete({ input, choices }, index, took) {
    let shown = [];
    let active = -1;

    function close() {
      [shown, active] = [[], -1];
      choices.hidden = true;
      input.setAttribute('aria-expanded', 'false');
      input.removeAttribute('aria-activedescendant');
    }

    function point(at) {
      active = at;
      [...choices.children].forEach((one, i) => one.setAttribute('aria-selected', String(i === at)));
      if (at < 0) input.removeAttribute('aria-activedescendant');
      else {
        input.setAttribute('aria-activedescendant', choices.children[at].id);
        choices.children[at].scrollIntoView({ block: 'nearest' });
      }
    }

    function take(at) {
      const here = around(input.value, input.selectionStart);
      const before = input.value.slice(0, here.from) + here.sign + shown[at].write;
      const after = input.value.slice(input.selectionStart).replace(/^\S*\s?/, '');
      input.value = before + after;
      input.setSelectionRange(before.length, before.length);
      close();
      took();
      open();
    }

    function open() {
      const offered = offers(around(input.value, input.selectionStart), index()).slice(0, MOST);
      if (!offered.length) return close();
      shown = offered;
      choices.replaceChildren(...offered.map(({ show, hint }, i) => {
        const one = make('li', { role: 'option', id: `search-choice-${i}`, 'aria-selected': 'false' }, make('bdi', {}, show), make('small', {}, hint));
        // Before the box loses the focus.
        one.addEventListener('pointerdown', (event) => {
          event.preventDefault();
          take(i);
        });
        return one;
      }));
      choices.hidden = false;
      input.setAttribute('aria-expanded', 'true');
      return point(-1);
    }

    input.addEventListener('input', open);
    input.addEventListener('blur', close);
    input.addEventListener('keydown', (event) => {
      if (choices.hidden) return;
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (step) point(Math.min(Math.max(active + step, -1), shown.length - 1));
      else if (event.key === 'Enter' && active >= 0) take(active);
      else if (event.key === 'Escape' || event.key === 'Enter') {
        close();
        if (event.key === 'Enter') return;
      } else return;
      event.preventDefault();
      event.stopImmediatePropagation();
    });
    return { close };
  }

  llmobs.explorer = { ...llmobs.explorer, complete, completion: { around, offers } };
})();
