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
