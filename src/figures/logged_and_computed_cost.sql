WITH sums AS (
    SELECT coalesce(model, '(not logged)') AS model, count(*) AS n,
           sum(logged_cost_usd::DECIMAL(38, 12)) AS logged, sum(computed_cost_usd::DECIMAL(38, 12)) AS computed
    FROM interactions WHERE logged_cost_usd IS NOT NULL AND computed_cost_usd IS NOT NULL GROUP BY ALL)
SELECT model, n, logged::DOUBLE AS logged_cost_usd, computed::DOUBLE AS computed_cost_usd,
       (computed - logged)::DOUBLE AS difference_usd,
       CASE WHEN logged > 0 THEN (computed - logged)::DOUBLE / logged::DOUBLE END AS difference_share
FROM sums ORDER BY logged DESC, model
