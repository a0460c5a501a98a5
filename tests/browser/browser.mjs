// A built site and Chromium → pages opened from disk, with everything they say or ask for written down.
import { existsSync, readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const QUIET = [
  '--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync',
];

/** The folder of the site to look at, from the environment. */
export const site = resolve(process.env.LLMOBS_SITE || '_site');

/** Names of the site's pages, without `.html`. */
export const pages = existsSync(site)
  ? readdirSync(site).filter((name) => name.endsWith('.html')).map((name) => name.slice(0, -5))
  : [];

export const url = (page) => pathToFileURL(`${site}/${page}.html`).href;

/** Starts Chromium: LLMOBS_CHROMIUM, or where distributions put it. */
export function launch() {
  const executablePath = process.env.LLMOBS_CHROMIUM || PLACES.find((place) => existsSync(place));
  if (!executablePath) throw new Error('no Chromium found; set LLMOBS_CHROMIUM to its path');
  return chromium.launch({ executablePath, args: QUIET });
}

export const DESKTOP = { width: 1280, height: 900 };
export const PHONE = { width: 390, height: 844 };

/** Opens a page; `said` collects console messages and errors, `asked` every request. */
export async function open(browser, name, { viewport = DESKTOP, colorScheme = 'light', ...rest } = {}) {
  const phone = viewport.width < 500 ? { deviceScaleFactor: 2, isMobile: true, hasTouch: true } : {};
  const context = await browser.newContext({ viewport, colorScheme, acceptDownloads: true, ...phone, ...rest });
  const page = await context.newPage();
  const said = [];
  const asked = [];
  page.on('console', (message) => said.push(`${message.type()}: ${message.text()}`));
  page.on('pageerror', (error) => said.push(`error: ${error.message}`));
  page.on('dialog', (dialog) => {
    said.push(`dialog: ${dialog.message()}`);
    dialog.dismiss();
  });
  page.on('request', (request) => asked.push(request.url()));
  await page.goto(url(name));
  return { page, said, asked, close: () => context.close() };
}

/** Waits until every chart of the page is drawn (or has failed). */
export async function drawn(page) {
  await page.waitForFunction(() => [...document.querySelectorAll('.chart')].every((chart) => chart.dataset.drawn), null, {
    timeout: 60000,
  });
}
