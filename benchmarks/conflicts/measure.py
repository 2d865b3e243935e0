"""Measure conflicts: planted contradictions found, and what is found that is none, among statements that only look alike.

python -m benchmarks.conflicts.measure [--only first|second|third|fourth] [--misses] [--record]
"""

import argparse
import tempfile
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path

import kotae
from benchmarks.conflicts import first, fourth, second, third
from benchmarks.conflicts.facts import SAME, Fact
from benchmarks.record import record
from kotae.conflicts import Conflict, Conflicts

SETS = {"first": first.FACTS, "second": second.FACTS, "third": third.FACTS, "fourth": fourth.FACTS}
# Japanese and English with the first value, then with the second one, then what looks alike.
PAPERS = ("rules.ja", "rules.en", "handbook.ja", "handbook.en", "notes.ja", "notes.en")


@dataclass(frozen=True, slots=True, kw_only=True)
class Planted:
    """Two sentences that contradict one another."""

    kind: str
    crossed: bool
    said: frozenset[str]


def main() -> None:
    """Build the libraries, look for contradictions, print and perhaps record."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", choices=SETS)
    parser.add_argument("--misses", action="store_true")
    parser.add_argument("--record", action="store_true")
    arguments = parser.parse_args()
    figures = {}
    for name, facts in SETS.items():
        if arguments.only in (None, name):
            figures[name] = measured(facts, misses=arguments.misses)
            print(name, figures[name], flush=True)
    if arguments.record:
        record(
            Path(__file__).parent,
            command="python -m benchmarks.conflicts.measure --record",
            on="four libraries of 30 papers: 408 planted contradictions, half of them across languages, 50 look-alikes each",
            figures={"conflicts": figures},
        )


def measured(facts: Sequence[Sequence[Fact]], *, misses: bool) -> dict[str, float]:
    """Return the figures of one library."""
    with tempfile.TemporaryDirectory() as folder:
        written(facts, Path(folder) / "papers")
        kotae.build(Path(folder) / "papers", Path(folder) / "index")
        with kotae.open(Path(folder) / "index") as knowledge:
            found = knowledge.conflicts()
    return scored([one for trade in facts for one in trade], found, misses=misses)


def written(facts: Sequence[Sequence[Fact]], folder: Path) -> None:
    """Write a library: six papers for each group of facts, each with one wording of all of them."""
    for number, trade in enumerate(facts, start=1):
        for place, name in enumerate(PAPERS):
            kind, language = name.split(".")
            path = folder / f"{number}" / f"{kind}-{language}.md"
            path.parent.mkdir(parents=True, exist_ok=True)
            said = [(*one.said, *one.alike)[place] for one in trade]
            path.write_text("\n\n".join(said) + "\n", encoding="utf-8")


def planted(facts: Sequence[Fact]) -> list[Planted]:
    """Return the contradictions of a library: every wording of the first value against every one of the second."""
    return [
        Planted(
            kind=one.kind,
            crossed=(at + other) % 2 == 1,
            said=frozenset(((*one.said, *one.alike)[at], one.said[other])),
        )
        for one in facts
        for at, other in product((0, 1, 4, 5) if one.why == SAME else (0, 1), (2, 3))
    ]


def scored(facts: Sequence[Fact], found: Conflicts, *, misses: bool) -> dict[str, float]:
    """Return precision and recall, recall also by kind and across languages."""
    wanted = planted(facts)
    pairs = {said(one) for one in found.conflicts}
    right = pairs & {one.said for one in wanted}
    if misses:
        for one in wanted:
            if one.said not in pairs:
                print("  missed", one.kind, " | ".join(sorted(one.said)))
        for pair in pairs - right:
            print("  wrong ", " | ".join(sorted(pair)))
        print("  differences", Counter(one.reason for one in found.differences))
    figures = {
        "planted": float(len(wanted)),
        "precision": len(right) / max(1, len(pairs)),
        "recall": len(right) / len(wanted),
    }
    for kind in ("number", "date", "name", "denial"):
        own = [one for one in wanted if one.kind == kind]
        figures[f"recall_{kind}"] = sum(one.said in right for one in own) / len(own)
    for crossed in (False, True):
        own = [one for one in wanted if one.crossed == crossed]
        figures["recall_across" if crossed else "recall_within"] = sum(
            one.said in right for one in own
        ) / len(own)
    figures["seconds"] = found.seconds
    return {name: round(value, 3) for name, value in figures.items()}


def said(one: Conflict) -> frozenset[str]:
    """Return the two sentences of a contradiction."""
    return frozenset(side.citation.quote for side in one.sides)


if __name__ == "__main__":
    main()
