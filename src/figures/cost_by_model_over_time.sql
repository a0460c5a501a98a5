SELECT strftime(date_trunc('{grain}', hour), '{time_format}') AS time, coalesce(model, '(not logged)') AS model,
       {cost} AS cost_usd, {cost.n} AS n
FROM cube_hours GROUP BY ALL HAVING {cost.n} > 0 ORDER BY ALL
