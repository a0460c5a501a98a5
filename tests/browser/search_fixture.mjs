// Interactions → the files of an explorer's index, written apart from the program's writer: a second reading of the format
// that the site's scripts are held to, and a small index for tests that need one.
import { deflateRawSync } from 'node:zlib';

const NAMES = ['provider', 'model', 'category', 'status', 'hallucinated', 'feedback', 'app', 'environment', 'error_type'];
const NUMBERS = ['latency', 'cost', 'tokens', 'similarity', 'complexity', 'time', 'length'];
const LONG = new Set(['prompt', 'messages', 'response', 'context']);
const CARD_ROWS = 8;
const DETAIL_ROWS = 40;

const script = (name, payload) => `llmobs.search.take(${JSON.stringify(name)},"${deflateRawSync(payload).toString('base64')}")\n`;
const json = (value) => Buffer.from(JSON.stringify(value));
const four = (n) => String(n).padStart(4, '0');

function varint(n) {
  const bytes = [];
  for (let left = n; ; left = Math.floor(left / 128)) {
    if (left < 128) return [...bytes, left];
    bytes.push((left % 128) + 128);
  }
}

/** A string of '0' and '1' → bytes, the last one filled with zeros. */
const pack = (bits) => (bits.match(/.{1,8}/g) || []).map((eight) => parseInt(eight.padEnd(8, '0'), 2));

/** `list`: [document, frequency]; `k` is chosen so that different ones are met. */
function postings(list) {
  const k = list.length % 4;
  let [docs, frequencies, before] = ['', '', -1];
  for (const [doc, frequency] of list) {
    const gap = doc - before - 1;
    before = doc;
    docs += '1'.repeat(gap >> k) + '0' + (k ? (gap % 2 ** k).toString(2).padStart(k, '0') : '');
    const binary = frequency.toString(2);
    frequencies += '0'.repeat(binary.length - 1) + binary;
  }
  return [k, ...pack(docs), ...pack(frequencies)];
}

function block(entries) {
  const [terms, lists] = [[], []];
  let before = Buffer.alloc(0);
  for (const [term, list] of entries) {
    const raw = Buffer.from(term);
    let shared = 0;
    while (shared < raw.length && shared < before.length && raw[shared] === before[shared]) shared += 1;
    before = raw;
    const bytes = postings(list);
    terms.push(...varint(shared), ...varint(raw.length - shared), ...raw.subarray(shared), ...varint(list.length), ...varint(bytes.length));
    lists.push(...bytes);
  }
  const head = Buffer.alloc(8);
  head.writeUInt32LE(entries.length, 0);
  head.writeUInt32LE(terms.length, 4);
  return Buffer.concat([head, Buffer.from(terms), Buffer.from(lists)]);
}

/** Whole numbers and NULL → the narrowest planes; anything else → doubles. */
function column(values, divisor = 1) {
  const whole = values.map((value) => (value === null ? null : Math.round(value * divisor)));
  const exact = values.every((value, i) => value === null || whole[i] / divisor === value);
  const most = Math.max(0, ...whole.map((value) => value ?? 0));
  const width = !exact || most >= 2 ** 32 - 1 || Math.min(0, ...whole) < 0 ? 8 : most < 255 ? 1 : most < 65535 ? 2 : 4;
  const plain = Buffer.alloc(width * values.length);
  values.forEach((value, i) => {
    if (width === 8) plain.writeDoubleLE(value === null ? NaN : value, 8 * i);
    else plain.writeUIntLE(value === null ? 2 ** (8 * width) - 1 : whole[i], width * i, width);
  });
  const planes = Buffer.alloc(plain.length);
  for (let i = 0; i < plain.length; i += 1) planes[(i % width) * values.length + Math.floor(i / width)] = plain[i];
  const head = Buffer.alloc(9);
  head[0] = width;
  head.writeDoubleLE(width === 8 ? 1 : divisor, 1);
  return Buffer.concat([head, planes]);
}

const code = (words) => (words === 0 ? 0 : Math.min(255, 1 + Math.floor(8 * Math.log2(words))));

/** One segment of `rows` in ascending time; hours are those of UTC. Puts its files into `files` and gives its entry. */
function segment(rows, nth, { terms, texts, hashed }, files) {
  const id = `5e9${String(nth).padStart(9, '0')}`;
  const put = (path, payload) => files.set(`${id}/${path}`, script(`${id}/${path}`, payload));
  const names = {};
  for (const name of NAMES) {
    names[name] = [...new Set(rows.map((row) => row[name] ?? null))];
    put(`c/${name}`, column(rows.map((row) => names[name].indexOf(row[name] ?? null))));
  }
  const inverted = new Map();
  const lengths = rows.map((row, doc) => {
    const found = texts(row).flatMap(terms);
    const keys = ['user', 'session', 'trace'].flatMap((key) => (row[`${key}_id`] ? [`\u0001${key}:${row[`${key}_id`]}`] : []));
    for (const term of [...found, ...keys, ...(row.tags || []).map((tag) => `\u0001tag:${tag}`), `\u0001id:${hashed(row.id)}`]) {
      const list = inverted.get(term) || inverted.set(term, []).get(term);
      if (list.at(-1)?.[0] === doc) list.at(-1)[1] += 1;
      else list.push([doc, 1]);
    }
    return found.length;
  });
  for (const name of NUMBERS) {
    const of = { time: (row) => row.time, length: (_, doc) => code(lengths[doc]) }[name] || ((row) => row[name] ?? null);
    put(`c/${name}`, column(rows.map(of), name === 'latency' ? 1000 : 1));
  }
  const sorted = [...inverted].sort(([a], [b]) => (a < b ? -1 : 1));
  const blocks = [];
  for (let at = 0; at < sorted.length; at += 7) {
    put(`p/${four(blocks.length)}`, block(sorted.slice(at, at + 7)));
    blocks.push(sorted[at][0]);
  }
  const cards = Math.ceil(rows.length / CARD_ROWS);
  for (let card = 0; card < cards; card += 1) {
    const some = rows.slice(card * CARD_ROWS, (card + 1) * CARD_ROWS);
    const shown = { time: some.map((row, i) => row.time - (i ? some[i - 1].time : 0)), prompt: some.map((row) => row.prompt.replace(/\s+/g, ' ').trim().slice(0, 200)) };
    for (const name of NAMES) shown[name] = some.map((row) => names[name].indexOf(row[name] ?? null));
    for (const name of ['latency', 'cost', 'input_tokens', 'output_tokens']) shown[name] = some.map((row) => row[name] ?? null);
    put(`k/${four(card)}`, json(shown));
  }
  const details = [];
  for (let at = 0; at < rows.length; at += DETAIL_ROWS) {
    const some = rows.slice(at, at + DETAIL_ROWS);
    const all = some.flatMap(texts).filter((text) => text.length >= 64);
    const twice = [...new Set(all.filter((text, i) => all.indexOf(text) !== i))];
    const shared = (value) => (twice.includes(value) ? { t: twice.indexOf(value) } : value);
    const keys = [...new Set(some.flatMap(Object.keys))].filter((key) => !LONG.has(key));
    const columns = Object.fromEntries(keys.map((key) => [key, some.map((row) => shared(row[key] ?? null))]));
    const long = some.map((row) => Object.fromEntries(Object.entries(row).filter(([key]) => LONG.has(key)).map(([key, value]) => [key, shared(value)])));
    put(`d/${four(details.length)}`, json({ texts: twice, columns, rows: long }));
    details.push(at);
  }
  const hours = [];
  let hour = Math.floor(rows[0].time / 36e5);
  const from = new Date(hour * 36e5).toISOString().slice(0, 13);
  for (const { time } of rows) {
    const now = Math.floor(time / 36e5);
    if (hours.length && now === hour) hours.at(-1)[1] += 1;
    else hours.push([now - hour, 1]);
    hour = now;
  }
  const at = (row) => new Date(row.time).toISOString();
  return {
    id, documents: rows.length, first: at(rows[0]), last: at(rows.at(-1)), words: lengths.reduce((a, b) => a + b, 0),
    card_rows: CARD_ROWS, cards, details, blocks, names, hours, hours_from: from,
  };
}

/** `parts`: interactions of each segment. `uses`: `terms` and `texts` of the site's scripts, and `hashed`. Gives path → text. */
export function write(parts, uses, more = {}) {
  const files = new Map();
  const segments = parts.map((rows, nth) => segment([...rows].sort((a, b) => a.time - b.time), nth, uses, files));
  const published = parts.flat().length;
  const columns = [...NAMES.map((name) => ({ name, kind: 'name' })), ...NUMBERS.map((name) => ({ name, kind: 'number' }))];
  const root = { version: 1, total: published, published, why: null, zone: 'UTC', currency: null, columns, prices: {}, made: {}, segments, ...more };
  files.set('root', script('root', json(root)));
  return files;
}
