"""What is right: the true rows of a question, and the true numbers made of them."""

from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from typing import Any

from benchmarks.gather.papers import TrueRow

__all__ = ["by_unit", "got", "mean_of", "sum_of"]


def got(
    kept: Iterable[dict[str, Any]], value: Callable[[dict[str, Any]], str], holds: str = ""
) -> tuple[TrueRow, ...]:
    """Return records as the rows that must be found.

    Args:
        kept: Each with the ``path`` of its paper.
        value: Gives the key of a record's value.
        holds: The field that tells records of one paper apart; empty where a paper has one.
    """
    return tuple(
        TrueRow(paths=(str(row["path"]),), value=value(row), holds=str(row[holds]) if holds else "")
        for row in kept
    )


def sum_of(kept: Iterable[dict[str, Any]], name: str) -> Decimal:
    """Return the sum of a field."""
    return sum((Decimal(str(row[name])) for row in kept), Decimal(0))


def mean_of(kept: Sequence[dict[str, Any]], name: str) -> Decimal:
    """Return the average of a field, to two places."""
    return (sum_of(kept, name) / len(kept)).quantize(Decimal("0.01"))


def by_unit(
    kept: Sequence[dict[str, Any]], name: str, how: Callable[[list[dict[str, Any]], str], Decimal]
) -> dict[str, Decimal]:
    """Return what is made of a field for each ``unit``, in the order of the units."""
    return {
        str(unit): how([row for row in kept if row["unit"] == unit], name)
        for unit in dict.fromkeys(row["unit"] for row in kept)
    }
