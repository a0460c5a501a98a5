SELECT strftime(finished_at, '%Y-%m-%d %H:%M:%SZ') AS finished_at, path, format, how, read AS n, loaded, duplicates, rejected, remarks, passed_over,
       replaced, CASE WHEN unfinished THEN 'yes' END AS unfinished, array_to_string(notes, ' · ') AS notes
FROM ingests ORDER BY ingest_id DESC LIMIT 500
