-- Sorted by volume: the busiest first.
WITH bins AS (
    SELECT coalesce(model, '(not logged)') AS name, bin, sum(n)::BIGINT AS n
    FROM cube_histograms WHERE measure = 'latency_ms' GROUP BY ALL)
SELECT name, bin, n FROM bins ORDER BY sum(n) OVER (PARTITION BY name) DESC, name, bin
