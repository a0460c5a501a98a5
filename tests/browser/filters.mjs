// The filter bar in Chromium, opened from disk, with a stand-in for the cube: what is chosen is in the address, in the
// history, in the links and in words; it works by keyboard, on a phone, in the dark and on paper, and says nothing else.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import axe from 'axe-core';
import { DESKTOP, PHONE, launch, pages, site, url } from './browser.mjs';
import { META, stub } from './stub_cube.mjs';

const LONG = META.dims.model.find((name) => name?.length > 60);
let browser;
before(async () => {
  assert.ok(pages.length > 0, `no page in ${site}; set LLMOBS_SITE to a built site`);
  browser = await launch();
});
after(() => browser?.close());

/** Opens `name` with `query` and a cube that is `how` (see stub), runs `body`, and holds the page to silence. */
async function visit(query, body, { name = 'index', how = 'ready', viewport = DESKTOP, prepare, ...rest } = {}) {
  const phone = viewport.width < 500 ? { deviceScaleFactor: 2, isMobile: true, hasTouch: true } : {};
  const context = await browser.newContext({ viewport, ...phone, ...rest });
  const page = await context.newPage();
  const said = [];
  page.on('console', (message) => said.push(`${message.type()}: ${message.text()}`));
  page.on('pageerror', (error) => said.push(`error: ${error.message}`));
  await page.addInitScript(stub, [META, how]);
  if (prepare) await page.addInitScript(prepare);
  try {
    await page.goto(url(name) + query);
    await body(page);
    assert.deepEqual(said, [], 'silence');
  } finally {
    await context.close();
  }
}

const told = (page) => page.locator('.told').textContent();
const state = (page) => page.evaluate(() => window.llmobs.filters.state());
const query = (page) => page.evaluate(() => window.location.search);
const choice = (page, word) => page.locator('.choice > button', { hasText: new RegExp(`^${word}`) });
const loads = (page) => page.evaluate(() => window.cubeLoads);
const focused = (page) => page.evaluate(() => document.activeElement.textContent || document.activeElement.type);

async function menu(page, word) {
  await choice(page, word).click();
  await page.waitForSelector('.sheet:not([hidden]) .entry');
}

test('a page without a choice asks for no data, and is as long with the bar as before it', () =>
  visit('', async (page) => {
    assert.equal(await loads(page), 0);
    assert.equal(await told(page), 'Not filtered');
    const shifts = await page.evaluate(() => new Promise((done) => {
      new PerformanceObserver((list) => done(list.getEntries().map(({ value }) => value))).observe({ type: 'layout-shift', buffered: true });
      setTimeout(() => done([]), 500);
    }));
    assert.deepEqual(shifts.filter((value) => value > 0.01), []);
    assert.equal(await page.locator('.clear').isVisible(), false);
  }));

for (const [width, viewport] of [['desk', DESKTOP], ['tablet', { width: 820, height: 900 }], ['phone', PHONE]]) {
  test(`the place of the bar is kept before scripts run, ${width}`, () =>
    visit('', async (page) => {
      const height = () => page.locator('#filters').evaluate((bar) => bar.getBoundingClientRect().height);
      const built = await height();
      await page.locator('#filters').evaluate((bar) => { bar.replaceChildren(); bar.hidden = true; });
      assert.equal(await height(), built);
    }, { viewport }));
}

test('choices go to the address, the links, the listeners and the line of words, and back again', () =>
  visit('', async (page) => {
    await page.evaluate(() => { window.heard = []; window.llmobs.filters.onchange((now) => window.heard.push(now.period)); });
    await page.getByRole('radio', { name: '7 days' }).check();
    assert.equal(await query(page), '?period=7d');
    await page.waitForFunction(() => document.querySelector('.told').textContent.includes('30 Oct'));
    assert.equal(await told(page), '7 days to 30 Oct 2026 · compared with the 7 days before');
    const links = await page.$$eval('nav.pages a, a.brand', (all) => all.map((link) => link.getAttribute('href')));
    assert.ok(links.length > 5 && links.every((href) => href.endsWith('.html?period=7d')), links.join());
    await menu(page, 'Category');
    await page.getByRole('checkbox', { name: 'chat' }).uncheck();
    await page.getByRole('checkbox', { name: 'code' }).uncheck();
    assert.equal(await query(page), '?period=7d&category=summary');
    assert.equal(await choice(page, 'Category').textContent(), 'Category: summary');
    await page.getByLabel('Compare with').selectOption('weekdays');
    assert.equal(await told(page), '7 days to 30 Oct 2026 · category summary · compared with the same weekdays a week before');
    await page.goBack();
    assert.equal((await state(page)).compare, 'previous');
    await page.goBack();
    assert.deepEqual((await state(page)).category, [], 'one opening of a menu is one step');
    assert.equal(await page.getByRole('radio', { name: '7 days' }).isChecked(), true);
    await page.goBack();
    assert.equal(await told(page), 'Not filtered');
    assert.equal(await page.getByRole('radio', { name: 'All data' }).isChecked(), true);
    await page.goForward();
    assert.equal(await page.getByRole('radio', { name: '7 days' }).isChecked(), true);
    assert.deepEqual(await page.evaluate(() => window.heard), ['7d', '7d', '7d', '7d', '7d', '7d', 'all', '7d']);
    assert.equal(await loads(page), 1);
  }));

test('the filters come along to another page, and Clear takes them away', () =>
  visit('?period=24h&model=gpt-5', async (page) => {
    await page.locator('nav.pages a').nth(2).click();
    await page.waitForFunction(() => document.querySelector('.told')?.textContent.includes('24 hours to'));
    assert.equal(await query(page), '?period=24h&model=gpt-5');
    assert.equal(await told(page), '24 hours to 30 Oct 2026, 15:00 · model gpt-5 · compared with the 24 hours before');
    await page.getByRole('button', { name: 'Clear all filters' }).click();
    assert.equal(await query(page), '');
    assert.equal(await told(page), 'Not filtered');
    assert.ok(await page.evaluate(() => document.querySelector('#filters').contains(document.activeElement)));
    assert.ok((await page.$$eval('nav.pages a', (all) => all.map((link) => link.getAttribute('href')))).every((href) => !href.includes('?')));
    await page.goBack();
    assert.equal(await choice(page, 'Model').textContent(), 'Model: gpt-5');
  }));

test('names keep their letters, and "not logged" is none of them', () =>
  visit('', async (page) => {
    for (const name of ['not logged', '', null, LONG, '<b>&amp;</b>', 'نموذج']) {
      await menu(page, 'Model');
      await page.getByRole('button', { name: 'None', exact: true }).click();
      const entries = page.locator('.entry');
      const at = (await entries.evaluateAll((all) => all.map((one) => one.querySelector('.name').innerHTML)))
        .indexOf(await page.evaluate((value) => window.llmobs.tell.name(value).outerHTML, name));
      await entries.nth(at).locator('input').check();
      await page.keyboard.press('Escape');
      await page.reload();
      assert.deepEqual((await state(page)).model, [name]);
      assert.equal(await page.locator('.told b, .choice b, .told strong').count(), 0);
      await page.getByRole('button', { name: 'Clear all filters' }).click();
    }
  }));

test('a menu: search, only these, without these, all, none', () =>
  visit('', async (page) => {
    await menu(page, 'Model');
    const count = page.locator('.sheet:not([hidden]) .count');
    assert.equal(await focused(page), 'search');
    assert.equal(await count.textContent(), 'All 44');
    await page.keyboard.type('MODEL-3');
    assert.equal(await page.locator('.entry:visible').count(), 9);
    await page.getByRole('button', { name: 'Only these' }).click();
    assert.equal((await state(page)).model.length, 9);
    assert.equal(await choice(page, 'Model').textContent(), 'Model: 9 of 44');
    assert.match(await told(page), /^9 models$/);
    await page.getByRole('searchbox').fill('model-3');
    await page.getByRole('searchbox').fill('model-37');
    await page.getByRole('button', { name: 'Without these' }).click();
    assert.equal((await state(page)).model.length, 8);
    await page.getByRole('searchbox').fill('no such name');
    assert.ok(await page.getByText('No such name.').isVisible());
    await page.getByRole('searchbox').fill('');
    await page.getByRole('button', { name: 'None', exact: true }).click();
    assert.match(await count.textContent(), /tick what to show/);
    assert.equal((await state(page)).model.length, 8, 'nothing at all is no filter');
    await page.getByRole('button', { name: 'All', exact: true }).click();
    assert.equal(await query(page), '');
    await page.locator('h1').click();
    assert.equal(await page.locator('.sheet:visible').count(), 0, 'a click elsewhere closes it');
    assert.match(await focused(page), /^Model/);
  }));

test('by keyboard alone', () =>
  visit('', async (page) => {
    await page.getByRole('radio', { name: 'All data' }).focus();
    await page.keyboard.press('ArrowRight');
    assert.equal(await query(page), '?period=24h');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    assert.equal(await focused(page), 'Provider');
    await page.keyboard.press('Enter');
    await page.waitForSelector('.entry');
    await page.keyboard.press('Space');
    assert.equal(await query(page), '?period=24h&provider=google&provider=openai&not-logged=provider');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Space');
    assert.equal(await choice(page, 'Provider').textContent(), 'Provider: 2 of 4');
    await page.keyboard.press('Escape');
    assert.match(await focused(page), /^Provider/);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.waitForSelector('#filter-model .entry');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowUp');
    assert.equal(await focused(page), 'search');
    for (let i = 0; i < 4; i += 1) await page.keyboard.press('Tab');
    assert.equal(await page.locator('.sheet:visible').count(), 0, 'leaving it closes it: the list is one stop');
    assert.match(await focused(page), /^Category/);
  }));

test('days of one\'s own', () =>
  visit('?period=7d', async (page) => {
    await page.getByRole('radio', { name: 'Custom days' }).check();
    await page.waitForFunction(() => window.location.search.includes('custom'));
    assert.equal(await query(page), '?period=custom&from=2026-10-24&to=2026-10-30');
    const from = page.getByLabel('From');
    assert.deepEqual([await from.getAttribute('min'), await from.getAttribute('max')], ['2026-08-03', '2026-10-30']);
    await from.fill('2026-10-01');
    assert.equal(await told(page), '1 to 30 Oct 2026 · compared with the 30 days before');
    await from.fill('2020-01-01');
    await from.dispatchEvent('change');
    assert.equal((await state(page)).from, '2026-10-01', 'days without data are not taken');
    await from.blur();
    assert.equal(await from.inputValue(), '2026-10-01');
    await page.goBack();
    await page.goBack();
    assert.equal(await query(page), '?period=7d');
    assert.equal(await page.locator('.dates').isVisible(), false);
  }));

test('what is not there to be chosen from is not shown, and a stranger can be taken away', () =>
  visit('?model=of-another-report&model=gpt-5', async (page) => {
    await page.waitForFunction(() => document.querySelectorAll('.choice:not([hidden])').length === 3);
    await menu(page, 'Model');
    const stranger = page.getByRole('checkbox', { name: 'of-another-report not in this data' });
    await stranger.uncheck();
    assert.equal(await query(page), '?model=gpt-5');
  }));

test('a menu of one name says so, and goes', () =>
  visit('', async (page) => {
    await choice(page, 'App').click();
    await page.getByText('All calls here: only-one.').waitFor();
    await page.keyboard.press('Escape');
    assert.equal(await choice(page, 'App').isVisible(), false);
  }));

test('while the data comes, the menu says so', () =>
  visit('', async (page) => {
    await choice(page, 'Model').click();
    await page.getByText('Loading models').waitFor();
    await page.evaluate(() => window.letCubeIn());
    await page.waitForSelector('.entry');
    assert.equal(await told(page), 'Not filtered');
  }, { how: 'slow' }));

test('without data the bar says what is wrong, and tries again', () =>
  visit('?period=7d', async (page) => {
    await page.getByText('could not be loaded: assets/cube.js is missing').waitFor();
    // Whoever needs the data has asked for them once: the bar, and what follows it.
    const tries = await loads(page);
    await choice(page, 'Model').click();
    await page.getByText('The models could not be loaded: assets/cube.js is missing').waitFor();
    assert.equal(await loads(page), tries + 1);
    await page.keyboard.press('Escape');
    await page.getByRole('radio', { name: 'Custom days' }).click();
    await page.waitForFunction(() => document.querySelector('[value="7d"]').checked);
  }, { how: 'broken' }));

test('a report of nothing says so', () =>
  visit('?period=7d', async (page) => {
    await page.getByText('could not be loaded: there is none').waitFor();
  }, { how: 'empty' }));

test('where the history refuses, the fragment holds the state', () =>
  visit('?period=30d', async (page) => {
    await page.getByRole('radio', { name: '7 days' }).check();
    assert.equal(new URL(page.url()).hash, '#?period=7d');
    await page.getByRole('button', { name: 'Clear all filters' }).click();
    assert.equal(new URL(page.url()).hash, '#?');
    await page.reload();
    assert.equal((await state(page)).period, 'all');
    await page.goBack();
    await page.waitForFunction(() => window.llmobs.filters.state().period === '7d');
    assert.equal(await page.locator('nav.pages a').first().getAttribute('href'), 'index.html?period=7d');
  }, { prepare: () => { window.history.pushState = () => { throw new DOMException('refused', 'SecurityError'); }; } }));

test('scripts can ask and set', () =>
  visit('?q=kept&app=x#main', async (page) => {
    const resolved = await page.evaluate(async () => {
      window.llmobs.filters.set({ environment: ['prod', null], period: 'never' });
      return window.llmobs.filters.ready();
    });
    assert.deepEqual([resolved.period, resolved.environment], ['all', ['prod', null]]);
    assert.ok(page.url().endsWith('?q=kept&app=x&environment=prod&not-logged=environment#main'), page.url());
    await page.evaluate(() => window.llmobs.filters.clear());
    assert.ok(page.url().endsWith('?q=kept#main'), page.url());
  }));

for (const colorScheme of ['light', 'dark']) {
  for (const [width, viewport] of [['wide', DESKTOP], ['phone', PHONE]]) {
    test(`axe finds nothing serious, ${colorScheme}, ${width}`, () =>
      visit(`?period=custom&from=2026-10-01&model=${LONG}&not-logged=provider`, async (page) => {
        if (await page.locator('.fold').isVisible()) await page.locator('.fold').click();
        await menu(page, 'Model');
        await page.evaluate(axe.source);
        const { violations } = await page.evaluate(() => window.axe.run('#filters', { preload: false }));
        assert.deepEqual(violations.map(({ id, impact, nodes }) => [id, impact, nodes.slice(0, 3).map((node) => node.html)]), []);
      }, { colorScheme, viewport }));
  }
}

test('on a phone one button holds it all, says how much is filtered, and nothing is wider than the page', () =>
  visit(`?period=7d&model=${LONG}&app=${LONG}`, async (page) => {
    assert.equal(await page.locator('.fold').textContent(), 'Filters3');
    assert.equal(await page.locator('.period').isVisible(), false);
    await page.locator('.fold').tap();
    await menu(page, 'Model');
    const [scroll, client] = await page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]);
    assert.ok(scroll <= client && client === PHONE.width, `${scroll} of ${client}`);
    await page.locator('.fold').tap();
    assert.equal(await page.locator('.period').isVisible(), false);
  }, { viewport: PHONE }));

test('menus stay inside the page', () =>
  visit(`?provider=openai&model=${LONG}&category=code&app=${LONG}&environment=production`, async (page) => {
    for (const width of [760, 900, 1100, 1280]) {
      await page.setViewportSize({ width, height: 800 });
      for (const word of ['Provider', 'Model', 'Category', 'App', 'Environment']) {
        await menu(page, word);
        const box = await page.locator('.sheet:visible').boundingBox();
        assert.ok(box.x >= 0 && box.x + box.width <= width, `${word} at ${width}: ${box.x} to ${box.x + box.width}`);
        await page.keyboard.press('Escape');
      }
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), 0);
    }
  }));

test('paper shows what is filtered, and only that', async () => {
  const shown = (page) => page.$$eval('#filters, #filters *', (all) => all.filter((one) => one.checkVisibility()).map((one) => one.className).filter(Boolean));
  await visit('?period=7d', async (page) => {
    await page.emulateMedia({ media: 'print' });
    assert.deepEqual((await shown(page)).filter((name) => !['is-active', 'summary', 'told'].includes(name)), []);
    assert.ok(await page.locator('.told').isVisible());
  });
  await visit('', async (page) => {
    await page.emulateMedia({ media: 'print' });
    assert.deepEqual(await shown(page), []);
  });
});
