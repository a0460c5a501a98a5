// A built site → pictures of every page, to be looked at: LLMOBS_SITE=_site LLMOBS_SHOTS=shots node look.mjs [page…]
import { DESKTOP, PHONE, drawn, launch, open, pages } from './browser.mjs';

const folder = process.env.LLMOBS_SHOTS || 'shots';
const wanted = process.argv.length > 2 ? process.argv.slice(2) : pages;
const views = [
  ['light', { viewport: DESKTOP }],
  ['dark', { viewport: DESKTOP, colorScheme: 'dark' }],
  ['phone', { viewport: PHONE }],
];

const browser = await launch();
for (const name of wanted) {
  for (const [view, options] of views) {
    const { page, said, close } = await open(browser, name, options);
    await drawn(page);
    await page.screenshot({ path: `${folder}/${name}-${view}.png`, fullPage: true });
    if (view === 'light') await page.pdf({ path: `${folder}/${name}.pdf`, format: 'A4' });
    if (said.length) console.log(name, view, said);
    await close();
  }
}
await browser.close();
