WITH sums AS (
    SELECT category, {requests.n} AS n, {cost} AS cost_usd, {cost_per_request} AS cost_per_request_usd,
           {success_rate} AS success_rate, {hallucination_rate} AS hallucination_rate, {hallucination_rate.n} AS labelled
    FROM cube_hours GROUP BY ALL),
bins AS (
    SELECT category, bin, sum(n) AS n FROM cube_histograms WHERE measure = 'latency_ms' GROUP BY ALL)
SELECT coalesce(sums.category, '(none)') AS category, sums.n AS n, cost_usd, cost_per_request_usd, success_rate,
       hallucination_rate, labelled, bins.bin AS bin, coalesce(bins.n, 0)::BIGINT AS timed
FROM sums LEFT JOIN bins ON sums.category IS NOT DISTINCT FROM bins.category
ORDER BY sums.n DESC, 1, bins.bin
