-- Sorted by volume: the busiest first.
SELECT coalesce(category, '(not logged)') AS category, bin, sum(n)::BIGINT AS n
FROM cube_histograms WHERE measure = 'latency_ms' GROUP BY ALL
ORDER BY sum(sum(n)) OVER (PARTITION BY category) DESC, 1, 2
