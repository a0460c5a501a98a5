// Draws registered figures: loads Plotly after the first view, draws what comes near, follows theme, size and print.
(function () {
  'use strict';
  const llmobs = (window.llmobs = window.llmobs || {});
  const waiting = [];
  const drawn = new Map();
  const charts = new Map();
  let started = false;
  let loading = null;

  /** Loads Plotly once. It takes about a second to evaluate, hence never before the page has been painted. */
  function plotly() {
    loading = loading || new Promise((resolve, reject) => {
      const script = document.createElement('script');
      script.src = 'assets/plotly.js';
      script.onload = () => resolve(window.Plotly);
      script.onerror = () => reject(new Error('assets/plotly.js is missing'));
      document.head.append(script);
    });
    return loading;
  }

  /** Paints what the chart is to show now; resolves to whether it could: what is empty or hidden has no width. */
  async function paint(chart) {
    const { element, plot } = chart;
    // Asking makes the browser lay out the whole page, so a drawn chart keeps its width until the observer tells of another.
    const width = chart.width || element.clientWidth;
    if (!plot || width === 0) return false;
    const { data, layout, config } = llmobs.style.styled(plot, width, llmobs.shell.height(plot));
    // Plotly keeps the reader's zoom while this stays the same.
    layout.uirevision = chart.zooms || 0;
    chart.width = width;
    plot.data.forEach(({ name }, i) => { if (chart.off.has(name)) data[i].visible = false; });
    await window.Plotly.react(element, data, layout, config);
    await tick(chart, plot);
    element.dataset.drawn = 'yes';
    // Filters may have given it another plot meanwhile.
    if (chart.plot && chart.plot !== plot) await paint(chart);
    return true;
  }

  /** Sets the ticks of value axes for the range now shown. */
  async function tick(chart, plot) {
    const change = llmobs.ticks.all(chart.element, plot);
    const beside = change['yaxis.ticktext'];
    if (beside) change['margin.l'] = llmobs.room.beside(chart.element.layout, beside);
    chart.ticking = true;
    if (Object.keys(change).length) await window.Plotly.relayout(chart.element, change);
    chart.ticking = false;
  }

  async function draw(chart) {
    if (drawn.has(chart.element) || !chart.plot) return;
    drawn.set(chart.element, chart);
    try {
      await plotly();
      chart.element.replaceChildren();
      if (!(await paint(chart))) {
        // Emptied while Plotly was loading: it waits for its next plot.
        drawn.delete(chart.element);
        waiting.push(chart);
        return;
      }
    } catch (error) {
      chart.element.textContent = `The chart could not be drawn (${error.message}). Its data are in the table.`;
      chart.element.dataset.drawn = 'failed';
      return;
    }
    chart.element.on('plotly_relayout', (change) => {
      if (chart.ticking) return;
      const zoomed = Object.keys(change).some((key) => /range\[0\]$/.test(key));
      const reset = Object.keys(change).some((key) => /autorange$/.test(key)) || change['xaxis.range'] !== undefined;
      if (zoomed || reset) {
        chart.onzoom(zoomed);
        tick(chart, chart.plot);
      }
    });
    new ResizeObserver(() => {
      clearTimeout(chart.timer);
      chart.timer = setTimeout(() => {
        const width = chart.element.clientWidth;
        if (!chart.plot || width === 0 || width === chart.width) return;
        chart.width = width;
        paint(chart);
      }, 120);
    }).observe(chart.element);
  }

  /** Draws the rest one at a time when the browser is idle, so that printing and jumping find finished charts. */
  function idle() {
    const later = window.requestIdleCallback || ((work) => setTimeout(work, 200));
    later(async () => {
      const at = waiting.findIndex(({ plot, element }) => plot && element.clientWidth > 0);
      if (at < 0) return;
      await draw(waiting.splice(at, 1)[0]);
      idle();
    });
  }

  const near = new IntersectionObserver((entries) => {
    for (const { isIntersecting, target } of entries) {
      const at = waiting.findIndex((chart) => chart.element === target);
      if (isIntersecting && at >= 0 && waiting[at].plot) draw(waiting.splice(at, 1)[0]);
    }
  }, { rootMargin: '400px' });

  /** Takes a chart in: `element` to draw in, `plot` as registered, `onzoom(isZoomed)`. */
  function add(element, plot, onzoom) {
    const chart = { element, plot, onzoom, ticking: false, off: new Set() };
    charts.set(element, chart);
    waiting.push(chart);
  }

  /** Gives a chart another plot, null when there is nothing to draw; what is drawn already is drawn again at once. */
  async function replace(element, plot) {
    const chart = charts.get(element);
    chart.plot = plot;
    // What the reader zoomed to may not be there any more.
    chart.zooms = (chart.zooms || 0) + 1;
    chart.onzoom(false);
    if (!plot) return;
    if (element.dataset.drawn === 'yes') await paint(chart);
    else if (started && waiting.includes(chart)) {
      near.unobserve(element);
      near.observe(element);
      idle();
    }
  }

  /** The names of the series that the reader hid. */
  const hidden = (element) => charts.get(element).off;

  /** What it shows now, as registered; null when there is nothing to draw. */
  const plot = (element) => charts.get(element).plot;

  /** Starts drawing, once the page has been painted. */
  function start() {
    started = true;
    if (!waiting.length) return;
    requestAnimationFrame(() => setTimeout(() => {
      for (const { element } of waiting) near.observe(element);
      idle();
    }, 30));
  }

  /** Draws all again in the colours and width of now: another theme, or paper. */
  function repaint() {
    llmobs.style.forget();
    for (const chart of drawn.values()) {
      if (!chart.plot || chart.element.dataset.drawn !== 'yes') continue;
      chart.width = chart.element.clientWidth;
      paint(chart);
    }
  }

  /** Shows or hides the series at `trace`. */
  function show(element, trace, visible) {
    const chart = charts.get(element);
    const { name } = chart.plot.data[trace];
    if (visible) chart.off.delete(name);
    else chart.off.add(name);
    if (element.dataset.drawn === 'yes') paint(chart);
  }

  /** Saves what is shown as a PNG that can stand alone: with title and legend, on the page's own paper. */
  async function picture(element, id, title) {
    const { clientWidth: width, clientHeight } = element;
    const series = element.data.filter((trace) => trace.name && trace.visible !== false && trace.showlegend !== false);
    const legend = series.length > 1;
    const height = clientHeight + 60 + (legend ? 24 * Math.ceil(series.length / 2) : 0);
    const paper = getComputedStyle(document.body).backgroundColor;
    const { font } = element.layout.legend;
    const layout = {
      ...element.layout,
      width,
      height,
      paper_bgcolor: paper,
      showlegend: legend,
      legend: { ...element.layout.legend, y: -46 / (clientHeight - 40), yanchor: 'top' },
      title: { text: title, x: 0, xref: 'container', y: 1, yref: 'container', yanchor: 'top', pad: { l: 16, t: 14 }, font: { ...font, size: 16, weight: 600 } },
      margin: { l: 16, r: 24, t: 48, b: 16, pad: 4 },
    };
    const url = await window.Plotly.toImage({ data: element.data, layout }, { format: 'png', width, height, scale: 2 });
    const bytes = Uint8Array.from(atob(url.slice(url.indexOf(',') + 1)), (c) => c.charCodeAt(0));
    llmobs.table.save(`${id}.png`, new Blob([bytes], { type: 'image/png' }));
  }

  /** Back to the ranges the figure was given. */
  function unzoom(element) {
    const chart = drawn.get(element);
    chart.zooms = (chart.zooms || 0) + 1;
    chart.onzoom(false);
    paint(chart);
  }

  llmobs.chart = { add, start, replace, hidden, plot, repaint, show, picture, unzoom };
})();
