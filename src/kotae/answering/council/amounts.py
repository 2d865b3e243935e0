"""Whether every number of a sentence stands in its sources, with a unit that agrees.

The law: no digit of a verified sentence is missing from what it cites. What is read as a quantity
is compared by its bilingual key; digits that are part of a name or a version (Python 3.11, GPT-4)
are compared as they are written.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from kotae.answering.council.neighbours import moved_amounts
from kotae.language import detect_language
from kotae.scripts import KANJI, KATAKANA
from kotae.segmentation.quantities import Quantity, find_quantities
from kotae.segmentation.units import MEASURES

__all__ = ["holds_quantity", "unheld_amounts"]

# Units that say little: a person may be counted as 人 or as employees, a case as 件 or as times.
_LOOSE_UNITS = frozenset({"", "item", "time", "rank", "article", "kind", "place", "machine", "floor"})
# What is counted, and can't be mistaken for one another.
_COUNTED = frozenset({"country", "company", "university", "municipality", "person", "school", "night"})
# Five pages are no five words.
_OF_TEXTS = frozenset({"pages", "words", "tokens", "models"})
_PEOPLE = frozenset({"employees", "students", "customers", "users"})
_LOOSE_NUMBER = re.compile(r"(?<![0-9.,])[0-9]+(?:[.,][0-9]+)*(?![0-9])")
_DIGITS = re.compile(r"[0-9]+")
_ONE = re.compile(r"\b(?:per|each|every|single|one)\b", re.IGNORECASE)
_ONE_OF = re.compile(r"\b(?:an?|per|each|every)\s+(?:single\s+)?(?P<unit>[a-z]+)", re.IGNORECASE)
_SECOND = re.compile(
    r"\bsecond\b(?!\s*(?:hand|ary))(?=[ -]+[a-z])(?<!\bper second)(?<!\ba second)", re.IGNORECASE
)
_SECOND_HELD = re.compile(r"\bsecond|2|二|次|\btwo|\btwice", re.IGNORECASE)
# A bare number out of these is taken for no year: 500 is an amount, 1582 may be either.
_FIRST_YEAR, _LAST_YEAR = 1000, 2199


def unheld_amounts(said: str, source: str) -> list[str]:
    """Return the numbers of a sentence that its sources don't hold, as written.

    Args:
        said: The sentence, folded.
        source: The cited text, folded.
    """
    quantities, held = find_quantities(said), find_quantities(source)
    crossed = detect_language(said) != detect_language(source)
    loose = _loose_quantities(source, held)
    wrong = [
        said[quantity.start : quantity.end]
        for quantity in quantities
        if not (
            holds_quantity(held, quantity, source=source, crossed=crossed)
            or (_is_plain(quantity) and any(other.value == quantity.value for other in loose))
            or _says_one(quantity, source)
        )
    ]
    wrong += _unheld_digits(said, quantities, source)
    # Across languages words stand in another order; and a number that is wrong needn't be looked for elsewhere.
    if not crossed and not wrong:
        wrong += moved_amounts(said, quantities, source, held)
    if _SECOND.search(said) and not _SECOND_HELD.search(source):
        wrong.append("second")
    return wrong


def holds_quantity(held: Iterable[Quantity], said: Quantity, *, source: str, crossed: bool) -> bool:
    """Return whether one of the held quantities says at least what is said.

    A date may be said with less than is held (2025 for 2025-05), never with more.

    Args:
        held: The quantities of the source.
        said: The quantity of the sentence.
        source: The text the held ones stand in.
        crossed: Whether sentence and source are in different languages.
    """
    for quantity in held:
        if quantity.key == said.key and _units_agree(quantity, said, source=source, crossed=crossed):
            return True
        if said.kind == "date" and _is_part(said.key, quantity.key):
            return True
        if _is_same_year(quantity, said):
            return True
    return False


def _is_part(said: str, held: str) -> bool:
    if not held.startswith("date:"):
        return False
    if said.startswith("date:--"):
        return held[9:].startswith(said[6:]) if len(held) > 9 and held[9] == "-" else False
    return held.startswith(said + "-")


def _is_same_year(held: Quantity, said: Quantity) -> bool:
    """Return whether one is a year and the other the same number, as in 1582年 and in 1582."""
    if {held.kind, said.kind} != {"date", "number"} or not _FIRST_YEAR <= said.value <= _LAST_YEAR:
        return False
    date = said if said.kind == "date" else held
    return held.value == said.value and (said.kind == "number" or date.key == f"date:{said.value}")


def _units_agree(held: Quantity, said: Quantity, *, source: str, crossed: bool) -> bool:
    one, other = _family(held.unit), _family(said.unit)
    if said.kind not in ("count", "number") or one == other or not other:
        return True
    if not one:
        if _is_measure(other):
            return other == "year" and not _counts_something(held, source)
        return crossed or not _counts_something(held, source)
    if _is_measure(one) or _is_measure(other) or (one in _COUNTED and other in _COUNTED):
        return False
    return crossed or detect_language(source) == "en"


def _family(unit: str) -> str:
    return "year" if unit == "age" else "person" if unit in _PEOPLE else unit


def _is_measure(unit: str) -> bool:
    """Return whether a unit is one of time, length, weight and the like, or of texts: its name leaves no room."""
    return unit in MEASURES or unit in _OF_TEXTS


def _counts_something(held: Quantity, source: str) -> bool:
    """Return whether a counter the reader doesn't know follows: the 錠 of 2錠."""
    return bool(re.match(f"[{KANJI}{KATAKANA}]", source[held.end : held.end + 1]))


def _is_plain(quantity: Quantity) -> bool:
    return quantity.kind in ("number", "count") and not _is_measure(_family(quantity.unit))


def _says_one(said: Quantity, source: str) -> bool:
    """Return whether the source says one without a numeral: per person, a day."""
    if said.kind != "count" and not _is_plain(said):
        return False
    if said.value != 1:
        return False
    if not _is_measure(_family(said.unit)):
        return bool(_ONE.search(source))
    units = (find_quantities(f"2 {match['unit']}") for match in _ONE_OF.finditer(source))
    return any(found and found[0].unit == said.unit for found in units)


def _loose_quantities(text: str, read: Sequence[Quantity]) -> list[Quantity]:
    """Return the numbers of names and versions, which the reader leaves out: the 11 of Apollo 11."""
    return [found for number in _outside(text, read) for found in find_quantities(number)]


def _unheld_digits(said: str, read: Sequence[Quantity], source: str) -> list[str]:
    """Return the digits of names and versions in a sentence that don't stand in the source."""
    held = set(_LOOSE_NUMBER.findall(source)) | set(_DIGITS.findall(source))
    return [number for number in _outside(said, read) if number not in held]


def _outside(text: str, read: Sequence[Quantity]) -> Iterator[str]:
    for match in _LOOSE_NUMBER.finditer(text):
        if not any(match.start() < quantity.end and quantity.start < match.end() for quantity in read):
            yield match[0]
