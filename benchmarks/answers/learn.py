"""Learns the weights of the confidence: is the sentence that would be quoted right?

    python -m benchmarks.answers.learn PACK.txt … --out src/kotae/answering/weights/confidence.json

Every question of the libraries is asked with nothing refused; what is learned is whether the first quote holds the answer.
Cross-validated over libraries, so that no document is on both sides; the figures printed are those of the held-out folds. The
threshold printed is the one that gets most questions right, near misses refused included, on held-out folds.
"""

import argparse
import datetime
import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import GroupKFold, cross_val_predict
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from benchmarks.answers.libraries import Asked, ask_libraries
from kotae.answering.confidence import FEATURES
from kotae.reader.weights import default_weights


def learn(rows: Sequence[Asked]) -> dict[str, object]:
    """Return the weights, and print how they do on libraries they weren't learned from."""
    kept = [row for row in rows if row.features]
    values = np.array([row.features for row in kept])
    labels = np.array([row.right for row in kept])
    groups = np.array([row.library for row in kept])
    model = make_pipeline(StandardScaler(), LogisticRegression(C=0.3, max_iter=1000))
    folds = GroupKFold(n_splits=min(5, len(set(groups))))
    held_out = cross_val_predict(model, values, labels, groups=groups, cv=folds, method="predict_proba")[:, 1]
    answerable = np.array([row.answer is not None for row in kept])
    print(f"{len(kept)} questions, held-out AUC {roc_auc_score(labels, held_out):.3f}")
    best = (0.0, 0.5)
    for threshold in np.linspace(0.1, 0.9, 33):
        right = (labels & (held_out >= threshold))[answerable].mean()
        refused = (held_out < threshold)[~answerable].mean()
        best = max(best, ((right + refused) / 2, float(threshold)))
        print(f"{threshold:.3f} right {right:.3f} near misses refused {refused:.3f}")
    model.fit(values, labels)
    scaler, regression = model[0], model[1]
    coefficients = regression.coef_[0] / scaler.scale_
    intercept = regression.intercept_[0] - float((coefficients * scaler.mean_).sum())
    card = json.loads((default_weights().parent / "card.json").read_text(encoding="utf-8"))
    return {
        "date": datetime.date.today().isoformat(),
        "learned_from": sorted(set(groups.tolist())),
        "questions": len(kept),
        "reader_sha256": card["sha256"],
        "held_out_auc": round(float(roc_auc_score(labels, held_out)), 3),
        "best_threshold": round(best[1], 3),
        "intercept": round(float(intercept), 4),
        "coefficients": {name: round(float(c), 4) for name, c in zip(FEATURES, coefficients, strict=True)},
    }


def main() -> None:
    """Ask, learn, write."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("packs", type=Path, nargs="+")
    parser.add_argument("--out", type=Path, required=True)
    given = parser.parse_args()
    weights = learn(list(ask_libraries(given.packs)))
    given.out.write_text(json.dumps(weights, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
