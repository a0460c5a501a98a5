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
