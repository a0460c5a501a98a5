#!/usr/bin/env python3
"""Fits how groundedness by words and nearness by meaning go together, and says how well that holds elsewhere.

usage: semantic.py ROWS.jsonl [--write data/semantic.toml --model NAME]

ROWS.jsonl is what `llmobs evaluate --embedding-model FOLDER --rows ROWS.jsonl LABELLED…` wrote. The fit is a logistic
curve over all three, by Newton's method on the likelihood with a ridge, which keeps the sources that are easy from
deciding alone. Every source counts alike and has an intercept of its own: how many of its rows are labelled
hallucinated must not decide what words and meaning weigh. It is also made with each source left out and judged there
by AUROC. Python 3 only.
"""
import argparse, json, math

p = argparse.ArgumentParser()
p.add_argument("rows")
p.add_argument("--write")
p.add_argument("--model", default="an embedding model")
p.add_argument("--ridge", type=float, default=30.0)
a = p.parse_args()

ALL = ("groundedness", "semantic_support", "semantic_coverage")
rows = []
for line in open(a.rows, encoding="utf-8"):
    row = json.loads(line)
    found = row["found"]
    if found.get("grounded_in") == "context" and row["hallucinated"] is not None and ALL[1] in found:
        rows.append(([found[name] for name in ALL], 1 - int(row["hallucinated"]), row["source"]))
sources = sorted({source for *_, source in rows})


def solve(matrix, right):
    n = len(right)
    m = [line[:] + [value] for line, value in zip(matrix, right)]
    for i in range(n):
        k = max(range(i, n), key=lambda r: abs(m[r][i]))
        m[i], m[k] = m[k], m[i]
        for r in range(n):
            if r != i:
                by = m[r][i] / m[i][i]
                m[r] = [x - by * y for x, y in zip(m[r], m[i])]
    return [m[i][n] / m[i][i] for i in range(n)]


def fit(rows):
    """Weights of all, then the mean of the sources' intercepts."""
    names = sorted({source for *_, source in rows})
    count = {name: sum(1 for row in rows if row[2] == name) for name in names}
    scale, size = len(rows) / len(names), len(ALL) + len(names)
    w = [0.0] * size
    for _ in range(50):
        gradient = [-a.ridge * w[i] if i < len(ALL) else 0.0 for i in range(size)]
        hessian = [[a.ridge if i == j and i < len(ALL) else 0.0 for j in range(size)] for i in range(size)]
        for x, label, source in rows:
            at = len(ALL) + names.index(source)
            where = (*enumerate(x), (at, 1.0))
            said = 1 / (1 + math.exp(-sum(w[i] * value for i, value in where)))
            weight = scale / count[source]
            for i, value in where:
                gradient[i] += weight * (label - said) * value
                for j, other in where:
                    hessian[i][j] += weight * said * (1 - said) * value * other
        step = solve(hessian, gradient)
        w = [x + y for x, y in zip(w, step)]
        if max(map(abs, step)) < 1e-9:
            break
    return w[: len(ALL)], sum(w[len(ALL) :]) / len(names)


def auroc(pairs):
    pairs = sorted(pairs)
    good = sum(label for _, label in pairs)
    rank, total, at = 0, 0.0, 0
    while at < len(pairs):
        end = at
        while end < len(pairs) and pairs[end][0] == pairs[at][0]:
            end += 1
        total += sum(label for _, label in pairs[at:end]) * (at + end + 1) / 2
        at = end
    return (total - good * (good + 1) / 2) / (good * (len(pairs) - good))


told = []
for left_out in sources:
    weights, _ = fit([row for row in rows if row[2] != left_out])
    here = [row for row in rows if row[2] == left_out]
    alone = [auroc([(x[i], label) for x, label, _ in here]) for i in range(len(ALL))]
    together = auroc([(sum(w * v for w, v in zip(weights, x)), label) for x, label, _ in here])
    told.append((*alone, together))
    shown = "  ".join(f"{name} {value:.3f}" for name, value in zip(ALL, alone))
    print(f"{left_out:16} n {len(here):5}  {shown}  together, left out {together:.3f}  weights " + ", ".join(f"{w:.2f}" for w in weights))
means = [sum(column) / len(told) for column in zip(*told)]
shown = "  ".join(f"{name} {value:.3f}" for name, value in zip(ALL, means))
print(f"{'mean of sources':16} n {len(rows):5}  {shown}  together, left out {means[-1]:.3f}")
weights, intercept = fit(rows)
print(f"intercept {intercept:.3f}  weights " + ", ".join(f"{w:.3f}" for w in weights))
if a.write:
    with open(a.write, "w", encoding="utf-8") as file:
        file.write(
            "# Written by scripts/semantic.py from rows that people labelled; see there.\n"
            f"# {len(rows)} rows of {', '.join(sources)}, with {a.model}. Each source left out in turn: AUROC {means[-1]:.3f},\n"
            f"# by groundedness alone {means[0]:.3f}, by sentences alone {means[1]:.3f}, by words alone {means[2]:.3f}.\n"
            f"intercept = {intercept:.3f}\nby_form = {weights[0]:.3f}\nby_sentence = {weights[1]:.3f}\nby_word = {weights[2]:.3f}\n"
        )
