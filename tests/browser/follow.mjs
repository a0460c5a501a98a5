// Filters with what the engine shows under them (LLMOBS_FILTERS, left there by tests/all/filters.rs) → the same from the
// site's scripts: all of them in plain node, some through the filter bar of the pages, opened from disk.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { after, before, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import axe from 'axe-core';
import { DESKTOP, launch } from './browser.mjs';
import { differences, load } from './scripts.mjs';

const folder = process.env.LLMOBS_FILTERS && resolve(process.env.LLMOBS_FILTERS);
const skip = folder && existsSync(`${folder}/filters.json`) ? false : 'LLMOBS_FILTERS names no folder';
const SYMBOL = '€';
const NOTHING = 'Nothing matches these filters.';
const THROUGH_THE_BAR = 20;
const read = (name) => JSON.parse(readFileSync(`${folder}/${name}.json`, 'utf8'));
const plain = (value) => JSON.parse(JSON.stringify(value));

let site;
let expected;
let declared;
let browser;
before(async () => {
  if (skip) return;
  site = await load(`${folder}/site`, SYMBOL);
  expected = read('filters');
  declared = Object.values(site.pages).flatMap(({ figures, panels }) => Object.entries({ ...figures, ...panels }))
    .filter(([, { declaration }]) => declaration);
  browser = await launch();
});
after(() => browser?.close());

/** What the scripts come to, in the shape of the engine's. */
function figures(view, rosters) {
  const { llmobs, pages } = site;
  const { grain } = view;
  return Object.fromEntries(declared.map(([id, { declaration, plot }]) => {
    const periods = view.now ? {} : declaration.computed?.periods;
    const rows = llmobs.viewed(declaration, id, llmobs.cube, { ...view, ...periods }, pages.index.rate);
    if (plot === undefined) return [id, plain({ rows })];
    const at = declaration.fields.findIndex(({ name }) => name === 'n');
    const n = rows.reduce((sum, row) => sum + row[at], 0);
    const drawn = n > 0 ? llmobs.charts.draw(declaration.chart, declaration.fields, rows, rosters) : null;
    return [id, plain({ rows, plot: drawn, n, unit: declaration.unit.replace('{grain}', grain) })];
  }));
}

const compared = ({ id, value, n, interval, change, trend }) => ({ id, value, n, interval, change, trend });
const names = (state) => Object.fromEntries(site.llmobs.state.DIMS.map((dim) => [dim, state[dim]]));

test('without a filter the scripts come to what was registered', { skip }, () => {
  const rosters = site.llmobs.series.rosters(site.llmobs.cube);
  const got = figures({ filter: {}, names: {}, grain: 'day' }, rosters);
  assert.ok(declared.length >= 15, `${declared.length} figures follow`);
  for (const [id, { table, plot }] of declared) {
    assert.deepEqual(differences(got[id].rows, plain(table.rows)), [], id);
    if (plot !== undefined) assert.deepEqual(differences(got[id].plot, plain(plot)), [], id);
  }
  for (const [id, it] of Object.entries(got)) assert.deepEqual(differences(it, expected.unfiltered.figures[id]), [], id);
});

test('under every filter the scripts show what the engine shows', { skip }, () => {
  const { llmobs, pages } = site;
  const rosters = llmobs.series.rosters(llmobs.cube);
  assert.ok(expected.filters.length >= 200);
  let seen = 0;
  expected.filters.forEach(({ state, now, before, grain, figures: drawn, headlines }, nth) => {
    const where = `filter ${nth}: ${JSON.stringify(state)}`;
    const meant = llmobs.state.resolve(state, llmobs.cube.meta);
    assert.deepEqual([meant.from, meant.to, meant.grain], [now.from, now.to, grain], where);
    assert.deepEqual(meant.before && [meant.before.from, meant.before.to], before && [before.from, before.to], where);
    const filter = state.period === 'all' ? names(state) : { ...names(state), from: now.from, to: now.to };
    const got = figures({ filter, names: names(state), grain, now, before }, rosters);
    for (const id of Object.keys(got)) assert.deepEqual(differences(got[id], drawn[id]), [], `${where}, ${id}`);
    const given = headlines.map(({ id }) => ({ id, missing: 'Nothing.' }));
    const heads = plain(llmobs.headlines(given, llmobs.cube, names(state), now, before, pages.index.rate));
    assert.deepEqual(differences(heads.map(compared), headlines.map(compared)), [], where);
    seen += Object.keys(got).length + heads.length;
  });
  assert.ok(seen > 5000, `${seen} figures and headlines compared`);
});

test('every kind of chart is drawn alike', { skip }, () => {
  const { llmobs } = site;
  const rosters = llmobs.series.rosters(llmobs.cube);
  const charts = read('charts');
  assert.ok(new Set(charts.map(({ chart }) => chart.kind)).size >= 12);
  for (const { chart, fields, rows, plot } of charts) {
    const got = plain(llmobs.charts.draw(chart, fields, rows, rosters));
    assert.deepEqual(differences(got, plot), [], `${JSON.stringify(chart)}, ${rows.length} rows`);
  }
});

/** Opens a page of the site, runs `body`, and holds the page to silence. */
async function visit(name, query, body, options = {}) {
  const context = await browser.newContext({ viewport: DESKTOP, ...options });
  const page = await context.newPage();
  const said = [];
  page.on('console', (message) => said.push(`${message.type()}: ${message.text()}`));
  page.on('pageerror', (error) => said.push(`error: ${error.message}`));
  try {
    await page.goto(`${pathToFileURL(`${folder}/site/${name}.html`).href}${query}`);
    await body(page);
    assert.deepEqual(said, [], `${name}${query}`);
  } finally {
    await context.close();
  }
}

const settled = (page) => page.waitForFunction(() => !document.querySelector('#main').hasAttribute('aria-busy')
  && [...document.querySelectorAll('.chart')].every((chart) => chart.dataset.drawn || !chart.checkVisibility()), null, { timeout: 60000 });

/** Chooses `state` as a reader would. */
async function choose(page, state) {
  const words = { all: 'All data', '24h': '24 hours', '7d': '7 days', '30d': '30 days', custom: 'Custom days' };
  await page.getByRole('radio', { name: words[state.period] }).check();
  if (state.period === 'custom') {
    await page.waitForSelector('.dates:not([hidden]) input:enabled');
    const [from, to] = await page.locator('.dates input').all();
    // The later end first, so that the two are never the wrong way round.
    await to.fill(state.to);
    await from.fill(state.from);
    await to.fill(state.to);
  }
  if (state.period !== 'all') await page.getByLabel('Compare with').selectOption(state.compare);
  for (const dim of site.llmobs.state.DIMS) {
    if (!state[dim].length) continue;
    const word = await page.evaluate((one) => window.llmobs.tell.WORDS[one][0], dim);
    await page.locator('.choice > button', { hasText: new RegExp(`^${word}`) }).click();
    await page.waitForSelector('.sheet:not([hidden]) .entry');
    await page.getByRole('button', { name: 'None', exact: true }).click();
    const entries = page.locator('.sheet:not([hidden]) .entry');
    const listed = await entries.locator('.name').evaluateAll((all) => all.map((one) => one.innerHTML));
    for (const name of state[dim]) {
      const html = await page.evaluate((one) => window.llmobs.tell.name(one).outerHTML, name);
      await entries.nth(listed.indexOf(html)).locator('input').check();
    }
    await page.keyboard.press('Escape');
  }
}

/** Texts of all that follows on a page. */
const texts = (page) => page.evaluate(() => {
  const cells = (table) => table && [...table.tBodies[0].rows].map((row) => [...row.cells].map((cell) => cell.textContent));
  const text = (element, name) => element.querySelector(name)?.textContent ?? null;
  const of = (element) => ({
    missing: text(element, ':scope > .missing'), rows: cells(element.querySelector('table')), n: text(element, '.n'), unit: text(element, '.unit'),
    // What is compared with has a test of its own; it gives a lone series an entry in the legend.
    compared: element.querySelector('.legend .before') !== null,
    legend: [...element.querySelectorAll('.legend :not(.before) + span')].map((one) => one.textContent),
    traces: [...(element.querySelector('.chart')?.data || [])].filter((_, i) => window.llmobs.chart.plot(element.querySelector('.chart'))?.data[i].moved === undefined)
      .map((trace) => (trace.y || []).filter((y) => y !== null).length),
  });
  const headline = (element) => ({
    id: element.id.slice(8), value: text(element, '.value'), basis: text(element, '.basis'), change: text(element, '.change'), missing: text(element, '.missing'),
  });
  return {
    parts: Object.fromEntries([...document.querySelectorAll('.figure, .panel')].map((one) => [one.id, of(one)])),
    headlines: [...document.querySelectorAll('.headline')].map(headline),
  };
});

function checkPart(got, it, content, where) {
  const { format } = site.llmobs;
  const any = it.plot !== undefined ? it.plot !== null : it.rows.length > 0;
  assert.equal(got.missing, any ? null : content.declaration.computed && it.plot === undefined ? plain(content.declaration.missing).replaceAll('`', '') : NOTHING, where);
  if (!any) return;
  const cells = it.rows.map((row) => row.map((value, i) => format.cell(content.table.columns[i].show, value)));
  // Columns of the time before stand behind, and rows that only it has have no n.
  const n = content.table.columns.findIndex(({ name }) => name === 'n');
  const rows = got.rows.map((row) => row.slice(0, content.table.columns.length)).filter((row) => n < 0 || row[n] !== '–');
  const whole = got.rows.length < 200;
  assert.deepEqual(whole ? rows : rows.slice(0, 100), whole ? cells : cells.slice(0, 100), where);
  if (!it.plot) return;
  assert.equal(got.n, `n = ${format.count(it.n)} ${content.declaration.n_of}`, where);
  assert.equal(got.unit, it.unit, where);
  assert.deepEqual(got.traces, it.plot.data.map(({ y }) => y.filter((value) => value !== null).length), `${where}: traces drawn`);
  const legend = got.compared ? it.plot.data : plain(site.llmobs.shell.entries(it.plot));
  assert.deepEqual(got.legend, legend.map(({ name }) => name), where);
}

function checkHeadline(got, { value, n, n_of: of, interval, change, empty }, before, where) {
  assert.equal(got.value, empty ? '–' : value, where);
  if (empty) return;
  assert.equal(got.basis, `${interval ? `95 % interval ${interval} · ` : ''}n = ${site.llmobs.format.count(n)} ${of}`, where);
  assert.equal(got.change === null, change === null, where);
  if (!change) return;
  assert.ok(got.change.includes(change.text), `${where}: ${got.change}`);
  const [amount, rest] = change.against.split(' in the time before ');
  assert.ok(got.change.includes(`${amount} `) && got.change.endsWith(`${before} ${rest}`), `${where}: ${got.change}`);
}

test('through the filter bar, pages show what the engine shows', { skip }, async () => {
  const { llmobs, pages } = site;
  const { dims } = llmobs.cube.meta;
  const possible = expected.filters.filter(({ state }) => llmobs.state.active(state)
    && llmobs.state.DIMS.every((dim) => state[dim].every((name) => dims[dim].includes(name))));
  const chosen = possible.slice(0, THROUGH_THE_BAR);
  assert.equal(chosen.length, THROUGH_THE_BAR);
  for (const [nth, { state, figures: drawn, headlines }] of chosen.entries()) {
    const name = Object.keys(pages)[nth % Object.keys(pages).length];
    await visit(name, '', async (page) => {
      for (const button of await page.locator('[data-do="data"]').all()) await button.click();
      await choose(page, state);
      await settled(page);
      const where = `${name}, ${JSON.stringify(state)}`;
      const asked = await page.evaluate(() => window.llmobs.filters.state());
      const sorted = (of) => plain(llmobs.state.DIMS.map((dim) => [...of[dim]].sort()));
      assert.deepEqual([asked.period, asked.from, asked.to, ...sorted(asked)], [state.period, state.from ?? null, state.to ?? null, ...sorted(state)], where);
      const got = await texts(page);
      const before = llmobs.state.resolve(asked, llmobs.cube.meta).before?.label;
      for (const [id, content] of Object.entries({ ...pages[name].figures, ...pages[name].panels })) {
        const own = content.declaration?.computed && state.period === 'all';
        // Without a period, these show the one that the page was built with.
        if (own) continue;
        if (content.declaration) checkPart(got.parts[id], drawn[id], content, `${where}, ${id}`);
        else assert.equal(await page.locator(`[id="${id}"] .unfollowed`).count(), 1, id);
      }
      for (const one of got.headlines) checkHeadline(one, headlines.find(({ id }) => id === one.id), before, `${where}, ${one.id}`);
    });
  }
});

test('the time before is drawn dotted, and stands beside each row', { skip }, async () => {
  /** What each figure over time shows under `state`. */
  const shown = (page, state) => page.evaluate(async (chosen) => {
    const { llmobs } = window;
    llmobs.filters.set(chosen);
    await llmobs.follow.done();
    const over = Object.entries(llmobs.page.figures).filter(([, { declaration }]) => declaration && llmobs.before.shows(declaration));
    return over.map(([id, { table, declaration }]) => {
      const { data } = llmobs.chart.plot(document.getElementById(id).querySelector('.chart')) || { data: [] };
      return { id, table, keys: declaration.fields.filter(({ from }) => from.key).length, data, kind: declaration.chart.kind };
    });
  }, state);
  let compared = 0;
  for (const name of ['index', 'latency', 'cost', 'reliability']) {
    await visit(name, '', async (page) => {
      await settled(page);
      const now = await shown(page, { period: '7d', compare: 'previous' });
      const [from, to] = await page.evaluate(() => {
        const { before } = window.llmobs.state.resolve({ period: '7d' }, window.llmobs.cube.meta);
        return [before.from.slice(0, 10), new Date(Date.parse(`${before.to}:00Z`) - 1).toISOString().slice(0, 10)];
      });
      const earlier = await shown(page, { period: 'custom', from, to });
      const week = (day) => new Date(Date.parse(`${day}T00:00Z`) - 7 * 864e5).toISOString().slice(0, 10);
      for (const [nth, { id, table, keys, data, kind }] of now.entries()) {
        const width = table.columns.findIndex(({ name: one }) => one.endsWith('_before'));
        if (width < 0) continue;
        const there = earlier[nth].table.rows.map((row) => row.slice(0, width));
        const beside = table.rows.map((row) => [week(row[0]), ...row.slice(1, keys), ...row.slice(width)]).filter((row) => row.slice(keys).some((value) => value !== null));
        const order = (rows) => rows.map((row) => JSON.stringify(row)).sort();
        assert.deepEqual(order(beside), order(there.filter((row) => row.slice(keys).some((value) => value !== null))), `${id}: columns`);
        const [dotted, own] = [data.filter(({ moved }) => moved !== undefined), earlier[nth].data.filter(({ moved }) => moved === undefined)];
        assert.ok(dotted.every(({ moved, line }) => moved === 7 * 864e5 && line.dash === 'dot'), id);
        const total = (traces) => traces.flatMap(({ y }) => y).reduce((sum, y) => sum + (y || 0), 0);
        // Lines of names that are not there now are left out; stacks are added up.
        if (kind !== 'lines_by') assert.ok(Math.abs(total(dotted) - total(own)) <= 1e-9 * total(own), `${id}: ${total(dotted)} and ${total(own)}`);
        compared += 1;
      }
    });
  }
  assert.ok(compared >= 6, `${compared} figures compared`);
});

for (const colorScheme of ['light', 'dark']) {
  test(`axe finds nothing serious in what is filtered, ${colorScheme}`, { skip }, async () => {
    for (const [name, query] of [['index', '?period=7d'], ['cost', '?provider=openai'], ['quality', '?app=nobody'], ['reliability', '?period=30d&app=nobody']]) {
      await visit(name, query, async (page) => {
        await settled(page);
        await page.evaluate(axe.source);
        const { violations } = await page.evaluate(() => window.axe.run({ preload: false }));
        const serious = violations.filter(({ impact }) => ['serious', 'critical'].includes(impact));
        assert.deepEqual(serious.map(({ id, nodes }) => [id, nodes.slice(0, 3).map((node) => node.html)]), []);
      }, { colorScheme });
    }
  });
}

test('the newest of many changes is shown, and Clear brings back what was built', { skip }, async () => {
  for (const name of ['index', 'reliability']) {
    await visit(name, '', async (page) => {
      await settled(page);
      const built = await texts(page);
      await page.evaluate(() => {
        for (const period of ['7d', '24h', '30d', '7d', 'all']) window.llmobs.filters.set({ period, provider: [null] });
        window.llmobs.filters.set({ period: '30d', provider: ['openai'] });
      });
      await settled(page);
      const shown = await texts(page);
      await page.reload();
      await settled(page);
      assert.deepEqual(await texts(page), shown, 'the same after loading the address anew');
      assert.notDeepEqual(shown, built);
      await page.getByRole('button', { name: 'Clear all filters' }).click();
      await settled(page);
      assert.deepEqual(await texts(page), built);
    });
  }
});
