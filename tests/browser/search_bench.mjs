// A built site (LLMOBS_SITE) → what its explorer costs: bytes and milliseconds in headless Chromium, from disk, medians of
// seven. Not a test: LLMOBS_SITE=_site node search_bench.mjs [two-word searches, comma-separated]
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { launch, open } from './browser.mjs';

const RUNS = 7;
const SEARCHES = (process.argv[2] || 'summarize growth,email customer,python function,write story,marketing plan,explain difference,code error').split(',');
const median = (list) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)];
const kb = (bytes) => `${(bytes / 1000).toFixed(0)} KB`;
const rows = [];
const tell = (what, value) => { rows.push([what, value]); console.log(`${what}: ${value}`); };

/** Changes the box and waits until the rows are painted: milliseconds, and bytes and files of the index until then. */
const type = (page, text) => page.evaluate(async (wanted) => {
  const { counted } = window.llmobs.search.load;
  const root = document.getElementById('explorer');
  const input = document.getElementById('search');
  const before = { ...counted };
  root.dataset.state = 'searching';
  const begun = performance.now();
  input.value = wanted;
  input.dispatchEvent(new Event('input'));
  // Counted when the rows have their content: what is loaded after that surrounds them.
  const after = await new Promise((done) => {
    new MutationObserver((_, self) => {
      if (root.dataset.state === 'searching') return;
      self.disconnect();
      done({ ...counted });
    }).observe(root, { attributeFilter: ['data-state'] });
  });
  await new Promise((done) => { requestAnimationFrame(() => setTimeout(done)); });
  const [ms, bytes, files] = [performance.now() - begun, after.bytes - before.bytes, after.files - before.files];
  const found = document.querySelector('.found strong').textContent;
  const seen = document.querySelectorAll('.row .meta .when').length;
  return { ms, bytes, files, found, seen };
}, text);

const complete = (page) => page.waitForFunction(() => document.getElementById('explorer').dataset.state === 'complete', null, { timeout: 120000 });

const browser = await launch();
const visit = async () => {
  const visited = await open(browser, 'explorer');
  await complete(visited.page);
  return visited;
};

{
  const { page, asked, close } = await visit();
  const files = [...new Set(asked)].filter((url) => url.startsWith('file:') && !url.endsWith('plotly.js')).map((url) => fileURLToPath(url.split('?')[0]));
  const sizes = files.map((file) => [file, gzipSync(readFileSync(file)).length]);
  const sum = (some) => some.reduce((total, [, size]) => total + size, 0);
  const index = sizes.filter(([file]) => file.includes('/search/') && !file.endsWith('root.js'));
  tell('interactions', await page.evaluate(() => document.querySelector('.found strong').textContent));
  tell('opening, gzipped, page and root', kb(sum(sizes) - sum(index)));
  tell('opening, gzipped, with the first rows and counts', kb(sum(sizes)));
  await close();
}

const [first, bytes, files, keys] = [[], [], [], []];
for (let run = 0; run < RUNS; run += 1) {
  const { page, close } = await visit();
  const words = SEARCHES[run % SEARCHES.length];
  const found = await type(page, `${words} `);
  console.log(`  ${words}: ${found.found} found, ${found.ms.toFixed(0)} ms, ${kb(found.bytes)}, ${found.files} files, ${found.seen} rows`);
  first.push(found.ms);
  bytes.push(found.bytes);
  files.push(found.files);
  await complete(page);
  // The same with the last letters still to come.
  await type(page, words.slice(0, -2));
  await complete(page);
  for (const text of [words.slice(0, -1), words]) {
    keys.push((await type(page, text)).ms);
    await complete(page);
  }
  await close();
}
tell('first two-word search, rows on screen', `${median(first).toFixed(0)} ms (slowest ${Math.max(...first).toFixed(0)})`);
tell('first two-word search, index files', `${kb(median(bytes))} in ${median(files)} files (most ${kb(Math.max(...bytes))})`);
tell('next keystroke', `${median(keys).toFixed(0)} ms (slowest ${Math.max(...keys).toFixed(0)})`);

const facet = [];
for (let run = 0; run < RUNS; run += 1) {
  const { page, close } = await visit();
  facet.push(await page.evaluate(async () => {
    const root = document.getElementById('explorer');
    const begun = performance.now();
    document.querySelector('.facet[open] .value').click();
    root.dataset.state = 'searching';
    await new Promise((done) => {
      const look = () => (root.dataset.state === 'searching' ? setTimeout(look) : requestAnimationFrame(() => setTimeout(done)));
      look();
    });
    return performance.now() - begun;
  }));
  await close();
}
tell('a facet without words', `${median(facet).toFixed(0)} ms (slowest ${Math.max(...facet).toFixed(0)})`);

{
  const { page, close } = await visit();
  for (let n = 0; n < 10; n += 1) {
    await type(page, SEARCHES[n % SEARCHES.length] + (n < SEARCHES.length ? ' ' : ''));
    await complete(page);
  }
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize, backingStorageSize = 0 } = await session.send('Runtime.getHeapUsage');
  tell('heap after ten searches', `${(usedSize / 1e6).toFixed(0)} MB and ${(backingStorageSize / 1e6).toFixed(0)} MB of arrays`);
  await close();
}
await browser.close();
console.log(`\n${rows.map(([what, value]) => `| ${what} | ${value} |`).join('\n')}`);
