// The period of the filter bar: five buttons of which one is in force, two days for a period of one's own, and what the
// period is compared with.
(function () {
  'use strict';
  const llmobs = (window.llmobs = window.llmobs || {});
  const { make } = llmobs;

  const LABELS = { all: ['All', 'All data'], '24h': ['24 h', '24 hours'], '7d': ['7 d', '7 days'], '30d': ['30 d', '30 days'], custom: ['Custom', 'Custom days'] };

  /** Last day of a period, whose `to` is the hour after it. */
  const lastDay = (to) => new Date(Date.parse(`${to}:00Z`) - 3600e3).toISOString().slice(0, 10);

  function radio(value, choose) {
    const input = make('input', { type: 'radio', name: 'filter-period', value, autocomplete: 'off', 'aria-label': LABELS[value][1] });
    input.addEventListener('change', () => choose(value));
    return { input, label: make('label', { title: LABELS[value][1] }, input, make('span', { 'data-text': LABELS[value][0] }, LABELS[value][0])) };
  }

  /**
   * `bar` lends `state()`, `meta()` (null until the data is there), `ready()` and `set(partial, again)`. Gives
   * `elements`, in the order in which they are read, and `render()` to call after each change.
   */
  function periods(bar) {
    /** A custom period begins as the one that was shown, and asks for its data first. */
    async function choose(period) {
      if (period !== 'custom') return bar.set({ period });
      try {
        await bar.ready();
        const { from, to } = llmobs.state.resolve(bar.state(), bar.meta());
        bar.set({ period, from: from.slice(0, 10), to: lastDay(to) });
      } catch {
        // The bar tells what went wrong; the period stays as it was.
        render();
      }
      return undefined;
    }

    const radios = llmobs.state.PERIODS.map((period) => radio(period, choose));
    const period = make('fieldset', { className: 'period' }, make('legend', { className: 'hidden-text' }, 'Period'), ...radios.map(({ label }) => label));

    const [from, to] = ['From', 'To'].map((word) => make('input', { type: 'date', required: true, autocomplete: 'off', 'aria-label': word }));
    const dates = make('div', { className: 'dates', role: 'group', 'aria-label': 'Custom days', hidden: true }, from, make('span', { 'aria-hidden': 'true' }, 'to'), to);
    /** Days typed one after the other are one step back. */
    let typing = false;
    for (const input of [from, to]) {
      input.addEventListener('change', () => {
        // A year that is being typed is 0002 for a moment; only days of the data count.
        if (!input.validity.valid) return;
        bar.set({ from: from.value, to: to.value }, typing);
        typing = true;
      });
      input.addEventListener('blur', () => {
        typing = false;
        render();
      });
    }

    const select = make('select', { 'aria-label': 'Compare with', autocomplete: 'off' },
      make('option', { value: 'previous' }, 'vs period before'), make('option', { value: 'weekdays' }, 'vs same weekdays'));
    select.addEventListener('change', () => bar.set({ compare: select.value }));
    const compare = make('div', { className: 'compare' }, select);

    function render() {
      const [state, meta] = [bar.state(), bar.meta()];
      for (const { input } of radios) input.checked = input.value === state.period;
      select.value = state.compare;
      // All there is has nothing before it.
      select.disabled = state.period === 'all';
      dates.hidden = state.period !== 'custom';
      for (const input of [from, to]) input.disabled = meta === null;
      if (dates.hidden || meta === null) return;
      const shown = llmobs.state.resolve(state, meta);
      for (const [input, value] of [[from, shown.from.slice(0, 10)], [to, lastDay(shown.to)]]) {
        input.min = meta.first.slice(0, 10);
        input.max = meta.last.slice(0, 10);
        // Not while it is typed in: the browser would put the cursor back to its first part.
        if (document.activeElement !== input) input.value = value;
      }
    }

    return { elements: [period, dates, compare], render };
  }

  llmobs.periods = periods;
})();
