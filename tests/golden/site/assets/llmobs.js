// Numbers → the text people read. Twin of src/figures/format.rs; both are held to tests/format-vectors.json.
(function () {
  'use strict';
  const llmobs = (window.llmobs = window.llmobs || {});
  const UNKNOWN = '–';
  // What stands before an amount of money: the page's currency, dollars where it names none.
  const SYMBOL = (typeof document === 'object' && document.documentElement?.dataset?.money) || '$';

  /** `value` with `decimals` digits, thousands separated, and a real minus sign. */
  function fixed(value, decimals) {
    const rounded = Math.floor(Math.abs(value) * 10 ** decimals + 0.5);
    // BigInt writes every digit; String() would turn 1e21 into "1e+21".
    const digits = BigInt(rounded).toString().padStart(decimals + 1, '0');
    const cut = digits.length - decimals;
    const whole = digits.slice(0, cut).replace(/\B(?=(\d{3})+$)/g, ',');
    const sign = value < 0 && rounded > 0 ? '−' : '';
    return sign + whole + (decimals > 0 ? '.' + digits.slice(cut) : '');
  }

  /** Drops zeros (and a stop) at the end of the decimals. */
  function trimmed(text) {
    return text.includes('.') ? text.replace(/0+$/, '').replace(/\.$/, '') : text;
  }

  function count(value) {
    return Number.isFinite(value) ? fixed(value, 0) : UNKNOWN;
  }

  function countShort(value) {
    if (!Number.isFinite(value)) return UNKNOWN;
    if (Math.abs(value) < 100000) return fixed(value, 0);
    let scaled = value / 1e3;
    let unit = 0;
    while (Math.abs(scaled) >= 999.95 && unit < 3) {
      scaled /= 1e3;
      unit += 1;
    }
    return trimmed(fixed(scaled, 1)) + ' ' + ['k', 'M', 'B', 'T'][unit];
  }

  function usd(value) {
    if (!Number.isFinite(value)) return UNKNOWN;
    const size = Math.abs(value);
    const sign = value < 0 ? '−' : '';
    if (size === 0) return SYMBOL + '0';
    if (size < 1e-8) return value < 0 ? `>−${SYMBOL}0.00000001` : `<${SYMBOL}0.00000001`;
    const below = [0.01, 0.001, 1e-4, 1e-5, 1e-6].filter((step) => size < step).length;
    return sign + SYMBOL + fixed(size, size >= 0.1 ? 2 : 3 + below);
  }

  function usdShort(value) {
    if (!Number.isFinite(value) || Math.abs(value) < 100000) return usd(value);
    return (value < 0 ? '−' : '') + SYMBOL + countShort(Math.abs(value));
  }

  function milliseconds(value) {
    if (!Number.isFinite(value)) return UNKNOWN;
    const sign = value < 0 ? '−' : '';
    const size = Math.abs(value);
    if (size === 0) return '0 ms';
    if (size < 0.05) return value < 0 ? '>−0.1 ms' : '<0.1 ms';
    if (size < 9.95) return sign + fixed(size, 1) + ' ms';
    if (size < 999.5) return sign + fixed(size, 0) + ' ms';
    if (size < 9995) return sign + fixed(size / 1e3, 2) + ' s';
    if (size < 59950) return sign + fixed(size / 1e3, 1) + ' s';
    const long = size >= 3599500;
    const small = Math.floor(size / (long ? 6e4 : 1e3) + 0.5);
    const big = Math.floor(small / 60);
    const [bigUnit, smallUnit] = long ? ['h', 'min'] : ['min', 's'];
    return `${sign}${fixed(big, 0)} ${bigUnit} ${fixed(small - big * 60, 0)} ${smallUnit}`;
  }

  function share(value) {
    if (!Number.isFinite(value)) return UNKNOWN;
    const percent = value * 100;
    const nearZero = percent > 0 && percent < 0.1;
    const nearAll = percent > 99.9 && percent < 100;
    if (percent === 0 || percent === 100) return fixed(percent, 0) + ' %';
    if (nearZero && percent < 0.005) return '<0.01 %';
    if (nearAll && percent >= 99.995) return '>99.99 %';
    return fixed(percent, nearZero || nearAll ? 2 : 1) + ' %';
  }

  function number(value) {
    if (!Number.isFinite(value)) return UNKNOWN;
    const size = Math.abs(value);
    const decimals = [100, 10, 1, 0.1, 0.01, 0.001, 1e-4, 1e-5].filter((step) => size < step).length;
    return trimmed(fixed(value, size === 0 ? 0 : decimals));
  }

  const BY_SHOW = { count, usd, milliseconds, share, number };

  /** One table cell as people read it. `show` is a column's `show`; null is unknown, never 0. */
  function cell(show, value) {
    if (value === null || value === undefined) return UNKNOWN;
    if (typeof value === 'boolean') return value ? 'yes' : 'no';
    if (typeof value === 'number') return BY_SHOW[show] ? BY_SHOW[show](value) : String(value);
    return String(value);
  }

  llmobs.format = {
    SYMBOL, fixed, count, count_short: countShort, usd, usd_short: usdShort, milliseconds, share, number, cell,
  };
})();
// A registered table → CSV text, an HTML table, and sorting of a table that the page already holds.
(function () {
  'use strict';
  const llmobs = (window.llmobs = window.llmobs || {});

  /** Rows put into the page at once; a longer table says so and offers the rest. */
  const FIRST_ROWS = 200;
  const NUMERIC = new Set(['count', 'usd', 'milliseconds', 'share', 'number']);
  const PLAIN_NUMBER = /^[+-]?\d+(\.\d+)?(e[+-]?\d+)?$/i;

  /** One CSV field. Text that a spreadsheet would run as a formula gets a leading apostrophe; numbers stay numbers. */
  function field(value) {
    if (value === null || value === undefined) return '';
    if (typeof value === 'number' || typeof value === 'boolean') return String(value);
    let text = typeof value === 'string' ? value : JSON.stringify(value);
    if (/^[=+\-@\t\r\n＝＋－＠]/.test(text) && !PLAIN_NUMBER.test(text)) text = "'" + text;
    return /[",\r\n]/.test(text) ? '"' + text.replace(/"/g, '""') + '"' : text;
  }

  /** The whole table as CSV (RFC 4180), raw values. */
  function csv(table) {
    const lines = [table.columns.map((column) => field(column.name)).join(',')];
    for (const row of table.rows) lines.push(row.map(field).join(','));
    return lines.join('\r\n') + '\r\n';
  }

  /** Offers `blob` as a file. */
  function save(name, blob) {
    const link = document.createElement('a');
    link.href = URL.createObjectURL(blob);
    link.download = name;
    document.body.append(link);
    link.click();
    link.remove();
    // The download has its own reference by then; freeing it at once would cancel it in some browsers.
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  }

  /** Class of a column's cells: numbers stand right, times do not wrap. */
  const kind = ({ show }) => (NUMERIC.has(show) ? 'num' : show === 'time' ? 'time' : 'txt');

  function bodyRow(table, row) {
    const line = document.createElement('tr');
    table.columns.forEach((column, i) => {
      const cell = line.insertCell();
      cell.textContent = llmobs.format.cell(column.show, row[i]);
      cell.className = kind(column);
    });
    return line;
  }

  /** A new HTML table with `caption`; a long one ends in a button that adds the rest. */
  function render(table, caption) {
    const element = document.createElement('table');
    element.createCaption().textContent = caption;
    element.caption.className = 'hidden-text';
    const head = element.createTHead().insertRow();
    for (const column of table.columns) {
      const cell = document.createElement('th');
      cell.scope = 'col';
      cell.textContent = column.label;
      cell.className = kind(column);
      head.append(cell);
    }
    const body = element.createTBody();
    const part = document.createDocumentFragment();
    part.append(element);
    const add = (from, to) => body.append(...table.rows.slice(from, to).map((row) => bodyRow(table, row)));
    add(0, FIRST_ROWS);
    if (table.rows.length > FIRST_ROWS) {
      const more = document.createElement('button');
      more.type = 'button';
      more.className = 'more';
      more.textContent = `Show all ${llmobs.format.count(table.rows.length)} rows`;
      more.addEventListener('click', () => {
        add(FIRST_ROWS);
        more.remove();
      });
      part.append(more);
    }
    return part;
  }

  /** Order of two raw values; unknown is handled by the caller. */
  function compare(a, b) {
    if (typeof a === 'number' && typeof b === 'number') return a - b;
    return String(a).localeCompare(String(b), 'en', { numeric: true });
  }

  /** Makes the headings of `element` (rows in the order of `table`) sort it: numbers first from large to small. */
  function sortable(element, table) {
    const headings = [...element.tHead.rows[0].cells];
    const rows = [...element.tBodies[0].rows];
    headings.forEach((heading, i) => {
      const button = document.createElement('button');
      button.type = 'button';
      button.append(...heading.childNodes);
      heading.append(button);
      button.addEventListener('click', () => {
        const before = heading.getAttribute('aria-sort');
        const first = NUMERIC.has(table.columns[i].show) ? 'descending' : 'ascending';
        const other = first === 'ascending' ? 'descending' : 'ascending';
        const now = before === first ? other : first;
        headings.forEach((one) => one.removeAttribute('aria-sort'));
        heading.setAttribute('aria-sort', now);
        const sign = now === 'ascending' ? 1 : -1;
        const order = table.rows.map((_, at) => at);
        order.sort((p, q) => {
          const [a, b] = [table.rows[p][i], table.rows[q][i]];
          // What is unknown stays at the end whichever way the rest is sorted.
          if (a === null || b === null) return (a === null) - (b === null) || p - q;
          return sign * compare(a, b) || p - q;
        });
        element.tBodies[0].append(...order.map((at) => rows[at]));
      });
    });
  }

  llmobs.table = { csv, save, render, sortable };
})();
// A value axis's range → tick places and their texts, written as the tables write them (`$0.05`, `2 s`, `40 %`).
(function () {
  'use strict';
  const llmobs = (window.llmobs = window.llmobs || {});

  /** How a whole axis is written: one unit and one number of decimals for all its ticks. */
  function writer(show, largest, step) {
    const { fixed, count_short: short, usd_short: usdShort, number } = llmobs.format;
    const decimals = (size) => [1, 0.1, 0.01, 0.001, 1e-4, 1e-5, 1e-6, 1e-7].filter((one) => size < one * 0.999).length;
    switch (show) {
      case 'usd':
        if (largest >= 100000) return usdShort;
        return (v) => (v < 0 ? '−' : '') + llmobs.format.SYMBOL + fixed(Math.abs(v), step >= 1 ? 0 : Math.max(2, decimals(step)));
      case 'share':
        return (v) => fixed(v * 100, decimals(step * 100)) + ' %';
      case 'milliseconds': {
        const [unit, size] = largest >= 36e5 * 3 ? ['h', 36e5] : largest >= 3e5 ? ['min', 6e4] : largest >= 2000 ? ['s', 1e3] : ['ms', 1];
        return (v) => fixed(v / size, decimals(step / size)) + ' ' + unit;
      }
      case 'count':
        return largest >= 100000 ? short : (v) => fixed(v, decimals(step));
      default:
        return largest >= 100000 ? short : number;
    }
  }

  /** The step from 1, 2, 2.5 and 5 times a power of ten that gives at most `most` intervals. */
  function niceStep(span, most, unit) {
    const rough = span / unit / most;
    const power = 10 ** Math.floor(Math.log10(rough));
    return [1, 2, 2.5, 5, 10].map((times) => times * power).find((step) => step >= rough * 0.999) * unit;
  }

  /** Ticks of a linear axis from `low` to `high`, about `most` of them. */
  function linear(show, low, high, most) {
    if (!(high > low)) return {};
    // Durations are stepped in the unit they are written in, or an axis in minutes would tick every 1.67 of them.
    const largest = Math.max(Math.abs(low), Math.abs(high));
    const unit = show !== 'milliseconds' ? 1 : largest >= 36e5 * 3 ? 36e5 : largest >= 3e5 ? 6e4 : 1;
    let step = niceStep(high - low, most, unit);
    if (show === 'count') step = Math.max(1, Math.round(step));
    const write = writer(show, largest, step);
    const tickvals = [];
    const slack = (high - low) * 1e-9;
    for (let i = Math.ceil((low - slack) / step); i * step <= high + slack; i += 1) tickvals.push(i * step);
    return { tickmode: 'array', tickvals, ticktext: tickvals.map((v) => (v === 0 ? '0' : write(v))) };
  }

  /** Ticks of a logarithmic axis between two powers (Plotly's range): 1, 2, 5 per decade, or fewer where crowded. */
  function log(show, lowPower, highPower, most) {
    const ticks = { 1: [1], 2: [1, 3], 3: [1, 2, 5] };
    const decades = highPower - lowPower;
    const dense = decades * 3 <= most ? 3 : decades * 2 <= most ? 2 : 1;
    const every = Math.max(1, Math.ceil(decades / most));
    const tickvals = [];
    for (let power = Math.floor(lowPower); power <= highPower; power += every) {
      for (const times of ticks[dense]) {
        // 10 ** -4 is a hair below 0.0001, and would be written with a digit more.
        const value = Number((times * 10 ** power).toPrecision(12));
        const at = Math.log10(value);
        if (at >= lowPower - 1e-9 && at <= highPower + 1e-9) tickvals.push(value);
      }
    }
    const { count_short: short, number } = llmobs.format;
    const plain = (v) => (v >= 100000 ? short(v) : number(v));
    const write = (v) => {
      if (show === 'milliseconds') {
        const [unit, size] = v >= 36e5 ? ['h', 36e5] : v >= 6e4 * 5 ? ['min', 6e4] : v >= 1000 ? ['s', 1e3] : ['ms', 1];
        return number(v / size) + ' ' + unit;
      }
      return show === 'usd' ? llmobs.format.SYMBOL + plain(v) : show === 'share' ? number(v * 100) + ' %' : plain(v);
    };
    return { tickmode: 'array', tickvals, ticktext: tickvals.map(write) };
  }

  /** The relayout that gives every value axis of a drawn chart ticks for the range it shows now. */
  function all(element, plot) {
    const change = {};
    for (const [name, own] of Object.entries(plot.layout || {})) {
      if (!/^[xy]axis\d*$/.test(name) || own.show === undefined || own.tickvals) continue;
      const full = element._fullLayout[name];
      const pixels = full._length || 300;
      const most = Math.max(2, Math.floor(pixels / (name[0] === 'x' ? 64 : 40)));
      const [low, high] = [Math.min(...full.range), Math.max(...full.range)];
      const made = full.type === 'log' ? log(own.show, low, high, most) : linear(own.show, low, high, most);
      for (const [key, value] of Object.entries(made)) change[`${name}.${key}`] = value;
    }
    return change;
  }

  llmobs.ticks = { linear, log, all };
})();
// A figure's plot as Rust wrote it (palette names, `show` on axes) → what Plotly draws in the theme on screen.
(function () {
  'use strict';
  const llmobs = (window.llmobs = window.llmobs || {});

  /** Below this width (CSS pixels) a chart is a phone's: shorter labels, fewer ticks. */
  const NARROW = 520;

  /** Reads palette names from the style sheet; one reader serves one drawing, so that a theme change is seen. */
  function palette() {
    const probe = document.createElement('span');
    probe.hidden = true;
    document.body.append(probe);
    const known = new Map();
    const css = (name) => {
      if (!known.has(name)) {
        // A property's computed value is a plain rgb(); a custom property's would still read light-dark(…).
        probe.style.color = `var(--${name})`;
        known.set(name, getComputedStyle(probe).color);
      }
      return known.get(name);
    };
    const colour = (text) => {
      const [, name, percent] = /^@([a-z0-9-]+)(?:\/(\d+))?$/.exec(text) || [];
      if (!name) return text;
      return percent ? css(name).replace(/^rgb\((.*)\)$/, `rgba($1, ${percent / 100})`) : css(name);
    };
    const scale = (name) => [0, 1, 2, 3, 4].map((step) => [step / 4, css(`${name}-${step}`)]);
    return { colour, scale, done: () => probe.remove() };
  }

  /** Replaces palette names, under colour keys only: a category may well be called "@c1". */
  function paint(value, key, colours) {
    if (typeof value === 'string') {
      if (!/colou?rs?(way|scale)?$/i.test(key)) return value;
      if (/scale$/i.test(key) && value.startsWith('@')) return colours.scale(value.slice(1));
      return colours.colour(value);
    }
    if (Array.isArray(value)) return value.map((one) => paint(one, key, colours));
    if (value && typeof value === 'object') {
      return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, paint(v, k, colours)]));
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
  function base(colours, narrow) {
    const font = { family: getComputedStyle(document.body).fontFamily, size: 12, color: colours.colour('@muted') };
    return {
      font,
      autosize: true,
      paper_bgcolor: 'rgba(0,0,0,0)',
      plot_bgcolor: 'rgba(0,0,0,0)',
      margin: { l: 4, r: narrow ? 8 : 16, t: 6, b: 4, pad: 4 },
      colorway: ['c1', 'c2', 'c3', 'c4', 'c5', 'c6', 'c7', 'c8'].map((name) => colours.colour('@' + name)),
      separators: '.,',
      dragmode: window.matchMedia('(pointer: coarse)').matches ? false : 'zoom',
      hovermode: 'closest',
      hoverdistance: 30,
      bargap: 0.25,
      legend: {
        // Seen in pictures only: the page has its own legend, above the chart.
        orientation: 'h', x: 0, xanchor: 'left', traceorder: 'normal',
        font: { size: 12, color: colours.colour('@ink') }, bgcolor: 'rgba(0,0,0,0)', itemwidth: 30,
      },
      hoverlabel: {
        bgcolor: colours.colour('@paper'), bordercolor: colours.colour('@line'), align: 'left', namelength: 40,
        font: { family: font.family, size: 12, color: colours.colour('@ink') },
      },
    };
  }

  /** What every axis shares; a value axis (it has `show`) carries the grid. */
  function axis(own, colours, narrow) {
    const isValue = own.show !== undefined;
    return {
      automargin: true,
      showgrid: isValue,
      gridcolor: colours.colour('@grid'),
      zeroline: isValue && own.type !== 'log',
      zerolinecolor: colours.colour('@line'),
      showline: !isValue,
      linecolor: colours.colour('@line'),
      ticks: isValue ? '' : 'outside',
      spikecolor: colours.colour('@line'),
      spikethickness: 1,
      spikedash: 'solid',
      tickcolor: colours.colour('@line'),
      ticklen: 4,
      tickangle: own.type === 'category' && own.tickangle === undefined ? 'auto' : 0,
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
    trace.customdata = values.map((value, i) =>
      Array.isArray(value) ? value.map((v, j) => tell(v, (counts[i] || [])[j])) : tell(value, counts[i]));
    const name = trace.name === undefined ? '<extra></extra>' : '<extra>%{fullData.name}</extra>';
    if (isMap) trace.hovertemplate = '%{y}, %{x}<br>%{customdata}<extra></extra>';
    else if (String(layout.hovermode).includes('unified')) trace.hovertemplate = '%{customdata}' + name;
    else {
      if (Array.isArray(trace.at)) trace.text = trace.at;
      const at = Array.isArray(trace.at) ? '%{text}' : `%{${flat ? 'y' : 'x'}}`;
      if (Array.isArray(trace.at)) trace.textposition = 'none';
      trace.hovertemplate = `${at}<br>%{customdata}${name}`;
    }
  }

  /** Calm defaults by kind of trace. */
  function dress(trace, colours) {
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
      if (trace[side]) trace[side] = { color: colours.colour('@ink'), thickness: 1.25, width: 3, ...trace[side] };
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
    const colours = palette();
    const narrow = width < NARROW;
    const label = labels(narrow ? 18 : 36);
    const remark = labels(60);
    const own = paint(plot.layout || {}, '', colours);
    const layout = { ...base(colours, narrow), ...own, width, height };
    for (const key of ['legend', 'margin', 'hoverlabel', 'font']) {
      layout[key] = { ...base(colours, narrow)[key], ...own[key] };
    }
    const axes = new Set(['xaxis', 'yaxis', ...Object.keys(own).filter((key) => /^[xy]axis\d*$/.test(key))]);
    const named = (plot.data || []).some((t) => t.orientation === 'h' || (t.type === 'heatmap' && typeof (t.y || [])[0] === 'string'));
    for (const name of axes) {
      // Every lying bar and every row of a map has its name; Plotly would skip some.
      const given = name === 'yaxis' && named ? { type: 'category', dtick: 1, ...own[name] } : own[name] || {};
      layout[name] = { ...axis(given, colours, narrow), ...given };
      for (const list of ['categoryarray', 'ticktext']) if (given[list]) layout[name][list] = given[list].map(label);
    }
    const data = (plot.data || []).map((given) => {
      const trace = paint(given, '', colours);
      for (const key of ['x', 'y', 'labels', 'name', 'legendgroup']) if (trace[key] !== undefined) trace[key] = deep(trace[key], label);
      for (const key of ['text', 'at']) if (trace[key] !== undefined) trace[key] = deep(trace[key], remark);
      dress(trace, colours);
      hover(trace, layout);
      for (const word of ['n', 'at', 'show']) delete trace[word];
      return trace;
    });
    layout.showlegend = false;
    colours.done();
    const config = { displayModeBar: false, displaylogo: false, showTips: false, responsive: false, doubleClick: 'reset' };
    return { data, layout, config };
  }

  llmobs.style = { styled, NARROW };
})();
// Draws registered figures: loads Plotly after the first view, draws what comes near, follows theme, size and print.
(function () {
  'use strict';
  const llmobs = (window.llmobs = window.llmobs || {});
  const waiting = [];
  const drawn = new Map();
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

  async function paint(chart) {
    const { element, plot } = chart;
    const width = element.clientWidth;
    if (width === 0) return;
    const { data, layout, config } = llmobs.style.styled(plot, width, element.clientHeight);
    // Plotly keeps the reader's zoom while this stays the same.
    layout.uirevision = chart.zooms || 0;
    chart.width = width;
    for (const i of chart.off) data[i].visible = false;
    await window.Plotly.react(element, data, layout, config);
    await tick(chart);
    element.dataset.drawn = 'yes';
  }

  /** Sets the ticks of value axes for the range now shown. */
  async function tick(chart) {
    const change = llmobs.ticks.all(chart.element, chart.plot);
    chart.ticking = true;
    if (Object.keys(change).length) await window.Plotly.relayout(chart.element, change);
    chart.ticking = false;
  }

  async function draw(chart) {
    if (drawn.has(chart.element)) return;
    drawn.set(chart.element, chart);
    try {
      await plotly();
      chart.element.replaceChildren();
      await paint(chart);
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
        tick(chart);
      }
    });
    new ResizeObserver(() => {
      clearTimeout(chart.timer);
      chart.timer = setTimeout(() => {
        if (chart.element.clientWidth !== chart.width) paint(chart);
      }, 120);
    }).observe(chart.element);
  }

  /** Draws the rest one at a time when the browser is idle, so that printing and jumping find finished charts. */
  function idle() {
    const later = window.requestIdleCallback || ((work) => setTimeout(work, 200));
    later(async () => {
      const next = waiting.shift();
      if (!next) return;
      await draw(next);
      idle();
    });
  }

  const near = new IntersectionObserver((entries) => {
    for (const { isIntersecting, target } of entries) {
      const at = waiting.findIndex((chart) => chart.element === target);
      if (isIntersecting && at >= 0) draw(waiting.splice(at, 1)[0]);
    }
  }, { rootMargin: '400px' });

  /** Takes a chart in: `element` to draw in, `plot` as registered, `onzoom(isZoomed)`. */
  function add(element, plot, onzoom) {
    waiting.push({ element, plot, onzoom, ticking: false, off: new Set() });
  }

  /** Starts drawing, once the page has been painted. */
  function start() {
    if (!waiting.length) return;
    requestAnimationFrame(() => setTimeout(() => {
      for (const { element } of waiting) near.observe(element);
      idle();
    }, 30));
  }

  function repaint() {
    for (const chart of drawn.values()) if (chart.element.dataset.drawn === 'yes') paint(chart);
  }

  /** Shows or hides the series at `trace`. */
  function show(element, trace, visible) {
    const chart = drawn.get(element) || waiting.find((one) => one.element === element);
    if (visible) chart.off.delete(trace);
    else chart.off.add(trace);
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

  llmobs.chart = { add, start, repaint, show, picture, unzoom };
})();
// Wires one page: registered figures and panels, their buttons, the theme switch, the navigation, printing.
(function () {
  'use strict';
  const llmobs = (window.llmobs = window.llmobs || {});
  const root = document.documentElement;

  /** Printed in full up to this many rows; a longer table is left to its CSV. */
  const PRINTED_ROWS = 50;

  const find = (parent, word) => parent.querySelector(`[data-do="${word}"]`);

  function saveCsv(id, table) {
    llmobs.table.save(`${id}.csv`, new Blob([llmobs.table.csv(table)], { type: 'text/csv;charset=utf-8' }));
  }

  /** Shows or hides the data table of a figure; it is made the first time it is asked for. */
  function toggleData(box, button, figure, open) {
    if (open && !box.firstChild) box.append(llmobs.table.render(figure.table, `Data of the figure: ${figure.title}`));
    box.hidden = !open;
    button.setAttribute('aria-expanded', String(open));
  }

  function figure(element, id, content) {
    const tools = element.querySelector('.tools');
    if (!tools) return;
    const chart = element.querySelector('.chart');
    const box = element.querySelector('.data');
    const data = find(tools, 'data');
    const unzoom = find(tools, 'unzoom');
    data.addEventListener('click', () => toggleData(box, data, content, box.hidden));
    find(tools, 'csv').addEventListener('click', () => saveCsv(id, content.table));
    find(tools, 'png').addEventListener('click', () => {
      if (chart.dataset.drawn === 'yes') llmobs.chart.picture(chart, id, content.title);
    });
    unzoom.addEventListener('click', () => {
      llmobs.chart.unzoom(chart);
      data.focus();
    });
    for (const button of element.querySelectorAll('.legend button')) {
      button.addEventListener('click', () => {
        const visible = button.getAttribute('aria-pressed') !== 'true';
        button.setAttribute('aria-pressed', String(visible));
        llmobs.chart.show(chart, Number(button.dataset.trace), visible);
      });
    }
    tools.hidden = false;
    llmobs.chart.add(chart, content.plot, (zoomed) => { unzoom.hidden = !zoomed; });
    if (content.table.rows.length <= PRINTED_ROWS) element.classList.add('prints-data');
    element.openData = (open) => toggleData(box, data, content, open);
  }

  function panel(element, id, content) {
    const table = element.querySelector('table');
    const tools = element.querySelector('.tools');
    if (!table || !tools) return;
    llmobs.table.sortable(table, content.table);
    find(tools, 'csv').addEventListener('click', () => saveCsv(id, content.table));
    tools.hidden = false;
    const more = find(element, 'more');
    if (more) {
      more.hidden = false;
      more.addEventListener('click', () => {
        table.classList.remove('folded');
        more.remove();
      });
    }
  }

  /** Called by assets/figures/<page>.js with everything the page's charts and tables hold. */
  function register(page, content) {
    llmobs.page = { id: page, ...content };
    for (const [id, one] of Object.entries(content.figures)) figure(document.getElementById(id), id, one);
    for (const [id, one] of Object.entries(content.panels)) panel(document.getElementById(id), id, one);
    llmobs.chart.start();
  }

  function theme() {
    const button = document.getElementById('theme');
    const system = window.matchMedia('(prefers-color-scheme: dark)');
    const current = () => root.dataset.theme || (system.matches ? 'dark' : 'light');
    const say = () => { button.textContent = current() === 'dark' ? 'Light' : 'Dark'; };
    button.addEventListener('click', () => {
      root.dataset.theme = current() === 'dark' ? 'light' : 'dark';
      try {
        window.localStorage.setItem('llmobs-theme', root.dataset.theme);
      } catch {
        // Storage may be refused to a page opened from disk; the choice then lasts as long as the page.
      }
      say();
      llmobs.chart.repaint();
    });
    system.addEventListener('change', () => {
      say();
      llmobs.chart.repaint();
    });
    button.hidden = false;
    say();
  }

  /** Paper is light and cannot be clicked: charts in light colours, short data tables open. */
  function printing() {
    const opened = [];
    window.matchMedia('print').addEventListener('change', ({ matches }) => {
      if (matches) {
        for (const element of document.querySelectorAll('.prints-data')) {
          if (!element.querySelector('.data').hidden) continue;
          element.openData(true);
          opened.push(element);
        }
      } else {
        for (const element of opened.splice(0)) element.openData(false);
      }
      llmobs.chart.repaint();
    });
  }

  llmobs.register = register;
  theme();
  printing();
  const here = document.querySelector('.pages [aria-current]');
  const row = here.closest('.pages');
  // On a phone the row of pages scrolls sideways; the current one should be in sight.
  row.scrollLeft = here.offsetLeft - row.offsetLeft - row.clientWidth / 3;
})();
