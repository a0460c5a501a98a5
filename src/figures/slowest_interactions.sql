-- The begin of the prompt only, cut again once secrets are out of it: the explorer has the rest.
WITH slowest AS (
    SELECT * FROM interactions WHERE latency_ms IS NOT NULL ORDER BY latency_ms DESC, identity LIMIT 20)
SELECT strftime(timestamp, '%Y-%m-%d %H:%M:%S') AS time, id, coalesce(model, '(not logged)') AS model,
       coalesce(category, '(not logged)') AS category, status, latency_ms, output_tokens,
       left(prompt, 4000) AS prompt, 1 AS n
FROM slowest ORDER BY latency_ms DESC, identity
