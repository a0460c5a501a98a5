SELECT coalesce(provider, '(not logged)') AS provider, coalesce(model, '(not logged)') AS model,
       {requests.n} AS n, {cost.n} AS priced, {cost} AS cost_usd, {cost_per_request} AS cost_per_request_usd,
       CASE WHEN sum(successes) > 0 THEN (sum(cost_usd) / sum(successes) * 1000)::DOUBLE END AS cost_per_1000_successes_usd,
       {input_tokens} AS input_tokens, {output_tokens} AS output_tokens,
       CASE WHEN coalesce(sum(input_tokens), 0) + coalesce(sum(output_tokens), 0) > 0
            THEN (sum(cost_usd) / (coalesce(sum(input_tokens), 0) + coalesce(sum(output_tokens), 0)) * 1000000)::DOUBLE
       END AS cost_per_million_tokens_usd
FROM cube_hours GROUP BY ALL ORDER BY sum(cost_usd) DESC NULLS LAST, n DESC, 1, 2
