// The state of the filters ⇄ the address of this page, its history, and the links that lead to other pages.
(function () {
  'use strict';
  const llmobs = (window.llmobs = window.llmobs || {});

  /** Links that keep the filters: the navigation, the name of the site, and whatever asks for it. */
  const LINKS = 'nav.pages a[href], a.brand[href], a[data-carry][href]';

  /** A fragment that begins so holds the state, where the query could not be changed. */
  const IN_FRAGMENT = '#?';

  function read() {
    const { hash, search } = window.location;
    return llmobs.state.parse(hash.startsWith(IN_FRAGMENT) ? hash : search);
  }

  /** Writes `state` into the address; `again` replaces what was written last instead of adding a step back. */
  function write(state, again = false) {
    const here = window.location.href;
    const base = here.includes(IN_FRAGMENT) ? here.slice(0, here.indexOf(IN_FRAGMENT)) : here;
    try {
      window.history[again ? 'replaceState' : 'pushState'](null, '', llmobs.state.carry(base, state));
    } catch {
      // A browser may refuse this to a page from disk; a fragment may always be changed.
      // What others keep there stays.
      const { hash } = window.location;
      window.location.hash = `#${llmobs.state.carry(hash.startsWith(IN_FRAGMENT) ? hash.slice(1) : '', state) || '?'}`;
    }
  }

  /** Makes every link below `root` lead to the same filters. */
  function carry(state, root = document) {
    for (const link of root.querySelectorAll(LINKS)) {
      link.setAttribute('href', llmobs.state.carry(link.getAttribute('href'), state));
    }
  }

  /** Calls `moved` when the reader goes back or forth. */
  function listen(moved) {
    window.addEventListener('popstate', moved);
    window.addEventListener('hashchange', moved);
  }

  llmobs.address = { read, write, carry, listen };
})();
