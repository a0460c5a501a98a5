#!/usr/bin/env python3
"""Would learned weights for the category rules hold on sources that they were not learned from?

usage: category_weights.py ROWS.jsonl      (needs scikit-learn; run it from the repository)

ROWS.jsonl is what `llmobs evaluate --rows ROWS.jsonl LABELLED…` wrote. For each source a logistic regression over the rules
that held is fitted to all the others, every source counting alike, with a penalty on how far it goes from the weights as
written in data/categories.toml (divided by 3.5), and judged on the source left out. Where no rule held, nothing is said. Nothing is written: so far the weights as
written are as good.
"""
import json, sys, tomllib
import numpy as np
from scipy.optimize import minimize
from sklearn.metrics import f1_score

table = tomllib.load(open("data/categories.toml", "rb"))
categories, rules = table["categories"], [rule["id"] for rule in table["rule"]]
place = {rule: at for at, rule in enumerate(rules)}
written = np.zeros((len(rules), len(categories)))
for rule in table["rule"]:
    written[place[rule["id"]], categories.index(rule["category"])] = rule.get("weight", 0) / 3.5
rows = [json.loads(line) for line in open(sys.argv[1], encoding="utf-8")]
rows = [row for row in rows if row["label"] in categories]
held = np.zeros((len(rows), len(rules)))
for at, row in enumerate(rows):
    held[at, [place[cue] for cue in row["cues"]]] = 1
label = np.array([categories.index(row["label"]) for row in rows])
source = np.array([row["source"] for row in rows])


def fit(here, penalty):
    x, y = held[here], np.eye(len(categories))[label[here]]
    weight = np.array([1 / np.sum(source[here] == name) for name in source[here]])
    weight *= len(here) / weight.sum()

    def loss(flat):
        away = flat.reshape(written.shape)
        scores = x @ (written + away)
        scores -= scores.max(1, keepdims=True)
        shares = np.exp(scores)
        shares /= shares.sum(1, keepdims=True)
        value = -(weight * np.log((shares * y).sum(1) + 1e-12)).sum() + penalty * (away**2).sum()
        return value, (x.T @ ((shares - y) * weight[:, None]) + 2 * penalty * away).ravel()

    return written + minimize(loss, np.zeros(written.size), jac=True, method="L-BFGS-B").x.reshape(written.shape)


def tell(name, said):
    def macro(mask):
        return f1_score(label[mask], said[mask], labels=sorted(set(label[mask])), average="macro", zero_division=0)

    said = np.where(held.any(1), said, -1)
    means = np.mean([macro(source == one) for one in sorted(set(source))])
    print(f"{name:30} macro-F1 {macro(label >= 0):.3f}  mean of sources {means:.3f}")


tell("as written", (held @ written).argmax(1))
for penalty in (3, 10, 30, 100):
    said = np.zeros(len(rows), int)
    for left_out in sorted(set(source)):
        out = source == left_out
        said[out] = (held[out] @ fit(np.where(~out)[0], penalty)).argmax(1)
    tell(f"learned, penalty {penalty}", said)
