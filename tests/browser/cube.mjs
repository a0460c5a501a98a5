// Questions with the engine's answers (LLMOBS_CUBE, left there by tests/all/cube_ship.rs) → the same from the site's own
// script and data, in plain node.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import vm from 'node:vm';

const folder = process.env.LLMOBS_CUBE && resolve(process.env.LLMOBS_CUBE);
const skip = folder ? false : 'LLMOBS_CUBE names no folder';
const source = (name) => readFileSync(fileURLToPath(new URL(`../../site/js/${name}.js`, import.meta.url)), 'utf8');

/** The scripts of the cube in a window of their own; `file` gives the text of a file of the site, or throws. */
function open(file) {
  const window = {};
  const head = {
    append(script) {
      let text;
      try {
        text = file(script.src);
      } catch {
        script.onerror();
        return;
      }
      vm.runInContext(text, context);
      script.onload();
    },
  };
  const document = { createElement: () => ({}), head };
  const context = vm.createContext({ window, document, get llmobs() { return window.llmobs; } });
  for (const name of ['stats', 'coder', 'unpack', 'cube']) vm.runInContext(source(name), context);
  return window.llmobs.cube;
}

const plain = (value) => JSON.parse(JSON.stringify(value));

/** Floating-point sums may differ in their last places. */
function close(got, want, where) {
  if (got === null || want === null) assert.equal(got, want, where);
  else assert.ok(Math.abs(got - want) <= 1e-9 * Math.abs(want), `${where}: ${got} against ${want}`);
}

test('the browser answers as the engine does', { skip }, async () => {
  const cube = open((name) => readFileSync(`${folder}/site/${name}`, 'utf8'));
  assert.throws(() => cube.ask({}), /not loaded/);
  await cube.load();
  await cube.load();
  assert.match(cube.meta.hours_from, /^\d{4}-\d\d-\d\dT00$/);
  const asks = JSON.parse(readFileSync(`${folder}/asks.json`, 'utf8'));
  assert.ok(asks.length >= 300);
  const measures = new Set(asks.flatMap((ask) => ask.measures));
  assert.deepEqual([...Object.keys(cube.meta.measures)].filter((id) => !measures.has(id)), [], 'never asked for');
  let compared = 0;
  asks.forEach(({ answer, ...ask }, nth) => {
    const got = plain(cube.ask(ask));
    const where = `question ${nth}: ${JSON.stringify(ask)}`;
    assert.deepEqual(got.map((group) => group.key), answer.map((group) => group.key), where);
    assert.deepEqual(got.map((group) => group.last_day), answer.map((group) => group.last_day), where);
    got.forEach(({ key, values }, row) => values.forEach((value, at) => {
      const want = answer[row].values[at];
      const here = `${where}, ${ask.measures[at]} of ${JSON.stringify(key)}`;
      assert.deepEqual([value.n, value.hits], [want.n, want.hits], here);
      close(value.value, want.value, here);
      compared += 1;
    }));
  });
  assert.ok(compared > 10000, `${compared} values compared`);
});

test('data that cannot be read are an error to be told, and may be tried again', { skip }, async () => {
  let there = false;
  const cube = open((name) => {
    if (!there) throw new Error('gone');
    return readFileSync(`${folder}/site/${name}`, 'utf8');
  });
  await assert.rejects(cube.load(), /assets\/cube\.js/);
  there = true;
  await cube.load();
  assert.ok(cube.ask({ measures: ['requests'] })[0].values[0].n > 3000);
});
