// Files of the index: each is a classic script that hands over base64 of deflate, because a page from disk may not fetch.
// What was opened is kept while it is used, and let go when too much is kept.
(function () {
  'use strict';
  const llmobs = (window.llmobs = window.llmobs || {});

  /** What may be kept, in bytes as each kind of file counts them. */
  const MOST = 110e6;

  const waiting = new Map();
  const opening = new Map();
  /** name → { value, size }, least recently used first. */
  const kept = new Map();
  let size = 0;
  const counted = { files: 0, bytes: 0 };

  /** Called by every file of the index. */
  function take(name, base64) {
    counted.files += 1;
    counted.bytes += base64.length;
    waiting.get(name)?.(base64);
  }

  /** The text that `search/<name>.js` hands over. */
  function script(name) {
    return new Promise((resolve, reject) => {
      const element = document.createElement('script');
      element.src = `search/${name}.js`;
      const failed = () => reject(new Error(`search/${name}.js is missing`));
      element.onerror = failed;
      element.onload = () => {
        // It ran without handing anything over: another version's, or cut off.
        if (waiting.delete(name)) reject(new Error(`search/${name}.js is damaged`));
        element.remove?.();
      };
      waiting.set(name, (base64) => {
        waiting.delete(name);
        resolve(base64);
      });
      document.head.append(element);
    });
  }

  function bytes(base64) {
    if (Uint8Array.fromBase64) return Uint8Array.fromBase64(base64);
    const text = atob(base64);
    const all = new Uint8Array(text.length);
    for (let i = 0; i < text.length; i += 1) all[i] = text.charCodeAt(i);
    return all;
  }

  async function inflate(packed) {
    const open = new Blob([packed]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
    return new Uint8Array(await new Response(open).arrayBuffer());
  }

  function keep(name, value, weight) {
    kept.set(name, { value, weight });
    size += weight;
    for (const [old, { weight: less }] of kept) {
      if (size <= MOST || old === name) break;
      kept.delete(old);
      size -= less;
    }
  }

  /** What is kept under `name`, made by `make(payload)` → `{ value, weight }` if it is not; it may be made again later. */
  function once(name, make) {
    const found = kept.get(name);
    if (found) {
      kept.delete(name);
      kept.set(name, found);
      return Promise.resolve(found.value);
    }
    if (!opening.has(name)) {
      const made = Promise.resolve().then(make).then(({ value, weight }) => {
        keep(name, value, weight);
        return value;
      }).finally(() => opening.delete(name));
      opening.set(name, made);
    }
    return opening.get(name);
  }

  /** The file `name` as `decode(payload)` gives it; `times` is what a byte of the payload weighs once decoded. */
  const file = (name, decode, times = 1) => once(name, async () => {
    const payload = await inflate(bytes(await script(name)));
    return { value: decode(payload), weight: payload.length * times };
  });

  const text = new TextDecoder();
  /** The file `name`, which holds JSON. */
  const json = (name) => file(name, (payload) => JSON.parse(text.decode(payload)), 3);

  const peek = (name) => kept.get(name)?.value;

  llmobs.search = { ...llmobs.search, take, load: { file, json, once, peek, counted, kept: () => size } };
})();
