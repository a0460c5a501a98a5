SELECT isodow(hour)::BIGINT AS weekday, hour(hour)::BIGINT AS hour, {requests} AS requests, {requests.n} AS n
FROM cube_hours GROUP BY ALL ORDER BY ALL
