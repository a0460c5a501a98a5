SELECT strftime(date_trunc('{grain}', hour), '{time_format}') AS time, coalesce(error_type, '(no type logged)') AS error_type,
       {errors} AS errors, {errors} AS n
FROM cube_hours WHERE errors > 0 GROUP BY ALL ORDER BY ALL
