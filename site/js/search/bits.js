// Sets of documents as bits, one bit a document.
(function () {
  'use strict';
  const llmobs = (window.llmobs = window.llmobs || {});

  const none = (n) => new Uint32Array((n + 31) >>> 5);

  /** Documents from `from` until before `to`. */
  function range(n, from, to) {
    const bits = none(n);
    for (let doc = Math.max(0, from), end = Math.min(n, to); doc < end;) {
      if ((doc & 31) === 0 && doc + 32 <= end) {
        bits[doc >>> 5] = 0xffffffff;
        doc += 32;
      } else {
        bits[doc >>> 5] |= 1 << (doc & 31);
        doc += 1;
      }
    }
    return bits;
  }

  const all = (n) => range(n, 0, n);

  /** Documents for which `test` holds. */
  function where(n, test) {
    const bits = none(n);
    for (let word = 0, doc = 0; doc < n; word += 1) {
      let value = 0;
      for (let bit = 0; bit < 32 && doc < n; bit += 1, doc += 1) if (test(doc)) value |= 1 << bit;
      bits[word] = value;
    }
    return bits;
  }

  /** Adds listed documents. */
  function add(bits, docs) {
    for (let i = 0; i < docs.length; i += 1) bits[docs[i] >>> 5] |= 1 << (docs[i] & 31);
    return bits;
  }

  function and(bits, other) {
    for (let i = 0; i < bits.length; i += 1) bits[i] &= other[i];
    return bits;
  }

  function without(bits, other) {
    for (let i = 0; i < bits.length; i += 1) bits[i] &= ~other[i];
    return bits;
  }

  const has = (bits, doc) => (bits[doc >>> 5] >>> (doc & 31)) & 1;
  const drop = (bits, doc) => { bits[doc >>> 5] &= ~(1 << (doc & 31)); };

  function ones(value) {
    let v = value - ((value >>> 1) & 0x55555555);
    v = (v & 0x33333333) + ((v >>> 2) & 0x33333333);
    return (((v + (v >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24;
  }

  function count(bits) {
    let total = 0;
    for (let i = 0; i < bits.length; i += 1) if (bits[i] !== 0) total += ones(bits[i]);
    return total;
  }

  /** Writes the documents into `out` from `at` on, each plus `base`, the last one first. Gives the place behind them. */
  function listDown(bits, out, at, base) {
    let place = at;
    for (let i = bits.length - 1; i >= 0; i -= 1) {
      let word = bits[i];
      const last = base + (i << 5) + 31;
      if (word === 0xffffffff) {
        for (let less = 0; less < 32; less += 1) out[place + less] = last - less;
        place += 32;
        continue;
      }
      while (word !== 0) {
        const less = Math.clz32(word);
        out[place] = last - less;
        place += 1;
        word &= ~(0x80000000 >>> less);
      }
    }
    return place;
  }

  /** Calls `each(doc)` for every document, ascending. */
  function each(bits, call) {
    for (let i = 0; i < bits.length; i += 1) {
      let word = bits[i];
      while (word !== 0) {
        const low = word & -word;
        call((i << 5) + 31 - Math.clz32(low));
        word ^= low;
      }
    }
  }

  llmobs.search = { ...llmobs.search, bits: { none, all, range, where, add, and, without, has, drop, count, listDown, each } };
})();
