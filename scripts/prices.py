#!/usr/bin/env python3
"""genai-prices (PyPI, MIT) in, data/prices/prices.json and its README out: the price table llmobs carries.

    pip install genai-prices==0.2.3
    python3 scripts/prices.py --installed --date 2026-11-23      # writes data/prices/
    python3 scripts/prices.py --installed --check                # 1 when the committed table differs

`--json FILE --version V` reads the same data from a JSON dump of the package's provider list instead.
The output depends on nothing but the data, the version and the date: the same in, the same bytes out.

What is changed on the way, and nothing else: descriptions, links, context windows and response extractors are left
out; literals to compare with are lower-cased, as the package compares without case; a regular expression that opens
with a negative look-ahead is split into `and` / `not`, which engines without look-ahead can run; times of day become
minutes after midnight UTC.
"""

import argparse
import datetime
import decimal
import json
import pathlib
import re
import sys

import tables

HERE = pathlib.Path(__file__).resolve().parent.parent / "data" / "prices"


def closing(pattern, opening):
    """Where the group that opens at `opening` closes; classes and escapes are stepped over."""
    depth, n = 0, opening
    while n < len(pattern):
        if pattern[n] == "\\":
            n += 1
        elif pattern[n] == "[":
            n = pattern.index("]", n + 2)
        elif pattern[n] in "()":
            depth += 1 if pattern[n] == "(" else -1
            if not depth:
                return n
        n += 1
    sys.exit(f"prices.py: unclosed group: {pattern}")


def matcher(clause):
    """A match clause with its literals lower-cased and its look-ahead split off."""
    (kind, what), = clause.items()
    if kind in ("or", "and"):
        return {kind: [matcher(c) for c in what]}
    if kind != "regex":
        return {kind: what.lower()}
    if what.startswith("^(?!"):
        end = closing(what, 1)
        ahead, rest = {"not": {"regex": "^" + what[4:end]}}, what[end + 1 :]
        return {"and": [ahead, matcher({"regex": "^" + rest})]} if rest else ahead
    if re.search(r"\(\?<?[=!]", what):
        sys.exit(f"prices.py: look-around in a place this script does not know: {what}")
    return {"regex": what}


def minutes(text):
    """Minutes after midnight UTC of `HH:MM:SS[+00:00]`."""
    time = datetime.time.fromisoformat(text)
    if time.utcoffset() or time.second:
        sys.exit(f"prices.py: a time of day that is not whole minutes in UTC: {text}")
    return time.hour * 60 + time.minute


def condition(constraint):
    """`from` (a date) and `between` (minutes of the day, end excluded) of a constraint."""
    out = {}
    for key, value in (constraint or {}).items():
        if key == "start_date":
            out["from"] = value
        elif key == "start_time":
            out["between"] = [minutes(value), minutes(constraint["end_time"])]
        elif key != "end_time":
            sys.exit(f"prices.py: unknown constraint {key}")
    return out


def model(m):
    prices = m["prices"] if isinstance(m["prices"], list) else [{"prices": m["prices"]}]
    out = {"id": m["id"], "match": matcher(m["match"])}
    out["prices"] = [{**condition(p.get("constraint")), "usd": p["prices"]} for p in prices]
    variants = [{"when": v["when"], **condition(v.get("constraint")), "usd": v["prices"]} for v in m.get("price_variants") or ()]
    if variants:
        out["variants"] = variants
    return out


def provider(p):
    out = {"id": p["id"]}
    if p.get("provider_match"):
        out["match"] = matcher(p["provider_match"])
    if p.get("model_match"):
        out["model_match"] = matcher(p["model_match"])
    if p.get("fallback_model_providers"):
        out["fallback"] = p["fallback_model_providers"]
    return out, [model(m) for m in p["models"]]


def plain(value):
    """The package's objects as the plain lists, dictionaries and numbers of its JSON form."""
    if isinstance(value, list):
        return [plain(v) for v in value]
    if isinstance(value, dict):
        return {k: plain(v) for k, v in value.items()}
    if isinstance(value, decimal.Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, (datetime.date, datetime.time)):
        return value.isoformat()
    if hasattr(value, "__dict__"):
        fields = {k.rstrip("_"): plain(v) for k, v in vars(value).items() if v is not None and not k.startswith("_")}
        return fields
    return value


def source(args):
    """The provider list and the version it is of."""
    if args.installed:
        import genai_prices
        from genai_prices.data import providers

        return plain(providers), getattr(genai_prices, "__version__", None) or __import__("importlib.metadata").metadata.version("genai-prices")
    if not args.version:
        sys.exit("prices.py: --json needs --version")
    return json.loads(pathlib.Path(args.json).read_text()), args.version


def render(providers, version, date):
    """One model per line, so that a change of price is a readable diff."""
    line = lambda value: json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    out = [f'{{"name":"genai-prices","version":{line(version)},"date":{line(date)},"providers":[']
    for n, p in enumerate(providers):
        head, models = provider(p)
        out.append((",\n" if n else "\n") + line(head)[:-1] + ',"models":[\n')
        out.append(",\n".join(line(m) for m in models) + "\n]}")
    return "".join(out) + "\n]}\n"


def readme(providers, version, date):
    models = sum(len(p["models"]) for p in providers)
    second = json.loads((HERE / "litellm.json").read_text())
    return f"""# Model prices

`prices.json` is the price data of [genai-prices](https://github.com/pydantic/genai-prices) **{version}**
(PyPI package `genai-prices`), taken on **{date}**: {len(providers)} providers, {models} models, US dollars per million
tokens (`_mtok`) or per thousand requests (`_kcount`). It is used under the MIT licence, whose text and copyright
notice are in `LICENSE`.

Written by `scripts/prices.py`; do not edit by hand. To renew:

    pip install genai-prices==VERSION
    python3 scripts/prices.py --installed --date YYYY-MM-DD

and `--check` instead of `--date` tells whether the files here are what the script makes. What the script leaves out or
rewrites is said at its top. Prices of your own belong in the configuration, not here.

`litellm.json` is the second table, for models the first does not know: the text models of LiteLLM's
[model_prices_and_context_window.json](https://github.com/BerriAI/litellm) as its PyPI package carries it, version
**{second["version"]}**, taken on **{second["date"]}**: {len(second["models"])} names, US dollars per million tokens. It has
no dates: its prices are those of that day. MIT licence, in `LICENSE-litellm`. Written by `scripts/second_prices.py`:

    pip download litellm==VERSION --no-deps --dest /tmp
    python3 scripts/second_prices.py /tmp/litellm-VERSION-*.whl --date YYYY-MM-DD

then `scripts/prices.py` again, for this file. A user without a newer llmobs takes a newer table with
`llmobs prices update --from FILE`.
"""


def main():
    ask = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    ask.add_argument("--installed", action="store_true", help="read the installed genai-prices package")
    ask.add_argument("--json", help="read a JSON dump of its provider list")
    ask.add_argument("--version", help="version of that dump")
    ask.add_argument("--date", help="the day the data was taken, YYYY-MM-DD; default: that of the committed table")
    ask.add_argument("--check", action="store_true", help="write nothing; exit 1 when the committed files differ")
    args = ask.parse_args()
    if args.installed == bool(args.json):
        ask.error("one of --installed and --json")
    providers, version = source(args)
    table = HERE / "prices.json"
    date = args.date or json.loads(table.read_text())["date"]
    files = {table: render(providers, version, date), HERE / "README.md": readme(providers, version, date)}
    json.loads(files[table])
    tables.keep("prices.py", files, args.check)


if __name__ == "__main__":
    main()
