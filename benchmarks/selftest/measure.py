"""What a library predicts of itself against what separately written questions show.

    python -m benchmarks.selftest.measure --rows rows.jsonl [--record]

``rows.jsonl`` is what ``benchmarks.selftest.ask`` wrote for the libraries that decide; the correction that ships was learned from
others. Beside each difference stands the one that a perfect prediction would show by the chance of so many questions (mean
absolute difference of a binomial share), for a library has only some forty of them.
"""

import argparse
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

import numpy as np
from scipy.stats import binom

from benchmarks.record import record
from benchmarks.selftest.ask import Row, read_rows
from benchmarks.selftest.learn import predicted, truth
from kotae.answering import AnsweringSettings
from kotae.selftest.correction import Correction

__all__ = ["measured"]

FIGURES: Final = ("right", "refused", "invented")
Measured = Mapping[str, Mapping[str, tuple[float, float, int]]]


def measured(rows: Sequence[Row], correction: Correction, threshold: float) -> Measured:
    """Return of every library for each figure: predicted, true, and of how many questions."""
    names = sorted({row.library for row in rows})
    return {
        name: predicted(correction, [row for row in rows if row.library == name], threshold) for name in names
    }


def chance(true: float, of: int) -> float:
    """Return how far a share of so many questions lies from its own expectation, on average."""
    counts = np.arange(of + 1)
    return float(np.sum(binom.pmf(counts, of, true) * np.abs(counts / of - true)))


def summary(found: Measured) -> dict[str, dict[str, float]]:
    """Return by figure: predicted and true over all libraries, their difference, and that by library beside that of chance."""
    table = {}
    for name in FIGURES:
        rows = [one[name] for one in found.values()]
        of = np.array([count for _, _, count in rows], dtype=float)
        guess, true = (np.array([row[place] for row in rows]) for place in (0, 1))
        table[name] = {
            "predicted": float(guess @ of / of.sum()),
            "true": float(true @ of / of.sum()),
            "difference": float(abs((guess - true) @ of / of.sum())),
            "difference by library": float(np.mean(np.abs(guess - true))),
            "by chance alone": float(np.mean([chance(float(share), int(count)) for _, share, count in rows])),
            "libraries within .03": float(np.mean(np.abs(guess - true) <= 0.03)),
        }
    return table


def raw(rows: Sequence[Row], threshold: float) -> dict[str, float]:
    """Return the figures of the made questions as they are, to show what the correction does."""
    as_asked = [replace(row, made=False) for row in rows if row.made]
    return {name: share for name, (share, _) in truth(as_asked, threshold).items()}


def main() -> None:
    """Print, and record where that is wanted."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rows", type=Path, required=True)
    parser.add_argument("--record", action="store_true")
    given = parser.parse_args()
    threshold = AnsweringSettings().min_confidence
    rows = read_rows(given.rows)
    correction = Correction.load()
    rows = [row for row in rows if row.library not in correction.card["learned_from"]]
    found = measured(rows, correction, threshold)
    for library, figures in found.items():
        print(library, *(f"{name} {guess:.3f} / {true:.3f}" for name, (guess, true, _) in figures.items()))
    table = summary(found)
    for name, as_made in raw(rows, threshold).items():
        table[name]["as made"] = as_made
        print(name, *(f"{key} {value:.3f}" for key, value in table[name].items()))
    if given.record:
        made = sum(row.made for row in rows)
        record(
            Path(__file__).parent,
            command="python -m benchmarks.selftest.measure --rows rows.jsonl --record",
            on=f"{len(found)} libraries that nothing was fitted to: {made} questions made by rules, {len(rows) - made} by people",
            figures={
                name: {key: round(value, 4) for key, value in one.items()} for name, one in table.items()
            },
        )


if __name__ == "__main__":
    main()
