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
