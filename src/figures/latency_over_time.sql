SELECT strftime(day, '%Y-%m-%d') AS day, bin, sum(n)::BIGINT AS n
FROM cube_histograms WHERE measure = 'latency_ms' GROUP BY ALL ORDER BY ALL
