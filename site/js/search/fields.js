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
