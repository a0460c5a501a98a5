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
// One element from its name, properties, attributes and children. Texts stay texts: nothing here reads HTML.
(function () {
  'use strict';
  const llmobs = (window.llmobs = window.llmobs || {});

  /** Names with a dash, `role` and `for` are attributes, all else are properties. Children are elements or texts. */
  llmobs.make = (tag, given = {}, ...children) => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(given)) {
      if (name.includes('-') || name === 'role' || name === 'for') element.setAttribute(name, value);
      else element[name] = value;
    }
    element.append(...children);
    return element;
  };
})();
// What the reader chose in the filter bar ⇄ the query of the address. Pure: no document, no data, only texts.
(function () {
  'use strict';
  const llmobs = (window.llmobs = window.llmobs || {});

  const PERIODS = ['all', '24h', '7d', '30d', 'custom'];
  const COMPARES = ['previous', 'weekdays'];
  const DIMS = ['provider', 'model', 'category', 'app', 'environment'];
  /** Names a dimension whose calls without a name are admitted: no name can be mistaken for "not logged" that way. */
  const NOT_LOGGED = 'not-logged';
  const OURS = new Set(['period', 'from', 'to', 'compare', NOT_LOGGED, ...DIMS]);

  /** A day that exists, as 'YYYY-MM-DD', else null. */
  function day(text) {
    if (typeof text !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(text)) return null;
    const date = new Date(`${text}T00:00Z`);
    return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text) ? text : null;
  }

  /** Names without repetition, as chosen, "not logged" (null) last. A lone half of a surrogate pair has no place in an address. */
  function names(list) {
    const texts = [...list].filter((name) => typeof name === 'string').map((name) => name.replace(/\p{Surrogate}/gu, '\uFFFD'));
    return [...new Set(texts), ...([...list].includes(null) ? [null] : [])];
  }

  /**
   * `partial` made whole: what is missing or impossible becomes the default (everything, compared with the time before).
   * `from` and `to` are days, both included, only of a custom period; null there is the first or last day of the data.
   * An empty list of names admits all, a null in one admits calls that logged none.
   */
  function normal(partial = {}) {
    const period = PERIODS.includes(partial.period) ? partial.period : 'all';
    let [from, to] = period === 'custom' ? [day(partial.from), day(partial.to)] : [null, null];
    if (from && to && from > to) [from, to] = [to, from];
    const state = { period, from, to, compare: COMPARES.includes(partial.compare) ? partial.compare : 'previous' };
    for (const dim of DIMS) state[dim] = Array.isArray(partial[dim]) ? names(partial[dim]) : [];
    return state;
  }

  /** Percent-encoded, but for what an address may hold as it is and people like to read. */
  const encode = (text) => encodeURIComponent(text).replace(/%20/g, '+').replace(/%(?:2F|3A|40|2C)/g, decodeURIComponent);

  /** The text that was encoded, or null for what is no encoding. */
  function decode(text) {
    try {
      return decodeURIComponent(text.replace(/\+/g, ' '));
    } catch {
      return null;
    }
  }

  /** Every `key=value` of a query or of a fragment that holds one ('?…', '#?…'), as written. */
  const pieces = (search) => String(search).replace(/^#?\??/, '').split('&').filter((piece) => piece !== '');

  function pair(piece) {
    const at = piece.indexOf('=');
    return [decode(at < 0 ? piece : piece.slice(0, at)), at < 0 ? null : decode(piece.slice(at + 1))];
  }

  /** The state that `search` tells. Whatever it does not tell well is ignored; of two periods the last counts. */
  function parse(search) {
    const told = Object.fromEntries(DIMS.map((dim) => [dim, []]));
    const missing = [];
    for (const [key, value] of pieces(search).map(pair)) {
      if (!OURS.has(key) || value === null) continue;
      if (DIMS.includes(key)) told[key].push(value);
      else if (key === NOT_LOGGED) missing.push(value);
      else told[key] = value;
    }
    for (const dim of DIMS) if (missing.includes(dim)) told[dim].push(null);
    return normal(told);
  }

  /** The query of `state`, with its question mark; '' for the default. */
  function write(state) {
    const { period, from, to, compare, ...rest } = normal(state);
    const said = [];
    const say = (key, value) => said.push(`${key}=${encode(value)}`);
    if (period !== 'all') say('period', period);
    if (from) say('from', from);
    if (to) say('to', to);
    if (compare !== 'previous') say('compare', compare);
    for (const dim of DIMS) for (const name of rest[dim]) name === null ? say(NOT_LOGGED, dim) : say(dim, name);
    return said.length ? `?${said.join('&')}` : '';
  }

  /** `address` (its own query and fragment kept) with the parameters of `state` in place of those it has. */
  function carry(address, state) {
    const [, path, query, fragment] = /^([^?#]*)(\?[^#]*)?(#[^]*)?$/.exec(address);
    const others = pieces(query || '').filter((piece) => !OURS.has(pair(piece)[0]));
    const all = [...others, ...pieces(write(state))];
    return path + (all.length ? `?${all.join('&')}` : '') + (fragment || '');
  }

  /** How many things are restricted: the period, and each dimension with names. 0: the whole report. */
  const active = (state) => Number(state.period !== 'all') + DIMS.filter((dim) => state[dim].length).length;

  llmobs.state = { ...llmobs.state, DIMS, PERIODS, day, normal, parse, write, carry, active };
})();
// A chosen period and the span of the data → hours from and to, their grain, and what they are compared with. Pure.
// All times are local and naive, 'YYYY-MM-DDTHH': a day has 24 of them, whatever clocks did in its night.
(function () {
  'use strict';
  const llmobs = (window.llmobs = window.llmobs || {});
  const HOUR = 3600e3;
  const DAY = 24;
  const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
  /** Whole days back from the last one with data. */
  const DAYS = { '7d': 7, '30d': 30 };

  // Hours since 1970 as if the time were UTC: differences are then those of the local clock's face.
  const hours = (text) => Date.parse(`${text}:00Z`) / HOUR;
  const text = (at) => new Date(at * HOUR).toISOString().slice(0, 13);
  const midnight = (at) => Math.floor(at / DAY) * DAY;

  /** '30 Oct 2026', without what `than` says already: '28', '28 Sep'. */
  function date(at, than = null) {
    const [year, month, day] = text(at).slice(0, 10).split('-');
    const same = than === null ? [] : text(than).slice(0, 10).split('-');
    const parts = [String(Number(day))];
    if (same[0] !== year || same[1] !== month) parts.push(MONTHS[month - 1]);
    if (same[0] !== year) parts.push(year);
    return parts.join(' ');
  }

  /** Days from `from` until before `to`: '3 Aug to 30 Oct 2026', or the one day. */
  function days(from, to) {
    const last = to - DAY;
    return from === last ? date(from) : `${date(from, last)} to ${date(last)}`;
  }

  /** [from, to, label], in hours, of the period of `state` in data that begins at `first` and whose last hour is `last`. */
  function span(state, first, last) {
    const end = midnight(last) + DAY;
    if (state.period === '24h') {
      const to = last + 1;
      return [to - DAY, to, `24 hours to ${date(to)}, ${text(to).slice(11)}:00`];
    }
    const count = DAYS[state.period];
    if (count) return [end - count * DAY, end, `${count} days to ${date(end - DAY)}`];
    const within = (day, otherwise) => Math.min(Math.max(day ? hours(`${day}T00`) : otherwise, midnight(first)), midnight(last));
    const chosen = state.period === 'custom' ? state : {};
    const [from, to] = [within(chosen.from, first), within(chosen.to, last) + DAY];
    return [midnight(from), to, days(midnight(from), to)];
  }

  /** '7 days', '24 hours'. */
  const lasting = (length) => (length % DAY || length === DAY ? `${length} hours` : `${length / DAY} days`);

  /** What is `shift` hours earlier, told in words. */
  function earlier(state, length, shift) {
    const weeks = shift / (7 * DAY);
    const ago = weeks === 1 ? 'a week before' : `${weeks} weeks before`;
    if (state.compare === 'weekdays') return `the same ${state.period === '24h' ? 'hours' : 'weekdays'} ${ago}`;
    return length === DAY && state.period !== '24h' ? 'the day before' : `the ${lasting(length)} before`;
  }

  /**
   * `meta`: `first` and `last` hour with data, and `hours_from`, the first that is kept as an hour. Gives `from`
   * (inclusive) and `to` (exclusive); `label`; `length` in hours; `before`, the period to compare with, null if it
   * would begin before the data; `grain` of a time axis, 'hour', 'day' or 'month'.
   */
  function resolve(partial, meta) {
    const state = llmobs.state.normal(partial);
    const [first, last] = [hours(meta.first), hours(meta.last)];
    const [from, to, label] = span(state, first, last);
    const length = to - from;
    const week = 7 * DAY;
    const shift = state.compare === 'weekdays' ? Math.ceil(length / week) * week : length;
    // Days are compared as days: the data's first one counts, although its first call was not at midnight.
    const begins = state.period === '24h' ? first : midnight(first);
    const before = from - shift < begins
      ? null
      : { from: text(from - shift), to: text(to - shift), label: earlier(state, length, shift) };
    const fine = length <= 3 * DAY && text(from) >= meta.hours_from;
    const grain = fine ? 'hour' : length <= 1000 * DAY ? 'day' : 'month';
    return { from: text(from), to: text(to), label, length, before, grain };
  }

  llmobs.state = { ...llmobs.state, resolve };
})();
// State and span of the data → the words of the filter bar, as texts and marked names that are put into the page as such.
(function () {
  'use strict';
  const llmobs = (window.llmobs = window.llmobs || {});

  /** One, and many, of each dimension. */
  const WORDS = {
    provider: ['Provider', 'providers'],
    model: ['Model', 'models'],
    category: ['Category', 'categories'],
    app: ['App', 'apps'],
    environment: ['Environment', 'environments'],
  };

  /** What is known of a period before the data says where it ends. */
  const PERIODS = { all: 'All', '24h': '24 hours', '7d': '7 days', '30d': '30 days', custom: 'Custom days' };
  /** Names written out; of more, the number is told. */
  const NAMED = 2;

  /** A name as an element of its own, so that its direction stays its own; what is no name looks different from one. */
  function name(value) {
    if (value === null) return llmobs.make('i', {}, 'not logged');
    if (value.trim() === '') return llmobs.make('i', {}, 'empty name');
    return llmobs.make('bdi', {}, value);
  }

  /** Only as text, for sorting, searching and titles. */
  const plain = (value) => (value === null ? 'not logged' : value.trim() === '' ? 'empty name' : value);

  /** What the button of a dimension says after its word: nothing, the one name, or '3 of 12' (`of` null: not known yet). */
  function chosen(names, of) {
    if (names.length === 0) return [];
    if (names.length === 1) return [': ', name(names[0])];
    return [`: ${names.length}${of === null ? '' : ` of ${of}`}`];
  }

  function dimension(dim, names) {
    const [one, many] = WORDS[dim];
    if (names.length > NAMED + 1) return [`${names.length} ${many}`];
    const listed = names.flatMap((value, i) => [i === 0 ? ' ' : i === names.length - 1 ? ' or ' : ', ', name(value)]);
    return [one.toLowerCase(), ...listed];
  }

  /** The line that tells what is shown: nodes and texts. `meta` is null until the data is there. */
  function line(state, meta) {
    const parts = [];
    const resolved = meta && llmobs.state.resolve(state, meta);
    if (state.period !== 'all') parts.push([resolved ? resolved.label : PERIODS[state.period]]);
    for (const dim of llmobs.state.DIMS) if (state[dim].length) parts.push(dimension(dim, state[dim]));
    if (resolved && state.period !== 'all') {
      parts.push([resolved.before ? `compared with ${resolved.before.label}` : 'no data before to compare with']);
    }
    return parts.flatMap((part, i) => (i === 0 ? part : [' · ', ...part]));
  }

  llmobs.tell = { WORDS, name, plain, chosen, line };
})();
// The state of the filters ⇄ the address of this page, its history, and the links that lead to other pages.
(function () {
  'use strict';
  const llmobs = (window.llmobs = window.llmobs || {});

  /** Links that keep the filters: the navigation, the name of the site, and whatever asks for it. */
  const LINKS = 'nav.pages a[href], a.brand[href], a[data-carry][href]';

  /** A fragment that begins so holds the state, where the query could not be changed. */
  const IN_FRAGMENT = '#?';

  function read() {
    const { hash, search } = window.location;
    return llmobs.state.parse(hash.startsWith(IN_FRAGMENT) ? hash : search);
  }

  /** Writes `state` into the address; `again` replaces what was written last instead of adding a step back. */
  function write(state, again = false) {
    const here = window.location.href;
    const base = here.includes(IN_FRAGMENT) ? here.slice(0, here.indexOf(IN_FRAGMENT)) : here;
    try {
      window.history[again ? 'replaceState' : 'pushState'](null, '', llmobs.state.carry(base, state));
    } catch {
      // A browser may refuse this to a page from disk; a fragment may always be changed.
      window.location.hash = `#${llmobs.state.write(state) || '?'}`;
    }
  }

  /** Makes every link below `root` lead to the same filters. */
  function carry(state, root = document) {
    for (const link of root.querySelectorAll(LINKS)) {
      link.setAttribute('href', llmobs.state.carry(link.getAttribute('href'), state));
    }
  }

  /** Calls `moved` when the reader goes back or forth. */
  function listen(moved) {
    window.addEventListener('popstate', moved);
    window.addEventListener('hashchange', moved);
  }

  llmobs.address = { read, write, carry, listen };
})();
// A button and a box → the box opens below the button and closes on Escape, on a click elsewhere, and when focus leaves.
(function () {
  'use strict';
  const llmobs = (window.llmobs = window.llmobs || {});

  /** The one that is open. */
  let current = null;

  function close(focus) {
    if (!current) return;
    const { button, box, closed } = current;
    current = null;
    box.hidden = true;
    button.setAttribute('aria-expanded', 'false');
    if (focus) button.focus();
    closed();
  }

  /** Keeps the open box inside the page: it hangs from the button's right edge where it would stick out on the right. */
  function place() {
    if (!current) return;
    const { holder, box } = current;
    box.classList.remove('from-end');
    const edge = document.documentElement.clientWidth;
    box.classList.toggle('from-end', box.getBoundingClientRect().right > edge - 8 && holder.getBoundingClientRect().right > box.offsetWidth);
  }

  /** `holder` has both in it. `opened` is called when the box can be seen, `closed` when it no longer can. */
  function attach(holder, button, box, { opened, closed }) {
    button.addEventListener('click', () => {
      if (current && current.box === box) return close(true);
      close(false);
      current = { holder, button, box, closed };
      box.hidden = false;
      button.setAttribute('aria-expanded', 'true');
      place();
      opened();
    });
    holder.addEventListener('focusout', ({ relatedTarget }) => {
      // What cannot be reached with Tab got the focus by a click, which is looked at below.
      if (current && current.box === box && relatedTarget?.tabIndex >= 0 && !holder.contains(relatedTarget)) close(false);
    });
  }

  document.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || !current) return;
    event.preventDefault();
    close(true);
  });
  document.addEventListener('click', ({ target }) => {
    if (!current || current.holder.contains(target) || !target.isConnected) return;
    // A control that was clicked has the focus; a click on anything else gives it back.
    close(!target.closest('a, button, input, select, summary, [tabindex="0"]'));
  });

  window.addEventListener('resize', place);

  llmobs.popover = { attach, place };
})();
// One dimension of the data → a button that tells what is chosen of it, and a menu to choose from.
(function () {
  'use strict';
  const llmobs = (window.llmobs = window.llmobs || {});
  const { make, tell } = llmobs;

  /** From so many entries on there is a box to search in. */
  const SEARCHED = 8;

  const order = (a, b) => (a === null) - (b === null) || tell.plain(a).localeCompare(tell.plain(b), 'en', { numeric: true });

  /**
   * `bar` lends `chosen()` (the names in force, [] for all), `names()` (of the data, null until it is there), `ready()`
   * and `choose(names, again)`. Gives `element`, and `render()` to call after each change.
   */
  function menu(dim, bar) {
    const [word, words] = tell.WORDS[dim];
    const text = make('span', { className: 'text' });
    const button = make('button', {
      type: 'button', 'aria-haspopup': 'dialog', 'aria-expanded': 'false', 'aria-controls': `filter-${dim}`,
    }, text);
    const box = make('div', { id: `filter-${dim}`, className: 'sheet', role: 'dialog', 'aria-label': word, hidden: true });
    const element = make('div', { className: 'choice' }, button, box);
    /** Names that are ticked; it may be none for a moment, which is no filter that could be in force. */
    let ticked = new Set();
    let rows = [];
    let count = null;
    /** Choices of one opening are one step back. */
    let again = false;

    const visible = () => rows.filter(({ row }) => !row.hidden);

    function sync() {
      for (const { name, tick } of rows) tick.checked = ticked.has(name);
      const of = rows.length;
      count.textContent = ticked.size === 0 ? 'None: tick what to show' : ticked.size === of ? `All ${of}` : `${ticked.size} of ${of}`;
    }

    function commit() {
      sync();
      if (ticked.size === 0) return;
      const all = bar.names().every((name) => ticked.has(name));
      bar.choose(all ? [] : rows.map(({ name }) => name).filter((name) => ticked.has(name)), again);
      again = true;
    }

    function tickShown(on, alone) {
      if (alone) ticked.clear();
      for (const { name } of visible()) ticked[on ? 'add' : 'delete'](name);
      commit();
    }

    /** One stop for Tab in the whole list: the entry that had the focus last. Arrows go from one to the next. */
    function reach(tick) {
      for (const one of rows) one.tick.tabIndex = one.tick === tick ? 0 : -1;
    }

    function move(event, search) {
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      const ticks = visible().map(({ tick }) => tick);
      if (!step || !ticks.length || !['checkbox', 'search'].includes(event.target.type)) return;
      event.preventDefault();
      const at = ticks.indexOf(event.target) + step;
      if (at < 0 && search) search.focus();
      else ticks[Math.min(Math.max(at, 0), ticks.length - 1)].focus();
    }

    function entry(name, known) {
      const tick = make('input', { type: 'checkbox', autocomplete: 'off', tabIndex: -1 });
      tick.addEventListener('change', () => {
        ticked[tick.checked ? 'add' : 'delete'](name);
        commit();
      });
      tick.addEventListener('focus', () => reach(tick));
      const label = make('span', { className: 'name' }, tell.name(name));
      if (!known) label.append(make('small', {}, ' not in this data'));
      return { name, tick, row: make('label', { className: 'entry', title: tell.plain(name) }, tick, label) };
    }

    /** Only found out once the data is there; the button goes when the menu is closed. */
    function alone(names) {
      const said = names.length === 0 ? [`No call here tells its ${word.toLowerCase()}.`] : ['All calls here: ', tell.name(names[0]), '.'];
      box.replaceChildren(make('p', { role: 'status' }, ...said));
    }

    function fill() {
      const names = bar.names();
      if (names.length < 2 && bar.chosen().length === 0) return alone(names);
      // A name from an address may be of other data; it is shown, so that it can be taken away.
      const strange = bar.chosen().filter((name) => !names.includes(name));
      rows = [...strange, ...[...names].sort(order)].map((name, i) => entry(name, i >= strange.length));
      ticked = new Set(bar.chosen().length ? bar.chosen() : names);
      count = make('span', { className: 'count', role: 'status' });
      const all = make('button', { type: 'button' }, 'All');
      const none = make('button', { type: 'button' }, 'None');
      const nothing = make('p', { className: 'nothing', hidden: true }, 'No such name.');
      const search = names.length < SEARCHED ? null
        : make('input', { type: 'search', placeholder: `Search ${words}`, autocomplete: 'off', spellcheck: false, 'aria-label': `Search ${words}` });
      const sought = () => search !== null && search.value.trim() !== '';
      all.addEventListener('click', () => tickShown(true, sought()));
      none.addEventListener('click', () => tickShown(false, false));
      search?.addEventListener('input', () => {
        const wanted = search.value.trim().toLowerCase();
        for (const { name, row } of rows) row.hidden = !tell.plain(name).toLowerCase().includes(wanted);
        all.textContent = sought() ? 'Only these' : 'All';
        none.textContent = sought() ? 'Without these' : 'None';
        nothing.hidden = visible().length > 0;
        all.disabled = none.disabled = visible().length === 0;
        reach(visible()[0]?.tick);
      });
      const list = make('div', { className: 'entries', role: 'group', 'aria-label': words }, ...rows.map(({ row }) => row), nothing);
      box.replaceChildren(...(search ? [search] : []), make('div', { className: 'row' }, all, none, count), list);
      box.onkeydown = (event) => move(event, search);
      reach(rows[0]?.tick);
      sync();
      // A keyboard that slides over the list would be in the way where there is no other.
      (search && !window.matchMedia('(pointer: coarse)').matches ? search : rows[0]?.tick)?.focus();
    }

    function opened() {
      again = false;
      if (bar.names()) return fill();
      box.replaceChildren(make('p', { role: 'status' }, `Loading ${words} …`));
      return bar.ready().then(
        () => { if (!box.hidden) fill(); },
        ({ message }) => box.replaceChildren(make('p', { role: 'alert' }, `The ${words} could not be loaded: ${message}`)),
      );
    }

    function render() {
      const [names, chosen] = [bar.names(), bar.chosen()];
      text.replaceChildren(word, ...tell.chosen(chosen, names && names.length));
      button.classList.toggle('active', chosen.length > 0);
      // Nothing to choose from: away with it, but not under the reader's hands.
      element.hidden = names !== null && names.length < 2 && chosen.length === 0 && box.hidden;
      if (box.hidden || !count || !names) return;
      const now = new Set(chosen.length ? chosen : names);
      if (ticked.size && (now.size !== ticked.size || [...now].some((name) => !ticked.has(name)))) fill();
    }

    llmobs.popover.attach(element, button, box, { opened, closed: render });
    return { element, render };
  }

  llmobs.menu = menu;
})();
// The period of the filter bar: five buttons of which one is in force, two days for a period of one's own, and what the
// period is compared with.
(function () {
  'use strict';
  const llmobs = (window.llmobs = window.llmobs || {});
  const { make } = llmobs;

  const LABELS = { all: ['All', 'All data'], '24h': ['24 h', '24 hours'], '7d': ['7 d', '7 days'], '30d': ['30 d', '30 days'], custom: ['Custom', 'Custom days'] };

  /** Last day of a period, whose `to` is the hour after it. */
  const lastDay = (to) => new Date(Date.parse(`${to}:00Z`) - 3600e3).toISOString().slice(0, 10);

  function radio(value, choose) {
    const input = make('input', { type: 'radio', name: 'filter-period', value, autocomplete: 'off', 'aria-label': LABELS[value][1] });
    input.addEventListener('change', () => choose(value));
    return { input, label: make('label', { title: LABELS[value][1] }, input, make('span', { 'data-text': LABELS[value][0] }, LABELS[value][0])) };
  }

  /**
   * `bar` lends `state()`, `meta()` (null until the data is there), `ready()` and `set(partial, again)`. Gives
   * `elements`, in the order in which they are read, and `render()` to call after each change.
   */
  function periods(bar) {
    /** A custom period begins as the one that was shown, and asks for its data first. */
    async function choose(period) {
      if (period !== 'custom') return bar.set({ period });
      try {
        await bar.ready();
        const { from, to } = llmobs.state.resolve(bar.state(), bar.meta());
        bar.set({ period, from: from.slice(0, 10), to: lastDay(to) });
      } catch {
        // The bar tells what went wrong; the period stays as it was.
        render();
      }
      return undefined;
    }

    const radios = llmobs.state.PERIODS.map((period) => radio(period, choose));
    const period = make('fieldset', { className: 'period' }, make('legend', { className: 'hidden-text' }, 'Period'), ...radios.map(({ label }) => label));

    const [from, to] = ['From', 'To'].map((word) => make('input', { type: 'date', required: true, autocomplete: 'off', 'aria-label': word }));
    const dates = make('div', { className: 'dates', role: 'group', 'aria-label': 'Custom days', hidden: true }, from, make('span', { 'aria-hidden': 'true' }, 'to'), to);
    /** Days typed one after the other are one step back. */
    let typing = false;
    for (const input of [from, to]) {
      input.addEventListener('change', () => {
        // A year that is being typed is 0002 for a moment; only days of the data count.
        if (!input.validity.valid) return;
        bar.set({ from: from.value, to: to.value }, typing);
        typing = true;
      });
      input.addEventListener('blur', () => {
        typing = false;
        render();
      });
    }

    const select = make('select', { 'aria-label': 'Compare with', autocomplete: 'off' },
      make('option', { value: 'previous' }, 'vs period before'), make('option', { value: 'weekdays' }, 'vs same weekdays'));
    select.addEventListener('change', () => bar.set({ compare: select.value }));
    const compare = make('div', { className: 'compare' }, select);

    function render() {
      const [state, meta] = [bar.state(), bar.meta()];
      for (const { input } of radios) input.checked = input.value === state.period;
      select.value = state.compare;
      // All there is has nothing before it.
      select.disabled = state.period === 'all';
      dates.hidden = state.period !== 'custom';
      for (const input of [from, to]) input.disabled = meta === null;
      if (dates.hidden || meta === null) return;
      const shown = llmobs.state.resolve(state, meta);
      for (const [input, value] of [[from, shown.from.slice(0, 10)], [to, lastDay(shown.to)]]) {
        input.min = meta.first.slice(0, 10);
        input.max = meta.last.slice(0, 10);
        // Not while it is typed in: the browser would put the cursor back to its first part.
        if (document.activeElement !== input) input.value = value;
      }
    }

    return { elements: [period, dates, compare], render };
  }

  llmobs.periods = periods;
})();
// The filter bar of a page: what is shown of the data, kept in the address and told to whoever draws.
(function () {
  'use strict';
  const llmobs = (window.llmobs = window.llmobs || {});
  const { make, tell, address } = llmobs;

  let state = address.read();
  /** What the data says of itself (`llmobs.cube.meta`), once it is there. */
  let meta = null;
  let loading = null;
  let trouble = null;
  const listeners = [];
  /** Parts of the bar that follow the state. */
  const parts = [];

  function render() {
    for (const part of parts) part.render();
    llmobs.popover.place();
  }

  /** The data, asked for once, when first needed; a failure is told, and the next use tries again. Resolves to the state. */
  function ready() {
    loading = loading || Promise.resolve().then(() => {
      if (!llmobs.cube) throw new Error('this report was built without it');
      return llmobs.cube.load();
    }).then(() => {
      // An empty store has no first day that a period could begin with.
      if (!llmobs.cube.meta.first) throw new Error('there is none');
    }).then(() => {
      [meta, trouble] = [llmobs.cube.meta, null];
      render();
    }, (error) => {
      [loading, trouble] = [null, error];
      render();
      throw error;
    });
    return loading.then(() => llmobs.state.normal(state));
  }

  /** Takes over `next`; tells whether it was another one. */
  function take(next) {
    if (llmobs.state.write(next) === llmobs.state.write(state)) return false;
    state = next;
    address.carry(state);
    // What was told when the data failed has nothing to do with another choice.
    trouble = null;
    if (llmobs.state.write(state)) ready().catch(() => undefined);
    return true;
  }

  function told() {
    render();
    for (const listener of listeners) listener(llmobs.state.normal(state));
  }

  /** Changes what `partial` names; `again` makes it one step of the history with the change before. */
  function set(partial, again = false) {
    if (!take(llmobs.state.normal({ ...state, ...partial }))) return render();
    address.write(state, again);
    return told();
  }

  const clear = () => set(llmobs.state.normal());

  /** The line below the bar: what is shown, in words, and the way back to everything. */
  function summary() {
    const line = make('p', { className: 'told', role: 'status' });
    const button = make('button', { type: 'button', className: 'clear', hidden: true, 'aria-label': 'Clear all filters' }, 'Clear');
    const element = make('div', { className: 'summary' }, line, button);
    button.addEventListener('click', () => {
      clear();
      // The button is gone; whoever used it with the keyboard is still in the bar.
      [...element.parentElement.querySelectorAll('button, input:checked')].find((one) => one.checkVisibility())?.focus({ preventScroll: true });
    });
    return {
      element,
      render() {
        const active = llmobs.state.active(state) > 0;
        element.parentElement.classList.toggle('is-active', active);
        button.hidden = !active;
        const words = active ? tell.line(state, meta) : ['Not filtered'];
        if (trouble) words.push(' · ', make('strong', {}, `The data for the filters could not be loaded: ${trouble.message}`));
        else if (active && loading && !meta) words.push(' · loading …');
        // Said again only when it says something else.
        const next = make('p', {}, ...words);
        if (next.innerHTML !== line.innerHTML) line.replaceChildren(...next.childNodes);
      },
    };
  }

  /** On a phone the bar is one button, which says how much is filtered. */
  function fold(panel) {
    const button = make('button', { type: 'button', className: 'fold', 'aria-expanded': 'false', 'aria-controls': panel.id });
    button.addEventListener('click', () => {
      button.setAttribute('aria-expanded', String(panel.classList.toggle('open')));
    });
    return {
      element: button,
      render() {
        const count = llmobs.state.active(state);
        button.replaceChildren('Filters', ...(count ? [make('span', { className: 'badge' }, String(count))] : []));
      },
    };
  }

  function build(root) {
    const periods = llmobs.periods({ state: () => state, meta: () => meta, ready, set });
    const menus = llmobs.state.DIMS.map((dim) => llmobs.menu(dim, {
      chosen: () => state[dim],
      names: () => meta && (meta.dims[dim] || []),
      ready,
      choose: (names, again) => set({ [dim]: names }, again),
    }));
    const panel = make('div', { className: 'panel-of-filters', id: 'filters-panel' }, ...periods.elements,
      make('div', { className: 'choices', role: 'group', 'aria-label': 'Filter by' }, ...menus.map(({ element }) => element)));
    const [folding, line] = [fold(panel), summary()];
    root.setAttribute('role', 'region');
    root.setAttribute('aria-label', 'Filters');
    root.append(folding.element, panel, line.element);
    parts.push(periods, ...menus, folding, line);
    render();
    root.hidden = false;
  }

  llmobs.filters = {
    /** What is chosen now, as llmobs.state knows it; a copy. */
    state: () => llmobs.state.normal(state),
    set: (partial) => set(partial),
    clear,
    /** `listener(state)` is called after every change, by the bar, by `set`, and by going back; not for the state of the start. */
    onchange: (listener) => listeners.push(listener),
    ready,
    /** For links that are made later: below `root` they lead to the same filters. */
    carry: (root) => address.carry(state, root),
  };

  address.listen(() => {
    if (take(address.read())) told();
  });
  address.carry(state);
  const root = document.getElementById('filters');
  if (root) build(root);
  if (llmobs.state.write(state)) ready().catch(() => undefined);
  render();
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
