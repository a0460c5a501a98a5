// The open interaction: from a row, a neighbour or an address; walking through the results; covering the page on a phone.
(function () {
  'use strict';
  const llmobs = (window.llmobs = window.llmobs || {});
  const { index: engine, query } = llmobs.search;

  /**
   * `page` lends `root`; `index()`; `results()`, the list and its result; `open()` and `opened(name, again)`, what the
   * address says; `link(name)`; `ask(text)`; and `left()`, called when there is no row to go back to.
   */
  function reading(page) {
    const narrow = window.matchMedia('(max-width: 62rem)');
    /** Place of the open interaction in the results, -1 if it is not one of them. */
    let place = -1;
    let later = null;

    const named = (global) => `@${page.index().of(global).id}.${global - page.index().of(global).base}`;
    const rows = () => page.results().result().docs.subarray(0, page.results().result().kept);
    const detail = llmobs.explorer.detail({
      close: () => close(),
      step: (by) => show(place + by),
      reach: (by) => place >= 0 && place + by >= 0 && place + by < page.results().list.length(),
      go: (global) => whole(global),
      link: (row) => new URL(page.link(row.id ? String(row.id) : page.open()), window.location.href).href,
      ask: (field, value) => page.ask(`${query.write([query.field(field, value)])} `),
    });
    const { element } = detail;

    /** On a phone it covers everything; what is behind it cannot be reached then. */
    function arrange(open) {
      page.root.classList.toggle('with-detail', open);
      const modal = open && narrow.matches;
      document.documentElement.classList.toggle('covered', modal);
      for (let inner = element; inner !== document.documentElement && inner; inner = inner.parentElement) {
        for (const other of inner.parentElement?.children || []) if (other !== inner && other !== document.head) other.inert = modal;
      }
    }

    async function whole(global, at = rows().indexOf(global), again = false) {
      const first = element.hidden;
      place = at;
      arrange(true);
      page.results().list.mark(at);
      const row = await detail.show(page.index(), global, page.results().matches());
      if (!row) return;
      const name = row.id ? String(row.id) : named(global);
      if (name !== page.open()) page.opened(name, again || !first);
      if (first && narrow.matches) element.focus();
    }

    /** Opens row `at` of the results; `again` while one walks through them. */
    function show(at, again = false) {
      if (at < 0 || at >= rows().length) return undefined;
      const { list } = page.results();
      if (at !== list.focused()) list.go(at, !narrow.matches && !element.contains(document.activeElement));
      return whole(rows()[at], at, again);
    }

    /** The keyboard moved through the list: beside it, the open interaction follows. */
    function follow(at) {
      clearTimeout(later);
      if (!element.hidden && !narrow.matches) later = setTimeout(() => show(at, true), 90);
    }

    /** Opens what the address names: an id, or a place in this index. */
    async function reopen() {
      const index = page.index();
      const [, segment, doc] = /^@([0-9a-f]+)\.(\d+)$/.exec(page.open()) || [];
      const there = index.segments.find(({ id }) => id === segment);
      if (there && Number(doc) < there.documents) return whole(there.base + Number(doc));
      const { docs } = await engine.search(index, [query.field('id', page.open())]);
      return docs.length ? whole(docs[0]) : undefined;
    }

    function hide() {
      clearTimeout(later);
      detail.hide();
      arrange(false);
      page.results().list.mark(-1);
    }

    /** Closes the open interaction and gives the focus back. */
    function close() {
      if (element.hidden && !page.open()) return;
      hide();
      page.opened(null, false);
      if (place >= 0) page.results().list.go(place);
      else page.left();
    }

    narrow.addEventListener('change', () => arrange(!element.hidden));
    return { element, named, show, follow, reopen, hide, close };
  }

  llmobs.explorer = { ...llmobs.explorer, reading };
})();
