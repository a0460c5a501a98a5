// A built site (LLMOBS_SITE) → how fast and how large it is, as a table. No test: a busy machine would fail it.
//
//   llmobs demo --rows 1000000 --seed 1 --output _demo --database demo.duckdb
//   LLMOBS_SITE=_demo npm run measure
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { drawn, launch, open, pages, site } from './browser.mjs';

const CHANGES = Number(process.env.LLMOBS_CHANGES || 40);
const LOADS = 5;
const PERIODS = ['7d', '30d', '24h', 'all'];

const packed = (path) => gzipSync(readFileSync(path), { level: 9 }).length;
const size = (path) => (statSync(path).isDirectory() ? readdirSync(path).reduce((sum, name) => sum + size(join(path, name)), 0) : statSync(path).size);
/** The `q` quantile, nearest rank. */
const quantile = (values, q) => [...values].sort((a, b) => a - b)[Math.max(0, Math.ceil(q * values.length) - 1)];
const ms = (value) => Math.round(value);

/** First contentful paint from disk, each time in a browser context of its own. */
async function firstPaint(browser, name) {
  const times = [];
  for (let i = 0; i < LOADS; i += 1) {
    const { page, close } = await open(browser, name);
    await page.waitForFunction(() => performance.getEntriesByName('first-contentful-paint').length > 0);
    times.push(await page.evaluate(() => performance.getEntriesByName('first-contentful-paint')[0].startTime));
    await close();
  }
  return times;
}

/** The reader's first filter, which loads and opens the cube: until the line of words is there, and until all is drawn. */
async function firstFilter(browser, name) {
  const { page, close } = await open(browser, name);
  await drawn(page);
  const times = await page.evaluate(async () => {
    const start = performance.now();
    window.llmobs.filters.set({ period: '30d' });
    await window.llmobs.cube.load();
    const loaded = performance.now() - start;
    await window.llmobs.follow.done();
    return { loaded, all: performance.now() - start };
  });
  await close();
  return times;
}

/**
 * Sets the `nth` filter, as a reader would: a period, and for two of three also names of one dimension. `seen` is when
 * the last figure that reaches into the window shows its new data, `all` when every figure of the page does, `painted`
 * when the browser has put that on the screen.
 */
async function change([nth, periods]) {
  const { filters: bar, follow, cube, state, chart, redraw } = window.llmobs;
  const dims = state.DIMS.filter((dim) => cube.meta.dims[dim].length > 1);
  const dim = dims[nth % dims.length];
  const names = cube.meta.dims[dim];
  const next = { period: periods[nth % periods.length], ...Object.fromEntries(state.DIMS.map((one) => [one, []])) };
  if (nth % 3 > 0) next[dim] = [names[nth % names.length], names[(nth + 1) % names.length]];
  await new Promise((done) => { requestAnimationFrame(() => setTimeout(done, 50)); });
  const within = (element) => {
    const { top, bottom } = element.getBoundingClientRect();
    return bottom > 0 && top < window.innerHeight;
  };
  const near = new Set([...document.querySelectorAll('.figure, .panel')].filter(within));
  const [replace, panel] = [chart.replace, redraw.panel];
  let last = 0;
  chart.replace = async (element, plot) => {
    await replace(element, plot);
    if (near.has(element.closest('.figure'))) last = performance.now();
  };
  redraw.panel = (element, ...rest) => {
    panel(element, ...rest);
    if (near.has(element)) last = performance.now();
  };
  const start = performance.now();
  last = start;
  bar.set(next);
  await follow.done();
  const all = performance.now();
  await new Promise((done) => { requestAnimationFrame(() => setTimeout(done, 0)); });
  [chart.replace, redraw.panel] = [replace, panel];
  return { seen: last - start, all: all - start, painted: performance.now() - start };
}

/** Many filters one after another, each with the time that the page's own thread was busy (`cpu`), which no other program lengthens. */
async function filters(browser, name) {
  const { page, close } = await open(browser, name);
  await drawn(page);
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  const busy = async () => 1000 * (await session.send('Performance.getMetrics')).metrics.find((one) => one.name === 'TaskDuration').value;
  await page.evaluate(async () => {
    window.llmobs.filters.set({ period: '30d' });
    await window.llmobs.follow.done();
  });
  const found = [];
  for (let nth = 0; nth < CHANGES; nth += 1) {
    const before = await busy();
    const times = await page.evaluate(change, [nth, PERIODS]);
    found.push({ ...times, cpu: await busy() - before });
  }
  await close();
  return found;
}

const browser = await launch();
const table = [];
for (const name of pages) {
  const paint = await firstPaint(browser, name);
  const found = await filters(browser, name);
  const column = (key) => found.map((one) => one[key]);
  table.push({
    page: name,
    'HTML KB gz': Math.round(packed(`${site}/${name}.html`) / 102.4) / 10,
    'first paint p50': ms(quantile(paint, 0.5)),
    'max': ms(Math.max(...paint)),
    'seen p50': ms(quantile(column('seen'), 0.5)),
    'seen p95': ms(quantile(column('seen'), 0.95)),
    'all p50': ms(quantile(column('all'), 0.5)),
    'all p95': ms(quantile(column('all'), 0.95)),
    'painted p95': ms(quantile(column('painted'), 0.95)),
    'cpu p95': ms(quantile(column('cpu'), 0.95)),
  });
}
console.table(table);
const firsts = [];
for (let i = 0; i < LOADS; i += 1) firsts.push(await firstFilter(browser, 'index'));
await browser.close();
const middle = (key) => ms(quantile(firsts.map((one) => one[key]), 0.5));
console.log(`first filter on index: data there after ${middle('loaded')} ms, all redrawn after ${middle('all')} ms (median of ${LOADS})`);
console.log(`cube: ${Math.round(packed(`${site}/assets/cube.js`) / 1024)} KB gzipped · site: ${(size(site) / 2 ** 20).toFixed(2)} MB`);
