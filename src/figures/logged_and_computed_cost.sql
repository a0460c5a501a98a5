SELECT coalesce(model, '(not logged)') AS model, count(*) AS n,
       sum(logged_cost_usd::DECIMAL(38, 12))::DOUBLE AS logged_cost_usd,
       sum(computed_cost_usd::DECIMAL(38, 12))::DOUBLE AS computed_cost_usd,
       (sum(computed_cost_usd::DECIMAL(38, 12)) - sum(logged_cost_usd::DECIMAL(38, 12)))::DOUBLE AS difference_usd,
       CASE WHEN logged_cost_usd > 0 THEN difference_usd / logged_cost_usd END AS difference_share
FROM interactions WHERE logged_cost_usd IS NOT NULL AND computed_cost_usd IS NOT NULL
GROUP BY ALL ORDER BY logged_cost_usd DESC, 1
