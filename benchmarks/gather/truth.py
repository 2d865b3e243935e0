"""What is right: the true rows of a question, and the true numbers made of them."""

from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from typing import Any

from benchmarks.gather.papers import Asked, Record, TrueRow

__all__ = ["by_unit", "counted", "day", "got", "listed", "mean_of", "money", "most", "of", "sum_of", "yen"]


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


def yen(row: Record) -> str:
    """Return the key of a record's yen."""
    return f"JPY:{row['yen']}"


def of(name: str, unit: str = "number") -> Callable[[Record], str]:
    """Return what gives the key of a field."""
    return lambda row: f"{unit}:{row[name]}"


def day(name: str) -> Callable[[Record], str]:
    """Return what gives the key of a field with a day."""
    return of(name, "date")


def paper(row: Record) -> str:
    """Return nothing: only the paper counts."""
    return ""


def listed(text: str, kept: Sequence[Record], value: Callable[[Record], str] = paper) -> Asked:
    """Return a question for a list."""
    return Asked(text=text, rows=got(kept, value))


def counted(text: str, kept: Sequence[Record], value: Callable[[Record], str] = paper) -> Asked:
    """Return a question for how many."""
    return Asked(text=text, rows=got(kept, value), results={"count": Decimal(len(kept))})


def money(text: str, kept: Sequence[Record], how: Callable[[Sequence[Record], str], Decimal]) -> Asked:
    """Return a question for what is made of amounts in yen."""
    return Asked(text=text, rows=got(kept, yen), results={"JPY": how(kept, "yen")})


def most(text: str, records: Sequence[Record], name: str = "yen", *, least: bool = False) -> Asked:
    """Return a question for the largest amount, or the least."""
    best = (min if least else max)(records, key=lambda row: row[name])
    return Asked(text=text, rows=got([best], yen), results={"JPY": Decimal(best[name])})
