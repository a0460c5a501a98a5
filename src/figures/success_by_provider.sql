SELECT coalesce(provider, '(not logged)') AS provider, {requests.n} AS n, {errors} AS errors, {success_rate} AS success_rate
FROM cube_hours GROUP BY ALL ORDER BY n DESC, 1
