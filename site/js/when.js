// A chart over time that is about to be drawn → the range and ticks of its axis, and lines that end where data end.
(function () {
  'use strict';
  const llmobs = (window.llmobs = window.llmobs || {});
  /** Lengths of the steps of a time axis in milliseconds, by how its times are written. */
  const STEPS = { 16: 36e5, 10: 864e5, 7: 30 * 864e5 };
  /** Steps of a time axis up to which each has its tick. */
  const FEW = 5;
  /** Steps an axis has room for at least: a lone column as wide as the chart would look like a whole month of them. */
  const LEAST = 7;
  /** Pixels that a date under the axis needs. */
  const DATE = 60;
  /** A line goes on over so many steps without data (a weekend has two), and over this share of the axis. */
  const BRIDGED = 3;
  const SHORT = 0.1;

  const stamp = (time) => Date.parse(`${time.replace(' ', 'T')}${time.length > 10 ? ':00' : time.length > 7 ? 'T00:00:00' : '-01T00:00:00'}Z`);
  /** A time some milliseconds later, written alike. */
  const move = (time, by) => new Date(stamp(time) + by).toISOString().replace('T', ' ').slice(0, time.length);
  const step = (times) => STEPS[String(times?.[0]).length];

  /** First and last time of all traces, and the length of a step; null where an axis has none. */
  function extent(data) {
    const times = data.flatMap(({ x }) => x || []);
    if (!step(times)) return null;
    let [first, last] = [times[0], times[0]];
    for (const time of times) [first, last] = [time < first ? time : first, time > last ? time : last];
    return { first, last, from: stamp(first), to: stamp(last), step: step(times) };
  }

  /** Ends the lines of `trace` where there are no data for long, and marks points that no line reaches. */
  function broken(trace, within) {
    if (trace.type !== 'scatter' || trace.stackgroup || !/lines/.test(trace.mode || 'lines') || !within) return;
    const longest = Math.max(BRIDGED * within.step, SHORT * (within.to - within.from));
    const lists = Object.keys(trace).filter((key) => Array.isArray(trace[key]) && trace[key].length === trace.x.length);
    for (let at = trace.x.length - 1; at > 0; at -= 1) {
      if (stamp(trace.x[at]) - stamp(trace.x[at - 1]) <= longest * 1.05) continue;
      for (const key of lists) trace[key] = trace[key].toSpliced(at, 0, key === 'x' ? trace.x[at - 1] : null);
    }
    if (trace.mode !== 'lines') return;
    // A point between two gaps would not be seen without a dot.
    const lone = trace.y.map((y, at) => (y != null && trace.y[at - 1] == null && trace.y[at + 1] == null ? 7 : 0));
    if (lone.some(Boolean)) Object.assign(trace, { mode: 'lines+markers', marker: { ...trace.marker, size: lone, color: trace.marker?.color ?? trace.line.color } });
  }

  /** Range and ticks of a time axis, as far as the plot gave none. */
  function fit({ xaxis: axis, width }, within) {
    if (!within || axis.range) return;
    const steps = (within.to - within.from) / within.step + 1;
    const beyond = Math.max(within.step * 0.5, (LEAST - steps) * within.step * 0.5, (within.to - within.from) * 0.015);
    const write = (at) => new Date(at).toISOString().slice(0, 19).replace('T', ' ');
    axis.range = [write(within.from - beyond), write(within.to + beyond)];
    // Few steps of time get a tick each: Plotly would put some between them, where there is nothing.
    if (steps > FEW) return;
    const every = Math.ceil((LEAST * DATE) / width);
    Object.assign(axis, { tick0: within.first, dtick: within.step > 864e5 ? `M${every}` : every * within.step });
  }

  llmobs.when = { stamp, move, extent, broken, fit, STEPS };
})();
