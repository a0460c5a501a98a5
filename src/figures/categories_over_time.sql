SELECT strftime(date_trunc('{grain}', hour), '{time_format}') AS time, category, {requests} AS requests, {requests.n} AS n
FROM cube_hours WHERE category IS NOT NULL GROUP BY ALL ORDER BY ALL
