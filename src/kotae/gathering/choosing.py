"""Which amount of a record is its value, and whether it lies within the question's bounds."""

import datetime
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

from kotae.folding import fold
from kotae.gathering.bounds import days_written
from kotae.gathering.concepts import Concepts, ends_in
from kotae.gathering.measures import is_unit_price
from kotae.gathering.units import Amount, Record
from kotae.gathering.wish import Wish
from kotae.records import Document
from kotae.segmentation.quantities import find_quantities

__all__ = [
    "Above",
    "Days",
    "chosen_amount",
    "days_about",
    "days_above",
    "fitting_amounts",
    "named_group",
    "ranked_amounts",
    "summable",
    "within_dates",
]

_ANY: Final = ("money", "percent", "count", "number", "date")
# The rest of a sentence tells less of an amount than its own clause.
_SENTENCE_WORTH: Final = 0.4
# Behind and before an amount of money it says of how many it is the price.
_NEAR: Final = 16
# What counts nothing, but says which one of several: 5号タンク.
_NUMBERS: Final = ("号", "番")
# A thing told from others by its number: tank 3, Bus No. 3; 3号車 in the other language.
_NUMBERED: Final = re.compile(
    r"[a-z]+ (?:no\.? ?|number |#)?(?P<en>[0-9]{1,4})|第?(?P<ja>[0-9]{1,4})[号番].*"
)

Days: TypeAlias = tuple[datetime.date, datetime.date]
"""The first and the last day of what a date says."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Above:
    """What holds for everything in a document: its title, its path, what its form says."""

    text: str
    met: Mapping[str, float]
    date: datetime.date | None


def summable(amounts: Sequence[Amount], document: Document, wish: Wish) -> Sequence[Amount]:
    """Return the amounts that a number can be made of: no 5号, nor what one thing costs beside what all of it comes to."""
    text = document.text
    if wish.needs_amount:
        amounts = [one for one in amounts if not text[one.start : one.end].endswith(_NUMBERS)]
    if not wish.adds_money:
        return amounts
    money = [one for one in amounts if one.quantity.kind == "money"]
    whole = [
        one
        for one in money
        if not is_unit_price(
            one.label if not one.beside else "",
            fold(text[max(0, one.start - _NEAR) : one.start]),
            fold(text[one.end : one.end + _NEAR]),
        )
    ]
    return [one for one in amounts if one in whole or one not in money] if whole else amounts


def fitting_amounts(record: Record, wish: Wish) -> list[Amount]:
    """Return the amounts that can be the value, by kind; a number without a unit may be one of any."""
    return [
        amount
        for amount in record.amounts
        if _fits(amount, wish) and (not wish.currency or amount.unit in (wish.currency, ""))
    ]


def _fits(amount: Amount, wish: Wish) -> bool:
    """Whether an amount can be the value, by its kind and what it counts; a bare number of a sentence is no money."""
    kinds = wish.kinds or _ANY
    no_money = kinds[0] == "money" and "count" not in kinds
    if no_money and amount.beside and amount.quantity.kind == "number" and not amount.unit:
        return False
    return amount.quantity.kind in kinds and (not wish.counters or amount.unit in (*wish.counters, ""))


def ranked_amounts(amounts: Sequence[Amount], wish: Wish, concepts: Concepts) -> list[tuple[float, Amount]]:
    """Return the amounts that can be the value with what speaks for each, best first; ties by kind, then by place."""
    kinds = wish.kinds or _ANY
    fitting = [
        (
            concepts.worth(concepts.degrees(amount.label))
            + _SENTENCE_WORTH * concepts.worth(concepts.degrees(amount.beside)),
            amount,
        )
        for amount in amounts
        if _fits(amount, wish) and (not wish.currency or amount.unit == wish.currency)
    ]
    best = max((score for score, _ in fitting), default=0.0)
    end = ends_in(" ".join(word.surface for word in wish.words))
    named = len(end) == 1 and any(ends_in(amount.label) == end for _, amount in fitting)
    # Begins on 1 April and ends on 31 March: the subject stands by the first, and which end is meant tells more.
    return sorted(
        fitting,
        key=lambda pair: (
            named and pair[1].quantity.kind == "date" and ends_in(pair[1].label) != end,
            -round(pair[0] / best, 2) if best else 0.0,
            kinds.index(pair[1].quantity.kind),
            pair[1].start,
        ),
    )


def chosen_amount(ranked: Sequence[tuple[float, Amount]], wish: Wish) -> Amount | None:
    """Return the best amount where it lies within the bounds."""
    if not ranked:
        return None
    _, best = ranked[0]
    if not all(bound.fits(best.unit) and bound.holds(best.quantity.value) for bound in wish.amounts):
        return None
    if best.quantity.kind == "date" and wish.dates:
        days = best.days
        return best if days and all(bound.holds(days) for bound in wish.dates) else None
    return best


def within_dates(wish: Wish, days: Sequence[Days]) -> bool:
    """Return whether a row with such days lies within the bounds on dates; see :func:`days_about`."""
    return not wish.dates or any(all(bound.holds(each) for bound in wish.dates) for each in days)


def days_about(
    record: Record, concepts: Concepts, above: Above, heading: str
) -> tuple[list[Days], Mapping[str, float]]:
    """Return when a row is, and the words met by what that date is called.

    It is the day of its own that the question's words are nearest to, else the days above it and the paper's.
    """
    own = [
        (amount, days)
        for amount in record.amounts
        if amount.quantity.kind == "date" and (days := amount.days)
    ]
    if not own:
        return days_above(above, heading), {}
    best, days = max(own, key=lambda one: (concepts.worth(concepts.degrees(one[0].label)), -one[0].start))
    return [days], concepts.degrees(best.label)


def days_above(above: Above, heading: str) -> list[Days]:
    """Return the dates in a title, a path or a heading, and the paper's own."""
    text = fold(f"{above.text}\n{heading}")
    written = [
        days
        for quantity in find_quantities(text)
        if quantity.kind == "date"
        and (days := days_written(quantity.key, text, quantity.start, quantity.end))
    ]
    if above.date is not None:
        written.append((above.date, above.date))
    return written


def named_group(text: str, wish: Wish) -> int | None:
    """Return which compared thing a text names, 0 where nothing is compared; None where it lacks what the question names."""
    if wish.sizes and not {(one.key, one.unit) for one in find_quantities(fold(text))} >= {*wish.sizes}:
        return None
    folded = fold(text).lower()
    if wish.compared:
        groups = [place for place, name in enumerate(wish.compared) if _stands(name, folded)]
        return groups[0] if len(groups) == 1 else None
    if not all(_stands(identifier.written, folded) for identifier in wish.question.identifiers):
        return None
    return 0


def _stands(name: str, folded: str) -> bool:
    written = fold(name).lower()
    if re.search(rf"(?<![0-9a-z]){re.escape(written)}(?![0-9a-z])", folded) is not None:
        return True
    numbered = _NUMBERED.fullmatch(written)
    if numbered is None:
        return False
    # What the other language calls the thing is met or not by the rest of the question; which one it is the number says.
    if number := numbered["en"]:
        return re.search(rf"(?<![0-9.,]){number}[号番]", folded) is not None
    return re.search(rf"[a-z] (?:no\.? ?|number |#)?{numbered['ja']}(?![0-9.,]?[0-9a-z])", folded) is not None
