"""Numbers, money, percentages, dates and counts, with one key for both languages.

2,000億円, ¥200bn and 200 billion yen all have the key ``JPY:200000000000``; that is what lets
a question in one language meet a passage in the other, and what lets a checker see that a
sentence says another number than its source.

No library is used on purpose: kanjize and its like convert a numeral that was already found,
dateparser finds too much ("may", "second"), and neither gives offsets or money. What counts as
a numeral in running Japanese (二千五百, 三社, but neither 一部 nor 三菱) is the actual work.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import chain
from typing import Literal, TypeAlias

from kotae.records import Span
from kotae.segmentation.contexts import read_numerals
from kotae.segmentation.dates import find_dates
from kotae.segmentation.halves import find_halves
from kotae.segmentation.numerals import MAGNITUDES, SUFFIXES, find_numerals, format_value
from kotae.segmentation.readings import Reading
from kotae.segmentation.roman import find_roman
from kotae.segmentation.units import currency

__all__ = ["Quantity", "QuantityKind", "find_quantities", "periods_of", "years_of"]

QuantityKind: TypeAlias = Literal["number", "money", "percent", "date", "time", "count"]

_HALF_WIDTH = str.maketrans(
    {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F) if chr(code) not in "～"}
    | {ord("￥"): "¥", ord("￡"): "£"}
)
_LINK = re.compile(
    r"(?<![a-z])[a-z]++://[^\s<>「」（）]+|(?<![\w.+-])[.+-]*+\w[\w.+-]*+@[\w.-]+|www\.[^\s<>「」（）]+",
    re.ASCII,
)
_MONEY_RANGE = re.compile(
    r"(?P<sign>US\$|[$€£¥])\s?(?P<low>[0-9]+(?:[,.][0-9]+)*)\s?[-–~〜]\s?(?P=sign)?(?P<high>[0-9]+(?:[,.][0-9]+)*)\s?"
    r"(?P<scale>thousand|million|billion|trillion|bn|tn|mn|[mk])\b",
    re.IGNORECASE,
)
_HINT = re.compile(r"[0-9０-９〇零一二三四五六七八九十百千半元期第㍾㍽㍼㍻㋿]|[A-Za-z]{3}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity(Span):
    """A quantity in a text.

    Attributes:
        kind: What it is; ``"count"`` is a number with a unit or a counter (3台, nine countries).
        key: The same for the same quantity in both languages: ``"JPY:200000000000"``,
            ``"percent:47"``, ``"date:2025-05"``, ``"time:15:00"``; numbers and counts are
            ``"number:3"`` whatever they count.
        value: Its exact value; the year (0 where there is none) for dates, minutes for times.
        unit: ``"JPY"``, ``"percent"``, or what is counted in a word of either language
            (``"country"`` for カ国 and countries); empty where none is known.
    """

    kind: QuantityKind
    key: str
    value: Fraction
    unit: str = ""


def find_quantities(text: str) -> tuple[Quantity, ...]:
    """Return the quantities of a text, in order and apart from each other; none for none.

    ``text[start:end]`` is the quantity with its unit or counter; "about", "over" and the like
    stay outside. Numbers inside identifiers, versions and links (GPT-4, 3.11.2) are left out.
    """
    if not _HINT.search(text):
        return ()
    plain = _without_links(text.translate(_HALF_WIDTH))
    taken = _apart(chain(_money_ranges(plain), _halves(plain), _dates(plain), _roman(plain)))
    pieces, done = [], 0
    for quantity in taken:
        pieces += [plain[done : quantity.start], "\x00" * (quantity.end - quantity.start)]
        done = quantity.end
    plain = "".join([*pieces, plain[done:]])
    taken += _apart(_from_reading(reading) for reading in read_numerals(plain, find_numerals(plain)))
    return tuple(sorted(taken, key=lambda quantity: quantity.start))


def years_of(quantities: Iterable[Quantity]) -> frozenset[str]:
    """Return the years of dates that have one, as four digits; of a decade its first."""
    dates = (quantity.key.removeprefix("date:") for quantity in quantities if quantity.kind == "date")
    return frozenset(found[0] for date in dates if (found := re.match(r"[0-9]{4}", date)))


def periods_of(quantities: Iterable[Quantity]) -> frozenset[str]:
    """Return the quarters (``Q1``) and halves (``H2``) of a year that are named, whatever the year."""
    return frozenset(
        quantity.key.removeprefix("date:--")
        for quantity in quantities
        if re.fullmatch(r"date:--[QH][1-4]", quantity.key)
    )


def _without_links(text: str) -> str:
    if "://" not in text and "@" not in text and "www." not in text:
        return text
    return _LINK.sub(lambda match: "\x00" * len(match[0]), text)


def _dates(text: str) -> Iterator[Quantity]:
    for start, end, key in find_dates(text):
        kind, _, written = key.partition(":")
        if kind == "time":
            hour, _, minute = written.partition(":")
            yield Quantity(
                start=start, end=end, kind="time", key=key, value=Fraction(int(hour) * 60 + int(minute))
            )
        else:
            year = re.match(r"[0-9]+", written)
            yield Quantity(
                start=start, end=end, kind="date", key=key, value=Fraction(int(year[0]) if year else 0)
            )


def _money_ranges(text: str) -> Iterator[Quantity]:
    """Yield both ends of a range of money whose sign stands before it and whose magnitude behind it: £370–385 million."""
    for match in _MONEY_RANGE.finditer(text):
        code, scale = currency(match["sign"]), match["scale"].lower()
        factor = MAGNITUDES.get(scale) or SUFFIXES[scale]
        ends = ((match.start(), match.end("low"), "low"), (match.start("high"), match.end(), "high"))
        for start, end, group in ends:
            value = Fraction(match[group].replace(",", "")) * factor
            yield Quantity(
                start=start,
                end=end,
                kind="money",
                key=f"{code}:{format_value(value)}",
                value=value,
                unit=code,
            )


def _halves(text: str) -> Iterator[Quantity]:
    for start, end, value, unit in find_halves(text):
        if unit == "clock":
            key = f"time:{int(value) // 60:02d}:{int(value) % 60:02d}"
            yield Quantity(start=start, end=end, kind="time", key=key, value=value)
        else:
            key = f"number:{format_value(value)}"
            yield Quantity(start=start, end=end, kind="count", key=key, value=value, unit=unit)


def _roman(text: str) -> Iterator[Quantity]:
    for start, end, value in find_roman(text):
        yield Quantity(start=start, end=end, kind="number", key=f"number:{value}", value=Fraction(value))


def _from_reading(reading: Reading) -> Quantity:
    return Quantity(
        start=reading.start,
        end=reading.end,
        kind=reading.kind,
        key=reading.key,
        value=reading.value,
        unit=reading.unit,
    )


def _apart(quantities: Iterator[Quantity]) -> list[Quantity]:
    """Keep, in text order, what doesn't overlap anything before it in the given order."""
    starts: list[int] = []
    kept: list[Quantity] = []
    for quantity in quantities:
        place = bisect_left(starts, quantity.start)
        if place and kept[place - 1].end > quantity.start:
            continue
        if place < len(kept) and kept[place].start < quantity.end:
            continue
        starts.insert(place, quantity.start)
        kept.insert(place, quantity)
    return kept
