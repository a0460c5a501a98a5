// A file of postings → terms, and the documents of each (Rice-coded gaps) with how often it stands in them (Elias gamma).
(function () {
  'use strict';
  const llmobs = (window.llmobs = window.llmobs || {});
  const utf8 = new TextDecoder();
  /** Bytes that a term weighs once it is a text in a list. */
  const TERM = 48;

  /** The terms of a file: `terms` ascending, and for each `df`, and where its postings begin. */
  function block(payload) {
    const view = new DataView(payload.buffer, payload.byteOffset);
    const [count, section] = [view.getUint32(0, true), view.getUint32(4, true)];
    const [terms, df, at] = [Array(count), new Uint32Array(count), new Uint32Array(count)];
    let place = 8;
    let postings = 8 + section;
    const varint = () => {
      let [value, shift, byte] = [0, 0, 0];
      do {
        byte = payload[place];
        place += 1;
        value += (byte & 127) * 2 ** shift;
        shift += 7;
      } while (byte > 127);
      return value;
    };
    let term = '';
    let raw = new Uint8Array(256);
    let plain = true;
    for (let i = 0; i < count; i += 1) {
      const [shared, more] = [varint(), varint()];
      if (shared + more > raw.length) {
        const longer = new Uint8Array(2 * (shared + more));
        longer.set(raw);
        raw = longer;
      }
      let ascii = plain;
      let tail = '';
      for (let byte = 0; byte < more; byte += 1) {
        const code = payload[place + byte];
        raw[shared + byte] = code;
        if (code > 127) ascii = false;
        else tail += String.fromCharCode(code);
      }
      place += more;
      // Bytes and characters are the same as long as all are ASCII; most terms are.
      term = ascii ? term.slice(0, shared) + tail : utf8.decode(raw.subarray(0, shared + more));
      plain = ascii || term.length === shared + more;
      terms[i] = term;
      df[i] = varint();
      at[i] = postings;
      postings += varint();
    }
    return { payload, terms, df, at };
  }

  /** Place of the first term that is not below `term`. */
  function lowest(terms, term) {
    let [low, high] = [0, terms.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (terms[middle] < term) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Documents of the postings at `from`, ascending, and the place behind them. */
  function documents(payload, from, df) {
    const k = payload[from];
    const docs = new Uint32Array(df);
    let [place, bits, have, previous] = [from + 1, 0, 0, -1];
    for (let i = 0; i < df; i += 1) {
      let quotient = 0;
      for (;;) {
        while (have <= 24) {
          bits |= payload[place] << (24 - have);
          place += 1;
          have += 8;
        }
        const ones = Math.clz32(~bits);
        if (ones < have) {
          quotient += ones;
          bits = (bits << ones) << 1;
          have -= ones + 1;
          break;
        }
        quotient += have;
        bits = 0;
        have = 0;
      }
      let rest = 0;
      for (let left = k; left > 0;) {
        while (have <= 24) {
          bits |= payload[place] << (24 - have);
          place += 1;
          have += 8;
        }
        const some = Math.min(left, 16);
        rest = rest * 2 ** some + (bits >>> (32 - some));
        bits <<= some;
        have -= some;
        left -= some;
      }
      previous += 1 + quotient * 2 ** k + rest;
      docs[i] = previous;
    }
    return { docs, behind: place - (have >> 3) };
  }

  /** How often the term stands in each of its `df` documents. */
  function frequencies(payload, from, df) {
    const all = new Uint32Array(df);
    let [place, left] = [from, 0];
    const bit = () => {
      if (left === 0) {
        place += 1;
        left = 8;
      }
      left -= 1;
      return (payload[place - 1] >> left) & 1;
    };
    for (let i = 0; i < df; i += 1) {
      let length = 0;
      while (bit() === 0) length += 1;
      let value = 1;
      for (; length > 0; length -= 1) value = value * 2 + bit();
      all[i] = value;
    }
    return all;
  }

  const file = (segment, nth) => llmobs.search.load.once(`${segment.id}/p/${nth} terms`, async () => {
    const payload = await llmobs.search.load.file(`${segment.id}/p/${String(nth).padStart(4, '0')}`, (bytes) => bytes);
    const value = block(payload);
    return { value, weight: value.terms.length * TERM };
  });

  /** The postings of place `i` of a block; both lists are decoded when they are asked for. */
  function posting({ payload, terms, df, at }, i) {
    let found = null;
    const read = () => (found = found || documents(payload, at[i], df[i]));
    return { term: terms[i], df: df[i], docs: () => read().docs, tfs: () => frequencies(payload, read().behind, df[i]) };
  }

  /** The files in which `term`, or what begins with it, may stand: from and until before. */
  function files(blocks, term, prefix) {
    const from = Math.max(0, blocks[lowest(blocks, term)] === term ? lowest(blocks, term) : lowest(blocks, term) - 1);
    let to = from + 1;
    while (prefix && to < blocks.length && (blocks[to] <= term || blocks[to].startsWith(term))) to += 1;
    return [from, Math.min(to, blocks.length)];
  }

  /** Postings of `term` in a segment, or of everything that begins with it: a list. */
  async function find(segment, term, prefix) {
    const [from, to] = files(segment.blocks, term, prefix);
    const blocks = await Promise.all(Array.from({ length: to - from }, (_, i) => file(segment, from + i)));
    return blocks.flatMap((one) => {
      const found = [];
      for (let i = lowest(one.terms, term); i < one.terms.length && (prefix ? one.terms[i].startsWith(term) : one.terms[i] === term); i += 1) {
        found.push(posting(one, i));
      }
      return found;
    });
  }

  llmobs.search = { ...llmobs.search, postings: { find, block, documents, frequencies } };
})();
