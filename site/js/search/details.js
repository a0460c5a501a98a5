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
