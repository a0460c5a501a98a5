// A built site (LLMOBS_SITE) and made-up plots → time axes show the data and nothing between, and lines end where they do; what is pointed at has a unit.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch, url } from './browser.mjs';

let browser;
let page;
before(async () => {
  browser = await launch();
  page = await (await browser.newContext()).newPage();
  await page.goto(url('latency'));
});
after(() => browser?.close());

/** What Plotly would be given for one trace with these times. */
const styled = (x, { type = 'scatter', y = x.map((_, at) => at + 1) } = {}) => page.evaluate(([trace]) => {
  const plot = { data: [trace], layout: { xaxis: { type: 'date' }, yaxis: { show: 'number', rangemode: 'tozero' } } };
  const { data: [drawn], layout } = window.llmobs.style.styled(plot, 600, 280);
  return { ...drawn, axis: layout.xaxis };
}, [{ type, mode: type === 'scatter' ? 'lines' : undefined, x, y, n: y, line: { color: '@c1' } }]);

const days = (from, to) => Array.from({ length: to - from + 1 }, (_, at) => `2026-06-${String(from + at).padStart(2, '0')}`);

test('a lone month is one column among empty months, with its own tick', async () => {
  const { axis, width } = await styled(['2026-11'], { type: 'bar' });
  // Three times 30 days on each side.
  assert.deepEqual(axis.range, ['2026-08-03 00:00:00', '2027-01-30 00:00:00']);
  assert.deepEqual([axis.tick0, axis.dtick], ['2026-11', 'M1']);
  assert.ok(width < 30 * 864e5);
});

test('two columns years apart leave nothing empty beyond them', async () => {
  const { axis } = await styled(['2023-05', '2026-10'], { type: 'bar' });
  assert.ok(axis.range[0] > '2023-04' && axis.range[1] < '2026-11', String(axis.range));
});

test('a lone day gets no times of day', async () => {
  const { axis } = await styled(['2026-06-03']);
  assert.deepEqual([axis.tick0, axis.dtick], ['2026-06-03', 864e5]);
});

test('a line goes on over a weekend, and ends where there are no data for long', async () => {
  const week = [...days(1, 5), ...days(8, 12)];
  assert.deepEqual((await styled(week)).x, week);
  const { x, y, customdata, mode } = await styled([...days(1, 5), ...days(20, 25)]);
  assert.deepEqual(y, [1, 2, 3, 4, 5, null, 6, 7, 8, 9, 10, 11]);
  assert.equal(x.length, 12);
  assert.match(customdata[6], /^6 .*n = 6/);
  assert.equal(mode, 'lines');
});

test('what is pointed at on an axis of values is told with its unit', async () => {
  const hovertext = await page.evaluate(() => {
    const plot = { data: [{ type: 'bar', x: [1788.782], y: [489], width: [80] }], layout: { xaxis: { type: 'log', show: 'milliseconds' }, yaxis: { show: 'count' } } };
    return window.llmobs.style.styled(plot, 600, 280).data[0].hovertext;
  });
  assert.deepEqual(hovertext, ['1.79 s']);
});

test('what no line reaches has a dot', async () => {
  const { mode, marker } = await styled([...days(1, 3), ...days(20, 20)]);
  assert.equal(mode, 'lines+markers');
  assert.deepEqual(marker.size.map(Boolean), [false, false, false, false, true]);
});
