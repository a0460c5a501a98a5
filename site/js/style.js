// A figure's plot as Rust wrote it (palette names, `show` on axes) → what Plotly draws in the theme on screen.
(function () {
  'use strict';
  const llmobs = (window.llmobs = window.llmobs || {});

  /** Below this width (CSS pixels) a chart is a phone's: shorter labels, fewer ticks. */
  const NARROW = 520;

  let known = new Map();

  /** To be called when colours may have changed: theme, print. Each one costs the browser a look at the whole page. */
  const forget = () => { known = new Map(); };

  const once = (key, read) => {
    if (!known.has(key)) known.set(key, read());
    return known.get(key);
  };

  /** What a palette name of the style sheet stands for now. */
  const css = (name) => once(name, () => {
    const probe = document.createElement('span');
    probe.hidden = true;
    // A property's computed value is a plain rgb(); a custom property's would still read light-dark(…).
    probe.style.color = `var(--${name})`;
    document.body.append(probe);
    const { color } = getComputedStyle(probe);
    probe.remove();
    return color;
  });

  function colour(text) {
    const [, name, percent] = /^@([a-z0-9-]+)(?:\/(\d+))?$/.exec(text) || [];
    if (!name) return text;
    return percent ? css(name).replace(/^rgb\((.*)\)$/, `rgba($1, ${percent / 100})`) : css(name);
  }

  const scale = (name) => [0, 1, 2, 3, 4].map((step) => [step / 4, css(`${name}-${step}`)]);

  /** Replaces palette names, under colour keys only: a category may well be called "@c1". */
  function paint(value, key) {
    if (typeof value === 'string') {
      if (!/colou?rs?(way|scale)?$/i.test(key)) return value;
      if (/scale$/i.test(key) && value.startsWith('@')) return scale(value.slice(1));
      return colour(value);
    }
    // Long lists of values stay as they are.
    if (Array.isArray(value)) return typeof value[0] === 'object' || /colou?r/i.test(key) ? value.map((one) => paint(one, key)) : value;
    if (value && typeof value === 'object') {
      return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, paint(v, k)]));
    }
    return value;
  }

  /** Shortens texts in the middle, keeps different texts different, and escapes what Plotly reads as markup. */
  function labels(longest) {
    const given = new Map();
    const taken = new Set();
    return (value) => {
      if (typeof value !== 'string') return value;
      if (given.has(value)) return given.get(value);
      const glyphs = [...value];
      const head = Math.ceil(longest * 0.6);
      let text = value;
      if (glyphs.length > longest) {
        text = glyphs.slice(0, head).join('') + '…' + glyphs.slice(head + 1 - longest).join('');
      }
      for (let i = 2; taken.has(text); i += 1) text = text.replace(/( \(\d+\))?$/, ` (${i})`);
      taken.add(text);
      const safe = text.replace(/&/g, '&amp;').replace(/</g, '&lt;');
      given.set(value, safe);
      return safe;
    };
  }

  const deep = (value, change) => (Array.isArray(value) ? value.map((v) => deep(v, change)) : change(value));

  /** The part of the layout that every chart shares. */
  function base(narrow) {
    const font = { family: once('font', () => getComputedStyle(document.body).fontFamily), size: 12, color: colour('@muted') };
    return {
      font,
      autosize: false,
      paper_bgcolor: 'rgba(0,0,0,0)',
      plot_bgcolor: 'rgba(0,0,0,0)',
      margin: { l: 4, r: narrow ? 8 : 16, t: 6, b: 4, pad: 4 },
      colorway: ['c1', 'c2', 'c3', 'c4', 'c5', 'c6', 'c7', 'c8'].map((name) => colour('@' + name)),
      separators: '.,',
      dragmode: window.matchMedia('(pointer: coarse)').matches ? false : 'zoom',
      hovermode: 'closest',
      hoverdistance: 30,
      bargap: 0.25,
      legend: {
        // Seen in pictures only: the page has its own legend, above the chart.
        orientation: 'h', x: 0, xanchor: 'left', traceorder: 'normal',
        font: { size: 12, color: colour('@ink') }, bgcolor: 'rgba(0,0,0,0)', itemwidth: 30,
      },
      hoverlabel: {
        bgcolor: colour('@paper'), bordercolor: colour('@line'), align: 'left', namelength: 40,
        font: { family: font.family, size: 12, color: colour('@ink') },
      },
    };
  }

  /** What every axis shares; a value axis (it has `show`) carries the grid. */
  function axis(own, narrow) {
    const isValue = own.show !== undefined;
    return {
      showgrid: isValue,
      gridcolor: colour('@grid'),
      zeroline: isValue && own.type !== 'log',
      zerolinecolor: colour('@line'),
      showline: !isValue,
      linecolor: colour('@line'),
      ticks: isValue ? '' : 'outside',
      spikecolor: colour('@line'),
      spikethickness: 1,
      spikedash: 'solid',
      tickcolor: colour('@line'),
      ticklen: 4,
      tickangle: 0,
      // Plotly would measure every label to hide what does not fit; there is room for all.
      ticklabeloverflow: 'allow',
      nticks: narrow ? 5 : 9,
      fixedrange: window.matchMedia('(pointer: coarse)').matches,
    };
  }

  /** Hover text in our own words, for a trace that brings none: value with its unit, and its n. */
  function hover(trace, layout) {
    if (trace.hovertemplate || trace.hoverinfo || trace.hovertext) return;
    const flat = trace.orientation === 'h';
    const isMap = trace.type === 'heatmap';
    const axisName = (flat ? trace.xaxis || 'x' : trace.yaxis || 'y').replace(/^([xy])/, '$1axis');
    const show = isMap ? trace.show : (layout[axisName] || {}).show;
    const values = isMap ? trace.z : trace[flat ? 'x' : 'y'];
    if (!show || !Array.isArray(values)) return;
    const tell = (value, n) =>
      llmobs.format.cell(show, value) + (typeof n === 'number' ? `  (n = ${llmobs.format.count(n)})` : '');
    const counts = Array.isArray(trace.n) ? trace.n : [];
    const unified = layout.hovermode === 'x unified';
    const day = (i) => (unified && trace.at ? `, ${trace.at[i]}` : '');
    trace.customdata = values.map((value, i) =>
      Array.isArray(value) ? value.map((v, j) => tell(v, (counts[i] || [])[j])) : tell(value, counts[i]) + day(i));
    const name = trace.name === undefined ? '<extra></extra>' : '<extra>%{fullData.name}</extra>';
    if (isMap) trace.hovertemplate = '%{y}, %{x}<br>%{customdata}<extra></extra>';
    else if (unified) trace.hovertemplate = '%{customdata}' + name;
    else {
      const along = !flat && layout.xaxis.show;
      if (Array.isArray(trace.at)) trace.text = trace.hovertext = trace.at;
      // Plotly would write the middle of a bin with all its digits and no unit.
      else if (along) trace.hovertext = trace.x.map((value) => llmobs.format.cell(along, value));
      const at = trace.hovertext ? '%{hovertext}' : `%{${flat ? 'y' : 'x'}}`;
      if (Array.isArray(trace.at) && !String(trace.mode).includes('text')) trace.textposition = 'none';
      trace.hovertemplate = `${at}<br>%{customdata}${name}`;
    }
  }

  /** Calm defaults by kind of trace. */
  function dress(trace, layout, steps) {
    if (trace.type === 'bar' && steps) llmobs.steps.area(trace, steps);
    if (trace.type === 'bar' && layout.xaxis.type === 'date' && trace.width === undefined) {
      // A column is as wide as its step, also where steps between two are missing.
      const step = llmobs.when.STEPS[String((trace.x || [])[0]).length];
      if (step) trace.width = step * (1 - layout.bargap);
    }
    if (trace.type === 'scatter' || trace.type === undefined) {
      const points = (trace.x || []).length;
      trace.line = { width: 2, ...trace.line };
      if (!trace.mode) {
        const values = trace.y || [];
        // On a crowded line only a point between two gaps needs a dot: without one it would not be seen at all.
        const dots = values.map((y, i) => (y != null && values[i - 1] == null && values[i + 1] == null ? 5 : 0));
        const crowded = points > 45;
        trace.mode = crowded && !dots.some(Boolean) ? 'lines' : 'lines+markers';
        trace.marker = { size: crowded ? dots : 5, line: { width: 0 }, ...trace.marker };
      }
      if (trace.connectgaps === undefined) trace.connectgaps = false;
    }
    for (const side of ['error_x', 'error_y']) {
      if (trace[side]) trace[side] = { color: colour('@ink'), thickness: 1.25, width: 3, ...trace[side] };
    }
    if (trace.shade) {
      const seen = trace.marker.color.filter((value) => typeof value === 'number');
      const [low, high] = [Math.min(0, ...seen), Math.max(...seen, 0)];
      const title = { text: trace.shade.title, side: 'right' };
      Object.assign(trace.marker, { cmin: low, cmax: high, line: { width: 1, color: colour('@line') } });
      trace.marker.colorbar = { thickness: 8, outlinewidth: 0, len: 1, xpad: 8, ypad: 4, ticks: '', title, ...llmobs.ticks.linear(trace.shade.show, low, high, 4) };
    }
    if (trace.type === 'heatmap') {
      trace.xgap = trace.xgap === undefined ? 2 : trace.xgap;
      trace.ygap = trace.ygap === undefined ? 2 : trace.ygap;
      trace.hoverongaps = false;
      const seen = trace.z.flat().filter((value) => typeof value === 'number');
      const ends = seen.length ? [Math.min(0, ...seen), Math.max(...seen)] : [0, 1];
      const [low, high] = [trace.zmin === undefined ? ends[0] : trace.zmin, trace.zmax === undefined ? ends[1] : trace.zmax];
      const ticks = trace.show ? llmobs.ticks.linear(trace.show, low, high, 4) : {};
      trace.zmin = low;
      trace.zmax = high;
      trace.colorbar = { thickness: 8, outlinewidth: 0, len: 1, xpad: 8, ypad: 4, ticks: '', ...ticks, ...trace.colorbar };
    }
  }

  /** `{data, layout, config}` for Plotly, at `width` CSS pixels and `height`. The plot given is not changed. */
  function styled(plot, width, height) {
    const narrow = width < NARROW;
    const label = labels(narrow ? 18 : 36);
    const remark = labels(60);
    const own = paint(plot.layout || {}, '');
    const shared = base(narrow);
    const layout = { ...shared, ...own, width, height };
    for (const key of ['legend', 'margin', 'hoverlabel', 'font']) {
      layout[key] = { ...shared[key], ...own[key] };
    }
    const axes = new Set(['xaxis', 'yaxis', ...Object.keys(own).filter((key) => /^[xy]axis\d*$/.test(key))]);
    const named = (plot.data || []).some((t) => t.orientation === 'h' || (t.type === 'heatmap' && typeof (t.y || [])[0] === 'string'));
    for (const name of axes) {
      // Every lying bar and every row of a map has its name; Plotly would skip some.
      const given = name === 'yaxis' && named ? { type: 'category', dtick: 1, ...own[name] } : own[name] || {};
      layout[name] = { ...axis(given, narrow), ...given };
      for (const list of ['categoryarray', 'ticktext']) if (given[list]) layout[name][list] = given[list].map(label);
    }
    // Of what is stacked over time, a pointer means the day: one box tells all of it.
    const stacked = layout.xaxis.type === 'date' && layout.barmode === 'stack';
    if (stacked) {
      layout.hovermode = 'x unified';
      layout.yaxis.showspikes = false;
    }
    const within = layout.xaxis.type === 'date' ? llmobs.when.extent(plot.data || []) : null;
    const steps = stacked ? llmobs.steps.times(within) : null;
    const data = (plot.data || []).map((given) => {
      const trace = paint(given, '');
      for (const key of ['x', 'y', 'labels', 'name', 'legendgroup']) if (trace[key] !== undefined) trace[key] = deep(trace[key], label);
      for (const key of ['text', 'at']) if (trace[key] !== undefined) trace[key] = deep(trace[key], remark);
      dress(trace, layout, steps);
      llmobs.when.broken(trace, within);
      hover(trace, layout);
      for (const word of ['n', 'at', 'show', 'shade', 'moved']) delete trace[word];
      return trace;
    });
    layout.showlegend = false;
    llmobs.room.fit({ data, layout }, plot);
    const config = { displayModeBar: false, displaylogo: false, showTips: false, responsive: false, doubleClick: 'reset' };
    return { data, layout, config };
  }

  llmobs.style = { styled, forget, NARROW };
})();
