"""Trains the assistant's reranker: python3 train_reranker.py TRAINING.jsonl MODEL.joblib

TRAINING.jsonl holds one {"input", "output"} pair a line. Each pair is a positive example; for the
negatives every question is put with an answer to another question, chosen by a seeded generator, so
the same input always gives the same model.
"""

import json
import random
import sys

import joblib
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import Pipeline

SEED = 20261120


def read_pairs(path):
    with open(path, encoding="utf-8-sig") as lines:
        records = [json.loads(line) for line in lines if line.strip()]
    return [(record["input"], record["output"]) for record in records]


def as_text(query, candidate):
    """What the assistant's scorer sees; the two sides must never differ."""
    return f"{query} \n {candidate}"


def examples(pairs, rng):
    texts, labels = [], []
    for query, answer in pairs:
        others = [other for _, other in pairs if other != answer]
        texts += [as_text(query, answer), as_text(query, rng.choice(others))]
        labels += [1, 0]
    return texts, labels


def train(pairs):
    texts, labels = examples(pairs, random.Random(SEED))
    pipeline = Pipeline(
        [
            ("tfidf", TfidfVectorizer(ngram_range=(1, 2), max_features=20000)),
            ("clf", LogisticRegression(max_iter=1000)),
        ]
    )
    return pipeline.fit(texts, labels)


def main(arguments):
    if len(arguments) != 2:
        print(__doc__, file=sys.stderr)
        return 2
    training, model = arguments
    pairs = read_pairs(training)
    if len({answer for _, answer in pairs}) < 2:
        print("at least two different answers are needed", file=sys.stderr)
        return 3
    pipeline = train(pairs)
    joblib.dump(pipeline, model, compress=0, protocol=4)
    features = len(pipeline.named_steps["tfidf"].vocabulary_)
    print(f"{len(pairs)} pairs, {features} features -> {model}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
