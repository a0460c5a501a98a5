// Results along time → small bars; a click on one shows its days.
(function () {
  'use strict';
  const llmobs = (window.llmobs = window.llmobs || {});
  const { make, format } = llmobs;
  const SVG = 'http://www.w3.org/2000/svg';
  const [WIDTH, HEIGHT] = [720, 44];

  const node = (tag, given, ...children) => {
    const element = document.createElementNS(SVG, tag);
    for (const [name, value] of Object.entries(given)) element.setAttribute(name, value);
    element.append(...children);
    return element;
  };
  const hour = (at) => new Date(at * 3600e3).toISOString();
  const day = (at) => hour(at).slice(0, 10);

  function label(from, to) {
    if (to - from < 24) return `${day(from)} ${hour(from).slice(11, 16)}`;
    return day(from) === day(to - 1) ? day(from) : `${day(from)} to ${day(to - 1)}`;
  }

  /** `choose(first, last)`, in days, when bars are clicked. */
  function timeline(choose) {
    const drawing = node('svg', { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, preserveAspectRatio: 'none', role: 'img' });
    const ends = make('p', { className: 'ends' });
    const tip = make('p', { className: 'tip', 'aria-hidden': 'true' });
    const element = make('div', { className: 'timeline', hidden: true }, drawing, ends, tip);
    let shown = null;

    function bar(event) {
      if (!shown) return null;
      const box = drawing.getBoundingClientRect();
      const at = Math.floor(((event.clientX - box.left) / box.width) * shown.bars.length);
      const from = shown.from + at * shown.step;
      return shown.bars[at] ? { ...shown.bars[at], from, to: from + shown.step } : null;
    }

    drawing.addEventListener('pointermove', (event) => {
      const one = bar(event);
      tip.textContent = one ? `${label(one.from, one.to)}: ${format.count(one.n)} of ${format.count(one.of)}` : '';
    });
    drawing.addEventListener('pointerleave', () => { tip.textContent = ''; });
    drawing.addEventListener('click', (event) => {
      const one = bar(event);
      if (one) choose(day(one.from), day(one.to - 1));
    });
    return {
      element,
      render(found) {
        shown = found && found.bars.length > 1 ? found : null;
        element.hidden = !shown;
        if (!shown) return;
        const { bars, step, from } = shown;
        const most = Math.max(1, ...bars.map(({ n }) => n));
        const width = WIDTH / bars.length;
        const gap = Math.min(1.5, width / 4);
        const path = bars.map(({ n }, i) => {
          const height = n === 0 ? 0 : Math.max(1.5, (n / most) * (HEIGHT - 2));
          return height ? `M${(i * width).toFixed(2)} ${HEIGHT}v${-height.toFixed(2)}h${(width - gap).toFixed(2)}v${height.toFixed(2)}z` : '';
        }).join('');
        drawing.replaceChildren(node('path', { d: path }));
        const end = from + bars.length * step;
        const peak = bars.reduce((best, { n }, i) => (n > bars[best].n ? i : best), 0);
        drawing.setAttribute('aria-label', `Results over time, ${label(from, from + step)} to ${label(end - step, end)}; most on ${label(from + peak * step, from + (peak + 1) * step)}: ${bars[peak].n}`);
        ends.replaceChildren(make('span', {}, label(from, from + step)), make('span', {}, label(end - step, end)));
      },
    };
  }

  llmobs.explorer = { ...llmobs.explorer, timeline };
})();
