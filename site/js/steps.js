// Many stacked columns over time → a stepped area for each series. A column for each day and series is a node of the page for
// each, and drawing some thousands of them again is most of what a reader waits for after a filter.
(function () {
  'use strict';
  const llmobs = (window.llmobs = window.llmobs || {});
  /** Steps up to which they are columns. */
  const MOST = 45;
  const DAY = 864e5;

  /** Makes a column trace of a stack into an area, in place; `within` as `llmobs.when.extent` gives it. */
  function area(trace, within) {
    if (!within || within.step > DAY || (within.to - within.from) / within.step < MOST) return;
    // A step without data has no height; without a place of its own, its neighbours would reach over it.
    const places = new Map(trace.x.map((time, at) => [time, at]));
    const times = [];
    for (let at = within.from; at <= within.to; at += within.step) times.push(llmobs.when.move(within.first, at - within.from));
    const of = (list) => times.map((time) => (places.has(time) ? list[places.get(time)] : null));
    const color = trace.marker.color;
    for (const key of ['y', 'n']) if (trace[key]) trace[key] = of(trace[key]);
    delete trace.marker;
    Object.assign(trace, { type: 'scatter', mode: 'lines', stackgroup: 'all', fillcolor: color, line: { color, width: 0, shape: 'hvh' }, x: times });
  }

  llmobs.steps = { area };
})();
