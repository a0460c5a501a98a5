// Series and rows → Plotly's `{ data, layout }` of a few shapes. Twin of src/figures/chart/; look is style.js's.
(function () {
  'use strict';
  const llmobs = (window.llmobs = window.llmobs || {});
  const { rows: read } = llmobs;
  const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
  /** Colours of outcomes, the same wherever they are drawn. */
  const OUTCOMES = { failed: '@bad', hallucinated: '@warn', 'not hallucinated': '@c1', succeeded: '@c1' };

  /** Diameter of the smallest point, and what the largest has more. */
  const SIZES = [10, 24];

  /** A trace; what each point rests on travels as `n`, where there are points. */
  const trace = (it, n) => (n.length ? { ...it, n } : it);
  const fromZero = (show) => ({ rangemode: 'tozero', show });
  const column = (rows, at) => rows.map((row) => read.number(row[at]));
  const counts = (rows, at) => rows.map((row) => read.count(row[at]));

  /** Lines over time; the value axis starts at zero. */
  function lines(series, show) {
    const mode = series.length === 0 || series[0].x.length <= 3 ? 'lines+markers' : 'lines';
    const data = series.map(({ name, colour, x, y, n }) => trace({ type: 'scatter', name, mode, x, y, line: { color: colour, width: 2 } }, n));
    return { data, layout: { xaxis: { type: 'date' }, yaxis: fromZero(show) } };
  }

  /** Stacked columns over time. */
  function stacked(series, show) {
    const data = series.map(({ name, colour, x, y, n }) => trace({ type: 'bar', x, y, name, marker: { color: colour } }, n));
    return { data, layout: { xaxis: { type: 'date' }, yaxis: fromZero(show), barmode: 'stack' } };
  }

  /** A line with its limits, and marks where it is out of them and, where the table tells, where a change begins. */
  function control(rows, value, { centre, lower, upper, alarm, n, begins }, show) {
    const x = rows.map((row) => read.text(row[0]));
    const limit = (at, name, dash) => ({ type: 'scatter', name, mode: 'lines', x, y: column(rows, at), line: { color: '@muted', width: 1.5, dash } });
    const rate = { type: 'scatter', name: 'rate', mode: 'lines+markers', x, y: column(rows, value), line: { color: '@c1', width: 2 }, marker: { size: 5 } };
    const where = (at) => rows.map((row) => (row[at] === 'yes' ? read.number(row[value]) : null));
    const alarms = { type: 'scatter', name: 'out of the limits', mode: 'markers', x, y: where(alarm), marker: { color: '@bad', size: 10 } };
    const data = [limit(upper, 'upper limit', 'dot'), limit(centre, 'centre', 'dash'), limit(lower, 'lower limit', 'dot'),
      trace(rate, counts(rows, n)), trace(alarms, counts(rows, n))];
    if (begins >= 0) {
      const marker = { color: '@ink', size: 13, symbol: 'diamond-open' };
      data.push(trace({ type: 'scatter', name: 'a change begins', mode: 'markers', x, y: where(begins), marker }, counts(rows, n)));
    }
    return { data, layout: { xaxis: { type: 'date' }, yaxis: fromZero(show) } };
  }

  /** Lying bars, the first on top; with intervals, points with whiskers. `ranks`: name, colour, value, interval, n. */
  function ranking(ranks, show) {
    const of = (key) => ranks.map((rank) => rank[key]);
    const it = { x: of('value'), y: of('name') };
    const estimates = ranks.some(({ interval }) => interval);
    if (estimates) {
      const away = (side) => ranks.map(({ interval, value }) => (interval && value !== null ? Math.max(0, side(interval, value)) : 0));
      Object.assign(it, {
        type: 'scatter', mode: 'markers', marker: { color: of('colour'), size: 9 },
        error_x: { type: 'data', array: away(([, high], v) => high - v), arrayminus: away(([low], v) => v - low), symmetric: false, color: '@muted' },
      });
    } else Object.assign(it, { type: 'bar', orientation: 'h', marker: { color: of('colour') } });
    const layout = {
      xaxis: estimates ? { show } : fromZero(show), yaxis: { type: 'category', autorange: 'reversed', dtick: 1 },
      showlegend: false, height: Math.max(260, 80 + 27 * ranks.length),
    };
    return { data: [trace(it, of('n'))], layout };
  }

  /** Lying bars side by side, one colour per series. */
  function grouped(series, show) {
    const data = series.map(({ name, colour, x, y, n }) => trace({ type: 'bar', x: y, y: x, name, orientation: 'h', marker: { color: colour } }, n));
    return { data, layout: { xaxis: fromZero(show), yaxis: { type: 'category', autorange: 'reversed' }, barmode: 'group' } };
  }

  /** Lying bars of 100 %, cut up by series. */
  function mix(series, show) {
    const plot = grouped(series, show);
    const bars = series.length ? series[0].x.length : 0;
    Object.assign(plot.layout, { barmode: 'stack', height: Math.max(200, 80 + 27 * bars) });
    return plot;
  }

  /** Columns on a logarithmic axis, one per bin given as [from, to, count]. */
  function bins(given, show) {
    const n = given.map((bin) => bin[2]);
    const it = { type: 'bar', x: given.map(([from, to]) => Math.sqrt(from * to)), y: n, marker: { color: '@c1' }, width: given.map(([from, to]) => to - from) };
    return { data: [trace(it, n)], layout: { xaxis: { type: 'log', show }, yaxis: fromZero('count'), bargap: 0, showlegend: false } };
  }

  /** A line per series over logarithmic bins; rows are (series, from, to, n, share of the series). */
  function distributions(rows, show) {
    const series = [];
    for (const row of rows) {
      const name = read.text(row[0]);
      if (series.at(-1)?.name !== name) series.push({ name, rows: [] });
      if (read.number(row[1]) > 0) series.at(-1).rows.push(row);
    }
    const data = series.map(({ name, rows: inside }) => trace({
      type: 'scatter', name, mode: 'lines', x: inside.map((row) => Math.sqrt(row[1] * (read.number(row[2]) || 0))),
      y: column(inside, 4), line: { color: OUTCOMES[name] || '@c2', width: 2 },
    }, counts(inside, 3)));
    return { data, layout: { xaxis: { type: 'log', show }, yaxis: fromZero('share') } };
  }

  /** Shades by weekday (1–7) and hour (0–23), the first two columns. */
  function week(rows, value, n, show) {
    const z = WEEKDAYS.map(() => Array(24).fill(null));
    const counted = WEEKDAYS.map(() => Array(24).fill(0));
    const within = (at, most) => Math.min(Math.max(read.number(at) || 0, 0), most);
    for (const row of rows) {
      const [day, hour] = [within(row[0] - 1, 6), within(row[1], 23)];
      z[day][hour] = read.number(row[value]);
      counted[day][hour] = read.count(row[n]);
    }
    const hours = Array.from({ length: 24 }, (_, hour) => String(hour).padStart(2, '0'));
    const it = { type: 'heatmap', x: hours, y: WEEKDAYS, z, n: counted, colorscale: '@sequential', show };
    return { data: [it], layout: { xaxis: { type: 'category' }, yaxis: { type: 'category', autorange: 'reversed' } } };
  }

  /** A named point for each row that has both values, its area by n; shaded by a column, or in its name's colour. */
  function points(rows, { x, y, shade: wanted, n }, colour) {
    const known = rows.filter((row) => read.number(row[x.at]) !== null && read.number(row[y.at]) !== null);
    // A scale of what nobody knows would only be a row of numbers.
    const shade = wanted && known.some((row) => read.number(row[wanted.at]) !== null) ? wanted : null;
    const most = Math.max(1, ...counts(known, n));
    const names = known.map((row) => read.text(row[0]));
    const size = known.map((row) => Math.round(SIZES[0] + SIZES[1] * Math.sqrt(read.count(row[n]) / most)));
    const marker = { size, opacity: 0.85, color: shade ? column(known, shade.at) : names.map(colour) };
    const it = { type: 'scatter', mode: 'markers+text', x: column(known, x.at), y: column(known, y.at), marker, at: names, text: names, textposition: 'top center' };
    if (shade) {
      Object.assign(marker, { colorscale: '@sequential', showscale: true });
      it.shade = { show: shade.show, title: shade.title };
    }
    const axis = ({ title, show }) => ({ title: { text: title }, show });
    return { data: [trace(it, counts(known, n))], layout: { xaxis: axis(x), yaxis: axis(y), showlegend: false, height: 380 } };
  }

  /** Points with whiskers at the middles of bins (columns 0 and 1), and the `curve` behind them, if there is one. */
  function dose(rows, { value, low, high, n, fitted }, curve, show, title) {
    const x = rows.map((row) => ((read.number(row[0]) || 0) + (read.number(row[1]) || 0)) / 2);
    const away = (end) => rows.map((row) => (read.number(row[value]) === null || read.number(row[end]) === null ? 0 : Math.abs(row[end] - row[value])));
    const measured = {
      type: 'scatter', name: 'measured', mode: 'markers', x, y: column(rows, value), marker: { color: '@c1', size: 9 },
      error_y: { type: 'data', array: away(high), arrayminus: away(low), symmetric: false, color: '@muted' },
    };
    const data = [trace(measured, counts(rows, n))];
    if (fitted >= 0) data.push({ type: 'scatter', name: curve, mode: 'lines', x, y: column(rows, fitted), line: { color: '@c2', width: 2 } });
    return { data, layout: { xaxis: { title: { text: title }, show: 'number' }, yaxis: fromZero(show) } };
  }

  llmobs.plots = { lines, stacked, control, ranking, grouped, mix, bins, distributions, week, points, dose };
})();
