-- Counts per logarithmic bin, per local day and slice.
SELECT date_trunc('day', {local}) AS day, provider, model, category, app, environment,
       '{column}' AS measure, {bin} AS bin, count(*) AS n
FROM interactions
WHERE {column} IS NOT NULL AND {where}
GROUP BY ALL
