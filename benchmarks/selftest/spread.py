"""How far libraries differ in what people's questions come to, and whether the interval that is told takes that in.

    python -m benchmarks.selftest.ask PACK.txt … --rows asked.jsonl --questions 0     # people's questions only
    python -m benchmarks.selftest.spread --rows asked.jsonl [--into src/kotae/selftest/correction.json] [--record]
    python -m benchmarks.selftest.spread --rows asked.jsonl --level src/kotae/selftest/correction.json

Each library is held against what the correction expects where its made questions come out as usual (its slopes are nearly 0,
so they move little). The spread beyond the chance of so few questions is told by all libraries; whether an interval of 95 %
made of it holds is tried on each library with the spread of the others. ``--into`` writes the spread into the correction,
``--level`` moves its level towards what these questions come to.
"""

import argparse
import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

import numpy as np

from benchmarks.record import record
from benchmarks.selftest.ask import Row, read_rows
from benchmarks.selftest.learn import between, truth
from kotae.answering import AnsweringSettings
from kotae.selftest.correction import Correction, logit

__all__ = ["expectations", "held", "levelled", "summary"]

NAMES: Final = {"right": "right", "refused": "answered", "invented": "invented"}
# So many of people's questions the correction was learned on (p1/03 to p6/03).
_LEARNED_ON: Final = {"right": 300, "refused": 300, "invented": 240}
Expectations = Mapping[str, Mapping[str, tuple[float, float, int]]]


def expectations(rows: Sequence[Row], correction: Correction, threshold: float) -> Expectations:
    """Return of every library for each figure: expected, true, and of how many of people's questions.

    Args:
        rows: People's questions of several libraries.
        correction: From made questions to people's.
        threshold: Below it a question is refused.
    """
    found = {}
    for library in sorted({row.library for row in rows}):
        own = [row for row in rows if row.library == library and not row.made]
        true = truth(own, threshold)
        found[library] = {
            name: (_expected(own, correction, figure, threshold, refused=name == "refused"), *true[name])
            for name, figure in NAMES.items()
        }
    return found


def _expected(
    rows: Sequence[Row], correction: Correction, figure: str, threshold: float, *, refused: bool
) -> float:
    curve = correction.curves[figure]
    asked = [
        (row.direction, curve.made[row.direction]) for row in rows if row.answerable == (figure != "invented")
    ]
    share = curve.shares(asked, [logit(threshold)])[0]
    return 1 - share if refused else share


def levelled(data: Mapping[str, Any], rows: Sequence[Row], threshold: float) -> dict[str, Any]:
    """Return a correction's data, its level moved towards what people's questions of more libraries come to.

    Each figure moves as far as the new questions are a part of all: those it was learned on and these.

    Args:
        data: Of a correction.
        rows: People's questions of libraries that it wasn't learned on.
        threshold: Below it a question is refused.
    """
    correction = Correction.of(data)
    found = expectations(rows, correction, threshold)
    moved = json.loads(json.dumps(data))
    for name, figure in NAMES.items():
        of = np.array([one[name][2] for one in found.values()], dtype=float)
        guess, true = (
            float(np.array([one[name][at] for one in found.values()]) @ of / of.sum()) for at in (0, 1)
        )
        part = float(of.sum()) / (of.sum() + _LEARNED_ON[name])
        wanted = guess + part * (true - guess)

        def away(step: float, name: str = name, figure: str = figure, wanted: float = wanted) -> float:
            curve = correction.curves[figure]
            higher = replace(curve, asked={key: value + step for key, value in curve.asked.items()})
            other = replace(correction, curves={**correction.curves, figure: higher})
            told = expectations(rows, other, threshold)
            counts = [one[name][2] for one in told.values()]
            return abs(float(np.average([one[name][0] for one in told.values()], weights=counts)) - wanted)

        step = min(np.arange(-1.5, 1.51, 0.03), key=away)
        asked = moved["curves"][figure]["asked"]
        moved["curves"][figure]["asked"] = {
            key: round(value + float(step), 3) for key, value in asked.items()
        }
        if name == "invented":
            moved["usual"] = round(data["usual"] + part * (true - data["usual"]), 3)
    moved["levelled_with"] = sorted(found)
    return moved


def held(found: Expectations, spread: Mapping[str, float], name: str) -> list[bool]:
    """Return of each library whether its true share lies within 1.96 spreads, the chance of its questions added.

    Args:
        found: What was expected and is true.
        spread: By figure of the correction.
        name: ``"right"``, ``"refused"`` or ``"invented"``.
    """
    return [
        abs(guess - true) <= 1.96 * math.hypot(spread[NAMES[name]], math.sqrt(guess * (1 - guess) / of))
        for guess, true, of in (one[name] for one in found.values())
    ]


def summary(found: Expectations) -> dict[str, dict[str, float]]:
    """Return by figure: expected and true over all, the difference, the spread, and how often the interval holds."""
    spread = between(found)
    table = {}
    for name, figure in NAMES.items():
        of = np.array([one[name][2] for one in found.values()], dtype=float)
        guess, true = (np.array([one[name][place] for one in found.values()]) for place in (0, 1))
        kept = [
            held({library: own}, between({k: v for k, v in found.items() if k != library}), name)[0]
            for library, own in found.items()
        ]
        table[name] = {
            "expected": float(guess @ of / of.sum()),
            "true": float(true @ of / of.sum()),
            "difference": float(abs((guess - true) @ of / of.sum())),
            "difference by library": float(np.mean(np.abs(guess - true))),
            "spread between libraries": spread[figure],
            "interval holds": float(np.mean(kept)),
        }
    return {name: {key: round(value, 3) for key, value in one.items()} for name, one in table.items()}


def main() -> None:
    """Print, and write where that is wanted."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rows", type=Path, required=True)
    parser.add_argument("--into", type=Path)
    parser.add_argument(
        "--level", type=Path, help="a correction whose level is moved towards these questions"
    )
    parser.add_argument("--record", action="store_true")
    given = parser.parse_args()
    rows = read_rows(given.rows)
    found = expectations(rows, Correction.load(), AnsweringSettings().min_confidence)
    for name, figures in (table := summary(found)).items():
        print(name, figures)
    if given.level:
        old = json.loads(given.level.read_text(encoding="utf-8"))
        new = levelled(old, rows, AnsweringSettings().min_confidence)
        given.level.write_text(json.dumps(new, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    if given.into:
        data = json.loads(given.into.read_text(encoding="utf-8"))
        data["between"], data["between_learned_from"] = between(found), sorted(found)
        given.into.write_text(json.dumps(data, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    if given.record:
        record(
            Path(__file__).parent,
            command="python -m benchmarks.selftest.spread --rows asked.jsonl --record",
            on=f"{len(found)} libraries, {len(rows)} questions by people, made questions taken as they usually come out",
            figures=table,
            name="results_spread",
        )


if __name__ == "__main__":
    main()
