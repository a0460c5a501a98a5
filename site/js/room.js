// A chart that is about to be drawn → its ticks and the margins that its labels need. Plotly could find both, but only by
// drawing the chart two or three times.
(function () {
  'use strict';
  const llmobs = (window.llmobs = window.llmobs || {});
  /** What Plotly leaves between plot, ticks and labels, and lines of text, in CSS pixels. */
  const GAP = 9;
  const LINE = 16;
  const TITLE = 24;
  /** Width of a scale of colours with its numbers and title. */
  const SCALE = 72;
  /** What Plotly leaves free at each end that is not zero, as a share of the axis. */
  const FREE = 0.05;
  /** Half of the longest date under an axis. */
  const DATE = 24;
  /** Share of the range by which the guess of an end may be wrong. */
  const UNSURE = 0.1;

  const pens = new Map();

  /** How wide a text is in `font`; texts are measured once. */
  function ruler({ family, size }) {
    const font = `${size}px ${family}`;
    if (!pens.has(font)) {
      const pen = document.createElement('canvas').getContext('2d');
      pen.font = font;
      const known = new Map();
      pens.set(font, (text) => {
        if (!known.has(text)) known.set(text, pen.measureText(text.replace(/&lt;/g, '<').replace(/&amp;/g, '&')).width);
        return known.get(text);
      });
    }
    return pens.get(font);
  }

  /** What Plotly leaves around the point of a marker, in pixels. */
  function around({ mode, marker }, at) {
    if (!String(mode).includes('markers')) return 0;
    const size = Array.isArray(marker?.size) ? marker.size[at] : marker?.size || 6;
    return Math.max(size / 1.6, 3);
  }

  /**
   * Lowest and highest end of what is drawn along `letter` (columns on columns where they are stacked, whiskers, log), and
   * the pixels that Plotly leaves beyond each.
   */
  function extent(data, layout, letter) {
    const log = layout[`${letter}axis`].type === 'log';
    const stacks = new Map();
    let [low, high] = [Infinity, -Infinity];
    const beyond = [0, 0];
    const take = (value, pixels = 0) => {
      const at = log ? Math.log10(value) : value;
      if (!Number.isFinite(at)) return;
      if (at < low) [low, beyond[0]] = [at, pixels];
      if (at > high) [high, beyond[1]] = [at, pixels];
    };
    for (const trace of data) {
      if (trace.visible === false || !trace[letter]) continue;
      const along = trace[letter === 'x' ? 'y' : 'x'];
      const whisker = trace[`error_${letter}`];
      const stacked = trace.stackgroup || (trace.type === 'bar' && layout.barmode === 'stack');
      const wide = log && trace.type === 'bar' && trace.width;
      trace[letter].forEach((value, at) => {
        if (typeof value !== 'number') return;
        let end = value;
        if (stacked) {
          const place = `${along[at]} ${value < 0}`;
          end += stacks.get(place) || 0;
          stacks.set(place, end);
        }
        take(wide ? end + wide[at] / 2 : end, around(trace, at));
        if (whisker) take(end + whisker.array[at]);
        if (whisker) take(end - whisker.arrayminus[at]);
        if (wide) take(end - wide[at] / 2);
      });
    }
    return [low, high, beyond];
  }

  /** The range around a value that stands alone, null where there are others: Plotly would go from 0 to 200 % for 100 %. */
  function alone([low, high], { rangemode, type, show }) {
    if (low !== high || rangemode === 'tozero' || type === 'log') return null;
    const beyond = Math.abs(low) / 10 || 1;
    return show === 'share' ? [Math.max(-0.015, low - beyond), Math.min(1.015, low + beyond)] : [low - beyond, low + beyond];
  }

  /** The range that Plotly is going to choose, more or less. */
  function range([low, high, beyond], { rangemode, type }, pixels) {
    if (rangemode === 'tozero') [low, high] = [Math.min(0, low), Math.max(0, high)];
    if (!(high > low)) return null;
    // Columns and lines fill a logarithmic axis; elsewhere some is left free at each end that is not zero.
    if (type === 'log') return [low, high];
    const free = (end, more) => (rangemode === 'tozero' && end === 0 ? 0 : FREE + more / pixels);
    const [below, above] = [free(low, beyond[0]), free(high, beyond[1])];
    const whole = (high - low) / (1 - below - above);
    return [low - below * whole, high + above * whole];
  }

  /** Height of what stands below the plot. */
  const below = ({ type, title }) => GAP + 4 + LINE * (type === 'date' ? 2 : 1) + (title?.text ? TITLE : 0);

  /** Width of what stands left of the plot. */
  const left = (widths, title) => Math.ceil(Math.max(12, ...widths) + GAP + 4 + (title?.text ? TITLE : 0));

  /** How far the last label of an axis reaches beyond its end. */
  function over({ tickvals, ticktext }, [low, high], log, pixels, width) {
    const ends = tickvals.map((value, i) => {
      const at = (log ? Math.log10(value) : value) - low;
      return at <= (high - low) * 1.0001 ? (at / (high - low) - 1) * pixels + width(ticktext[i]) / 2 : 0;
    });
    return Math.ceil(Math.max(0, ...ends)) + 2;
  }

  /** Sets margins and ticks of `layout`, as styled from `plot`. A wrong guess of ticks is put right by `ticks.all`. */
  function fit({ data, layout }, plot) {
    const { xaxis: x, yaxis: y, margin } = layout;
    const width = ruler(layout.font);
    const own = Object.fromEntries(llmobs.ticks.axes(plot));
    margin.b = below(x);
    const high = layout.height - margin.t - margin.b;
    const set = (letter, pixels) => {
      const name = `${letter}axis`;
      if (!own[name]) return null;
      const drawn = extent(data, layout, letter);
      const only = alone(drawn, layout[name]);
      if (only) layout[name].range = only;
      const ends = only || range(drawn, layout[name], pixels);
      if (ends) Object.assign(layout[name], llmobs.ticks.made(name, own[name], layout[name].type, ends, pixels, UNSURE));
      return ends;
    };
    // The height of the plot is known before its width, which depends on the labels beside it.
    const tall = set('y', high);
    const names = y.type === 'category' ? data.flatMap((trace) => trace.y || []) : y.ticktext || [];
    margin.l = left(names.map((name) => width(String(name))), y.title);
    const pixels = layout.width - margin.l - margin.r;
    const ends = set('x', pixels);
    if (x.type === 'date') llmobs.when.fit(layout, llmobs.when.extent(data));
    if (ends && x.tickvals) margin.r = Math.max(margin.r, over(x, ends, x.type === 'log', pixels, width));
    else if (x.type === 'date') margin.r = Math.max(margin.r, DATE);
    else if (x.type === 'category') x.dtick = Math.max(1, Math.ceil((24 * (data[0]?.x || []).length) / pixels));
    if (tall && ends) name(data, [ends, tall], [layout.width - margin.l - margin.r, high], width);
  }

  /** Names of points get the places that are free. */
  function name(data, [xs, ys], [wide, high], width) {
    for (const trace of data.filter(({ mode, text }) => String(mode).includes('text') && text)) {
      const inner = wide - (trace.marker.showscale ? SCALE : 0);
      const along = (value, [low, top]) => (value - low) / (top - low);
      const points = trace.x.map((x, at) => [along(x, xs) * inner, (1 - along(trace.y[at], ys)) * high]);
      llmobs.labels.place(trace, points, [inner, high], width);
    }
  }

  /** The left margin that these texts beside a drawn chart need. */
  const beside = (layout, texts) => left(texts.map(ruler(layout.font)), layout.yaxis.title);

  llmobs.room = { fit, beside };
})();
