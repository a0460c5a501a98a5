// A raw value of a row → text, number or count, and the order of texts. Twin of src/figures/rows.rs.
(function () {
  'use strict';
  const llmobs = (window.llmobs = window.llmobs || {});
  const UNNAMED = '(not logged)';
  /** An error of which the log tells no type. */
  const UNTYPED = '(no type logged)';

  const number = (value) => (typeof value === 'number' ? value : null);

  /** By bytes of UTF-8, as Rust and the engine sort: letters that take two units here come last, not before U+E000. */
  function compare(a, b) {
    const end = Math.min(a.length, b.length);
    for (let i = 0; i < end; i += 1) {
      const [x, y] = [a.charCodeAt(i), b.charCodeAt(i)];
      if (x !== y) {
        const [far, other] = [x >= 0xd800 && x <= 0xdfff, y >= 0xd800 && y <= 0xdfff];
        return far === other ? x - y : Number(far) - Number(other);
      }
    }
    return a.length - b.length;
  }

  llmobs.rows = {
    UNNAMED,
    /** A name of a dimension as tables write it. */
    name: (dim, value) => value ?? (dim === 'error_type' ? UNTYPED : UNNAMED),
    text: (value) => (typeof value === 'string' ? value : UNNAMED),
    number,
    count: (value) => Math.trunc(Math.max(0, number(value) || 0)),
    compare,
  };
})();
