SELECT price_entry, coalesce(model, '(not logged)') AS model, count(*) AS n, sum(input_tokens)::BIGINT AS input_tokens,
       sum(output_tokens)::BIGINT AS output_tokens, sum(computed_cost_usd::DECIMAL(38, 12))::DOUBLE AS computed_cost_usd
FROM interactions WHERE price_entry IS NOT NULL GROUP BY ALL ORDER BY computed_cost_usd DESC, 1, 2 LIMIT 200
