SELECT coalesce(error_type, '(no type logged)') AS error_type, coalesce(provider, '(not logged)') AS provider,
       coalesce(model, '(not logged)') AS model, {errors} AS n, strftime(max(hour), '%Y-%m-%d %H:00') AS last_hour
FROM cube_hours WHERE errors > 0 GROUP BY ALL ORDER BY n DESC, 1, 2, 3 LIMIT 50
