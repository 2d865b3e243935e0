"""Dates and times of day as both languages write them, with one key for each.

The key says only what was written: ``date:2025``, ``date:2025-05``, ``date:2025-01-08``,
``date:--05`` (May of no year), ``date:--01-08``, ``date:1990s``, ``date:1975s``
(昭和50年代: the ten years from 1975), ``date:21c``, ``time:15:00``.
"""

import re
from collections.abc import Callable, Iterator
from typing import Final, TypeAlias

from kotae.segmentation.eras import ENGLISH_ERA_YEAR, ERA, western_year, written_short
from kotae.segmentation.numerals import parse_japanese
from kotae.segmentation.periods import find_periods

__all__ = ["MONTHS", "Found", "find_dates"]

Found: TypeAlias = tuple[int, int, str]
"""(start, end, key)."""

MONTHS: Final = tuple(
    "January February March April May June July August September October November December".split()
)
_NUMBERS = {name: number for number, name in enumerate(MONTHS, start=1)}
_NUMBERS |= {name[:3]: number for name, number in _NUMBERS.items()} | {"Sept": 9}

_K = "〇零一二三四五六七八九十百千"
_FULL = "|".join(MONTHS)
_ANY = rf"(?:{_FULL}|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\b\.?)"
_DASH = r"[~～〜‐-―−-]"
_SPACE = r"[ \t\u3000]?"
_DAY = r"(?:0?[1-9]|[12][0-9]|3[01])(?:st|nd|rd|th)?"
_YEAR = r"(?:1[0-9]|20|21)[0-9]{2}"
_YEAR_EN = rf"(?:{_YEAR}|{ENGLISH_ERA_YEAR})"
_TENS = rf"[0-9]{{1,2}}|[{_K}]{{1,3}}"

_JAPANESE = re.compile(
    rf"(?P<from>{_YEAR})年?(?:度)?{_SPACE}{_DASH}{_SPACE}(?P<to>{_YEAR}|[0-9]{{2}})(?:年(?!間|代)(?:度)?)"
    rf"|(?P<decade>(?:1[0-9]|20)[0-9]0)年代|(?P<century>{_TENS})世紀"
    rf"|(?P<decade_era>{ERA}){_SPACE}\.?(?P<decade_year>[1-9]0|[二三四五六]?十){_SPACE}年代"
    rf"|(?:(?P<era>{ERA}){_SPACE}\.?(?P<era_year>元|{_TENS})|(?<![0-9])(?P<year>{_YEAR}|[{_K}]{{4}}|[一二]千[{_K}]*))"
    rf"{_SPACE}年(?!間|代|以上前)度?"
    rf"(?:{_SPACE}(?P<month>{_TENS}){_SPACE}月(?:{_SPACE}(?P<day>{_TENS}){_SPACE}日(?!間))?)?"
    rf"|(?<![0-9{_K}数何])(?P<only_month>1[0-2]|[1-9]|十[一二]?|[一二三四五六七八九])月(?![謝見面曜])"
    rf"(?:{_SPACE}(?P<only_day>{_TENS}){_SPACE}日(?!間))?"
    rf"|(?P<half>午前|午後)?(?<![0-9{_K}数何.])(?P<hour>[01]?[0-9]|2[0-4]|(?<=[前後])[{_K}]{{1,3}})時(?!間|代|期|点|価|短|給|速|限(?!り|定))(?:(?P<minute>{_TENS})分|(?P<half_past>半)(?![額期数面]))?"
)
_NUMERIC = re.compile(
    rf"(?<![0-9A-Za-z./-])(?P<year>{_YEAR})(?P<sep>[-/.])(?P<month>0?[1-9]|1[0-2])(?:(?P=sep)(?P<day>0?[1-9]|[12][0-9]|3[01]))?(?![0-9A-Za-z/-]|\.[0-9])"
    rf"|(?<![0-9A-Za-z.,/¥$€£-])(?P<from>{_YEAR}){_DASH}(?P<to>{_YEAR}|[0-9]{{2}})(?![0-9A-Za-z%,/.-]*[0-9A-Za-z%])"
    r"|(?<![0-9:.])(?P<hour>[01]?[0-9]|2[0-3]):(?P<minute>[0-5][0-9])(?![0-9:])(?:\s?(?P<half>[ap])\.?m\b\.?)?"
)
_ENGLISH = re.compile(
    rf"\b(?P<day>{_DAY})(?:\s+of)?\s+(?P<month>{_ANY})(?:,?\s+(?P<year>{_YEAR_EN})(?![0-9]))?(?![a-z])"
    rf"|\b(?P<month2>{_ANY})\s+(?P<day2>{_DAY})(?![0-9A-Za-z])(?:,?\s+(?P<year2>{_YEAR_EN})(?![0-9]))?"
    rf"|\b(?P<month3>{_ANY})(?:,|\s+of)?\s+(?P<year3>{_YEAR_EN})(?![0-9])"
    rf"|\b(?:(?i:in|by|since|until|till|during|from|to|early|late|mid|last|next|this|before|after|end\s+of)[\s-]+)(?P<only>{_FULL})(?![A-Za-z]|,?\s+(?:of\s+)?[0-9])"
    r"|(?<![0-9])(?P<decade>(?:1[0-9]|20)[0-9]0)s\b|(?<![0-9])(?P<century>[12]?[0-9])(?:st|nd|rd|th)[\s-]century\b"
    r"|(?<![0-9A-Za-z:.])(?P<hour>1[0-2]|[1-9])\s?(?P<half>[ap])\.?m\b\.?"
    rf"|\b(?:FY|(?i:fiscal)(?:\s+year)?)\s?(?P<fiscal>{_YEAR_EN})(?![0-9])"
    rf"|\bFY\s?['’]?(?P<short_fiscal>[0-9]{{2}})(?![0-9])"
    rf"|(?<![A-Za-z])(?P<era_decade>{ENGLISH_ERA_YEAR})(?:'?s)\b"
    rf"|(?<![A-Za-z])(?P<era_year>{ENGLISH_ERA_YEAR})(?![0-9])"
    r"|\b(?P<nth>[0-9]{1,2})(?:st|nd|rd|th)\s+year\s+of\s+(?:the\s+)?(?P<nth_era>(?i:reiwa|heisei|showa|taisho|meiji))\b"
)


def find_dates(text: str) -> Iterator[Found]:
    """Yield dates and times of day, pattern by pattern; they may overlap, earlier ones win."""
    yield from find_periods(text)
    yield from written_short(text)
    for needed, pattern, read in _PATTERNS:
        if needed.search(text):
            for match in pattern.finditer(text):
                yield from read(match)


def _number(written: str) -> int:
    return int(parse_japanese(written))


def _date(year: int | None, month: int | None = None, day: int | None = None) -> str | None:
    if (month is not None and not 1 <= month <= 12) or (day is not None and not 1 <= day <= 31):
        return None
    head = "-" if year is None else f"{year:04d}"
    return "date:" + "-".join([head, *(f"{part:02d}" for part in (month, day) if part is not None)])


def _clock(hour: int, minute: int, afternoon: bool | None) -> str | None:
    if afternoon is not None:
        hour = hour % 12 + (12 if afternoon else 0)
    return f"time:{hour:02d}:{minute:02d}" if hour <= 24 and minute < 60 else None


def _one(match: re.Match[str], key: str | None, start: int | None = None) -> list[Found]:
    return [] if key is None else [(match.start() if start is None else start, match.end(), key)]


def _range(match: re.Match[str]) -> list[Found]:
    first, last = match["from"], match["to"]
    last_year = int(last) if len(last) == 4 else int(first[:2] + last)
    if last_year <= int(first):
        return []
    return [
        (match.start("from"), match.end("from"), f"date:{first}"),
        (match.start("to"), match.end(), f"date:{last_year}"),
    ]


def _read_japanese(match: re.Match[str]) -> list[Found]:
    kind = match.lastgroup
    if match["from"]:
        return _range(match)
    if match["decade_era"]:
        first = western_year(match["decade_era"], match["decade_year"])
        return [] if first is None else _one(match, f"date:{first}s")
    if kind == "decade":
        return _one(match, f"date:{match['decade']}s")
    if kind == "century":
        return _one(match, f"date:{_number(match['century'])}c")
    if match["hour"]:
        half = match["half"]
        return _one(
            match,
            _clock(
                _number(match["hour"]),
                30 if match["half_past"] else _number(match["minute"] or "0"),
                None if half is None else half == "午後",
            ),
        )
    if match["only_month"]:
        day = match["only_day"]
        return _one(match, _date(None, _number(match["only_month"]), _number(day) if day else None))
    return _one(match, _full_date(match))


def _full_date(match: re.Match[str]) -> str | None:
    if match["era"]:
        year = western_year(match["era"], match["era_year"])
        if year is None:
            return None
    else:
        year = _number(match["year"])
    month, day = match["month"], match["day"]
    return _date(year, _number(month) if month else None, _number(day) if day else None)


def _read_numeric(match: re.Match[str]) -> list[Found]:
    if match["from"]:
        return _range(match)
    if match["hour"]:
        half = match["half"]
        return _one(
            match, _clock(int(match["hour"]), int(match["minute"]), None if half is None else half == "p")
        )
    if match["day"] is None and match["sep"] == ".":
        return []
    return _one(
        match, _date(int(match["year"]), int(match["month"]), int(match["day"]) if match["day"] else None)
    )


def _read_english(match: re.Match[str]) -> list[Found]:
    if match["decade"]:
        return _one(match, f"date:{match['decade']}s")
    if match["century"]:
        return _one(match, f"date:{match['century']}c")
    if years := _english_years(match):
        return years
    if match["hour"]:
        return _one(match, _clock(int(match["hour"]), 0, match["half"] == "p"))
    if match["only"]:
        return _one(match, _date(None, _NUMBERS[match["only"]]), match.start("only"))
    return _one(match, _english_date(match))


def _english_years(match: re.Match[str]) -> list[Found]:
    """What stands alone: a fiscal year or an era's year; none where the match is something else."""
    if match["era_decade"]:
        first = _english_year(match["era_decade"])
        return [] if first is None else _one(match, f"date:{first}s")
    if match["short_fiscal"]:
        return _one(match, f"date:20{match['short_fiscal']}")
    if match["nth"]:
        return _one(match, _date_of_year(western_year(match["nth_era"], match["nth"])))
    written = match["fiscal"] or match["era_year"]
    return _one(match, _date_of_year(_english_year(written))) if written else []


def _date_of_year(year: int | None) -> str | None:
    return None if year is None else _date(year)


def _english_year(written: str) -> int | None:
    """A year in western digits or of an era; None for one that the era doesn't have."""
    if written.isdecimal():
        return int(written)
    era, year = re.split(r"[ \u00a0-]", written, maxsplit=1)
    return western_year(era, year)


def _english_date(match: re.Match[str]) -> str | None:
    month = match["month"] or match["month2"] or match["month3"]
    year = match["year"] or match["year2"] or match["year3"]
    day = match["day"] or match["day2"]
    western = _english_year(year) if year else None
    if year and western is None:
        return None
    return _date(western, _NUMBERS[month.rstrip(".")], int(re.sub(r"\D", "", day)) if day else None)


# The first of each three is cheap and says whether the second can match at all.
_PATTERNS: tuple[tuple[re.Pattern[str], re.Pattern[str], Callable[[re.Match[str]], list[Found]]], ...] = (
    (re.compile(r"[年月時紀]"), _JAPANESE, _read_japanese),
    (re.compile(rf"[0-9]{{4}}[/.]|[0-9]{_DASH}|[0-9]:[0-9]"), _NUMERIC, _read_numeric),
    (
        re.compile(
            r"Jan|Feb|Ma[ry]|Apr|Ju[nl]|Aug|Sep|Oct|Nov|Dec|[0-9]s|century|[ap]\.?m|FY|(?i:fiscal|reiwa|heisei|sh(?:o|ō|ou)wa|taish|meiji)"
        ),
        _ENGLISH,
        _read_english,
    ),
)
