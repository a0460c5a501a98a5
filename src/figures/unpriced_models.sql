SELECT coalesce(provider, '(not logged)') AS provider, coalesce(model, '(not logged)') AS model,
       coalesce(unpriced_reason, 'not logged, and only logged costs count') AS reason, count(*) AS n, sum(input_tokens)::BIGINT AS input_tokens,
       sum(output_tokens)::BIGINT AS output_tokens
FROM interactions WHERE cost_usd IS NULL GROUP BY ALL ORDER BY n DESC, 1, 2, 3 LIMIT 100
