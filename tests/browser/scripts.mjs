// The site's scripts without a browser → `llmobs` with its cube, and what every page registers.
import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import vm from 'node:vm';

const NAMES = [
  'format', 'coder', 'unpack', 'cube', 'rows', 'stats', 'derive', 'changes', 'levels', 'forecast', 'evaluate', 'series', 'plots', 'charts', 'spark',
  'headlines', 'make', 'state', 'period', 'shell',
];
const source = (name) => readFileSync(fileURLToPath(new URL(`../../site/js/${name}.js`, import.meta.url)), 'utf8');

/** Loads scripts and data of `site`, whose amounts begin with `symbol`. Gives `llmobs`, and `pages` by their ids. */
export async function load(site, symbol = '$') {
  const window = {};
  const pages = {};
  const run = (text) => vm.runInContext(text, context);
  const head = {
    append(script) {
      run(readFileSync(`${site}/${script.src}`, 'utf8'));
      script.onload();
    },
  };
  const [, series] = /data-series="(\d+)"/.exec(readFileSync(`${site}/index.html`, 'utf8'));
  const document = { createElement: () => ({}), head, documentElement: { dataset: { money: symbol, series } } };
  const context = vm.createContext({ window, document, get llmobs() { return window.llmobs; } });
  for (const name of NAMES) run(source(name));
  window.llmobs.register = (id, content) => { pages[id] = content; };
  for (const name of readdirSync(`${site}/assets/figures`)) run(readFileSync(`${site}/assets/figures/${name}`, 'utf8'));
  await window.llmobs.cube.load();
  return { llmobs: window.llmobs, pages };
}

/** Every difference between two values, as [path, got, wanted]; numbers may differ by 1e-9 of their size. */
export function differences(got, wanted, path = '', found = []) {
  if (typeof got === 'number' && typeof wanted === 'number') {
    if (!(Math.abs(got - wanted) <= 1e-9 * Math.abs(wanted))) found.push([path, got, wanted]);
  } else if (got === null || wanted === null || typeof got !== 'object' || typeof wanted !== 'object') {
    if (got !== wanted) found.push([path, got, wanted]);
  } else {
    for (const key of new Set([...Object.keys(got), ...Object.keys(wanted)])) differences(got[key], wanted[key], `${path}.${key}`, found);
  }
  return found;
}
