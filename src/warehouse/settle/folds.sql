-- A span and a part of it that both tell of a call: which of the two goes (`gone`) into which (`kept`). The part is
-- nearer to the call, so it stays, unless only the whole knows the tokens. Chains are folded from their end: of a pair
-- whose part has parts of its own, a later round takes care.
CREATE OR REPLACE TEMP TABLE folds AS
WITH pairs AS (
    SELECT whole.identity AS whole, part.identity AS part, {whole_counted} AS whole_counted, {part_counted} AS part_counted
    FROM interactions AS whole JOIN interactions AS part
      ON part.trace_id = whole.trace_id AND part.parent_id = whole.span_id AND part.identity <> whole.identity
    WHERE whole.source_id IN (FROM unsettled) OR part.source_id IN (FROM unsettled)),
ends AS (
    SELECT *, whole_counted AND NOT bool_or(part_counted) OVER (PARTITION BY whole) AS whole_stays
    FROM pairs WHERE part NOT IN (SELECT whole FROM pairs))
SELECT CASE WHEN whole_stays THEN part ELSE whole END AS gone, CASE WHEN whole_stays THEN whole ELSE part END AS kept
FROM ends;
