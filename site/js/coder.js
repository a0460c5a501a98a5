// Letters → bits → numbers. Twin of the reader in src/cube/ship/coder.rs and number.rs: the same steps in the same order.
(function () {
  'use strict';
  const llmobs = (window.llmobs = window.llmobs || {});
  const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  const LOW = 1 << 24;
  const MEMORY = 250;
  const SET = 66;
  const SETS = 48 + 62;
  const NEAR = SETS * SET + 64 * 4;
  const HALF = 2 ** 30;

  const DIGITS = new Uint8Array(128);
  for (let i = 0; i < 64; i += 1) DIGITS[LETTERS.charCodeAt(i)] = i;
  // How fast a context learns, by how much it has seen.
  const RATES = new Int32Array(MEMORY + 1);
  for (let seen = 0; seen <= MEMORY; seen += 1) RATES[seen] = Math.trunc((65536 * 2) / (2 * seen + 3));

  function octave(x) {
    return x < HALF ? 32 - Math.clz32(x) : 30 + 32 - Math.clz32(Math.min(x / HALF, HALF));
  }

  /** A reader of the text. Contexts are numbers; `contexts(n)` makes room for n more and tells the first. */
  function reader(text) {
    let set = new Uint16Array(1 << 16).fill(1 << 14);
    let seen = new Uint8Array(1 << 16);
    let used = 0;
    let at = 0;
    let range = HALF - 1;
    let code = 0;
    const digits = new Uint8Array(text.length + 8);
    for (let i = 0; i < text.length; i += 1) digits[i] = DIGITS[text.charCodeAt(i) & 127];
    for (; at < 5; at += 1) code = (code << 6) | digits[at];

    function contexts(count) {
      const first = used;
      used += count;
      if (used > set.length) {
        const size = Math.max(used, set.length * 2);
        const grown = new Uint16Array(size).fill(1 << 14);
        grown.set(set);
        set = grown;
        const also = new Uint8Array(size);
        also.set(seen);
        seen = also;
      }
      return first;
    }

    function bit(context) {
      const now = set[context];
      let share = now >> 1;
      if (share < 1) share = 1;
      else if (share > 16383) share = 16383;
      const cut = (range >> 14) * share;
      const count = seen[context];
      if (count < MEMORY) seen[context] = count + 1;
      let found;
      if (code < cut) {
        range = cut;
        set[context] = now + (((32767 - now) * RATES[count]) >> 16);
        found = 1;
      } else {
        code -= cut;
        range -= cut;
        set[context] = now + ((-now * RATES[count]) >> 16);
        found = 0;
      }
      while (range < LOW) {
        code = (code << 6) | digits[at];
        at += 1;
        range <<= 6;
      }
      return found;
    }

    function half() {
      range >>= 1;
      let found = 0;
      if (code >= range) {
        code -= range;
        found = 1;
      }
      while (range < LOW) {
        code = (code << 6) | digits[at];
        at += 1;
        range <<= 6;
      }
      return found;
    }

    function size(base, tree) {
      let node = 1;
      for (let i = 0; i < 6; i += 1) node = node * 2 + bit(tree + node);
      const length = node - 64;
      const bits = base + SETS * SET + length * 4;
      let value = length > 0 ? 1 : 0;
      node = 1;
      for (let i = 1; i < length; i += 1) {
        const one = node < 4 ? bit(bits + node) : half();
        node = Math.min(node * 2 + one, 4);
        value = value * 2 + one;
      }
      return value;
    }

    /** A number of which `expected` is expected, give or take about `spread`; `base` from `near()`. */
    function number(base, expected, spread, signed) {
      const middle = Math.floor(expected + 0.5);
      const close = Math.abs(expected);
      let place;
      if (close < 4) {
        let width = 0;
        if (spread >= 1.5) width = 2;
        else if (spread >= 0.5) width = 1;
        place = Math.trunc(close * 4) * 3 + width;
      } else place = 48 + Math.min(octave(spread * spread * 16), 61);
      const tree = base + place * SET;
      if (bit(tree)) return middle;
      const below = (signed || middle > 0) && bit(tree + 1);
      const off = 1 + size(base, tree + 2);
      return below ? middle - off : middle + off;
    }

    return { contexts, bit, number, near: () => contexts(NEAR) };
  }

  llmobs.coder = { reader };
})();
