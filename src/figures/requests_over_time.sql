SELECT strftime(date_trunc('{grain}', hour), '{time_format}') AS time, coalesce(provider, '(not logged)') AS provider,
       {requests} AS requests, {requests.n} AS n
FROM cube_hours GROUP BY ALL ORDER BY ALL
