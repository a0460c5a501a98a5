#!/usr/bin/env python3
"""Is our complexity more than length, and does it stay when only the formatting changes?

usage: complexity_check.py target/release/llmobs LABELLED.jsonl

Prints the rank correlation (Spearman) of complexity with the length of prompts, per source and over all; the share of its
variance that a straight line over ln(length) leaves; what the other parts add to what is left; and by how much complexity
moves when a prompt is formatted otherwise. Python 3 only.
"""
import json, math, statistics, subprocess, sys, tempfile

llmobs, labelled = sys.argv[1:3]
rows = [json.loads(line) for line in open(labelled, encoding="utf-8") if line.strip()]
PARTS = ["vocabulary", "sentences", "constraints", "questions", "code", "numbers"]


def found(prompts):
    with tempfile.TemporaryDirectory() as folder:
        with open(f"{folder}/in.jsonl", "w", encoding="utf-8") as file:
            for prompt in prompts:
                file.write(json.dumps({"prompt": prompt, "category": "x"}) + "\n")
        command = [llmobs, "evaluate", "--resamples", "0", "--signal", "category", "--rows", f"{folder}/out", f"{folder}/in.jsonl"]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        return [json.loads(line)["found"] for line in open(f"{folder}/out", encoding="utf-8")]


def ranks(values):
    order = sorted(range(len(values)), key=values.__getitem__)
    out, at = [0.0] * len(values), 0
    while at < len(order):
        end = at
        while end < len(order) and values[order[end]] == values[order[at]]:
            end += 1
        for place in order[at:end]:
            out[place] = (at + end - 1) / 2
        at = end
    return out


def spearman(a, b):
    return statistics.correlation(ranks(a), ranks(b))


prompts = [row["prompt"] for row in rows]
told = found(prompts)
score = [one["complexity"] for one in told]
length = [math.log1p(len(prompt)) for prompt in prompts]
for source in sorted({row["source"] for row in rows}):
    here = [at for at, row in enumerate(rows) if row["source"] == source]
    rho = spearman([score[at] for at in here], [length[at] for at in here])
    print(f"{source:28} n {len(here):5}  rank correlation with length {rho:.2f}")
slope, intercept = statistics.linear_regression(length, score)
left = [s - intercept - slope * l for s, l in zip(score, length)]
print(f"{'all':28} n {len(rows):5}  rank correlation with length {spearman(score, length):.2f}")
print(f"variance that ln(length) leaves: {statistics.pvariance(left) / statistics.pvariance(score):.2f}")
for part in PARTS:
    print(f"  what is left against the part {part:12} {spearman(left, [one['complexity_' + part] for one in told]):+.2f}")
for name, change in {
    "blanks at the ends": lambda text: f"\n  {text}  \n\n",
    "single line breaks doubled": lambda text: text.replace("\n", "\n\n"),
    "blanks doubled": lambda text: text.replace(" ", "  "),
    "bold": lambda text: f"**{text}**",
    "capitals": str.upper,
    "curly quotes": lambda text: text.replace("'", "’").replace('"', "”"),
}.items():
    moved = [abs(a - b["complexity"]) for a, b in zip(score, found([change(text) for text in prompts]))]
    print(f"{name:28} moves it by {statistics.mean(moved):.2f} on average, {max(moved):.1f} at most, of 100")
