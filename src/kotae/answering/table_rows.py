"""Rows of a table among the sentences of a passage: which stand together, and under which header."""

import re
from typing import Final

from kotae.passages import innermost
from kotae.records import Passage

__all__ = ["CELLS", "cells_of_row", "header_of", "is_field", "rows_around"]

CELLS: Final = " | "
"""What stands between two cells of a row."""

# A row that says its labels itself stands under no header that had to be read or quoted with it.
_LABELLED: Final = re.compile(r"(?:[^|]{1,120} \| ){0,2}[^|:]{1,120}: [^|]")


def cells_of_row(row: str) -> list[str]:
    """Return the values of a row in order, their labels left out."""
    return [cell.rpartition(": ")[2].strip() for cell in row.split(CELLS)]


def is_field(text: str) -> bool:
    """Return whether a row is a field of a form: what it is called, and what was written there."""
    return text.count(CELLS) == 1


def rows_around(passage: Passage, place: int) -> range:
    """Return the places of the neighbouring rows among which a row stands, its own included; empty where it is none."""
    is_row = [CELLS in text for text in passage.texts]
    if not is_row[place]:
        return range(0)
    first = last = place
    while first and is_row[first - 1]:
        first -= 1
    while last + 1 < len(is_row) and is_row[last + 1]:
        last += 1
    return range(first, last + 1)


def header_of(passage: Passage, place: int) -> int | None:
    """Return the place of a row's header; None for a header itself, a row with its labels, or no row.

    None too where the labels stand in the heading: then the first row of the passage is a row like any other.
    """
    rows = rows_around(passage, place)
    if (
        not rows
        or CELLS in innermost(passage.heading)
        or _LABELLED.match(passage.text_of(passage.sentences[place]))
    ):
        return None
    return rows[0] if rows[0] != place else None
