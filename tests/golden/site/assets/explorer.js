// A text → the terms it is found by, and the sequence in which phrases are looked for. Twin of src/search/tokens.rs; both
// are held to tests/search-vectors.json.
(function () {
  'use strict';
  const llmobs = (window.llmobs = window.llmobs || {});

  /** Accents and vowel signs that writers leave out; characters that are not seen: joiners, directions, variations. */
  const DROPPED = /[\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f\u00ad\u180b-\u180f\u200c-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufe00-\ufe0f\ufeff\u{e0100}-\u{e01ef}]/gu;
  /** Scripts that put no blanks between words. */
  const DENSE = '[\\p{sc=Han}\\p{sc=Hiragana}\\p{sc=Katakana}\\p{sc=Thai}\\p{sc=Lao}\\p{sc=Khmer}\\p{sc=Myanmar}\\p{sc=Tibetan}\\u30fc]';
  const RUN = /[\p{L}\p{M}\p{N}_]+|\p{Extended_Pictographic}/gu;
  /** Of a run: a mark is of the stretch before it. */
  const STRETCH = new RegExp(`(?:^|(?!\\p{M}))${DENSE}(?:${DENSE}|\\p{M})*`, 'gu');
  /** Of a stretch: with its marks. */
  const CHARACTER = /(?:^[^]|\P{M})\p{M}*/gu;
  const PICTURE = /^\p{Extended_Pictographic}$/u;
  /** Between a small letter or digit and a capital; before the last of several capitals that a small letter follows. */
  const HUMP = /(?<=[\p{Ll}\p{N}])(?=\p{Lu})|(?<=\p{Lu})(?=\p{Lu}\p{Ll})/u;
  const ASCII = /^[\0-\x7f]*$/;
  const LETTERS = { ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', ł: 'l', đ: 'd', ı: 'i', þ: 'th', ð: 'd', ς: 'σ' };
  const SPECIAL = /[ßæœøłđıþðς]/g;
  /** Characters (code points) of a term that are kept. */
  const MOST = 40;

  const fold = (text) => (ASCII.test(text) ? text : text.toWellFormed().normalize('NFKD').replace(DROPPED, '').normalize('NFC'));

  function lower(text) {
    const small = text.toLowerCase();
    return ASCII.test(small) ? small : small.replace(SPECIAL, (letter) => LETTERS[letter]);
  }

  function cut(term) {
    if (term.length <= MOST) return term;
    return ASCII.test(term) ? term.slice(0, MOST) : [...term].slice(0, MOST).join('');
  }

  /** A word as it stands in a run: the whole, and its parts where there are several. */
  function word(raw, emit) {
    const bare = raw.replace(/^_+|_+$/g, '');
    if (bare === '') return;
    emit.whole(cut(lower(bare)));
    const parts = bare.split('_').flatMap((part) => part.split(HUMP)).filter((part) => part !== '');
    if (parts.length > 1) for (const part of parts) emit.part(cut(lower(part)));
  }

  function stretch(raw, emit) {
    const characters = raw.match(CHARACTER).map(cut);
    characters.forEach((one, i) => emit.character(one, i + 1 < characters.length ? characters[i + 1] : null));
  }

  /** Calls `emit.whole(term)`, `.part(term)`, `.character(one, next|null)` and `.picture(term)` for everything in `text`, in order. */
  function walk(text, emit) {
    for (const [run] of fold(text).matchAll(RUN)) {
      if (PICTURE.test(run)) {
        emit.picture(run);
        continue;
      }
      let from = 0;
      if (!ASCII.test(run)) {
        for (const { 0: dense, index } of run.matchAll(STRETCH)) {
          word(run.slice(from, index), emit);
          stretch(dense, emit);
          from = index + dense.length;
        }
      }
      word(run.slice(from), emit);
    }
  }

  /** All terms of a text, in order, with repetitions: what the index counts. */
  function terms(text) {
    const all = [];
    const push = (term) => all.push(term);
    walk(text, { whole: push, part: push, picture: push, character: (one, next) => push(next === null ? one : cut(one + next)) });
    return all;
  }

  /** Whole words, pictures and characters in order: what a phrase is a part of. */
  function sequence(text) {
    const all = [];
    const push = (term) => all.push(term);
    walk(text, { whole: push, part() {}, picture: push, character: push });
    return all;
  }

  const DENSE_ALONE = new RegExp(`^${DENSE}`, 'u');
  /** Whether a member of a sequence is a character of a script without blanks: it begins the terms that it is in. */
  const dense = (term) => DENSE_ALONE.test(term);

  /**
   * What must be looked up for a typed word, all of it: `{ term, prefix, open }`. A lone dense character begins a term;
   * `open` is what a reader may still be typing.
   */
  function wanted(text) {
    const all = [];
    let alone = true;
    const push = (open) => (term) => all.push({ term, prefix: false, open });
    walk(text, {
      whole: push(true),
      part() {},
      picture: push(false),
      character(one, next) {
        if (next !== null) push(false)(cut(one + next));
        else if (alone) all.push({ term: one, prefix: true, open: false });
        alone = next === null;
      },
    });
    return all;
  }

  llmobs.search = { ...llmobs.search, tokens: { fold, lower, terms, sequence, wanted, dense, RUN, STRETCH, CHARACTER, PICTURE } };
})();
// What can be asked for by name in a query: the fields, where their values stand, and how they are written.
(function () {
  'use strict';
  const llmobs = (window.llmobs = window.llmobs || {});

  const SECONDS = { '': 1, s: 1, ms: 0.001, m: 60, min: 60, h: 3600 };
  const COUNTS = { '': 1, k: 1e3, m: 1e6 };
  const PLAIN = { '': 1 };

  /**
   * `kind`: 'name' (a column of names), 'term' (the index itself), 'number' (a column of numbers with `units`), 'date'.
   * `words` are other words for names; null is what was not logged. `hint` is what the completion says.
   */
  const FIELDS = {
    model: { kind: 'name', hint: 'name of the model' },
    provider: { kind: 'name', hint: 'who served the call' },
    category: { kind: 'name', hint: 'kind of work' },
    app: { kind: 'name', hint: 'application' },
    environment: { kind: 'name', also: ['env'], hint: 'production, staging, …' },
    status: { kind: 'name', hint: 'success or error' },
    error: { kind: 'name', column: 'error_type', also: ['error_type'], hint: 'kind of error, or yes, no' },
    hallucinated: { kind: 'name', words: { unknown: null }, values: ['yes', 'no', 'unknown'], hint: 'yes, no, unknown' },
    feedback: { kind: 'name', words: { none: null }, values: ['up', 'down', 'neutral', 'none'], hint: 'up, down, none' },
    cost: { kind: 'number', units: PLAIN, example: '>0.01', hint: 'cost:>0.01' },
    latency: { kind: 'number', units: SECONDS, example: '>5s', hint: 'latency:>5s, latency:<800ms' },
    tokens: { kind: 'number', units: COUNTS, example: '>2k', hint: 'input and output: tokens:>2k' },
    similarity: { kind: 'number', units: PLAIN, example: '<0.2', hint: 'answer to question: similarity:<0.2' },
    complexity: { kind: 'number', units: PLAIN, example: '>50', hint: 'of the prompt: complexity:>50' },
    date: { kind: 'date', example: '2026-10-01', hint: 'a day, or from..to' },
    user: { kind: 'term', hint: 'who asked' },
    session: { kind: 'term', hint: 'conversation' },
    trace: { kind: 'term', hint: 'trace' },
    tag: { kind: 'term', hint: 'label' },
    id: { kind: 'term', hint: 'one interaction' },
  };

  const NAMES = new Map();
  for (const [name, field] of Object.entries(FIELDS)) for (const one of [name, ...(field.also || [])]) NAMES.set(one, name);

  /** The field that a word before a colon means, else null. */
  const named = (word) => NAMES.get(word.toLowerCase()) || null;

  const NUMBER = /^([$€£]?)(-?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?)\s*([a-z]*)$/i;

  /** '800ms' → 0.8 as the column counts, null for what is no number of that field. */
  function number(field, text) {
    const found = NUMBER.exec(text.trim());
    const times = found && FIELDS[field].units[found[3].toLowerCase()];
    if (!found || times === undefined) return null;
    // A division is exact where a product of a decimal fraction is not: 800 / 1000 is 0.8.
    return times < 1 ? Number(found[2]) / Math.round(1 / times) : Number(found[2]) * times;
  }

  /** A day that exists ('2026-10-01'), or a month as its first and last day; else null. */
  function days(text) {
    const month = /^(\d{4})-(\d{2})$/.exec(text);
    const [first, last] = month ? [`${text}-01`, new Date(Date.UTC(month[1], month[2], 0)).toJSON()?.slice(0, 10)] : [text, text];
    const exists = (day) => /^\d{4}-\d{2}-\d{2}$/.test(day) && new Date(`${day}T00:00Z`).toJSON()?.startsWith(day);
    return exists(first) && exists(last || '') ? { first, last } : null;
  }

  llmobs.search = { ...llmobs.search, fields: { FIELDS, named, number, days } };
})();
// A typed query ⇄ its terms, with the places of what cannot be understood. Pure: knows no data.
(function () {
  'use strict';
  const llmobs = (window.llmobs = window.llmobs || {});
  const { fields } = llmobs.search;

  const BLANK = /\p{White_Space}/u;

  /** What stands in quotes from `at` (the opening one): its text, the place behind it, and whether it was closed. */
  function quoted(text, at) {
    let value = '';
    for (let i = at + 1; i < text.length; i += 1) {
      if (text[i] === '"') return { value, to: i + 1, closed: true };
      if (text[i] === '\\' && /["\\]/.test(text[i + 1] || '')) i += 1;
      value += text[i];
    }
    return { value, to: text.length, closed: false };
  }

  function bare(text, at) {
    let to = at;
    while (to < text.length && !BLANK.test(text[to]) && text[to] !== '"') to += 1;
    return { value: text.slice(at, to), to };
  }

  const OPERATOR = /^(>=|<=|>|<|=)?([^]*)$/;

  /** `>5s`, `1..3`, `0.2` → what is asked of a number or a day: `{ op, value, end }`, or a sentence. */
  function compared(name, text, read, told) {
    const range = text.split('..');
    if (range.length === 2) {
      const [low, high] = range.map((one) => (one === '' ? null : read(one)));
      const good = (one, given) => (given === '' ? true : one !== null);
      if (text === '..' || !good(low, range[0]) || !good(high, range[1])) return told;
      return { op: '..', value: low, end: high };
    }
    const [, op = '=', rest] = OPERATOR.exec(text);
    const value = read(rest);
    return value === null ? told : { op, value };
  }

  /** The value of a field, understood: an object to put into the term, or a sentence that says what is wrong. */
  function understood(name, value, wasQuoted) {
    const { kind, example } = fields.FIELDS[name];
    if (value === '' && !wasQuoted) return `${name}: needs a value${example ? `, as in ${name}:${example}` : ''}`;
    if (kind === 'number') return compared(name, value, (one) => fields.number(name, one), `${name}: needs a number, as in ${name}:${example}`);
    if (kind === 'date') return compared(name, value, fields.days, 'date: needs days, as in date:2026-10-01 or date:2026-10-01..2026-10-07');
    return { op: 'is', value };
  }

  /** One term from `at` on; `to` is the place behind it. */
  function term(text, start) {
    const negative = text[start] === '-' && start + 1 < text.length && !BLANK.test(text[start + 1]);
    const at = start + Number(negative);
    const place = (it, to) => ({ ...it, negative, from: start, to });
    if (text[at] === '"') {
      const { value, to, closed } = quoted(text, at);
      return place({ kind: 'phrase', text: value, closed }, to);
    }
    const { value, to } = bare(text, at);
    const colon = value.indexOf(':');
    const name = colon > 0 ? fields.named(value.slice(0, colon)) : null;
    if (name === null) {
      if (value.endsWith('*') && value.length > 1) return place({ kind: 'prefix', text: value.slice(0, -1) }, to);
      return place({ kind: 'word', text: value }, to);
    }
    const given = { kind: 'field', field: name, wild: false };
    let [said, end, inQuotes] = [value.slice(colon + 1), to, false];
    if (said === '' && text[to] === '"') {
      const inside = quoted(text, to);
      [said, end, inQuotes] = [inside.value, inside.to, true];
      if (text[end] === '*') [given.wild, end] = [true, end + 1];
    } else if (/..\*$|^\*?.\*$/u.test(said) && fields.FIELDS[name].kind !== 'number') {
      [said, given.wild] = [said.slice(0, -1), true];
    }
    const meaning = understood(name, said, inQuotes);
    if (typeof meaning === 'string') return place({ ...given, said, error: meaning }, end);
    return place({ ...given, said, ...meaning }, end);
  }

  /** `{ terms, errors }`; a term that cannot be understood is in `errors` (`from`, `to`, `message`) and not in `terms`. */
  function parse(text) {
    const [terms, errors] = [[], []];
    let at = 0;
    while (at < text.length) {
      if (BLANK.test(text[at])) {
        at += 1;
        continue;
      }
      const one = term(text, at);
      at = Math.max(one.to, at + 1);
      if (one.error) errors.push({ from: one.from, to: one.to, message: one.error });
      else terms.push(one);
    }
    return { terms, errors };
  }

  const quote = (text) => `"${text.replace(/["\\]/g, '\\$&')}"`;

  /** A term as it could have been typed. */
  function spell({ kind, text, field, said, wild, negative }) {
    const sign = negative ? '-' : '';
    if (kind === 'phrase') return sign + quote(text);
    if (kind === 'prefix') return `${sign}${text}*`;
    if (kind === 'word') return sign + text;
    const plain = /^[^\s"]+$/.test(said) && !(said.endsWith('*') && !wild);
    return `${sign}${field}:${plain ? said : quote(said)}${wild ? '*' : ''}`;
  }

  const write = (terms) => terms.map(spell).join(' ');

  /** A term that asks for a field's value, as parse would give it. */
  const field = (name, value, negative = false) => parse(spell({ kind: 'field', field: name, said: value, wild: false, negative })).terms[0];

  llmobs.search = { ...llmobs.search, query: { parse, write, field } };
})();
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
// Sets of documents as bits, one bit a document.
(function () {
  'use strict';
  const llmobs = (window.llmobs = window.llmobs || {});

  const none = (n) => new Uint32Array((n + 31) >>> 5);

  /** Documents from `from` until before `to`. */
  function range(n, from, to) {
    const bits = none(n);
    for (let doc = Math.max(0, from), end = Math.min(n, to); doc < end;) {
      if ((doc & 31) === 0 && doc + 32 <= end) {
        bits[doc >>> 5] = 0xffffffff;
        doc += 32;
      } else {
        bits[doc >>> 5] |= 1 << (doc & 31);
        doc += 1;
      }
    }
    return bits;
  }

  const all = (n) => range(n, 0, n);

  /** Documents for which `test` holds. */
  function where(n, test) {
    const bits = none(n);
    for (let word = 0, doc = 0; doc < n; word += 1) {
      let value = 0;
      for (let bit = 0; bit < 32 && doc < n; bit += 1, doc += 1) if (test(doc)) value |= 1 << bit;
      bits[word] = value;
    }
    return bits;
  }

  /** Adds listed documents. */
  function add(bits, docs) {
    for (let i = 0; i < docs.length; i += 1) bits[docs[i] >>> 5] |= 1 << (docs[i] & 31);
    return bits;
  }

  function and(bits, other) {
    for (let i = 0; i < bits.length; i += 1) bits[i] &= other[i];
    return bits;
  }

  function without(bits, other) {
    for (let i = 0; i < bits.length; i += 1) bits[i] &= ~other[i];
    return bits;
  }

  const has = (bits, doc) => (bits[doc >>> 5] >>> (doc & 31)) & 1;
  const drop = (bits, doc) => { bits[doc >>> 5] &= ~(1 << (doc & 31)); };

  function ones(value) {
    let v = value - ((value >>> 1) & 0x55555555);
    v = (v & 0x33333333) + ((v >>> 2) & 0x33333333);
    return (((v + (v >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24;
  }

  function count(bits) {
    let total = 0;
    for (let i = 0; i < bits.length; i += 1) if (bits[i] !== 0) total += ones(bits[i]);
    return total;
  }

  /** Writes the documents into `out` from `at` on, each plus `base`, the last one first. Gives the place behind them. */
  function listDown(bits, out, at, base) {
    let place = at;
    for (let i = bits.length - 1; i >= 0; i -= 1) {
      let word = bits[i];
      const last = base + (i << 5) + 31;
      if (word === 0xffffffff) {
        for (let less = 0; less < 32; less += 1) out[place + less] = last - less;
        place += 32;
        continue;
      }
      while (word !== 0) {
        const less = Math.clz32(word);
        out[place] = last - less;
        place += 1;
        word &= ~(0x80000000 >>> less);
      }
    }
    return place;
  }

  /** Calls `each(doc)` for every document, ascending. */
  function each(bits, call) {
    for (let i = 0; i < bits.length; i += 1) {
      let word = bits[i];
      while (word !== 0) {
        const low = word & -word;
        call((i << 5) + 31 - Math.clz32(low));
        word ^= low;
      }
    }
  }

  llmobs.search = { ...llmobs.search, bits: { none, all, range, where, add, and, without, has, drop, count, listDown, each } };
})();
// A file of postings → terms, and the documents of each (Rice-coded gaps) with how often it stands in them (Elias gamma).
(function () {
  'use strict';
  const llmobs = (window.llmobs = window.llmobs || {});
  const utf8 = new TextDecoder();
  /** Bytes that a term weighs once it is a text in a list. */
  const TERM = 48;

  /** The terms of a file: `terms` ascending, and for each `df`, and where its postings begin. */
  function block(payload) {
    const view = new DataView(payload.buffer, payload.byteOffset);
    const [count, section] = [view.getUint32(0, true), view.getUint32(4, true)];
    const [terms, df, at] = [Array(count), new Uint32Array(count), new Uint32Array(count)];
    let place = 8;
    let postings = 8 + section;
    const varint = () => {
      let [value, shift, byte] = [0, 0, 0];
      do {
        byte = payload[place];
        place += 1;
        value += (byte & 127) * 2 ** shift;
        shift += 7;
      } while (byte > 127);
      return value;
    };
    let term = '';
    let raw = new Uint8Array(256);
    let plain = true;
    for (let i = 0; i < count; i += 1) {
      const [shared, more] = [varint(), varint()];
      if (shared + more > raw.length) {
        const longer = new Uint8Array(2 * (shared + more));
        longer.set(raw);
        raw = longer;
      }
      let ascii = plain;
      let tail = '';
      for (let byte = 0; byte < more; byte += 1) {
        const code = payload[place + byte];
        raw[shared + byte] = code;
        if (code > 127) ascii = false;
        else tail += String.fromCharCode(code);
      }
      place += more;
      // Bytes and characters are the same as long as all are ASCII; most terms are.
      term = ascii ? term.slice(0, shared) + tail : utf8.decode(raw.subarray(0, shared + more));
      plain = ascii || term.length === shared + more;
      terms[i] = term;
      df[i] = varint();
      at[i] = postings;
      postings += varint();
    }
    return { payload, terms, df, at };
  }

  /** Place of the first term that is not below `term`. */
  function lowest(terms, term) {
    let [low, high] = [0, terms.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (terms[middle] < term) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Documents of the postings at `from`, ascending, and the place behind them. */
  function documents(payload, from, df) {
    const k = payload[from];
    const docs = new Uint32Array(df);
    let [place, bits, have, previous] = [from + 1, 0, 0, -1];
    for (let i = 0; i < df; i += 1) {
      let quotient = 0;
      for (;;) {
        while (have <= 24) {
          bits |= payload[place] << (24 - have);
          place += 1;
          have += 8;
        }
        const ones = Math.clz32(~bits);
        if (ones < have) {
          quotient += ones;
          bits = (bits << ones) << 1;
          have -= ones + 1;
          break;
        }
        quotient += have;
        bits = 0;
        have = 0;
      }
      let rest = 0;
      for (let left = k; left > 0;) {
        while (have <= 24) {
          bits |= payload[place] << (24 - have);
          place += 1;
          have += 8;
        }
        const some = Math.min(left, 16);
        rest = rest * 2 ** some + (bits >>> (32 - some));
        bits <<= some;
        have -= some;
        left -= some;
      }
      previous += 1 + quotient * 2 ** k + rest;
      docs[i] = previous;
    }
    return { docs, behind: place - (have >> 3) };
  }

  /** How often the term stands in each of its `df` documents. */
  function frequencies(payload, from, df) {
    const all = new Uint32Array(df);
    let [place, left] = [from, 0];
    const bit = () => {
      if (left === 0) {
        place += 1;
        left = 8;
      }
      left -= 1;
      return (payload[place - 1] >> left) & 1;
    };
    for (let i = 0; i < df; i += 1) {
      let length = 0;
      while (bit() === 0) length += 1;
      let value = 1;
      for (; length > 0; length -= 1) value = value * 2 + bit();
      all[i] = value;
    }
    return all;
  }

  const file = (segment, nth) => llmobs.search.load.once(`${segment.id}/p/${nth} terms`, async () => {
    const payload = await llmobs.search.load.file(`${segment.id}/p/${String(nth).padStart(4, '0')}`, (bytes) => bytes);
    const value = block(payload);
    return { value, weight: value.terms.length * TERM };
  });

  /** The postings of place `i` of a block; both lists are decoded when they are asked for. */
  function posting({ payload, terms, df, at }, i) {
    let found = null;
    const read = () => (found = found || documents(payload, at[i], df[i]));
    return { term: terms[i], df: df[i], docs: () => read().docs, tfs: () => frequencies(payload, read().behind, df[i]) };
  }

  /** The files in which `term`, or what begins with it, may stand: from and until before. */
  function files(blocks, term, prefix) {
    const from = Math.max(0, blocks[lowest(blocks, term)] === term ? lowest(blocks, term) : lowest(blocks, term) - 1);
    let to = from + 1;
    while (prefix && to < blocks.length && (blocks[to] <= term || blocks[to].startsWith(term))) to += 1;
    return [from, Math.min(to, blocks.length)];
  }

  /** Postings of `term` in a segment, or of everything that begins with it: a list. */
  async function find(segment, term, prefix) {
    const [from, to] = files(segment.blocks, term, prefix);
    const blocks = await Promise.all(Array.from({ length: to - from }, (_, i) => file(segment, from + i)));
    return blocks.flatMap((one) => {
      const found = [];
      for (let i = lowest(one.terms, term); i < one.terms.length && (prefix ? one.terms[i].startsWith(term) : one.terms[i] === term); i += 1) {
        found.push(posting(one, i));
      }
      return found;
    });
  }

  llmobs.search = { ...llmobs.search, postings: { find, block, documents, frequencies } };
})();
// A file of a column → its values by document: codes in a typed array, and what they stand for.
(function () {
  'use strict';
  const llmobs = (window.llmobs = window.llmobs || {});
  const ARRAYS = { 1: Uint8Array, 2: Uint16Array, 4: Uint32Array };

  /** The planes of bytes put together: `codes`, and `nothing`, the code of NULL. */
  function decode(payload) {
    const width = payload[0];
    const divisor = new DataView(payload.buffer, payload.byteOffset).getFloat64(1, true);
    const n = (payload.length - 9) / width;
    const together = new Uint8Array(n * width);
    for (let plane = 0; plane < width; plane += 1) {
      const from = 9 + plane * n;
      for (let doc = 0; doc < n; doc += 1) together[doc * width + plane] = payload[from + doc];
    }
    if (width === 8) return { codes: new Float64Array(together.buffer), nothing: NaN, divisor: 1 };
    return { codes: new ARRAYS[width](together.buffer), nothing: 256 ** width - 1, divisor };
  }

  /** The column, as `{ codes, nothing, divisor }`. */
  const load = (segment, name) => llmobs.search.load.file(`${segment.id}/c/${name}`, decode);

  /** The value of a number column at `doc`, NaN where there is none. */
  const value = ({ codes, nothing, divisor }, doc) => (codes[doc] === nothing ? NaN : codes[doc] / divisor);

  /** The names of a column; what is past its end is NULL, too. */
  const names = (segment, name) => segment.names[name] || [];

  llmobs.search = { ...llmobs.search, columns: { load, value, names, decode } };
})();
// Whole interactions: the file that has one, its row with repeated texts put back, and the texts that are searched.
(function () {
  'use strict';
  const llmobs = (window.llmobs = window.llmobs || {});
  const { load } = llmobs.search;

  const name = (segment, folder, nth) => `${segment.id}/${folder}/${String(nth).padStart(4, '0')}`;

  /** `{ t: 3 }` is the fourth of the texts that the file holds once. */
  function whole(value, texts) {
    if (value === null || typeof value !== 'object') return value;
    if (Array.isArray(value)) return value.map((one) => whole(one, texts));
    const keys = Object.keys(value);
    if (keys.length === 1 && keys[0] === 't' && Number.isInteger(value.t) && value.t < texts.length) return texts[value.t];
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, whole(one, texts)]));
  }

  /** Which file of details holds `doc`, and its place there. */
  function place(segment, doc) {
    const starts = segment.details;
    let [low, high] = [0, starts.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (starts[middle] <= doc) low = middle + 1;
      else high = middle;
    }
    return { nth: low - 1, at: doc - starts[low - 1] };
  }

  const fileOf = (segment, doc) => name(segment, 'd', place(segment, doc).nth);

  /** Everything known of a document: short columns are kept as columns, long texts by rows. */
  async function row(segment, doc) {
    const { nth, at } = place(segment, doc);
    const { texts, columns, rows } = await load.json(name(segment, 'd', nth));
    const short = Object.entries(columns).map(([column, values]) => [column, values[at]]).filter(([, value]) => value !== null);
    return whole({ ...Object.fromEntries(short), ...rows[at] }, texts);
  }

  /** The conversation that was sent, as `[{ role, text, … }]`; null where there is none or it is not understood. */
  function messages(it) {
    const given = typeof it.messages === 'string' ? parsed(it.messages) : it.messages;
    return Array.isArray(given) && given.length && given.every((one) => one && typeof one === 'object') ? given : null;
  }

  function parsed(json) {
    try {
      return JSON.parse(json);
    } catch {
      return null;
    }
  }

  /** The text of a message's content: a string, or parts of which some have a text. */
  function content(it) {
    if (typeof it === 'string') return it;
    if (Array.isArray(it)) return it.map(content).filter(Boolean).join('\n');
    if (it && typeof it === 'object') return [it.text, it.content].map(content).filter(Boolean).join('\n');
    return '';
  }

  /** Keys of messages under which there is nothing to search. */
  const NOT_TEXT = new Set(['role', 'type']);

  /** Every string of messages in the order written, but roles, types and files that are written out. */
  function strings(value, take) {
    if (typeof value === 'string') {
      if (!value.startsWith('data:')) take(value);
    } else if (Array.isArray(value)) value.forEach((one) => strings(one, take));
    else if (value && typeof value === 'object') for (const [key, one] of Object.entries(value)) if (!NOT_TEXT.has(key)) strings(one, take);
  }

  /** The texts that the index holds of a row; twin of src/search/texts.rs. */
  function texts(it) {
    const all = [];
    const { messages: sent, prompt } = it;
    if (sent !== undefined && sent !== null) strings(typeof sent === 'string' ? parsed(sent) ?? sent : sent, (text) => all.push(text));
    if (!all.includes(prompt)) all.push(prompt);
    return [...all, it.response, it.context, it.error_type, it.feedback_comment].filter((text) => typeof text === 'string');
  }

  /** What a result row shows of `doc`: one value of each list, times as epoch ms. */
  async function card(segment, doc) {
    const nth = Math.floor(doc / segment.card_rows);
    const block = await load.once(`${name(segment, 'k', nth)} times`, async () => {
      const value = await load.json(name(segment, 'k', nth));
      let time = 0;
      return { value: { ...value, time: value.time.map((step) => (time += step)) }, weight: 8 * value.time.length };
    });
    const at = doc % segment.card_rows;
    const one = Object.fromEntries(Object.entries(block).map(([key, list]) => [key, list[at]]));
    for (const column of Object.keys(segment.names)) if (column in one) one[column] = segment.names[column][one[column]] ?? null;
    return one;
  }

  llmobs.search = { ...llmobs.search, details: { row, card, fileOf, texts, messages, content } };
})();
// One term of a query and one segment → the documents that match it.
(function () {
  'use strict';
  const llmobs = (window.llmobs = window.llmobs || {});
  const { bits, columns, fields, postings, tokens } = llmobs.search;

  /** Terms of the index that are no words begin so. */
  const MARK = '\u0001';

  const union = (n, found) => found.reduce((set, { docs }) => bits.add(set, docs()), bits.none(n));

  /** Upper 40 bits of the 64-bit FNV-1a of the UTF-8 of `text`, in hexadecimal. */
  function hashed(text) {
    let hash = 0xcbf29ce484222325n;
    for (const byte of new TextEncoder().encode(text)) hash = ((hash ^ BigInt(byte)) * 0x100000001b3n) & 0xffffffffffffffffn;
    return (hash >> 24n).toString(16).padStart(10, '0');
  }

  /** What a word comes to in the index: lists of postings, one for each thing that must be there. */
  function lookups(segment, { kind, text }, typing) {
    const wanted = tokens.wanted(text);
    const last = wanted.at(-1);
    if (last?.open && (kind === 'prefix' || (typing && [...last.term].length >= 2))) last.prefix = true;
    return Promise.all(wanted.map(({ term, prefix }) => postings.find(segment, term, prefix)));
  }

  async function words(segment, term, typing) {
    const found = await lookups(segment, term, typing);
    const set = bits.all(segment.documents);
    for (const one of found) bits.and(set, union(segment.documents, one));
    return { set, found };
  }

  /** Documents that hold everything a phrase is made of; whether in its order, only the texts tell. */
  async function phrase(segment, { text }) {
    const parts = [...new Set(tokens.sequence(text))];
    const found = await Promise.all(parts.map((term) => postings.find(segment, term, tokens.dense(term))));
    const set = bits.all(segment.documents);
    for (const one of found) bits.and(set, union(segment.documents, one));
    return { set, found };
  }

  /** Which codes of a column's dictionary are meant. */
  function meant(segment, column, test) {
    return Uint8Array.from(columns.names(segment, column), (name) => Number(test(name)));
  }

  /** Documents whose name in `column` passes `test`; null is what was not logged. */
  async function named(segment, column, test) {
    const missing = Number(test(null));
    if (!segment.names[column]) return missing ? bits.all(segment.documents) : bits.none(segment.documents);
    const table = meant(segment, column, test);
    const { codes } = await columns.load(segment, column);
    return bits.where(segment.documents, (doc) => (codes[doc] < table.length ? table[codes[doc]] : missing));
  }

  const low = (text) => text.toLowerCase();

  function name(segment, { field, value, wild }) {
    const { column = field, words: others = {} } = fields.FIELDS[field];
    const sought = low(value);
    if (Object.hasOwn(others, sought)) return named(segment, column, (one) => one === others[sought]);
    if (field === 'error' && (sought === 'yes' || sought === 'no')) {
      return named(segment, 'status', (one) => (one === 'error') === (sought === 'yes'));
    }
    return named(segment, column, (one) => one !== null && (wild ? low(one).startsWith(sought) : low(one) === sought));
  }

  const TESTS = {
    '=': (value) => (one) => one === value,
    '>': (value) => (one) => one > value,
    '>=': (value) => (one) => one >= value,
    '<': (value) => (one) => one < value,
    '<=': (value) => (one) => one <= value,
    '..': (value, end) => (one) => (value === null || one >= value) && (end === null || one <= end) && one === one,
  };

  async function number(segment, { field, op, value, end }) {
    if (!segment.has(field)) return bits.none(segment.documents);
    const column = await columns.load(segment, field);
    const test = TESTS[op](value, end);
    return bits.where(segment.documents, (doc) => test(columns.value(column, doc)));
  }

  /** Documents of the hours ('YYYY-MM-DDTHH', local) from `from` until before `to`; null is open. */
  function hours(segment, { from, to }) {
    const begin = from === null ? 0 : segment.hours.first(from);
    return bits.range(segment.documents, begin, to === null ? segment.documents : segment.hours.first(to));
  }

  const after = (day) => new Date(Date.parse(`${day}T00:00Z`) + 864e5).toISOString().slice(0, 10);

  function date(segment, { op, value, end }) {
    const [first, next] = [value && `${value.first}T00`, value && `${after(value.last)}T00`];
    const spans = {
      '=': [first, next],
      '>': [next, null],
      '>=': [first, null],
      '<': [null, first],
      '<=': [null, next],
      '..': [first, end && `${after(end.last)}T00`],
    };
    const [from, to] = spans[op];
    return hours(segment, { from, to });
  }

  async function keyed(segment, { field, value, wild }) {
    const key = field === 'id' ? hashed(value) : value;
    return union(segment.documents, await postings.find(segment, `${MARK}${field}:${key}`, wild && field !== 'id'));
  }

  const FIELD = { name, number, date, term: keyed };

  /** `{ set, found }`: the documents, and for words the postings that a rank is made of. */
  async function term(segment, one, typing) {
    if (one.kind === 'phrase') return phrase(segment, one);
    if (one.kind === 'names') return { set: await named(segment, one.column, (given) => one.names.includes(given)) };
    if (one.kind === 'hours') return { set: hours(segment, one) };
    if (one.kind === 'field') return { set: await FIELD[fields.FIELDS[one.field].kind](segment, one) };
    return words(segment, one, typing);
  }

  llmobs.search = { ...llmobs.search, match: { term, hashed } };
})();
// Documents in which a phrase may stand → those in which it does, by their texts; a file of texts at a time.
(function () {
  'use strict';
  const llmobs = (window.llmobs = window.llmobs || {});
  const { tokens, bits } = llmobs.search;

  function within(sequence, phrase) {
    const last = sequence.length - phrase.length;
    for (let at = sequence.indexOf(phrase[0]); at >= 0 && at <= last; at = sequence.indexOf(phrase[0], at + 1)) {
      let i = 1;
      while (i < phrase.length && sequence[at + i] === phrase[i]) i += 1;
      if (i === phrase.length) return true;
    }
    return false;
  }

  /** Whether the members of a phrase must be looked for in the texts: a lone word or character is found without. */
  const needed = ({ kind, text }) => kind === 'phrase' && tokens.sequence(text).length > 1;

  /** Whether `row`, a row of the details, has what `terms` ask of its order of words. */
  function holds(row, terms) {
    const sequences = llmobs.search.details.texts(row).map(tokens.sequence);
    return terms.every(({ phrase, negative }) => sequences.some((one) => within(one, phrase)) !== negative);
  }

  /**
   * Goes on with the candidates of `result` (`docs`, in order) until `enough()` or the end: those that hold move to the
   * front (`kept` of them), the others go and are taken out of `sets`.
   */
  async function confirm(result, enough) {
    const { index, docs, checks } = result;
    const terms = checks.map(({ text, negative }) => ({ phrase: tokens.sequence(text), negative }));
    while (result.at < docs.length && !enough()) {
      const segment = index.of(docs[result.at]);
      const doc = docs[result.at] - segment.base;
      if (!bits.has(result.unsure[segment.at], doc) || holds(await llmobs.search.details.row(segment, doc), terms)) {
        docs[result.kept] = docs[result.at];
        result.kept += 1;
      } else bits.drop(result.sets[segment.at], doc);
      result.at += 1;
    }
    if (result.at === docs.length) result.docs = docs.subarray(0, result.kept);
    return result;
  }

  llmobs.search = { ...llmobs.search, phrases: { confirm, needed, within } };
})();
// Matching documents, newest first → in the order that was asked for. Ties stay newest first.
(function () {
  'use strict';
  const llmobs = (window.llmobs = window.llmobs || {});
  const { columns, bits } = llmobs.search;
  const [K1, B] = [1.2, 0.75];

  /** Order → the column it goes by, and whether the largest comes first. */
  const ORDERS = {
    newest: { label: 'Newest' },
    relevance: { label: 'Relevance' },
    slowest: { label: 'Slowest', column: 'latency', down: true },
    dearest: { label: 'Dearest', column: 'cost', down: true },
    longest: { label: 'Longest', column: 'tokens', down: true },
    least_similar: { label: 'Least similar', column: 'similarity', down: false },
  };

  /** Sorts `docs` by `keys` (whole numbers below 2^32, one for each document), least first; equal ones keep their order. */
  function radix(docs, keys) {
    let [from, by, to, then] = [docs, keys, new Uint32Array(docs.length), new Uint32Array(docs.length)];
    for (let shift = 0; shift < 32; shift += 16) {
      const starts = new Uint32Array(65537);
      for (let i = 0; i < by.length; i += 1) starts[((by[i] >>> shift) & 65535) + 1] += 1;
      // All alike in these digits: nothing would move.
      if (by.length === 0 || starts[((by[0] >>> shift) & 65535) + 1] === by.length) continue;
      for (let i = 1; i < 65537; i += 1) starts[i] += starts[i - 1];
      for (let i = 0; i < by.length; i += 1) {
        const digit = (by[i] >>> shift) & 65535;
        const place = starts[digit];
        starts[digit] += 1;
        to[place] = from[i];
        then[place] = by[i];
      }
      [from, to] = [to, from];
      [by, then] = [then, by];
    }
    return from;
  }

  /** What `give(i)` gives for each of `n` places. */
  function filled(n, give) {
    // Not `from`, which goes through an iterator and is ten times as slow.
    const all = new Uint32Array(n);
    for (let i = 0; i < n; i += 1) all[i] = give(i);
    return all;
  }

  /** Sorts by numbers of any kind: the bits of a double, turned so that they order as it does, in two halves. */
  function byNumbers(docs, values, down) {
    const n = docs.length;
    const halves = new Uint32Array(values.buffer);
    for (let i = 0; i < n; i += 1) {
      if (Number.isNaN(values[i])) {
        halves[2 * i] = halves[2 * i + 1] = 0xffffffff;
        continue;
      }
      // -0 is 0.
      values[i] = (down ? -values[i] : values[i]) + 0;
      const flip = halves[2 * i + 1] >>> 31 ? 0xffffffff : 0;
      halves[2 * i] ^= flip;
      halves[2 * i + 1] ^= flip || 0x80000000;
    }
    const low = radix(filled(n, (i) => i), filled(n, (i) => halves[2 * i]));
    const order = radix(low, filled(n, (i) => halves[2 * low[i] + 1]));
    return filled(n, (i) => docs[order[i]]);
  }

  /** The values of a column for global documents, NaN where there is none. */
  async function values(index, docs, name) {
    const loaded = await Promise.all(index.segments.map((segment) => (segment.has(name) ? columns.load(segment, name) : null)));
    const out = new Float64Array(docs.length);
    for (let i = 0; i < docs.length; i += 1) {
      const segment = index.of(docs[i]);
      const column = loaded[segment.at];
      out[i] = column ? columns.value(column, docs[i] - segment.base) : NaN;
    }
    return out;
  }

  /** Documents of the sets, newest first: `docs` as numbers over all segments. */
  async function newest(index, sets) {
    const docs = new Uint32Array(sets.reduce((sum, set) => sum + bits.count(set), 0));
    let at = 0;
    for (const segment of [...index.segments].reverse()) at = bits.listDown(sets[segment.at], docs, at, segment.base);
    return index.inOrder ? docs : byNumbers(docs, await values(index, docs, 'time'), true);
  }

  /** Lengths in words that the codes of the column stand for. */
  const LENGTHS = Float64Array.from({ length: 256 }, (_, code) => (code === 0 ? 0 : 2 ** ((code - 1) / 8)));

  /** Adds what each matching document has of one thing that was asked for; `found` are its postings by segment. */
  function score(index, scores, lengths, found) {
    const [times, seen] = [index.segments.map(({ documents }) => new Float64Array(documents)), []];
    let df = 0;
    found.forEach((list, at) => {
      for (const one of list) {
        const [docs, tfs] = [one.docs(), one.tfs()];
        for (let i = 0; i < docs.length; i += 1) {
          if (times[at][docs[i]] === 0) df += 1;
          times[at][docs[i]] += tfs[i];
        }
      }
      seen[at] = list.length > 0;
    });
    const idf = Math.log(1 + (index.documents - df + 0.5) / (df + 0.5));
    const mean = index.words / index.documents;
    times.forEach((tf, at) => {
      if (!seen[at]) return;
      for (let doc = 0; doc < tf.length; doc += 1) {
        if (tf[doc] === 0) continue;
        const length = LENGTHS[lengths[at].codes[doc]];
        scores[at][doc] += (idf * tf[doc] * (K1 + 1)) / (tf[doc] + K1 * (1 - B + (B * length) / mean));
      }
    });
  }

  /** By BM25 over `wanted`: one entry for each thing asked for, its postings by segment. */
  async function relevance(index, docs, wanted) {
    const lengths = await Promise.all(index.segments.map((segment) => columns.load(segment, 'length')));
    const scores = index.segments.map(({ documents }) => new Float64Array(documents));
    for (const found of wanted) score(index, scores, lengths, found);
    const key = (i) => {
      const segment = index.of(docs[i]);
      return 0xffffffff - Math.round(scores[segment.at][docs[i] - segment.base] * 1e4);
    };
    return radix(docs, filled(docs.length, key));
  }

  async function sort(index, docs, order, wanted) {
    if (order === 'relevance') return wanted.length ? relevance(index, docs, wanted) : docs;
    const { column, down } = ORDERS[order];
    return column ? byNumbers(docs, await values(index, docs, column), down) : docs;
  }

  llmobs.search = { ...llmobs.search, rank: { ORDERS, newest, sort } };
})();
// The root of the index → segments that know their places, and the search over them.
(function () {
  'use strict';
  const llmobs = (window.llmobs = window.llmobs || {});
  const { bits, load, match, phrases, rank } = llmobs.search;
  const HOUR = 3600e3;

  /** Local hours of a segment: `text` of each with documents, and its first document. */
  function clock({ hours, hours_from: from, documents }) {
    const [at, starts] = [[], []];
    let [hour, doc] = [from ? Date.parse(`${from}:00Z`) / HOUR : 0, 0];
    for (const [step, count] of hours) {
      hour += step;
      at.push(hour);
      starts.push(doc);
      doc += count;
    }
    /** The first document of the hour 'YYYY-MM-DDTHH' or later. */
    function first(text) {
      const wanted = Date.parse(`${text}:00Z`) / HOUR;
      let [low, high] = [0, at.length];
      while (low < high) {
        const middle = (low + high) >>> 1;
        if (at[middle] < wanted) low = middle + 1;
        else high = middle;
      }
      return low < at.length ? starts[low] : documents;
    }
    return { at, starts, first };
  }

  /** Columns that every segment has, whatever the root lists. */
  const ALWAYS = new Set(['length', 'time']);

  function opened(root) {
    let base = 0;
    const columns = new Set(root.columns.map(({ name }) => name));
    const segments = root.segments.map((given, at) => {
      const segment = { ...given, at, base, hours: clock(given), has: (name) => ALWAYS.has(name) || columns.has(name) };
      base += given.documents;
      return segment;
    });
    const time = (text) => Date.parse(text);
    const inOrder = segments.every((one, i) => i === 0 || time(segments[i - 1].last) < time(one.first));
    const of = (global) => {
      let at = segments.length - 1;
      while (at > 0 && segments[at].base > global) at -= 1;
      return segments[at];
    };
    const words = segments.reduce((sum, one) => sum + one.words, 0);
    const last = Math.max(0, ...segments.map(({ hours: { at } }) => at.at(-1) ?? 0));
    return { root, segments, documents: base, words, inOrder, of, columns, zone: root.zone, year: new Date(last * HOUR).toISOString().slice(0, 4) };
  }

  /** The index, read once. */
  let reading = null;
  function open() {
    reading = reading || load.json('root').then((root) => {
      if (root.version !== 1) throw new Error(`the index has version ${root.version}, this page reads version 1`);
      return opened(root);
    }).catch((error) => {
      reading = null;
      throw error;
    });
    return reading;
  }

  /** Whether a term asks for nothing that could be looked up, like a lone comma. */
  const idle = ({ kind, text }) => kind !== 'field' && text !== undefined && llmobs.search.tokens.sequence(text).length === 0;

  /**
   * Documents that match all `terms` (of `query.parse`, and `names` and `hours` of the filters), in `order`. `typing`: the
   * last word may be unfinished. Gives `docs`, `sets` by segment, and where phrases must be checked in the texts (`checks`)
   * `kept` and `at` to go on with by `phrases.confirm`.
   */
  async function search(index, terms, { order = 'newest', typing = false } = {}) {
    const asked = terms.filter((one) => !idle(one));
    const open = typing && terms.at(-1)?.kind === 'word' ? terms.at(-1) : null;
    const all = await Promise.all(asked.map((one) => Promise.all(index.segments.map((segment) => match.term(segment, one, one === open)))));
    const sets = index.segments.map(({ documents }) => bits.all(documents));
    const unsure = index.segments.map(({ documents }) => bits.none(documents));
    const wanted = [];
    asked.forEach((one, i) => {
      const check = phrases.needed(one);
      all[i].forEach(({ set }, at) => {
        if (check) set.forEach((word, place) => { unsure[at][place] |= word; });
        if (!one.negative) bits.and(sets[at], set);
        else if (!check) bits.without(sets[at], set);
      });
      // A phrase is there or not; words and beginnings are there more or less.
      const things = one.negative || one.kind === 'phrase' ? 0 : all[i][0]?.found?.length || 0;
      for (let thing = 0; thing < things; thing += 1) wanted.push(all[i].map(({ found }) => found[thing]));
    });
    const docs = await rank.sort(index, await rank.newest(index, sets), order, wanted);
    const checks = asked.filter(phrases.needed);
    const [kept, at] = checks.length ? [0, 0] : [docs.length, docs.length];
    return { index, terms, order, docs, sets, unsure, checks, kept, at };
  }

  llmobs.search = { ...llmobs.search, index: { open, search } };
})();
// Matching documents → how many there are of each name, and in each stretch of time.
(function () {
  'use strict';
  const llmobs = (window.llmobs = window.llmobs || {});
  const { bits, columns } = llmobs.search;

  /** Names of a column with their counts, most first; null is what was not logged. */
  async function count(index, sets, column) {
    const total = new Map();
    const loaded = await Promise.all(index.segments.map((segment) => (segment.names[column] ? columns.load(segment, column) : null)));
    index.segments.forEach((segment, at) => {
      const names = columns.names(segment, column);
      // One place more for what no name has.
      const counts = new Uint32Array(names.length + 1);
      const codes = loaded[at]?.codes;
      if (codes) bits.each(sets[at], (doc) => { counts[Math.min(codes[doc], names.length)] += 1; });
      else counts[names.length] = bits.count(sets[at]);
      counts.forEach((n, code) => {
        const name = names[code] ?? null;
        if (n > 0) total.set(name, (total.get(name) || 0) + n);
      });
    });
    return [...total].map(([name, n]) => ({ name, n })).sort((a, b) => b.n - a.n || (a.name === null) - (b.name === null) || (a.name < b.name ? -1 : 1));
  }

  /** Steps of a time axis in hours: 1, 3, 6, 12, a day, two, a week, four weeks, a quarter, a year. */
  const STEPS = [1, 3, 6, 12, 24, 48, 168, 672, 2184, 8760];

  /**
   * Matching and all documents along time, in at most `most` equal steps: `{ step, from, bars: [{ n, of }] }` in hours since
   * 1970 by the local clock's face, or null where there is nothing.
   */
  function timeline(index, sets, most, span = null) {
    const clocks = index.segments.filter(({ documents }) => documents > 0).map((segment) => segment.hours);
    const first = span ? span[0] : Math.min(...clocks.map(({ at }) => at[0]));
    const last = span ? span[1] - 1 : Math.max(...clocks.map(({ at }) => at.at(-1)));
    if (!Number.isFinite(first) || last < first) return null;
    const begin = (step) => (step <= 24 ? Math.floor(first / step) * step : Math.floor(first / 24) * 24);
    const step = STEPS.find((one) => (last + 1 - begin(one)) / one <= most) || STEPS.at(-1);
    const from = begin(step);
    const bars = Array.from({ length: Math.ceil((last + 1 - from) / step) }, () => ({ n: 0, of: 0 }));
    index.segments.forEach((segment, nth) => {
      const { at, starts } = segment.hours;
      const place = (hour) => Math.floor((hour - from) / step);
      let hour = -1;
      let bar = null;
      const end = (i) => (i + 1 < starts.length ? starts[i + 1] : segment.documents);
      at.forEach((one, i) => {
        const within = bars[place(one)];
        if (within) within.of += end(i) - starts[i];
      });
      bits.each(sets[nth], (doc) => {
        while (hour + 1 < at.length && starts[hour + 1] <= doc) {
          hour += 1;
          bar = bars[place(at[hour])];
        }
        if (bar) bar.n += 1;
      });
    });
    return { step, from, bars };
  }

  llmobs.search = { ...llmobs.search, facets: { count, timeline } };
})();
// A text and what was searched for → its pieces, told apart by whether they match; and a short piece around the first match.
(function () {
  'use strict';
  const llmobs = (window.llmobs = window.llmobs || {});
  const { tokens } = llmobs.search;

  /** What of a text counts as a match: whole terms, and beginnings. Built from the positive words and phrases. */
  function matcher(terms, typing) {
    const [whole, beginnings] = [new Set(), []];
    terms.forEach((one, i) => {
      if (one.negative || !['word', 'prefix', 'phrase'].includes(one.kind)) return;
      const wanted = tokens.wanted(one.text);
      wanted.forEach(({ term, prefix, open }, at) => {
        const unfinished = open && at === wanted.length - 1 && (one.kind === 'prefix' || (typing && i === terms.length - 1 && one.kind === 'word'));
        if (prefix || unfinished) beginnings.push(term);
        else whole.add(term);
      });
    });
    if (whole.size === 0 && beginnings.length === 0) return null;
    return (term) => whole.has(term) || beginnings.some((one) => term.startsWith(one));
  }

  /** Places of a run's characters that stand in a matching pair (or alone). */
  function dense(run, at, matches, found) {
    const characters = [...run.matchAll(tokens.CHARACTER)].map(({ 0: text, index }) => ({ from: at + index, to: at + index + text.length, term: tokens.lower(tokens.fold(text)) }));
    characters.forEach((one, i) => {
      const next = characters[i + 1];
      if (next && next.from === one.to && matches(one.term + next.term)) found.push([one.from, next.to]);
      else if (!next && matches(one.term)) found.push([one.from, one.to]);
    });
  }

  /** Where `text` matches: ascending, apart from each other, at most `most` of them. */
  function places(text, matches, most = Infinity) {
    const found = [];
    for (const { 0: run, index } of text.matchAll(tokens.RUN)) {
      if (found.length >= most) break;
      let from = 0;
      for (const { 0: stretch, index: inside } of run.matchAll(tokens.STRETCH)) {
        if (tokens.terms(run.slice(from, inside)).some(matches)) found.push([index + from, index + inside]);
        dense(stretch, index + inside, matches, found);
        from = inside + stretch.length;
      }
      if (from < run.length && tokens.terms(run.slice(from)).some(matches)) found.push([index + from, index + run.length]);
    }
    const joined = [];
    for (const [from, to] of found) {
      if (joined.length && joined.at(-1)[1] >= from) joined.at(-1)[1] = Math.max(joined.at(-1)[1], to);
      else joined.push([from, to]);
    }
    return joined;
  }

  /** `text` as texts and `<mark>` elements. */
  function marked(text, matches, most = Infinity) {
    if (!matches) return [text];
    const nodes = [];
    let at = 0;
    for (const [from, to] of places(text, matches, most)) {
      nodes.push(text.slice(at, from), llmobs.make('mark', {}, text.slice(from, to)));
      at = to;
    }
    nodes.push(text.slice(at));
    return nodes.filter((node) => node !== '');
  }

  /** About `length` characters around the first match, white space collapsed; null where nothing matches. */
  function snippet(text, matches, length) {
    const [first] = places(text, matches, 1);
    if (!first) return null;
    const from = Math.max(0, first[0] - Math.floor(length / 4));
    // Not in the middle of a word, nor of a character of two halves.
    const begin = from === 0 ? 0 : from + Math.max(0, text.slice(from, first[0]).search(/\s/));
    const cut = text.slice(begin, begin + length).replace(/\p{Surrogate}$/u, '');
    return `${begin > 0 ? '… ' : ''}${cut.replace(/\s+/g, ' ').trim()}${begin + length < text.length ? ' …' : ''}`;
  }

  llmobs.search = { ...llmobs.search, marks: { matcher, places, marked, snippet } };
})();
// What the explorer shows ⇄ the address: the query, the order, the open interaction; the filters beside them are the bar's.
(function () {
  'use strict';
  const llmobs = (window.llmobs = window.llmobs || {});
  const OURS = ['q', 'order', 'open'];
  const IN_FRAGMENT = '#?';

  const encode = (text) => encodeURIComponent(text.replace(/\p{Surrogate}/gu, '\uFFFD')).replace(/%20/g, '+').replace(/%(?:2F|3A|40|2C|22|3E|3C)/g, decodeURIComponent)
    .replace(/[<>"]/g, encodeURIComponent);

  function told() {
    const { hash, search } = window.location;
    return hash.startsWith(IN_FRAGMENT) ? hash.slice(1) : search;
  }

  /** `{ q, order, open }` of the address; null is not told. */
  function read() {
    const all = new URLSearchParams(told());
    return Object.fromEntries(OURS.map((key) => [key, all.get(key)]));
  }

  /** The query of an address that shows `what` under the filters now in force. */
  function query(what) {
    const others = told().replace(/^\?/, '').split('&').filter((piece) => piece && !OURS.includes(piece.split('=')[0]));
    const ours = OURS.filter((key) => what[key]).map((key) => `${key}=${encode(what[key])}`);
    const all = [...others, ...ours].join('&');
    return all ? `?${all}` : '';
  }

  /** Writes it down; `again` replaces the step written last. */
  function write(what, again) {
    const next = query(what);
    if (next === told()) return;
    const { pathname } = window.location;
    try {
      window.history[again ? 'replaceState' : 'pushState'](null, '', next || pathname);
    } catch {
      // A browser may refuse this to a page from disk; a fragment may always be changed.
      window.location.hash = `#${next || '?'}`;
    }
  }

  llmobs.explorer = { ...llmobs.explorer, place: { read, write, query } };
})();
// Values of an interaction → the words they are shown by: time in the report's zone, seconds, money, badges.
(function () {
  'use strict';
  const llmobs = (window.llmobs = window.llmobs || {});
  const { make, format } = llmobs;
  const made = new Map();

  function zoned(zone, options) {
    const key = zone + JSON.stringify(options);
    if (!made.has(key)) {
      // A zone that this browser does not know: better the time of the log's clock than none.
      const timeZone = [zone, 'UTC'].find((one) => {
        try {
          return new Intl.DateTimeFormat('en-GB', { timeZone: one });
        } catch {
          return false;
        }
      });
      made.set(key, new Intl.DateTimeFormat('en-GB', { timeZone, hourCycle: 'h23', ...options }));
    }
    return made.get(key);
  }

  const PARTS = { year: 'numeric', month: 'numeric', day: 'numeric', hour: '2-digit', minute: '2-digit', second: '2-digit' };
  const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

  /** '30 Oct', '2026' and '14:03:05'. */
  function time(ms, zone) {
    const parts = Object.fromEntries(zoned(zone, PARTS).formatToParts(ms).map(({ type, value }) => [type, value]));
    return { day: `${Number(parts.day)} ${MONTHS[parts.month - 1]}`, year: parts.year, clock: `${parts.hour}:${parts.minute}:${parts.second}` };
  }

  const seconds = (value) => (value === null || value === undefined ? null : format.milliseconds(value * 1000));
  /** Dollars of the index in the page's currency. */
  const money = (value) => (value === null || value === undefined ? null : format.usd(value * (llmobs.page?.rate ?? 1)));

  function tokens(it) {
    const known = [it.input_tokens, it.output_tokens].filter((n) => typeof n === 'number');
    return known.length ? format.count_short(known.reduce((a, b) => a + b, 0)) : null;
  }

  const badge = (kind, text, title) => make('span', { className: `tag ${kind}`, title: title || text }, text);

  /** What stands out of an interaction, worst first. */
  function badges(it) {
    const all = [];
    if (it.status === 'error') all.push(badge('bad', it.error_type || 'error', `Failed${it.error_type ? `: ${it.error_type}` : ''}`));
    else if (it.status && it.status !== 'success') all.push(badge('plain', it.status));
    if (it.hallucinated === 'yes') all.push(badge('warn', 'hallucinated', 'Labelled as hallucinated'));
    if (it.feedback === 'down') all.push(badge('bad', 'thumbs down'));
    if (it.feedback === 'up') all.push(badge('good', 'thumbs up'));
    return all;
  }

  /** Our own sentences: what stands between backticks is code. */
  const prose = (text) => text.split('`').map((part, at) => (at % 2 ? make('code', {}, part) : part)).filter((part) => part !== '');

  llmobs.explorer = { ...llmobs.explorer, write: { prose, time, seconds, money, tokens, badges, zoned } };
})();
// The text of the box and the filter bar → the terms of a search; and changes of single terms in that text.
(function () {
  'use strict';
  const llmobs = (window.llmobs = window.llmobs || {});
  const { query, fields } = llmobs.search;

  /** The filters as terms. A period needs the report's own span, which the filter bar has loaded by then. */
  async function filtered(state) {
    const terms = llmobs.state.DIMS.filter((dim) => state[dim].length).map((dim) => ({ kind: 'names', column: dim, names: state[dim], negative: false }));
    if (state.period !== 'all') {
      await llmobs.filters.ready();
      const { from, to } = llmobs.state.resolve(state, llmobs.cube.meta);
      terms.push({ kind: 'hours', from, to, negative: false });
    }
    return terms;
  }

  /** The text without `terms` that were parsed from it. */
  function without(text, terms) {
    let left = text;
    for (const { from, to } of [...terms].sort((a, b) => b.from - a.from)) left = `${left.slice(0, from).trimEnd()} ${left.slice(to).trimStart()}`;
    return left.trim();
  }

  /** The text with one more term; a last word that counted as begun goes on to. */
  function plus(text, term) {
    const last = /\s$/.test(text) ? null : query.parse(text).terms.at(-1);
    const open = last?.kind === 'word' && llmobs.search.tokens.wanted(last.text).at(-1)?.open && last.to === text.length;
    const kept = open ? `${text}*` : text.trimEnd();
    return `${kept}${kept ? ' ' : ''}${query.write([term])} `;
  }

  /** Terms of `text` that choose a value of `field`. */
  const ofField = (text, field) => query.parse(text).terms.filter((one) => one.kind === 'field' && one.field === field && !one.negative);

  /** The names that `text` chooses of `field`, as the column has them; null for what was not logged. */
  function chosen(text, field) {
    const words = fields.FIELDS[field].words || {};
    return ofField(text, field).map(({ value }) => (Object.hasOwn(words, value.toLowerCase()) ? words[value.toLowerCase()] : value));
  }

  /** A name as the value of `field`. */
  function spelt(field, name) {
    if (name !== null) return name;
    return Object.entries(fields.FIELDS[field].words || {}).find(([, meaning]) => meaning === null)?.[0];
  }

  llmobs.explorer = { ...llmobs.explorer, asking: { filtered, without, plus, ofField, chosen, spelt } };
})();
// The search box: the query as it is typed, its mistakes where they are, and a short help.
(function () {
  'use strict';
  const llmobs = (window.llmobs = window.llmobs || {});
  const { make } = llmobs;

  const HELP = [
    ['refund order', 'both words, anywhere in what was asked or answered'],
    ['"refund order"', 'these words in this order'],
    ['refun*', 'words that begin so; the word you are typing counts as begun'],
    ['-refund', 'without it; works before everything'],
    ['parse_json', 'names in code, whole or by a part'],
    ['model:gpt-4o', 'also provider, category, app, env, status, error, user, session, trace, tag, id'],
    ['model:gpt*', 'names that begin so; model:"two words" for names with blanks'],
    ['cost:>0.01 latency:>5s', 'also tokens:>2k, similarity:<0.2, complexity:>50, cost:0.01..0.05'],
    ['hallucinated:yes', 'or no, unknown; feedback:up, down, none; error:yes'],
    ['date:2026-10-01', 'a day; date:2026-10-01..2026-10-07, date:>2026-10-01, date:2026-10'],
  ];
  const KEYS = [['/', 'to the box'], ['↓ ↑', 'through the results'], ['Enter', 'open'], ['Esc', 'close, back']];

  function help(use) {
    const line = ([query, says]) => {
      const button = make('button', { type: 'button', title: 'Put this into the box' }, make('code', {}, query));
      button.addEventListener('click', () => use(query));
      return [make('dt', {}, button), make('dd', {}, says)];
    };
    const keys = KEYS.flatMap(([key, says]) => [make('kbd', {}, key), ` ${says} `]);
    return make('div', { className: 'help', id: 'search-help', hidden: true }, make('dl', {}, ...HELP.flatMap(line)), make('p', {}, ...keys));
  }

  /** `changed(text, settled)` is told every change; settled is when the reader is done with it. */
  function box(changed) {
    const input = make('input', {
      type: 'text', id: 'search', className: 'q', autocomplete: 'off', spellcheck: false, autocapitalize: 'off', enterKeyHint: 'search', dir: 'auto',
      placeholder: 'Search prompts and answers', 'aria-label': 'Search', 'aria-describedby': 'search-told',
      role: 'combobox', 'aria-expanded': 'false', 'aria-autocomplete': 'list', 'aria-controls': 'search-choices',
    });
    const under = make('div', { className: 'under', 'aria-hidden': 'true', dir: 'auto' });
    const clear = make('button', { type: 'button', className: 'empty', 'aria-label': 'Clear the search', hidden: true }, '×');
    const ask = make('button', { type: 'button', className: 'ask', 'aria-expanded': 'false', 'aria-controls': 'search-help' }, 'Syntax');
    const told = make('p', { id: 'search-told', className: 'wrongs', role: 'status' });
    const choices = make('ul', { id: 'search-choices', className: 'completions', role: 'listbox', 'aria-label': 'Completions', hidden: true });
    const field = make('div', { className: 'field' }, under, input, clear, choices);
    const guide = help((query) => {
      set(`${input.value.trimEnd()}${input.value.trim() ? ' ' : ''}${query}`);
      input.focus();
      changed(input.value, true);
    });
    const element = make('div', { className: 'searching', role: 'search' }, field, ask, told, guide);

    /** Marks what cannot be understood, in the box itself and in words below. */
    function wrongs(errors) {
      const [text, nodes] = [input.value, []];
      let at = 0;
      for (const { from, to } of errors) {
        nodes.push(text.slice(at, from), make('u', {}, text.slice(from, to)));
        at = to;
      }
      under.replaceChildren(...nodes, text.slice(at));
      under.scrollLeft = input.scrollLeft;
      if (errors.length) input.setAttribute('aria-invalid', 'true');
      else input.removeAttribute('aria-invalid');
      told.replaceChildren(...errors.map(({ from, to, message }) => {
        const button = make('button', { type: 'button' }, message);
        button.addEventListener('click', () => {
          input.focus();
          input.setSelectionRange(from, to);
        });
        return button;
      }));
    }

    function set(text) {
      if (input.value !== text) input.value = text;
      clear.hidden = text === '';
    }

    input.addEventListener('input', () => {
      set(input.value);
      changed(input.value, false);
    });
    input.addEventListener('change', () => changed(input.value, true));
    input.addEventListener('scroll', () => { under.scrollLeft = input.scrollLeft; });
    clear.addEventListener('click', () => {
      set('');
      input.focus();
      changed('', true);
    });
    ask.addEventListener('click', () => {
      guide.hidden = !guide.hidden;
      ask.setAttribute('aria-expanded', String(!guide.hidden));
    });
    return { element, input, choices, set, wrongs };
  }

  llmobs.explorer = { ...llmobs.explorer, box };
})();
// The word at the cursor → names of fields and their values to choose from.
(function () {
  'use strict';
  const llmobs = (window.llmobs = window.llmobs || {});
  const { make } = llmobs;
  const { FIELDS, named } = llmobs.search.fields;
  /** Entries shown at once. */
  const MOST = 8;

  /** The unfinished term before the cursor: `{ from, sign, field, text }`; field is null for a plain word. */
  function around(text, cursor) {
    let [from, quoted] = [0, false];
    for (let i = 0; i < cursor; i += 1) {
      if (text[i] === '"') quoted = !quoted;
      else if (!quoted && /\s/.test(text[i])) from = i + 1;
    }
    const [, sign, word, begun] = /^(-?)(?:([a-z_]+):)?([^]*)$/i.exec(text.slice(from, cursor));
    const field = word === undefined ? null : named(word);
    // Between quotes only the value of a field can be completed.
    if ((word !== undefined && field === null) || (begun.includes('"') && !(field && /^"[^"]*$/.test(begun)))) return null;
    return { from, sign, field, text: begun.replace('"', '') };
  }

  /** Values a field is known to have: of the index, most useful first. */
  function values(field, index) {
    const { column = field, values: fixed } = FIELDS[field];
    if (fixed) return fixed;
    const all = index.segments.flatMap((segment) => segment.names[column] || []);
    return [...new Set(all)].filter((name) => name !== null).sort((a, b) => a.localeCompare(b, 'en', { numeric: true }));
  }

  const begins = (name, text) => name.toLowerCase().includes(text.toLowerCase());

  /** `[{ write, show, hint }]` for what is being typed. */
  function offers(here, index) {
    if (!here) return [];
    if (here.field) {
      const { example, kind } = FIELDS[here.field];
      if (kind !== 'name') return example && here.text === '' ? [{ write: `${here.field}:${example}`, show: `${here.field}:${example}`, hint: FIELDS[here.field].hint }] : [];
      const known = index ? values(here.field, index).filter((name) => begins(name, here.text)) : [];
      const first = (name) => Number(!name.toLowerCase().startsWith(here.text.toLowerCase()));
      known.sort((a, b) => first(a) - first(b));
      if (known.length === 1 && known[0].toLowerCase() === here.text.toLowerCase()) return [];
      return known.map((name) => ({ write: `${llmobs.search.query.write([llmobs.search.query.field(here.field, name)])} `, show: name, hint: '' }));
    }
    if (here.text.length < 2) return [];
    return Object.entries(FIELDS).filter(([name]) => name.startsWith(here.text.toLowerCase()))
      .map(([name, { hint }]) => ({ write: `${name}:`, show: `${name}:`, hint }));
  }

  /** Makes a box complete what is typed; `index()` may still be null. `took()` follows a choice. */
  function complete({ input, choices }, index, took) {
    let shown = [];
    let active = -1;

    function close() {
      [shown, active] = [[], -1];
      choices.hidden = true;
      input.setAttribute('aria-expanded', 'false');
      input.removeAttribute('aria-activedescendant');
    }

    function point(at) {
      active = at;
      [...choices.children].forEach((one, i) => one.setAttribute('aria-selected', String(i === at)));
      if (at < 0) input.removeAttribute('aria-activedescendant');
      else {
        input.setAttribute('aria-activedescendant', choices.children[at].id);
        choices.children[at].scrollIntoView({ block: 'nearest' });
      }
    }

    function take(at) {
      const here = around(input.value, input.selectionStart);
      const before = input.value.slice(0, here.from) + here.sign + shown[at].write;
      const after = input.value.slice(input.selectionStart).replace(/^\S*\s?/, '');
      input.value = before + after;
      input.setSelectionRange(before.length, before.length);
      close();
      took();
      open();
    }

    function open() {
      const offered = offers(around(input.value, input.selectionStart), index()).slice(0, MOST);
      if (!offered.length) return close();
      shown = offered;
      choices.replaceChildren(...offered.map(({ show, hint }, i) => {
        const one = make('li', { role: 'option', id: `search-choice-${i}`, 'aria-selected': 'false' }, make('bdi', {}, show), make('small', {}, hint));
        // Before the box loses the focus.
        one.addEventListener('pointerdown', (event) => {
          event.preventDefault();
          take(i);
        });
        return one;
      }));
      choices.hidden = false;
      input.setAttribute('aria-expanded', 'true');
      return point(-1);
    }

    input.addEventListener('input', open);
    input.addEventListener('blur', close);
    input.addEventListener('keydown', (event) => {
      if (choices.hidden) return;
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (step) point(Math.min(Math.max(active + step, -1), shown.length - 1));
      else if (event.key === 'Enter' && active >= 0) take(active);
      else if (event.key === 'Escape' || event.key === 'Enter') {
        close();
        if (event.key === 'Enter') return;
      } else return;
      event.preventDefault();
      event.stopImmediatePropagation();
    });
    return { close };
  }

  llmobs.explorer = { ...llmobs.explorer, complete, completion: { around, offers } };
})();
// A card of the index → one row of the results.
(function () {
  'use strict';
  const llmobs = (window.llmobs = window.llmobs || {});
  const { make } = llmobs;
  const { write } = llmobs.explorer;

  /** A number and what it is: `seen` where its text has no unit, otherwise for those who do not see the columns. */
  const number = (kind, text, says, seen = false) => make('span', { className: kind }, ...(text === null ? [] : [text, make('span', { className: seen ? 'says' : 'hidden-text' }, ` ${says}`)]));

  /** What is seen before a card is there: a row of the same size. */
  const blank = () => [make('span', { className: 'meta' }, ' '), make('span', { className: 'said' }, '…')];

  /** The content of a row, its year told where it is not that of the last interaction (`year`); `matches` as `marks.matcher` gives it. */
  function content(card, { zone, year }, matches) {
    const { day, year: its, clock } = write.time(card.time, zone);
    const model = card.model === null ? make('i', {}, 'no model') : make('bdi', {}, card.model);
    const meta = make('span', { className: 'meta' },
      make('span', { className: 'when' }, make('span', { className: 'day' }, its === year ? `${day} ` : `${day} ${its} `), clock),
      make('span', { className: 'model', title: card.model || '' }, model),
      make('span', { className: 'tags' }, ...write.badges(card)),
      make('span', { className: 'numbers' },
        number('latency', write.seconds(card.latency), 'latency'), number('cost', write.money(card.cost), 'cost'), number('tokens', write.tokens(card), 'tokens', true)));
    const said = make('span', { className: 'said', dir: 'auto' });
    if (card.prompt) said.append(...llmobs.search.marks.marked(card.prompt, matches));
    else said.append(make('i', {}, 'no text was logged'));
    return [meta, said];
  }

  llmobs.explorer = { ...llmobs.explorer, row: { blank, content } };
})();
// Rows whose first words do not show why they match → a piece of the text that does, where it is cheap to look.
(function () {
  'use strict';
  const llmobs = (window.llmobs = window.llmobs || {});
  const { make } = llmobs;
  const { details, load, marks } = llmobs.search;

  /** Files of texts that may be opened for what is on the screen. */
  const FILES = 2;
  const LENGTH = 200;

  /** Instructions come last: they are the same in every row. */
  function piece(row, matches) {
    const sent = details.messages(row) || [];
    const said = sent.filter(({ role }) => role === 'user').map(({ content }) => details.content(content)).reverse();
    for (const text of [row.response, ...said, ...details.texts(row)]) {
      if (!text) continue;
      const found = marks.snippet(text, matches, LENGTH);
      if (found) return found;
    }
    return null;
  }

  /** `rows`: `[{ link, global }]` that are seen. `still()` tells whether they still are. */
  async function show(index, rows, matches, still) {
    const opened = new Set();
    for (const { link, global } of rows) {
      const said = link.querySelector('.said');
      if (!matches || !said || link.querySelector('mark')) continue;
      const segment = index.of(global);
      const name = details.fileOf(segment, global - segment.base);
      if (!load.peek(name) && !opened.has(name)) {
        if (opened.size === FILES) continue;
        opened.add(name);
      }
      const row = await details.row(segment, global - segment.base);
      if (!still()) return;
      const found = piece(row, matches);
      if (found) said.replaceChildren(make('span', { className: 'inside' }, ...marks.marked(found, matches)));
    }
  }

  llmobs.explorer = { ...llmobs.explorer, snippets: { show } };
})();
// Any number of results → a scrolling list of which only what can be seen is in the page.
(function () {
  'use strict';
  const llmobs = (window.llmobs = window.llmobs || {});
  const { make } = llmobs;

  /** Browsers cannot lay out boxes of any height; a longer list is scrolled through at another scale. */
  const TALLEST = 4e6;
  /** Rows beyond the edges that are there already, and rows there are at most: on paper the list would never end. */
  const [BEYOND, MOST] = [6, 60];

  /**
   * `fill(row, at)` gives a row its content and may do so later; `open(at)` is told what was chosen, `moved(at)` where the
   * keyboard is, `left()` when it leaves the list upwards; `near(first, last)` what is seen.
   */
  function list({ fill, href, open, moved, left, near }) {
    const rows = make('ol', { className: 'rows', role: 'list' });
    const view = make('div', { className: 'hits' }, rows);
    let length = 0;
    let height = 84;
    /** Pixels above what is seen, as if every row were laid out. */
    let top = 0;
    let scrolled = 0;
    let current = -1;
    /** Rows beyond the edges wait until what can be seen is there. */
    let beyond = 0;
    /** Row that Tab leads to. */
    let focus = 0;
    const made = new Map();

    const total = () => length * height;
    const laid = () => Math.min(total(), TALLEST);

    function row(at) {
      const link = make('a', { className: 'hit', href: href(at) });
      const element = make('li', { className: 'row', 'aria-setsize': String(length), 'aria-posinset': String(at + 1) }, link);
      link.addEventListener('click', (event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
        event.preventDefault();
        focus = at;
        open(at);
      });
      link.addEventListener('focus', () => {
        focus = at;
        reach();
      });
      fill(link, at);
      return { element, link };
    }

    function reach() {
      for (const [at, { link }] of made) link.tabIndex = at === focus ? 0 : -1;
    }

    /** Height that can be seen: the list may end below the window. */
    const visible = () => Math.min(view.clientHeight || 600, Math.max(height, window.innerHeight - view.getBoundingClientRect().top));

    function draw() {
      const seen = beyond ? view.clientHeight || 600 : visible();
      const first = Math.max(0, Math.floor(top / height) - beyond);
      const last = Math.min(length, first + MOST, Math.ceil((top + seen) / height) + beyond);
      const wanted = (at) => (at >= first && at < last) || (at === focus && at < length && made.get(at)?.link === document.activeElement);
      for (const [at, { element }] of made) {
        if (wanted(at)) continue;
        element.remove();
        made.delete(at);
      }
      for (let at = first; at < last; at += 1) {
        if (!made.has(at)) {
          const one = row(at);
          made.set(at, one);
          // In the order of the list, for those who hear it.
          const next = [...made.keys()].filter((other) => other > at).sort((a, b) => a - b)[0];
          rows.insertBefore(one.element, next === undefined ? null : made.get(next).element);
        }
      }
      const shift = scrolled - top;
      for (const [at, { element, link }] of made) {
        element.style.transform = `translateY(${at * height + shift}px)`;
        link.toggleAttribute('aria-current', at === current);
      }
      if (!made.has(focus)) focus = first;
      reach();
      near(Math.floor(top / height), Math.min(length, Math.ceil((top + seen) / height)));
      measure();
    }

    /** Rows are taller where there is less room; they are all alike. */
    function measure() {
      const real = made.values().next().value?.element.offsetHeight;
      if (!real || real === height) return;
      const at = top / height;
      height = real;
      rows.style.height = `${laid()}px`;
      scrollTo(at * height);
    }

    /** Brings `pixels` (as if all were laid out) to the upper edge. */
    function scrollTo(pixels) {
      const seen = view.clientHeight;
      top = Math.min(Math.max(0, pixels), Math.max(0, total() - seen));
      const share = total() > seen ? top / (total() - seen) : 0;
      scrolled = total() <= TALLEST ? top : share * (laid() - seen);
      view.scrollTop = scrolled;
      scrolled = view.scrollTop;
      draw();
    }

    view.addEventListener('scroll', () => {
      const [now, seen] = [view.scrollTop, view.clientHeight];
      if (now === scrolled) return;
      const step = now - scrolled;
      scrolled = now;
      if (total() <= TALLEST) top = now;
      else if (now <= 0) top = 0;
      else if (now >= laid() - seen - 1) top = total() - seen;
      // A turn of the wheel moves by rows, the scroll bar through everything.
      else if (Math.abs(step) < 2 * seen) top = Math.min(Math.max(0, top + step), total() - seen);
      else top = (now / (laid() - seen)) * (total() - seen);
      draw();
    }, { passive: true });

    /** Shows row `at` and gives it the focus if `grab`. */
    function go(at, grab = true) {
      if (!length) return;
      focus = Math.min(Math.max(at, 0), length - 1);
      const [from, to, seen] = [focus * height, (focus + 1) * height, view.clientHeight];
      if (from < top) scrollTo(from);
      else if (to > top + seen) scrollTo(to - seen);
      else draw();
      if (grab) made.get(focus)?.link.focus({ preventScroll: true });
      reach();
    }

    view.addEventListener('keydown', (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const page = Math.max(1, Math.floor(view.clientHeight / height) - 1);
      const steps = { ArrowDown: 1, ArrowUp: -1, PageDown: page, PageUp: -page, Home: -length, End: length };
      const step = steps[event.key];
      if (step === undefined) return;
      event.preventDefault();
      if (step === -1 && focus === 0) return left();
      go(focus + step);
      return moved(focus);
    });

    new ResizeObserver(() => (length ? scrollTo(top) : undefined)).observe(view);

    return {
      element: view,
      /** Other results: `count` of them, from the top unless `stay`. */
      reset(count, stay = false) {
        // Who was in the list while another one came stays in it.
        const inside = view.contains(document.activeElement);
        length = count;
        for (const { element } of made.values()) element.remove();
        made.clear();
        rows.style.height = `${laid()}px`;
        view.classList.toggle('short', count * height < 400);
        beyond = 0;
        if (!stay) [focus, current] = [0, -1];
        scrollTo(stay ? top : 0);
        if (inside) this.go(focus);
      },
      go,
      /** Makes rows beyond the edges, too. */
      widen() {
        beyond = BEYOND;
        draw();
      },
      /** More rows at the end. */
      grow(count) {
        if (count === length) return;
        length = count;
        rows.style.height = `${laid()}px`;
        for (const { element } of made.values()) element.setAttribute('aria-setsize', String(length));
        draw();
      },
      /** Marks the row that is open. */
      mark(at) {
        current = at;
        draw();
      },
      focused: () => focus,
      length: () => length,
      /** Gives what is in the page its content again. */
      again() {
        for (const [at, { link }] of made) fill(link, at);
      },
    };
  }

  llmobs.explorer = { ...llmobs.explorer, list };
})();
// Counts of names among the results → groups to choose from. A group's column is only loaded while it is open.
(function () {
  'use strict';
  const llmobs = (window.llmobs = window.llmobs || {});
  const { make, format, tell } = llmobs;

  /** Column → its word, and the field of the query that chooses one; the others are chosen in the filter bar. */
  const GROUPS = [
    { column: 'status', word: 'Status', field: 'status', open: true },
    { column: 'error_type', word: 'Kind of error', field: 'error' },
    { column: 'model', word: 'Model', open: true },
    { column: 'provider', word: 'Provider' },
    { column: 'category', word: 'Category' },
    { column: 'app', word: 'App' },
    { column: 'hallucinated', word: 'Hallucinated', field: 'hallucinated' },
    { column: 'feedback', word: 'Feedback', field: 'feedback' },
  ];
  /** Names shown before one asks for more. */
  const FEW = 8;
  /** What null means in the words of a query. */
  const NULLS = { hallucinated: 'unknown', feedback: 'none' };

  /** `chosen(group)` → names in force; `choose(group, name, on)` and `exclude(group, name)` change them; `ask(group)` counts. */
  function side({ chosen, choose, exclude, ask }) {
    const groups = GROUPS.map((group) => ({ ...group, all: false }));

    function entry(group, { name, n }, most) {
      const on = chosen(group).includes(name);
      const label = make('span', { className: 'name' }, name === null ? make('i', {}, NULLS[group.column] || 'not logged') : tell.name(name));
      const tick = make('button', { type: 'button', className: 'value', 'aria-pressed': String(on), title: name === null ? '' : name }, label, make('span', { className: 'count' }, format.count(n)));
      tick.style.setProperty('--share', `${Math.max(1, (100 * n) / most)}%`);
      tick.addEventListener('click', () => choose(group, name, !on));
      const children = [tick];
      if (name !== null && !on) {
        const not = make('button', { type: 'button', className: 'not', title: `Without ${name}`, 'aria-label': `Without ${name}` }, '−');
        not.addEventListener('click', () => exclude(group, name));
        children.push(not);
      }
      return make('li', {}, ...children);
    }

    function draw(group, counted) {
      const missing = chosen(group).filter((name) => !counted.some((one) => one.name === name)).map((name) => ({ name, n: 0 }));
      const all = [...counted, ...missing];
      const some = group.all ? all : all.slice(0, FEW);
      const most = Math.max(1, ...all.map(({ n }) => n));
      const items = some.map((one) => entry(group, one, most));
      if (some.length < all.length) {
        const more = make('button', { type: 'button', className: 'rest' }, `${all.length - some.length} more`);
        more.addEventListener('click', () => {
          group.all = true;
          draw(group, counted);
        });
        items.push(make('li', {}, more));
      }
      if (!items.length) items.push(make('li', { className: 'none' }, 'none'));
      group.body.replaceChildren(...items);
    }

    async function refresh(group) {
      if (!group.details.open) return;
      const counted = await ask(group);
      if (counted) draw(group, counted);
    }

    for (const group of groups) {
      group.body = make('ul', {}, make('li', { className: 'none' }, '…'));
      group.details = make('details', { className: 'facet', open: Boolean(group.open) }, make('summary', {}, group.word), group.body);
      group.details.addEventListener('toggle', () => refresh(group));
    }
    const button = make('button', { type: 'button', className: 'unfold', 'aria-expanded': 'false', 'aria-controls': 'facets' }, 'Narrow down');
    const box = make('div', { id: 'facets', className: 'facets' }, ...groups.map(({ details }) => details));
    button.addEventListener('click', () => button.setAttribute('aria-expanded', String(box.classList.toggle('open'))));
    const element = make('aside', { className: 'side', 'aria-label': 'Narrow down' }, button, box);
    return {
      element,
      /** Counts again; groups with nothing to choose from are left out: a failure has a kind, or there is none. */
      async render(index) {
        for (const group of groups) {
          const names = new Set(index.segments.flatMap((segment) => segment.names[group.column] || []));
          const few = group.column === 'error_type' ? 1 : 2;
          group.details.hidden = names.size < few && chosen(group).length === 0;
        }
        for (const group of groups) if (!group.details.hidden) await refresh(group);
      },
    };
  }

  llmobs.explorer = { ...llmobs.explorer, side };
})();
// Results along time → small bars; a click on one shows its days.
(function () {
  'use strict';
  const llmobs = (window.llmobs = window.llmobs || {});
  const { make, format } = llmobs;
  const SVG = 'http://www.w3.org/2000/svg';
  const [WIDTH, HEIGHT] = [720, 44];

  const node = (tag, given, ...children) => {
    const element = document.createElementNS(SVG, tag);
    for (const [name, value] of Object.entries(given)) element.setAttribute(name, value);
    element.append(...children);
    return element;
  };
  const hour = (at) => new Date(at * 3600e3).toISOString();
  const day = (at) => hour(at).slice(0, 10);

  function label(from, to) {
    if (to - from < 24) return `${day(from)} ${hour(from).slice(11, 16)}`;
    return day(from) === day(to - 1) ? day(from) : `${day(from)} to ${day(to - 1)}`;
  }

  /** `choose(first, last)`, in days, when bars are clicked. */
  function timeline(choose) {
    const drawing = node('svg', { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, preserveAspectRatio: 'none', role: 'img' });
    const ends = make('p', { className: 'ends' });
    const tip = make('p', { className: 'tip', 'aria-hidden': 'true' });
    const element = make('div', { className: 'timeline', hidden: true }, drawing, ends, tip);
    let shown = null;

    function bar(event) {
      if (!shown) return null;
      const box = drawing.getBoundingClientRect();
      const at = Math.floor(((event.clientX - box.left) / box.width) * shown.bars.length);
      const from = shown.from + at * shown.step;
      return shown.bars[at] ? { ...shown.bars[at], from, to: from + shown.step } : null;
    }

    drawing.addEventListener('pointermove', (event) => {
      const one = bar(event);
      tip.textContent = one ? `${label(one.from, one.to)}: ${format.count(one.n)} of ${format.count(one.of)}` : '';
    });
    drawing.addEventListener('pointerleave', () => { tip.textContent = ''; });
    drawing.addEventListener('click', (event) => {
      const one = bar(event);
      if (one) choose(day(one.from), day(one.to - 1));
    });
    return {
      element,
      render(found) {
        shown = found && found.bars.length > 1 ? found : null;
        element.hidden = !shown;
        if (!shown) return;
        const { bars, step, from } = shown;
        const most = Math.max(1, ...bars.map(({ n }) => n));
        const width = WIDTH / bars.length;
        const gap = Math.min(1.5, width / 4);
        const path = bars.map(({ n }, i) => {
          const height = n === 0 ? 0 : Math.max(1.5, (n / most) * (HEIGHT - 2));
          return height ? `M${(i * width).toFixed(2)} ${HEIGHT}v${-height.toFixed(2)}h${(width - gap).toFixed(2)}v${height.toFixed(2)}z` : '';
        }).join('');
        drawing.replaceChildren(node('path', { d: path }));
        const end = from + bars.length * step;
        const peak = bars.reduce((best, { n }, i) => (n > bars[best].n ? i : best), 0);
        drawing.setAttribute('aria-label', `Results over time, ${label(from, from + step)} to ${label(end - step, end)}; most on ${label(from + peak * step, from + (peak + 1) * step)}: ${bars[peak].n}`);
        ends.replaceChildren(make('span', {}, label(from, from + step)), make('span', {}, label(end - step, end)));
      },
    };
  }

  llmobs.explorer = { ...llmobs.explorer, timeline };
})();
// What groundedness did not find in the context of a response (or what stands for it) → its sentences, marked where they stand.
(function () {
  'use strict';
  const llmobs = (window.llmobs = window.llmobs || {});
  const { make, format } = llmobs;

  /** `[[from, to], …]` of a column that holds JSON; none where it does not. */
  function parsed(column) {
    try {
      const list = typeof column === 'string' ? JSON.parse(column) : column;
      const pair = (one) => Array.isArray(one) && one.length === 2 && one.every(Number.isInteger);
      return Array.isArray(list) ? list.filter(pair) : [];
    } catch {
      return [];
    }
  }

  /** Sentences in `text` as [from, to) of its code units, and those that are not in it, as they were told (characters). */
  function of(row, text) {
    const told = parsed(row.unsupported).sort((a, b) => a[0] - b[0]);
    if (told.length === 0) return { found: [], lost: [] };
    // The store counts characters, and a text here has two units for some of them.
    const at = [];
    let unit = 0;
    for (const character of text) {
      at.push(unit);
      unit += character.length;
    }
    at.push(unit);
    const fits = ([from, to]) => from >= 0 && from < to && to < at.length;
    return { found: told.filter(fits).map(([from, to]) => [at[from], at[to]]), lost: told.filter((one) => !fits(one)) };
  }

  /** A piece of a text that begins at `at`, as nodes; `inside` makes nodes of a part of it. */
  function marked(piece, at, found, inside) {
    const nodes = [];
    let done = 0;
    for (const [from, to] of found) {
      const [start, end] = [Math.max(done, from - at), Math.min(piece.length, to - at)];
      if (start >= end) continue;
      if (start > done) nodes.push(...inside(piece.slice(done, start)));
      nodes.push(make('u', { className: 'unsupported', title: 'Not found in what it should rest on' }, ...inside(piece.slice(start, end))));
      done = end;
    }
    if (done < piece.length) nodes.push(...inside(piece.slice(done)));
    return nodes;
  }

  /** What a response was looked for in, by `grounded_in`. */
  const PLACES = { prompt: 'the text in the prompt', tools: 'what tools gave back' };

  const sentences = (n) => `${format.count(n)} ${n === 1 ? 'sentence' : 'sentences'}`;

  /** What the marks mean; and where the sentences are that cannot be marked. */
  function note(row, found, lost) {
    const where = PLACES[row.grounded_in] ?? 'the context';
    const lines = [];
    if (found.length) {
      lines.push(make('p', { className: 'doubted' }, make('u', { className: 'unsupported' }, sentences(found.length)),
        ` of this response ${found.length === 1 ? 'is' : 'are'} hardly found in ${where}. That is no proof of an error.`));
    }
    if (lost.length) {
      const places = lost.map(([from, to]) => `characters ${format.count(from + 1)} to ${format.count(to)}`).join('; ');
      lines.push(make('p', { className: 'doubted lost' }, `Hardly found in ${where}, and not in the text as it is shown: ${sentences(lost.length)} (${places}).`));
    }
    return lines;
  }

  llmobs.explorer = { ...llmobs.explorer, doubts: { of, marked, note } };
})();
// Texts of an interaction → blocks to read: a conversation by its speakers, code as code, long texts folded, matches marked.
(function () {
  'use strict';
  const llmobs = (window.llmobs = window.llmobs || {});
  const { make, format } = llmobs;
  const { marks, details } = llmobs.search;
  const { doubts } = llmobs.explorer;

  /** A text longer than this is folded to its beginning. */
  const [LONG, LINES] = [1400, 18];
  /** Instructions are the same every time and rarely what one looks for. */
  const QUIET = new Set(['system', 'developer', 'tool', 'function']);
  const SHORT = 280;

  /** [text, isCode, where it begins] pieces of a text with fences (```). */
  function pieces(text) {
    let next = 0;
    return text.split(/^```/m).map((piece, i) => {
      const code = i % 2 === 1;
      const skipped = (piece.match(code ? /^[^\n]*\n/ : /^\n+/) || [''])[0].length;
      const at = next + skipped;
      next += piece.length + 3;
      return [piece.slice(skipped).replace(code ? /\n$/ : /\n+$/, ''), code, at];
    }).filter(([piece]) => piece !== '');
  }

  const looksLikeCode = (text) => /^\s*[[{]/.test(text) && /[\]}]\s*$/.test(text);

  function block(text, code, matches, at, doubted) {
    const inside = doubts.marked(text, at, doubted, (part) => marks.marked(part, matches));
    return code ? make('pre', { dir: 'ltr', tabIndex: 0 }, make('code', {}, ...inside)) : make('p', { className: 'prose', dir: 'auto' }, ...inside);
  }

  const blocks = (text, matches, doubted) => (looksLikeCode(text) ? [block(text, true, matches, 0, doubted)]
    : pieces(text).map(([piece, code, at]) => block(piece, code, matches, at, doubted)));

  /** Where a text is cut, not within a character of two halves; its whole length if it is short. */
  function cut(text, most) {
    let at = Math.min(most, text.length);
    let line = -1;
    for (let i = 0; i < LINES && (line = text.indexOf('\n', line + 1)) >= 0; i += 1);
    if (line >= 0) at = Math.min(at, line);
    if (/[\ud800-\udbff]/.test(text[at - 1] || '')) at -= 1;
    return text.length - at < 200 && at > 400 ? text.length : at;
  }

  /** A text of any length; a long one shows its beginning and a button for the rest. */
  function long(text, matches, most = LONG, doubted = []) {
    const at = cut(text, most);
    const box = make('div', { className: 'text' }, ...blocks(text.slice(0, at), matches, doubted));
    if (at >= text.length) return [box];
    const below = matches ? marks.places(text, matches, 1000).filter(([from]) => from >= at).length : 0;
    const words = `Show all ${format.count(text.length)} characters${below ? `, ${below === 1 ? '1 more match' : `${below} more matches`}` : ''}`;
    const button = make('button', { type: 'button', className: 'more' }, words);
    box.classList.add('cut');
    button.addEventListener('click', () => {
      box.classList.remove('cut');
      box.replaceChildren(...blocks(text, matches, doubted));
      button.remove();
    });
    return [box, button];
  }

  function turn(role, name, text, matches, most, doubted) {
    const who = make('h3', {}, role, ...(name ? [' ', make('bdi', {}, name)] : []));
    return make('section', { className: `turn of-${role.toLowerCase().replace(/[^a-z]/g, '') || 'other'}` }, who, ...long(text, matches, most, doubted));
  }

  /** What a message says besides its text: calls of tools, as they were sent. */
  function calls(message) {
    const given = message.tool_calls || message.function_call;
    return given ? JSON.stringify(given, null, 2) : '';
  }

  const title = (role) => (role ? role[0].toUpperCase() + role.slice(1) : 'Message');

  /** The conversation of `row`: what was sent, what came back, and what it should rest on. */
  function conversation(row, matches) {
    const sent = details.messages(row);
    const turns = sent
      ? sent.map((one) => {
        const role = String(one.role || '').slice(0, 40);
        const text = [details.content(one.content), calls(one)].filter(Boolean).join('\n\n');
        return turn(title(role), one.name && String(one.name), text || '–', matches, QUIET.has(role) ? SHORT : LONG);
      })
      : row.prompt ? [turn('User', null, String(row.prompt), matches, LONG)] : [];
    if (row.response) {
      const text = String(row.response);
      const { found, lost } = doubts.of(row, text);
      const told = turn('Assistant', null, text, matches, LONG, found);
      told.append(...doubts.note(row, found, lost));
      turns.push(told);
    }
    if (row.error_message) turns.push(turn('Error', null, String(row.error_message), matches, LONG));
    if (row.context) turns.push(turn('Context', null, String(row.context), matches, SHORT));
    if (row.feedback_comment) turns.push(turn('Feedback', null, String(row.feedback_comment), matches, LONG));
    return turns.length ? turns : [make('p', { className: 'missing' }, 'No text was logged for this interaction.')];
  }

  llmobs.explorer = { ...llmobs.explorer, texts: { conversation, long } };
})();
// Tokens of a call and what its price entry charges → the sum of its cost. Twin of src/interactions/cost/{usage,rates}.rs,
// for people to read; the cost itself is the stored one.
(function () {
  'use strict';
  const llmobs = (window.llmobs = window.llmobs || {});

  const known = (count) => (typeof count === 'number' && count >= 0 ? count : null);

  /** Tokens in classes that do not overlap; null without an input count. */
  function classes(row) {
    const [input, output] = [known(row.input_tokens), known(row.output_tokens)];
    if (input === null) return null;
    const read = known(row.cache_read_tokens) ?? 0;
    const written = known(row.cache_creation_tokens) ?? 0;
    const hour = Math.min(known(row.cache_creation_1h_tokens) ?? 0, written);
    const reasoning = Math.min(known(row.reasoning_tokens) ?? 0, output ?? 0);
    const uncached = read + written > input ? input : input - read - written;
    return { uncached, read, write: written - hour, hour, visible: (output ?? 0) - reasoning, reasoning };
  }

  /** US dollars per million tokens; with tiers, those of the highest one that the input is above. */
  function at(rate, input) {
    if (typeof rate === 'number') return rate;
    return [...rate.tiers].reverse().find(({ start }) => input > start)?.price ?? rate.base;
  }

  /** `{ lines: [{ label, n, rate, usd }], usd }`; null where tokens or prices are not known. */
  function arithmetic(row, prices) {
    const price = prices?.[row.price_entry];
    const n = classes(row);
    if (!price?.usd || !n) return null;
    const { usd } = price;
    const size = n.uncached + n.read + n.write + n.hour;
    const lines = [
      ['Input', n.uncached, usd.input_mtok],
      ['Input read from cache', n.read, usd.cache_read_mtok ?? usd.input_mtok],
      ['Input written to cache', n.write, usd.cache_write_mtok ?? usd.input_mtok],
      ['Input written to cache for an hour', n.hour, usd.cache_write_1h_mtok ?? usd.cache_write_mtok ?? usd.input_mtok],
      ['Output', n.visible, usd.output_mtok],
      ['Reasoning', n.reasoning, usd.output_reasoning_mtok ?? usd.output_mtok],
    ].filter(([, tokens, rate]) => tokens > 0 && rate !== undefined && rate !== null)
      .map(([label, tokens, rate]) => ({ label, n: tokens, rate: at(rate, size), usd: (tokens * at(rate, size)) / 1e6 }));
    if (usd.requests_kcount) lines.push({ label: 'The call itself', n: null, rate: null, usd: usd.requests_kcount / 1000 });
    const whole = lines.reduce((sum, line) => sum + line.usd, 0);
    if (price.discount) lines.push({ label: `Discount of ${price.discount} %`, n: null, rate: null, usd: (-whole * price.discount) / 100 });
    return lines.length ? { lines, usd: lines.reduce((sum, line) => sum + line.usd, 0) } : null;
  }

  llmobs.explorer = { ...llmobs.explorer, arithmetic };
})();
// What is known of an interaction beside its texts → tables: every column with how it was made, the sum of its cost, scores.
(function () {
  'use strict';
  const llmobs = (window.llmobs = window.llmobs || {});
  const { make, format } = llmobs;
  const { write } = llmobs.explorer;

  /** Shown as texts above. */
  const TEXTS = new Set(['prompt', 'messages', 'response', 'context', 'error_message', 'feedback_comment', 'scores']);

  /** Columns of the store are in US dollars, whatever the page shows. */
  const dollars = (usd) => format.usd(usd).replace(format.SYMBOL, '$');

  const seconds = (name) => /(^|_)(latency|duration|time_to_first_token)_ms$/.test(name);

  /** A value as people read it, with its unit where the column's name says it. */
  function value(name, it) {
    if (typeof it === 'boolean') return it ? 'yes' : 'no';
    if (typeof it === 'number') {
      if (/_usd$/.test(name)) return dollars(it);
      if (seconds(name)) return format.milliseconds(it);
      if (Number.isInteger(it)) return /tokens|words|count|length/.test(name) ? format.count(it) : String(it);
      return format.number(it);
    }
    return typeof it === 'string' ? it : JSON.stringify(it);
  }

  const cell = (name, it) => make('td', {}, typeof it === 'string' || (it && typeof it === 'object') ? make('bdi', { className: 'any' }, value(name, it)) : value(name, it));

  /** Every column that has a value. */
  function columns(row, made) {
    const known = Object.entries(row).filter(([name, it]) => !TEXTS.has(name) && it !== null && it !== undefined);
    const lines = known.map(([name, it]) => make('tr', {}, make('th', { scope: 'row' }, make('code', {}, name)), cell(name, it),
      make('td', { className: 'how' }, ...write.prose(made[name] || ''))));
    const head = ['Column', 'Value', 'How it is made'].map((word) => make('th', { scope: 'col' }, word));
    return make('table', { className: 'columns' }, make('caption', { className: 'hidden-text' }, 'All columns'),
      make('thead', {}, make('tr', {}, ...head)), make('tbody', {}, ...lines));
  }

  /** How a cost comes from tokens and rates, as a table; null where it is not known. */
  function cost(row, prices) {
    const sum = llmobs.explorer.arithmetic(row, prices);
    if (!sum) return null;
    const number = (text) => make('td', { className: 'num' }, text);
    const body = sum.lines.map(({ label, n, rate, usd }) => make('tr', {}, make('th', { scope: 'row' }, label),
      number(n === null ? '' : format.count(n)), number(rate === null ? '' : `× ${dollars(rate)} a million`), number(dollars(usd))));
    body.push(make('tr', { className: 'sum' }, make('th', { scope: 'row' }, 'Sum'), make('td'), make('td'), number(dollars(sum.usd))));
    return make('table', { className: 'cost-sum' }, make('caption', {}, 'Price ', make('bdi', {}, row.price_entry), ', in US dollars'), make('tbody', {}, ...body));
  }

  function scores(list) {
    if (!Array.isArray(list) || !list.length) return null;
    const lines = list.map((one) => make('tr', {}, ...['name', 'value', 'source', 'comment'].map((key) => {
      const it = one[key] ?? '';
      return make(key === 'name' ? 'th' : 'td', key === 'name' ? { scope: 'row' } : {}, typeof it === 'number' ? format.number(it) : make('bdi', {}, String(it)));
    })));
    const head = ['Score', 'Value', 'Source', 'Comment'].map((word) => make('th', { scope: 'col' }, word));
    return make('table', { className: 'scores' }, make('caption', { className: 'hidden-text' }, 'Scores'), make('thead', {}, make('tr', {}, ...head)), make('tbody', {}, ...lines));
  }

  /** What one wants to know first: `[label, text]`. */
  function first(card, row) {
    return [
      ['Latency', write.seconds(card.latency)],
      ['First token', typeof row.time_to_first_token_ms === 'number' ? format.milliseconds(row.time_to_first_token_ms) : null],
      ['Cost', write.money(card.cost)],
      ['Similarity', typeof row.similarity === 'number' ? format.number(row.similarity) : null],
      ['Input', typeof card.input_tokens === 'number' ? `${format.count(card.input_tokens)} tokens` : null],
      ['Output', typeof card.output_tokens === 'number' ? `${format.count(card.output_tokens)} tokens` : null],
      ['Category', card.category],
      ['Provider', card.provider],
      ['App', card.app],
    ].filter(([, text]) => text !== null && text !== undefined);
  }

  llmobs.explorer = { ...llmobs.explorer, facts: { columns, cost, scores, first } };
})();
// One interaction, whole: a panel beside the results, the whole screen on a phone.
(function () {
  'use strict';
  const llmobs = (window.llmobs = window.llmobs || {});
  const { make, format } = llmobs;
  const { details, load } = llmobs.search;
  const { write, texts, facts } = llmobs.explorer;

  /** Neighbours of a session or trace that are listed. */
  const NEAR = 12;

  const button = (text, label, does) => {
    const one = make('button', { type: 'button', 'aria-label': label, title: label }, text);
    one.addEventListener('click', () => does(one));
    return one;
  };

  /** Says on the button that it is done, for a moment. */
  function say(one, text) {
    const before = one.textContent;
    one.textContent = text;
    setTimeout(() => { one.textContent = before; }, 1500);
  }

  async function copy(text) {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      // A page from disk may be refused the clipboard; the old way needs a selection.
      const area = make('textarea', { value: text, className: 'hidden-text' });
      document.body.append(area);
      area.select();
      document.execCommand('copy');
      area.remove();
    }
  }

  /** `bar` lends `close()`, `step(by)`, `reach(by)` (whether there is one), `go(segment, doc)`, `link(row)` and `ask(field, value)`. */
  function detail(bar) {
    const element = make('article', { className: 'detail', hidden: true, tabIndex: -1, 'aria-label': 'Interaction' });
    let newest = 0;

    function head(card, row, zone) {
      const { day, year, clock } = write.time(card.time, zone);
      const [back, on] = [button('↑', 'Previous', () => bar.step(-1)), button('↓', 'Next', () => bar.step(1))];
      [back.disabled, on.disabled] = [!bar.reach(-1), !bar.reach(1)];
      const tools = make('div', { className: 'tools' }, back, on,
        button('Link', 'Copy the link to this interaction', (one) => copy(bar.link(row)).then(() => say(one, 'Copied'))),
        button('Copy', 'Copy prompt and answer', (one) => copy(details.texts(row).join('\n\n')).then(() => say(one, 'Copied'))),
        button('JSON', 'Download everything as JSON', () => llmobs.table.save(`${String(row.id || 'interaction').replace(/[^\w.-]+/g, '_').slice(0, 80)}.json`,
          new Blob([JSON.stringify(row, null, 2)], { type: 'application/json' }))),
        button('×', 'Close', bar.close));
      const name = card.model === null ? make('i', {}, 'no model') : make('bdi', {}, card.model);
      const title = make('div', { className: 'title' }, make('h2', {}, name), make('p', { className: 'when' }, `${day} ${year}, ${clock}`, ' ', ...write.badges(card)));
      const known = facts.first(card, row).flatMap(([label, text]) => [make('div', {}, make('dt', {}, label), make('dd', {}, make('bdi', {}, text)))]);
      return [make('header', {}, tools, title), make('dl', { className: 'first' }, ...known)];
    }

    const folded = (title, content, open = false) => make('details', { className: 'fold-of', open }, make('summary', {}, title), ...content);

    /** Others with the same session or trace, around this one in time. */
    async function neighbours(index, field, value, here) {
      const found = await llmobs.search.index.search(index, [llmobs.search.query.field(field, value)], { order: 'newest' });
      if (found.docs.length < 2) return null;
      const at = found.docs.indexOf(here);
      const from = Math.max(0, Math.min(at - Math.floor(NEAR / 2), found.docs.length - NEAR));
      const some = [...found.docs.slice(from, from + NEAR)].reverse();
      const items = await Promise.all(some.map(async (global) => {
        const segment = index.of(global);
        const card = await details.card(segment, global - segment.base);
        const one = make('button', { type: 'button', className: 'near', 'aria-current': String(global === here), dir: 'auto' },
          make('span', { className: 'when' }, write.time(card.time, index.root.zone).clock), ' ', card.prompt || 'no text was logged');
        one.addEventListener('click', () => bar.go(global));
        return make('li', {}, one);
      }));
      const all = make('button', { type: 'button' }, `All ${format.count(found.docs.length)} of this ${field}`);
      all.addEventListener('click', () => bar.ask(field, value));
      return make('section', { className: 'nears' }, make('h3', {}, `Same ${field} `, make('bdi', {}, value)), make('ol', {}, ...items), all);
    }

    async function show(index, global, matches) {
      newest += 1;
      const mine = newest;
      const segment = index.of(global);
      const doc = global - segment.base;
      if (!load.peek(details.fileOf(segment, doc)) && element.hidden) element.replaceChildren(make('p', { className: 'missing', role: 'status' }, 'Loading …'));
      element.hidden = false;
      const [card, row] = await Promise.all([details.card(segment, doc), details.row(segment, doc)]);
      if (mine !== newest) return null;
      const { prices = {}, made = {}, zone } = index.root;
      const sum = facts.cost(row, prices);
      const scores = facts.scores(row.scores);
      const others = make('div', { className: 'others' });
      element.replaceChildren(...head(card, row, zone), make('div', { className: 'conversation' }, ...texts.conversation(row, matches)),
        ...(scores ? [folded('Scores', [scores], true)] : []), others,
        ...(sum ? [folded('How the cost is made', [sum])] : []),
        folded('Every column, and how it is made', [make('div', { className: 'scroll', tabIndex: 0, role: 'region', 'aria-label': 'All columns' }, facts.columns(row, made))]));
      element.scrollTop = 0;
      const groups = [['session', row.session_id], ['trace', row.trace_id]].filter(([, value]) => value);
      Promise.all(groups.map(([field, value]) => neighbours(index, field, String(value), global))).then((found) => {
        if (mine === newest) others.replaceChildren(...found.filter(Boolean));
      }).catch(() => undefined);
      return row;
    }

    function hide() {
      newest += 1;
      element.hidden = true;
      element.replaceChildren();
    }

    return { element, show, hide };
  }

  llmobs.explorer = { ...llmobs.explorer, detail };
})();
// The list of results → a CSV file, made a part at a time, so that the page stays alive and a million rows do not fill it.
(function () {
  'use strict';
  const llmobs = (window.llmobs = window.llmobs || {});
  const { details } = llmobs.search;

  /** Rows put together before they are written down. */
  const PART = 50000;
  const COLUMNS = ['time', 'provider', 'model', 'category', 'app', 'status', 'error_type', 'hallucinated', 'feedback', 'latency', 'cost', 'input_tokens', 'output_tokens', 'prompt'];
  const HEADINGS = { latency: 'latency_s', cost: 'cost_usd', prompt: 'prompt_beginning' };
  const columns = COLUMNS.map((name) => ({ name: HEADINGS[name] || name }));

  const values = (card) => COLUMNS.map((name) => (name === 'time' ? new Date(card.time).toISOString() : card[name] ?? null));
  const csv = (rows) => llmobs.table.csv({ columns, rows });
  const HEAD = csv([]);

  /** Gives a Blob, or null if `stopped()`; `told(share)` hears how far it is. */
  async function make(index, docs, told, stopped) {
    const parts = [HEAD];
    for (let from = 0; from < docs.length; from += PART) {
      const some = docs.slice(from, from + PART);
      // Read in the order of the files, written in the order of the list.
      const places = Uint32Array.from(some, (_, i) => i).sort((a, b) => some[a] - some[b]);
      const rows = Array(some.length);
      for (let i = 0; i < places.length; i += 1) {
        const segment = index.of(some[places[i]]);
        rows[places[i]] = values(await details.card(segment, some[places[i]] - segment.base));
        if (i % 2000 === 0) {
          told((from + i) / docs.length);
          await new Promise((next) => { setTimeout(next); });
          if (stopped()) return null;
        }
      }
      parts.push(csv(rows).slice(HEAD.length));
    }
    return new Blob(parts, { type: 'text/csv;charset=utf-8' });
  }

  /** Makes `button` save what `current()` gives (`{ index, docs }`); a second click stops it. */
  function attach(button, current) {
    const name = button.textContent;
    let running = false;
    button.addEventListener('click', async () => {
      if (running) {
        running = false;
        return;
      }
      const now = current();
      if (!now) return;
      running = true;
      const told = (share) => { button.textContent = `Stop (${Math.floor(100 * share)} %)`; };
      try {
        const blob = await make(now.index, now.docs, told, () => !running);
        if (blob) llmobs.table.save('interactions.csv', blob);
      } finally {
        running = false;
        button.textContent = name;
      }
    });
  }

  llmobs.explorer = { ...llmobs.explorer, exporting: { attach } };
})();
// When there is nothing to show → why, and what to do about it.
(function () {
  'use strict';
  const llmobs = (window.llmobs = window.llmobs || {});
  const { make, format } = llmobs;
  const { asking, write: { prose } } = llmobs.explorer;

  /** Fields whose values people paste without saying what they are. */
  const IDS = ['id', 'trace', 'session', 'user'];

  const sentence = (...nodes) => make('div', { className: 'nothing' }, ...nodes);

  /** The index is not there (`error`), or nothing is in it (`root` may say why). */
  function without(error, root) {
    const why = error ? `Its index could not be opened: ${error.message}. It may have been copied only in part.`
      : root.total > 0 ? `None of its ${format.count(root.total)} interactions was published: ${root.why.split(';')[0]}.` : 'There is no interaction in it yet.';
    return sentence(make('h2', {}, 'There is nothing to search in this report'), make('p', {}, ...prose(why)),
      make('p', {}, ...prose('`llmobs build-site` writes it anew; the folder has to be copied as a whole.')));
  }

  /** A single word that is the name of something: the term that finds it, else null. */
  async function meant(index, terms) {
    const words = terms.filter(({ kind }) => kind === 'word' || kind === 'phrase');
    if (words.length !== 1 || words[0].negative || words[0].text.length < 3) return null;
    const others = terms.filter((one) => one !== words[0]);
    for (const field of IDS) {
      const term = llmobs.search.query.field(field, words[0].text);
      const { docs } = await llmobs.search.index.search(index, [...others, term]);
      if (docs.length) return { term, field, others, text: words[0].text };
    }
    return null;
  }

  /** The parts of a search that can be left out: every term of `text`, and the filters together. */
  function parts({ terms }, text, ask) {
    const typed = llmobs.search.query.parse(text).terms.map((one) => ({
      label: text.slice(one.from, one.to),
      own: ({ kind, from, to }) => kind === one.kind && from === one.from && to === one.to,
      drop: () => ask(asking.without(text, [one])),
    }));
    const ofBar = ({ kind }) => kind === 'names' || kind === 'hours';
    return terms.some(ofBar) ? [...typed, { label: 'the filters', own: ofBar, drop: llmobs.filters.clear }] : typed;
  }

  /** What would be found without each part of a search for `text`: buttons that leave it out, the most first. */
  async function loosen(result, text, ask) {
    const found = await Promise.all(parts(result, text, ask).map(async (part) => {
      const { docs } = await llmobs.search.index.search(result.index, result.terms.filter((one) => !part.own(one)));
      return { ...part, n: docs.length };
    }));
    const useful = found.filter(({ n }) => n > 0).sort((a, b) => b.n - a.n);
    const items = useful.map(({ label, n, drop }) => {
      const one = make('button', { type: 'button' }, 'Without ', make('bdi', {}, label), `: ${format.count(n)}`);
      one.addEventListener('click', drop);
      return make('li', {}, one);
    });
    const rest = items.length ? make('ul', {}, ...items) : make('p', {}, 'Take away several words or filters, or look at the spelling.');
    return sentence(make('h2', {}, 'Nothing matches'), rest);
  }

  llmobs.explorer = { ...llmobs.explorer, nothing: { without, loosen, meant } };
})();
// A search that was made → what is seen of it: the number, the rows, their order, and what is still being looked at.
(function () {
  'use strict';
  const llmobs = (window.llmobs = window.llmobs || {});
  const { make, format } = llmobs;
  const { details, phrases, rank, load } = llmobs.search;
  const { row, snippets, write } = llmobs.explorer;

  /** Rows that are confirmed before the first are shown, and files of texts that are opened without being asked. */
  const [SCREEN, FILES] = [20, 16];

  /** `on`: `between`, an element above the rows, `href(global)`, `open(at)`, `moved(at)`, `left()`, `order(name)`. */
  function results(on) {
    let result = null;
    let matches = null;
    let looking = null;
    /** Rows that are being filled, until the first are seen. */
    let filling = null;

    const count = make('p', { className: 'found', role: 'status' });
    const select = make('select', { 'aria-label': 'Order' });
    select.addEventListener('change', () => on.order(select.value));
    const csv = make('button', { type: 'button' }, 'CSV');
    const head = make('div', { className: 'head' }, count, make('div', { className: 'choose' }, make('div', { className: 'compare' }, select), csv));
    const partly = make('p', { className: 'partly', hidden: true });
    const more = make('p', { className: 'checking', hidden: true });
    const empty = make('div', { className: 'instead' });

    function fill(link, at) {
      const now = result;
      const global = now.docs[at];
      const segment = now.index.of(global);
      if (!link.firstChild) link.replaceChildren(...row.blank());
      const filled = details.card(segment, global - segment.base).then((card) => {
        if (now === result) link.replaceChildren(...row.content(card, now.index, matches));
      }).catch((error) => { link.textContent = error.message; });
      filling?.push(filled);
    }

    function near(first, last) {
      if (result && result.at < result.docs.length && last + SCREEN > result.kept) check(result, last + 2 * SCREEN);
      clearTimeout(looking);
      const now = result;
      looking = setTimeout(() => {
        if (now !== result) return;
        const rows = [...list.element.querySelectorAll('.row')].map((one) => ({ link: one.firstChild, at: Number(one.getAttribute('aria-posinset')) - 1 }));
        const seen = rows.filter(({ at }) => at >= first && at < last && at < now.docs.length).map(({ link, at }) => ({ link, global: now.docs[at] }));
        snippets.show(now.index, seen, matches, () => now === result).catch(() => undefined);
      }, 250);
    }

    const list = llmobs.explorer.list({ fill, href: (at) => on.href(result.docs[at]), open: on.open, moved: on.moved, left: on.left, near });
    const element = make('section', { className: 'results', 'aria-label': 'Results' }, head, partly, more, on.between, list.element, empty);

    function tell() {
      const { root, documents } = result.index;
      const left = result.docs.length - result.at;
      const number = format.count(result.kept);
      const all = result.terms.length === 0;
      count.replaceChildren(make('strong', {}, number), all ? ` interaction${result.kept === 1 ? '' : 's'}` : ` of ${format.count(documents)}${left ? ' so far' : ''}`);
      partly.hidden = !root.why || root.published >= root.total;
      partly.replaceChildren(...write.prose(`${format.count(root.published)} of ${format.count(root.total)} interactions can be searched: ${root.why}`));
      more.hidden = left === 0;
      if (left === 0) return;
      const rest = make('button', { type: 'button' }, 'Check all');
      const now = result;
      rest.addEventListener('click', () => check(now, Infinity, Infinity));
      more.replaceChildren(`${format.count(left)} more have these words; whether in this order, only their texts tell. `, rest);
    }

    /** Goes on looking for phrases until there are `enough`, a part at a time so that what is found is seen. */
    async function look(now, enough, files) {
      const begun = load.counted.files;
      const stop = () => now !== result || now.kept >= enough || load.counted.files - begun >= files;
      while (now.at < now.docs.length && !stop()) {
        const until = performance.now() + 150;
        await phrases.confirm(now, () => stop() || performance.now() > until);
        if (now !== result) return;
        tell();
        list.grow(now.kept);
        await new Promise((next) => { setTimeout(next); });
      }
    }

    let working = Promise.resolve();
    /** The same, after whatever is being looked for. */
    function check(now, enough, files = FILES) {
      working = working.then(() => look(now, enough, files));
      return working;
    }

    function orders(hasWords) {
      const usual = Object.entries(rank.ORDERS).filter(([name, { column }]) => (name === 'relevance' ? hasWords : !column || result.index.columns.has(column)));
      select.replaceChildren(...usual.map(([value, { label }]) => make('option', { value, selected: value === result.order }, label)));
    }

    llmobs.explorer.exporting.attach(csv, () => result && { index: result.index, docs: result.docs.subarray(0, result.kept) });

    return {
      element,
      list,
      result: () => result,
      matches: () => matches,
      /** Shows another result. Resolves when the rows that can be seen have their content. */
      async show(next, marks, hasWords) {
        [result, matches] = [next, marks];
        orders(hasWords);
        if (next.checks.length) await check(next, SCREEN);
        if (next !== result) return;
        tell();
        csv.disabled = next.kept === 0;
        // Never taken out of the page: whoever has the focus in it would lose it.
        list.element.hidden = next.docs.length === 0;
        empty.replaceChildren();
        filling = [];
        list.reset(next.kept);
        await Promise.all(filling);
        filling = null;
      },
      /** Fills rows beyond what can be seen. */
      widen: () => list.widen(),
      /** Looks further for phrases, as far as it may without being asked. */
      further: () => (result.at < result.docs.length ? check(result, Infinity) : Promise.resolve()),
      /** Shows something else in place of rows. */
      instead: (node) => empty.replaceChildren(node),
    };
  }

  llmobs.explorer = { ...llmobs.explorer, results };
})();
// The open interaction: from a row, a neighbour or an address; walking through the results; covering the page on a phone.
(function () {
  'use strict';
  const llmobs = (window.llmobs = window.llmobs || {});
  const { index: engine, query } = llmobs.search;

  /**
   * `page` lends `root`; `index()`; `results()`, the list and its result; `open()` and `opened(name, again)`, what the
   * address says; `link(name)`; `ask(text)`; and `left()`, called when there is no row to go back to.
   */
  function reading(page) {
    const narrow = window.matchMedia('(max-width: 62rem)');
    /** Place of the open interaction in the results, -1 if it is not one of them. */
    let place = -1;
    let later = null;

    const named = (global) => `@${page.index().of(global).id}.${global - page.index().of(global).base}`;
    const rows = () => page.results().result().docs.subarray(0, page.results().result().kept);
    const detail = llmobs.explorer.detail({
      close: () => close(),
      step: (by) => show(place + by),
      reach: (by) => place >= 0 && place + by >= 0 && place + by < page.results().list.length(),
      go: (global) => whole(global),
      link: (row) => new URL(page.link(row.id ? String(row.id) : page.open()), window.location.href).href,
      ask: (field, value) => page.ask(`${query.write([query.field(field, value)])} `),
    });
    const { element } = detail;

    /** On a phone it covers everything; what is behind it cannot be reached then. */
    function arrange(open) {
      page.root.classList.toggle('with-detail', open);
      const modal = open && narrow.matches;
      document.documentElement.classList.toggle('covered', modal);
      for (let inner = element; inner !== document.documentElement && inner; inner = inner.parentElement) {
        for (const other of inner.parentElement?.children || []) if (other !== inner && other !== document.head) other.inert = modal;
      }
    }

    async function whole(global, at = rows().indexOf(global), again = false) {
      const first = element.hidden;
      place = at;
      arrange(true);
      page.results().list.mark(at);
      const row = await detail.show(page.index(), global, page.results().matches());
      if (!row) return;
      const name = row.id ? String(row.id) : named(global);
      if (name !== page.open()) page.opened(name, again || !first);
      if (first && narrow.matches) element.focus();
    }

    /** Opens row `at` of the results; `again` while one walks through them. */
    function show(at, again = false) {
      if (at < 0 || at >= rows().length) return undefined;
      const { list } = page.results();
      if (at !== list.focused()) list.go(at, !narrow.matches && !element.contains(document.activeElement));
      return whole(rows()[at], at, again);
    }

    /** The keyboard moved through the list: beside it, the open interaction follows. */
    function follow(at) {
      clearTimeout(later);
      if (!element.hidden && !narrow.matches) later = setTimeout(() => show(at, true), 90);
    }

    /** Opens what the address names: an id, or a place in this index. */
    async function reopen() {
      const index = page.index();
      const [, segment, doc] = /^@([0-9a-f]+)\.(\d+)$/.exec(page.open()) || [];
      const there = index.segments.find(({ id }) => id === segment);
      if (there && Number(doc) < there.documents) return whole(there.base + Number(doc));
      const { docs } = await engine.search(index, [query.field('id', page.open())]);
      return docs.length ? whole(docs[0]) : undefined;
    }

    function hide() {
      clearTimeout(later);
      detail.hide();
      arrange(false);
      page.results().list.mark(-1);
    }

    /** Closes the open interaction and gives the focus back. */
    function close() {
      if (element.hidden && !page.open()) return;
      hide();
      page.opened(null, false);
      if (place >= 0) page.results().list.go(place);
      else page.left();
    }

    narrow.addEventListener('change', () => arrange(!element.hidden));
    return { element, named, show, follow, reopen, hide, close };
  }

  llmobs.explorer = { ...llmobs.explorer, reading };
})();
// The groups at the side ⇄ the filter bar and the query: what is chosen of each, how it is changed, what it comes to.
(function () {
  'use strict';
  const llmobs = (window.llmobs = window.llmobs || {});
  const { filters } = llmobs;
  const { index: engine, query, facets } = llmobs.search;
  const { asking } = llmobs.explorer;

  /** `page` lends `text()`, `ask(text)` and `result()`. Dimensions of the bar are chosen there, all else in the query. */
  function narrowing({ text, ask, result: current }) {
    const ofBar = ({ field }) => !field;

    function choose(group, name, on) {
      if (ofBar(group)) {
        const others = filters.state()[group.column].filter((one) => one !== name);
        return filters.set({ [group.column]: on ? [...others, name] : others });
      }
      const left = asking.without(text(), asking.ofField(text(), group.field));
      const value = asking.spelt(group.field, name);
      return ask(on && value !== undefined ? asking.plus(left, query.field(group.field, value)) : left);
    }

    /** Counts of a group, as if nothing of it were chosen: what else there is to choose keeps its number. */
    async function count(group) {
      const result = current();
      // A group that is open from the start says so before there is anything.
      if (!result) return null;
      const own = (one) => (ofBar(group) ? one.kind === 'names' && one.column === group.column
        : one.kind === 'field' && one.field === group.field && !one.negative);
      const others = result.terms.filter((one) => !own(one));
      const same = others.length === result.terms.length;
      const { sets } = same ? result : await engine.search(result.index, others, { typing: result.typing });
      const counted = await facets.count(result.index, sets, group.column);
      return result === current() ? counted : null;
    }

    return llmobs.explorer.side({
      chosen: (group) => (ofBar(group) ? filters.state()[group.column] : asking.chosen(text(), group.field)),
      choose,
      exclude: (group, name) => ask(asking.plus(text(), query.field(group.field || group.column, name, true))),
      ask: count,
    });
  }

  llmobs.explorer = { ...llmobs.explorer, narrowing };
})();
// The explorer's page: the address, the box, the filters, the results and the open interaction, kept in step.
(function () {
  'use strict';
  const llmobs = (window.llmobs = window.llmobs || {});
  const root = document.getElementById('explorer');
  if (!root) return;
  const { make, filters } = llmobs;
  const { index: engine, query, facets, marks, rank } = llmobs.search;
  const { place, asking, nothing } = llmobs.explorer;
  /** Bars of time at most. */
  const BARS = 90;

  const now = { q: '', order: 'newest', open: null };
  let index = null;
  /** Whether the reader is in the middle of typing: one step of the history, and no complaint about its end. */
  let typing = false;
  let running = false;
  let wanted = false;

  const told = () => ({ q: now.q, order: now.order === 'newest' ? null : now.order, open: now.open });
  const link = (open) => `explorer.html${place.query({ ...told(), open })}`;

  function take() {
    const { q, order, open } = place.read();
    [now.q, now.open] = [q || '', open || null];
    now.order = Object.hasOwn(rank.ORDERS, order || '') ? order : 'newest';
    box.set(now.q);
  }

  /** Closes what is open, as a part of another step of the history. */
  function forget() {
    if (now.open) reading.hide();
    now.open = null;
  }

  /** Another query, by a click or by typing; what was open is closed. */
  function ask(text, settled = true) {
    const again = typing;
    typing = !settled;
    if (text === now.q) return settled ? box.wrongs(query.parse(text).errors) : undefined;
    forget();
    now.q = text;
    box.set(text);
    place.write(told(), again);
    return run();
  }

  const box = llmobs.explorer.box(ask);
  const completing = llmobs.explorer.complete(box, () => index, () => ask(box.input.value, false));
  const timeline = llmobs.explorer.timeline((from, to) => filters.set({ period: 'custom', from, to }));
  const results = llmobs.explorer.results({
    between: timeline.element,
    href: (global) => link(reading.named(global)),
    open: (at) => reading.show(at),
    moved: (at) => reading.follow(at),
    left: () => box.input.focus(),
    order(name) {
      forget();
      now.order = name;
      place.write(told(), false);
      run();
    },
  });
  const reading = llmobs.explorer.reading({
    root, link, ask,
    index: () => index,
    results: () => results,
    open: () => now.open,
    opened(name, again) {
      now.open = name;
      place.write(told(), again);
    },
    left: () => box.input.focus(),
  });
  const side = llmobs.explorer.narrowing({ ask, text: () => now.q, result: results.result });

  /** The hours that the bars cover: those of the period, where there is one. */
  function span({ terms }) {
    const hours = terms.find(({ kind }) => kind === 'hours');
    return hours ? [hours.from, hours.to].map((text) => Date.parse(`${text}:00Z`) / 3600e3) : null;
  }

  /** After the rows are seen: what surrounds them; again when phrases have been looked for further. */
  async function surround(result) {
    const draw = async () => {
      const none = result.docs.length === 0;
      timeline.render(none ? null : facets.timeline(result.index, result.sets, BARS, span(result)));
      root.classList.toggle('upto', result.at < result.docs.length);
      if (none && result.terms.length) await explain(result);
      await side.render(result.index);
    };
    results.widen();
    await draw();
    if (result.at < result.docs.length) {
      await results.further();
      if (result === results.result()) await draw();
    }
    if (result === results.result() && !running) root.dataset.state = 'complete';
  }

  /** Nothing matches: it was a name and is looked up as one, or something has to be left out. */
  async function explain(result) {
    const meant = await nothing.meant(result.index, result.terms);
    if (result !== results.result()) return;
    if (meant) {
      const word = query.parse(now.q).terms.find(({ text }) => text === meant.text);
      typing = true;
      ask(`${`${asking.without(now.q, [word])} ${query.write([meant.term])}`.trim()} `);
      return;
    }
    const node = await nothing.loosen(result, now.q, ask);
    if (result === results.result()) results.instead(node);
  }

  async function once() {
    root.dataset.state = 'searching';
    const { terms: typed, errors } = query.parse(now.q);
    const open = !/\s$/.test(now.q);
    box.wrongs(typing ? errors.filter(({ to }) => to < now.q.length) : errors);
    index = index || await engine.open();
    if (index.documents === 0) return instead(null, index.root);
    const terms = [...await asking.filtered(filters.state()), ...typed];
    const words = typed.some(({ kind, negative }) => !negative && ['word', 'prefix', 'phrase'].includes(kind));
    const order = now.order === 'relevance' && !words ? 'newest' : now.order;
    const result = { ...await engine.search(index, terms, { order, typing: open }), typing: open };
    await results.show(result, marks.matcher(terms, open), words);
    if (result !== results.result()) return undefined;
    root.dataset.state = 'shown';
    if (now.open && reading.element.hidden) await reading.reopen();
    // The browser paints the rows first.
    requestAnimationFrame(() => setTimeout(() => { if (result === results.result()) surround(result).catch(() => undefined); }));
    return undefined;
  }

  function instead(error, about) {
    body.replaceChildren(nothing.without(error, about));
    root.dataset.state = 'complete';
  }

  /** Searches for what is asked now; while one search runs, only the last of what is asked meanwhile is next. */
  async function run() {
    wanted = true;
    if (running) return;
    running = true;
    root.setAttribute('aria-busy', 'true');
    try {
      while (wanted) {
        wanted = false;
        await once();
      }
    } catch (error) {
      instead(error);
    } finally {
      running = false;
      root.removeAttribute('aria-busy');
    }
  }

  document.addEventListener('keydown', (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === '/' && !event.target.closest('input, select, textarea')) {
      event.preventDefault();
      box.input.focus();
      box.input.select();
    } else if (event.key === 'Escape' && !reading.element.hidden) reading.close();
    else if (event.key === 'Escape' && results.list.element.contains(event.target)) box.input.focus();
  });
  box.input.addEventListener('keydown', (event) => {
    if (event.key === 'ArrowDown' && !event.defaultPrevented) {
      event.preventDefault();
      results.list.go(0);
    } else if (event.key === 'Enter') {
      completing.close();
      ask(box.input.value, true);
    }
  });
  window.addEventListener('popstate', () => {
    const before = now.open;
    take();
    typing = false;
    if (now.open !== before) reading.hide();
    run();
  });
  filters.onchange(run);

  const body = make('div', { className: 'explorer' }, side.element, results.element, reading.element);
  root.append(box.element, body);
  take();
  run();
})();
