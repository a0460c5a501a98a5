// The site of the hostile world (LLMOBS_HOSTILE_SITE) → proof that every text of its log stayed a text: no dialog, no
// console message, no request, and only elements that a page of ours may have.
import assert from 'node:assert/strict';
import { existsSync, readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { after, before, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { DESKTOP, PHONE, drawn, launch } from './browser.mjs';

const folder = process.env.LLMOBS_HOSTILE_SITE && resolve(process.env.LLMOBS_HOSTILE_SITE);
const skip = folder ? false : 'LLMOBS_HOSTILE_SITE names no site';
const pages = folder && existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.html')) : [];

/** Elements that would act, load or hide; Plotly's own links and images are looked at one by one below. */
const FOREIGN = ['img', 'iframe', 'object', 'embed', 'form', 'base', 'video', 'audio', 'a[href^="http"]', 'a[href^="javascript"]', 'b', 'h1 *'];

let browser;
before(async () => {
  if (folder) browser = await launch();
});
after(() => browser?.close());

test('there are pages to look at', { skip }, () => assert.ok(pages.length >= 6, `${pages.length} pages in ${folder}`));

async function look(name, view) {
  const context = await browser.newContext({ viewport: view });
  const page = await context.newPage();
  const heard = [];
  page.on('console', (message) => heard.push(`${message.type()}: ${message.text()}`));
  page.on('pageerror', (error) => heard.push(`error: ${error.message}`));
  page.on('dialog', (dialog) => {
    heard.push(`dialog: ${dialog.message()}`);
    dialog.dismiss();
  });
  const inside = pathToFileURL(`${folder}/`).href;
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(inside) && !/^(data|blob):/.test(url)) heard.push(`request: ${url}`);
  });
  page.on('requestfailed', (request) => heard.push(`failed: ${request.url()}`));
  await page.goto(pathToFileURL(`${folder}/${name}`).href);
  await drawn(page);
  // What is closed at first is looked at, too: tables behind charts, and what appears under the pointer.
  await page.evaluate(() => document.querySelectorAll('details').forEach((details) => { details.open = true; }));
  for (const chart of await page.locator('.chart').all()) {
    if (!(await chart.isVisible())) continue;
    const box = await chart.boundingBox();
    for (const share of [0.25, 0.5, 0.75]) await page.mouse.move(box.x + box.width * share, box.y + box.height / 2);
  }
  await page.waitForTimeout(100);
  return { page, heard, close: () => context.close() };
}

for (const name of pages) {
  for (const [width, view] of [['wide', DESKTOP], ['phone', PHONE]]) {
    test(`${name}, ${width}: every text is a text`, { skip }, async () => {
      const { page, heard, close } = await look(name, view);
      try {
        assert.deepEqual(heard, [], 'silence');
        const found = await page.evaluate((foreign) => {
          const show = (element) => element.outerHTML.slice(0, 200);
          const handlers = [...document.querySelectorAll('*')]
            .filter((element) => [...element.attributes].some((attribute) => attribute.name.startsWith('on')));
          const scripts = [...document.scripts].filter((script) => !script.src || script.textContent);
          const styles = [...document.querySelectorAll('style')].filter((style) => style.textContent.includes('display:none}</'));
          const planted = foreign.flatMap((selector) => [...document.querySelectorAll(selector)]
            // Plotly draws its texts as SVG; `b` and `a` there are formatting that a name in the log must not reach.
            .filter((element) => !(element.tagName === 'IMG' && element.closest('.js-plotly-plot') && element.src.startsWith('data:'))));
          return [...handlers, ...scripts, ...styles, ...planted].map(show);
        }, FOREIGN);
        assert.deepEqual(found, [], 'no extra element');
        const state = await page.evaluate(() => ({
          polluted: Object.keys(Object.prototype).concat(Object.keys(Array.prototype)),
          title: document.title,
        }));
        assert.deepEqual(state.polluted, [], 'no prototype was changed');
        assert.ok(state.title.includes('</title><script>alert(6)</script>{{7*7}}'), state.title);
      } finally {
        await close();
      }
    });
  }
}

test('the texts are there to be read', { skip }, async () => {
  const seen = [];
  for (const name of pages) {
    const { page, close } = await look(name, DESKTOP);
    seen.push(await page.evaluate(() => document.body.textContent));
    await close();
  }
  for (const text of ['</script><img src=x onerror=alert(1)>', '__proto__', '{{7*7}}', "'; DROP TABLE interactions; --"]) {
    assert.ok(seen.some((page) => page.includes(text)), `${text} is shown somewhere`);
  }
});

test('a downloaded table holds no live formula', { skip }, async () => {
  const context = await browser.newContext({ acceptDownloads: true, viewport: DESKTOP });
  const { parse } = await import('./csv.mjs');
  const { readFileSync } = await import('node:fs');
  let files = 0;
  for (const name of pages) {
    const page = await context.newPage();
    await page.goto(pathToFileURL(`${folder}/${name}`).href);
    await drawn(page);
    for (const button of await page.locator('button', { hasText: 'CSV' }).all()) {
      if (!(await button.isVisible())) continue;
      const [file] = await Promise.all([page.waitForEvent('download'), button.click()]);
      for (const field of parse(readFileSync(await file.path(), 'utf8')).flat()) {
        assert.ok(!/^[=+\-@\t\r]/.test(field) || Number.isFinite(Number(field)), `${name}: ${JSON.stringify(field)}`);
      }
      files += 1;
    }
    await page.close();
  }
  await context.close();
  assert.ok(files >= 6, `${files} downloads`);
});
