-- Sorted by volume: the busiest first.
SELECT coalesce(model, '(not logged)') AS model, bin, sum(n)::BIGINT AS n
FROM cube_histograms WHERE measure = 'latency_ms' GROUP BY ALL
ORDER BY sum(sum(n)) OVER (PARTITION BY model) DESC, 1, 2
