// A search that was made → what is seen of it: the number, the rows, their order, and what is still being looked at.
(function () {
  'use strict';
  const llmobs = (window.llmobs = window.llmobs || {});
  const { make, format } = llmobs;
  const { details, phrases, rank, load } = llmobs.search;
  const { row, snippets, write } = llmobs.explorer;

  /** Rows that are confirmed before the first are shown, and files of texts that are opened without being asked. */
  const [SCREEN, FILES] = [20, 16];

  /** `on`: `between`, an element above the rows, `href(global)`, `open(at)`, `moved(at)`, `left()`, `order(name)`. */
  function results(on) {
    let result = null;
    let matches = null;
    let looking = null;
    /** Rows that are being filled, until the first are seen. */
    let filling = null;

    const count = make('p', { className: 'found', role: 'status' });
    const select = make('select', { 'aria-label': 'Order' });
    select.addEventListener('change', () => on.order(select.value));
    const csv = make('button', { type: 'button' }, 'CSV');
    const head = make('div', { className: 'head' }, count, make('div', { className: 'choose' }, make('div', { className: 'compare' }, select), csv));
    const partly = make('p', { className: 'partly', hidden: true });
    const more = make('p', { className: 'checking', hidden: true });
    const empty = make('div', { className: 'instead' });

    function fill(link, at) {
      const now = result;
      const global = now.docs[at];
      const segment = now.index.of(global);
      if (!link.firstChild) link.replaceChildren(...row.blank());
      const filled = details.card(segment, global - segment.base).then((card) => {
        if (now === result) link.replaceChildren(...row.content(card, now.index, matches));
      }).catch((error) => { link.textContent = error.message; });
      filling?.push(filled);
    }

    function near(first, last) {
      if (result && result.at < result.docs.length && last + SCREEN > result.kept) check(result, last + 2 * SCREEN);
      clearTimeout(looking);
      const now = result;
      looking = setTimeout(() => {
        if (now !== result) return;
        const rows = [...list.element.querySelectorAll('.row')].map((one) => ({ link: one.firstChild, at: Number(one.getAttribute('aria-posinset')) - 1 }));
        const seen = rows.filter(({ at }) => at >= first && at < last && at < now.docs.length).map(({ link, at }) => ({ link, global: now.docs[at] }));
        snippets.show(now.index, seen, matches, () => now === result).catch(() => undefined);
      }, 250);
    }

    const list = llmobs.explorer.list({ fill, href: (at) => on.href(result.docs[at]), open: on.open, moved: on.moved, left: on.left, near });
    const element = make('section', { className: 'results', 'aria-label': 'Results' }, head, partly, more, on.between, list.element, empty);

    function tell() {
      const { root, documents } = result.index;
      const left = result.docs.length - result.at;
      const number = format.count(result.kept);
      const all = result.terms.length === 0;
      count.replaceChildren(make('strong', {}, number), all ? ` interaction${result.kept === 1 ? '' : 's'}` : ` of ${format.count(documents)}${left ? ' so far' : ''}`);
      partly.hidden = !root.why || root.published >= root.total;
      partly.replaceChildren(...write.prose(`${format.count(root.published)} of ${format.count(root.total)} interactions can be searched: ${root.why}`));
      more.hidden = left === 0;
      if (left === 0) return;
      const rest = make('button', { type: 'button' }, 'Check all');
      const now = result;
      rest.addEventListener('click', () => check(now, Infinity, Infinity));
      more.replaceChildren(`${format.count(left)} more have these words; whether in this order, only their texts tell. `, rest);
    }

    /** Goes on looking for phrases until there are `enough`, a part at a time so that what is found is seen. */
    async function look(now, enough, files) {
      const begun = load.counted.files;
      const stop = () => now !== result || now.kept >= enough || load.counted.files - begun >= files;
      while (now.at < now.docs.length && !stop()) {
        const until = performance.now() + 150;
        await phrases.confirm(now, () => stop() || performance.now() > until);
        if (now !== result) return;
        tell();
        list.grow(now.kept);
        await new Promise((next) => { setTimeout(next); });
      }
    }

    let working = Promise.resolve();
    /** The same, after whatever is being looked for. */
    function check(now, enough, files = FILES) {
      working = working.then(() => look(now, enough, files));
      return working;
    }

    function orders(hasWords) {
      const usual = Object.entries(rank.ORDERS).filter(([name, { column }]) => (name === 'relevance' ? hasWords : !column || result.index.columns.has(column)));
      select.replaceChildren(...usual.map(([value, { label }]) => make('option', { value, selected: value === result.order }, label)));
    }

    llmobs.explorer.exporting.attach(csv, () => result && { index: result.index, docs: result.docs.subarray(0, result.kept) });

    return {
      element,
      list,
      result: () => result,
      matches: () => matches,
      /** Shows another result. Resolves when the rows that can be seen have their content. */
      async show(next, marks, hasWords) {
        [result, matches] = [next, marks];
        orders(hasWords);
        if (next.checks.length) await check(next, SCREEN);
        if (next !== result) return;
        tell();
        csv.disabled = next.kept === 0;
        // Never taken out of the page: whoever has the focus in it would lose it.
        list.element.hidden = next.docs.length === 0;
        empty.replaceChildren();
        filling = [];
        list.reset(next.kept);
        await Promise.all(filling);
        filling = null;
      },
      /** Fills rows beyond what can be seen. */
      widen: () => list.widen(),
      /** Looks further for phrases, as far as it may without being asked. */
      further: () => (result.at < result.docs.length ? check(result, Infinity) : Promise.resolve()),
      /** Shows something else in place of rows. */
      instead: (node) => empty.replaceChildren(node),
    };
  }

  llmobs.explorer = { ...llmobs.explorer, results };
})();
