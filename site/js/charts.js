// A figure's declared chart and its rows → Plotly's `{ data, layout }` as registered. Twin of src/figures/charts.rs.
(function () {
  'use strict';
  const llmobs = (window.llmobs = window.llmobs || {});
  const { rows: read, series, plots } = llmobs;
  /** Rows of a ranking, grouped bars or points that are drawn; the table has them all. */
  const SHOWN = 15;

  /** Whose colours names have: a site-wide roster, or the names at `place` on the chart. */
  const colours = ({ colours: whose }, rows, place, rosters) => rosters[whose] || series.own(rows, place);

  const KINDS = {
    lines: ({ columns, show }, sheet) => plots.lines(sheet.series(columns, sheet.rows), show),
    columns: ({ columns, show }, sheet) => plots.stacked(sheet.series(columns, sheet.rows), show),
    stacked: (chart, { rows, at, rosters }) =>
      plots.stacked(series.pivot(rows, at(chart.value), at('n'), colours(chart, rows, 1, rosters)), chart.show),
    lines_by: (chart, { rows, at, rosters }) =>
      plots.lines(series.apart(rows, at(chart.value), at('n'), colours(chart, rows, 1, rosters)), chart.show),
    ranking(chart, { rows, top, at, rosters }) {
      const colour = colours(chart, rows, 0, rosters);
      const [value, low, high] = [chart.value, 'low', 'high'].map(at);
      const ranks = top.map((row) => ({
        name: read.text(row[0]),
        colour: chart.colours === 'one' ? '@c1' : colour(read.text(row[0])),
        value: read.number(row[value]),
        interval: read.number(row[low]) === null || read.number(row[high]) === null ? null : [row[low], row[high]],
        n: read.count(row[at('n')]),
      }));
      return plots.ranking(ranks, chart.show);
    },
    grouped: ({ columns, show }, sheet) => plots.grouped(sheet.series(columns, sheet.top), show),
    bins(chart, { rows, at }) {
      const known = rows.filter((row) => read.number(row[0]) > 0 && read.number(row[1]) !== null);
      return plots.bins(known.map((row) => [row[0], row[1], read.count(row[at('n')])]), chart.show);
    },
    distributions: ({ show }, { rows }) => plots.distributions(rows, show),
    week: ({ value, show }, { rows, at }) => plots.week(rows, at(value), at('n'), show),
    mix: (chart, { rows, at, rosters }) =>
      plots.mix(series.pivot(rows, at(chart.value), at('n'), colours(chart, rows, 1, rosters)), chart.show),
    points(chart, { rows, top, at, rosters }) {
      const on = (axis) => axis && { at: at(axis[0]), show: axis[1], title: axis[2] };
      return plots.points(top, { x: on(chart.x), y: on(chart.y), shade: on(chart.shade), n: at('n') }, colours(chart, rows, 0, rosters));
    },
    dose(chart, { rows, at, label }) {
      const places = { value: at(chart.value), low: at('low'), high: at('high'), n: at('n'), fitted: at('fitted') };
      return plots.dose(rows, places, label('fitted').toLowerCase(), chart.show, chart.x_title);
    },
    control(chart, { rows, at }) {
      const places = Object.fromEntries(['centre', 'lower', 'upper', 'alarm', 'n', 'begins'].map((name) => [name, at(name)]));
      return plots.control(rows, at(chart.value), places, chart.show);
    },
  };

  /** Draws `chart` from `rows` in the order of `fields`; `rosters` as `llmobs.series.rosters` gives them. */
  function draw(chart, fields, rows, rosters) {
    // A name that is not there reads as unknown everywhere.
    const at = (name) => fields.findIndex((field) => field.name === name);
    const label = (name) => (at(name) < 0 ? '' : fields[at(name)].label);
    const pick = (columns, of) => {
      const all = series.columns(of, columns.map(([name, label, colour]) => [at(name), label, colour]), at('n'));
      // A line of nothing would only be a name in the legend.
      const some = all.filter(({ y }) => y.some((value) => value !== null));
      return some.length ? some : all;
    };
    return KINDS[chart.kind](chart, { rows, top: rows.slice(0, SHOWN), at, label, rosters, series: pick });
  }

  llmobs.charts = { draw };
})();
