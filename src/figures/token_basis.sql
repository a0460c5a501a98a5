SELECT coalesce(s.format, '(unknown)') AS format,
       CASE i.token_basis
           WHEN 'inclusive' THEN 'inclusive: input includes cached tokens'
           WHEN 'exclusive' THEN 'exclusive: input beside cached tokens'
           WHEN 'disjoint' THEN 'disjoint: input beside cached tokens, output beside reasoning'
           WHEN 'ambiguous' THEN 'ambiguous: the sum in the log fits neither'
           ELSE i.token_basis END AS basis,
       count(*) AS n, sum(i.input_tokens)::BIGINT AS input_tokens, sum(i.cache_read_tokens)::BIGINT AS cache_read_tokens
FROM interactions i LEFT JOIN sources s USING (source_id)
WHERE i.token_basis IS NOT NULL GROUP BY ALL ORDER BY n DESC, 1, 2
