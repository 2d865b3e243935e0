"""Learns the correction: from the questions that rules make of a library to those that people ask of it.

    python -m benchmarks.selftest.learn --rows rows.jsonl --out src/kotae/selftest/correction.json

``rows.jsonl`` is what ``benchmarks.selftest.ask`` wrote. Only libraries of ``../shared/data/packs`` are taken whose papers the
reader wasn't trained on; those that decide are left aside by name. Printed is how it does with one library left out, each in
turn.
"""

import argparse
import datetime
import json
import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

import numpy as np
from sklearn.linear_model import LinearRegression

from benchmarks.selftest.ask import Row, read_rows
from kotae.answering import AnsweringSettings
from kotae.reader.weights import default_weights
from kotae.selftest.correction import FIGURES, Correction, heights

__all__ = ["learned", "left_out_one", "truth"]

_QUANTILES: Final = 61
_DECIDE: Final = ("d1/", "libraries/")


def learned(rows: Sequence[Row]) -> dict[str, object]:
    """Return the data of a correction.

    Args:
        rows: Of libraries with both kinds of questions.
    """
    invented, _ = truth(rows, AnsweringSettings().min_confidence)["invented"]
    return {
        "curves": {figure: _curve(rows, figure) for figure in FIGURES},
        "between": dict.fromkeys(FIGURES, 0.0),
        "usual": round(invented, 3),
    }


def _curve(rows: Sequence[Row], figure: str) -> dict[str, object]:
    """Return the curve of one figure: means by direction, one slope for all, and what is left over.

    The slope is told by single documents: there are more of them than libraries, and they differ more.
    """
    made = _by_place([row for row in rows if row.made], figure)
    asked = _by_place([row for row in rows if not row.made], figure)
    means = {name: _means(found) for name, found in (("made", made), ("asked", asked))}
    off_made, off_asked = (
        {
            place: [height - means[name][direction] for direction, height in found]
            for place, found in rows_by_place.items()
        }
        for name, rows_by_place in (("made", made), ("asked", asked))
    )
    both = sorted(set(off_made) & set(off_asked))
    model = LinearRegression(fit_intercept=False).fit(
        [[float(np.mean(off_made[place]))] for place in both],
        [float(np.mean(off_asked[place])) for place in both],
        sample_weight=[len(off_asked[place]) for place in both],
    )
    slope = min(1.0, max(0.0, float(model.coef_[0])))
    around = [off - slope * float(np.mean(off_made[place])) for place in both for off in off_asked[place]]
    steps = (np.arange(_QUANTILES) + 0.5) / _QUANTILES
    return {
        **{name: {key: round(value, 3) for key, value in found.items()} for name, found in means.items()},
        "slope": round(slope, 3),
        "around": [round(float(value), 3) for value in np.quantile(around, steps)],
    }


def _by_place(rows: Sequence[Row], figure: str) -> Mapping[tuple[str, int], list[tuple[str, float]]]:
    """Return direction and height of every question, by document."""
    found: dict[tuple[str, int], list[tuple[str, float]]] = defaultdict(list)
    for row in rows:
        found[row.library, row.document] += heights([row.observed], figure)
    return {place: own for place, own in found.items() if own}


def _means(found: Mapping[tuple[str, int], Sequence[tuple[str, float]]]) -> dict[str, float]:
    by_direction: dict[str, list[float]] = defaultdict(list)
    for direction, height in (one for own in found.values() for one in own):
        by_direction[direction].append(height)
    return {direction: float(np.mean(own)) for direction, own in sorted(by_direction.items())}


def truth(rows: Sequence[Row], threshold: float) -> dict[str, tuple[float, int]]:
    """Return what came of people's questions: each figure with the number of questions it is about."""
    asked = [row for row in rows if not row.made]
    held = [row for row in asked if row.answerable]
    others = [row for row in asked if not row.answerable]
    return {
        "right": (float(np.mean([row.right and row.confidence >= threshold for row in held])), len(held)),
        "refused": (float(np.mean([row.confidence < threshold for row in held])), len(held)),
        "invented": (float(np.mean([row.confidence >= threshold for row in others])), len(others)),
    }


def left_out_one(rows: Sequence[Row], threshold: float) -> dict[str, dict[str, tuple[float, float, int]]]:
    """Return for each library, with a correction learned from the others: predicted, true, and of how many questions."""
    found = {}
    for library in sorted({row.library for row in rows}):
        own = [row for row in rows if row.library == library]
        correction = Correction.of(learned([row for row in rows if row.library != library]))
        found[library] = predicted(correction, own, threshold)
    return found


def predicted(
    correction: Correction, rows: Sequence[Row], threshold: float
) -> dict[str, tuple[float, float, int]]:
    """Return of one library for each figure: predicted from its made questions, true of people's, and of how many."""
    made = [row.observed for row in rows if row.made]
    expected = correction.expected(made, threshold)
    if expected is None:
        raise ValueError(f"{rows[0].library}: too few questions could be made")
    return {
        name: (float(getattr(expected, name)), share, of)
        for name, (share, of) in truth(rows, threshold).items()
    }


def between(found: Mapping[str, Mapping[str, tuple[float, float, int]]]) -> dict[str, float]:
    """Return the spread of the errors beyond the chance of the questions, by figure of the correction."""
    spread = {}
    for figure in FIGURES:
        name = "refused" if figure == "answered" else figure
        rows = [one[name] for one in found.values()]
        error = float(np.mean([(guess - true) ** 2 for guess, true, _ in rows]))
        chance = float(np.mean([true * (1 - true) / of for _, true, of in rows]))
        spread[figure] = round(math.sqrt(max(0.0, error - chance)), 3)
    return spread


def main() -> None:
    """Learn, print how it does, write."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rows", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    given = parser.parse_args()
    rows = [row for row in read_rows(given.rows) if not row.library.startswith(_DECIDE)]
    found = left_out_one(rows, AnsweringSettings().min_confidence)
    for library, figures in found.items():
        print(library, *(f"{name} {guess:.3f} / {true:.3f}" for name, (guess, true, _) in figures.items()))
    card = json.loads((default_weights().parent / "card.json").read_text(encoding="utf-8"))
    data = {
        "date": datetime.date.today().isoformat(),
        "learned_from": sorted({row.library for row in rows}),
        "made": sum(row.made for row in rows),
        "asked": sum(not row.made for row in rows),
        "reader_sha256": card["sha256"],
        **learned(rows),
        "between": between(found),
    }
    given.out.write_text(json.dumps(data, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
