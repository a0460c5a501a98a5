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
