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
