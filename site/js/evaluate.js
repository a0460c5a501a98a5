// A figure's declaration → the rows of its table, asked of the cube. Twin of src/figures/evaluate.rs.
//
//   llmobs.evaluate(declaration, 'cost_by_model', llmobs.cube, { provider: ['openai'] }, 'day', 1) → [['gpt-4o', 1.5, …], …]
(function () {
  'use strict';
  const llmobs = (window.llmobs = window.llmobs || {});
  const { rows: read, stats } = llmobs;
  const ZERO = -32768;
  const MEASURED = new Set(['value', 'n', 'low', 'high', 'share']);

  /** A declared word with what it is about: `"last_day"` → ['last_day'], `{ n: 'cost' }` → ['n', 'cost']. */
  const words = (it) => (typeof it === 'string' ? [it] : Object.entries(it)[0]);
  const isKey = ({ from: [kind] }) => kind === 'key' || kind === 'named';

  /** What the columns need of the cube. */
  function question(fields, asked) {
    const by = fields.filter(isKey).map(({ from }) => from[1]);
    if (fields.some(({ from }) => from[0] === 'edge_low')) by.push('bin');
    const needed = fields.filter(({ from }) => MEASURED.has(from[0])).map(({ from }) => from[1]);
    const kept = words(asked.keep).slice(1).map((id) => (Array.isArray(id) ? id[0] : id));
    return { by, measures: [...new Set([...needed, ...kept, ...asked.inputs])] };
  }

  /** A key as the table writes it. */
  function told(dim, value, meta) {
    return dim === 'histogram' && value !== null ? meta.histograms[value].label : read.name(dim, value);
  }

  function edges({ scale }, bin) {
    if (bin === ZERO) return [0, 0];
    return scale.log ? [scale.log ** bin, scale.log ** (bin + 1)] : [bin * scale.linear, (bin + 1) * scale.linear];
  }

  /** The reader of one column: a group of the cube → its value. Columns that depend on other rows come later. */
  function reader({ from: [kind, of] }, { by, measures }, asked, meta) {
    const at = measures.indexOf(of);
    const bin = by.indexOf('bin');
    const histogram = by.indexOf('histogram');
    const edge = ({ key }) => edges(meta.histograms[histogram < 0 ? asked.histograms[0] : key[histogram]], key[bin]);
    const bounds = (group) => stats.wilson(group.values[at].hits, group.values[at].n) || [null, null];
    // Counts stay whole numbers.
    const whole = kind === 'value' && meta.measures[of].unit === 'count' && meta.measures[of].formula.sum;
    const value = (group) => group.values[at].value;
    const readers = {
      key: ({ key }) => told(of, key[by.indexOf(of)], meta),
      named: ({ key }) => told(of, key[by.indexOf(of)], meta),
      value: whole ? (group) => (value(group) === null ? null : Math.trunc(value(group))) : value,
      // Bins carry their count and no measure.
      n: bin < 0 ? (group) => group.values[at].n : (group) => group.values[0].n,
      low: (group) => bounds(group)[0],
      high: (group) => bounds(group)[1],
      edge_low: (group) => edge(group)[0],
      edge_high: (group) => edge(group)[1],
      last_day: (group) => group.last_day,
    };
    return readers[kind] || (() => null);
  }

  function keeps(fields, asked, { by, measures }) {
    const [kind, of] = words(asked.keep);
    const [id, least] = Array.isArray(of) ? of : [of, 0];
    const at = measures.indexOf(id);
    const named = fields.filter(({ from }) => from[0] === 'named').map(({ from }) => by.indexOf(from[1]));
    const rests = { all: () => true, n: ({ values }) => values[at].n > 0, value: ({ values }) => values[at].value > 0, at_least: ({ values }) => values[at].n >= least }[kind];
    return (group) => rests(group) && named.every((place) => group.key[place] !== null);
  }

  /** Fills the columns that depend on the other rows. */
  function parts(fields, groups, measures, rows) {
    fields.forEach(({ from: [kind, of] }, at) => {
      if (kind === 'share') {
        const values = groups.map((group) => group.values[measures.indexOf(of)].value);
        const whole = values.reduce((sum, value) => sum + (value || 0), 0);
        rows.forEach((row, i) => { row[at] = whole === 0 || values[i] === null ? null : values[i] / whole; });
      } else if (kind === 'share_within') {
        const n = fields.findIndex(({ name }) => name === 'n');
        const wholes = new Map();
        for (const row of rows) wholes.set(read.text(row[0]), (wholes.get(read.text(row[0])) || 0) + read.count(row[n]));
        for (const row of rows) row[at] = wholes.get(read.text(row[0])) > 0 ? read.count(row[n]) / wholes.get(read.text(row[0])) : null;
      }
    });
  }

  /** Unknown last, whichever way; texts by their bytes. */
  function compare(a, b, down) {
    const sign = down ? -1 : 1;
    if (typeof a === 'number' && typeof b === 'number') return sign * (a - b);
    if (typeof a === 'string' && typeof b === 'string') return sign * read.compare(a, b);
    return Number(a === null) - Number(b === null);
  }

  /** Sorts by the declared columns, then by the keys from left to right. */
  function sort(fields, order, rows) {
    const columns = order.map(words).map(([way, name]) => [fields.findIndex((field) => field.name === name), way === 'down']);
    fields.forEach((field, at) => { if (isKey(field) || field.from[0] === 'edge_low') columns.push([at, false]); });
    rows.sort((a, b) => {
      for (const [at, down] of columns) {
        const order = at < 0 ? 0 : compare(a[at], b[at], down);
        if (order !== 0) return order;
      }
      return 0;
    });
  }

  function converted(fields, rows, rate) {
    if (rate === 1) return rows;
    fields.forEach(({ show }, at) => {
      if (show === 'usd') for (const row of rows) if (typeof row[at] === 'number') row[at] *= rate;
    });
    return rows;
  }

  /** Rows in the order of the table, raw values, null where unknown; money times `rate`. */
  function evaluate(declaration, id, cube, filter, grain, rate = 1) {
    const { asked } = declaration;
    const fields = declaration.fields.map((field) => ({ ...field, from: words(field.from) }));
    const wanted = question(fields, asked);
    const groups = cube.ask({ ...wanted, histograms: asked.histograms, filter, grain }).filter(keeps(fields, asked, wanted));
    const readers = fields.map((field) => reader(field, wanted, asked, cube.meta));
    // What only `made` needs stands behind the columns.
    const inputs = asked.inputs.map((input) => wanted.measures.indexOf(input));
    let rows = groups.map((group) => [...readers.map((of) => of(group)), ...inputs.map((at) => group.values[at].value)]);
    parts(fields, groups, wanted.measures, rows);
    if (llmobs.derive[id]) rows = llmobs.derive[id](rows);
    sort(fields, asked.order, rows);
    if (asked.limit !== null) rows.length = Math.min(rows.length, asked.limit);
    return converted(fields, rows, rate);
  }

  /** Rows under a view of the filters: `{ filter, grain, names, now, before }`. */
  function viewed(declaration, id, cube, view, rate = 1) {
    if (!declaration.computed) return evaluate(declaration, id, cube, view.filter, view.grain, rate);
    return converted(declaration.fields, llmobs.computed[id](cube, view, declaration, rate), rate);
  }

  llmobs.evaluate = evaluate;
  llmobs.viewed = viewed;
})();
