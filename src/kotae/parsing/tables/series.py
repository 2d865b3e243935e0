"""Rows and columns of labels that count or are of one kind: days, months, shops, branches."""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final, TypeAlias

from kotae.parsing.tables.cell_shapes import Cell, is_known_label, is_label, one_line, shape

__all__ = [
    "DIGITS",
    "Rows",
    "begins_with_series",
    "heads_a_series",
    "is_flagged",
    "period_of",
    "stands_over_groups",
    "uncounted",
]

Rows: TypeAlias = Sequence[Sequence[Cell]]
_COUNT: Final = re.compile(r"\s?[0-9０-９①-⑳]{1,2}\Z")
# A word with a letter or a short number behind it, or a name with what kind of place it is.
_SERIES: Final = (
    re.compile(r"([A-Z][a-z]+) (?:[A-Z]|[IVX]{1,4}|[0-9]{1,3})"),
    re.compile(r".{1,6}?([町村市区県店線班館棟階室組校])"),
)
_DAY: Final = re.compile(
    r"[月火水木金土日](?:曜日?)?|(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?",
    re.IGNORECASE,
)
_DAYS: Final = frozenset(["曜日", "曜", "day", "weekday", "days"])
DIGITS: Final = frozenset(["number", "quantity", "date", "time", "code"])
"""Shapes of values that are told, not named."""


def uncounted(name: str) -> str:
    """Return a label without the number that tells it from others (``電話1``)."""
    return _COUNT.sub("", name) or name


def is_flagged(row: Sequence[Cell]) -> bool:
    """Return whether the format itself calls all cells of a row that hold text headers."""
    return all(cell.header for cell in row if cell.text)


def heads_a_series(names: Sequence[str]) -> bool:
    """Return whether names below the first are of one kind (days; ``Line A``, ``Line B``; ``東町``, ``西町``) and it isn't."""
    first, rest = names[0], [name for name in names[1:] if name]
    if first.casefold() in _DAYS and all(map(_DAY.fullmatch, rest)):
        return True
    if len(set(rest)) < 2 or any(is_known_label(uncounted(name)) for name in rest):
        return False
    kinds = [{match[1] if match else None for match in map(kind.fullmatch, rest)} for kind in _SERIES]
    return any(
        len(found) == 1 and None not in found and not kind.fullmatch(first)
        for kind, found in zip(_SERIES, kinds, strict=True)
    )


def begins_with_series(rows: Rows) -> bool:
    """Whether the first row counts or dates its columns: ``[店, 4/1, 4/2, 4/3]``, ``[, 1, 2, 3]``."""
    first, *rest = [one_line(cell.text) for cell in rows[0]]
    if len(rest) < 2 or not all(rest) or (first and (not is_label(first) or shape(first) in DIGITS)):
        return False
    kinds = {shape(text) for text in rest}
    if kinds == {"number"}:
        return all(text.isdigit() for text in rest) and all(
            int(right) == int(left) + 1 for left, right in pairwise(rest)
        )
    below = {shape(one_line(cell.text)) for row in rows[1:] for cell in row[1:]} - {"empty"}
    return len(kinds) == 1 and kinds <= {"date", "time"} and not kinds & below


def period_of(labels: Sequence[str]) -> int:
    """Return after how many columns the same labels begin again; their number where they don't."""
    for period in range(2, len(labels) // 2 + 1):
        if len(labels) % period == 0 and all(labels):
            parts = {tuple(labels[at : at + period]) for at in range(0, len(labels), period)}
            if len(parts) == 1 and len(set(labels)) == period:
                return period
    return max(len(labels), 1)


def stands_over_groups(rows: Rows) -> bool:
    """Return whether the first row names groups of columns whose labels, in the second, are the same in each group.

    So a header of two rows looks where nobody merged its cells: ``| Q1 | | Q2 |`` over ``| Plan | Actual | Plan | Actual``.

    Args:
        rows: Of a table, all of one width.
    """
    if len(rows) < 3:
        return False
    above, below = ([one_line(cell.text) for cell in row] for row in rows[:2])
    places = [place for place, text in enumerate(above) if text and place]
    titled = above[0] and below[0] and rows[0][0] is not rows[1][0]
    if titled or len(places) < 2 or not all(map(is_label, (above[place] for place in places))):
        return False
    groups = [below[begin:end] for begin, end in pairwise([*places, len(below)])]
    first = groups[0]
    labels = all(is_label(text) and shape(text) not in DIGITS for text in first)
    return labels and len(set(first)) > 1 and all(group == first for group in groups)
