// The explorer's engine in plain node: tokens as the shared vectors say, queries and their mistakes, a small index that was
// written by another hand (search_fixture.mjs), and, with LLMOBS_SEARCH naming what tests/all/search.rs left, every query's
// answer as a scan in Rust gives it.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { write } from './search_fixture.mjs';
import { engine } from './search_scripts.mjs';

const folder = process.env.LLMOBS_SEARCH && resolve(process.env.LLMOBS_SEARCH);
const skip = folder && existsSync(`${folder}/queries.json`) ? false : 'LLMOBS_SEARCH names no folder';
const plain = (value) => JSON.parse(JSON.stringify(value));
const bare = engine(() => { throw new Error('no file'); });
const { parse, write: spell, field } = bare.query;

/** Random numbers that are the same every time. */
function dice(seed) {
  let state = seed;
  return () => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return state / 2147483648;
  };
}

test('tokens are those of the shared vectors', () => {
  const vectors = JSON.parse(readFileSync(fileURLToPath(new URL('../search-vectors.json', import.meta.url)), 'utf8'));
  assert.ok(vectors.length > 1000, `${vectors.length} vectors`);
  for (const { text, tokens, words } of vectors) {
    assert.deepEqual([...bare.tokens.terms(text)], tokens, JSON.stringify(text));
    if (words) assert.deepEqual([...bare.tokens.sequence(text)], words, JSON.stringify(text));
  }
});

test('a query is understood', () => {
  const told = (text) => plain(parse(text).terms).map(({ from, to, closed, ...one }) => one);
  assert.deepEqual(told(' refund  order '), [{ kind: 'word', text: 'refund', negative: false }, { kind: 'word', text: 'order', negative: false }]);
  assert.deepEqual(told('"a b" -c* -"d e"'), [
    { kind: 'phrase', text: 'a b', negative: false }, { kind: 'prefix', text: 'c', negative: true }, { kind: 'phrase', text: 'd e', negative: true }]);
  assert.deepEqual(told('Model:"gpt 4"* env:prod*'), [
    { kind: 'field', field: 'model', wild: true, said: 'gpt 4', op: 'is', value: 'gpt 4', negative: false },
    { kind: 'field', field: 'environment', wild: true, said: 'prod', op: 'is', value: 'prod', negative: false }]);
  const value = (text) => { const [{ op, value: low, end }] = told(text); return [op, low, end]; };
  assert.deepEqual(value('cost:>0.01'), ['>', 0.01, undefined]);
  assert.deepEqual(value('latency:>=800ms'), ['>=', 0.8, undefined]);
  assert.deepEqual(value('latency:<2min'), ['<', 120, undefined]);
  assert.deepEqual(value('tokens:>2k'), ['>', 2000, undefined]);
  assert.deepEqual(value('cost:0.01..$0.05'), ['..', 0.01, 0.05]);
  assert.deepEqual(value('similarity:..0.2'), ['..', null, 0.2]);
  assert.deepEqual(value('complexity:7'), ['=', 7, undefined]);
  assert.deepEqual(value('date:2026-02-28'), ['=', { first: '2026-02-28', last: '2026-02-28' }, undefined]);
  assert.deepEqual(value('date:2026-02..2026-03-01')[1], { first: '2026-02-01', last: '2026-02-28' });
  // What is no field stays text, as people paste it.
  assert.deepEqual(told('http://x.org/a?b=c - -- 5:30').map(({ kind }) => kind), ['word', 'word', 'word', 'word']);
  assert.deepEqual(told('model:a"b').map(({ kind }) => kind), ['field', 'phrase']);
  assert.equal(told('"open').length, 1);
});

test('mistakes are told where they are, and the rest is searched', () => {
  for (const [text, from, to, says] of [
    ['refund cost: order', 7, 12, /needs a value/], ['cost:>x', 0, 7, /needs a number/], ['-latency:>5x a', 0, 12, /needs a number/],
    ['date:2026-13-01', 0, 15, /needs days/], ['date:2026-02-30', 0, 15, /needs days/], ['a date:..', 2, 9, /needs days/], ['tokens:1..b', 0, 11, /needs a number/],
    ['model:', 0, 6, /needs a value/],
  ]) {
    const { terms, errors } = parse(text);
    assert.deepEqual([errors.length, errors[0].from, errors[0].to], [1, from, to], text);
    assert.match(errors[0].message, says);
    assert.equal(terms.length, text.split(' ').length - 1, text);
  }
});

test('what is written is read back the same', () => {
  const random = dice(7);
  const pick = (list) => list[Math.floor(random() * list.length)];
  const text = (n) => Array.from({ length: 1 + Math.floor(random() * n) }, () => pick([...'ab"\\ *:-_7é漢ก😀>.<='])).join('');
  for (let i = 0; i < 3000; i += 1) {
    const query = Array.from({ length: Math.floor(random() * 4) }, () => pick(['', '-']) + pick([
      text(6), `"${text(5)}"`, `model:"${text(5)}"`, `model:${text(4)}`, `user:${text(4)}*`, 'cost:>0.5', 'latency:1..2s', 'date:2026-10-01', `${text(3)}*`])).join(' ');
    const terms = parse(query).terms;
    const without = (list) => plain(list).map(({ from, to, closed, ...one }) => one);
    assert.deepEqual(without(parse(spell(terms)).terms), without(terms), query);
  }
  for (const name of ['gpt-4o', 'two words', 'quo"te', 'back\\slash', 'star*', '', '-', 'a:b', '">']) {
    const term = field('model', name, name === '-');
    assert.deepEqual([term.value, term.wild, term.negative], [name, false, name === '-'], name);
  }
});

/** Interactions of two segments that overlap in time; texts in several scripts. */
function interactions() {
  const texts = ['Please refund order', 'parse_json failed with HTTPError', '数据分析报告', 'Ich möchte eine Rückerstattung', 'ขอเงินคืน', 'استرداد المال', 'nothing 😀 here'];
  return Array.from({ length: 60 }, (_, i) => ({
    id: `r${i}`, time: Date.UTC(2026, 9, 1, 0, 17 * i), prompt: `${texts[i % texts.length]} ${i}`, response: i % 4 ? `answer ${i} for the refund ${'again '.repeat(i % 5)}` : 'no',
    model: ['gpt 4o', 'claude', null][i % 3], status: i % 5 ? 'success' : 'error', error_type: i % 5 ? null : 'rate_limit', hallucinated: [null, 'yes', 'no'][i % 3],
    latency: i % 7 ? i / 10 : null, cost: i / 100, tokens: 100 * i, similarity: i % 2 ? i / 60 : null, user_id: `u${i % 9}`, session_id: `s${i >> 2}`, tags: i % 6 ? [] : ['batch'],
  }));
}

async function fixture() {
  let files = null;
  const search = engine((name) => {
    if (!files.has(name)) throw new Error(name);
    return files.get(name);
  });
  const rows = interactions();
  const parts = [rows.filter((_, i) => i % 3), rows.filter((_, i) => i % 3 === 0)];
  files = write(parts, { terms: search.tokens.terms, texts: search.details.texts, hashed: search.match.hashed });
  const index = await search.index.open();
  const ids = parts.flatMap((part) => [...part].sort((a, b) => a.time - b.time).map(({ id }) => id));
  return { search, index, rows, ids };
}

async function ask({ search, index, ids }, query, options) {
  const { terms } = search.query.parse(query);
  const result = await search.index.search(index, terms, options);
  await search.phrases.confirm(result, () => false);
  return [...result.docs].map((doc) => ids[doc]);
}

test('an index of another hand is read', async () => {
  const it = await fixture();
  const expect = async (query, test) => {
    const wanted = it.rows.filter(test).map(({ id }) => id).reverse();
    assert.deepEqual(await ask(it, query), wanted, query);
  };
  const number = ({ id }) => Number(id.slice(1));
  await expect('', () => true);
  await expect('refund', (row) => /refund/.test(row.prompt + row.response));
  await expect('refund order', (row) => /refund/.test(row.prompt + row.response) && /order/.test(row.prompt));
  await expect('-refund', (row) => !/refund/.test(row.prompt + row.response));
  await expect('"refund order"', (row) => /refund order/.test(row.prompt));
  await expect('"order refund"', () => false);
  await expect('-"the refund" answer', () => false);
  await expect('json', (row) => /json/.test(row.prompt));
  await expect('parse_json', (row) => /json/.test(row.prompt));
  await expect('HTTPError', (row) => /HTTP/.test(row.prompt));
  await expect('ruckerst*', (row) => /Rück/.test(row.prompt));
  await expect('分析', (row) => /分析/.test(row.prompt));
  await expect('"据分析报"', (row) => /分析/.test(row.prompt));
  await expect('告', (row) => /告/.test(row.prompt));
  await expect('เงิน', (row) => /เงิน/.test(row.prompt));
  await expect('المال', (row) => /المال/.test(row.prompt));
  await expect('😀', (row) => /😀/.test(row.prompt));
  await expect('model:"GPT 4o"', (row) => row.model === 'gpt 4o');
  await expect('model:cl*', (row) => row.model === 'claude');
  await expect('error:yes', (row) => row.status === 'error');
  await expect('error:rate_limit -hallucinated:unknown', (row) => row.error_type && row.hallucinated);
  await expect('latency:>2s', (row) => row.latency > 2);
  await expect('-latency:>2s', (row) => !(row.latency > 2));
  await expect('cost:0.1..0.2', (row) => row.cost >= 0.1 && row.cost <= 0.2);
  await expect('tokens:<=1k', (row) => row.tokens <= 1000);
  await expect('similarity:<0.5', (row) => row.similarity !== null && row.similarity < 0.5);
  await expect('user:u3', (row) => row.user_id === 'u3');
  await expect('session:s1*', (row) => row.session_id.startsWith('s1'));
  await expect('tag:batch', (row) => row.tags.length > 0);
  await expect('id:r17', (row) => row.id === 'r17');
  await expect('date:2026-10-01', (row) => row.time < Date.UTC(2026, 9, 2));
  await expect('date:>2026-09', () => true);
  await expect('date:<2026-10-02', () => true);
  assert.deepEqual(await ask(it, 'slow*'), []);
  const by = (value, sign) => [...it.rows].sort((a, b) => (value(a) === null) - (value(b) === null) || sign * (value(a) - value(b)) || number(b) - number(a)).map(({ id }) => id);
  assert.deepEqual(await ask(it, '', { order: 'slowest' }), by((row) => row.latency, -1));
  assert.deepEqual(await ask(it, '', { order: 'least_similar' }), by((row) => row.similarity, 1));
  assert.deepEqual(await ask(it, '', { order: 'dearest' }), by((row) => row.cost, -1));
});

test('the score is the formula', async () => {
  const it = await fixture();
  const counts = it.rows.map((row) => it.search.details.texts(row).flatMap((text) => [...it.search.tokens.terms(text)]));
  const mean = counts.reduce((sum, { length }) => sum + length, 0) / counts.length;
  const idf = (df) => Math.log(1 + (counts.length - df + 0.5) / (df + 0.5));
  const score = (words, i) => words.reduce((sum, word) => {
    const df = counts.filter((terms) => terms.includes(word)).length;
    const tf = counts[i].filter((term) => term === word).length;
    const length = 2 ** (Math.floor(8 * Math.log2(counts[i].length)) / 8);
    return sum + (idf(df) * tf * 2.2) / (tf + 1.2 * (0.25 + (0.75 * length) / mean));
  }, 0);
  const words = ['refund', 'again'];
  const wanted = it.rows.map((row, i) => ({ row, i, score: Math.round(1e4 * score(words, i)) })).filter(({ i }) => words.every((word) => counts[i].includes(word)))
    .sort((a, b) => b.score - a.score || b.i - a.i).map(({ row }) => row.id);
  assert.ok(wanted.length > 20);
  assert.deepEqual(await ask(it, words.join(' '), { order: 'relevance' }), wanted);
});

test('postings of every kind of gap are decoded', () => {
  const random = dice(11);
  for (const k of [0, 1, 3, 7, 16, 21]) {
    const docs = [];
    let [bits, at] = ['', -1];
    for (let i = 0; i < 300; i += 1) {
      const gap = Math.floor(random() * 2 ** (k + 2) * (random() < 0.05 ? 20 : 1));
      at += gap + 1;
      docs.push(at);
      bits += '1'.repeat(Math.floor(gap / 2 ** k)) + '0' + (k ? (gap % 2 ** k).toString(2).padStart(k, '0') : '');
    }
    bits = bits.padEnd(Math.ceil(bits.length / 8) * 8, '0');
    const payload = Uint8Array.from([k, ...bits.match(/.{8}/g).map((one) => parseInt(one, 2)), 0xb0]);
    const got = bare.postings.documents(payload, 0, docs.length);
    assert.deepEqual([...got.docs], docs, `k = ${k}`);
    assert.equal(got.behind, payload.length - 1);
  }
});

test('counts and time add up', async () => {
  const it = await fixture();
  const result = await it.search.index.search(it.index, it.search.query.parse('refund').terms);
  const counted = plain(await it.search.facets.count(it.index, result.sets, 'model'));
  const rows = it.rows.filter((row) => /refund/.test(row.prompt + row.response));
  for (const { name, n } of counted) assert.equal(n, rows.filter((row) => row.model === name).length, String(name));
  assert.equal(counted.reduce((sum, { n }) => sum + n, 0), rows.length);
  const { bars, step, from } = it.search.facets.timeline(it.index, result.sets, 10);
  assert.deepEqual([step, bars.length <= 10], [3, true]);
  bars.forEach(({ n, of }, i) => {
    const within = ({ time }) => Math.floor((time / 36e5 - from) / step) === i;
    assert.deepEqual([n, of], [rows.filter(within).length, it.rows.filter(within).length]);
  });
});

test('marks are where the words are', () => {
  const show = (text, query, typing = false) => {
    const matches = bare.marks.matcher(parse(query).terms, typing);
    let [out, at] = ['', 0];
    for (const [from, to] of bare.marks.places(text, matches)) {
      out += `${text.slice(at, from)}[${text.slice(from, to)}]`;
      at = to;
    }
    return out + text.slice(at);
  };
  assert.equal(show('A Café, a CAFÉ!', 'cafe'), 'A [Café], a [CAFÉ]!');
  assert.equal(show('HTTPError in parse_json', 'error json'), '[HTTPError] in [parse_json]');
  assert.equal(show('数据分析报告', '分析'), '数据[分析]报告');
  assert.equal(show('refunds and refund', 'refund'), 'refunds and [refund]');
  assert.equal(show('refunds and refund', 'refu', true), '[refunds] and [refund]');
  assert.equal(show('so 😀 so', '-so 😀'), 'so [😀] so');
  assert.equal(bare.marks.matcher(parse('model:x -y').terms, false), null);
});

test('every query finds what a scan in Rust finds, in its order', { skip }, async () => {
  const search = engine((name) => readFileSync(`${folder}/site/search/${name}.js`, 'utf8'));
  const index = await search.index.open();
  const ids = [];
  for (const segment of index.segments) for (let doc = 0; doc < segment.documents; doc += 1) ids.push((await search.details.row(segment, doc)).id);
  const queries = JSON.parse(readFileSync(`${folder}/queries.json`, 'utf8'));
  assert.ok(queries.length >= 500, `${queries.length} queries`);
  const wrong = [];
  for (const { query, order, typing, ids: wanted } of queries) {
    const got = await ask({ search, index, ids }, query, { order, typing });
    if (JSON.stringify(got) !== JSON.stringify(wanted)) wrong.push({ query, order, typing, got: got.length, wanted: wanted.length, first: got.findIndex((id, i) => id !== wanted[i]) });
  }
  assert.deepEqual(wrong.slice(0, 10), [], `${wrong.length} of ${queries.length}`);
});
