// One term of a query and one segment → the documents that match it.
(function () {
  'use strict';
  const llmobs = (window.llmobs = window.llmobs || {});
  const { bits, columns, fields, postings, tokens } = llmobs.search;

  /** Terms of the index that are no words begin so. */
  const MARK = '\u0001';

  const union = (n, found) => found.reduce((set, { docs }) => bits.add(set, docs()), bits.none(n));

  /** Upper 40 bits of the 64-bit FNV-1a of the UTF-8 of `text`, in hexadecimal. */
  function hashed(text) {
    let hash = 0xcbf29ce484222325n;
    for (const byte of new TextEncoder().encode(text)) hash = ((hash ^ BigInt(byte)) * 0x100000001b3n) & 0xffffffffffffffffn;
    return (hash >> 24n).toString(16).padStart(10, '0');
  }

  /** What a word comes to in the index: lists of postings, one for each thing that must be there. */
  function lookups(segment, { kind, text }, typing) {
    const wanted = tokens.wanted(text);
    const last = wanted.at(-1);
    if (last?.open && (kind === 'prefix' || (typing && [...last.term].length >= 2))) last.prefix = true;
    return Promise.all(wanted.map(({ term, prefix }) => postings.find(segment, term, prefix)));
  }

  async function words(segment, term, typing) {
    const found = await lookups(segment, term, typing);
    const set = bits.all(segment.documents);
    for (const one of found) bits.and(set, union(segment.documents, one));
    return { set, found };
  }

  /** Documents that hold everything a phrase is made of; whether in its order, only the texts tell. */
  async function phrase(segment, { text }) {
    const parts = [...new Set(tokens.sequence(text))];
    const found = await Promise.all(parts.map((term) => postings.find(segment, term, tokens.dense(term))));
    const set = bits.all(segment.documents);
    for (const one of found) bits.and(set, union(segment.documents, one));
    return { set, found };
  }

  /** Which codes of a column's dictionary are meant. */
  function meant(segment, column, test) {
    return Uint8Array.from(columns.names(segment, column), (name) => Number(test(name)));
  }

  /** Documents whose name in `column` passes `test`; null is what was not logged. */
  async function named(segment, column, test) {
    const missing = Number(test(null));
    if (!segment.names[column]) return missing ? bits.all(segment.documents) : bits.none(segment.documents);
    const table = meant(segment, column, test);
    const { codes } = await columns.load(segment, column);
    return bits.where(segment.documents, (doc) => (codes[doc] < table.length ? table[codes[doc]] : missing));
  }

  const low = (text) => text.toLowerCase();

  function name(segment, { field, value, wild }) {
    const { column = field, words: others = {} } = fields.FIELDS[field];
    const sought = low(value);
    if (Object.hasOwn(others, sought)) return named(segment, column, (one) => one === others[sought]);
    if (field === 'error' && (sought === 'yes' || sought === 'no')) {
      return named(segment, 'status', (one) => (one === 'error') === (sought === 'yes'));
    }
    return named(segment, column, (one) => one !== null && (wild ? low(one).startsWith(sought) : low(one) === sought));
  }

  const TESTS = {
    '=': (value) => (one) => one === value,
    '>': (value) => (one) => one > value,
    '>=': (value) => (one) => one >= value,
    '<': (value) => (one) => one < value,
    '<=': (value) => (one) => one <= value,
    '..': (value, end) => (one) => (value === null || one >= value) && (end === null || one <= end) && one === one,
  };

  async function number(segment, { field, op, value, end }) {
    if (!segment.has(field)) return bits.none(segment.documents);
    const column = await columns.load(segment, field);
    const test = TESTS[op](value, end);
    return bits.where(segment.documents, (doc) => test(columns.value(column, doc)));
  }

  /** Documents of the hours ('YYYY-MM-DDTHH', local) from `from` until before `to`; null is open. */
  function hours(segment, { from, to }) {
    const begin = from === null ? 0 : segment.hours.first(from);
    return bits.range(segment.documents, begin, to === null ? segment.documents : segment.hours.first(to));
  }

  const after = (day) => new Date(Date.parse(`${day}T00:00Z`) + 864e5).toISOString().slice(0, 10);

  function date(segment, { op, value, end }) {
    const [first, next] = [value && `${value.first}T00`, value && `${after(value.last)}T00`];
    const spans = {
      '=': [first, next],
      '>': [next, null],
      '>=': [first, null],
      '<': [null, first],
      '<=': [null, next],
      '..': [first, end && `${after(end.last)}T00`],
    };
    const [from, to] = spans[op];
    return hours(segment, { from, to });
  }

  async function keyed(segment, { field, value, wild }) {
    const key = field === 'id' ? hashed(value) : value;
    return union(segment.documents, await postings.find(segment, `${MARK}${field}:${key}`, wild && field !== 'id'));
  }

  const FIELD = { name, number, date, term: keyed };

  /** `{ set, found }`: the documents, and for words the postings that a rank is made of. */
  async function term(segment, one, typing) {
    if (one.kind === 'phrase') return phrase(segment, one);
    if (one.kind === 'names') return { set: await named(segment, one.column, (given) => one.names.includes(given)) };
    if (one.kind === 'hours') return { set: hours(segment, one) };
    if (one.kind === 'field') return { set: await FIELD[fields.FIELDS[one.field].kind](segment, one) };
    return words(segment, one, typing);
  }

  llmobs.search = { ...llmobs.search, match: { term, hashed } };
})();
