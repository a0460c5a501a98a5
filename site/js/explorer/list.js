// Any number of results → a scrolling list of which only what can be seen is in the page.
(function () {
  'use strict';
  const llmobs = (window.llmobs = window.llmobs || {});
  const { make } = llmobs;

  /** Browsers cannot lay out boxes of any height; a longer list is scrolled through at another scale. */
  const TALLEST = 4e6;
  /** Rows beyond the edges that are there already, and rows there are at most: on paper the list would never end. */
  const [BEYOND, MOST] = [6, 60];

  /**
   * `fill(row, at)` gives a row its content and may do so later; `open(at)` is told what was chosen, `moved(at)` where the
   * keyboard is, `left()` when it leaves the list upwards; `near(first, last)` what is seen.
   */
  function list({ fill, href, open, moved, left, near }) {
    const rows = make('ol', { className: 'rows', role: 'list' });
    const view = make('div', { className: 'hits' }, rows);
    let length = 0;
    let height = 84;
    /** Pixels above what is seen, as if every row were laid out. */
    let top = 0;
    let scrolled = 0;
    let current = -1;
    /** Rows beyond the edges wait until what can be seen is there. */
    let beyond = 0;
    /** Row that Tab leads to. */
    let focus = 0;
    const made = new Map();

    const total = () => length * height;
    const laid = () => Math.min(total(), TALLEST);

    function row(at) {
      const link = make('a', { className: 'hit', href: href(at) });
      const element = make('li', { className: 'row', 'aria-setsize': String(length), 'aria-posinset': String(at + 1) }, link);
      link.addEventListener('click', (event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
        event.preventDefault();
        focus = at;
        open(at);
      });
      link.addEventListener('focus', () => {
        focus = at;
        reach();
      });
      fill(link, at);
      return { element, link };
    }

    function reach() {
      for (const [at, { link }] of made) link.tabIndex = at === focus ? 0 : -1;
    }

    /** Height that can be seen: the list may end below the window. */
    const visible = () => Math.min(view.clientHeight || 600, Math.max(height, window.innerHeight - view.getBoundingClientRect().top));

    function draw() {
      const seen = beyond ? view.clientHeight || 600 : visible();
      const first = Math.max(0, Math.floor(top / height) - beyond);
      const last = Math.min(length, first + MOST, Math.ceil((top + seen) / height) + beyond);
      const wanted = (at) => (at >= first && at < last) || (at === focus && at < length && made.get(at)?.link === document.activeElement);
      for (const [at, { element }] of made) {
        if (wanted(at)) continue;
        element.remove();
        made.delete(at);
      }
      for (let at = first; at < last; at += 1) {
        if (!made.has(at)) {
          const one = row(at);
          made.set(at, one);
          // In the order of the list, for those who hear it.
          const next = [...made.keys()].filter((other) => other > at).sort((a, b) => a - b)[0];
          rows.insertBefore(one.element, next === undefined ? null : made.get(next).element);
        }
      }
      const shift = scrolled - top;
      for (const [at, { element, link }] of made) {
        element.style.transform = `translateY(${at * height + shift}px)`;
        link.toggleAttribute('aria-current', at === current);
      }
      if (!made.has(focus)) focus = first;
      reach();
      near(Math.floor(top / height), Math.min(length, Math.ceil((top + seen) / height)));
      measure();
    }

    /** Rows are taller where there is less room; they are all alike. */
    function measure() {
      const real = made.values().next().value?.element.offsetHeight;
      if (!real || real === height) return;
      const at = top / height;
      height = real;
      rows.style.height = `${laid()}px`;
      scrollTo(at * height);
    }

    /** Brings `pixels` (as if all were laid out) to the upper edge. */
    function scrollTo(pixels) {
      const seen = view.clientHeight;
      top = Math.min(Math.max(0, pixels), Math.max(0, total() - seen));
      const share = total() > seen ? top / (total() - seen) : 0;
      scrolled = total() <= TALLEST ? top : share * (laid() - seen);
      view.scrollTop = scrolled;
      scrolled = view.scrollTop;
      draw();
    }

    view.addEventListener('scroll', () => {
      const [now, seen] = [view.scrollTop, view.clientHeight];
      if (now === scrolled) return;
      const step = now - scrolled;
      scrolled = now;
      if (total() <= TALLEST) top = now;
      else if (now <= 0) top = 0;
      else if (now >= laid() - seen - 1) top = total() - seen;
      // A turn of the wheel moves by rows, the scroll bar through everything.
      else if (Math.abs(step) < 2 * seen) top = Math.min(Math.max(0, top + step), total() - seen);
      else top = (now / (laid() - seen)) * (total() - seen);
      draw();
    }, { passive: true });

    /** Shows row `at` and gives it the focus if `grab`. */
    function go(at, grab = true) {
      if (!length) return;
      focus = Math.min(Math.max(at, 0), length - 1);
      const [from, to, seen] = [focus * height, (focus + 1) * height, view.clientHeight];
      if (from < top) scrollTo(from);
      else if (to > top + seen) scrollTo(to - seen);
      else draw();
      if (grab) made.get(focus)?.link.focus({ preventScroll: true });
      reach();
    }

    view.addEventListener('keydown', (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const page = Math.max(1, Math.floor(view.clientHeight / height) - 1);
      const steps = { ArrowDown: 1, ArrowUp: -1, PageDown: page, PageUp: -page, Home: -length, End: length };
      const step = steps[event.key];
      if (step === undefined) return;
      event.preventDefault();
      if (step === -1 && focus === 0) return left();
      go(focus + step);
      return moved(focus);
    });

    new ResizeObserver(() => (length ? scrollTo(top) : undefined)).observe(view);

    return {
      element: view,
      /** Other results: `count` of them, from the top unless `stay`. */
      reset(count, stay = false) {
        // Who was in the list while another one came stays in it.
        const inside = view.contains(document.activeElement);
        length = count;
        for (const { element } of made.values()) element.remove();
        made.clear();
        rows.style.height = `${laid()}px`;
        view.classList.toggle('short', count * height < 400);
        beyond = 0;
        if (!stay) [focus, current] = [0, -1];
        scrollTo(stay ? top : 0);
        if (inside) this.go(focus);
      },
      go,
      /** Makes rows beyond the edges, too. */
      widen() {
        beyond = BEYOND;
        draw();
      },
      /** More rows at the end. */
      grow(count) {
        if (count === length) return;
        length = count;
        rows.style.height = `${laid()}px`;
        for (const { element } of made.values()) element.setAttribute('aria-setsize', String(length));
        draw();
      },
      /** Marks the row that is open. */
      mark(at) {
        current = at;
        draw();
      },
      focused: () => focus,
      length: () => length,
      /** Gives what is in the page its content again. */
      again() {
        for (const [at, { link }] of made) fill(link, at);
      },
    };
  }

  llmobs.explorer = { ...llmobs.explorer, list };
})();
