// A redacted site with contexts (LLMOBS_UNSUPPORTED), and an index of our own in a copy of LLMOBS_SITE → sentences that are
// not found in the context are marked where they stand, and those that are not in the text are listed instead.
import assert from 'node:assert/strict';
import { existsSync, rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { after, before, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { DESKTOP, launch, site } from './browser.mjs';
import { copy, interactions } from './search_world.mjs';

const redacted = process.env.LLMOBS_UNSUPPORTED && resolve(process.env.LLMOBS_UNSUPPORTED);
const skip = redacted ? false : 'LLMOBS_UNSUPPORTED names no site';
const skipOwn = existsSync(`${site}/explorer.html`) ? false : `no explorer in ${site}`;

let browser;
let folder;
before(async () => {
  if (skip && skipOwn) return;
  browser = await launch();
});
after(async () => {
  await browser?.close();
  if (folder) rmSync(folder, { recursive: true });
});

/** Opens the interaction that `query` names and holds the page to silence. */
async function reads(place, query, body) {
  const context = await browser.newContext({ viewport: DESKTOP });
  const page = await context.newPage();
  const heard = [];
  page.on('console', (message) => heard.push(`${message.type()}: ${message.text()}`));
  page.on('pageerror', (error) => heard.push(`error: ${error.stack}`));
  try {
    await page.goto(pathToFileURL(`${place}/explorer.html`).href + query);
    await page.waitForSelector('.detail .turn');
    await body(page);
    assert.deepEqual(heard, []);
  } finally {
    await context.close();
  }
}

const marked = (page) => page.locator('.of-assistant .text u.unsupported').allTextContents();

test('sentences are marked in a text that was redacted', { skip }, async () => {
  // Ids may be sealed or not, so it is found by its words.
  const context = await browser.newContext({ viewport: DESKTOP });
  const page = await context.newPage();
  await page.goto(`${pathToFileURL(`${redacted}/explorer.html`).href}?q=elephants`);
  await page.locator('.hit').first().click();
  await page.waitForSelector('.detail .turn');
  const found = await marked(page);
  assert.equal(found.length, 3, found.join(' | '));
  assert.match(found[0], /^Das Museum öffnet um neun, \[email:[^\]]+\]\.$/);
  assert.match(found[1], /^Swedish investors bought elephants 🐘 from \[email:[^\]]+\] yesterday\.$/u);
  assert.equal(found[2], 'Rockets were launched from a submarine near Lisbon.');
  assert.match(await page.locator('.of-assistant .doubted').textContent(), /^3 sentences of this response are hardly found in the context/);
  assert.equal(await page.locator('.of-assistant .lost').count(), 0);
  assert.match(await page.locator('.of-assistant .text').textContent(), /^Das Museum öffnet um neun, \[email:/);
  await context.close();
});

const CODE = 'Fine 🐘.\n```js\nlet wrong = 1;\n```\nAlso a <b>wrong</b> sentence. Right.';
/** Where `part` is in `text`, in characters. */
const place = (text, part) => {
  const from = [...text.slice(0, text.indexOf(part))].length;
  return [from, from + [...part].length];
};

test('marks keep to code, to matches and to folded texts; what is not there is listed', { skip: skipOwn }, async () => {
  const rows = interactions();
  const long = `${'A long answer. '.repeat(400)}Nobody said so.`;
  Object.assign(rows[2], { response: CODE, unsupported: JSON.stringify([place(CODE, 'let wrong = 1;'), place(CODE, 'Also a <b>wrong</b> sentence.')]) });
  Object.assign(rows[3], { response: long, unsupported: JSON.stringify([place(long, 'Nobody said so.')]) });
  Object.assign(rows[4], { response: 'Short.', unsupported: '[[0,6],[10,40]]' });
  Object.assign(rows[5], { response: 'Sound.', unsupported: 'nonsense' });
  folder = copy(rows);
  await reads(folder, '?q=wrong&open=req_0002', async (page) => {
    assert.deepEqual(await marked(page), ['let wrong = 1;', 'Also a <b>wrong</b> sentence.']);
    assert.equal(await page.locator('.of-assistant pre u.unsupported').count(), 1);
    assert.equal(await page.locator('.of-assistant u.unsupported mark').count(), 2, 'matches are marked within');
    assert.match(await page.locator('.of-assistant .text').textContent(), /^Fine 🐘\.let wrong = 1;Also/);
  });
  await reads(folder, '?open=req_0003', async (page) => {
    assert.deepEqual(await marked(page), [], 'folded');
    await page.locator('.of-assistant .more').click();
    assert.deepEqual(await marked(page), ['Nobody said so.']);
  });
  await reads(folder, '?open=req_0004', async (page) => {
    assert.deepEqual(await marked(page), ['Short.']);
    assert.match(await page.locator('.of-assistant .lost').textContent(), /1 sentence \(characters 11 to 40\)/);
  });
  await reads(folder, '?open=req_0005', async (page) => {
    assert.deepEqual(await marked(page), []);
    assert.equal(await page.locator('.doubted').count(), 0);
  });
});
