"""Rows → copies joined, extremes chosen, numbers made: exact, by unit, of cited values alone."""

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import ROUND_HALF_EVEN, Decimal, localcontext
from fractions import Fraction
from typing import Final

from kotae.folding import fold
from kotae.gathering.records import Operation, Result, Row
from kotae.question import find_identifiers
from kotae.records import Language

__all__ = ["decimal_of", "extreme_rows", "joined_copies", "notes_of", "results_of"]

_PLACES: Final = Decimal("1e-10")
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
        same_paper = at is not None and kept[at].citation.document.id == row.citation.document.id
        if at is None or same_paper:
            at = len(kept)
            kept.append(row)
        else:
            kept[at] = replace(kept[at], also=(*kept[at].also, row.citation))
        for key in keys:
            first.setdefault(key, at)
    return tuple(kept)


def _identified(row: Row) -> str:
    return " ".join(sorted({identifier.key for identifier in find_identifiers(fold(row.entity))}))


def _plain(text: str) -> str:
    return re.sub(r"\W", "", fold(text).lower())


def extreme_rows(rows: Sequence[Row], operation: Operation) -> tuple[Row, ...]:
    """Return the rows with the greatest or least value, for each unit; dates compare among dates."""
    if operation not in ("max", "min"):
        return tuple(rows)
    best = max if operation == "max" else min
    units = dict.fromkeys(_measure(row)[0] for row in rows if _measure(row)[1])
    kept: list[Row] = []
    for unit in units:
        alike = [row for row in rows if _measure(row)[0] == unit]
        top = best(_measure(row)[1] for row in alike)
        kept += [row for row in alike if _measure(row)[1] == top]
    return tuple(kept)


def _measure(row: Row) -> tuple[str, tuple[Decimal | str, ...]]:
    if row.number is not None:
        return row.unit, (row.number,)
    return ("date", (row.key,)) if row.key.startswith("date:") else ("", ())


def results_of(rows: Sequence[Row], operation: Operation) -> tuple[Result, ...]:
    """Return the numbers a question wants, one for each unit; none for a list, or where no row has an amount.

    Args:
        rows: Those shown.
        operation: What is wanted.
    """
    if operation == "count":
        return (
            Result(operation="count", unit="count", value=Decimal(len(rows)), terms=tuple(range(len(rows)))),
        )
    if operation == "list":
        return ()
    units = dict.fromkeys(row.unit for row in rows if row.number is not None)
    return tuple(
        result
        for unit in units
        if (
            result := _result(
                rows,
                operation,
                unit,
                [at for at, row in enumerate(rows) if row.number is not None and row.unit == unit],
            )
        )
    )


def _result(rows: Sequence[Row], operation: Operation, unit: str, places: Sequence[int]) -> Result | None:
    with localcontext() as context:
        context.prec = _DIGITS
        values = [number for at in places if (number := rows[at].number) is not None]
        if operation == "sum":
            value = sum(values, Decimal(0))
        elif operation == "average":
            mean = sum(values, Decimal(0)) / len(values)
            value = (
                mean if mean == mean.quantize(_PLACES) else mean.quantize(_PLACES, rounding=ROUND_HALF_EVEN)
            )
        elif operation in ("max", "min"):
            value = (max if operation == "max" else min)(values)
        else:
            one, other = (
                [
                    number
                    for at in places
                    if rows[at].group == group and (number := rows[at].number) is not None
                ]
                for group in (0, 1)
            )
            if len(set(one)) != 1 or len(set(other)) != 1:
                return None  # which of several values would be compared isn't said
            value = abs(one[0] - other[0])
    return Result(operation=operation, unit=unit, value=value, terms=tuple(places))


def notes_of(
    rows: Sequence[Row], results: Sequence[Result], operation: Operation, language: Language
) -> tuple[str, ...]:
    """Return what must be known beside the results: several units, rows without an amount, nothing to compare."""
    notes: list[str] = []
    if len(results) > 1:
        shown = ", ".join(
            result.unit or ("単位なし" if language == "ja" else "no unit") for result in results
        )
        notes.append(
            f"単位が異なるため、まとめずに単位ごとに計算しました（{shown}）。"
            if language == "ja"
            else f"Units differ and were not put together; one result for each ({shown})."
        )
    if operation in ("sum", "average") and (bare := sum(row.number is None for row in rows)):
        notes.append(
            f"金額や数量を読み取れない {bare} 件は計算に含めていません。"
            if language == "ja"
            else f"{bare} row(s) without an amount are not in the result."
        )
    if operation == "difference" and rows and not results:
        notes.append(
            "比べる二つの値が一つに定まらないため、差は計算していません。"
            if language == "ja"
            else "No difference was computed: the two values to compare aren't one each, in the same unit."
        )
    return tuple(notes)
