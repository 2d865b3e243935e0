"""Rows → copies joined, extremes chosen, numbers made: exact, by unit, of cited values alone."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import ROUND_HALF_EVEN, Decimal, localcontext
from fractions import Fraction
from typing import Final

from kotae.folding import fold
from kotae.gathering.records import Operation, Result, Row
from kotae.messages import Listed, Message
from kotae.question import find_identifiers
from kotae.records import Language

__all__ = ["decimal_of", "extreme_rows", "joined_copies", "notes_of", "results_of"]

_PLACES: Final = Decimal("1e-10")
# More than any amount in a paper has: sums of them stay exact.
_DIGITS: Final = 200


def decimal_of(value: Fraction) -> Decimal | None:
    """Return an amount as a decimal number; None where it doesn't end (1/3)."""
    with localcontext() as context:
        context.prec = _DIGITS
        found = Decimal(value.numerator) / Decimal(value.denominator)
    return found if Fraction(found) == value else None


def joined_copies(rows: Sequence[Row], signatures: Sequence[str]) -> tuple[Row, ...]:
    """Return the rows with each thing once, where papers are copies or a row with the same identifier stands twice.

    Args:
        rows: In order.
        signatures: Of each row's document: equal for two papers that say the same, letter for letter.
    """
    first: dict[tuple[str, ...], int] = {}
    kept: list[Row] = []
    for row, signature in zip(rows, signatures, strict=True):
        alike = (row.key, _plain(row.text), _plain(row.entity), _plain(row.context))
        keys: list[tuple[str, ...]] = [(signature, *alike, "copy")]
        if named := _identified(row):
            keys.append((named, *alike))
        at = next((first[key] for key in keys if key in first), None)
        # Two equal rows of one paper are two things: the same taxi twice in a day.
        same_paper = at is not None and _paper(kept[at]) == _paper(row)
        if at is None or same_paper:
            at = len(kept)
            kept.append(row)
        else:
            kept[at] = replace(kept[at], also=(*kept[at].also, row.citation))
        for key in keys:
            first.setdefault(key, at)
    return tuple(kept)


def _paper(row: Row) -> tuple[str, str]:
    """Which paper a row is of; the same path of two libraries may hold the same text."""
    return row.citation.document.library, row.citation.document.id


def _identified(row: Row) -> str:
    return " ".join(sorted({identifier.key for identifier in find_identifiers(fold(row.entity))}))


def _plain(text: str) -> str:
    return re.sub(r"\W", "", fold(text).lower())


def extreme_rows(rows: Sequence[Row], operation: Operation, *, grouped: bool = False) -> tuple[Row, ...]:
    """Return the rows with the greatest or least value for each unit, in each group where there are groups.

    Dates compare among dates.
    """
    if operation not in ("max", "min"):
        return tuple(rows)
    best = max if operation == "max" else min
    bare = unit_of_bare(rows)
    kinds = dict.fromkeys(
        (row.by if grouped else "", _measure(row)[0] or bare) for row in rows if _measure(row)[1]
    )
    kept: list[Row] = []
    for group, unit in kinds:
        alike = [
            row
            for row in rows
            if (_measure(row)[0] or bare) == unit and _measure(row)[1] and (not grouped or row.by == group)
        ]
        top = best(_measure(row)[1] for row in alike)
        kept += [row for row in alike if _measure(row)[1] == top]
    return tuple(kept)


def unit_of_bare(rows: Sequence[Row]) -> str:
    """Return what numbers without a unit are taken to be in: what all others count, 182人 beside 140; empty for none.

    Money isn't taken for granted: 5,000 may be thousands of yen.
    """
    units = {row.unit for row in rows if row.number is not None}
    named = units - {""}
    kinds = {row.key.partition(":")[0] for row in rows if row.unit in named and row.number is not None}
    return named.pop() if "" in units and len(named) == 1 and kinds == {"number"} else ""


def _measure(row: Row) -> tuple[str, tuple[Decimal | str, ...]]:
    if row.number is not None:
        return row.unit, (row.number,)
    return ("date", (row.key,)) if row.key.startswith("date:") else ("", ())


def results_of(
    rows: Sequence[Row],
    operation: Operation,
    *,
    grouped: bool = False,
    compared: Sequence[str] = (),
    each: Operation = "list",
) -> tuple[Result, ...]:
    """Return the numbers a question wants, one for each unit; none for a list, or where no row has an amount.

    Args:
        rows: Those shown.
        operation: What is wanted.
        grouped: Whether each group of rows (:attr:`Row.by`) has a number of its own.
        compared: The two things compared, as written; a row's ``group`` is its place here.
        each: How the rows of each compared thing are put together first.
    """
    if operation == "list":
        return ()
    names = (
        sorted(dict.fromkeys(row.by for row in rows), key=lambda name: (not name, name)) if grouped else [""]
    )
    return tuple(
        result
        for name in names
        for places in [[at for at, row in enumerate(rows) if not grouped or row.by == name]]
        for result in (
            _compared(rows, places, compared, each, name)
            if operation == "difference"
            else _made(rows, operation, places, name)
        )
    )


def _made(rows: Sequence[Row], operation: Operation, places: Sequence[int], group: str) -> Iterator[Result]:
    """The numbers of some of the rows, by unit."""
    if operation == "count":
        yield Result(
            operation="count", unit="count", value=Decimal(len(places)), terms=tuple(places), group=group
        )
        return
    bare = unit_of_bare(rows)
    for unit in dict.fromkeys(rows[at].unit or bare for at in places if rows[at].number is not None):
        own = tuple(at for at in places if rows[at].number is not None and (rows[at].unit or bare) == unit)
        yield Result(
            operation=operation, unit=unit, value=_value(rows, operation, own), terms=own, group=group
        )


def _value(rows: Sequence[Row], operation: Operation, places: Sequence[int]) -> Decimal:
    with localcontext() as context:
        context.prec = _DIGITS
        values = [number for at in places if (number := rows[at].number) is not None]
        if operation == "average":
            mean = sum(values, Decimal(0)) / len(values)
            return (
                mean if mean == mean.quantize(_PLACES) else mean.quantize(_PLACES, rounding=ROUND_HALF_EVEN)
            )
        if operation in ("max", "min"):
            return (max if operation == "max" else min)(values)
        return sum(values, Decimal(0))


def _compared(
    rows: Sequence[Row], places: Sequence[int], compared: Sequence[str], each: Operation, group: str
) -> Iterator[Result]:
    """By unit what each of two things comes to, where that is to be put together, and by how much they differ."""
    sides = [[at for at in places if rows[at].group == group] for group in (0, 1)]
    if each == "list":
        # Which of several values would be compared isn't said.
        made = [_one_value(rows, own) for own in sides]
    else:
        made = [
            {result.unit: result for result in _made(rows, each, own, " ".join(filter(None, (group, name))))}
            for own, name in zip(sides, (*compared, "", "")[:2], strict=True)
        ]
    for unit in made[0].keys() & made[1].keys():
        one, other = made[0][unit], made[1][unit]
        if len(one.terms) > 1 or len(other.terms) > 1:
            yield from (one, other)
        terms = tuple(sorted((*one.terms, *other.terms)))
        yield Result(
            operation="difference", unit=unit, value=abs(one.value - other.value), terms=terms, group=group
        )


def _one_value(rows: Sequence[Row], places: Sequence[int]) -> dict[str, Result]:
    return {
        one.unit: one
        for one in _made(rows, "max", places, "")
        if len({rows[at].number for at in one.terms}) == 1
    }


def _without_doubt(rows: Sequence[Row], operation: Operation) -> Iterator[Message]:
    """What a number would be without the rows that lack a word of the question: one row too many spoils it."""
    doubtful = sum(not row.sure for row in rows)
    if operation not in ("sum", "average", "count") or not 0 < doubtful < len(rows):
        return
    if any(row.by for row in rows):
        return  # each group's number shows beside its rows, which are marked
    sure = results_of([row for row in rows if row.sure], operation)
    shown = [f"{one.value.normalize():,f} {'' if one.unit == 'count' else one.unit}".strip() for one in sure]
    if shown:
        yield Message(
            "Of {of} {of:row|rows} {count} {count:lacks|lack} a word of the question (?); over the others alone it is {shown}.",
            count=doubtful,
            of=len(rows),
            shown=Listed(shown, ja="、"),
        )


def notes_of(
    rows: Sequence[Row], results: Sequence[Result], operation: Operation, language: Language
) -> tuple[str, ...]:
    """Return what must be known beside the results: several units, rows without an amount, nothing to compare."""
    notes: list[Message] = []
    units = dict.fromkeys(result.unit for result in results)
    if len(units) > 1:
        shown = Listed([unit or Message("no unit") for unit in units], ja=", ")
        notes.append(
            Message("Units differ and were not put together; one result for each ({units}).", units=shown)
        )
    if results and operation not in ("list", "count") and (unit := unit_of_bare(rows)):
        loose = sum(row.number is not None and not row.unit for row in rows)
        notes.append(
            Message(
                "{count} {count:number|numbers} without a unit {count:is|are} taken to be in that of all others ({unit}).",
                count=loose,
                unit=unit,
            )
        )
    if operation in ("sum", "average") and (bare := sum(row.number is None for row in rows)):
        notes.append(
            Message(
                "{count} {count:row|rows} without an amount {count:is|are} not in the result.", count=bare
            )
        )
    notes += _without_doubt(rows, operation)
    if any(row.by for row in rows) and (loose := sum(not row.by for row in rows)):
        notes.append(
            Message(
                "{count} {count:row doesn't|rows don't} say which group {count:it belongs|they belong} to, "
                "and {count:is|are} counted by {count:itself|themselves}.",
                count=loose,
            )
        )
    if operation == "difference" and rows and not results:
        notes.append(
            Message("No difference was computed: it takes one value on each side, in the same unit.")
        )
    return tuple(note.text(language) for note in notes)
