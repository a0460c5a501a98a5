WITH counts AS (SELECT category, {requests.n} AS n FROM cube_hours WHERE category IS NOT NULL GROUP BY ALL)
SELECT category, n, n / sum(n) OVER () AS share FROM counts ORDER BY n DESC, 1
