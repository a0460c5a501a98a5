// The search box: the query as it is typed, its mistakes where they are, and a short help.
(function () {
  'use strict';
  const llmobs = (window.llmobs = window.llmobs || {});
  const { make } = llmobs;

  const HELP = [
    ['refund order', 'both words, anywhere in what was asked or answered'],
    ['"refund order"', 'these words in this order'],
    ['refun*', 'words that begin so; the word you are typing counts as begun'],
    ['-refund', 'without it; works before everything'],
    ['parse_json', 'names in code, whole or by a part'],
    ['model:gpt-4o', 'also provider, category, app, env, status, error, user, session, trace, tag, id'],
    ['model:gpt*', 'names that begin so; model:"two words" for names with blanks'],
    ['cost:>0.01 latency:>5s', 'also tokens:>2k, similarity:<0.2, complexity:>50, cost:0.01..0.05'],
    ['hallucinated:yes', 'or no, unknown; feedback:up, down, none; error:yes'],
    ['date:2026-10-01', 'a day; date:2026-10-01..2026-10-07, date:>2026-10-01, date:2026-10'],
  ];
  const KEYS = [['/', 'to the box'], ['↓ ↑', 'through the results'], ['Enter', 'open'], ['Esc', 'close, back']];

  function help(use) {
    const line = ([query, says]) => {
      const button = make('button', { type: 'button', title: 'Put this into the box' }, make('code', {}, query));
      button.addEventListener('click', () => use(query));
      return [make('dt', {}, button), make('dd', {}, says)];
    };
    const keys = KEYS.flatMap(([key, says]) => [make('kbd', {}, key), ` ${says} `]);
    return make('div', { className: 'help', id: 'search-help', hidden: true }, make('dl', {}, ...HELP.flatMap(line)), make('p', {}, ...keys));
  }

  /** `changed(text, settled)` is told every change; settled is when the reader is done with it. */
  function box(changed) {
    const input = make('input', {
      type: 'text', id: 'search', className: 'q', autocomplete: 'off', spellcheck: false, autocapitalize: 'off', enterKeyHint: 'search', dir: 'auto',
      placeholder: 'Search prompts and answers', 'aria-label': 'Search', 'aria-describedby': 'search-told',
      role: 'combobox', 'aria-expanded': 'false', 'aria-autocomplete': 'list', 'aria-controls': 'search-choices',
    });
    const under = make('div', { className: 'under', 'aria-hidden': 'true', dir: 'auto' });
    const clear = make('button', { type: 'button', className: 'empty', 'aria-label': 'Clear the search', hidden: true }, '×');
    const ask = make('button', { type: 'button', className: 'ask', 'aria-expanded': 'false', 'aria-controls': 'search-help' }, 'Syntax');
    const told = make('p', { id: 'search-told', className: 'wrongs', role: 'status' });
    const choices = make('ul', { id: 'search-choices', className: 'completions', role: 'listbox', 'aria-label': 'Completions', hidden: true });
    const field = make('div', { className: 'field' }, under, input, clear, choices);
    const guide = help((query) => {
      set(`${input.value.trimEnd()}${input.value.trim() ? ' ' : ''}${query}`);
      input.focus();
      changed(input.value, true);
    });
    const element = make('div', { className: 'searching', role: 'search' }, field, ask, told, guide);

    /** Marks what cannot be understood, in the box itself and in words below. */
    function wrongs(errors) {
      const [text, nodes] = [input.value, []];
      let at = 0;
      for (const { from, to } of errors) {
        nodes.push(text.slice(at, from), make('u', {}, text.slice(from, to)));
        at = to;
      }
      under.replaceChildren(...nodes, text.slice(at));
      under.scrollLeft = input.scrollLeft;
      if (errors.length) input.setAttribute('aria-invalid', 'true');
      else input.removeAttribute('aria-invalid');
      told.replaceChildren(...errors.map(({ from, to, message }) => {
        const button = make('button', { type: 'button' }, message);
        button.addEventListener('click', () => {
          input.focus();
          input.setSelectionRange(from, to);
        });
        return button;
      }));
    }

    function set(text) {
      if (input.value !== text) input.value = text;
      clear.hidden = text === '';
    }

    input.addEventListener('input', () => {
      set(input.value);
      changed(input.value, false);
    });
    input.addEventListener('change', () => changed(input.value, true));
    input.addEventListener('scroll', () => { under.scrollLeft = input.scrollLeft; });
    clear.addEventListener('click', () => {
      set('');
      input.focus();
      changed('', true);
    });
    ask.addEventListener('click', () => {
      guide.hidden = !guide.hidden;
      ask.setAttribute('aria-expanded', String(!guide.hidden));
    });
    return { element, input, choices, set, wrongs };
  }

  llmobs.explorer = { ...llmobs.explorer, box };
})();
