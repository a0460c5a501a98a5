"""What both scripts of price tables do with the files they made: compare them with those that are there, or write them."""

import sys


def keep(script, files, check):
    """Writes `files` (path -> text); with `check`, only ends with an error where one is not what is there."""
    if check:
        stale = [f.name for f, text in files.items() if not f.exists() or f.read_text() != text]
        if stale:
            sys.exit(f"{script}: not what the source makes: " + ", ".join(stale))
        return
    for file, text in files.items():
        file.write_text(text)
        print(f"{file.name}: {len(text.encode()):,} bytes", file=sys.stderr)
