// Matching documents, newest first → in the order that was asked for. Ties stay newest first.
(function () {
  'use strict';
  const llmobs = (window.llmobs = window.llmobs || {});
  const { columns, bits } = llmobs.search;
  const [K1, B] = [1.2, 0.75];

  /** Order → the column it goes by, and whether the largest comes first. */
  const ORDERS = {
    newest: { label: 'Newest' },
    relevance: { label: 'Relevance' },
    slowest: { label: 'Slowest', column: 'latency', down: true },
    dearest: { label: 'Dearest', column: 'cost', down: true },
    longest: { label: 'Longest', column: 'tokens', down: true },
    least_similar: { label: 'Least similar', column: 'similarity', down: false },
  };

  /** Sorts `docs` by `keys` (whole numbers below 2^32, one for each document), least first; equal ones keep their order. */
  function radix(docs, keys) {
    let [from, by, to, then] = [docs, keys, new Uint32Array(docs.length), new Uint32Array(docs.length)];
    for (let shift = 0; shift < 32; shift += 16) {
      const starts = new Uint32Array(65537);
      for (let i = 0; i < by.length; i += 1) starts[((by[i] >>> shift) & 65535) + 1] += 1;
      // All alike in these digits: nothing would move.
      if (by.length === 0 || starts[((by[0] >>> shift) & 65535) + 1] === by.length) continue;
      for (let i = 1; i < 65537; i += 1) starts[i] += starts[i - 1];
      for (let i = 0; i < by.length; i += 1) {
        const digit = (by[i] >>> shift) & 65535;
        const place = starts[digit];
        starts[digit] += 1;
        to[place] = from[i];
        then[place] = by[i];
      }
      [from, to] = [to, from];
      [by, then] = [then, by];
    }
    return from;
  }

  /** What `give(i)` gives for each of `n` places. */
  function filled(n, give) {
    // Not `from`, which goes through an iterator and is ten times as slow.
    const all = new Uint32Array(n);
    for (let i = 0; i < n; i += 1) all[i] = give(i);
    return all;
  }

  /** Sorts by numbers of any kind: the bits of a double, turned so that they order as it does, in two halves. */
  function byNumbers(docs, values, down) {
    const n = docs.length;
    const halves = new Uint32Array(values.buffer);
    for (let i = 0; i < n; i += 1) {
      if (Number.isNaN(values[i])) {
        halves[2 * i] = halves[2 * i + 1] = 0xffffffff;
        continue;
      }
      // -0 is 0.
      values[i] = (down ? -values[i] : values[i]) + 0;
      const flip = halves[2 * i + 1] >>> 31 ? 0xffffffff : 0;
      halves[2 * i] ^= flip;
      halves[2 * i + 1] ^= flip || 0x80000000;
    }
    const low = radix(filled(n, (i) => i), filled(n, (i) => halves[2 * i]));
    const order = radix(low, filled(n, (i) => halves[2 * low[i] + 1]));
    return filled(n, (i) => docs[order[i]]);
  }

  /** The values of a column for global documents, NaN where there is none. */
  async function values(index, docs, name) {
    const loaded = await Promise.all(index.segments.map((segment) => (segment.has(name) ? columns.load(segment, name) : null)));
    const out = new Float64Array(docs.length);
    for (let i = 0; i < docs.length; i += 1) {
      const segment = index.of(docs[i]);
      const column = loaded[segment.at];
      out[i] = column ? columns.value(column, docs[i] - segment.base) : NaN;
    }
    return out;
  }

  /** Documents of the sets, newest first: `docs` as numbers over all segments. */
  async function newest(index, sets) {
    const docs = new Uint32Array(sets.reduce((sum, set) => sum + bits.count(set), 0));
    let at = 0;
    for (const segment of [...index.segments].reverse()) at = bits.listDown(sets[segment.at], docs, at, segment.base);
    return index.inOrder ? docs : byNumbers(docs, await values(index, docs, 'time'), true);
  }

  /** Lengths in words that the codes of the column stand for. */
  const LENGTHS = Float64Array.from({ length: 256 }, (_, code) => (code === 0 ? 0 : 2 ** ((code - 1) / 8)));

  /** Adds what each matching document has of one thing that was asked for; `found` are its postings by segment. */
  function score(index, scores, lengths, found) {
    const [times, seen] = [index.segments.map(({ documents }) => new Float64Array(documents)), []];
    let df = 0;
    found.forEach((list, at) => {
      for (const one of list) {
        const [docs, tfs] = [one.docs(), one.tfs()];
        for (let i = 0; i < docs.length; i += 1) {
          if (times[at][docs[i]] === 0) df += 1;
          times[at][docs[i]] += tfs[i];
        }
      }
      seen[at] = list.length > 0;
    });
    const idf = Math.log(1 + (index.documents - df + 0.5) / (df + 0.5));
    const mean = index.words / index.documents;
    times.forEach((tf, at) => {
      if (!seen[at]) return;
      for (let doc = 0; doc < tf.length; doc += 1) {
        if (tf[doc] === 0) continue;
        const length = LENGTHS[lengths[at].codes[doc]];
        scores[at][doc] += (idf * tf[doc] * (K1 + 1)) / (tf[doc] + K1 * (1 - B + (B * length) / mean));
      }
    });
  }

  /** By BM25 over `wanted`: one entry for each thing asked for, its postings by segment. */
  async function relevance(index, docs, wanted) {
    const lengths = await Promise.all(index.segments.map((segment) => columns.load(segment, 'length')));
    const scores = index.segments.map(({ documents }) => new Float64Array(documents));
    for (const found of wanted) score(index, scores, lengths, found);
    const key = (i) => {
      const segment = index.of(docs[i]);
      return 0xffffffff - Math.round(scores[segment.at][docs[i] - segment.base] * 1e4);
    };
    return radix(docs, filled(docs.length, key));
  }

  async function sort(index, docs, order, wanted) {
    if (order === 'relevance') return wanted.length ? relevance(index, docs, wanted) : docs;
    const { column, down } = ORDERS[order];
    return column ? byNumbers(docs, await values(index, docs, column), down) : docs;
  }

  llmobs.search = { ...llmobs.search, rank: { ORDERS, newest, sort } };
})();
