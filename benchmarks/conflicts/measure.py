"""Measure conflicts: planted contradictions found, and what is found that is none, among statements that only look alike.

python -m benchmarks.conflicts.measure [--only first|…|fifth|contracts|music|TRADE …] [--keep FOLDER] [--misses] [--record]
"""

import argparse
import tempfile
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import product
from pathlib import Path

import kotae
from benchmarks.conflicts import first, fourth, second, third
from benchmarks.conflicts.facts import SAME, Fact
from benchmarks.conflicts.marked import contracts, figures_of, marked_libraries, music
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
    libraries, alone = marked_libraries(), (contracts(), music())
    parser.add_argument(
        "--only",
        nargs="*",
        default=[],
        choices=[*SETS, "fifth", *(one.name for one in (*libraries, *alone))],
    )
    parser.add_argument("--keep", type=Path, help="where indexes stay, with what the reader said of pairs")
    parser.add_argument("--misses", action="store_true")
    parser.add_argument("--record", action="store_true")
    arguments = parser.parse_args()
    figures = {}
    sums: defaultdict[str, Counter[str]] = defaultdict(Counter)
    with tempfile.TemporaryDirectory() as made:
        folder = arguments.keep or Path(made)
        for name, facts in SETS.items():
            if not arguments.only or name in arguments.only:
                found = found_in(folder / name, partial(written, facts))
                figures[name] = scored(
                    [one for trade in facts for one in trade], found, misses=arguments.misses
                )
                print(name, figures[name], flush=True)
        for library in (*libraries, *alone):
            part = "fifth" if library in libraries else library.name
            if not arguments.only or {part, library.name} & set(arguments.only):
                found = found_in(folder / library.name, library.write)
                own = figures_of(library, found, misses=arguments.misses)
                print(library.name, shares(own), flush=True)
                sums[part] = sums[part] + own
    for part, counted in sums.items():
        figures[part] = shares(counted)
    if arguments.record:
        fifth = sums["fifth"]
        record(
            Path(__file__).parent,
            command="python -m benchmarks.conflicts.measure --record",
            on="four libraries of 30 papers: 408 planted contradictions, half of them across languages, 50 look-alikes each; "
            f"eight of 8 or 9: {fifth['planted']} planted, {fifth['planted_across']} across, {fifth['look-alikes']} look-alikes; "
            "25 contracts with different parties, 20 planted; a music school, 20 planted",
            figures={"conflicts": figures},
        )


def found_in(folder: Path, write: Callable[[Path], None]) -> Conflicts:
    """Return what is found in papers, which are written into a folder that isn't there yet."""
    if not folder.exists():
        (folder / "papers").mkdir(parents=True)
        write(folder / "papers")
        kotae.build(folder / "papers", folder / "index")
    with kotae.open(folder / "index") as knowledge:
        return knowledge.conflicts()


def shares(sums: Counter[str]) -> dict[str, float]:
    """Return precision and recall, recall also by kind and across languages."""
    figures = {
        "planted": float(sums["planted"]),
        "look-alikes": float(sums["look-alikes"]),
        "precision": sums["right"] / max(1, sums["reported"]),
        "recall": sums["found"] / sums["planted"],
    }
    for name in ("number", "date", "name", "denial", "within", "across"):
        figures[f"recall_{name}"] = sums[f"found_{name}"] / max(1, sums[f"planted_{name}"])
    return {name: round(value, 3) for name, value in figures.items()}


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
