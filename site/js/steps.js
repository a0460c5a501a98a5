// Many stacked columns over time → a stepped area for each series. A column for each day and series is a node of the page for
// each, and drawing some thousands of them again is most of what a reader waits for after a filter.
(function () {
  'use strict';
  const llmobs = (window.llmobs = window.llmobs || {});
  /** Steps up to which they are columns. */
  const MOST = 45;
  const DAY = 864e5;

  /** Every step of a chart that `llmobs.when.extent` tells of; null where it has few enough for columns. */
  function times(within) {
    if (!within || within.step > DAY || (within.to - within.from) / within.step < MOST) return null;
    const all = [];
    for (let at = within.from; at <= within.to; at += within.step) all.push(llmobs.when.move(within.first, at - within.from));
    return all;
  }

  /** Makes a column trace of a stack into an area over all `times`, in place. */
  function area(trace, times) {
    // A step without data has no height; without a place of its own, its neighbours would reach over it.
    const places = new Map(trace.x.map((time, at) => [time, at]));
    const of = (list) => times.map((time) => (places.has(time) ? list[places.get(time)] : null));
    const color = trace.marker.color;
    for (const key of ['y', 'n']) if (trace[key]) trace[key] = of(trace[key]);
    delete trace.marker;
    Object.assign(trace, { type: 'scatter', mode: 'lines', stackgroup: 'all', fillcolor: color, line: { color, width: 0, shape: 'hvh' }, x: times });
  }

  llmobs.steps = { times, area };
})();
