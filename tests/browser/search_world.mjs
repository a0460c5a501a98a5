// A built site → a copy of it whose explorer has an index of our own: 400 interactions in six scripts, some of them hostile.
import { cpSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { site } from './browser.mjs';
import { write } from './search_fixture.mjs';
import { engine } from './search_scripts.mjs';

const HOSTILE = '</script><img src=x onerror=alert(1)><b>bold</b> \u202eevil\u202c \0 {{7*7}}';
export const LONG_NAME = 'a-model-with-a-name-of-sixty-characters-as-gateways-make-them-7b';
const TEXTS = ['Please refund my order', 'def parse_json(text): return json.loads(text)', 'أريد استرداد المال', '数据分析报告', 'ขอเงินคืนหน่อย', 'Ich möchte mein Geld zurück'];

/** 400 interactions of 400 hours; every tenth fails, the first has everything that could hurt. */
export function interactions() {
  return Array.from({ length: 400 }, (_, i) => ({
    id: `req_${String(i).padStart(4, '0')}`, time: Date.UTC(2026, 9, 1, i), timestamp: new Date(Date.UTC(2026, 9, 1, i)).toISOString(),
    prompt: i === 0 ? `=HYPERLINK("x") ${HOSTILE}` : `${TEXTS[i % TEXTS.length]}, number ${i}`,
    messages: i % 50 === 7 ? JSON.stringify([{ role: 'system', content: 'Be brief. '.repeat(80) }, { role: 'user', content: `${TEXTS[i % TEXTS.length]}, number ${i}` }]) : null,
    response: i === 1 ? `${'A long answer. '.repeat(400)} The needle is here.\n\`\`\`python\nprint("code")\n\`\`\`` : `Answer ${i} with a <b>tag</b>`,
    provider: i % 3 ? 'openai' : 'anthropic', model: i % 7 === 0 ? LONG_NAME : ['gpt-4o', 'claude', 'gpt 4o mini'][i % 3], category: ['code', 'question'][i % 2], app: 'shop',
    environment: 'production', status: i % 10 ? 'success' : 'error', error_type: i % 10 ? null : 'rate_limit', hallucinated: i % 6 ? null : 'yes', feedback: i % 8 ? null : 'down',
    latency: i / 100, cost: i % 9 ? i / 1e5 : null, tokens: 10 * i, input_tokens: 8 * i, output_tokens: 2 * i, user_id: `u${i % 5}`, session_id: `s${i >> 2}`,
    price_entry: 'openai/gpt-4o', scores: i % 20 ? null : [{ name: 'tone', value: 0.5, source: 'judge' }],
  }));
}

/** A copy of the site whose index is the one given; `alter` may change the files' texts. */
export function copy(rows, more = {}, alter = (files) => files) {
  const place = mkdtempSync(join(tmpdir(), 'llmobs-explorer-'));
  cpSync(site, place, { recursive: true, filter: (path) => path !== `${site}/search` });
  const bare = engine(() => { throw new Error('no file'); });
  const uses = { terms: bare.tokens.terms, texts: bare.details.texts, hashed: bare.match.hashed };
  for (const [name, text] of alter(write(rows.length ? [rows.slice(0, 250), rows.slice(250)] : [], uses, more))) {
    mkdirSync(dirname(`${place}/search/${name}`), { recursive: true });
    writeFileSync(`${place}/search/${name}.js`, text);
  }
  return place;
}
