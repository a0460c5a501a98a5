SELECT strftime(date_trunc('{grain}', hour), '{time_format}') AS time, {cache_savings} AS cache_savings_usd, {cache_savings.n} AS n
FROM cube_hours GROUP BY 1 HAVING {cache_savings.n} > 0 ORDER BY 1
