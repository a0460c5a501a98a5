// The explorer's page in Chromium, with a small index of its own (search_fixture.mjs) in a copy of a built site
// (LLMOBS_SITE): searching, narrowing down, reading, going back, with the keyboard, from disk and from a plain server.
import assert from 'node:assert/strict';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname } from 'node:path';
import { after, before, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import axe from 'axe-core';
import { DESKTOP, PHONE, launch, site } from './browser.mjs';
import { parse } from './csv.mjs';
import { LONG_NAME, copy, interactions } from './search_world.mjs';

const skip = existsSync(`${site}/explorer.html`) ? false : `no explorer in ${site}`;
let browser;
let folder;
const MORE = { made: { latency: 'From the `log`.' }, prices: { 'openai/gpt-4o': { usd: { input_mtok: 2.5, output_mtok: 10 }, discount: null } } };
before(async () => {
  if (skip) return;
  folder = copy(interactions(), MORE);
  browser = await launch();
});
after(async () => {
  await browser?.close();
  if (folder) rmSync(folder, { recursive: true });
});

const complete = (page) => page.waitForFunction(() => document.getElementById('explorer').dataset.state === 'complete');

/** Opens the explorer and holds it to silence. */
async function visit(query, body, { viewport = DESKTOP, base = pathToFileURL(`${folder}/explorer.html`).href, ...rest } = {}) {
  const phone = viewport.width < 500 ? { isMobile: true, hasTouch: true } : {};
  const context = await browser.newContext({ viewport, acceptDownloads: true, ...phone, ...rest });
  const page = await context.newPage();
  const heard = [];
  page.on('console', (message) => heard.push(`${message.type()}: ${message.text()}`));
  page.on('pageerror', (error) => heard.push(`error: ${error.stack}`));
  page.on('dialog', (dialog) => heard.push(`dialog: ${dialog.message()}`) && dialog.dismiss());
  try {
    await page.goto(base + query);
    await complete(page);
    await body(page, heard);
    assert.deepEqual(heard, []);
  } finally {
    await context.close();
  }
}

const found = (page) => page.locator('.found strong').textContent();
const search = (page) => new URL(page.url()).search;
const first = (page) => page.locator('.hit').first();
async function type(page, text) {
  await page.locator('#search').fill(text);
  await complete(page);
}

test('opens with the newest, and searches as one types', { skip }, () => visit('', async (page) => {
  assert.equal(await found(page), '400');
  assert.match(await first(page).textContent(), /number 399/);
  await type(page, 'refund');
  assert.equal(await found(page), '66');
  assert.equal(await first(page).locator('mark').textContent(), 'refund');
  await type(page, 'refund numb');
  assert.equal(await found(page), '66');
  assert.equal(search(page), '?q=refund+numb');
  await type(page, 'refund number 30');
  assert.equal(await found(page), '3', '30, and what begins so');
  await type(page, 'refund number 30 ');
  assert.equal(await found(page), '1');
  for (const [query, n] of [['"my order"', '66'], ['"order my"', '0'], ['json', '67'], ['استرداد', '67'], ['分析', '67'], ['เงิน', '66'], ['mochte -"number 5"', '65'],
    ['status:error latency:>2s', '19'], ['model:"gpt 4o mini"', '114'], ['date:2026-10-02', '24'], ['needle', '1']]) {
    await type(page, query);
    assert.equal(await found(page), n, query);
  }
  assert.match(await first(page).locator('.said').textContent({ timeout: 3000 }), /parse_json|needle/);
}));

test('orders', { skip }, () => visit('?q=refund', async (page) => {
  const options = await page.locator('.choose option').allTextContents();
  assert.deepEqual(options, ['Newest', 'Relevance', 'Slowest', 'Dearest', 'Longest', 'Least similar']);
  await page.locator('.choose select').selectOption('dearest');
  await complete(page);
  assert.equal(search(page), '?q=refund&order=dearest');
  const costs = await page.locator('.hit .cost').evaluateAll((all) => all.map((one) => parseFloat(one.textContent.slice(1))));
  assert.deepEqual(costs, [...costs].sort((a, b) => b - a));
  await type(page, 'status:error');
  assert.ok(!(await page.locator('.choose option').allTextContents()).includes('Relevance'));
}));

test('narrows down by names, in the bar and in the query', { skip }, () => visit('', async (page) => {
  const facet = (word) => page.locator('.facet', { has: page.locator('summary', { hasText: word }) });
  const value = (word, name) => facet(word).locator('.value', { hasText: name });
  assert.match(await value('Status', 'error').textContent(), /40$/);
  await value('Status', 'error').click();
  await complete(page);
  assert.equal(await found(page), '40');
  assert.equal(await page.locator('#search').inputValue(), 'status:error ');
  assert.match(await value('Status', 'success').textContent(), /360$/, 'what else could be chosen keeps its count');
  await value('Model', LONG_NAME).click();
  await complete(page);
  assert.equal(await found(page), '6');
  assert.match(search(page), /model=a-model-with/);
  await value('Model', 'claude').click();
  await complete(page);
  const both = await found(page);
  assert.ok(Number(both) > 6, both);
  assert.equal(await value('Model', 'claude').getAttribute('aria-pressed'), 'true');
  await page.goBack();
  await complete(page);
  assert.equal(await found(page), '6');
  await facet('Hallucinated').locator('summary').click();
  await page.waitForFunction(() => [...document.querySelectorAll('.facet[open] .name')].some((one) => one.textContent === 'unknown'));
  await page.locator('.summary .clear').click();
  await complete(page);
  await value('Model', 'claude').hover();
  await facet('Model').locator('li', { hasText: 'claude' }).locator('.not').click();
  await complete(page);
  assert.match(await page.locator('#search').inputValue(), /-model:claude/);
  assert.equal(await facet('App').isVisible(), false, 'one name is no choice');
}));

test('filters and days of the bar hold here, too', { skip }, () => visit('?period=custom&from=2026-10-03&to=2026-10-04&model=claude', async (page) => {
  const days = await page.locator('.hit .day').allTextContents();
  assert.ok(days.every((day) => /^ ?[34] Oct/.test(day)), days.join());
  assert.ok(Number(await found(page)) > 5);
}));

test('the keyboard goes everywhere', { skip }, () => visit('', async (page) => {
  const at = () => page.evaluate(() => document.activeElement.closest('.row')?.getAttribute('aria-posinset') || document.activeElement.id);
  await page.keyboard.press('/');
  assert.equal(await at(), 'search');
  await page.keyboard.type('number');
  await complete(page);
  await page.keyboard.press('ArrowDown');
  assert.equal(await at(), '1');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('End');
  assert.equal(await at(), '399');
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.waitForSelector('.detail .turn');
  assert.equal(await at(), '2', 'the list keeps the focus');
  await page.keyboard.press('ArrowDown');
  await page.waitForFunction(() => /number 397/.test(document.querySelector('.detail .turn').textContent));
  await page.keyboard.press('Escape');
  assert.equal(await page.locator('.detail').isVisible(), false);
  assert.equal(await at(), '3');
  await page.keyboard.press('Escape');
  assert.equal(await at(), 'search');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowUp');
  assert.equal(await at(), 'search');
}));

test('an interaction is shown whole, has a link of its own, and back closes it', { skip }, async () => {
  let link;
  await visit('?q=needle', async (page) => {
    await first(page).click();
    await page.waitForSelector('.detail .turn');
    assert.match(search(page), /open=req_0001/);
    link = search(page);
    const text = await page.locator('.detail').innerText();
    assert.match(text, /def parse_json/);
    assert.doesNotMatch(text, /needle/, 'folded');
    const more = page.locator('.detail .more');
    assert.match(await more.textContent(), /1 more match/);
    await more.click();
    assert.equal(await page.locator('.detail mark').textContent(), 'needle');
    assert.equal((await page.locator('.detail pre').last().textContent()).trim(), 'print("code")');
    await page.locator('.detail summary', { hasText: 'How the cost' }).click();
    assert.match(await page.locator('.cost-sum').innerText(), /Input\s+8\s+× \$2\.50 a million\s+\$0\.00002\d*/);
    await page.locator('.detail summary', { hasText: 'Every column' }).click();
    assert.match(await page.locator('.columns').innerText(), /latency\s+0\.01\s+From the log\./);
    await page.waitForSelector('.nears');
    assert.equal(await page.locator('.near').count(), 4);
    await page.locator('.near').nth(3).click();
    await page.waitForFunction(() => /number 3,?/.test(document.querySelector('.detail .turn').textContent));
    const [json] = await Promise.all([page.waitForEvent('download'), page.locator('.detail header button', { hasText: 'JSON' }).click()]);
    assert.equal(JSON.parse(readFileSync(await json.path(), 'utf8')).id, 'req_0003');
    await page.goBack();
    await complete(page);
    assert.equal(await page.locator('.detail').isVisible(), false);
    await page.goForward();
    await page.waitForSelector('.detail .turn');
  });
  await visit(link, async (page) => {
    await page.waitForSelector('.detail .turn');
    assert.match(await page.locator('.detail').innerText(), /number 1\b/);
    assert.equal(await page.locator('.hit[aria-current]').count(), 1);
    await page.locator('.detail button[aria-label="Close"]').click();
    assert.equal(search(page), '?q=needle');
  });
  await visit('?open=req_0042', async (page) => {
    await page.waitForSelector('.detail .turn');
    await page.locator('.detail button[aria-label="Next"]').click();
    await page.waitForFunction(() => /number 41\b/.test(document.querySelector('.detail .turn').textContent));
  });
});

test('mistakes and completions', { skip }, () => visit('?q=refund+cost:>x', async (page) => {
  assert.equal(await page.locator('.under u').textContent(), 'cost:>x');
  assert.match(await page.locator('.wrongs').textContent(), /needs a number/);
  assert.equal(await found(page), '66', 'the rest is searched');
  await page.locator('#search').fill('');
  await page.locator('#search').pressSequentially('mod');
  await page.keyboard.press('ArrowDown');
  assert.equal(await page.locator('[role="option"][aria-selected="true"]').innerText().then((text) => text.split('\n')[0]), 'model:');
  await page.keyboard.press('Enter');
  await page.locator('[role="option"]', { hasText: 'gpt 4o mini' }).click();
  await complete(page);
  assert.equal(await page.locator('#search').inputValue(), 'model:"gpt 4o mini" ');
  assert.equal(await found(page), '114');
  await page.locator('#search').pressSequentially('hallucinated:u');
  assert.deepEqual(await page.locator('[role="option"] bdi').allTextContents(), ['unknown']);
  await page.keyboard.press('Escape');
  assert.equal(await page.locator('[role="listbox"]').isVisible(), false);
}));

test('hostile texts are texts', { skip }, () => visit('?q=onerror', async (page) => {
  assert.equal(await found(page), '1');
  await first(page).click();
  await page.waitForSelector('.detail .turn');
  assert.ok((await page.locator('.detail .prose').first().textContent()).includes('</script><img src=x onerror=alert(1)><b>bold</b> \u202eevil\u202c'));
  const foreign = await page.evaluate(() => [...document.querySelectorAll('#explorer :is(img, b, script, iframe, [onerror])')].map((one) => one.outerHTML));
  assert.deepEqual(foreign, []);
  await page.locator('.detail summary', { hasText: 'Every column' }).click();
}));

test('of a long list only what is seen is in the page', { skip }, () => visit('', async (page) => {
  assert.ok((await page.locator('.row').count()) < 40);
  await page.locator('.hits').evaluate((list) => { list.scrollTop = list.scrollHeight; });
  await page.waitForFunction(() => /HYPERLINK/.test(document.querySelector('.rows').lastElementChild.textContent));
  assert.equal(await page.locator('.row').last().getAttribute('aria-posinset'), '400');
  assert.equal(await page.locator('.row').last().getAttribute('aria-setsize'), '400');
  const [file] = await Promise.all([page.waitForEvent('download'), page.locator('.choose button', { hasText: 'CSV' }).click()]);
  const rows = parse(readFileSync(await file.path(), 'utf8'));
  assert.equal(rows.length, 401);
  assert.deepEqual(rows[0].slice(0, 3), ['time', 'provider', 'model']);
  assert.equal(rows[1][0], '2026-10-17T15:00:00.000Z');
  assert.ok(rows[400].at(-1).startsWith("'=HYPERLINK"));
}));

test('a list of any length can be scrolled to its end', { skip }, () => visit('', async (page) => {
  const seen = await page.evaluate(async () => {
    const asked = new Set();
    const list = window.llmobs.explorer.list({ fill: (link, at) => { asked.add(at); link.textContent = String(at); }, href: () => '#', open() {}, moved() {}, left() {}, near() {} });
    document.body.append(list.element);
    list.reset(1000000);
    list.widen();
    const frame = () => new Promise((next) => { requestAnimationFrame(() => setTimeout(next, 20)); });
    const shown = () => [...list.element.querySelectorAll('.row')].map((row) => Number(row.textContent));
    const out = { tall: list.element.querySelector('.rows').offsetHeight };
    list.element.scrollTop = list.element.scrollHeight;
    await frame();
    out.end = Math.max(...shown());
    list.element.scrollTop = list.element.scrollHeight / 2;
    await frame();
    out.middle = shown()[0];
    list.element.scrollTop += 200;
    await frame();
    out.step = shown()[0] - out.middle;
    list.go(123456);
    await frame();
    out.gone = document.activeElement.textContent;
    list.element.scrollTop = 0;
    await frame();
    out.start = Math.min(...shown());
    out.asked = asked.size;
    return out;
  });
  assert.ok(seen.tall < 1e7 && seen.asked < 300, JSON.stringify(seen));
  assert.deepEqual([seen.end, seen.start, seen.gone], [999999, 0, '123456']);
  assert.ok(Math.abs(seen.middle - 500000) < 2000 && seen.step >= 1 && seen.step <= 4, JSON.stringify(seen));
}));

test('says why there is nothing, and what to loosen', { skip }, async () => {
  await visit('?q=refund+zebra', async (page) => {
    const button = page.locator('.nothing button');
    assert.equal(await button.textContent(), 'Without zebra: 66');
    await button.click();
    await complete(page);
    assert.equal(await found(page), '66');
  });
  await visit('?q=refund&model=gpt-9', async (page) => {
    await page.locator('.nothing button', { hasText: 'Without the filters' }).click();
    await complete(page);
    assert.equal(await found(page), '66');
  });
  for (const [pasted, query, n] of [['req_0042', 'id:req_0042', '1'], ['s77', 'session:s77', '4']]) {
    await visit(`?q=${pasted}`, async (page) => {
      await page.waitForFunction((wanted) => document.querySelector('.found strong').textContent === wanted, n);
      assert.equal((await page.locator('#search').inputValue()).trim(), query);
    });
  }
  const empty = copy([]);
  await visit('', async (page) => assert.match(await page.locator('.nothing').innerText(), /no interaction in it yet/), { base: pathToFileURL(`${empty}/explorer.html`).href });
  rmSync(empty, { recursive: true });
  const part = copy(interactions(), { total: 1000, why: 'the newest.' });
  await visit('', async (page) => assert.match(await page.locator('.partly').innerText(), /400 of 1,000 interactions can be searched: the newest\./), { base: pathToFileURL(`${part}/explorer.html`).href });
  rmSync(part, { recursive: true });
  const damaged = copy(interactions(), MORE, (files) => files.set('root', 'void 0;'));
  await visit('', async (page) => assert.match(await page.locator('.nothing').innerText(), /could not be opened: search\/root\.js is damaged/), { base: pathToFileURL(`${damaged}/explorer.html`).href });
  rmSync(damaged, { recursive: true });
});

const TYPES = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml' };
test('works the same from a server, below a path', { skip }, async () => {
  const strange = [];
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url, 'http://localhost');
    const path = pathname.startsWith('/team/report/') ? `${folder}/${pathname.slice('/team/report/'.length)}` : '';
    if (!path || !existsSync(path)) {
      strange.push(pathname);
      response.writeHead(404).end();
    } else response.writeHead(200, { 'content-type': TYPES[extname(path)] || 'application/octet-stream' }).end(readFileSync(path));
  });
  await new Promise((done) => { server.listen(0, '127.0.0.1', done); });
  const base = `http://127.0.0.1:${server.address().port}/team/report/explorer.html`;
  await visit('?q=%22my+order%22', async (page) => {
    assert.equal(await found(page), '66');
    await first(page).click();
    await page.waitForSelector('.detail .turn');
  }, { base });
  server.close();
  assert.deepEqual(strange, []);
});

test('figures and tables lead here', { skip }, () => visit('', async (page) => {
  await page.goto(pathToFileURL(`${folder}/providers.html`).href);
  const link = page.locator('#provider_ranking td a').first();
  const name = await link.textContent();
  await link.click();
  await complete(page);
  assert.equal(new URL(page.url()).searchParams.get('provider'), name);
  // A bar of a chart: its day and its series, with the filter that was there.
  await page.goto(pathToFileURL(`${folder}/index.html`).href);
  const chart = page.locator('#requests_over_time .chart');
  await chart.scrollIntoViewIfNeeded();
  await page.waitForFunction(() => document.querySelector('#requests_over_time .chart').dataset.drawn === 'yes');
  const bar = await chart.evaluate((element) => {
    // Just above the axis is the lowest of what is stacked.
    const { x, y, width, height } = element.querySelector('.nsewdrag').getBoundingClientRect();
    return [x + width / 2, y + height - 5];
  });
  await page.mouse.move(bar[0] - 1, bar[1]);
  await page.mouse.move(...bar);
  await page.waitForSelector('#requests_over_time .chart.leads');
  await Promise.all([page.waitForURL(/explorer\.html/), page.mouse.click(...bar)]);
  await complete(page);
  const asked = new URL(page.url()).searchParams;
  assert.deepEqual([asked.get('period'), asked.get('from') === asked.get('to'), asked.get('provider') !== null], ['custom', true, true]);
  const slices = await page.evaluate(() => {
    const fields = [{ name: 'time' }, { name: 'provider' }];
    const columns = [{ lead: 'time' }, { lead: 'provider' }];
    const of = (data, others = []) => window.llmobs.lead.slice({ points: [{ curveNumber: 0, pointNumber: 1 }, ...others] }, { fields }, columns, { data: [data], layout: {} });
    return [of({ x: ['2026-10-01', '2026-10-02'], name: 'openai' }), of({ x: ['2026-10-01', '2026-10-02'], name: '3 more', line: { color: '@other' } }), of({ x: [1, 2] }), of({ x: ['2026-10-01', '2026-10-02'], name: 'openai' }, [{}]), window.llmobs.lead.href([['time', '2026-02'], ['error_type', 'rate limit']])];
  });
  assert.deepEqual(slices, [[['time', '2026-10-02'], ['provider', 'openai']], [['time', '2026-10-02']], null, [['time', '2026-10-02']],
    `explorer.html?period=custom&from=2026-02-01&to=2026-02-28&provider=${asked.get('provider')}&q=error%3A%22rate%20limit%22%20`]);
}));

for (const colorScheme of ['light', 'dark']) {
  for (const [view, viewport] of [['wide', DESKTOP], ['phone', PHONE]]) {
    test(`nothing serious for axe, ${colorScheme}, ${view}`, { skip }, () => visit('?q=refund+cost:', async (page) => {
      const check = async (where) => {
        await page.evaluate(axe.source);
        const { violations } = await page.evaluate(() => window.axe.run({ preload: false }));
        const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
        assert.deepEqual(serious.map(({ id, nodes }) => `${where}: ${id} ${nodes[0].html.slice(0, 200)}`), []);
      };
      await check('results');
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), 'fits');
      await first(page).click();
      await page.waitForSelector('.nears');
      await page.locator('.detail summary', { hasText: 'Every column' }).click();
      await check('open');
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), 'fits with an open interaction');
      if (view === 'phone') {
        const box = await page.locator('.detail').boundingBox();
        assert.deepEqual([box.x, box.y, box.width], [0, 0, viewport.width]);
        await page.keyboard.press('Escape');
        assert.equal(await page.evaluate(() => document.querySelectorAll('[inert]').length), 0);
      }
    }, { viewport, colorScheme }));
  }
}
