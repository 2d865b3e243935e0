"""What tells which of several like things a statement speaks of, by amounts: the jar of 500 g, 20 seconds, the second floor."""

from fractions import Fraction
from typing import Final

from kotae import lazy_re as re
from kotae.conflicts.statements import Statement
from kotae.conflicts.values import Value, counted_in, in_base_unit, is_measure
from kotae.records import Span
from kotae.segmentation.units import CURRENCY_CODES
from kotae.segmentation.weekdays import find_weekdays

__all__ = ["qualified_otherwise", "told_for_other_days"]

# Behind a value an amount tells what it is for only where it says so: 2,450 yen for 500 g.
_FOR: Final = re.compile(r"\b(?:for|per|an?|each)\s+(?:an? |the |every )?\Z", re.IGNORECASE)
_ORDINALS: Final = {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "ground": 0}
_FLOOR: Final = re.compile(
    rf"\b(?:(?P<word>{'|'.join(_ORDINALS)})|(?P<nth>[0-9]+)(?:st|nd|rd|th)) floor\b|\bfloor (?P<number>[0-9]+)\b",
    re.IGNORECASE,
)
# One of it, said without a number.
_WHOLE: Final = re.compile(
    r"\b(?:an?|one|the) (?:whole|full|entire) (?P<unit>hour|day|week|month|year)\b", re.IGNORECASE
)
# A number that counts something no unit is known for.
_COUNT: Final = "count"


def qualified_otherwise(one: Statement, other: Statement, value: Value, against: Value) -> bool:
    """Return whether two prices are told for other amounts of the same unit, or two amounts are what other prices are told for.

    Args:
        one: A statement.
        other: One of another paper.
        value: Of the first.
        against: Of the second.
    """
    prices = [[each for each in side.values if each.unit in CURRENCY_CODES] for side in (one, other)]
    if not all(prices):
        return False
    if value.unit not in CURRENCY_CODES:
        differ = not {each.key for each in prices[0]} & {each.key for each in prices[1]}
        return differ and all(
            _tells_which(side, each, price[-1])
            for side, each, price in zip((one, other), (value, against), prices, strict=True)
        )
    loose = one.cell or other.cell
    told = _qualifiers(one, value, loose=loose), _qualifiers(other, against, loose=loose)
    return any(not told[0][unit] & told[1][unit] for unit in told[0].keys() & told[1].keys())


def told_for_other_days(one: str, other: str) -> bool:
    """Return whether two texts name days of the week and none in common."""
    days = [frozenset[int]().union(*(named.days for named in find_weekdays(text))) for text in (one, other)]
    return bool(days[0] and days[1]) and not days[0] & days[1]


def _qualifiers(statement: Statement, value: Value, *, loose: bool) -> dict[str, set[Fraction]]:
    found: dict[str, set[Fraction]] = {}
    for quantity in statement.quantities:
        if quantity.kind in ("count", "number") and _tells_which(statement, quantity, value):
            written = counted_in(statement.text, quantity, statement.language)
            unit, amount = in_base_unit(written, quantity.value)
            if not is_measure(unit):
                # A row says by its labels what it counts, a sentence by its nouns: 5,000 copies.
                unit = _COUNT if loose else unit
            if unit:
                found.setdefault(unit, set()).add(amount)
    for match in _WHOLE.finditer(statement.text):
        unit, amount = in_base_unit(match["unit"].lower(), Fraction(1))
        found.setdefault(unit, set()).add(amount)
    for match in _FLOOR.finditer(statement.text):
        floor = _ORDINALS[match["word"].lower()] if match["word"] else int(match["nth"] or match["number"])
        found.setdefault("floor", set()).add(Fraction(floor))
    return found


def _tells_which(statement: Statement, amount: Span, price: Value) -> bool:
    """Whether an amount stands where it says what a price is for: before it, or behind *for*."""
    if amount.start >= price.end:
        return _FOR.search(statement.text[: amount.start]) is not None
    return amount.end <= price.start
