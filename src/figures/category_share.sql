SELECT category, {requests.n} AS n, n / sum(n) OVER () AS share
FROM cube_hours WHERE category IS NOT NULL GROUP BY ALL ORDER BY n DESC, 1
