"""The days of the week that a text names, those between the ends of a span included: 月〜金, Monday to Friday, 平日."""

from dataclasses import dataclass
from typing import Final

from kotae import lazy_re as re
from kotae.dated import WEEKDAYS
from kotae.records import Span

__all__ = ["Weekdays", "find_weekdays", "weekdays_of_cell"]

_JA: Final = "".join(WEEKDAYS)
_EN: Final = [name[:3].lower() for name in WEEKDAYS.values()]
# Short forms are words of their own without a capital: sun, sat, wed.
_DAY_EN: Final = r"(?:\b(?i:mon|tues|wednes|thurs|fri|satur|sun)(?i:days?)\b|\b(?:Mon|Tues?|Wed|Thu(?:rs?)?|Fri|Sat|Sun)\b\.?)"
_DAY_JA: Final = rf"[{_JA}]曜日?"
_BARE_JA: Final = rf"[{_JA}](?:曜日?)?"
_BETWEEN: Final = r"\s?(?:[~〜～–—-]|から|to\b|through\b)\s?"
_PARTS: Final = {"平日": range(5), "土日": range(5, 7), "週末": range(5, 7)}
_PARTS_EN: Final = {
    "weekdays": range(5),
    "weekday": range(5),
    "weekends": range(5, 7),
    "weekend": range(5, 7),
}
_SPAN_BARE: Final = re.compile(rf"(?P<first>{_BARE_JA}){_BETWEEN}(?P<last>{_BARE_JA})")
_NAMED: Final = re.compile(
    rf"(?P<first>{_BARE_JA}|{_DAY_EN}){_BETWEEN}(?P<last>{_DAY_JA}|{_DAY_EN})"
    rf"|(?P<part>{'|'.join(_PARTS)}|\b(?i:{'|'.join(_PARTS_EN)})\b)|(?P<one>{_DAY_JA}|{_DAY_EN})"
)
_CELL: Final = re.compile(rf"{_BARE_JA}(?:(?:{_BETWEEN}|[・、,/\s]){_BARE_JA}|[{_JA}])*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Weekdays(Span):
    """Days of the week where a text names them, 0 (Monday) to 6."""

    days: frozenset[int]


def find_weekdays(text: str) -> tuple[Weekdays, ...]:
    """Return the days that a text names or spans, in order; none for none.

    Args:
        text: Folded. A single kanji isn't a day in running text (月, 日): :func:`weekdays_of_cell`.
    """
    return tuple(
        Weekdays(start=match.start(), end=match.end(), days=_days(match)) for match in _NAMED.finditer(text)
    )


def weekdays_of_cell(cell: str) -> frozenset[int]:
    """Return the days that a cell of a table names, also by single kanji (土, 月・水, 月〜金); none for other cells.

    Args:
        cell: Folded.
    """
    written = cell.strip()
    if not _CELL.fullmatch(written):
        return frozenset().union(*(named.days for named in find_weekdays(written)))
    days = {_JA.index(sign) for sign in written.replace("曜日", "") if sign in _JA}
    return frozenset(days).union(*(_spanned(match) for match in _SPAN_BARE.finditer(written)))


def _days(match: re.Match[str]) -> frozenset[int]:
    if match["one"]:
        return frozenset([_number(match["one"])])
    if part := match["part"]:
        return frozenset(_PARTS.get(part) or _PARTS_EN[part.lower()])
    return _spanned(match)


def _spanned(match: re.Match[str]) -> frozenset[int]:
    first, last = _number(match["first"]), _number(match["last"])
    return frozenset((first + step) % 7 for step in range((last - first) % 7 + 1))


def _number(written: str) -> int:
    return _JA.index(written[0]) if written[0] in _JA else _EN.index(written[:3].lower())
