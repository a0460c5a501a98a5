-- Counts per bin, per local day and slice, in the order that is smallest on the disk.
SELECT date_trunc('day', {local}) AS day, slice, '{id}' AS measure, {bin} AS bin, count(*) AS n
FROM interactions i JOIN cube_slices s ON {same}
WHERE {bin} IS NOT NULL AND {of} AND {where}
GROUP BY ALL
ORDER BY day, slice, bin
