"""Bounds that a question sets: in 2026, 2025年度中, on or after 1 July 2024, 400万円以上.

A date in either language is an interval of days; a fiscal year runs from April to March.
"""

import calendar
import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from kotae import lazy_re as re
from kotae.question import Question
from kotae.scripts import KATAKANA
from kotae.segmentation.quantities import Quantity

__all__ = [
    "AmountBound",
    "DateBound",
    "amount_bounds",
    "date_bounds",
    "days_of",
    "days_written",
    "edge_of_year",
]

_FROM_JA: Final = re.compile(r"\s*(?:以降|以後|より後|から|の後|を過ぎ)")
_TO_JA: Final = re.compile(r"\s*(?:以前|まで|より前|の前)")
_FROM_EN: Final = re.compile(
    r"\b(?:on or after|since|after|beyond|past|from|starting|later than)\s*\Z", re.IGNORECASE
)
_TO_EN: Final = re.compile(
    r"\b(?:before|until|till|by|up to|to|on or before|earlier than)\s*\Z", re.IGNORECASE
)
_STRICT_FROM: Final = re.compile(r"(?<!or )\b(?:after|beyond|past|later than)\s*\Z", re.IGNORECASE)
_STRICT_TO: Final = re.compile(r"(?<!or )\b(?:before|earlier than)\s*\Z", re.IGNORECASE)
# The words before and behind a year that make it a fiscal one, and one end of it: the end of fiscal 2026, 2026年度末.
_YEAR_BEFORE: Final = re.compile(
    r"(?P<edge>\b(?:end|close|start|beginning)\s+of\s+)?(?:the\s+)?(?P<fiscal>(?:FY|(?:fiscal|financial)(?:\s+year)?)\s*)?\Z",
    re.IGNORECASE,
)
_YEAR_BEHIND: Final = re.compile(
    r"(?P<fiscal>年?度|\s+(?:fiscal|financial)\s+year)?(?P<edge>末|の?終わり|初め|はじめ|の?(?:当初|始め))?",
    re.IGNORECASE,
)
_YEAR_ITSELF: Final = re.compile(r"年度|\bFY|\b(?:fiscal|financial)", re.IGNORECASE)
_LAST: Final = re.compile(r"末|終|end|close", re.IGNORECASE)
# A unit that no list knows may stand between: 10万キロ以上, 5 crates or more.
_UNKNOWN_UNIT: Final = re.compile(
    rf"\s*(?:[{KATAKANA}]{{2,8}}|(?!or\b|and\b|to\b|in\b)[a-z]{{2,12}}(?= or\b))?", re.IGNORECASE
)
_AT_LEAST: Final = re.compile(r"\s*(?:以上|or (?:more|over|above|higher|longer))", re.IGNORECASE)
_ABOVE: Final = re.compile(r"\s*(?:を?(?:超|上回)|より(?:多|大|高|長))")
_AT_MOST: Final = re.compile(
    r"\s*(?:以下|以内|まで|or (?:less|fewer|under|below|lower|shorter))", re.IGNORECASE
)
_BELOW: Final = re.compile(r"\s*(?:未満|を?下回|より(?:少|小|低|安|短))")
_BEFORE: Final = (
    (re.compile(r"\b(?:at least|no less than|from)\s*\Z", re.IGNORECASE), ">="),
    (
        re.compile(
            r"\b(?:more than|over|above|exceed(?:s|ing)?|(?:great|high|long|tall|deep|heavi|wid|thick)er than)\s*\Z",
            re.IGNORECASE,
        ),
        ">",
    ),
    (re.compile(r"\b(?:at most|up to|no more than|within)\s*\Z", re.IGNORECASE), "<="),
    (
        re.compile(
            r"\b(?:less than|under|below|fewer than|lower than|(?:short|light|narrow|thinn)er than)\s*\Z",
            re.IGNORECASE,
        ),
        "<",
    ),
)
_BEHIND: Final = ((_AT_LEAST, ">="), (_ABOVE, ">"), (_AT_MOST, "<="), (_BELOW, "<"))


@dataclass(frozen=True, slots=True, kw_only=True)
class DateBound:
    """An interval of days, both ends within; None for an open end."""

    first: datetime.date | None = None
    last: datetime.date | None = None

    def holds(self, days: tuple[datetime.date, datetime.date]) -> bool:
        """Return whether a date, itself an interval, lies within."""
        return (self.first is None or days[0] >= self.first) and (self.last is None or days[1] <= self.last)


@dataclass(frozen=True, slots=True, kw_only=True)
class AmountBound:
    """A bound on an amount of one unit; ``sign`` is one of ``>= > <= <``."""

    kind: str
    unit: str
    value: Fraction
    sign: str

    def fits(self, unit: str) -> bool:
        """Return whether amounts of a unit are bounded by it; bare numbers are by any counter: 冊 stands in no English table."""
        kilo = self.unit == "キロ" and unit in ("km", "kg")
        return self.unit in (unit, "") or kilo or (not unit and self.kind in ("count", "number"))

    def holds(self, value: Fraction) -> bool:
        """Return whether an amount of the same unit lies within."""
        return {
            ">=": value >= self.value,
            ">": value > self.value,
            "<=": value <= self.value,
            "<": value < self.value,
        }[self.sign]


def days_of(key: str, *, fiscal: bool = False) -> tuple[datetime.date, datetime.date] | None:
    """Return the first and the last day of a date's key; None for one without a year.

    Args:
        key: ``date:2026``, ``date:2026-03``, ``date:2026-03-31``, ``date:2020s``.
        fiscal: Whether a year alone is a fiscal one.
    """
    if decade := re.fullmatch(r"date:([0-9]{4})s", key):
        return datetime.date(int(decade[1]), 1, 1), datetime.date(int(decade[1]) + 9, 12, 31)
    found = re.fullmatch(r"date:([0-9]{4})(?:-([0-9]{2}))?(?:-([0-9]{2}))?", key)
    if found is None or not int(found[1]):
        return None
    year, month, day = int(found[1]), int(found[2] or 0), int(found[3] or 0)
    try:
        if day:
            return datetime.date(year, month, day), datetime.date(year, month, day)
        if month:
            return datetime.date(year, month, 1), datetime.date(
                year, month, calendar.monthrange(year, month)[1]
            )
        if fiscal and year < datetime.MAXYEAR:
            return datetime.date(year, 4, 1), datetime.date(year + 1, 3, 31)
        return datetime.date(year, 1, 1), datetime.date(year, 12, 31)
    except ValueError:  # 31 June
        return None


def days_written(
    key: str, text: str, start: int, end: int, *, label: str = ""
) -> tuple[datetime.date, datetime.date] | None:
    """Return the days of a date as it is written: a fiscal year from April to March, 2026年度末 the last day of it.

    Args:
        key: Of the date.
        text: It stands in, folded.
        start: Where it begins there.
        end: Where it ends.
        label: What it is called: a bare 2025 under *fiscal year* is a fiscal one.
    """
    if not re.fullmatch(r"date:[0-9]{4}", key):
        return days_of(key)
    fiscal = bool(_YEAR_ITSELF.search(f"{text[start:end]}\n{label}"))
    before, behind = _YEAR_BEFORE.search(text[:start]), _YEAR_BEHIND.match(text, end)
    fiscal = fiscal or any(match is not None and match["fiscal"] for match in (before, behind))
    days = days_of(key, fiscal=fiscal)
    edge = next((match["edge"] for match in (behind, before) if match is not None and match["edge"]), "")
    if days is None or not edge:
        return days
    at = days[1] if _LAST.search(edge) else days[0]
    return at, at


def edge_of_year(key: str, days: tuple[datetime.date, datetime.date] | None) -> str:
    """Return the key of a date whose words name one end of its year, with that day; else as it is."""
    alone = days is not None and days[0] == days[1] and re.fullmatch(r"date:[0-9]{4}", key)
    return f"date:{days[0].isoformat()}" if alone and days is not None else key


def date_bounds(question: Question) -> tuple[tuple[DateBound, ...], list[tuple[int, int]]]:
    """Return the bounds on dates that a question sets, joined where two make a range, and where they stand."""
    text = question.folded
    found: list[DateBound] = []
    spans: list[tuple[int, int]] = []
    for quantity in question.quantities:
        if quantity.kind != "date":
            continue
        days = days_written(quantity.key, text, quantity.start, quantity.end)
        if days is None:
            continue
        start, end = _year_span(text, quantity)
        spans.append((start, end))
        before, after = text[:start].rstrip("the "), text[end:]
        # A question that is nothing but a date has nothing for it to bound.
        found.append(_date_bound(days, text[:start], after) if before or after else DateBound())
    if len(found) == 2 and found[0].last is None and found[1].first is None:
        found = [DateBound(first=found[0].first, last=found[1].last)]
    return tuple(found), spans


def _year_span(text: str, quantity: Quantity) -> tuple[int, int]:
    """Where a date stands with the words that make it a fiscal year or one end of it; other dates where they stand."""
    start, end = quantity.start, quantity.end
    if re.fullmatch(r"date:[0-9]{4}", quantity.key):
        before, behind = _YEAR_BEFORE.search(text[:start]), _YEAR_BEHIND.match(text, end)
        start = before.start() if before is not None and before.group().strip() else start
        end = behind.end() if behind is not None else end
    return start, end


def _date_bound(days: tuple[datetime.date, datetime.date], before: str, after: str) -> DateBound:
    one_day = datetime.timedelta(days=1)
    if _STRICT_FROM.search(before):
        return DateBound(first=days[1] + one_day)
    if _STRICT_TO.search(before) or re.match(r"\s*より前", after):
        return DateBound(last=days[0] - one_day)
    if _FROM_JA.match(after) or _FROM_EN.search(before):
        return DateBound(first=days[0])
    if _TO_JA.match(after) or _TO_EN.search(before):
        return DateBound(last=days[1])
    return DateBound(first=days[0], last=days[1])


def amount_bounds(question: Question) -> tuple[tuple[AmountBound, ...], list[tuple[int, int]]]:
    """Return the bounds on amounts that a question sets, and where they stand; an amount with no bound isn't one."""
    text = question.folded
    found: list[AmountBound] = []
    spans: list[tuple[int, int]] = []
    for quantity in question.quantities:
        if quantity.kind in ("date", "time"):
            continue
        if sign := _sign(text, quantity):
            unit = quantity.unit or ("キロ" if text.startswith("キロ", quantity.end) else "")
            found.append(AmountBound(kind=quantity.kind, unit=unit, value=quantity.value, sign=sign))
            spans.append((quantity.start, quantity.end))
    return tuple(found), spans


def _sign(text: str, quantity: Quantity) -> str:
    end = quantity.end
    if not quantity.unit and (unit := _UNKNOWN_UNIT.match(text, end)):
        end = unit.end()
    behind: Sequence[str] = [sign for pattern, sign in _BEHIND if pattern.match(text, end)]
    ahead = [sign for pattern, sign in _BEFORE if pattern.search(text[: quantity.start])]
    return next(iter((*behind, *ahead)), "")
