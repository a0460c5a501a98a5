-- Scores are a series of their own: nothing here is mixed with labels.
SELECT name, coalesce(source, '(not logged)') AS source, count(*) AS n, count(DISTINCT identity) AS interactions,
       avg(value) AS mean, quantile_disc(value, 0.1) AS p10, quantile_disc(value, 0.5) AS p50, quantile_disc(value, 0.9) AS p90,
       array_to_string(list_sort(list_distinct(list(label)))[:5], ', ') AS labels
FROM scores GROUP BY ALL ORDER BY n DESC, 1, 2 LIMIT 100
