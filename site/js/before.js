// A figure over time and the period that a chosen one is compared with → its lines in the chart, dotted and moved to the days
// on screen, and its columns in the table.
(function () {
  'use strict';
  const llmobs = (window.llmobs = window.llmobs || {});
  const { rows: read, when } = llmobs;
  const ADDED = new Set(['columns', 'stacked']);
  const OVER_TIME = new Set(['lines', 'lines_by', ...ADDED]);

  /** Whether a figure can show the time before. */
  const shows = ({ computed, chart }) => !computed && OVER_TIME.has(chart?.kind);

  /** The figure's rows of the time before; null where there is none, or none in steps that fit those of `view`. */
  function rows(declaration, id, cube, view, rate) {
    const { before, filter, grain } = view;
    const steps = grain === 'day' || (grain === 'hour' && before?.from >= cube.meta.hours_from);
    if (!shows(declaration) || !before || !filter.from || !steps) return null;
    const { from, to } = before;
    return llmobs.viewed(declaration, id, cube, { ...view, filter: { ...filter, from, to } }, rate);
  }

  /** How far the time before is moved, in milliseconds. */
  const distance = ({ now, before }) => when.stamp(now.from) - when.stamp(before.from);

  /** One line for all columns: of two stacks on each other neither could be read. */
  function sum({ data }) {
    const [first] = data;
    const added = (key) => first.x.map((_, at) => data.reduce((total, trace) => total + (trace[key]?.[at] || 0), 0));
    return [{ ...first, type: 'scatter', y: added('y'), n: added('n'), line: { color: '@ink' } }];
  }

  /** Adds to `plot` what `earlier`, a plot of the time before, shows of the same series. */
  function draw({ chart: { kind } }, plot, earlier, view) {
    const moved = distance(view);
    const { name: label } = view.before;
    const names = new Set(plot.data.map(({ name }) => name));
    const lines = ADDED.has(kind) ? sum(earlier) : earlier.data.filter(({ name }) => names.has(name));
    const traces = lines.map(({ type, name, x, y, n, line }, nth) => ({
      type, y, n, moved, name: label, mode: 'lines', showlegend: nth === 0,
      x: x.map((time) => when.move(time, moved)),
      at: x.map((time) => (ADDED.has(kind) || !name ? time : `${name}, ${time}`)),
      line: { color: line.color, width: 1.5, dash: 'dot' },
    }));
    return { ...plot, data: [...plot.data, ...traces] };
  }

  const isKey = ({ from }) => from.key !== undefined || from.named !== undefined;

  /** A table with the columns of the time before beside its own: a row for each time and name that either has. */
  function table({ columns, ...rest }, { fields }, own, earlier, view) {
    const moved = distance(view);
    const width = fields.length;
    const values = [...fields.keys()].filter((i) => !isKey(fields[i]));
    const key = (row) => fields.map((field, i) => (isKey(field) ? row[i] : '')).join('\n');
    const found = new Map();
    for (const row of earlier) {
      const there = row.slice(0, width);
      there[0] = when.move(there[0], moved);
      found.set(key(there), there);
    }
    const joined = own.map((row) => {
      const there = found.get(key(row));
      found.delete(key(row));
      return [...row.slice(0, width), ...values.map((i) => there?.[i] ?? null)];
    });
    for (const row of found.values()) joined.push([...row.map((value, i) => (isKey(fields[i]) ? value : null)), ...values.map((i) => row[i])]);
    if (found.size) joined.sort((a, b) => read.compare(a[0], b[0]));
    const added = values.map((i) => ({ ...columns[i], name: `${columns[i].name}_before`, label: `${columns[i].label}, ${view.before.name}` }));
    return { ...rest, columns: [...columns, ...added], rows: joined };
  }

  llmobs.before = { shows, rows, draw, table };
})();
