// The list of results → a CSV file, made a part at a time, so that the page stays alive and a million rows do not fill it.
(function () {
  'use strict';
  const llmobs = (window.llmobs = window.llmobs || {});
  const { details } = llmobs.search;

  /** Rows put together before they are written down. */
  const PART = 50000;
  const COLUMNS = ['time', 'provider', 'model', 'category', 'app', 'status', 'error_type', 'hallucinated', 'feedback', 'latency', 'cost', 'input_tokens', 'output_tokens', 'prompt'];
  const HEADINGS = { latency: 'latency_s', cost: 'cost_usd', prompt: 'prompt_beginning' };
  const columns = COLUMNS.map((name) => ({ name: HEADINGS[name] || name }));

  const values = (card) => COLUMNS.map((name) => (name === 'time' ? new Date(card.time).toISOString() : card[name] ?? null));
  const csv = (rows) => llmobs.table.csv({ columns, rows });
  const HEAD = csv([]);

  /** Gives a Blob, or null if `stopped()`; `told(share)` hears how far it is. */
  async function make(index, docs, told, stopped) {
    const parts = [HEAD];
    for (let from = 0; from < docs.length; from += PART) {
      const some = docs.slice(from, from + PART);
      // Read in the order of the files, written in the order of the list.
      const places = Uint32Array.from(some, (_, i) => i).sort((a, b) => some[a] - some[b]);
      const rows = Array(some.length);
      for (let i = 0; i < places.length; i += 1) {
        const segment = index.of(some[places[i]]);
        rows[places[i]] = values(await details.card(segment, some[places[i]] - segment.base));
        if (i % 2000 === 0) {
          told((from + i) / docs.length);
          await new Promise((next) => { setTimeout(next); });
          if (stopped()) return null;
        }
      }
      parts.push(csv(rows).slice(HEAD.length));
    }
    return new Blob(parts, { type: 'text/csv;charset=utf-8' });
  }

  /** Makes `button` save what `current()` gives (`{ index, docs }`); a second click stops it. */
  function attach(button, current) {
    const name = button.textContent;
    let running = false;
    button.addEventListener('click', async () => {
      if (running) {
        running = false;
        return;
      }
      const now = current();
      if (!now) return;
      running = true;
      const told = (share) => { button.textContent = `Stop (${Math.floor(100 * share)} %)`; };
      try {
        const blob = await make(now.index, now.docs, told, () => !running);
        if (blob) llmobs.table.save('interactions.csv', blob);
      } finally {
        running = false;
        button.textContent = name;
      }
    });
  }

  llmobs.explorer = { ...llmobs.explorer, exporting: { attach } };
})();
