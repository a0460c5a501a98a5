// Values of an interaction → the words they are shown by: time in the report's zone, seconds, money, badges.
(function () {
  'use strict';
  const llmobs = (window.llmobs = window.llmobs || {});
  const { make, format } = llmobs;
  const made = new Map();

  function zoned(zone, options) {
    const key = zone + JSON.stringify(options);
    if (!made.has(key)) {
      // A zone that this browser does not know: better the time of the log's clock than none.
      const timeZone = [zone, 'UTC'].find((one) => {
        try {
          return new Intl.DateTimeFormat('en-GB', { timeZone: one });
        } catch {
          return false;
        }
      });
      made.set(key, new Intl.DateTimeFormat('en-GB', { timeZone, hourCycle: 'h23', ...options }));
    }
    return made.get(key);
  }

  const PARTS = { year: 'numeric', month: 'numeric', day: 'numeric', hour: '2-digit', minute: '2-digit', second: '2-digit' };
  const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

  /** '30 Oct', '2026' and '14:03:05'. */
  function time(ms, zone) {
    const parts = Object.fromEntries(zoned(zone, PARTS).formatToParts(ms).map(({ type, value }) => [type, value]));
    return { day: `${Number(parts.day)} ${MONTHS[parts.month - 1]}`, year: parts.year, clock: `${parts.hour}:${parts.minute}:${parts.second}` };
  }

  const seconds = (value) => (value === null || value === undefined ? null : format.milliseconds(value * 1000));
  /** Dollars of the index in the page's currency. */
  const money = (value) => (value === null || value === undefined ? null : format.usd(value * (llmobs.page?.rate ?? 1)));

  function tokens(it) {
    const known = [it.input_tokens, it.output_tokens].filter((n) => typeof n === 'number');
    return known.length ? format.count_short(known.reduce((a, b) => a + b, 0)) : null;
  }

  const badge = (kind, text, title) => make('span', { className: `tag ${kind}`, title: title || text }, text);

  /** What stands out of an interaction, worst first. */
  function badges(it) {
    const all = [];
    if (it.status === 'error') all.push(badge('bad', it.error_type || 'error', `Failed${it.error_type ? `: ${it.error_type}` : ''}`));
    else if (it.status && it.status !== 'success') all.push(badge('plain', it.status));
    if (it.hallucinated === 'yes') all.push(badge('warn', 'hallucinated', 'Labelled as hallucinated'));
    if (it.feedback === 'down') all.push(badge('bad', 'thumbs down'));
    if (it.feedback === 'up') all.push(badge('good', 'thumbs up'));
    return all;
  }

  /** Our own sentences: what stands between backticks is code. */
  const prose = (text) => text.split('`').map((part, at) => (at % 2 ? make('code', {}, part) : part)).filter((part) => part !== '');

  llmobs.explorer = { ...llmobs.explorer, write: { prose, time, seconds, money, tokens, badges, zoned } };
})();
