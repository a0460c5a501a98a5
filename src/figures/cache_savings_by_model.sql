SELECT coalesce(model, '(not logged)') AS model, {cache_savings.n} AS n,
       (coalesce(sum(cache_read_tokens), 0))::BIGINT AS cache_read_tokens,
       (coalesce(sum(cache_creation_tokens), 0))::BIGINT AS cache_creation_tokens,
       CASE WHEN sum(input_tokens) > 0 THEN (coalesce(sum(cache_read_tokens), 0) / sum(input_tokens))::DOUBLE END AS read_share,
       {cache_savings} AS cache_savings_usd, {computed_cost} AS computed_cost_usd
FROM cube_hours GROUP BY 1 HAVING {cache_savings.n} > 0 ORDER BY {cache_savings} DESC, 1
