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
