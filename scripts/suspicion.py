#!/usr/bin/env python3
"""Fits what share of responses people call hallucinated at a given groundedness, and says how well that holds elsewhere.

usage: suspicion.py ROWS.jsonl [--write data/suspicion.toml]

ROWS.jsonl is what `llmobs evaluate --rows ROWS.jsonl LABELLED…` wrote. The fit is Platt's (1999): a logistic curve over
groundedness, by Newton's method on the likelihood, every source counting alike. It is also made with each source left out
and judged there: calibration error over ten bins of equal width, on rows where the curve is no coin toss. Python 3 only.
"""
import argparse, json, math

p = argparse.ArgumentParser()
p.add_argument("rows")
p.add_argument("--write")
p.add_argument("--silent", nargs=2, type=float, default=[0.35, 0.65], help="probabilities between these are kept silent")
a = p.parse_args()

rows = [json.loads(line) for line in open(a.rows, encoding="utf-8")]
rows = [
    (row["found"]["groundedness"], int(row["hallucinated"]), row["source"])
    for row in rows
    if row["found"].get("grounded_in") == "context" and row["hallucinated"] is not None
]
sources = sorted({source for *_, source in rows})


def fit(rows):
    count = {source: sum(1 for row in rows if row[2] == source) for source in {row[2] for row in rows}}
    scale = len(rows) / len(count)
    intercept = slope = 0.0
    for _ in range(50):
        g0 = g1 = h00 = h01 = h11 = 0.0
        for x, label, source in rows:
            weight = scale / count[source]
            said = 1 / (1 + math.exp(-(intercept + slope * x)))
            g0 += weight * (label - said)
            g1 += weight * (label - said) * x
            w = weight * said * (1 - said)
            h00, h01, h11 = h00 + w, h01 + w * x, h11 + w * x * x
        det = h00 * h11 - h01 * h01
        step = ((h11 * g0 - h01 * g1) / det, (h00 * g1 - h01 * g0) / det)
        intercept, slope = intercept + step[0], slope + step[1]
        if abs(step[0]) + abs(step[1]) < 1e-10:
            break
    return intercept, slope


def judge(pairs):
    spoken = [(said, label) for said, label in pairs if said <= a.silent[0] or said >= a.silent[1]]
    bins = [[], *([] for _ in range(9))]
    for said, label in spoken:
        bins[min(int(said * 10), 9)].append((said, label))
    error = sum(abs(sum(s for s, _ in b) - sum(l for _, l in b)) for b in bins) / max(len(spoken), 1)
    return error, len(spoken)


everything = []
for left_out in sources:
    intercept, slope = fit([row for row in rows if row[2] != left_out])
    here = [(1 / (1 + math.exp(-(intercept + slope * x))), label) for x, label, source in rows if source == left_out]
    everything += here
    error, spoken = judge(here)
    print(f"{left_out:16} n {len(here):5}  speaks on {spoken / len(here):.2f}  calibration error {error:.3f}")
error, spoken = judge(everything)
print(f"{'all, left out':16} n {len(rows):5}  speaks on {spoken / len(rows):.2f}  calibration error {error:.3f}")
intercept, slope = fit(rows)
print(f"intercept {intercept:.3f}  slope {slope:.3f}")
if a.write:
    with open(a.write, "w", encoding="utf-8") as file:
        file.write(
            "# Written by scripts/suspicion.py from rows that people labelled; see there.\n"
            f"# {len(rows)} rows of {', '.join(sources)}. Each source left out in turn: calibration error {error:.3f} where it\n"
            f"# speaks, which is on {spoken / len(rows):.2f} of the rows.\n"
            f"intercept = {intercept:.3f}\nslope = {slope:.3f}\n"
            "# Probabilities between these are a coin toss and not told.\n"
            f"silent = [{a.silent[0]}, {a.silent[1]}]\n"
        )
