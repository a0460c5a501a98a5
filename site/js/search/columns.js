// A file of a column → its values by document: codes in a typed array, and what they stand for.
(function () {
  'use strict';
  const llmobs = (window.llmobs = window.llmobs || {});
  const ARRAYS = { 1: Uint8Array, 2: Uint16Array, 4: Uint32Array };

  /** The planes of bytes put together: `codes`, and `nothing`, the code of NULL. */
  function decode(payload) {
    const width = payload[0];
    const divisor = new DataView(payload.buffer, payload.byteOffset).getFloat64(1, true);
    const n = (payload.length - 9) / width;
    const together = new Uint8Array(n * width);
    for (let plane = 0; plane < width; plane += 1) {
      const from = 9 + plane * n;
      for (let doc = 0; doc < n; doc += 1) together[doc * width + plane] = payload[from + doc];
    }
    if (width === 8) return { codes: new Float64Array(together.buffer), nothing: NaN, divisor: 1 };
    return { codes: new ARRAYS[width](together.buffer), nothing: 256 ** width - 1, divisor };
  }

  /** The column, as `{ codes, nothing, divisor }`. */
  const load = (segment, name) => llmobs.search.load.file(`${segment.id}/c/${name}`, decode);

  /** The value of a number column at `doc`, NaN where there is none. */
  const value = ({ codes, nothing, divisor }, doc) => (codes[doc] === nothing ? NaN : codes[doc] / divisor);

  /** The names of a column; what is past its end is NULL, too. */
  const names = (segment, name) => segment.names[name] || [];

  llmobs.search = { ...llmobs.search, columns: { load, value, names, decode } };
})();
