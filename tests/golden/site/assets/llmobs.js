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

  const BY_UNIT = { ...BY_SHOW, count: countShort, usd: usdShort };

  /** A measure's value by its unit, short. */
  const unit = (name, value) => BY_UNIT[name](value);

  llmobs.format = {
    SYMBOL, fixed, count, count_short: countShort, usd, usd_short: usdShort, milliseconds, share, number, cell, unit,
  };
})();
// A registered table → CSV text, an HTML table, and sorting of a table that the page already holds.
(function () {
  'use strict';
  const llmobs = (window.llmobs = window.llmobs || {});

  /** Rows put into the page at once; a longer table says so and offers the rest. */
  const FIRST_ROWS = 200;
  /** A text longer than this, in bytes, gets room before it wraps. */
  const LONG_TEXT = 60;
  /** One that is no longer than this does not wrap: names have hyphens. */
  const SHORT_TEXT = 28;
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

  function bodyRow(table, row, kinds = table.columns.map(kind)) {
    const line = document.createElement('tr');
    table.columns.forEach((column, i) => {
      const cell = line.insertCell();
      const text = llmobs.format.cell(column.show, row[i]);
      cell.append(llmobs.lead ? llmobs.lead.cell(column, row[i], text) : text);
      cell.className = kinds[i];
    });
    return line;
  }

  /** Puts the rows of `table` into a table that the page holds, classes as src/pages/view.rs gives them. */
  function fill(element, table) {
    const bytes = (text) => (typeof text === 'string' ? new TextEncoder().encode(text).length : 0);
    const longer = (i, than) => table.rows.some((row) => bytes(row[i]) > than);
    const size = (i) => (longer(i, LONG_TEXT) ? ' long' : longer(i, SHORT_TEXT) ? '' : ' short');
    const kinds = table.columns.map((column, i) => kind(column) + (kind(column) === 'txt' ? size(i) : ''));
    [...element.tHead.rows[0].cells].forEach((heading, i) => { heading.className = kinds[i]; });
    element.tBodies[0].replaceChildren(...table.rows.map((row) => bodyRow(table, row, kinds)));
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

  /** The order of `rows` by column `i`; what is unknown stays at the end whichever way the rest is sorted. */
  function sorted(rows, i, sign) {
    const order = rows.map((_, at) => at);
    return order.sort((p, q) => {
      const [a, b] = [rows[p][i], rows[q][i]];
      if (a === null || b === null) return (a === null) - (b === null) || p - q;
      return sign * compare(a, b) || p - q;
    });
  }

  /**
   * Makes the headings of `element` (rows in the order of `content.table`) sort it: numbers first from large to small.
   * The function given back is to be called when there are other rows; they are sorted like those before.
   */
  function sortable(element, content) {
    const headings = [...element.tHead.rows[0].cells];
    let rows = [...element.tBodies[0].rows];
    function arrange() {
      const i = headings.findIndex((heading) => heading.hasAttribute('aria-sort'));
      if (i < 0) return;
      const sign = headings[i].getAttribute('aria-sort') === 'ascending' ? 1 : -1;
      element.tBodies[0].append(...sorted(content.table.rows, i, sign).map((at) => rows[at]));
    }
    headings.forEach((heading, i) => {
      const button = document.createElement('button');
      button.type = 'button';
      button.append(...heading.childNodes);
      heading.append(button);
      button.addEventListener('click', () => {
        const before = heading.getAttribute('aria-sort');
        const first = NUMERIC.has(content.table.columns[i].show) ? 'descending' : 'ascending';
        const other = first === 'ascending' ? 'descending' : 'ascending';
        headings.forEach((one) => one.removeAttribute('aria-sort'));
        heading.setAttribute('aria-sort', before === first ? other : first);
        arrange();
      });
    });
    return () => {
      rows = [...element.tBodies[0].rows];
      arrange();
    };
  }

  llmobs.table = { csv, save, render, fill, sortable };
})();
// A value axis's range → tick places and their texts, written as the tables write them (`$0.05`, `2 s`, `40 %`).
(function () {
  'use strict';
  const llmobs = (window.llmobs = window.llmobs || {});

  /** How a whole axis is written: one unit and one number of decimals for all its ticks. */
  function writer(show, largest, step) {
    const { fixed, count_short: short, number } = llmobs.format;
    // As many as the step has: steps of 2.5 written without any would read 3, 5, 8.
    const decimals = (size) => [0, 1, 2, 3, 4, 5, 6, 7].find((n) => Math.abs(size * 10 ** n - Math.round(size * 10 ** n)) < 1e-3) ?? 8;
    const [letter, thousands] = [['T', 1e12], ['B', 1e9], ['M', 1e6], ['k', 1e3]].find(([, from]) => largest >= from) || [];
    /** `0.5 M`, `1.0 M`. */
    const large = (v) => `${fixed(v / thousands, decimals(step / thousands))} ${letter}`;
    switch (show) {
      case 'usd':
        if (largest >= 100000) return (v) => (v < 0 ? '−' : '') + llmobs.format.SYMBOL + large(Math.abs(v));
        return (v) => (v < 0 ? '−' : '') + llmobs.format.SYMBOL + fixed(Math.abs(v), Number.isInteger(step) ? 0 : Math.max(2, decimals(step)));
      case 'share':
        return (v) => fixed(v * 100, decimals(step * 100)) + ' %';
      case 'milliseconds': {
        const [unit, size] = largest >= 36e5 * 3 ? ['h', 36e5] : largest >= 3e5 ? ['min', 6e4] : largest >= 2000 ? ['s', 1e3] : ['ms', 1];
        return (v) => fixed(v / size, decimals(step / size)) + ' ' + unit;
      }
      case 'count':
        return largest >= 100000 ? large : (v) => fixed(v, decimals(step));
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

  /**
   * Ticks of a linear axis from `low` to `high`, about `most` of them; with `more` also those that far beyond, as a share
   * of the range, for an axis whose ends are not sure yet.
   */
  function linear(show, low, high, most, more = 1e-9) {
    if (!(high > low)) return {};
    // Durations are stepped in the unit they are written in, or an axis in minutes would tick every 1.67 of them.
    const largest = Math.max(Math.abs(low), Math.abs(high));
    const unit = show !== 'milliseconds' ? 1 : largest >= 36e5 * 3 ? 36e5 : largest >= 3e5 ? 6e4 : 1;
    let step = niceStep(high - low, most, unit);
    if (show === 'count') step = Math.max(1, Math.round(step));
    const write = writer(show, largest, step);
    const tickvals = [];
    const slack = (high - low) * more;
    for (let i = Math.ceil((low - slack) / step); i * step <= high + slack; i += 1) tickvals.push(i * step);
    return { tickmode: 'array', tickvals, ticktext: tickvals.map((v) => (v === 0 ? '0' : write(v))) };
  }

  /** Ticks of a logarithmic axis between two powers (Plotly's range): 1, 2, 5 per decade, or fewer where crowded; `more` as above. */
  function log(show, lowPower, highPower, most, more = 1e-9) {
    const ticks = { 1: [1], 2: [1, 3], 3: [1, 2, 5] };
    const decades = highPower - lowPower;
    const dense = decades * 3 <= most ? 3 : decades * 2 <= most ? 2 : 1;
    const every = Math.max(1, Math.ceil(decades / most));
    const slack = Math.max(1e-9, decades * more);
    const tickvals = [];
    for (let power = Math.floor(lowPower); power <= highPower + slack; power += every) {
      for (const times of ticks[dense]) {
        // 10 ** -4 is a hair below 0.0001, and would be written with a digit more.
        const value = Number((times * 10 ** power).toPrecision(12));
        const at = Math.log10(value);
        if (at >= lowPower - slack && at <= highPower + slack) tickvals.push(value);
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

  /** The value axes of `plot` whose ticks are ours to set, with what is declared of each. */
  const axes = ({ layout }) => Object.entries(layout || {}).filter(([name, own]) => /^[xy]axis\d*$/.test(name) && own.show !== undefined && !own.tickvals);

  /** Ticks of an axis of `pixels` for a range. */
  function made(name, { show }, type, [low, high], pixels, more) {
    const most = Math.max(2, Math.floor(pixels / (name[0] === 'x' ? 64 : 40)));
    return type === 'log' ? log(show, low, high, most, more) : linear(show, low, high, most, more);
  }

  /** Whether the ticks that an axis has are `wanted` where its range shows them. */
  function has({ tickvals, ticktext }, wanted, type, [low, high]) {
    if (!tickvals) return false;
    const slack = (high - low) * 1e-9;
    const at = tickvals.map((value) => (type === 'log' ? Math.log10(value) : value));
    const seen = [...tickvals.keys()].filter((i) => at[i] >= low - slack && at[i] <= high + slack);
    return String(seen.map((i) => tickvals[i])) === String(wanted.tickvals) && String(seen.map((i) => ticktext[i])) === String(wanted.ticktext);
  }

  /** The relayout that gives every value axis of a drawn chart ticks for the range it shows now; empty where it has them. */
  function all(element, plot) {
    const change = {};
    for (const [name, own] of axes(plot)) {
      const full = element._fullLayout[name];
      const range = [Math.min(...full.range), Math.max(...full.range)];
      const ticks = made(name, own, full.type, range, full._length || 300);
      if (has(element.layout[name], ticks, full.type, range)) continue;
      for (const [key, value] of Object.entries(ticks)) change[`${name}.${key}`] = value;
    }
    return change;
  }

  llmobs.ticks = { linear, log, axes, made, all };
})();
// Named points → where each name can stand without covering another or leaving the plot; what finds no place is left to the
// hover text and the table.
(function () {
  'use strict';
  const llmobs = (window.llmobs = window.llmobs || {});
  const HEIGHT = 15;
  const GAP = 3;

  /** Boxes `[left, top, right, bottom]` of a name `wide` pixels around a point of `radius`, best first. */
  const places = ([x, y], radius, wide) => [
    ['top center', [x - wide / 2, y - radius - GAP - HEIGHT, x + wide / 2, y - radius - GAP]],
    ['bottom center', [x - wide / 2, y + radius + GAP, x + wide / 2, y + radius + GAP + HEIGHT]],
    ['middle right', [x + radius + GAP, y - HEIGHT / 2, x + radius + GAP + wide, y + HEIGHT / 2]],
    ['middle left', [x - radius - GAP - wide, y - HEIGHT / 2, x - radius - GAP, y + HEIGHT / 2]],
    ['top right', [x, y - radius - GAP - HEIGHT, x + wide, y - radius - GAP]],
    ['top left', [x - wide, y - radius - GAP - HEIGHT, x, y - radius - GAP]],
    ['bottom right', [x, y + radius + GAP, x + wide, y + radius + GAP + HEIGHT]],
    ['bottom left', [x - wide, y + radius + GAP, x, y + radius + GAP + HEIGHT]],
  ];

  const meet = (a, b) => a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];

  /**
   * Sets `text` and `textposition` of a trace whose points lie at `points` (pixels from the upper left of a plot of
   * `width` by `height`); `measure` tells how wide a text is. The first points choose first.
   */
  function place(trace, points, [width, height], measure) {
    const radius = (at) => (Array.isArray(trace.marker.size) ? trace.marker.size[at] : trace.marker.size) / 2;
    // A point leaves the corners of its box free.
    const inner = (at) => radius(at) * 0.8;
    const taken = points.map(([x, y], at) => [x - inner(at), y - inner(at), x + inner(at), y + inner(at)]);
    const found = points.map((point, at) => {
      const free = ([, box]) => box[0] >= 0 && box[1] >= 0 && box[2] <= width && box[3] <= height
        && taken.every((other, of) => of === at || !meet(box, other));
      const one = places(point, radius(at), measure(trace.text[at])).find(free);
      if (one) taken.push(one[1]);
      return one?.[0];
    });
    trace.text = trace.text.map((text, at) => (found[at] ? text : ''));
    trace.textposition = found.map((where) => where || 'top center');
  }

  llmobs.labels = { place };
})();
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
// A chart over time that is about to be drawn → the range and ticks of its axis, and lines that end where data end.
(function () {
  'use strict';
  const llmobs = (window.llmobs = window.llmobs || {});
  /** Lengths of the steps of a time axis in milliseconds, by how its times are written. */
  const STEPS = { 16: 36e5, 10: 864e5, 7: 30 * 864e5 };
  /** Steps of a time axis up to which each has its tick. */
  const FEW = 5;
  /** Steps an axis has room for at least: a lone column as wide as the chart would look like a whole month of them. */
  const LEAST = 7;
  /** Pixels that a date under the axis needs. */
  const DATE = 60;
  /** A line goes on over so many steps without data (a weekend has two), and over this share of the axis. */
  const BRIDGED = 3;
  const SHORT = 0.1;

  const stamp = (time) => Date.parse(`${time.replace(' ', 'T')}${time.length > 10 ? ':00' : time.length > 7 ? 'T00:00:00' : '-01T00:00:00'}Z`);
  /** A time some milliseconds later, written alike. */
  const move = (time, by) => new Date(stamp(time) + by).toISOString().replace('T', ' ').slice(0, time.length);
  const step = (times) => STEPS[String(times?.[0]).length];

  /** First and last time of all traces, and the length of a step; null where an axis has none. */
  function extent(data) {
    const times = data.flatMap(({ x }) => x || []);
    if (!step(times)) return null;
    let [first, last] = [times[0], times[0]];
    for (const time of times) [first, last] = [time < first ? time : first, time > last ? time : last];
    return { first, last, from: stamp(first), to: stamp(last), step: step(times) };
  }

  /** Ends the lines of `trace` where there are no data for long, and marks points that no line reaches. */
  function broken(trace, within) {
    if (trace.type !== 'scatter' || trace.stackgroup || !/lines/.test(trace.mode || 'lines') || !within) return;
    const longest = Math.max(BRIDGED * within.step, SHORT * (within.to - within.from));
    const lists = Object.keys(trace).filter((key) => Array.isArray(trace[key]) && trace[key].length === trace.x.length);
    for (let at = trace.x.length - 1; at > 0; at -= 1) {
      if (stamp(trace.x[at]) - stamp(trace.x[at - 1]) <= longest * 1.05) continue;
      for (const key of lists) trace[key] = trace[key].toSpliced(at, 0, key === 'x' ? trace.x[at - 1] : null);
    }
    if (trace.mode !== 'lines') return;
    // A point between two gaps would not be seen without a dot.
    const lone = trace.y.map((y, at) => (y != null && trace.y[at - 1] == null && trace.y[at + 1] == null ? 7 : 0));
    if (lone.some(Boolean)) Object.assign(trace, { mode: 'lines+markers', marker: { ...trace.marker, size: lone, color: trace.marker?.color ?? trace.line.color } });
  }

  /** Range and ticks of a time axis, as far as the plot gave none. */
  function fit({ xaxis: axis, width }, within) {
    if (!within || axis.range) return;
    const steps = (within.to - within.from) / within.step + 1;
    const beyond = Math.max(within.step * 0.5, (LEAST - steps) * within.step * 0.5, (within.to - within.from) * 0.015);
    const write = (at) => new Date(at).toISOString().slice(0, 19).replace('T', ' ');
    axis.range = [write(within.from - beyond), write(within.to + beyond)];
    // Few steps of time get a tick each: Plotly would put some between them, where there is nothing.
    if (steps > FEW) return;
    const every = Math.ceil((LEAST * DATE) / width);
    Object.assign(axis, { tick0: within.first, dtick: within.step > 864e5 ? `M${every}` : every * within.step });
  }

  llmobs.when = { stamp, move, extent, broken, fit, STEPS };
})();
// Many stacked columns over time → a stepped area for each series. A column for each day and series is a node of the page for
// each, and drawing some thousands of them again is most of what a reader waits for after a filter.
(function () {
  'use strict';
  const llmobs = (window.llmobs = window.llmobs || {});
  /** Steps up to which they are columns. */
  const MOST = 45;
  const DAY = 864e5;

  /** Every step of a chart that `llmobs.when.extent` tells of; null where it has few enough for columns. */
  function times(within) {
    if (!within || within.step > DAY || (within.to - within.from) / within.step < MOST) return null;
    const all = [];
    for (let at = within.from; at <= within.to; at += within.step) all.push(llmobs.when.move(within.first, at - within.from));
    return all;
  }

  /** Makes a column trace of a stack into an area over all `times`, in place. */
  function area(trace, times) {
    // A step without data has no height; without a place of its own, its neighbours would reach over it.
    const places = new Map(trace.x.map((time, at) => [time, at]));
    const of = (list) => times.map((time) => (places.has(time) ? list[places.get(time)] : null));
    const color = trace.marker.color;
    for (const key of ['y', 'n']) if (trace[key]) trace[key] = of(trace[key]);
    delete trace.marker;
    Object.assign(trace, { type: 'scatter', mode: 'lines', stackgroup: 'all', fillcolor: color, line: { color, width: 0, shape: 'hvh' }, x: times });
  }

  llmobs.steps = { times, area };
})();
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

  /**
   * A reader of everything: `cells`, `sum(id)` and `histogram(id)`. What comes later in the text cannot be read before what
   * comes earlier, but need not be read at all until somebody asks; histograms are half of the work.
   */
  function unpack(about, text) {
    const reader = llmobs.coder.reader(text);
    const { cells, requests } = traffic(reader, about);
    const [values, known] = [[requests], []];
    const places = (list) => new Map(list.map(({ id }, at) => [id, at]));
    const [columns, bins] = [places(about.columns), places(about.bins)];
    function readColumns(count) {
      while (values.length < count) values.push(column(reader, about, cells, values, about.columns[values.length]));
    }
    function readBins(count) {
      readColumns(about.columns.length);
      while (known.length < count) known.push(histogram(reader, about, cells, values, known, about.bins[known.length]));
    }
    return {
      cells,
      sum(id) {
        const at = columns.get(id);
        readColumns(at + 1);
        return { values: values[at], unit: about.columns[at].unit };
      },
      /** Undefined where there is no such histogram. */
      histogram(id) {
        if (!bins.has(id)) return undefined;
        readBins(bins.get(id) + 1);
        return known[bins.get(id)];
      },
    };
  }

  llmobs.unpack = unpack;
})();
// The little statistics that figures share. Twin of src/figures/stats.rs.
(function () {
  'use strict';
  const llmobs = (window.llmobs = window.llmobs || {});
  /** Standard normal quantile for a two-sided 95 % interval. */
  const Z = 1.959963984540054;

  /** Whether the n of a measure are what its share is of: then it has hits among them, and an interval. */
  const counted = ({ unit, formula, n }) => unit === 'share' && Boolean(formula.ratio) && formula.ratio[1] === n;

  /** Wilson's score interval at 95 % for `hits` of `n`; null for n = 0. */
  function wilson(hits, n) {
    if (n === 0) return null;
    const p = hits / n;
    const scale = 1 + (Z * Z) / n;
    const middle = (p + (Z * Z) / (2 * n)) / scale;
    const half = (Z / scale) * Math.sqrt((p * (1 - p)) / n + (Z * Z) / (4 * n * n));
    return [p === 0 ? 0 : middle - half, p === 1 ? 1 : middle + half];
  }

  /** Whether two shares (`{ hits, n }`) differ by more than chance at 95 % (pooled two-proportion z test). */
  function sharesDiffer(a, b) {
    if (a.n === 0 || b.n === 0) return false;
    const pooled = (a.hits + b.hits) / (a.n + b.n);
    const spread = Math.sqrt(pooled * (1 - pooled) * (1 / a.n + 1 / b.n));
    return spread > 0 && Math.abs((a.hits / a.n - b.hits / b.n) / spread) > Z;
  }

  /** Odds ratio of two rows of counts (a, b) and (c, d) with Woolf's 95 % interval: [ratio, low, high]; null where a row is empty. */
  function oddsRatio(...given) {
    if (given[0] + given[1] === 0 || given[2] + given[3] === 0) return null;
    const [a, b, c, d] = given.includes(0) ? given.map((count) => count + 0.5) : given;
    const ratio = (a * d) / (b * c);
    const away = Z * Math.sqrt(1 / a + 1 / b + 1 / c + 1 / d);
    return [ratio, Math.exp(Math.log(ratio) - away), Math.exp(Math.log(ratio) + away)];
  }

  /** [intercept, slope] of a logistic regression on points [x, n, hits]; null where the points do not settle it. */
  function logistic(points) {
    const sum = (at) => points.reduce((sum, point) => sum + point[at], 0);
    const [n, hits] = [sum(1), sum(2)];
    if (points.filter((point) => point[1] > 0).length < 2 || hits === 0 || hits === n) return null;
    let [intercept, slope] = [Math.log(hits / (n - hits)), 0];
    for (let round = 0; round < 50; round += 1) {
      let [g0, g1, h00, h01, h11] = [0, 0, 0, 0, 0];
      for (const [x, of, hit] of points) {
        const p = 1 / (1 + Math.exp(-(intercept + slope * x)));
        const [miss, weight] = [hit - of * p, of * p * (1 - p)];
        g0 += miss;
        g1 += miss * x;
        h00 += weight;
        h01 += weight * x;
        h11 += weight * x * x;
      }
      const determinant = h00 * h11 - h01 * h01;
      if (!(determinant > 1e-12)) return null;
      const [by, tilt] = [(h11 * g0 - h01 * g1) / determinant, (h00 * g1 - h01 * g0) / determinant];
      intercept += by;
      slope += tilt;
      if (Math.abs(by) + Math.abs(tilt) < 1e-13) break;
    }
    return Math.abs(slope) < 10 && Number.isFinite(intercept) ? [intercept, slope] : null;
  }

  llmobs.stats = { counted, wilson, sharesDiffer, oddsRatio, logistic };
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
      const { values, unit } = data.sum(id);
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
      const typed = data.histogram(`${id} by error_type`);
      if (!typed) throw new Error(`${id} is not known by error type`);
      const { values } = data.sum(id);
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
    const { values } = data.sum('requests');
    const { start, bin, n, bins } = data.histogram('requests by error_type');
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
    const { bins } = data.histogram(id);
    const first = group * bins.length;
    let n = 0;
    for (let at = 0; at < bins.length; at += 1) n += counts[first + at];
    if (n === 0) return { value: null, n: 0, hits: 0 };
    const rank = Math.max(1, Math.ceil(q * n));
    let at = 0;
    for (let below = counts[first]; below < rank; below += counts[first + at]) at += 1;
    return { value: middle(llmobs.cube.meta.histograms[id], bins[at]), n, hits: 0 };
  }

  function evaluate(measure, sum) {
    const { formula, n: of } = measure;
    const n = sum(of);
    let value = null;
    let hits = 0;
    if (formula.sum) value = sum(formula.sum);
    else {
      const [over, under, times] = formula.ratio;
      const below = sum(under);
      if (below !== 0) value = (sum(over) / below) * times;
      if (llmobs.stats.counted(measure)) hits = Math.trunc(Math.max(0, sum(over)));
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
      const { bins } = data.histogram(id);
      binned(groups, data.histogram(id)).forEach((n, at) => {
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
        if (id && !counts.has(id)) counts.set(id, binned(groups, data.histogram(id)));
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
// A raw value of a row → text, number or count, and the order of texts. Twin of src/figures/rows.rs.
(function () {
  'use strict';
  const llmobs = (window.llmobs = window.llmobs || {});
  const UNNAMED = '(not logged)';
  /** An error of which the log tells no type. */
  const UNTYPED = '(no type logged)';

  const number = (value) => (typeof value === 'number' ? value : null);

  /** By bytes of UTF-8, as Rust and the engine sort: letters that take two units here come last, not before U+E000. */
  function compare(a, b) {
    const end = Math.min(a.length, b.length);
    for (let i = 0; i < end; i += 1) {
      const [x, y] = [a.charCodeAt(i), b.charCodeAt(i)];
      if (x !== y) {
        const [far, other] = [x >= 0xd800 && x <= 0xdfff, y >= 0xd800 && y <= 0xdfff];
        return far === other ? x - y : Number(far) - Number(other);
      }
    }
    return a.length - b.length;
  }

  llmobs.rows = {
    UNNAMED,
    /** A name of a dimension as tables write it. */
    name: (dim, value) => value ?? (dim === 'error_type' ? UNTYPED : UNNAMED),
    text: (value) => (typeof value === 'string' ? value : UNNAMED),
    number,
    count: (value) => Math.trunc(Math.max(0, number(value) || 0)),
    compare,
  };
})();
// Rows of a figure → its rows with what only that figure knows to make. Twins of the `make` of figures in Rust, by id:
// `llmobs.derive.some_figure = (rows) => rows`, where a row is an array in the order of the fields, inputs behind them.
(function () {
  'use strict';
  const llmobs = (window.llmobs = window.llmobs || {});
  const { rows: read, stats } = llmobs;
  const NONE = [null, null];

  /** Only the models that more than one provider serves. */
  const modelAcrossProviders = (rows) =>
    rows.filter(([model]) => rows.filter(([other]) => other === model).length > 1);

  /** One row of everything, with the four counts behind it → a row for hallucinated answers and one for the others. */
  function feedbackAndHallucination(rows) {
    if (!rows.length) return [];
    const [likedWrong, dislikedWrong, liked, disliked] = rows[0].slice(11).map((value) => value || 0);
    const all = likedWrong + dislikedWrong + liked + disliked;
    if (all === 0) return [];
    const overall = (dislikedWrong + disliked) / all;
    const odds = stats.oddsRatio(dislikedWrong, likedWrong, disliked, liked);
    const line = (name, liked, disliked, odds) => {
      const n = liked + disliked;
      const share = n > 0 ? disliked / n : null;
      const lift = share !== null && overall > 0 ? share / overall : null;
      return [name, n, liked, disliked, share, ...(stats.wilson(disliked, n) || NONE), lift, ...(odds || [null, ...NONE])];
    };
    return [line('hallucinated', likedWrong, dislikedWrong, odds), line('not hallucinated', liked, disliked, null)];
  }

  /** Centre and limits of a p chart, 3 standard errors away. */
  function hallucinationOverTime(rows) {
    const total = (at) => rows.reduce((sum, row) => sum + (read.number(row[at]) || 0), 0);
    const [n, hits] = [total(1), total(2)];
    const centre = n > 0 ? hits / n : 0;
    return rows.map(([time, of, hallucinated, rate]) => {
      const away = 3 * Math.sqrt((centre * (1 - centre)) / of);
      const [lower, upper] = [Math.max(0, centre - away), Math.min(1, centre + away)];
      return [time, of, hallucinated, rate, centre, lower, upper, rate !== null && (rate < lower || rate > upper) ? 'yes' : null];
    });
  }

  /** A row for each band and histogram → a row for each band, with the fitted curve. */
  function hallucinationByComplexity(rows) {
    const of = (name) => rows.filter((row) => row[3] === name);
    const hallucinated = new Map(of('hallucinated').map((row) => [row[0], row[2]]));
    const hits = ([from]) => hallucinated.get(from) || 0;
    const middle = ([from, to]) => (from + to) / 2;
    const bands = of('labelled').sort((a, b) => a[0] - b[0]);
    const fit = stats.logistic(bands.map((row) => [middle(row), row[2], hits(row)]));
    return bands.map((row) => {
      const [from, to, n] = row;
      const fitted = fit && 1 / (1 + Math.exp(-(fit[0] + fit[1] * middle(row))));
      return [from, to, n, hits(row), n > 0 ? hits(row) / n : null, ...(stats.wilson(hits(row), n) || NONE), fitted];
    });
  }

  llmobs.derive = {
    model_across_providers: modelAcrossProviders,
    feedback_and_hallucination: feedbackAndHallucination,
    hallucination_over_time: hallucinationOverTime,
    hallucination_by_complexity: hallucinationByComplexity,
  };
})();
// Two periods of the cube → the slices that explain what changed between them. Twin of src/figures/what_changed.rs.
(function () {
  'use strict';
  const llmobs = (window.llmobs = window.llmobs || {});
  const { rows: read, format } = llmobs;
  const SLICES = [['provider', 'provider'], ['model', 'model'], ['category', 'category'], ['app', 'app'], ['error_type', 'error type']];
  /** A measure, whether it is a rate, and the least change of the whole: relative for sums, absolute for rates. */
  const EXPLAINED = [['cost', false, 0.02], ['error_rate', true, 0.001], ['hallucination_rate', true, 0.002]];
  const MOST = 5;
  const LEAST_SHARE = 0.15;
  const LEAST_N = 100;
  const LEAST_RATIO = 0.15;
  const SLOWER = 3;
  const NOTHING = { value: null, n: 0, hits: 0 };

  /** `[name, [before, now]]` of every slice. */
  function pairs({ cube, names, periods }, dim, measure) {
    const ask = ({ from, to }) => cube.ask({ by: [dim], measures: [measure], filter: { ...names, from, to } });
    const [old, now] = periods.map(ask);
    const out = now.map(({ key: [name], values: [value] }) => {
      const at = old.findIndex((other) => other.key[0] === name);
      const [was] = at < 0 ? [] : old.splice(at, 1);
      return [read.text(name), [was ? was.values[0] : NOTHING, value]];
    });
    for (const { key: [name], values: [value] } of old) out.push([read.text(name), [value, NOTHING]]);
    return out;
  }

  const total = (list) => list.reduce((sum, one) => sum + one, 0);

  /** What slices are sorted by: two that hold the same requests must not change places by the last digits of their sums. */
  const weight = (value) => Math.round(value * 1e9);

  /** The slices with the largest parts in the change of a measure that has parts. */
  function explain(asked, [id, rate, least]) {
    const { label } = asked.cube.meta.measures[id];
    const found = [];
    for (const [dim, what] of SLICES) {
      if (dim === 'error_type' && id !== 'error_rate') continue;
      const slices = pairs(asked, dim, id);
      if (slices.length < 2) continue;
      const n = [0, 1].map((at) => total(slices.map(([, pair]) => pair[at].n)));
      const part = (pair, at) => (rate ? (n[at] > 0 ? pair[at].hits / n[at] : 0) : pair[at].value || 0);
      const whole = [0, 1].map((at) => total(slices.map(([, pair]) => part(pair, at))));
      const change = whole[1] - whole[0];
      const enough = Math.abs(change) >= (rate ? least : least * Math.abs(whole[0]));
      if (!enough || change === 0 || n[0] === 0) continue;
      const write = rate ? format.share : (value) => format.usd_short(value * asked.rate);
      for (const [name, pair] of slices) {
        if (dim === 'error_type' && name === read.UNNAMED) continue;
        const share = (part(pair, 1) - part(pair, 0)) / change;
        found.push([`${label} ${change > 0 ? 'up' : 'down'}`, `${what} ${name}`, write(part(pair, 0)), write(part(pair, 1)), share, pair[1].n]);
      }
    }
    return found.filter((row) => row[4] >= LEAST_SHARE).sort((a, b) => weight(b[4]) - weight(a[4])).slice(0, MOST);
  }

  /** The slices whose percentile rose or fell most. */
  function slower(asked, id) {
    const { label } = asked.cube.meta.measures[id];
    const found = [];
    for (const [dim, what] of SLICES.filter(([dim]) => dim !== 'error_type')) {
      const slices = pairs(asked, dim, id);
      if (slices.length < 2) continue;
      for (const [name, [was, is]] of slices) {
        if (is.value === null || !(was.value > 0)) continue;
        const ratio = is.value / was.value - 1;
        if (was.n < LEAST_N || is.n < LEAST_N || Math.abs(ratio) < LEAST_RATIO) continue;
        const row = [`${label} ${ratio > 0 ? 'up' : 'down'}`, `${what} ${name}`, format.milliseconds(was.value), format.milliseconds(is.value), null, is.n];
        found.push([Math.abs(ratio) * Math.sqrt(is.n), row]);
      }
    }
    return found.sort((a, b) => weight(b[0]) - weight(a[0])).slice(0, SLOWER).map(([, row]) => row);
  }

  llmobs.computed = llmobs.computed || {};
  llmobs.computed.what_changed = (cube, { names, now, before }, _, rate) => {
    if (!before) return [];
    const asked = { cube, names, periods: [before, now], rate };
    return [...EXPLAINED.flatMap((one) => explain(asked, one)), ...slower(asked, 'latency_p95')];
  };
})();
// Objectives → what was attained under the reader's filter. Twin of src/figures/levels.rs.
(function () {
  'use strict';
  const llmobs = (window.llmobs = window.llmobs || {});
  const { format, stats } = llmobs;
  const SCOPE = ['provider', 'model', 'category', 'app', 'environment'];

  /** The reader's filter and the objective's own at once; null where they have no request in common. */
  function narrowed(names, objective) {
    const filter = { ...names };
    for (const dim of SCOPE) {
      const own = objective[dim];
      if (own === null) continue;
      if (filter[dim]?.length && !filter[dim].includes(own)) return null;
      filter[dim] = [own];
    }
    return filter;
  }

  function level(cube, { names, now: { from, to } }, objective, rate) {
    const { measure: id, bound, at_least: least, scope } = objective;
    const measure = cube.meta.measures[id];
    const filter = narrowed(names, objective);
    const ask = (by) => (filter ? cube.ask({ by, measures: [id], filter: { ...filter, from, to } }) : []);
    const whole = ask([])[0]?.values[0] || { value: null, n: 0, hits: 0 };
    const days = ask(['time']).map(({ key: [day], values: [{ value }] }) => ({ day, value })).filter(({ value }) => value !== null);
    const good = (value) => (least ? value >= bound : value <= bound);
    const off = ({ value }) => Math.abs(value - bound);
    const write = (value) => format.unit(measure.unit, measure.unit === 'usd' ? value * rate : value);
    // What adds up is an objective for a day: a month of it says nothing.
    const perDay = Boolean(measure.formula.sum);
    const met = days.filter(({ value }) => good(value)).length;
    let worst = null;
    for (const one of days) if (!good(one.value) && (!worst || off(one) >= off(worst))) worst = one;
    const verdict = (is) => (is ? 'met' : 'missed');
    let [status, attained] = ['unknown', format.cell('number', null)];
    if (perDay && days.length) {
      [status, attained] = [verdict(met === days.length), `${write(days.reduce((sum, { value }) => sum + value, 0) / days.length)} a day`];
    } else if (whole.value !== null) [status, attained] = [verdict(good(whole.value)), write(whole.value)];
    const counted = stats.counted(measure);
    const allowed = least ? (1 - bound) * whole.n : bound * whole.n;
    return {
      told: `${measure.label} ${least ? '≥' : '≤'} ${write(bound)}${perDay ? ' a day' : ''}${scope ? ` (${scope})` : ''}`,
      attained,
      status,
      n: whole.n,
      days: [met, days.length],
      left: counted && allowed > 0 ? 1 - (least ? whole.n - whole.hits : whole.hits) / allowed : null,
      worst: worst && `${worst.day}: ${write(worst.value)}`,
      interval: (counted && stats.wilson(whole.hits, whole.n)) || [null, null],
    };
  }

  const levels = (cube, view, { computed: { objectives } }, rate) => objectives.map((objective) => level(cube, view, objective, rate));

  llmobs.computed = llmobs.computed || {};
  llmobs.computed.service_level_status = (...given) => levels(...given).map(({ told, attained, status, left, n }) => [told, attained, status, left, n]);
  llmobs.computed.service_levels = (...given) => levels(...given).map(({ told, attained, status, interval, days, left, worst, n }) =>
    [told, attained, status, ...interval, ...days, left, worst, n]);
})();
// Costs by the day → this month so far, and what it will come to. Twin of src/figures/cost_forecast.rs.
(function () {
  'use strict';
  const llmobs = (window.llmobs = window.llmobs || {});
  const DAY = 864e5;
  /** How many days an average rests on. */
  const LOOK_BACK = 28;
  const WEEK = 7;
  /** Standard normal quantile for a two-sided 95 % interval. */
  const Z = 1.959963984540054;

  const write = (day) => new Date(day * DAY).toISOString().slice(0, 10);
  const sum = (list) => list.reduce((total, one) => total + one, 0);

  llmobs.computed = llmobs.computed || {};
  llmobs.computed.cost_forecast = (cube, { names }, { computed: { budget } }) => {
    const end = cube.meta.last.slice(0, 10);
    const last = Date.parse(end) / DAY;
    const first = Date.parse(`${end.slice(0, 7)}-01`) / DAY;
    const begins = Date.parse(cube.meta.first.slice(0, 10)) / DAY;
    const filter = { ...names, from: `${write(Math.min(first, last - LOOK_BACK))}T00`, to: `${write(last + 1)}T00` };
    const known = new Map(cube.ask({ by: ['time'], measures: ['cost'], filter }).map(({ key: [day], values: [value] }) => [day, value]));
    const on = (day) => known.get(write(day)) || { value: null, n: 0 };
    const limit = Object.values(names).some((list) => list.length) ? null : budget;
    const history = Array.from({ length: LOOK_BACK }, (_, back) => last - 1 - back).filter((day) => day >= begins).map((day) => ({ day, cost: on(day).value || 0 }));
    // One week says nothing about how far days lie off what is usual.
    const enough = history.length > WEEK;
    const rows = [];
    let spent = 0;
    for (let day = first; day <= last; day += 1) {
      const { value, n } = on(day);
      spent += value || 0;
      const meets = day === last && enough ? [spent, spent, spent] : [null, null, null];
      rows.push([write(day), spent, ...meets, limit, n]);
    }
    const usual = (day) => {
      const alike = history.filter((one) => (one.day - day) % WEEK === 0);
      const same = alike.length ? alike : history;
      return sum(same.map(({ cost }) => cost)) / Math.max(1, same.length);
    };
    const spread = Math.sqrt(sum(history.map(({ day, cost }) => (cost - usual(day)) ** 2)) / Math.max(1, history.length - WEEK));
    let middle = spent;
    for (let day = last + 1; enough && write(day).slice(0, 7) === end.slice(0, 7); day += 1) {
      middle += usual(day);
      const away = Z * spread * Math.sqrt(day - last);
      rows.push([write(day), null, middle, Math.max(spent, middle - away), middle + away, limit, 0]);
    }
    return rows;
  };
})();
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
// Rows → colours of names, and named series over shared x values. Twin of src/figures/palette.rs and chart/series.rs.
(function () {
  'use strict';
  const llmobs = (window.llmobs = window.llmobs || {});
  const { rows: read } = llmobs;
  const OTHER = '@other';
  /** How many names get a colour of their own. */
  const COLOURS = 8;
  /** Most series of a chart: a setting. */
  const MOST = Number(document.documentElement.dataset.series) || COLOURS;

  /** A roster of `names` in their order: name → colour; what ranks ninth or later, or is not in it, is other. */
  function roster(names) {
    const rank = new Map([...new Set(names)].map((name, at) => [name, at]));
    return (name) => (rank.get(name) < COLOURS ? `@c${rank.get(name) + 1}` : OTHER);
  }

  /** The rosters of the site, from everything in the cube; models dearest first, all else largest first. */
  function rosters(cube) {
    const of = (dim, weight) => {
      const groups = cube.ask({ by: [dim], measures: [weight, 'requests'] });
      const known = groups.map(({ key: [name], values: [{ value }, { n }] }) => ({ name, value, n }));
      known.sort((a, b) => Number(a.value === null) - Number(b.value === null) || b.value - a.value || b.n - a.n
        || Number(a.name === null) - Number(b.name === null) || (a.name === null ? 0 : read.compare(a.name, b.name)));
      return roster(known.map(({ name }) => read.name(dim, name)));
    };
    return { providers: of('provider', 'requests'), models: of('model', 'cost'), categories: of('category', 'requests'), apps: of('app', 'requests'), errors: of('error_type', 'errors') };
  }

  /** The names in a column, in the order of their bytes. */
  const own = (rows, at) => roster(rows.map((row) => read.text(row[at])).sort(read.compare));

  const times = (rows) => [...new Set(rows.map((row) => read.text(row[0])))].sort(read.compare);

  function blank(name, colour, xs) {
    return { name, colour, x: [...xs], y: xs.map(() => null), n: xs.map(() => 0) };
  }

  /** The names in the second column by what `weigh` gives in sum, largest first. */
  function ranked(rows, weigh) {
    const totals = new Map();
    for (const row of rows) totals.set(read.text(row[1]), (totals.get(read.text(row[1])) || 0) + weigh(row));
    return [...totals].sort((a, b) => b[1] - a[1] || read.compare(a[0], b[0])).map(([name]) => name);
  }

  /** Rows of (x, name, …) → one series per name; what does not fit or has no colour becomes "k more". */
  function pivot(rows, value, n, colour) {
    const xs = times(rows);
    const names = ranked(rows, (row) => read.number(row[value]) || 0);
    const kept = names.filter((name) => colour(name) !== OTHER).slice(0, names.length > MOST ? MOST - 1 : MOST);
    const series = kept.map((name) => blank(name, colour(name), xs));
    if (names.length > kept.length) series.push(blank(`${names.length - kept.length} more`, OTHER, xs));
    const places = new Map(xs.map((x, at) => [x, at]));
    const of = new Map(kept.map((name, at) => [name, at]));
    for (const row of rows) {
      const one = series[of.get(read.text(row[1])) ?? kept.length];
      const x = places.get(read.text(row[0]));
      if (read.number(row[value]) !== null) one.y[x] += row[value];
      one.n[x] += read.count(row[n]);
    }
    return series;
  }

  /** Rows of (x, name, …) → one series per name, as many as fit, the largest n first; what is left out is not summed. */
  function apart(rows, value, n, colour) {
    const xs = times(rows);
    const kept = ranked(rows, (row) => read.count(row[n])).filter((name) => colour(name) !== OTHER).slice(0, MOST);
    const series = kept.map((name) => blank(name, colour(name), xs));
    const places = new Map(xs.map((x, at) => [x, at]));
    const of = new Map(kept.map((name, at) => [name, at]));
    for (const row of rows) {
      const one = series[of.get(read.text(row[1])) ?? -1];
      if (!one) continue;
      const x = places.get(read.text(row[0]));
      one.y[x] = read.number(row[value]);
      one.n[x] = read.count(row[n]);
    }
    return series;
  }

  /** One series per column, given as [place, name, colour]. */
  function columns(rows, given, n) {
    return given.map(([at, name, colour]) => ({
      name,
      colour,
      x: rows.map((row) => read.text(row[0])),
      y: rows.map((row) => read.number(row[at])),
      n: rows.map((row) => read.count(row[n])),
    }));
  }

  llmobs.series = { OTHER, roster, rosters, own, pivot, apart, columns };
})();
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
// A headline's trend → the paths of a small inline SVG line, with a gap wherever a step is unknown. Twin of src/pages/spark.rs.
(function () {
  'use strict';
  const llmobs = (window.llmobs = window.llmobs || {});
  const WIDTH = 120;
  const HEIGHT = 28;
  /** Room for half the stroke, so that the highest and lowest points are not cut. */
  const PAD = 2;

  /** `{ line, area }` and the box they are in; null when less than a quarter of the steps is known, or no two in a row: dots are no trend. */
  function spark(trend) {
    const known = trend.filter((value) => value !== null);
    const pair = trend.some((value, at) => at > 0 && value !== null && trend[at - 1] !== null);
    if (!pair || 4 * known.length < trend.length) return null;
    const [low, high] = [Math.min(...known), Math.max(...known)];
    const step = (WIDTH - 2 * PAD) / (trend.length - 1);
    const place = (value, at) => {
      // A flat line is drawn in the middle; there is no scale to place it on.
      const share = high > low ? (value - low) / (high - low) : 0.5;
      return [(PAD + at * step).toFixed(1), (HEIGHT - PAD - share * (HEIGHT - 2 * PAD)).toFixed(1)];
    };
    let [line, area, run] = ['', '', []];
    const close = () => {
      line += run.map(([x, y], i) => `${i ? 'L' : 'M'}${x} ${y}`).join('');
      // A step between two gaps: a line of no length, which round caps show as a dot.
      if (run.length === 1) line += 'h0';
      else if (run.length) area += `M${run[0][0]} ${HEIGHT}${run.map(([x, y]) => `L${x} ${y}`).join('')}L${run.at(-1)[0]} ${HEIGHT}Z`;
      run = [];
    };
    trend.forEach((value, at) => (value === null ? close() : run.push(place(value, at))));
    close();
    return { width: WIDTH, height: HEIGHT, line, area };
  }

  llmobs.spark = spark;
})();
// Measures over a period and the one before → headlines with n, interval, trend and change. Twin of src/figures/headline.rs.
(function () {
  'use strict';
  const llmobs = (window.llmobs = window.llmobs || {});
  const { format, stats } = llmobs;
  const HOUR = 3600000;
  /** Change of a sum or a mean that is not worth a colour. */
  const SMALL = 0.01;
  /** One bin further is a change of exactly the noise, whatever the last places of the number say. */
  const SLACK = 1e-9;
  /** Steps of a trend at most. */
  const STEPS = 400;

  const hours = (text) => Date.parse(`${text.slice(0, 13)}:00Z`) / HOUR;
  const midnight = (at) => Math.floor(at / 24) * 24;

  /** `97.0–97.6 %`; `over 99.9 %` where the upper end is everything. */
  function span([low, high]) {
    if (high >= 0.9999) return `over ${format.share(low).replace(/^>/, '')}`;
    if (low <= 0.0001) return `below ${format.share(high).replace(/^</, '')}`;
    return `${format.share(low).replace(/( %)+$/, '')}–${format.share(high)}`;
  }

  /** `+12.3 %`, `−0.4 pp`, `no change`. */
  function signed(value, unit) {
    // Changes of percentiles often lie halfway between two texts, where the last places of the number must not decide.
    const text = format.fixed(Math.round(Math.abs(value) * 1e6) / 1e6, 1);
    if (text === '0.0') return 'no change';
    return (value < 0 ? '−' : '+') + text + unit;
  }

  /** Change that is not worth a colour; for a percentile, one that may be the bins' doing: a step from one to the next. */
  function noise({ formula }, { histograms }) {
    const scale = formula.quantile && histograms[formula.quantile[0]].scale;
    return scale && scale.log ? scale.log - 1 : SMALL;
  }

  function change(measure, meta, now, before, label) {
    if (now.value === null || before.value === null) return null;
    const against = `${format.unit(measure.unit, before.value)} ${label} (n = ${format.count(before.n)})`;
    let text;
    let real;
    if (measure.unit === 'share') {
      text = signed((now.value - before.value) * 100, ' pp');
      // A share of tokens or money: its n are requests, and no test fits.
      real = stats.counted(measure) ? stats.sharesDiffer(now, before) : Math.abs(now.value - before.value) > SMALL;
    } else if (before.value === 0) return null;
    else {
      const ratio = now.value / before.value - 1;
      text = signed(ratio * 100, ' %');
      real = Math.abs(ratio) > noise(measure, meta) + SLACK;
    }
    const rise = now.value > before.value;
    const neither = !real || measure.better === 'neither';
    return { text, against, verdict: neither ? 'neutral' : (measure.better === 'higher') === rise ? 'good' : 'bad' };
  }

  /** One list of values per measure: per day of the data in the period, per hour where that is at most two days. */
  function trends(ids, cube, filter, { from, to }) {
    const { first, last, hours_from: recent } = cube.meta;
    const byHour = hours(to) - hours(from) <= 48 && hours(from) >= hours(recent);
    const groups = cube.ask({ by: ['time'], measures: ids, filter, grain: byHour ? 'hour' : 'day' });
    const known = new Map(groups.map(({ key: [time], values }) => [time, values]));
    const end = Math.min(midnight(hours(last)) + 24, hours(to));
    const out = ids.map(() => []);
    for (let at = Math.max(midnight(hours(first)), hours(from)), steps = 0; at < end && steps < STEPS; at += byHour ? 1 : 24, steps += 1) {
      const time = new Date(at * HOUR).toISOString().replace('T', ' ').slice(0, byHour ? 16 : 10);
      const values = known.get(time);
      out.forEach((list, i) => list.push(values ? values[i].value : null));
    }
    return { steps: byHour ? 'hours' : 'days', values: out };
  }

  /**
   * One headline for each of `given` (`{ id, missing }`), all asked at once. `now` and `before` (or null) have `from` and
   * `to`, as `2026-08-01T00`, and `before` a `label` as a sentence goes on: "in the 30 days before".
   */
  function headlines(given, cube, filter, now, before, rate = 1) {
    const ids = given.map(({ id }) => id);
    const money = (id, found) => (cube.meta.measures[id].unit === 'usd' && found.value !== null ? { ...found, value: found.value * rate } : found);
    const within = ({ from, to }) => ({ ...filter, from, to });
    const over = (period) => {
      const [{ values }] = cube.ask({ measures: ids, filter: within(period) });
      return values.map((found, at) => money(ids[at], found));
    };
    const [found, earlier, trend] = [over(now), before && over(before), trends(ids, cube, within(now), now)];
    return given.map(({ id, missing }, at) => {
      const measure = cube.meta.measures[id];
      const { value, n, hits } = found[at];
      const interval = stats.counted(measure) ? stats.wilson(hits, n) : null;
      return {
        id,
        value: value === null ? '–' : format.unit(measure.unit, value),
        n,
        n_of: measure.n_of,
        interval: interval && span(interval),
        change: earlier && change(measure, cube.meta, found[at], earlier[at], before.label),
        trend: trend.values[at],
        steps: trend.steps,
        empty: value === null ? missing : null,
      };
    });
  }

  llmobs.headlines = headlines;
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
      // What others keep there stays.
      const { hash } = window.location;
      window.location.hash = `#${llmobs.state.carry(hash.startsWith(IN_FRAGMENT) ? hash.slice(1) : '', state) || '?'}`;
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
    /** Says that the data could not be read after all. */
    fail(error) {
      trouble = error;
      render();
    },
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
// A plot → what stands around the chart: height and legend. Twin of src/pages/shell.rs.
(function () {
  'use strict';
  const llmobs = (window.llmobs = window.llmobs || {});
  const { make } = llmobs;
  const COLOURS = 8;
  const within = (height) => Math.min(Math.max(height, 120), 1600);

  /** Height of the chart in CSS pixels: what the layout asks for, room for every bar where bars lie, or a common height. */
  function height({ data, layout }) {
    if (layout.height) return within(layout.height);
    const lying = data.filter(({ orientation, y }) => orientation === 'h' && y).map(({ y }) => y.length);
    return lying.length ? within(50 + 26 * Math.max(...lying)) : 280;
  }

  /** The palette name of a trace's line or marker, or the one Plotly would give it by its index. */
  function colour({ line, marker, fillcolor }, index) {
    const name = [line?.color, marker?.color, fillcolor].find((one) => typeof one === 'string' && one.startsWith('@'));
    return name ? name.slice(1).split('/')[0] : `c${(index % COLOURS) + 1}`;
  }

  /** The named series (`trace`, `name`, `colour`), where there are at least two. */
  function entries({ data, layout }) {
    const named = data.flatMap((trace, at) => (
      typeof trace.name === 'string' && trace.showlegend !== false ? [{ trace: at, name: trace.name, colour: colour(trace, at), before: trace.moved !== undefined }] : []));
    return layout.showlegend === false || named.length < 2 ? [] : named;
  }

  /** The legend as templates/parts/figure.html writes it, null where there is none; `off` holds names that are hidden. */
  function legend(plot, title, off) {
    const items = entries(plot).map(({ trace, name, colour: of, before }) => {
      const swatch = make('i', before ? { className: 'before' } : {});
      if (!before) swatch.style.background = `var(--${of})`;
      const button = make('button', { type: 'button', 'data-trace': String(trace), 'aria-pressed': String(!off.has(name)) }, swatch, make('span', {}, name));
      return make('li', {}, button);
    });
    return items.length ? make('ul', { className: 'legend', 'aria-label': `Series of ${title}` }, ...items) : null;
  }

  llmobs.shell = { height, entries, legend };
})();
// What was evaluated → the parts of the page that show it: headlines, figures, panels.
(function () {
  'use strict';
  const llmobs = (window.llmobs = window.llmobs || {});
  const { make, format } = llmobs;
  const NOTHING = 'Nothing matches these filters.';
  const UNFOLLOWED = 'Does not follow the filters: it is read from the store itself, which this page does not hold.';
  /** As in src/pages/view.rs: a longer table is folded. */
  const FOLD_ABOVE = 20;
  const SVG = 'http://www.w3.org/2000/svg';

  /** Our own sentences: what stands between backticks is code. */
  const prose = (text) => text.split('`').map((part, at) => (at % 2 ? make('code', {}, part) : part));

  function drawing({ trend, steps }) {
    const spark = llmobs.spark(trend);
    if (!spark) return [];
    const node = (tag, given, ...children) => {
      const element = document.createElementNS(SVG, tag);
      for (const [name, value] of Object.entries(given)) element.setAttribute(name, value);
      element.append(...children);
      return element;
    };
    return [node('svg', {
      class: 'spark', viewBox: `0 0 ${spark.width} ${spark.height}`, preserveAspectRatio: 'none', role: 'img',
      'aria-label': `Trend over ${trend.length} ${steps}`,
    }, node('path', { class: 'area', d: spark.area }), node('path', { d: spark.line }))];
  }

  /** An arrow for the direction and a word for the meaning: colour alone would leave some readers out. */
  function changed({ text, against, verdict }) {
    const arrow = { '+': '▲', '−': '▼' }[text[0]] || '≈';
    const word = { good: ' better', bad: ' worse' }[verdict];
    const meaning = word ? [' ', make('span', { className: 'word' }, word.trim())] : [];
    return make('p', { className: `change ${verdict}` },
      make('b', {}, make('span', { 'aria-hidden': 'true' }, arrow), ` ${text}`, ...meaning), ' ', make('span', { className: 'against' }, against));
  }

  /** Fills a headline as templates/parts/headline.html does; its name and how it is made stay. */
  function headline(element, view) {
    const rest = view.empty ? [make('p', { className: 'missing' }, ...prose(view.empty))] : [
      ...drawing(view),
      ...(view.change ? [changed(view.change)] : []),
      make('p', { className: 'basis' }, `${view.interval ? `95 % interval ${view.interval} · ` : ''}n = ${format.count(view.n)} ${view.n_of}`),
    ];
    element.classList.toggle('is-empty', Boolean(view.empty));
    const [first, last] = [element.querySelector('h2'), element.querySelector('details')];
    element.replaceChildren(first, make('p', { className: 'value' }, view.value), ...rest, last);
  }

  /** Says that nothing matches, or takes that back; what else a figure or panel has is hidden by the style sheet. */
  function matched(element, any, nothing = NOTHING) {
    element.classList.toggle('is-empty', !any);
    element.classList.toggle('unmatched', !any);
    const said = element.querySelector(':scope > .missing');
    if (any) said?.remove();
    else if (!said) element.querySelector('.title').after(make('p', { className: 'missing' }, ...prose(nothing)));
  }

  /** Shows `view` (table, n, unit, plot or null) in a figure; resolves when its chart is drawn. */
  function figure(element, content, view) {
    const chart = element.querySelector('.chart');
    content.table = view.table;
    matched(element, Boolean(view.plot));
    if (view.plot) {
      element.querySelector('.unit').textContent = view.unit;
      element.querySelector('.n').textContent = `n = ${format.count(view.n)} ${content.declaration.n_of}`;
      const [before, legend] = [element.querySelector('.legend'), llmobs.shell.legend(view.plot, content.title, llmobs.chart.hidden(chart))];
      if (before?.outerHTML !== legend?.outerHTML) {
        before?.remove();
        if (legend) chart.before(legend);
      }
      chart.style.height = `${llmobs.shell.height(view.plot)}px`;
    }
    content.changed();
    return llmobs.chart.replace(chart, view.plot);
  }

  /** Shows `view.rows` in a panel. */
  function panel(element, content, view) {
    const table = element.querySelector('table');
    const more = element.querySelector('[data-do="more"]');
    content.table = { ...content.table, rows: view.rows };
    // What is computed may be empty for other reasons than the filter.
    matched(element, view.rows.length > 0, content.declaration?.computed ? content.declaration.missing : NOTHING);
    llmobs.table.fill(table, content.table);
    const folded = view.rows.length > FOLD_ABOVE && table.dataset.unfolded !== 'yes';
    table.classList.toggle('folded', folded);
    if (more) {
      more.hidden = !folded;
      more.textContent = `Show all ${format.count(view.rows.length)} rows`;
    }
    content.changed();
  }

  /** Says so below the title of what cannot follow, while there are filters. */
  function unfollowed(element, active) {
    element.querySelector('.unfollowed')?.remove();
    if (active) element.querySelector('.title').append(make('p', { className: 'unfollowed' }, UNFOLLOWED));
  }

  llmobs.redraw = { NOTHING, headline, figure, panel, unfollowed };
})();
// The filters' state → every headline, figure and panel of the page, drawn from the cube; and back to what was built.
(function () {
  'use strict';
  const llmobs = (window.llmobs = window.llmobs || {});
  const { redraw, filters, format } = llmobs;
  const range = document.querySelector('.range');
  const built = { range: range?.textContent, headlines: new Map() };
  /** What follows: `{ id, element, content, draw(view), key }`, where `key` tells what it shows now. */
  let parts = [];
  /** What the unfiltered cube says: colours, and which headlines have something at all. */
  let whole = null;
  /** Counts changes; whoever finds a newer one stops. */
  let newest = 0;
  let running = Promise.resolve();

  /** How far an element is from what is seen, in pixels. */
  function distance(element) {
    const { top, bottom } = element.getBoundingClientRect();
    return Math.max(0, top - window.innerHeight, -bottom);
  }

  /** Without a period, what compares or measures over a period takes the one that the page was built with. */
  function compared({ computed }, view) {
    return computed && !view.filter.from ? { ...view, ...computed.periods } : view;
  }

  function figure({ id, content, element, original }, view) {
    const { declaration } = content;
    const { cube, page: { rate } } = llmobs;
    const rows = llmobs.viewed(declaration, id, cube, compared(declaration, view), rate);
    const at = declaration.fields.findIndex(({ name }) => name === 'n');
    const n = rows.reduce((sum, row) => sum + llmobs.rows.count(row[at]), 0);
    const draw = (these) => llmobs.charts.draw(declaration.chart, declaration.fields, these, whole.rosters);
    const shown = { table: { ...original.table, rows }, n, unit: declaration.unit.replace('{grain}', view.grain), plot: n > 0 ? draw(rows) : null };
    const earlier = n > 0 && llmobs.before.rows(declaration, id, cube, view, rate);
    if (earlier?.length) {
      shown.table = llmobs.before.table(original.table, declaration, rows, earlier, view);
      shown.plot = llmobs.before.draw(declaration, shown.plot, draw(earlier), view);
    }
    return redraw.figure(element, content, shown);
  }

  function panel({ id, content, element }, view) {
    const { declaration } = content;
    redraw.panel(element, content, { rows: llmobs.viewed(declaration, id, llmobs.cube, compared(declaration, view), llmobs.page.rate) });
  }

  /** Takes in what `register` was given, as it was built, so that it can be put back. */
  function collect(kind, draw, restore) {
    return Object.entries(llmobs.page[kind]).map(([id, content]) => {
      const element = document.getElementById(id);
      const text = (name) => element.querySelector(name)?.textContent;
      const original = { table: content.table, plot: content.plot, unit: text('.unit'), n: text('.n') };
      return { id, element, content, original, draw, restore: () => restore(element, content, original), key: '' };
    });
  }

  function restoreFigure(element, content, { table, plot, unit, n }) {
    const shown = redraw.figure(element, content, { table, n: 0, unit, plot });
    element.querySelector('.n').textContent = n;
    return shown;
  }

  /** The state in the terms of the cube. */
  function viewed(state) {
    const { from, to, label, before, grain } = llmobs.state.resolve(state, llmobs.cube.meta);
    const names = Object.fromEntries(llmobs.state.DIMS.map((dim) => [dim, state[dim]]));
    // Without a period nothing is left out, not even what a wrong clock dated into the future.
    const filter = state.period === 'all' ? names : { ...names, from, to };
    const preposition = /^(the day|the same weekdays)/.test(before?.label) ? 'on' : 'in';
    return { filter, names, grain, now: { from, to, label }, before: before && { ...before, name: before.label, label: `${preposition} ${before.label}` } };
  }

  function headlines({ names, now, before }) {
    const given = llmobs.page.headlines.map(({ id, missing }) => ({ id, missing: whole.known.has(id) ? redraw.NOTHING : missing }));
    for (const view of llmobs.headlines(given, llmobs.cube, names, now, before, llmobs.page.rate)) {
      redraw.headline(document.getElementById(`measure-${view.id}`), view);
    }
  }

  /** `2026-08-01 to 2026-08-07`, with hours where the period is no whole days. */
  function span({ from, to }) {
    const time = (text, back) => new Date(Date.parse(`${text}:00Z`) - back).toISOString().replace('T', ' ');
    if (`${from}${to}`.match(/T00/g)?.length !== 2) return `${time(from, 0).slice(0, 16)} to ${time(to, 0).slice(0, 16)}`;
    const [first, last] = [from.slice(0, 10), time(to, 1).slice(0, 10)];
    return first === last ? first : `${first} to ${last}`;
  }

  function tell({ filter, now }) {
    const [{ values: [{ n }] }] = llmobs.cube.ask({ measures: ['requests'], filter });
    const [, , zone] = built.range.split(' · ');
    range.textContent = `${span(now)} · ${format.count(n)} of ${format.count(whole.n)} interactions · ${zone}`;
  }

  /** What everything comes to, asked once. */
  function read() {
    const ids = llmobs.page.headlines.map(({ id }) => id);
    const [{ values }] = llmobs.cube.ask({ measures: ['requests', ...ids] });
    const known = new Set(ids.filter((_, at) => values[at + 1].value !== null));
    return { rosters: llmobs.series.rosters(llmobs.cube), known, n: values[0].n };
  }

  /** Draws parts one after the other, what is seen first; stops when there is a newer change. */
  async function each(mine, key, draw) {
    const order = parts.filter((part) => part.key !== key(part)).map((part) => ({ part, far: distance(part.element) }));
    order.sort((a, b) => a.far - b.far);
    for (const { part } of order) {
      if (mine !== newest) return;
      part.key = key(part);
      await draw(part);
      // Lets the browser paint and listen in between.
      await window.scheduler?.yield?.();
    }
  }

  async function show(state, mine) {
    if (llmobs.state.active(state) === 0) {
      for (const [element, nodes] of built.headlines) element.replaceChildren(...nodes.children), element.className = nodes.className;
      range.textContent = built.range;
      await each(mine, () => '', (part) => part.restore());
      return;
    }
    await filters.ready();
    if (mine !== newest) return;
    whole = whole || read();
    const view = viewed(state);
    headlines(view);
    tell(view);
    const shown = [view.filter, view.grain];
    const key = ({ content }) => JSON.stringify(content.declaration.computed || llmobs.before.shows(content.declaration) ? [...shown, view.before] : shown);
    await each(mine, key, (part) => part.draw(part, view));
  }

  /** Shows `state` once nothing else is being drawn, unless there is a newer one by then. */
  function follow(state) {
    newest += 1;
    const mine = newest;
    const active = llmobs.state.active(state) > 0;
    for (const id of llmobs.page.unfollowed) redraw.unfollowed(document.getElementById(id), active);
    const main = document.getElementById('main');
    // What stands over the headlines is about those that were built; chosen ones have their days in the line on top.
    const stretch = document.getElementById('stretch');
    if (stretch) stretch.hidden = active;
    main.setAttribute('aria-busy', 'true');
    // A failure is told by the bar; the page stays as it is.
    running = running.then(() => (mine === newest ? show(state, mine) : undefined)).catch((error) => {
      if (mine === newest) filters.fail(error);
    }).finally(() => {
      if (mine === newest) main.removeAttribute('aria-busy');
    });
    return running;
  }

  /** Takes the page over once it is registered; resolves when it shows what the address says. */
  function start() {
    for (const { id } of llmobs.page.headlines) {
      const element = document.getElementById(`measure-${id}`);
      built.headlines.set(element, { children: [...element.childNodes], className: element.className });
    }
    const follows = ({ content }) => content.declaration;
    const all = [...collect('figures', figure, restoreFigure), ...collect('panels', panel, (element, content, { table }) => redraw.panel(element, content, table))];
    parts = all.filter(follows);
    llmobs.page.unfollowed = all.filter((part) => !follows(part)).map(({ id }) => id);
    range?.setAttribute('aria-live', 'polite');
    filters.onchange(follow);
    return llmobs.state.active(filters.state()) ? follow(filters.state()) : Promise.resolve();
  }

  llmobs.follow = { start, done: () => running };
})();
// A bar, a point or a name of a figure → the explorer, showing the interactions behind it under the page's filters.
(function () {
  'use strict';
  const llmobs = (window.llmobs = window.llmobs || {});
  const { make, rows: read } = llmobs;
  const PAGE = 'explorer.html';

  /** What a page is about, as a query; a slice of it leads to those interactions first. */
  const ABOUT = { reliability: 'status:error', hallucination: 'hallucinated:yes' };

  /** Days of a step of time: a month, a day, or the day of an hour. */
  function days(text) {
    const [, month, day] = /^(\d{4}-\d{2})(?:-(\d{2}))?/.exec(text) || [];
    if (!month) return null;
    if (day) return { period: 'custom', from: `${month}-${day}`, to: `${month}-${day}` };
    const [year, number] = month.split('-').map(Number);
    return { period: 'custom', from: `${month}-01`, to: new Date(Date.UTC(year, number, 0)).toISOString().slice(0, 10) };
  }

  /** Where a slice leads: `parts` are [dimension, value] pairs, null for what was not logged. */
  function href(parts, about = '') {
    let state = llmobs.filters.state();
    const words = [];
    let open = null;
    for (const [dim, value] of parts) {
      if (dim === 'time') state = { ...state, ...days(value) };
      else if (dim === 'id') open = value;
      else if (dim === 'error_type') words.push(value === null ? 'status:error' : `error:${/^[^\s"\\]+$/.test(value) ? value : `"${value.replace(/["\\]/g, '\\$&')}"`}`);
      else state = { ...state, [dim]: [value] };
    }
    if (about && !words.length && !open) words.push(about);
    const more = [...(words.length ? [`q=${encodeURIComponent(`${words.join(' ')} `)}`] : []), ...(open ? [`open=${encodeURIComponent(open)}`] : [])];
    const query = llmobs.state.write(state);
    return PAGE + query + (more.length ? `${query ? '&' : '?'}${more.join('&')}` : '');
  }

  const LEADING = new Set([...llmobs.state.DIMS, 'error_type']);
  /** A report without interactions to read leads nowhere. */
  const NOWHERE = document.documentElement.dataset.unsearched !== undefined;
  /** The dimension that a column of a table is of, else null. */
  function dimension({ name }, id) {
    if (NOWHERE) return null;
    if (LEADING.has(name)) return name;
    if (name === 'time' && id !== 'slowest_interactions') return 'time';
    return name === 'id' && id === 'slowest_interactions' ? 'id' : null;
  }

  const named = (value) => (value === read.UNNAMED ? null : value);
  const aim = (link, dim, value) => { link.href = href([[dim, named(value)]], ABOUT[llmobs.page?.id]); };

  /** The content of a table's cell: a link where its column leads somewhere. */
  function cell({ lead }, value, text) {
    if (!lead || typeof value !== 'string' || (lead === 'time' && !days(value))) return text;
    const link = make('a', { className: 'onward' }, text);
    link.aim = () => aim(link, lead, value);
    link.aim();
    return link;
  }

  /** The series of a stack at `time` that the pointer is in; undefined above all of them. */
  function pointed(element, plot, time, { clientY }) {
    const { yaxis } = element._fullLayout;
    const height = yaxis.p2d(clientY - element.getBoundingClientRect().top - yaxis._offset);
    const off = llmobs.chart.hidden(element);
    let top = 0;
    return plot.data.filter(({ name, moved }) => moved === undefined && !off.has(name)).find(({ x, y }) => {
      top += y[x.indexOf(time)] || 0;
      return height <= top;
    });
  }

  /**
   * The slice that a click on a chart means, as pairs; null where it means none. Names are those of `plot` as it was
   * registered: what is drawn may be shortened.
   */
  function slice({ points, event }, { fields }, columns, plot, element) {
    const keys = fields.map(({ name }, i) => [columns[i]?.lead, i, name]).filter(([lead]) => lead);
    if (!keys.length) return null;
    const isTime = keys[0][0] === 'time';
    const own = points.filter(({ curveNumber }) => plot.data[curveNumber]?.moved === undefined);
    const first = own[0] || points[0];
    let data = plot.data[first.curveNumber];
    const at = first.pointNumber;
    // A drawn line may have gaps that the plot has not.
    let along = isTime ? (first.data || data).x?.[at] : data.at?.[at] ?? data.y?.[at];
    if (typeof along !== 'string') return null;
    if (isTime && plot.layout.barmode === 'stack') data = pointed(element, plot, along, event) || {};
    // Of several things under the pointer, which one is meant is not known.
    else if (own.length !== 1) data = {};
    if (first !== own[0]) along = llmobs.when.move(along, -plot.data[first.curveNumber].moved);
    const parts = [[keys[0][0], named(along)]];
    const rest = (data.marker || data.line)?.color === llmobs.series.OTHER;
    if (keys.length > 1 && data.name && !rest) parts.push([keys[1][0], named(data.name)]);
    return parts;
  }

  /** Makes a drawn chart lead on. */
  function chart(element, content) {
    const sliced = (event) => slice(event, content.declaration, content.table.columns, llmobs.chart.plot(element), element);
    element.on('plotly_click', (event) => {
      const parts = sliced(event);
      if (parts) window.location.href = href(parts, ABOUT[llmobs.page.id]);
    });
    element.on('plotly_hover', (event) => element.classList.toggle('leads', Boolean(sliced(event))));
    element.on('plotly_unhover', () => element.classList.remove('leads'));
  }

  /** Takes a figure or panel in, as it was registered. */
  function adopt(element, id, content) {
    for (const column of content.table.columns) column.lead = dimension(column, id);
    const body = element.querySelector(':scope .scroll table')?.tBodies[0];
    if (body && !element.querySelector('.chart')) {
      [...body.rows].forEach((row, nth) => [...row.cells].forEach((one, i) => {
        const link = cell(content.table.columns[i], content.table.rows[nth][i], one.textContent);
        if (link instanceof Element) one.replaceChildren(link);
      }));
    }
    const drawing = element.querySelector('.chart');
    if (!drawing || !content.declaration) return;
    const drawn = new MutationObserver(() => {
      if (drawing.dataset.drawn !== 'yes') return;
      drawn.disconnect();
      chart(drawing, content);
    });
    drawn.observe(drawing, { attributeFilter: ['data-drawn'] });
  }

  llmobs.filters.onchange(() => {
    for (const link of document.querySelectorAll('a.onward')) link.aim?.();
  });

  llmobs.lead = { href, cell, slice, adopt };
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
    // Filters bring other entries, so the figure listens and not each of them.
    element.addEventListener('click', ({ target }) => {
      const button = target.closest('.legend button');
      if (!button) return;
      const visible = button.getAttribute('aria-pressed') !== 'true';
      button.setAttribute('aria-pressed', String(visible));
      llmobs.chart.show(chart, Number(button.dataset.trace), visible);
    });
    tools.hidden = false;
    llmobs.lead.adopt(element, id, content);
    llmobs.chart.add(chart, content.plot, (zoomed) => { unzoom.hidden = !zoomed; });
    element.openData = (open) => toggleData(box, data, content, open);
    /** To be called when the table is another one. */
    content.changed = () => {
      element.classList.toggle('prints-data', content.table.rows.length <= PRINTED_ROWS);
      box.replaceChildren();
      if (!box.hidden) toggleData(box, data, content, true);
    };
    content.changed();
  }

  function panel(element, id, content) {
    const table = element.querySelector('table');
    const tools = element.querySelector('.tools');
    if (!table || !tools) return;
    llmobs.lead.adopt(element, id, content);
    content.changed = llmobs.table.sortable(table, content);
    find(tools, 'csv').addEventListener('click', () => saveCsv(id, content.table));
    tools.hidden = false;
    const more = find(element, 'more');
    if (more) {
      more.hidden = false;
      more.addEventListener('click', () => {
        table.classList.remove('folded');
        // Whoever asked for all rows wants those of other filters, too.
        table.dataset.unfolded = 'yes';
        more.hidden = true;
      });
    }
  }

  /** Called by assets/figures/<page>.js with everything the page's charts and tables hold. */
  function register(page, content) {
    llmobs.page = { id: page, ...content };
    for (const [id, one] of Object.entries(content.figures)) figure(document.getElementById(id), id, one);
    for (const [id, one] of Object.entries(content.panels)) panel(document.getElementById(id), id, one);
    // Charts wait for the data of the filters where there are any, so that nothing is drawn twice.
    llmobs.follow.start().then(llmobs.chart.start);
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
