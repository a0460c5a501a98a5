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
// Letters → bits → numbers. Twin of the reader in src/cube/ship/coder.rs and number.rs: the same steps in the same order.
(function () {
  'use strict';
  const llmobs = (window.llmobs = window.llmobs || {});
  const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  const LOW = 1 << 24;
  const MEMORY = 250;
  const SET = 66;
  const SETS = 48 + 62;
  const NEAR = SETS * SET + 64 * 4;
  const HALF = 2 ** 30;

  const DIGITS = new Uint8Array(128);
  for (let i = 0; i < 64; i += 1) DIGITS[LETTERS.charCodeAt(i)] = i;
  // How fast a context learns, by how much it has seen.
  const RATES = new Int32Array(MEMORY + 1);
  for (let seen = 0; seen <= MEMORY; seen += 1) RATES[seen] = Math.trunc((65536 * 2) / (2 * seen + 3));

  function octave(x) {
    return x < HALF ? 32 - Math.clz32(x) : 30 + 32 - Math.clz32(Math.min(x / HALF, HALF));
  }

  /** A reader of the text. Contexts are numbers; `contexts(n)` makes room for n more and tells the first. */
  function reader(text) {
    let set = new Uint16Array(1 << 16).fill(1 << 14);
    let seen = new Uint8Array(1 << 16);
    let used = 0;
    let at = 0;
    let range = HALF - 1;
    let code = 0;
    const digits = new Uint8Array(text.length + 8);
    for (let i = 0; i < text.length; i += 1) digits[i] = DIGITS[text.charCodeAt(i) & 127];
    for (; at < 5; at += 1) code = (code << 6) | digits[at];

    function contexts(count) {
      const first = used;
      used += count;
      if (used > set.length) {
        const size = Math.max(used, set.length * 2);
        const grown = new Uint16Array(size).fill(1 << 14);
        grown.set(set);
        set = grown;
        const also = new Uint8Array(size);
        also.set(seen);
        seen = also;
      }
      return first;
    }

    function bit(context) {
      const now = set[context];
      let share = now >> 1;
      if (share < 1) share = 1;
      else if (share > 16383) share = 16383;
      const cut = (range >> 14) * share;
      const count = seen[context];
      if (count < MEMORY) seen[context] = count + 1;
      let found;
      if (code < cut) {
        range = cut;
        set[context] = now + (((32767 - now) * RATES[count]) >> 16);
        found = 1;
      } else {
        code -= cut;
        range -= cut;
        set[context] = now + ((-now * RATES[count]) >> 16);
        found = 0;
      }
      while (range < LOW) {
        code = (code << 6) | digits[at];
        at += 1;
        range <<= 6;
      }
      return found;
    }

    function half() {
      range >>= 1;
      let found = 0;
      if (code >= range) {
        code -= range;
        found = 1;
      }
      while (range < LOW) {
        code = (code << 6) | digits[at];
        at += 1;
        range <<= 6;
      }
      return found;
    }

    function size(base, tree) {
      let node = 1;
      for (let i = 0; i < 6; i += 1) node = node * 2 + bit(tree + node);
      const length = node - 64;
      const bits = base + SETS * SET + length * 4;
      let value = length > 0 ? 1 : 0;
      node = 1;
      for (let i = 1; i < length; i += 1) {
        const one = node < 4 ? bit(bits + node) : half();
        node = Math.min(node * 2 + one, 4);
        value = value * 2 + one;
      }
      return value;
    }

    /** A number of which `expected` is expected, give or take about `spread`; `base` from `near()`. */
    function number(base, expected, spread, signed) {
      const middle = Math.floor(expected + 0.5);
      const close = Math.abs(expected);
      let place;
      if (close < 4) {
        let width = 0;
        if (spread >= 1.5) width = 2;
        else if (spread >= 0.5) width = 1;
        place = Math.trunc(close * 4) * 3 + width;
      } else place = 48 + Math.min(octave(spread * spread * 16), 61);
      const tree = base + place * SET;
      if (bit(tree)) return middle;
      const below = (signed || middle > 0) && bit(tree + 1);
      const off = 1 + size(base, tree + 2);
      return below ? middle - off : middle + off;
    }

    return { contexts, bit, number, near: () => contexts(NEAR) };
  }

  llmobs.coder = { reader };
})();
// The text of the cube's script → cells, columns of sums, and histograms. Twin of src/cube/ship/sums.rs and bins.rs.
(function () {
  'use strict';
  const llmobs = (window.llmobs = window.llmobs || {});
  const FRESH = 0.3;
  const LAST = 0.06;
  const KEPT = 0.98;
  const FAINT = 1;
  const HIT = 32;
  const BESIDE = 8;
  const MOST = 65536;
  const STEPS = 12;
  const MANY = 8;
  const CLASSES = 4 * 40;
  const BLOCK = 8;
  const FEW = 0.7;

  /** Which cells there are: `slot` and `slice` of each, and their requests. */
  function traffic(reader, about) {
    const slots = about.steps.length;
    const slices = about.slices.length;
    const hours = about.first_hour;
    const near = reader.near();
    const dense = new Float64Array(slots * slices);
    const mean = new Float64Array(slices);
    const off = new Float64Array(slices).fill(1);
    let count = 0;
    for (let slot = 0; slot < slots; slot += 1) {
      if (slot === hours) for (let slice = 0; slice < slices; slice += 1) mean[slice] /= 24;
      const back = slot < hours ? 7 : 24;
      const season = slot >= back && (slot < hours || slot - back >= hours) ? (slot - back) * slices : -1;
      for (let slice = 0; slice < slices; slice += 1) {
        const before = season < 0 ? mean[slice] : dense[season + slice];
        const expected = 0.5 * mean[slice] + 0.5 * before;
        const width = Math.sqrt(expected + 0.25);
        const x = reader.number(near, expected, off[slice] * width, false);
        dense[slot * slices + slice] = x;
        if (x > 0) count += 1;
        off[slice] += LAST * (Math.abs(x - expected) / width - off[slice]);
        mean[slice] += FRESH * (x - mean[slice]);
      }
    }
    const cells = { slot: new Int32Array(count), slice: new Int32Array(count) };
    const requests = new Float64Array(count);
    let cell = 0;
    for (let at = 0; at < dense.length; at += 1) {
      if (dense[at] > 0) {
        cells.slot[cell] = Math.floor(at / slices);
        cells.slice[cell] = at % slices;
        requests[cell] = dense[at];
        cell += 1;
      }
    }
    return { cells, requests };
  }

  /** A sum of columns, as a function of a cell and its group. */
  function sum({ of, times }, values) {
    const columns = of.map((at) => values[at]);
    return (cell, group) => {
      const by = times.length === 1 ? times[0] : times[group];
      let total = 0;
      for (let i = 0; i < columns.length; i += 1) total += columns[i][cell] * by[i];
      return total;
    };
  }

  function column(reader, about, cells, values, { parent, guesses, sure, signed }) {
    const slices = about.slices.length;
    const out = new Float64Array(cells.slice.length);
    if (sure) {
      const only = sum(guesses[0], values);
      for (let cell = 0; cell < out.length; cell += 1) out[cell] = only(cell, about.groups[cells.slice[cell]]);
      return out;
    }
    const near = reader.near();
    const none = reader.contexts(1);
    const right = reader.contexts(guesses.length * 16);
    const luck = new Uint8Array(guesses.length * slices);
    const part = sum(parent, values);
    const guess = guesses.map((one) => sum(one, values));
    const over = new Float64Array(slices);
    const under = new Float64Array(slices);
    const offs = new Float64Array(slices).fill(-1);
    let allOver = 0;
    let allUnder = 1;
    let allOff = 1;
    next: for (let cell = 0; cell < out.length; cell += 1) {
      const slice = cells.slice[cell];
      const group = about.groups[slice];
      let whole = part(cell, group);
      if (whole === 0 && reader.bit(none)) continue;
      for (let at = 0; at < guess.length; at += 1) {
        const place = at * slices + slice;
        const hit = reader.bit(right + at * 16 + luck[place]);
        luck[place] = (luck[place] * 2 + hit) & 15;
        if (hit) {
          out[cell] = guess[at](cell, group);
          continue next;
        }
      }
      whole = Math.abs(whole);
      const expected = whole * ((over[slice] + allOver / allUnder) / (under[slice] + 1));
      const width = Math.sqrt(whole + 0.25);
      const off = offs[slice] < 0 ? allOff : offs[slice];
      const x = reader.number(near, expected, off * width, signed);
      const missed = Math.abs(x - expected) / width;
      offs[slice] = off + LAST * (missed - off);
      allOff += 0.01 * (missed - allOff);
      over[slice] = over[slice] * KEPT + x;
      under[slice] = under[slice] * KEPT + whole;
      allOver = allOver * 0.999 + x;
      allUnder = allUnder * 0.999 + whole;
      out[cell] = x;
    }
    return out;
  }

  /** Reads the counts of one cell, bins `low` to `high`, which come to `total`; weights begin at `base`. */
  function counter(reader) {
    const near = reader.near();
    const steps = reader.contexts(CLASSES * STEPS);
    const more = reader.contexts(CLASSES * STEPS);
    const any = reader.contexts(CLASSES);
    const which = reader.contexts(33);

    function kind(left, expected) {
      const whole = (expected * 256) | 0;
      const much = left < 2 ? 0 : left < 3 ? 40 : left < 6 ? 80 : 120;
      if (whole < 4) return much + whole;
      const octave = 31 - Math.clz32(whole);
      return much + 4 * (octave - 1) + ((whole >> (octave - 2)) & 3);
    }

    return (weights, base, low, high, total, counts) => {
      const end = base + high + 1;
      let tail = 0;
      for (let at = base + low; at < end; at += 1) tail += weights[at];
      let left = total;
      let from = base + low;
      while (left > 0) {
        const to = Math.min(from + BLOCK, end);
        let block = 0;
        for (let at = from; at < to; at += 1) block += weights[at];
        const expected = (left * block) / tail;
        let searched = to < end && expected < FEW;
        if (searched && !reader.bit(any + kind(left, expected))) {
          tail -= block;
          from = to;
          continue;
        }
        for (let at = from; at < to && left > 0; at += 1) {
          const weight = weights[at];
          const share = weight / tail;
          let x = 0;
          let among = left;
          let first = steps;
          if (searched) {
            searched = at + 1 !== to && !reader.bit(which + (((weight / block) * 32) | 0));
            block -= weight;
            if (!searched) {
              x = 1;
              among -= 1;
              first = more;
            }
          } else if (at + 1 === end) {
            x = left;
            among = 0;
          }
          // Not a function of its own: its numbers would be put into objects, two million times.
          if (!searched && among > 0) {
            const hoped = among * share;
            if (hoped >= MANY) x += reader.number(near, hoped, Math.sqrt(hoped * (1 - share)), false);
            else {
              const context = first + kind(among, hoped) * STEPS;
              let n = 0;
              while (n < STEPS && n !== among && reader.bit(context + n)) n += 1;
              x += n < STEPS ? n : STEPS + reader.number(near, 0, 4, false);
            }
          }
          counts[at - base] = x;
          left -= x;
          tail -= weight;
        }
        from = to;
      }
    };
  }

  function learn(weights, from, counts, low, high) {
    for (let bin = low; bin <= high; bin += 1) {
      const n = counts[bin];
      if (n > 0) {
        weights[from + bin] += HIT * n;
        if (bin > low) weights[from + bin - 1] += BESIDE * n;
        if (bin < high) weights[from + bin + 1] += BESIDE * n;
      }
    }
    let all = 0;
    for (let bin = low; bin <= high; bin += 1) all += weights[from + bin];
    if (all > MOST) for (let bin = low; bin <= high; bin += 1) weights[from + bin] = weights[from + bin] * 0.5 + FAINT * 0.5;
  }

  function edges(reader, totals, cells, slices) {
    const any = new Uint8Array(slices);
    for (let cell = 0; cell < totals.length; cell += 1) if (totals[cell] > 0) any[cells.slice[cell]] = 1;
    const low = new Int32Array(slices);
    const high = new Int32Array(slices);
    const near = reader.near();
    let [first, last] = [0, 0];
    for (let slice = 0; slice < slices; slice += 1) {
      if (any[slice]) {
        first = reader.number(near, first, 10, false);
        last = reader.number(near, last, 10, false);
        low[slice] = first;
        high[slice] = last;
      }
    }
    return { low, high };
  }

  /** One histogram: `start` of each cell (and the end of the last), then place and count of each entry. */
  function histogram(reader, about, cells, values, known, { bins, entries, total, within, like }) {
    const slices = about.slices.length;
    const totals = values[total];
    const { low, high } = edges(reader, totals, cells, slices);
    const width = bins.length;
    const count = counter(reader);
    const weights = new Float64Array(slices * width).fill(FAINT);
    const counts = new Float64Array(width);
    const guess = new Float64Array(width);
    const out = { bins, start: new Int32Array(totals.length + 1), bin: new Uint16Array(entries), n: new Float64Array(entries) };
    const same = like === null ? null : { of: known[like], totals: values[about.bins[like].total] };
    let end = 0;
    for (let cell = 0; cell < totals.length; cell += 1) {
      const left = totals[cell];
      if (same && same.totals[cell] === left) {
        for (let at = same.of.start[cell]; at < same.of.start[cell + 1]; at += 1) {
          out.bin[end] = same.of.bin[at];
          out.n[end] = same.of.n[at];
          end += 1;
        }
      } else if (left > 0) {
        const slice = cells.slice[cell];
        const [from, to] = [low[slice], high[slice]];
        if (within.length === 0) {
          count(weights, slice * width, from, to, left, counts);
          learn(weights, slice * width, counts, from, to);
        } else {
          guess.fill(FAINT);
          for (const [of, sign] of within) {
            const { start, bin, n } = known[of];
            for (let at = start[cell]; at < start[cell + 1]; at += 1) guess[bin[at]] += sign * n[at] * 4096;
          }
          for (let bin = 0; bin < width; bin += 1) if (guess[bin] < FAINT) guess[bin] = FAINT;
          count(guess, 0, from, to, left, counts);
        }
        for (let bin = from; bin <= to; bin += 1) {
          if (counts[bin] > 0) {
            out.bin[end] = bin;
            out.n[end] = counts[bin];
            counts[bin] = 0;
            end += 1;
          }
        }
      }
      out.start[cell + 1] = end;
    }
    if (end !== entries) throw new Error('the data of the filter do not add up');
    return out;
  }

  /** Everything. */
  function unpack(about, text) {
    const reader = llmobs.coder.reader(text);
    const { cells, requests } = traffic(reader, about);
    const values = [requests];
    for (const one of about.columns.slice(1)) values.push(column(reader, about, cells, values, one));
    const known = [];
    for (const one of about.bins) known.push(histogram(reader, about, cells, values, known, one));
    const byId = (list, all) => new Map(list.map(({ id }, at) => [id, all[at]]));
    const sums = byId(about.columns, values.map((column, at) => ({ values: column, unit: about.columns[at].unit })));
    return { cells, sums, histograms: byId(about.bins, known) };
  }

  llmobs.unpack = unpack;
})();
// A question → rows of numbers, from the cube's script. Twin of src/cube/ask.rs, which must answer every question alike.
//
//   await llmobs.cube.load();
//   llmobs.cube.ask({ by: ['time', 'model'], measures: ['cost'], filter: { from: '2026-08-01T00', app: ['desk', null] }, grain: 'day' })
//   → [{ key: ['2026-08-01', 'gpt-4o'], values: [{ value: 1.5, n: 20, hits: 1 }], last_day: '2026-08-01' }, …], in the
//   order of the keys, null first; `last_day` is the last one with data, empty where bins are counted
(function () {
  'use strict';
  const llmobs = (window.llmobs = window.llmobs || {});
  const SLICE = ['provider', 'model', 'category', 'app', 'environment'];
  const ZERO = -32768;
  const HOUR = 3600000;
  // How much of `2026-08-01 10:00` is the time of a step.
  const WRITTEN = { hour: 16, day: 10, month: 7 };

  let data = null;
  let loading = null;
  let received = null;

  const hour = (text) => {
    const [, y, m, d, h] = /^(\d{4,})-(\d\d)-(\d\d)(?:[T ](\d\d))?/.exec(text) || [];
    if (y === undefined) throw new Error(`no local time: ${text}`);
    return Date.UTC(y, m - 1, d, h || 0) / HOUR;
  };

  /** Called by the script. */
  function receive(about, text) {
    received = { about, text };
  }

  function open({ about, text }) {
    const slots = [];
    about.steps.reduce((slot, step) => {
      slots.push(slot + step);
      return slot + step;
    }, 0);
    const times = slots.map((slot) => new Date(slot * HOUR).toISOString().replace('T', ' ').slice(0, 16));
    data = { ...llmobs.unpack(about, text), slots, times, slices: about.slices, recent: hour(about.hours_from) };
    const { first, last, hours_from, dims, measures, histograms } = about;
    llmobs.cube.meta = { first, last, hours_from, dims, measures, histograms };
  }

  /** Fetches and opens the data, once; a failure may be tried again. */
  function load() {
    loading ||= new Promise((resolve, reject) => {
      const script = document.createElement('script');
      script.src = 'assets/cube.js';
      script.onload = () => {
        try {
          if (!received) throw new Error('assets/cube.js holds no data');
          open(received);
          received = null;
          resolve();
        } catch (error) {
          reject(error);
        }
      };
      script.onerror = () => reject(new Error('assets/cube.js, which holds the data of the filter, cannot be read'));
      document.head.append(script);
    }).catch((error) => {
      loading = null;
      throw error;
    });
    return loading;
  }

  /** What each slot, or each slice, adds to the key: a number for each combination, and the keys behind the numbers. */
  function parts(count, readers) {
    const of = new Int32Array(count);
    const keys = [];
    const known = new Map();
    for (let at = 0; at < count; at += 1) {
      const key = readers.map((read) => read(at));
      const name = key.join(' ');
      let part = known.get(name);
      if (part === undefined) {
        part = keys.push(key) - 1;
        known.set(name, part);
      }
      of[at] = part;
    }
    return { of, keys };
  }

  /** Which slots and slices pass; 1 or 0 for each. */
  function admitted(filter, hourly) {
    const from = filter.from ? hour(filter.from) : -Infinity;
    const to = filter.to ? hour(filter.to) : Infinity;
    const slots = Uint8Array.from(data.slots, (slot) => slot >= from && slot < to && (!hourly || slot >= data.recent));
    const slices = new Uint8Array(data.slices.length).fill(1);
    SLICE.forEach((dim, place) => {
      if (!filter[dim]?.length) return;
      const names = llmobs.cube.meta.dims[dim].map((name) => filter[dim].includes(name));
      data.slices.forEach((slice, at) => { if (!names[slice[place]]) slices[at] = 0; });
    });
    return { slots, slices };
  }

  /** The group of each cell, −1 for none, and the keys of the groups, as sortable numbers or texts. */
  function grouped(by, filter, grain) {
    const hourly = by.includes('weekday') || by.includes('hour_of_day') || (by.includes('time') && grain === 'hour');
    const pass = admitted(filter, hourly);
    const { slot: slotOf, slice: sliceOf } = data.cells;
    const time = {
      time: (at) => data.times[at].slice(0, WRITTEN[grain]),
      weekday: (at) => ((((Math.floor(data.slots[at] / 24) + 3) % 7) + 7) % 7) + 1,
      hour_of_day: (at) => ((data.slots[at] % 24) + 24) % 24,
    };
    const dims = by.filter((dim) => time[dim]);
    const names = by.filter((dim) => SLICE.includes(dim));
    const slots = parts(data.slots.length, dims.map((dim) => time[dim]));
    const slices = parts(data.slices.length, names.map((dim) => (at) => data.slices[at][SLICE.indexOf(dim)]));
    const ids = new Int32Array(slots.keys.length * slices.keys.length).fill(-1);
    const keys = [];
    const last = [];
    const of = new Int32Array(slotOf.length).fill(-1);
    for (let cell = 0; cell < of.length; cell += 1) {
      const slot = slotOf[cell];
      const slice = sliceOf[cell];
      if (pass.slots[slot] && pass.slices[slice]) {
        const place = slots.of[slot] * slices.keys.length + slices.of[slice];
        if (ids[place] < 0) {
          const a = slots.keys[slots.of[slot]];
          const b = slices.keys[slices.of[slice]];
          ids[place] = keys.push(by.map((dim) => (time[dim] ? a[dims.indexOf(dim)] : b[names.indexOf(dim)]))) - 1;
        }
        of[cell] = ids[place];
        // Cells are in the order of time.
        last[ids[place]] = slot;
      }
    }
    if (by.length === 0 && keys.length === 0) keys.push([]);
    return { of, keys, last };
  }

  /** Sums of columns by group. */
  function sums(groups, columns) {
    return new Map(columns.map((id) => {
      const { values, unit } = data.sums.get(id);
      const out = new Float64Array(groups.keys.length);
      for (let cell = 0; cell < values.length; cell += 1) if (groups.of[cell] >= 0) out[groups.of[cell]] += values[cell];
      for (let group = 0; group < out.length; group += 1) out[group] *= unit;
      return [id, out];
    }));
  }

  /** Splits groups by error type; what has none is the rest of a group. Sums come with them. */
  function byType(groups, columns, place) {
    const types = llmobs.cube.meta.dims.error_type.length;
    const tables = columns.map((id) => {
      const typed = data.histograms.get(`${id} by error_type`);
      if (!typed) throw new Error(`${id} is not known by error type`);
      const { values } = data.sums.get(id);
      const out = new Float64Array(groups.keys.length * types);
      for (let cell = 0; cell < values.length; cell += 1) {
        const group = groups.of[cell];
        if (group >= 0) {
          out[group * types] += values[cell];
          for (let at = typed.start[cell]; at < typed.start[cell + 1]; at += 1) {
            out[group * types] -= typed.n[at];
            out[group * types + typed.bins[typed.bin[at]]] += typed.n[at];
          }
        }
      }
      return out;
    });
    const requests = tables[columns.indexOf('requests')];
    const slots = lastByType(groups, types);
    const kept = [...requests.keys()].filter((at) => requests[at] > 0);
    const keys = kept.map((at) => groups.keys[Math.floor(at / types)].toSpliced(place, 1, at % types));
    const last = kept.map((at) => slots[at]);
    return { keys, last, sums: new Map(columns.map((id, i) => [id, kept.map((at) => tables[i][at])])) };
  }

  function lastByType(groups, types) {
    const slots = new Int32Array(groups.keys.length * types);
    const { values } = data.sums.get('requests');
    const { start, bin, n, bins } = data.histograms.get('requests by error_type');
    for (let cell = 0; cell < values.length; cell += 1) {
      const base = groups.of[cell] * types;
      if (base < 0) continue;
      let rest = values[cell];
      for (let at = start[cell]; at < start[cell + 1]; at += 1) {
        slots[base + bins[bin[at]]] = data.cells.slot[cell];
        rest -= n[at];
      }
      if (rest > 0) slots[base] = data.cells.slot[cell];
    }
    return slots;
  }

  /** Counts by group and bin. */
  function binned(groups, { start, bin, n, bins }) {
    const out = new Float64Array(groups.keys.length * bins.length);
    for (let cell = 0; cell < groups.of.length; cell += 1) {
      if (groups.of[cell] >= 0) {
        const base = groups.of[cell] * bins.length;
        for (let at = start[cell]; at < start[cell + 1]; at += 1) out[base + bin[at]] += n[at];
      }
    }
    return out;
  }

  /** The value that a bin stands for. */
  function middle({ scale }, bin) {
    if (bin === ZERO) return 0;
    return scale.log ? scale.log ** (bin + 0.5) : (bin + 0.5) * scale.linear;
  }

  /** The `q` quantile (nearest rank) of the counts of one group. */
  function quantile(counts, group, id, q) {
    const { bins } = data.histograms.get(id);
    const first = group * bins.length;
    let n = 0;
    for (let at = 0; at < bins.length; at += 1) n += counts[first + at];
    if (n === 0) return { value: null, n: 0, hits: 0 };
    const rank = Math.max(1, Math.ceil(q * n));
    let at = 0;
    for (let below = counts[first]; below < rank; below += counts[first + at]) at += 1;
    return { value: middle(llmobs.cube.meta.histograms[id], bins[at]), n, hits: 0 };
  }

  function evaluate({ formula, n: of }, sum) {
    const n = sum(of);
    let value = null;
    let hits = 0;
    if (formula.sum) value = sum(formula.sum);
    else {
      const [over, under, times] = formula.ratio;
      const below = sum(under);
      if (below !== 0) value = (sum(over) / below) * times;
      if (under === of) hits = Math.trunc(Math.max(0, sum(over)));
    }
    return { value: n > 0 ? value : null, n: Math.max(0, n), hits };
  }

  const columnsOf = ({ formula, n }) => (formula.quantile ? [] : [...(formula.sum ? [formula.sum] : formula.ratio.slice(0, 2)), n]);

  /** Keys from numbers of names to names, in order. */
  function finish(by, rows) {
    const { dims } = llmobs.cube.meta;
    const compare = (a, b) => (a < b ? -1 : Number(a > b));
    rows.sort((a, b) => {
      for (let i = 0; i < by.length; i += 1) if (a.key[i] !== b.key[i]) return compare(a.key[i], b.key[i]);
      return 0;
    });
    for (const row of rows) row.key = row.key.map((part, i) => (dims[by[i]] ? dims[by[i]][part] : part));
    return rows;
  }

  function countBins(by, histograms, filter, grain) {
    const groups = grouped(by.filter((dim) => dim !== 'bin' && dim !== 'histogram'), filter, grain);
    const rows = new Map();
    for (const id of histograms) {
      const { bins } = data.histograms.get(id);
      binned(groups, data.histograms.get(id)).forEach((n, at) => {
        if (n === 0) return;
        const rest = [...groups.keys[Math.floor(at / bins.length)]];
        const key = by.map((dim) => (dim === 'bin' ? bins[at % bins.length] : dim === 'histogram' ? id : rest.shift()));
        const name = key.join(' ');
        const row = rows.get(name) || { key, values: [{ value: 0, n: 0, hits: 0 }], last_day: '' };
        row.values[0].value += n;
        row.values[0].n += n;
        rows.set(name, row);
      });
    }
    return finish(by, [...rows.values()]);
  }

  /**
   * Answers a question. `by`: time, provider, model, category, app, environment, error_type, weekday (1 is Monday),
   * hour_of_day, and bin (with histogram) of `histograms`; `grain`: hour, day or month. Hours before `meta.hours_from` are
   * only known by the day: there, `from` and `to` look at midnights.
   */
  function ask({ by = [], measures = [], histograms = [], filter = {}, grain = 'day' }) {
    if (!data) throw new Error('the data of the filter are not loaded');
    if (by.includes('bin')) return countBins(by, histograms, filter, grain);
    const wanted = measures.map((id) => llmobs.cube.meta.measures[id]);
    const columns = [...new Set(wanted.flatMap(columnsOf))];
    const typed = by.indexOf('error_type');
    const groups = grouped(by, filter, grain);
    const split = typed < 0 ? { ...groups, sums: sums(groups, columns) }
      : byType(groups, [...new Set(['requests', ...columns])], typed);
    const counts = new Map();
    if (typed < 0) {
      for (const { formula } of wanted) {
        const id = formula.quantile?.[0];
        if (id && !counts.has(id)) counts.set(id, binned(groups, data.histograms.get(id)));
      }
    }
    const value = (measure, at) => {
      if (!measure.formula.quantile) return evaluate(measure, (column) => split.sums.get(column)[at]);
      const [id, q] = measure.formula.quantile;
      return typed < 0 ? quantile(counts.get(id), at, id, q) : { value: null, n: 0, hits: 0 };
    };
    const day = (slot) => (slot === undefined ? '' : data.times[slot].slice(0, 10));
    return finish(by, split.keys.map((key, at) => (
      { key, values: wanted.map((measure) => value(measure, at)), last_day: day(split.last[at]) })));
  }

  llmobs.cube = { load, ask, receive, meta: null };
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
