"""Learns the weights of the confidence: is the sentence that would be quoted right?

    python -m benchmarks.answers.learn PACK.txt … --rows rows.jsonl --out src/kotae/answering/weights/confidence.json

Every question of the libraries is asked with nothing refused; what is learned is whether the first quote holds the answer.
Only what the reader and retrieval say is learned: what the exact checks say is too rare in any set to be learned, so it is set
by hand and the rest is learned beside it. Cross-validated over libraries, so that no document is on both sides; the
figures printed are those of the held-out folds. Asking takes seconds a question: ``--rows`` keeps what came of it, and a file
that is there already is read instead of asking again.
"""

import argparse
import datetime
import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import GroupKFold, cross_val_predict
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from benchmarks.answers.libraries import Asked, ask_libraries
from kotae.answering.confidence import FEATURES
from kotae.reader.weights import default_weights

BY_HAND: Final = {
    "covered": 0.3,
    "largest_missing": -0.3,
    "names_missing": -0.5,
    "names_missing_crossed": -0.2,
    "names_nowhere": -1.5,
    "years_missing": -0.7,
    "identifiers_distant": -0.4,
    "exact": 0.7,
}
"""Weights of the exact checks, small beside what is learned: together they move the odds by a factor of two or three; but a
name that is known and stands nowhere stands in one of 34 questions that nothing answers and in one of 170 others."""


def learn(rows: Sequence[Asked]) -> dict[str, object]:
    """Return the weights, and print how they do on libraries they weren't learned from."""
    kept = [row for row in rows if row.features]
    values = np.array([row.features for row in kept])
    labels = np.array([row.right for row in kept])
    groups = np.array([row.library for row in kept])
    answerable = np.array([row.answer is not None for row in kept])
    learned = [place for place, name in enumerate(FEATURES) if name not in BY_HAND]
    by_hand = values @ np.array([BY_HAND.get(name, 0.0) for name in FEATURES])
    mean = float(by_hand.mean())
    model = make_pipeline(StandardScaler(), LogisticRegression(C=0.3, max_iter=1000))
    folds = GroupKFold(n_splits=min(5, len(set(groups))))
    logits = cross_val_predict(
        model, values[:, learned], labels, groups=groups, cv=folds, method="decision_function"
    )
    held_out = 1 / (1 + np.exp(-(logits + by_hand - mean)))
    auc = float(roc_auc_score(labels, held_out))
    print(
        f"{len(kept)} questions, held-out AUC {auc:.3f}, right with nothing refused {labels[answerable].mean():.3f}"
    )
    threshold = _best_threshold(held_out, labels, answerable)
    model.fit(values[:, learned], labels)
    scaler, regression = model[0], model[1]
    weights = regression.coef_[0] / scaler.scale_
    coefficients = {name: BY_HAND.get(name, 0.0) for name in FEATURES}
    coefficients |= {
        FEATURES[place]: round(float(weight), 4) for place, weight in zip(learned, weights, strict=True)
    }
    card = json.loads((default_weights().parent / "card.json").read_text(encoding="utf-8"))
    return {
        "date": datetime.date.today().isoformat(),
        "learned_from": sorted(set(groups.tolist())),
        "questions": len(kept),
        "reader_sha256": card["sha256"],
        "held_out_auc": round(auc, 3),
        "best_threshold": round(threshold, 3),
        "by_hand": sorted(BY_HAND),
        "intercept": round(float(regression.intercept_[0] - weights @ scaler.mean_) - mean, 4),
        "coefficients": coefficients,
    }


def _best_threshold(
    held_out: NDArray[np.float64], labels: NDArray[np.bool_], answerable: NDArray[np.bool_]
) -> float:
    """Return the threshold at which most questions are right and most near misses refused, in equal parts."""
    best = (0.0, 0.5)
    for threshold in np.linspace(0.1, 0.7, 25):
        right = float((labels & (held_out >= threshold))[answerable].mean())
        refused = float((held_out < threshold)[~answerable].mean())
        wrongly = float((held_out < threshold)[answerable].mean())
        best = max(best, ((right + refused) / 2, float(threshold)))
        print(
            f"{threshold:.3f} right {right:.3f} wrongly refused {wrongly:.3f} near misses refused {refused:.3f}"
        )
    return best[1]


def main() -> None:
    """Ask or read what came of asking, learn, write."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("packs", type=Path, nargs="*")
    parser.add_argument("--rows", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    given = parser.parse_args()
    if not given.rows.exists():
        asked = list(ask_libraries(given.packs))
        lines = (json.dumps(asdict(row), ensure_ascii=False) + "\n" for row in asked)
        given.rows.write_text("".join(lines), encoding="utf-8")
    rows = [Asked(**json.loads(line)) for line in given.rows.read_text(encoding="utf-8").splitlines()]
    given.out.write_text(json.dumps(learn(rows), indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
