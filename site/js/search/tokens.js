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
