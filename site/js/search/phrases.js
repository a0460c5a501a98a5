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
