// A built site (LLMOBS_SITE) → what a reader can rely on: it opens from disk in silence, asks nobody for anything, fits
// a phone, shows the same numbers as chart, table and CSV, and can be used by keyboard, in the dark and on paper.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import vm from 'node:vm';
import axe from 'axe-core';
import { PHONE, drawn, launch, open, pages, site } from './browser.mjs';
import { parse } from './csv.mjs';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
let browser;
before(async () => {
  assert.ok(pages.length > 0, `no page in ${site}; set LLMOBS_SITE to a built site`);
  browser = await launch();
});
after(() => browser?.close());

/** Opens a page with its charts drawn, runs `body`, and holds the page to silence. */
async function visit(name, options, body) {
  const visited = await open(browser, name, options);
  try {
    if (options.javaScriptEnabled !== false) await drawn(visited.page);
    await body(visited.page, visited);
    assert.deepEqual(visited.said, [], `${name} says nothing on the console`);
    const inside = pathToFileURL(`${site}/`).href;
    const outside = visited.asked.filter((asked) => !asked.startsWith(inside) && !/^(data|blob):/.test(asked));
    assert.deepEqual(outside, [], `${name} asks only for files of the site`);
  } finally {
    await visited.close();
  }
}

/** Figures and panels as they were registered, from the page itself. */
const registered = (page) => page.evaluate(() => JSON.parse(JSON.stringify({ ...window.llmobs.page })));

async function download(page, button) {
  // Of a few thousand clicks in a run, one may start no download, never the same one; a reader would click again.
  for (let tries = 1; ; tries += 1) {
    try {
      const [file] = await Promise.all([page.waitForEvent('download', { timeout: 10000 }), button.click()]);
      return { name: file.suggestedFilename(), bytes: readFileSync(await file.path()) };
    } catch (error) {
      if (tries === 3 || error.name !== 'TimeoutError') throw error;
    }
  }
}

/** A raw value as a CSV field should hold it; a formula-like text is told apart by the apostrophe before it. */
function expectedField(value) {
  if (value === null) return '';
  const risky = typeof value === 'string' && /^[=+\-@\t\r\n＝＋－＠]/.test(value) && Number.isNaN(Number(value));
  return (risky ? "'" : '') + String(value);
}

function checkCsv(bytes, table, id) {
  const rows = parse(bytes.toString('utf8'));
  assert.deepEqual(rows[0], table.columns.map((column) => column.name), `${id}: CSV header`);
  assert.deepEqual(rows.slice(1), table.rows.map((row) => row.map(expectedField)), `${id}: CSV rows`);
}

test('numbers are written as the shared vectors say', () => {
  const window = {};
  vm.runInNewContext(readFileSync(here('../../site/js/format.js'), 'utf8'), { window });
  const vectors = JSON.parse(readFileSync(here('../format-vectors.json'), 'utf8'));
  assert.ok(vectors.length > 60);
  for (const { f, x, text } of vectors) assert.equal(window.llmobs.format[f](x === null ? NaN : x), text, `${f}(${x})`);
});

for (const name of pages) {
  test(`${name}: opens in silence, draws every figure, lets nothing out of its place`, () =>
    visit(name, {}, async (page) => {
      const { figures } = await registered(page);
      const states = await page.$$eval('.chart', (charts) => charts.map((chart) => chart.dataset.drawn));
      assert.deepEqual(states, Object.keys(figures).map(() => 'yes'));
      const strangers = await page.$$eval('body img, body script, iframe, object, .chart a, .chart b, [onerror], [onclick]', (all) =>
        all.filter((one) => !one.closest('.modebar')).map((one) => one.outerHTML.slice(0, 80)));
      assert.deepEqual(strangers, []);
      for (const [id, { plot }] of Object.entries(figures)) {
        // A name is drawn letter by letter; Plotly would take "<b>" in it for markup and swallow it.
        const names = plot.data.filter((trace) => trace.orientation === 'h').flatMap((trace) => trace.y);
        const ticks = await page.locator(`[id="${id}"] .yaxislayer-above text`).allTextContents();
        for (const one of names.filter((text) => text.length <= 36)) assert.ok(ticks.includes(one), `${id} names ${one}`);
      }
    }));

  test(`${name}: fits a phone without sideways scrolling`, () =>
    visit(name, { viewport: PHONE }, async (page) => {
      const [scroll, client] = await page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]);
      assert.ok(scroll <= client && client === PHONE.width, `${scroll} of ${client}`);
    }));

  test(`${name}: data table = CSV = what was registered`, () =>
    visit(name, {}, async (page) => {
      const { figures, panels } = await registered(page);
      for (const [id, { table }] of Object.entries(figures)) {
        const figure = page.locator(`[id="${id}"]`);
        assert.equal(await figure.locator('.data table').count(), 0, 'made only when asked for');
        await figure.locator('[data-do="data"]').click();
        const more = figure.locator('.data .more');
        if (await more.count()) await more.click();
        const shown = await figure.locator('.data table tr').evaluateAll((rows) => rows.map((row) => [...row.cells].map((c) => c.textContent)));
        const expected = await page.evaluate((table) => table.rows.map((row) => row.map((value, i) => window.llmobs.format.cell(table.columns[i].show, value))), table);
        assert.deepEqual(shown[0], table.columns.map((column) => column.label));
        assert.deepEqual(shown.slice(1), expected, `${id}: table`);
        const csv = await download(page, figure.locator('[data-do="csv"]'));
        assert.equal(csv.name, `${id}.csv`);
        checkCsv(csv.bytes, table, id);
        const png = await download(page, figure.locator('[data-do="png"]'));
        assert.equal(png.bytes.subarray(1, 4).toString(), 'PNG');
      }
      for (const [id, { table }] of Object.entries(panels)) {
        const panel = page.locator(`[id="${id}"]`);
        const shown = await panel.locator('tbody tr').evaluateAll((rows) => rows.map((row) => [...row.cells].map((c) => c.textContent)));
        const expected = await page.evaluate((table) => table.rows.map((row) => row.map((value, i) => window.llmobs.format.cell(table.columns[i].show, value))), table);
        assert.deepEqual(shown, expected, `${id}: Rust and the browser write the same`);
        checkCsv((await download(page, panel.locator('[data-do="csv"]'))).bytes, table, id);
      }
    }));

  test(`${name}: headings sort by raw value, unknown last`, () =>
    visit(name, {}, async (page) => {
      const { panels } = await registered(page);
      for (const [id, { table }] of Object.entries(panels)) {
        for (const [i, column] of table.columns.entries()) {
          const button = page.locator(`[id="${id}"] thead th`).nth(i).locator('button');
          for (let click = 0; click < 2; click += 1) {
            await button.press('Enter');
            const sort = await page.locator(`[id="${id}"] thead th`).nth(i).getAttribute('aria-sort');
            const cells = await page.locator(`[id="${id}"] tbody tr td:nth-child(${i + 1})`).allTextContents();
            if (!['text', 'time'].includes(column.show)) {
              const known = table.rows.map((row) => row[i]).filter((value) => value !== null);
              known.sort((a, b) => (sort === 'ascending' ? a - b : b - a));
              const values = [...known, ...Array(table.rows.length - known.length).fill(null)];
              const expected = await page.evaluate(([show, values]) => values.map((v) => window.llmobs.format.cell(show, v)), [column.show, values]);
              assert.deepEqual(cells, expected, `${id}.${column.name} ${sort}`);
            }
          }
        }
      }
    }));

  for (const colorScheme of ['light', 'dark']) {
    test(`${name}: axe finds nothing serious, ${colorScheme}`, () =>
      visit(name, { colorScheme }, async (page) => {
        for (const button of await page.locator('[data-do="data"]').all()) await button.click();
        // Evaluated through the debugger: the page's own policy allows no foreign script.
        await page.evaluate(axe.source);
        const { violations } = await page.evaluate(() => window.axe.run({ preload: false }));
        const serious = violations.filter(({ impact }) => ['serious', 'critical'].includes(impact));
        assert.deepEqual(serious.map(({ id, nodes }) => [id, nodes.slice(0, 3).map((node) => node.html)]), []);
      }));
  }

  test(`${name}: the theme switch repaints page and charts, and is remembered`, () =>
    visit(name, { colorScheme: 'light' }, async (page) => {
      const look = () => page.evaluate(() => ({
        paper: getComputedStyle(document.body).backgroundColor,
        ticks: [...document.querySelectorAll('.chart text')].slice(0, 1).map((text) => getComputedStyle(text).fill),
      }));
      const light = await look();
      await page.click('#theme');
      await page.waitForTimeout(600);
      const dark = await look();
      assert.notEqual(dark.paper, light.paper);
      if (light.ticks.length) assert.notDeepEqual(dark.ticks, light.ticks);
      await page.reload();
      assert.equal((await look()).paper, dark.paper);
      assert.equal(await page.textContent('#theme'), 'Light');
    }));

  test(`${name}: the keyboard reaches every control, and shows where it is`, () =>
    visit(name, {}, async (page) => {
      // Its lists come after the page.
      if (name === 'explorer') await page.waitForFunction(() => document.getElementById('explorer').dataset.state === 'complete');
      await page.keyboard.press('Tab');
      assert.equal(await page.evaluate(() => document.activeElement.className), 'skip');
      // Of radio buttons, Tab reaches the one that is chosen; of a list, one, from which arrows go on.
      const wanted = await page.$$eval('button, a[href], summary, [tabindex="0"], input:not([type="radio"]:not(:checked)), select:enabled', (all) =>
        all.filter((one) => one.tabIndex >= 0 && one.checkVisibility()).length);
      const reached = new Set();
      for (let i = 0; i < wanted + 20; i += 1) {
        const one = await page.evaluate(() => {
          const active = document.activeElement;
          if (active === document.body) return null;
          active.dataset.stop = active.dataset.stop || String(document.querySelectorAll('[data-stop]').length);
          const { outlineStyle, outlineWidth } = getComputedStyle(active);
          return { stop: active.dataset.stop, seen: outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2, html: active.outerHTML.slice(0, 80) };
        });
        if (one === null || reached.has(one.stop)) break;
        assert.ok(one.seen, `focus shows on ${one.html}`);
        reached.add(one.stop);
        await page.keyboard.press('Tab');
      }
      assert.equal(reached.size, wanted);
    }));

  test(`${name}: paper is light, has no navigation, and shows charts and tables`, () =>
    visit(name, { colorScheme: 'dark' }, async (page) => {
      const { figures } = await registered(page);
      await page.emulateMedia({ media: 'print' });
      await page.waitForTimeout(600);
      assert.equal(await page.evaluate(() => getComputedStyle(document.body).backgroundColor), 'rgb(255, 255, 255)');
      assert.deepEqual(await page.$$eval('.pages, #theme, .tools', (all) => all.filter((one) => one.checkVisibility()).length), 0);
      for (const [id, { table }] of Object.entries(figures)) {
        assert.ok(await page.locator(`[id="${id}"] .chart svg`).first().isVisible());
        assert.equal(await page.locator(`[id="${id}"] .data`).isVisible(), table.rows.length <= 50, `${id}: short tables are printed`);
      }
      const hidden = await page.$$eval('.panel tbody tr', (rows) => rows.filter((row) => !row.checkVisibility()).length);
      assert.equal(hidden, 0, 'a folded table is printed whole');
    }));

  test(`${name}: without scripts the numbers and tables are there`, () =>
    visit(name, { javaScriptEnabled: false }, async (page) => {
      assert.ok((await page.locator('h1').textContent()).length > 0);
      assert.equal(await page.locator('.panel tbody tr:visible').count(), await page.locator('.panel tbody tr').count());
      assert.equal(await page.locator('.tools:visible, .chart:visible, .legend:visible').count(), 0);
    }));
}

test('the first view is painted before Plotly is asked for', () =>
  visit('index', {}, async (page) => {
    const [paint, plotly] = await page.evaluate(() => [
      performance.getEntriesByName('first-contentful-paint')[0]?.startTime,
      performance.getEntriesByType('resource').find(({ name }) => name.endsWith('plotly.js'))?.startTime,
    ]);
    assert.ok(paint > 0 && (plotly === undefined || paint <= plotly), `painted at ${paint} ms, Plotly asked for at ${plotly} ms`);
  }));

test('a series can be hidden and shown, and pointing at a chart tells its value', (context) =>
  visit('index', {}, async (page) => {
    const figure = page.locator('.figure:has(.legend)').first();
    if (!(await figure.count())) return context.skip('no figure with a legend on this page');
    const shown = () => figure.locator('.chart').evaluate((chart) => chart.data.filter((trace) => trace.visible !== false).length);
    const before = await shown();
    await figure.locator('.legend button').first().click();
    await page.waitForTimeout(400);
    assert.equal(await shown(), before - 1);
    await figure.locator('.legend button').first().click();
    await page.waitForTimeout(400);
    assert.equal(await shown(), before);
    await figure.locator('.chart').scrollIntoViewIfNeeded();
    const box = await figure.locator('.chart').boundingBox();
    // Between two bars there is nothing to tell, and what day is in the middle depends on today.
    for (let x = 0; x < 40 && !(await page.$('.hoverlayer text')); x += 2) {
      await page.mouse.move(box.x + box.width / 2 + x, box.y + box.height * 0.75);
      await page.waitForTimeout(120);
    }
    const told = await figure.locator('.hoverlayer').textContent();
    assert.match(told, /\d/);
    assert.doesNotMatch(told, /%\{|undefined|null|NaN/);
  }));

test('storage may be refused', async () => {
  const refuse = await browser.newContext();
  await refuse.addInitScript(() => Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('refused'); } }));
  const page = await refuse.newPage();
  const errors = [];
  page.on('pageerror', (error) => errors.push(error.message));
  await page.goto(pathToFileURL(`${site}/index.html`).href);
  await page.click('#theme');
  assert.equal(await page.getAttribute('html', 'data-theme'), 'dark');
  assert.deepEqual(errors, []);
  await refuse.close();
});

test('a web server may hold the site under any path', async () => {
  const types = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml' };
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url, 'http://x').pathname);
    if (!path.startsWith('/reports/llm/')) return response.writeHead(404).end();
    const file = `${site}/${path.slice('/reports/llm/'.length) || 'index.html'}`;
    return response.writeHead(200, { 'content-type': types[extname(file)] }).end(readFileSync(file));
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  const home = `http://127.0.0.1:${server.address().port}/reports/llm/`;
  const context = await browser.newContext();
  const page = await context.newPage();
  const wrong = [];
  page.on('console', (message) => wrong.push(message.text()));
  page.on('pageerror', (error) => wrong.push(error.message));
  page.on('request', (request) => request.url().startsWith(home) || wrong.push(request.url()));
  await page.goto(home);
  await drawn(page);
  assert.deepEqual(wrong, []);
  await context.close();
  server.close();
});
