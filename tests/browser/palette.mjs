// The style sheet's colours → are they apart for every eye, and readable on the paper? And: are axis ticks round numbers?
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import vm from 'node:vm';

const read = (path) => readFileSync(fileURLToPath(new URL(path, import.meta.url)), 'utf8');
const colours = new Map();
for (const [, name, light, dark] of read('../../site/css/tokens.css').matchAll(/--([a-z0-9-]+): light-dark\((#\w{6}), (#\w{6})\)/g)) {
  colours.set(name, { light, dark });
}

/** Linear RGB of `#rrggbb`. */
const linear = (hex) => [1, 3, 5].map((at) => {
  const c = parseInt(hex.slice(at, at + 2), 16) / 255;
  return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
});
const times = (matrix, v) => matrix.map((row) => row.reduce((sum, m, i) => sum + m * v[i], 0));

/** Full loss of one kind of cone, on linear RGB: Machado, Oliveira and Fernandes 2009, severity 1. */
const EYES = {
  normal: [[1, 0, 0], [0, 1, 0], [0, 0, 1]],
  protan: [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
  deutan: [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.01182, 0.04294, 0.968881]],
  tritan: [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.3039]],
};

/** OKLab (Ottosson 2020) of a colour as `eye` sees it. */
function lab(hex, eye) {
  const seen = times(eye, linear(hex)).map((c) => Math.min(1, Math.max(0, c)));
  const lms = times([[0.4122214708, 0.5363325363, 0.0514459929], [0.2119034982, 0.6806995451, 0.1073969566], [0.0883024619, 0.2817188376, 0.6299787005]], seen);
  return times([[0.2104542553, 0.793617785, -0.0040720468], [1.9779984951, -2.428592205, 0.4505937099], [0.0259040371, 0.7827717662, -0.808675766]], lms.map(Math.cbrt));
}

/** WCAG contrast ratio. */
function contrast(a, b) {
  const [dark, light] = [a, b].map((hex) => times([[0.2126, 0.7152, 0.0722]], linear(hex))[0]).sort((p, q) => p - q);
  return (light + 0.05) / (dark + 0.05);
}

for (const theme of ['light', 'dark']) {
  const of = (name) => colours.get(name)[theme];
  const series = [1, 2, 3, 4, 5, 6, 7, 8].map((i) => `c${i}`);

  test(`series colours are apart for every eye, ${theme}`, () => {
    for (const [kind, eye] of Object.entries(EYES)) {
      for (const [i, a] of series.entries()) {
        for (const b of series.slice(i + 1)) {
          const [p, q] = [lab(of(a), eye), lab(of(b), eye)];
          const distance = 100 * Math.hypot(...p.map((value, axis) => value - q[axis]));
          assert.ok(distance > (kind === 'normal' ? 11 : 7), `${a} and ${b} for ${kind} eyes: ${distance.toFixed(1)}`);
        }
      }
    }
  });

  test(`colours are readable on the paper, ${theme}`, () => {
    for (const name of series) assert.ok(contrast(of(name), of('paper')) >= 3, `${name}: ${contrast(of(name), of('paper'))}`);
    for (const name of ['ink', 'muted', 'accent', 'good', 'warn', 'bad']) {
      for (const ground of ['paper', 'raised']) assert.ok(contrast(of(name), of(ground)) >= 4.5, `${name} on ${ground}`);
    }
  });
}

test('ticks are round, few, inside the range, and written in one unit', () => {
  const window = {};
  for (const part of ['format', 'ticks']) vm.runInNewContext(read(`../../site/js/${part}.js`), { window });
  const { linear: lin, log } = window.llmobs.ticks;
  const texts = (ticks) => [...ticks.ticktext];
  assert.deepEqual(texts(lin('usd', 0, 83, 5)), ['0', '$20', '$40', '$60', '$80']);
  assert.deepEqual(texts(lin('usd', 0, 0.0031, 4)), ['0', '$0.001', '$0.002', '$0.003']);
  assert.deepEqual(texts(lin('share', 0, 1.02, 5)), ['0', '25 %', '50 %', '75 %', '100 %']);
  assert.deepEqual(texts(lin('share', 0.97, 0.99, 4)), ['97.0 %', '97.5 %', '98.0 %', '98.5 %', '99.0 %']);
  assert.deepEqual(texts(lin('milliseconds', 0, 950, 5)), ['0', '200 ms', '400 ms', '600 ms', '800 ms']);
  assert.deepEqual(texts(lin('milliseconds', 0, 3100, 4)), ['0', '1 s', '2 s', '3 s']);
  assert.deepEqual(texts(lin('milliseconds', 0, 6e5, 5)), ['0', '2 min', '4 min', '6 min', '8 min', '10 min']);
  assert.deepEqual(texts(lin('count', 0, 3, 8)), ['0', '1', '2', '3']);
  assert.deepEqual(texts(lin('count', 0, 2.4e6, 5)), ['0', '0.5 M', '1.0 M', '1.5 M', '2.0 M']);
  assert.deepEqual(texts(log('milliseconds', 1.7, 4.6, 6)), ['100 ms', '300 ms', '1 s', '3 s', '10 s', '30 s']);
  assert.deepEqual(texts(log('usd', -4, 0, 5)), ['$0.0001', '$0.001', '$0.01', '$0.1', '$1']);
  assert.deepEqual({ ...lin('count', 5, 5, 5) }, {});
});
