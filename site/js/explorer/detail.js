// One interaction, whole: a panel beside the results, the whole screen on a phone.
(function () {
  'use strict';
  const llmobs = (window.llmobs = window.llmobs || {});
  const { make, format } = llmobs;
  const { details, load } = llmobs.search;
  const { write, texts, facts } = llmobs.explorer;

  /** Neighbours of a session or trace that are listed. */
  const NEAR = 12;

  const button = (text, label, does) => {
    const one = make('button', { type: 'button', 'aria-label': label, title: label }, text);
    one.addEventListener('click', () => does(one));
    return one;
  };

  /** Says on the button that it is done, for a moment. */
  function say(one, text) {
    const before = one.textContent;
    one.textContent = text;
    setTimeout(() => { one.textContent = before; }, 1500);
  }

  async function copy(text) {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      // A page from disk may be refused the clipboard; the old way needs a selection.
      const area = make('textarea', { value: text, className: 'hidden-text' });
      document.body.append(area);
      area.select();
      document.execCommand('copy');
      area.remove();
    }
  }

  /** `bar` lends `close()`, `step(by)`, `reach(by)` (whether there is one), `go(segment, doc)`, `link(row)` and `ask(field, value)`. */
  function detail(bar) {
    const element = make('article', { className: 'detail', hidden: true, tabIndex: -1, 'aria-label': 'Interaction' });
    let newest = 0;

    function head(card, row, zone) {
      const { day, year, clock } = write.time(card.time, zone);
      const [back, on] = [button('↑', 'Previous', () => bar.step(-1)), button('↓', 'Next', () => bar.step(1))];
      [back.disabled, on.disabled] = [!bar.reach(-1), !bar.reach(1)];
      const tools = make('div', { className: 'tools' }, back, on,
        button('Link', 'Copy the link to this interaction', (one) => copy(bar.link(row)).then(() => say(one, 'Copied'))),
        button('Copy', 'Copy prompt and answer', (one) => copy(details.texts(row).join('\n\n')).then(() => say(one, 'Copied'))),
        button('JSON', 'Download everything as JSON', () => llmobs.table.save(`${String(row.id || 'interaction').replace(/[^\w.-]+/g, '_').slice(0, 80)}.json`,
          new Blob([JSON.stringify(row, null, 2)], { type: 'application/json' }))),
        button('×', 'Close', bar.close));
      const name = card.model === null ? make('i', {}, 'no model') : make('bdi', {}, card.model);
      const title = make('div', { className: 'title' }, make('h2', {}, name), make('p', { className: 'when' }, `${day} ${year}, ${clock}`, ' ', ...write.badges(card)));
      const known = facts.first(card, row).flatMap(([label, text]) => [make('div', {}, make('dt', {}, label), make('dd', {}, make('bdi', {}, text)))]);
      return [make('header', {}, tools, title), make('dl', { className: 'first' }, ...known)];
    }

    const folded = (title, content, open = false) => make('details', { className: 'fold-of', open }, make('summary', {}, title), ...content);

    /** Others with the same session or trace, around this one in time. */
    async function neighbours(index, field, value, here) {
      const found = await llmobs.search.index.search(index, [llmobs.search.query.field(field, value)], { order: 'newest' });
      if (found.docs.length < 2) return null;
      const at = found.docs.indexOf(here);
      const from = Math.max(0, Math.min(at - Math.floor(NEAR / 2), found.docs.length - NEAR));
      const some = [...found.docs.slice(from, from + NEAR)].reverse();
      const items = await Promise.all(some.map(async (global) => {
        const segment = index.of(global);
        const card = await details.card(segment, global - segment.base);
        const one = make('button', { type: 'button', className: 'near', 'aria-current': String(global === here), dir: 'auto' },
          make('span', { className: 'when' }, write.time(card.time, index.root.zone).clock), ' ', card.prompt || 'no text was logged');
        one.addEventListener('click', () => bar.go(global));
        return make('li', {}, one);
      }));
      const all = make('button', { type: 'button' }, `All ${format.count(found.docs.length)} of this ${field}`);
      all.addEventListener('click', () => bar.ask(field, value));
      return make('section', { className: 'nears' }, make('h3', {}, `Same ${field} `, make('bdi', {}, value)), make('ol', {}, ...items), all);
    }

    async function show(index, global, matches) {
      newest += 1;
      const mine = newest;
      const segment = index.of(global);
      const doc = global - segment.base;
      if (!load.peek(details.fileOf(segment, doc)) && element.hidden) element.replaceChildren(make('p', { className: 'missing', role: 'status' }, 'Loading …'));
      element.hidden = false;
      const [card, row] = await Promise.all([details.card(segment, doc), details.row(segment, doc)]);
      if (mine !== newest) return null;
      const { prices = {}, made = {}, zone } = index.root;
      const sum = facts.cost(row, prices);
      const scores = facts.scores(row.scores);
      const others = make('div', { className: 'others' });
      element.replaceChildren(...head(card, row, zone), make('div', { className: 'conversation' }, ...texts.conversation(row, matches)),
        ...(scores ? [folded('Scores', [scores], true)] : []), others,
        ...(sum ? [folded('How the cost is made', [sum])] : []),
        folded('Every column, and how it is made', [make('div', { className: 'scroll', tabIndex: 0, role: 'region', 'aria-label': 'All columns' }, facts.columns(row, made))]));
      element.scrollTop = 0;
      const groups = [['session', row.session_id], ['trace', row.trace_id]].filter(([, value]) => value);
      Promise.all(groups.map(([field, value]) => neighbours(index, field, String(value), global))).then((found) => {
        if (mine === newest) others.replaceChildren(...found.filter(Boolean));
      }).catch(() => undefined);
      return row;
    }

    function hide() {
      newest += 1;
      element.hidden = true;
      element.replaceChildren();
    }

    return { element, show, hide };
  }

  llmobs.explorer = { ...llmobs.explorer, detail };
})();
