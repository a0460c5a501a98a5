#!/usr/bin/env python3
"""genai-prices' own arithmetic in, tests/all/enrich_prices.tsv (calls and their cost) out.

    pip install genai-prices==0.2.3
    python3 scripts/price_figures.py > tests/all/enrich_prices.tsv
    python3 scripts/price_figures.py tiers > tests/all/enrich_price_tiers.tsv     # service tiers, writes for an hour

The package's calculator is written by others in another language, so it is an independent check of ours. Calls are
drawn with a fixed seed over all providers, every dated price among them. Left out: entries without any price (the
package says 0, we say unknown) and entries whose tokens are not all sold (the package leaves those out of the sum).
"""

import datetime
import random
import sys
from importlib.metadata import version

from genai_prices import Usage, calc_price
from genai_prices.data import providers
from genai_prices.types import ModelPrice

random.seed(7)
UTC = datetime.timezone.utc


def name(clause):
    """A name that the clause matches, when it is a plain one."""
    for part in getattr(clause, "or_", [clause]):
        text = getattr(part, "equals", None) or getattr(part, "starts_with", None)
        if text:
            return text
    return None


def instants(model):
    """Times on both sides of each dated price, or any time."""
    yield datetime.datetime.fromtimestamp(random.randrange(1_700_000_000, 1_800_000_000), UTC)
    for price in model.prices if not isinstance(model.prices, ModelPrice) else []:
        start = getattr(price.constraint, "start_date", None)
        if start:
            midnight = datetime.datetime.combine(start, datetime.time(), UTC)
            yield midnight
            yield midnight - datetime.timedelta(seconds=1)
        elif price.constraint:
            for time in (price.constraint.start_time, price.constraint.end_time):
                yield datetime.datetime.combine(datetime.date(2027, 3, 4), time)


def rows():
    for provider in providers:
        models = [m for m in provider.models if name(m.match)]
        dated = [m for m in models if not isinstance(m.prices, ModelPrice)]
        for model in {id(m): m for m in random.sample(models, min(12, len(models))) + random.sample(dated, min(8, len(dated)))}.values():
            ref = name(model.match)
            if provider.find_model(ref) is not model:
                continue
            for when in instants(model):
                total = random.choice([50, 1_000, 40_000, 199_999, 200_000, 200_001, 272_001, 600_000])
                read = random.choice([0, 0, total // 3])
                written = random.choice([0, 0, total // 7])
                output = random.choice([0, 12, 900, 30_000])
                usage = Usage(input_tokens=total, cache_read_tokens=read, cache_write_tokens=written, output_tokens=output)
                prices = model.get_prices(when)
                if prices.input_mtok is None or prices.output_mtok is None:
                    continue
                cost = calc_price(usage, ref, provider_id=provider.id, genai_request_timestamp=when).total_price
                yield provider.id, ref, when.isoformat(), total, read, written, output, cost


# The first key of a variant's condition, when a log's service tier can say it.
SERVED = ("processing", "service_tier", "speed")
TIERS = ("batch", "flex", "priority", "fast")


def tiers():
    for provider in providers:
        for model in provider.models:
            ref = name(model.match)
            ways = sorted({value for v in model.price_variants or () for key, value in v.when.items() if key in SERVED and value in TIERS})
            hourly = any(getattr(p, "cache_write_1h_mtok", None) is not None for p in [model.get_prices(datetime.datetime(2026, 11, 20, tzinfo=UTC))])
            if not ref or provider.find_model(ref) is not model or not (ways or hourly):
                continue
            if not ways and random.random() < 0.5:
                continue
            starts = [v.constraint.start_date for v in model.price_variants or () if getattr(v.constraint, "start_date", None)]
            days = {datetime.datetime(2026, 11, 20, 12, tzinfo=UTC)}
            if starts:
                midnight = datetime.datetime.combine(random.choice(starts), datetime.time(), UTC)
                days |= {midnight, midnight - datetime.timedelta(seconds=1)}
            for way in ["", *ways]:
                for when in sorted(days):
                    total = random.choice([1_000, 40_000, 200_001, 272_001, 600_000])
                    read, written = random.choice([0, total // 3]), random.choice([0, total // 7])
                    hour = written // 2 if hourly else 0
                    output = random.choice([0, 900, 30_000])
                    context = {key: way for key in SERVED} if way else None
                    prices = model.get_prices(when, context)
                    if prices.input_mtok is None or prices.output_mtok is None:
                        continue
                    usage = Usage(input_tokens=total, cache_read_tokens=read, cache_write_tokens=written, cache_write_1h_tokens=hour, output_tokens=output)
                    cost = calc_price(usage, ref, provider_id=provider.id, genai_request_timestamp=when, price_context=context).total_price
                    yield provider.id, ref, when.isoformat(), total, read, written, hour, output, way or "default", cost


print(f"# genai-prices {version('genai-prices')}, scripts/price_figures.py")
if sys.argv[1:] == ["tiers"]:
    print("# provider\tmodel\ttime\tinput_tokens\tcache_read_tokens\tcache_creation_tokens\tcache_creation_1h_tokens\toutput_tokens\tservice_tier\tcost_usd")
else:
    print("# provider\tmodel\ttime\tinput_tokens\tcache_read_tokens\tcache_creation_tokens\toutput_tokens\tcost_usd")
for row in tiers() if sys.argv[1:] == ["tiers"] else rows():
    print(*row, sep="\t")
