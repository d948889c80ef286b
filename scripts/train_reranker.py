"""Trains the assistant's reranker with scikit-learn.

  python3 train_reranker.py TRAINING.jsonl MODEL.joblib
      [--staging FOLDER] [--seed NUMBER] [--report REPORT.json]

TRAINING.jsonl holds one {"input", "output"} pair a line. A pair with a "label" is what that says: 1, this
answers that; 0, it does not. A pair without one is a positive example, and for the negatives its question is put
with an answer to another question, chosen by a seeded generator. The same input always gives the same model.

--staging reads what was reviewed as well: FOLDER/*/accepted.jsonl as positive, FOLDER/*/rejected.jsonl as negative
examples. "codelumi train" does without it: it reads the journals themselves, and asks whether enough people approved.

--report writes what was learned from, what was learned with, and how well pairs of held-out groups (their "group")
are told apart: the area under the ROC curve in grouped cross-validation, null where there are too few.
"""

import argparse
import json
import platform
import random
import sys
from pathlib import Path

import joblib
import numpy
import scipy
import sklearn
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import GroupKFold
from sklearn.pipeline import Pipeline

SEED = 20261120
FOLDS = 5
DRAWS = 500


class BadInput(Exception):
    """What is given cannot be learned from; said without a stack trace."""


def read_lines(path):
    with open(path, encoding="utf-8-sig") as lines:
        for number, line in enumerate(lines, start=1):
            if not line.strip():
                continue
            try:
                yield number, json.loads(line)
            except json.JSONDecodeError as error:
                raise BadInput(f"{path}:{number}: not JSON ({error.msg})") from error


def read_pairs(path):
    """(question, answer, label or None, group) of each line."""
    pairs = []
    for number, record in read_lines(path):
        try:
            pair = (record["input"], record["output"])
            label, group = record.get("label"), record.get("group", record["output"])
        except (KeyError, AttributeError, TypeError) as error:
            raise BadInput(f"{path}:{number}: no pair of input and output") from error
        if label not in (None, 0, 1) or not all(isinstance(text, str) for text in (*pair, group)):
            raise BadInput(f"{path}:{number}: no pair with a label of 0 or 1")
        pairs.append((*pair, label, group))
    return pairs


def read_staging(folder):
    """What reviews added up to, day by day."""
    pairs = []
    for name, label in (("accepted.jsonl", None), ("rejected.jsonl", 0)):
        for path in sorted(Path(folder).glob(f"*/{name}")):
            for number, record in read_lines(path):
                try:
                    query, answer = record["query"], record["assistant_output"]
                except (KeyError, TypeError) as error:
                    raise BadInput(f"{path}:{number}: no candidate") from error
                pairs.append((query, answer, label, answer))
    return pairs


def as_text(query, candidate):
    """What the assistant's scorer sees; the two sides must never differ."""
    return f"{query} \n {candidate}"


def examples(pairs, rng):
    texts, labels, groups = [], [], []
    answers = [answer for _, answer, label, _ in pairs if label != 0]

    def add(query, answer, label, group):
        texts.append(as_text(query, answer))
        labels.append(label)
        groups.append(group)

    for query, answer, label, group in pairs:
        if label is not None:
            add(query, answer, label, group)
            continue
        others = [other for other in answers if other != answer]
        add(query, answer, 1, group)
        if others:
            add(query, rng.choice(others), 0, group)
    return texts, labels, groups


def new_pipeline():
    return Pipeline(
        [
            ("tfidf", TfidfVectorizer(ngram_range=(1, 2), max_features=20000)),
            ("clf", LogisticRegression(max_iter=1000)),
        ]
    )


def held_out(texts, labels, groups):
    """How well pairs of groups that were not learned from are told apart; None where there are too few."""
    folds = min(FOLDS, len(set(groups)))
    if folds < 2:
        return None
    truth, scores, of = [], [], []
    for learned, kept in GroupKFold(folds).split(texts, labels, groups):
        if len({labels[at] for at in learned}) < 2:
            return None
        pipeline = new_pipeline().fit([texts[at] for at in learned], [labels[at] for at in learned])
        scores.extend(pipeline.predict_proba([texts[at] for at in kept])[:, 1])
        truth.extend(labels[at] for at in kept)
        of.extend(groups[at] for at in kept)
    if len(set(truth)) < 2:
        return None
    auc = float(roc_auc_score(truth, scores))
    return {"folds": folds, "n": len(truth), "roc_auc": auc, "interval": interval(truth, scores, of)}


def interval(truth, scores, groups):
    """The 95 % bootstrap interval of the area, by drawing groups; None where few draws say anything."""
    truth, scores = numpy.asarray(truth), numpy.asarray(scores)
    _, number = numpy.unique([str(group) for group in groups], return_inverse=True)
    places = [numpy.flatnonzero(number == each) for each in range(number.max() + 1)]
    rng = numpy.random.default_rng(SEED)
    found = []
    for _ in range(DRAWS):
        drawn = numpy.concatenate([places[at] for at in rng.integers(len(places), size=len(places))])
        if len(set(truth[drawn])) == 2:
            found.append(float(roc_auc_score(truth[drawn], scores[drawn])))
    if 2 * len(found) < DRAWS:
        return None
    low, high = numpy.quantile(found, [0.025, 0.975])
    return {"low": float(low), "high": float(high)}


def versions():
    modules = (sklearn, numpy, scipy, joblib)
    return {"python": platform.python_version()} | {each.__name__: each.__version__ for each in modules}


def save(pipeline, model):
    vectorizer = pipeline.named_steps["tfidf"]
    if hasattr(vectorizer, "_stop_words_id"):
        vectorizer._stop_words_id = 0  # an address in memory, other in every run
    joblib.dump(pipeline, model, compress=0, protocol=4)


def parsed(arguments):
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("training", metavar="TRAINING.jsonl")
    parser.add_argument("model", metavar="MODEL.joblib")
    parser.add_argument("--staging", metavar="FOLDER")
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--report", metavar="REPORT.json")
    return parser.parse_args(arguments)


def run(options):
    pairs = read_pairs(options.training)
    if options.staging is not None:
        pairs += read_staging(options.staging)
    if len({answer for _, answer, label, _ in pairs if label != 0}) < 2:
        raise BadInput("at least two different answers are needed")
    texts, labels, groups = examples(pairs, random.Random(options.seed))
    if len(set(labels)) < 2:
        raise BadInput("both right and wrong answers are needed")
    pipeline = new_pipeline().fit(texts, labels)
    save(pipeline, options.model)
    features = len(pipeline.named_steps["tfidf"].vocabulary_)
    if options.report is not None:
        report = {
            "examples": len(labels),
            "positive": sum(labels),
            "features": features,
            "held_out": held_out(texts, labels, groups),
            "versions": versions(),
        }
        Path(options.report).write_text(json.dumps(report), encoding="utf-8")
    print(f"{len(pairs)} pairs, {features} features -> {options.model}")


def main(arguments):
    try:
        run(parsed(arguments))
    except (BadInput, OSError) as error:
        print(error, file=sys.stderr)
        return 3
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
