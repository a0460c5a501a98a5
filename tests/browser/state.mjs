// site/js/state.js and period.js, in plain node → what was chosen survives the address, and periods are the days a
// calendar would give.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import vm from 'node:vm';

const window = {};
for (const part of ['state', 'period']) {
  vm.runInNewContext(readFileSync(fileURLToPath(new URL(`../../site/js/${part}.js`, import.meta.url)), 'utf8'), { window });
}
const { parse, write, normal, resolve, carry, active, DIMS, PERIODS } = window.llmobs.state;
/** Out of the other realm, so that deepEqual compares values only. */
const plain = (value) => JSON.parse(JSON.stringify(value));

/** Mulberry32: the same numbers on every run. */
function dice(seed) {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}
const HOSTILE = [
  '', ' ', '&', '=', '%', '%zz', '%20', '+', 'a+b', '<script>alert(1)</script>', '"\'`', '#', '?', '/', '\\', '\0', '\n\r\t', '🦙',
  '👩‍👩‍👧', 'مرحبا', 'é', 'e\u0301', 'null', 'not logged', 'not-logged', 'model', 'period=7d&model=x', '__proto__', 'constructor', 'toString',
  'openai/gpt-5', 'us.anthropic.claude:0', 'x'.repeat(5000), '\u2028', '\uFFFD', '[]', ',', ';',
];
const day = (at) => new Date(at * 864e5).toISOString().slice(0, 10);

function anyState(random) {
  const pick = (list) => list[Math.floor(random() * list.length)];
  const period = pick(PERIODS);
  const state = { period, from: null, to: null, compare: pick(['previous', 'weekdays']) };
  if (period === 'custom') {
    const from = Math.floor(random() * 40000);
    if (random() < 0.8) state.from = day(from);
    if (random() < 0.8) state.to = day(from + Math.floor(random() * 400));
  }
  for (const dim of DIMS) {
    const names = new Set();
    while (random() < 0.5) {
      names.add(random() < 0.5 ? pick(HOSTILE) : [...Array(1 + Math.floor(random() * 5))].map(() => String.fromCodePoint(pick([
        Math.floor(random() * 0x80), Math.floor(random() * 0xd800), 0x1f300 + Math.floor(random() * 500)]))).join(''));
    }
    state[dim] = [...names, ...(random() < 0.3 ? [null] : [])];
  }
  return state;
}

test('what was chosen is read back from its address, whatever the names', () => {
  const random = dice(1);
  for (let i = 0; i < 4000; i += 1) {
    const state = anyState(random);
    const query = write(state);
    assert.match(query, /^(\?[!-~]+)?$/, 'an address is plain ASCII');
    assert.deepEqual(plain(parse(query)), state, query);
    // A browser reads the same address by its own rules, and may write it down in its own way.
    const url = new URL(query, 'file:///x/index.html');
    assert.deepEqual(plain(parse(url.search)), state, url.search);
    for (const dim of DIMS) assert.deepEqual(url.searchParams.getAll(dim), state[dim].filter((name) => name !== null));
  }
});

test('addresses are readable, and the default has none', () => {
  assert.equal(write({}), '');
  assert.equal(write(parse('')), '');
  assert.equal(write({ period: '7d', model: ['gpt-5', 'gpt-5-mini'] }), '?period=7d&model=gpt-5&model=gpt-5-mini');
  assert.equal(write({ model: ['us/gpt 5:x', null] }), '?model=us/gpt+5:x&not-logged=model');
  assert.equal(write({ period: 'custom', from: '2026-10-01', to: '2026-10-31', compare: 'weekdays' }),
    '?period=custom&from=2026-10-01&to=2026-10-31&compare=weekdays');
});

test('"not logged" is no name', () => {
  assert.deepEqual(plain(parse('?app=not+logged').app), ['not logged']);
  assert.deepEqual(plain(parse('?app=null').app), ['null']);
  assert.deepEqual(plain(parse('?app=').app), ['']);
  assert.deepEqual(plain(parse('?not-logged=app&app=web').app), ['web', null]);
  assert.deepEqual(plain(parse('?not-logged=user&not-logged')), plain(normal()));
});

test('what an address tells badly is ignored', () => {
  for (const search of ['?', '?&&', '?=', '?period', '?period=', '?period=year', '?compare=x', '?from=2026-10-01', '?model=%', '?model=%E0%A4',
    '?__proto__=x&constructor=y', '?%=%', '#top', '?utm=1', '?period=7D', undefined, null, 7]) {
    assert.deepEqual(plain(parse(search)), plain(normal()), String(search));
  }
  const custom = plain(parse('?period=custom&from=2026-02-29&to=2026-13-01'));
  assert.deepEqual([custom.period, custom.from, custom.to], ['custom', null, null]);
  const turned = plain(parse('?period=custom&from=2026-03-02&to=2026-02-28'));
  assert.deepEqual([turned.from, turned.to], ['2026-02-28', '2026-03-02']);
  assert.deepEqual(plain(parse('?period=7d&from=2026-03-02')).from, null);
  assert.deepEqual(plain(parse('?period=7d&period=30d')).period, '30d');
  assert.deepEqual(plain(parse('#?period=7d')).period, '7d', 'the fragment is read alike');
  assert.deepEqual(plain(normal({ model: [null, 'a', 'a', 3, {}, null, '\ud800x'], app: 'web' })).model, ['a', '\uFFFDx', null]);
  const random = dice(2);
  for (let i = 0; i < 4000; i += 1) {
    const noise = [...Array(30)].map(() => 'periodmdl&&==%%+#?27dE0custom-fromto'[Math.floor(random() * 36)]).join('');
    const state = parse(noise);
    assert.deepEqual(plain(parse(write(state))), plain(state), noise);
  }
});

test('links keep what is theirs', () => {
  const state = { period: '7d', model: ['a&b'] };
  assert.equal(carry('cost.html', state), 'cost.html?period=7d&model=a%26b');
  assert.equal(carry('cost.html?period=30d&model=x#by-day', state), 'cost.html?period=7d&model=a%26b#by-day');
  assert.equal(carry('search.html?q=a+b&app=x', {}), 'search.html?q=a+b');
  assert.equal(carry('#by-day', state), '?period=7d&model=a%26b#by-day');
  assert.equal(carry('cost.html?period=7d', {}), 'cost.html');
  assert.equal(active(normal(state)), 2);
  assert.equal(active(normal({ compare: 'weekdays' })), 0);
});

/** Data from `first` to `last` hour, hours kept from `hours_from` on. */
const data = (first, last, hours_from = '2026-10-17T00') => ({ first, last, hours_from });
const DATA = data('2026-08-03T09', '2026-10-30T14');
const span = ({ from, to, grain }) => [from, to, grain];

test('a period ends with the data', () => {
  assert.deepEqual(span(resolve({ period: 'all' }, DATA)), ['2026-08-03T00', '2026-10-31T00', 'day']);
  assert.deepEqual(span(resolve({ period: '24h' }, DATA)), ['2026-10-29T15', '2026-10-30T15', 'hour']);
  assert.deepEqual(span(resolve({ period: '7d' }, DATA)), ['2026-10-24T00', '2026-10-31T00', 'day']);
  assert.deepEqual(span(resolve({ period: '30d' }, DATA)), ['2026-10-01T00', '2026-10-31T00', 'day']);
  assert.deepEqual(span(resolve({ period: '24h' }, data('2024-01-01T00', '2024-02-29T23'))), ['2024-02-29T00', '2024-03-01T00', 'day']);
  assert.deepEqual(span(resolve({ period: '7d' }, data('2023-01-01T00', '2024-03-01T05'))).slice(0, 2), ['2024-02-24T00', '2024-03-02T00'], 'a leap year');
  assert.deepEqual(span(resolve({ period: '7d' }, data('2022-01-01T00', '2023-03-01T05'))).slice(0, 2), ['2023-02-23T00', '2023-03-02T00']);
});

test('custom days are whole, both included, and within the data', () => {
  const custom = (from, to, meta = DATA) => span(resolve({ period: 'custom', from, to }, meta));
  assert.deepEqual(custom('2026-10-28', '2026-10-30'), ['2026-10-28T00', '2026-10-31T00', 'hour']);
  assert.deepEqual(custom('2026-10-27', '2026-10-30'), ['2026-10-27T00', '2026-10-31T00', 'day']);
  assert.deepEqual(custom('2026-10-16', '2026-10-16'), ['2026-10-16T00', '2026-10-17T00', 'day'], 'hours of that day are gone');
  assert.deepEqual(custom('2020-01-01', '2030-01-01'), ['2026-08-03T00', '2026-10-31T00', 'day']);
  assert.deepEqual(custom(null, '2026-08-31'), ['2026-08-03T00', '2026-09-01T00', 'day']);
  assert.deepEqual(custom('2030-01-01', '2030-01-02').slice(0, 2), ['2026-10-30T00', '2026-10-31T00']);
  assert.deepEqual(custom('2020-01-01', '2030-01-01', data('2021-01-01T00', '2026-10-30T14'))[2], 'month');
  // 2024-02-05 is 1000 days before 2026-11-01.
  assert.equal(custom('2024-02-05', '2026-10-31', data('2021-01-01T00', '2026-10-31T14'))[2], 'day');
  assert.equal(custom('2024-02-04', '2026-10-31', data('2021-01-01T00', '2026-10-31T14'))[2], 'month');
});

test('data of one hour has every period', () => {
  const one = data('2026-10-30T14', '2026-10-30T14', '2026-10-30T00');
  for (const period of PERIODS) {
    const { from, to, before } = resolve({ period }, one);
    assert.ok(from <= one.first && one.last < to, period);
    assert.equal(before, null, period);
  }
  assert.deepEqual(span(resolve({ period: 'all' }, one)), ['2026-10-30T00', '2026-10-31T00', 'hour']);
});

test('nights in which clocks change have their hours as any other', () => {
  // Europe went to summer time on 2026-03-29 and back on 2026-10-25, America on 2026-03-08 and 2026-11-01.
  for (const last of ['2026-03-29T12', '2026-10-25T12', '2026-03-08T12', '2026-11-01T12']) {
    const meta = data('2026-01-01T00', last, '2026-01-01T00');
    assert.deepEqual([resolve({ period: '24h' }, meta).length, resolve({ period: '7d' }, meta).length], [24, 168]);
    assert.equal(resolve({ period: '24h' }, meta).from.slice(11), '13');
  }
});

test('the period before, by length or by weekdays', () => {
  const before = (state, meta = DATA) => plain(resolve(state, meta).before);
  assert.deepEqual(before({ period: '7d' }), { from: '2026-10-17T00', to: '2026-10-24T00', label: 'the 7 days before' });
  assert.deepEqual(before({ period: '7d', compare: 'weekdays' }), { from: '2026-10-17T00', to: '2026-10-24T00', label: 'the same weekdays a week before' });
  assert.deepEqual(before({ period: '24h' }), { from: '2026-10-28T15', to: '2026-10-29T15', label: 'the 24 hours before' });
  assert.deepEqual(before({ period: '24h', compare: 'weekdays' }), { from: '2026-10-22T15', to: '2026-10-23T15', label: 'the same hours a week before' });
  assert.deepEqual(before({ period: '30d' }), { from: '2026-09-01T00', to: '2026-10-01T00', label: 'the 30 days before' });
  assert.deepEqual(before({ period: '30d', compare: 'weekdays' }), { from: '2026-08-27T00', to: '2026-09-26T00', label: 'the same weekdays 5 weeks before' });
  assert.deepEqual(before({ period: 'custom', from: '2026-10-30' }).label, 'the day before');
  assert.equal(before({ period: 'all' }), null);
  assert.equal(before({ period: 'all', compare: 'weekdays' }), null);
  assert.deepEqual(before({ period: '7d' }, data('2026-10-17T09', '2026-10-30T14')).from, '2026-10-17T00', 'the first day counts');
  assert.equal(before({ period: '7d' }, data('2026-10-18T00', '2026-10-30T14')), null);
  assert.equal(before({ period: '24h' }, data('2026-10-28T16', '2026-10-30T14')), null);
});

test('over random data: hours add up, weekdays match, nothing before the data is compared with', () => {
  const random = dice(3);
  const at = (text) => Date.parse(`${text}:00Z`) / 36e5;
  for (let i = 0; i < 4000; i += 1) {
    const start = 300000 + Math.floor(random() * 200000);
    const end = start + Math.floor(random() ** 3 * 40000);
    const hour = (at) => new Date(at * 36e5).toISOString().slice(0, 13);
    const meta = data(hour(start), hour(end), `${day(Math.max(Math.floor(start / 24), Math.floor(end / 24) - 13))}T00`);
    const state = anyState(random);
    const { from, to, length, before, grain, label } = resolve(state, meta);
    assert.equal(at(to) - at(from), length);
    assert.ok(length >= 24 && from < to && label.length > 0);
    if (state.period !== '24h') assert.ok(from.endsWith('T00') && to.endsWith('T00'));
    if (grain === 'hour') assert.ok(length <= 72 && from >= meta.hours_from);
    if (before) {
      assert.equal(at(before.to) - at(before.from), length);
      assert.ok(before.to <= from && before.from.slice(0, 10) >= meta.first.slice(0, 10));
      if (state.compare === 'weekdays') assert.equal((at(from) - at(before.from)) % 168, 0);
    }
  }
});

test('labels say no more than they must', () => {
  const label = (state, meta = DATA) => resolve(state, meta).label;
  assert.equal(label({ period: '7d' }), '7 days to 30 Oct 2026');
  assert.equal(label({ period: '24h' }), '24 hours to 30 Oct 2026, 15:00');
  assert.equal(label({}), '3 Aug to 30 Oct 2026');
  assert.equal(label({ period: 'custom', from: '2026-10-01', to: '2026-10-15' }), '1 to 15 Oct 2026');
  assert.equal(label({ period: 'custom', from: '2026-10-15', to: '2026-10-15' }), '15 Oct 2026');
  assert.equal(label({}, data('2025-12-28T00', '2026-01-03T00')), '28 Dec 2025 to 3 Jan 2026');
  assert.equal(label({}, data('2025-01-03T00', '2026-01-05T00')), '3 Jan 2025 to 5 Jan 2026');
});
