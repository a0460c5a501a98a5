// A headline's trend → the paths of a small inline SVG line, with a gap wherever a step is unknown. Twin of src/pages/spark.rs.
(function () {
  'use strict';
  const llmobs = (window.llmobs = window.llmobs || {});
  const WIDTH = 120;
  const HEIGHT = 28;
  /** Room for half the stroke, so that the highest and lowest points are not cut. */
  const PAD = 2;

  /** `{ line, area }` and the box they are in; null when less than a quarter of the steps is known, or no two in a row: dots are no trend. */
  function spark(trend) {
    const known = trend.filter((value) => value !== null);
    const pair = trend.some((value, at) => at > 0 && value !== null && trend[at - 1] !== null);
    if (!pair || 4 * known.length < trend.length) return null;
    const [low, high] = [Math.min(...known), Math.max(...known)];
    const step = (WIDTH - 2 * PAD) / (trend.length - 1);
    const place = (value, at) => {
      // A flat line is drawn in the middle; there is no scale to place it on.
      const share = high > low ? (value - low) / (high - low) : 0.5;
      return [(PAD + at * step).toFixed(1), (HEIGHT - PAD - share * (HEIGHT - 2 * PAD)).toFixed(1)];
    };
    let [line, area, run] = ['', '', []];
    const close = () => {
      line += run.map(([x, y], i) => `${i ? 'L' : 'M'}${x} ${y}`).join('');
      // A step between two gaps: a line of no length, which round caps show as a dot.
      if (run.length === 1) line += 'h0';
      else if (run.length) area += `M${run[0][0]} ${HEIGHT}${run.map(([x, y]) => `L${x} ${y}`).join('')}L${run.at(-1)[0]} ${HEIGHT}Z`;
      run = [];
    };
    trend.forEach((value, at) => (value === null ? close() : run.push(place(value, at))));
    close();
    return { width: WIDTH, height: HEIGHT, line, area };
  }

  llmobs.spark = spark;
})();
