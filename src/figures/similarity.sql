SELECT name, coalesce(model, '(not logged)') AS model, count(value) AS n, avg(value) AS mean,
       quantile_disc(value, 0.1) AS p10, quantile_disc(value, 0.5) AS p50, quantile_disc(value, 0.9) AS p90
FROM scores JOIN interactions USING (identity)
WHERE value IS NOT NULL AND regexp_matches(lower(name), 'similarity|relevanc')
GROUP BY ALL ORDER BY 1, n DESC, 2 LIMIT 100
