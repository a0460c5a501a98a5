#!/usr/bin/env python3
"""LiteLLM's own arithmetic in, tests/all/enrich_second_prices.tsv (calls and their cost) out.

    pip install litellm==1.109.1
    python3 scripts/second_price_figures.py > tests/all/enrich_second_prices.tsv

Its calculator is written by others in another language, so it is an independent check of how we read its table. Calls
are drawn with a fixed seed over the table we ship. Left out: providers whose calculator does more than the table says.
"""

import contextlib
import json
import os
import pathlib
import random
import sys
import warnings
from importlib.metadata import version

warnings.filterwarnings("ignore")
os.environ["LITELLM_LOCAL_MODEL_COST_MAP"] = "True"

from litellm import cost_per_token  # noqa: E402

random.seed(7)
TABLE = pathlib.Path(__file__).resolve().parent.parent / "data" / "prices" / "litellm.json"
# Log-ins; estimates by the size of the model in its name, search fees, a default for cache reads.
ELSEWHERE = ("github_copilot/", "chatgpt/", "fireworks_ai/", "together_ai/", "perplexity/")


def rows():
    models = json.loads(TABLE.read_text())["models"]
    tiered = [key for key, entry in models.items() if isinstance(entry["usd"]["input_mtok"], dict) or len(entry) > 1]
    for key in sorted(set(random.sample(sorted(models), 500) + random.sample(sorted(tiered), 250))):
        entry = models[key]
        if key.startswith(ELSEWHERE) or "output_mtok" not in entry["usd"] or "requests_kcount" in entry["usd"]:
            continue
        tier = random.choice([way for way in ("default", "flex", "priority") if way == "default" or way in entry])
        total = random.choice([50, 32_000, 32_001, 128_000, 128_001, 199_999, 200_000, 200_001, 272_001, 600_000])
        read, written = random.choice([0, total // 3]), random.choice([0, total // 7])
        output = random.choice([12, 900, 30_000])
        try:
            with contextlib.redirect_stdout(sys.stderr):
                cost = sum(cost_per_token(
                    model=key, prompt_tokens=total, completion_tokens=output, cache_read_input_tokens=read,
                    cache_creation_input_tokens=written, service_tier=None if tier == "default" else tier,
                ))
        except Exception as problem:  # A provider that its calculator does not know by this key.
            print(f"{key}: {str(problem)[:80]}", file=sys.stderr)
            continue
        yield key, total, read, written, output, tier, f"{cost:.12g}"


print(f"# litellm {version('litellm')}, scripts/second_price_figures.py")
print("# model\tinput_tokens\tcache_read_tokens\tcache_creation_tokens\toutput_tokens\tservice_tier\tcost_usd")
for row in rows():
    print(*row, sep="\t")
