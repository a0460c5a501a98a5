// A plot → what stands around the chart: height and legend. Twin of src/pages/shell.rs.
(function () {
  'use strict';
  const llmobs = (window.llmobs = window.llmobs || {});
  const { make } = llmobs;
  const COLOURS = 8;
  const within = (height) => Math.min(Math.max(height, 120), 1600);

  /** Height of the chart in CSS pixels: what the layout asks for, room for every bar where bars lie, or a common height. */
  function height({ data, layout }) {
    if (layout.height) return within(layout.height);
    const lying = data.filter(({ orientation, y }) => orientation === 'h' && y).map(({ y }) => y.length);
    return lying.length ? within(50 + 26 * Math.max(...lying)) : 280;
  }

  /** The palette name of a trace's line or marker, or the one Plotly would give it by its index. */
  function colour({ line, marker, fillcolor }, index) {
    const name = [line?.color, marker?.color, fillcolor].find((one) => typeof one === 'string' && one.startsWith('@'));
    return name ? name.slice(1).split('/')[0] : `c${(index % COLOURS) + 1}`;
  }

  /** The named series (`trace`, `name`, `colour`), where there are at least two. */
  function entries({ data, layout }) {
    const named = data.flatMap((trace, at) => (
      typeof trace.name === 'string' && trace.showlegend !== false ? [{ trace: at, name: trace.name, colour: colour(trace, at), before: trace.moved !== undefined }] : []));
    return layout.showlegend === false || named.length < 2 ? [] : named;
  }

  /** The legend as templates/parts/figure.html writes it, null where there is none; `off` holds names that are hidden. */
  function legend(plot, title, off) {
    const items = entries(plot).map(({ trace, name, colour: of, before }) => {
      const swatch = make('i', before ? { className: 'before' } : {});
      if (!before) swatch.style.background = `var(--${of})`;
      const button = make('button', { type: 'button', 'data-trace': String(trace), 'aria-pressed': String(!off.has(name)) }, swatch, make('span', {}, name));
      return make('li', {}, button);
    });
    return items.length ? make('ul', { className: 'legend', 'aria-label': `Series of ${title}` }, ...items) : null;
  }

  llmobs.shell = { height, entries, legend };
})();
