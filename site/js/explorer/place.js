// What the explorer shows ⇄ the address: the query, the order, the open interaction; the filters beside them are the bar's.
(function () {
  'use strict';
  const llmobs = (window.llmobs = window.llmobs || {});
  const OURS = ['q', 'order', 'open'];
  const IN_FRAGMENT = '#?';

  const encode = (text) => encodeURIComponent(text.replace(/\p{Surrogate}/gu, '\uFFFD')).replace(/%20/g, '+').replace(/%(?:2F|3A|40|2C|22|3E|3C)/g, decodeURIComponent)
    .replace(/[<>"]/g, encodeURIComponent);

  function told() {
    const { hash, search } = window.location;
    return hash.startsWith(IN_FRAGMENT) ? hash.slice(1) : search;
  }

  /** `{ q, order, open }` of the address; null is not told. */
  function read() {
    const all = new URLSearchParams(told());
    return Object.fromEntries(OURS.map((key) => [key, all.get(key)]));
  }

  /** The query of an address that shows `what` under the filters now in force. */
  function query(what) {
    const others = told().replace(/^\?/, '').split('&').filter((piece) => piece && !OURS.includes(piece.split('=')[0]));
    const ours = OURS.filter((key) => what[key]).map((key) => `${key}=${encode(what[key])}`);
    const all = [...others, ...ours].join('&');
    return all ? `?${all}` : '';
  }

  /** Writes it down; `again` replaces the step written last. */
  function write(what, again) {
    const next = query(what);
    if (next === told()) return;
    const { pathname } = window.location;
    try {
      window.history[again ? 'replaceState' : 'pushState'](null, '', next || pathname);
    } catch {
      // A browser may refuse this to a page from disk; a fragment may always be changed.
      window.location.hash = `#${next || '?'}`;
    }
  }

  llmobs.explorer = { ...llmobs.explorer, place: { read, write, query } };
})();
