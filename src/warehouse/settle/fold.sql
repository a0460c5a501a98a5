-- The calls that go leave the table; the ledger counts them among the remarks.
INSERT INTO touched
SELECT DISTINCT date_trunc('hour', timestamp) FROM interactions WHERE identity IN (SELECT gone FROM folds);
CREATE OR REPLACE TEMP TABLE gone_by_ingest AS
SELECT (SELECT max(ingest_id) FROM ingests WHERE ingests.source_id = interactions.source_id) AS ingest_id, count(*) AS n
FROM interactions WHERE identity IN (SELECT gone FROM folds) GROUP BY interactions.source_id;
UPDATE ingests SET loaded = loaded - n, remarks = remarks + n FROM gone_by_ingest
WHERE ingests.ingest_id = gone_by_ingest.ingest_id;
-- What the whole was part of, its part is part of now.
UPDATE interactions SET parent_id = whole.parent_id
FROM folds JOIN interactions AS whole ON whole.identity = gone
WHERE interactions.identity = kept AND interactions.parent_id = whole.span_id;
DELETE FROM interactions WHERE identity IN (SELECT gone FROM folds);
