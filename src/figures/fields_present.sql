SELECT unnest(['latency', 'provider', 'model', 'logged cost', 'any cost', 'input tokens', 'output tokens', 'estimated tokens',
               'category', 'hallucination label', 'feedback', 'time to first token']) AS field,
       unnest([coalesce(sum(timed), 0), sum(requests) FILTER (provider IS NOT NULL), sum(requests) FILTER (model IS NOT NULL),
               sum(logged), sum(priced), sum(with_input_tokens), sum(with_output_tokens), sum(estimated),
               sum(requests) FILTER (category IS NOT NULL), sum(labelled), sum(rated), sum(streamed)])::BIGINT AS present,
       sum(requests)::BIGINT AS n, coalesce(present, 0) / n AS share
FROM cube_hours HAVING sum(requests) > 0
