"""What of a table crossed with the languages ``make test`` leaves to ``make sweep``.

A test marked ``dealt`` is a law told of many cases in each language. Every case stays in ``make test``, in one language,
in turn: the first in Japanese, the second in English. A file with one case only keeps it in both.
"""

from collections import defaultdict
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from itertools import cycle

import pytest

__all__ = ["Row", "left_out", "mark_swept"]


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a test's table: where it stands, what of it isn't its language, and its language."""

    file: str
    case: Hashable
    language: str


def left_out(rows: Sequence[Row]) -> set[int]:
    """Return the places of the rows that aren't needed: of each case in both languages one row stays."""
    files: dict[str, dict[Hashable, dict[str, list[int]]]] = defaultdict(
        lambda: defaultdict(lambda: defaultdict(list))
    )
    for place, row in enumerate(rows):
        files[row.file][row.case][row.language].append(place)
    swept: set[int] = set()
    for cases in files.values():
        crossed = [languages for languages in cases.values() if languages.keys() >= {"ja", "en"}]
        turns = cycle(["ja", "en"])
        for languages in crossed:
            kept = [languages[next(turns)][0]]
            if len(crossed) == 1:
                kept = [places[0] for places in languages.values()]
            swept |= {place for places in languages.values() for place in places}.difference(kept)
    return swept


def mark_swept(items: Sequence[pytest.Item]) -> None:
    """Mark what is left out of the tests that are dealt."""
    dealt = [item for item in items if isinstance(item, pytest.Function) and item.get_closest_marker("dealt")]
    told = [(item, row) for item in dealt if (row := _row(item)) is not None]
    for place in left_out([row for _, row in told]):
        told[place][0].add_marker(pytest.mark.sweep)


def _row(item: pytest.Function) -> Row | None:
    if not hasattr(item, "callspec") or "language" not in item.callspec.params:
        return None
    with_it = next(
        names for mark in item.iter_markers("parametrize") if "language" in (names := _names(mark.args[0]))
    )
    rest = sorted((name, at) for name, at in item.callspec.indices.items() if name not in with_it)
    return Row(
        file=item.path.as_posix(),
        case=(item.cls, item.originalname, *rest),
        language=str(item.callspec.params["language"]),
    )


def _names(told: str | Sequence[str]) -> Sequence[str]:
    return [name.strip() for name in told.split(",")] if isinstance(told, str) else told
