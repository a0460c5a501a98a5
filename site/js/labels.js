// Named points → where each name can stand without covering another or leaving the plot; what finds no place is left to the
// hover text and the table.
(function () {
  'use strict';
  const llmobs = (window.llmobs = window.llmobs || {});
  const HEIGHT = 15;
  const GAP = 3;

  /** Boxes `[left, top, right, bottom]` of a name `wide` pixels around a point of `radius`, best first. */
  const places = ([x, y], radius, wide) => [
    ['top center', [x - wide / 2, y - radius - GAP - HEIGHT, x + wide / 2, y - radius - GAP]],
    ['bottom center', [x - wide / 2, y + radius + GAP, x + wide / 2, y + radius + GAP + HEIGHT]],
    ['middle right', [x + radius + GAP, y - HEIGHT / 2, x + radius + GAP + wide, y + HEIGHT / 2]],
    ['middle left', [x - radius - GAP - wide, y - HEIGHT / 2, x - radius - GAP, y + HEIGHT / 2]],
    ['top right', [x, y - radius - GAP - HEIGHT, x + wide, y - radius - GAP]],
    ['top left', [x - wide, y - radius - GAP - HEIGHT, x, y - radius - GAP]],
    ['bottom right', [x, y + radius + GAP, x + wide, y + radius + GAP + HEIGHT]],
    ['bottom left', [x - wide, y + radius + GAP, x, y + radius + GAP + HEIGHT]],
  ];

  const meet = (a, b) => a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];

  /**
   * Sets `text` and `textposition` of a trace whose points lie at `points` (pixels from the upper left of a plot of
   * `width` by `height`); `measure` tells how wide a text is. The first points choose first.
   */
  function place(trace, points, [width, height], measure) {
    const radius = (at) => (Array.isArray(trace.marker.size) ? trace.marker.size[at] : trace.marker.size) / 2;
    // A point leaves the corners of its box free.
    const inner = (at) => radius(at) * 0.8;
    const taken = points.map(([x, y], at) => [x - inner(at), y - inner(at), x + inner(at), y + inner(at)]);
    const found = points.map((point, at) => {
      const free = ([, box]) => box[0] >= 0 && box[1] >= 0 && box[2] <= width && box[3] <= height
        && taken.every((other, of) => of === at || !meet(box, other));
      const one = places(point, radius(at), measure(trace.text[at])).find(free);
      if (one) taken.push(one[1]);
      return one?.[0];
    });
    trace.text = trace.text.map((text, at) => (found[at] ? text : ''));
    trace.textposition = found.map((where) => where || 'top center');
  }

  llmobs.labels = { place };
})();
