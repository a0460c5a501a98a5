#!/usr/bin/env python3
"""LiteLLM's price table (in its PyPI wheel, MIT) in, data/prices/litellm.json and its licence out: the second table.

    pip download litellm==1.109.1 --no-deps --dest /tmp
    python3 scripts/second_prices.py /tmp/litellm-1.109.1-*.whl --date 2026-11-23      # writes data/prices/
    python3 scripts/second_prices.py /tmp/litellm-1.109.1-*.whl --check                # 1 when the committed table differs

The output depends on nothing but the wheel and the date: the same in, the same bytes out. `llmobs prices update` makes
the same of the same JSON file; a test holds the two to each other.

Kept: models of text (modes chat, completion, responses, embedding) with a price for a million input tokens, and of
each the prices of input, output, reasoning, cache reads and cache writes (also for an hour), per thousand calls, above
a size of the input, and for the tiers batch, flex and priority. A price is written in US dollars per million tokens, to
twelve digits. A tier without a price of its own above a size takes the standard one, as LiteLLM's calculator does;
thresholds of xAI include the size they name. Left out: models whose prices are all 0 (free of charge and unknown look
alike there), those with prices by hour and weekday, which this table cannot say, and everything that is not about text
tokens.
"""

import argparse
import decimal
import json
import pathlib
import re
import sys
import zipfile

import tables

HERE = pathlib.Path(__file__).resolve().parent.parent / "data" / "prices"
MODES = {"chat", "completion", "responses", "embedding"}
INPUT = "input_cost_per_token"
# LiteLLM's word for a class of tokens, and that of our tables.
CLASSES = [
    ("input_cost_per_token", "input_mtok"),
    ("cache_read_input_token_cost", "cache_read_mtok"),
    ("cache_creation_input_token_cost", "cache_write_mtok"),
    ("cache_creation_input_token_cost_above_1hr", "cache_write_1h_mtok"),
    ("output_cost_per_token", "output_mtok"),
    ("output_cost_per_reasoning_token", "output_reasoning_mtok"),
]
TIERS = [("batch", "_batches"), ("flex", "_flex"), ("priority", "_priority")]


def number(value):
    """A decimal as the shortest JSON number."""
    return int(value) if value == value.to_integral_value() else float(value)


def scaled(value, times=1_000_000):
    """A price per token as one per million tokens; nothing when it is no price."""
    if isinstance(value, bool) or not isinstance(value, (int, decimal.Decimal)):
        return None
    return None if value < 0 else number(decimal.Context(prec=12).multiply(decimal.Decimal(value), times))


def rate(entry, key, suffix):
    """One price of an entry: a number, or one with steps by size of the input; nothing when there is none."""
    steps = {}
    for ending in ("", suffix):
        for name, value in entry.items():
            found = re.fullmatch(re.escape(key) + r"_above_(\d+)(k?)_tokens" + ending, name)
            if found and scaled(value) is not None:
                start = int(found[1]) * (1000 if found[2] else 1)
                steps[start - (entry.get("litellm_provider") == "xai")] = scaled(value)
    base = scaled(entry.get(key + suffix))
    if base is None and steps and not suffix and "cache" in key:
        # Cached tokens with a price above a size only: below it they are input like any other.
        base = scaled(entry.get(INPUT))
    if base is None:
        return None
    if not steps:
        return base
    return {"base": base, "tiers": [{"start": s, "price": steps[s]} for s in sorted(steps)]}


def by_range(entry):
    """The prices of an entry that lists them by size of the input (`tiered_pricing`)."""
    ranges = sorted(entry["tiered_pricing"], key=lambda tier: tier["range"][0])
    out = {}
    for key, name in CLASSES:
        prices = [scaled(tier.get(key)) for tier in ranges]
        if None in prices:
            continue
        steps = [{"start": int(tier["range"][0]), "price": price} for tier, price in zip(ranges[1:], prices[1:])]
        out[name] = {"base": prices[0], "tiers": steps} if steps else prices[0]
    return out


def is_free(prices):
    return all(price == 0 or isinstance(price, dict) and not any([price["base"], *(t["price"] for t in price["tiers"])]) for price in prices.values())


def model(entry):
    """What we keep of an entry; nothing when it is none of ours."""
    if entry.get("mode") not in MODES or "off_peak_pricing" in entry:
        return None
    tiered = isinstance(entry.get("tiered_pricing"), list) and entry["tiered_pricing"]
    usd = by_range(entry) if tiered else {name: r for key, name in CLASSES if (r := rate(entry, key, "")) is not None}
    if "input_mtok" not in usd:
        return None
    per_call = scaled(entry.get("input_cost_per_request"), 1000)
    if per_call:
        usd["requests_kcount"] = per_call
    if is_free(usd):
        return None
    out = {"usd": usd}
    for tier, suffix in TIERS:
        own = {name: r for key, name in CLASSES if (r := rate(entry, key, suffix)) is not None}
        if own and not tiered:
            out[tier] = own
    return out


def render(table, version, date):
    """One model per line, so that a change of price is a readable diff."""
    line = lambda value: json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    models = {key: model(entry) for key, entry in sorted(table.items()) if isinstance(entry, dict) and key != "sample_spec"}
    lines = [f"{line(key)}:{line(value)}" for key, value in models.items() if value]
    head = f'{{"name":"litellm","version":{line(version)},"date":{line(date)},"models":{{\n'
    return head + ",\n".join(lines) + "\n}}\n"


def main():
    ask = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    ask.add_argument("wheel", help="the wheel of litellm")
    ask.add_argument("--date", help="the day it was taken, YYYY-MM-DD; default: that of the committed table")
    ask.add_argument("--check", action="store_true", help="write nothing; exit 1 when the committed files differ")
    args = ask.parse_args()
    version = re.match(r"litellm-([^-]+)-", pathlib.Path(args.wheel).name)
    if not version:
        ask.error("the wheel's file name does not say its version")
    with zipfile.ZipFile(args.wheel) as wheel:
        table = json.loads(wheel.read("litellm/model_prices_and_context_window_backup.json"), parse_float=decimal.Decimal)
        licence = wheel.read(f"litellm-{version[1]}.dist-info/licenses/LICENSE").decode()
    file = HERE / "litellm.json"
    date = args.date or json.loads(file.read_text())["date"]
    files = {file: render(table, version[1], date), HERE / "LICENSE-litellm": licence}
    json.loads(files[file])
    tables.keep("second_prices.py", files, args.check)


if __name__ == "__main__":
    main()
