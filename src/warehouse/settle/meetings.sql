-- Which remark means which call. `alone`: the call itself is meant, and not every call of a trace; of a trace, the last
-- call is, since it gave the answer that people and judges saw.
CREATE OR REPLACE TEMP TABLE meetings AS
WITH waiting AS (SELECT rowid AS remark, * FROM remarks WHERE adds IS NOT NULL),
by_id AS (
    SELECT remark, calls.identity AS call, true AS alone
    FROM waiting JOIN interactions AS calls ON calls.id = waiting.call_id),
by_span AS (
    SELECT remark, calls.identity AS call, true AS alone
    FROM waiting JOIN interactions AS calls ON calls.span_id = waiting.span_id
    WHERE call_id IS NULL AND waiting.trace_id = calls.trace_id),
-- A bare span id may be used again (custom ids of batches): a text goes to the one call that lacks it, or to none.
by_bare_span AS (
    SELECT remark, calls.identity AS call, true AS alone
    FROM waiting JOIN interactions AS calls ON calls.span_id = waiting.span_id
    WHERE call_id IS NULL AND waiting.trace_id IS NULL AND (calls.prompt IS NULL OR NOT contains(adds, '"prompt":'))
    QUALIFY count(*) OVER (PARTITION BY remark) = 1),
-- A span that was folded into its part left a remark with the id of the call that stayed; what is said about the span is
-- said about that call, if it is one.
by_folded_span AS (
    SELECT DISTINCT waiting.remark, calls.identity AS call, true AS alone
    FROM waiting JOIN remarks AS folded ON folded.trace_id = waiting.trace_id AND folded.span_id = waiting.span_id
    JOIN interactions AS calls ON calls.id = folded.call_id
    WHERE waiting.call_id IS NULL AND NOT starts_with(waiting.adds, '{"scores":')
      AND NOT EXISTS (FROM interactions AS named
                      WHERE named.trace_id = waiting.trace_id AND named.span_id = waiting.span_id)
    QUALIFY count(DISTINCT calls.identity) OVER (PARTITION BY waiting.remark) = 1),
-- A step that is no call (a chain, a request) was judged for what came of it: its score, and nothing else that is said of
-- it, goes to the last call right under it, or else to the last of its trace.
by_step AS (
    SELECT remark, calls.identity AS call, true AS alone
    FROM waiting JOIN interactions AS calls ON calls.trace_id = waiting.trace_id
    WHERE call_id IS NULL AND waiting.span_id IS NOT NULL AND starts_with(adds, '{"scores":')
      AND NOT EXISTS (FROM interactions AS named
                      WHERE named.trace_id = waiting.trace_id AND named.span_id = waiting.span_id)
    QUALIFY row_number() OVER (
        PARTITION BY remark
        ORDER BY coalesce(calls.parent_id = waiting.span_id, false) DESC, calls.timestamp DESC,
                 calls.source_line DESC) = 1),
by_trace AS (
    SELECT remark, calls.identity AS call,
           row_number() OVER (PARTITION BY remark ORDER BY calls.timestamp DESC, calls.source_line DESC) = 1 AS alone
    FROM waiting JOIN interactions AS calls ON calls.trace_id = waiting.trace_id
    WHERE call_id IS NULL AND waiting.span_id IS NULL)
FROM by_id UNION ALL FROM by_span UNION ALL FROM by_bare_span UNION ALL FROM by_folded_span UNION ALL FROM by_step UNION ALL FROM by_trace;
