SELECT path, line, reason, 1 AS n FROM rejects ORDER BY ingest_id DESC, path, line LIMIT 200
