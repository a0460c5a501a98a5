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
