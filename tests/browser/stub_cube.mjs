// A stand-in for the cube of a report → the dictionaries that the filter bar asks for, so that its tests need no data.

export const META = {
  first: '2026-08-03T09',
  last: '2026-10-30T14',
  hours_from: '2026-10-17T00',
  dims: {
    provider: ['openai', 'anthropic', 'google', null],
    model: [
      ...Array.from({ length: 37 }, (_, i) => `model-${i + 1}`), 'gpt-5', 'not logged', '', null,
      'eu.anthropic.claude-sonnet-4-5-20250929-v1:0/an-endless-profile-name', '<b>&amp;</b>', 'نموذج',
    ],
    category: ['chat', 'code', 'summary'],
    app: ['only-one'],
    environment: [],
  },
};

/**
 * To be given to `addInitScript`: puts a cube into the page that no later script can put away. `how` is 'ready', 'slow'
 * (waits for `window.letCubeIn()`), 'empty' (data without a call) or 'broken'. `window.cubeLoads` counts calls of
 * `load`.
 */
export function stub([meta, how]) {
  window.cubeLoads = 0;
  const loads = {
    ready: () => Promise.resolve(),
    slow: () => new Promise((done) => { window.letCubeIn = done; }),
    empty: () => Promise.resolve(),
    broken: () => Promise.reject(new Error('assets/cube.js is missing')),
  };
  const cube = {
    ask: () => [],
    async load() {
      window.cubeLoads += 1;
      await loads[how]();
      cube.meta = how === 'empty' ? { ...meta, first: null, last: null } : meta;
    },
  };
  window.llmobs = {};
  const stay = (name, value) => Object.defineProperty(window.llmobs, name, { get: () => value, set() {} });
  stay('cube', cube);
  // There is nothing to draw from; that is tested elsewhere.
  stay('follow', { start: () => Promise.resolve(), done: () => Promise.resolve() });
}
