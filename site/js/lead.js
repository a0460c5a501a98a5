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
