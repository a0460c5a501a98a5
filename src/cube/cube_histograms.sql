-- Counts per bin, per local {step} and slice.
SELECT date_trunc('{step}', {local}) AS {step}, provider, model, category, app, environment,
       '{id}' AS measure, {bin} AS bin, count(*) AS n
FROM interactions
WHERE {bin} IS NOT NULL AND {of} AND {where}
GROUP BY ALL
