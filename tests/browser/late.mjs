// A built site (LLMOBS_SITE) whose Plotly comes late → charts that were emptied, hidden or given another plot meanwhile are
// drawn in the end, as the newest plot says.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch, pages, site, url } from './browser.mjs';

let browser;
before(async () => {
  assert.ok(pages.includes('latency'), `no latency page in ${site}; set LLMOBS_SITE to a built site`);
  browser = await launch();
});
after(() => browser?.close());

/** Holds Plotly's script back until `window.letPlotlyIn()`; `window.plotlyAsked` tells when it is waited for. */
function hold() {
  const { append } = Element.prototype;
  Element.prototype.append = function late(...nodes) {
    const [script] = nodes;
    if (!script?.src?.endsWith('assets/plotly.js')) return append.apply(this, nodes);
    window.plotlyAsked = true;
    window.letPlotlyIn = () => append.apply(this, nodes);
    return undefined;
  };
}

/** Opens the page up to the moment at which a chart waits for Plotly, runs `body`, and holds the page to silence. */
async function visit(body) {
  const context = await browser.newContext();
  const page = await context.newPage();
  const said = [];
  page.on('console', (message) => said.push(`${message.type()}: ${message.text()}`));
  page.on('pageerror', (error) => said.push(`error: ${error.message}`));
  await page.addInitScript(hold);
  try {
    await page.goto(url('latency'));
    await page.waitForFunction(() => window.plotlyAsked);
    await page.evaluate(() => {
      window.first = document.querySelector('.chart');
      window.plot = window.llmobs.page.figures[window.first.closest('.figure').id].plot;
      /** As filters do. */
      window.give = (plot) => {
        window.first.closest('.figure').classList.toggle('unmatched', !plot);
        return window.llmobs.chart.replace(window.first, plot);
      };
    });
    await body(page);
    assert.deepEqual(said, []);
  } finally {
    await context.close();
  }
}

const drawn = (page) => page.waitForFunction(() => window.first.dataset.drawn === 'yes', null, { timeout: 20000 });
const traces = (page) => page.evaluate(() => window.first.data.length);

test('emptied while Plotly was loading, and given back afterwards', () =>
  visit(async (page) => {
    await page.evaluate(() => { window.give(null); });
    await page.evaluate(() => window.letPlotlyIn());
    await page.waitForFunction(() => [...document.querySelectorAll('.chart')].every((one) => one === window.first || one.dataset.drawn === 'yes'));
    assert.equal(await page.evaluate(() => window.first.dataset.drawn), undefined, 'nothing to draw');
    await page.evaluate(() => { window.give(window.plot); });
    await drawn(page);
    assert.equal(await traces(page), await page.evaluate(() => window.plot.data.length));
  }));

test('given another plot while Plotly was loading', () =>
  visit(async (page) => {
    await page.evaluate(() => { window.give({ ...window.plot, data: window.plot.data.slice(0, 1) }); });
    await page.evaluate(() => window.letPlotlyIn());
    await drawn(page);
    assert.equal(await traces(page), 1);
  }));

test('emptied and given back before Plotly was there', () =>
  visit(async (page) => {
    await page.evaluate(() => { window.give(null); });
    await page.evaluate(() => { window.give(window.plot); });
    await page.evaluate(() => window.letPlotlyIn());
    await drawn(page);
    assert.equal(await traces(page), await page.evaluate(() => window.plot.data.length));
  }));
