// The explorer's engine without a browser → `llmobs.search`, its index read by `file(path)`, which gives a script's text.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import vm from 'node:vm';

/** Parts of the engine, as src/pages/assets.rs lists them, without the view. */
const NAMES = ['tokens', 'fields', 'query', 'load', 'bits', 'postings', 'columns', 'details', 'match', 'phrases', 'rank', 'index', 'facets', 'marks'];
const source = (path) => readFileSync(fileURLToPath(new URL(`../../site/js/${path}.js`, import.meta.url)), 'utf8');

export function engine(file) {
  const window = {};
  const head = {
    append(script) {
      let text;
      try {
        text = file(script.src.replace(/^search\/|\.js$/g, ''));
      } catch {
        script.onerror();
        return;
      }
      vm.runInContext(text, context);
      script.onload();
    },
  };
  const document = { createElement: () => ({}), head };
  const given = { window, document, TextDecoder, TextEncoder, Blob, Response, DecompressionStream, atob, get llmobs() { return window.llmobs; } };
  const context = vm.createContext(given);
  for (const name of NAMES) vm.runInContext(source(`search/${name}`), context);
  return window.llmobs.search;
}
