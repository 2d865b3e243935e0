"""Where chunks stand along the line, and the columns of a table."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

from kotae.parsing.pdf.chunks import Chunk

__all__ = ["FINE", "Band", "Span", "met", "span"]

Span: TypeAlias = tuple[int, int]
"""Where a chunk or a column begins and ends along the line, in fractions of a point."""

FINE: Final = 20
"""Into how many parts a point is counted."""


@dataclass(slots=True)
class Band:
    """Rows that are a table.

    Attributes:
        start: Which row is its first.
        end: Which row follows its last.
        columns: Where they stand.
    """

    start: int
    end: int
    columns: list[Span]


def span(chunk: Chunk) -> Span:
    """Return where a chunk stands along the line."""
    return round(chunk.left * FINE), max(round(chunk.left * FINE) + 1, round(chunk.right * FINE))


def met(chunk: Chunk, columns: Sequence[Span]) -> list[int]:
    """Return the columns that a chunk stands in."""
    start, end = span(chunk)
    return [place for place, column in enumerate(columns) if column[0] < end and start < column[1]]
