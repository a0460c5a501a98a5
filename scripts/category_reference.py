#!/usr/bin/env python3
"""What TF-IDF and logistic regression make of labelled prompts when whole sources are left out.

usage: category_reference.py LABELLED.jsonl…      (needs scikit-learn; a venv will do)

For each source a model is trained on all the others and predicts it; macro-F1 is over all predictions together, over the
classes that people used. This is the learned reference beside which `llmobs evaluate --signal category` is read.
"""
import json, sys
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import f1_score
from sklearn.pipeline import make_pipeline, make_union

rows = [json.loads(line) for path in sys.argv[1:] for line in open(path, encoding="utf-8") if line.strip()]
rows = [row for row in rows if row.get("category")]
sources = sorted({row["source"] for row in rows})
said = [None] * len(rows)
for left_out in sources:
    train = [row for row in rows if row["source"] != left_out]
    if not train:
        sys.exit("there is only one source")
    model = make_pipeline(
        make_union(
            TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True, min_df=2),
            TfidfVectorizer(analyzer="char_wb", ngram_range=(1, 4), sublinear_tf=True, min_df=2),
        ),
        LogisticRegression(C=10, max_iter=2000, class_weight="balanced", random_state=1),
    )
    model.fit([row["prompt"] for row in train], [row["category"] for row in train])
    here = [at for at, row in enumerate(rows) if row["source"] == left_out]
    for at, word in zip(here, model.predict([rows[at]["prompt"] for at in here])):
        said[at] = word


def macro(here):
    labels = [rows[at]["category"] for at in here]
    return f1_score(labels, [said[at] for at in here], labels=sorted(set(labels)), average="macro", zero_division=0)


for source in sources:
    here = [at for at, row in enumerate(rows) if row["source"] == source]
    print(f"{source:28} n {len(here):5}  macro-F1 {macro(here):.3f}")
print(f"{'all, each source left out':28} n {len(rows):5}  macro-F1 {macro(range(len(rows))):.3f}")
