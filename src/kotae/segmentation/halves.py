"""Spans of time with a half, and the clock in words: 2時間半, 半年, an hour and a half, half past eight, nine in the evening.

Read piece by piece they would be other amounts: two hours, 50 percent, the number eight.
"""

from collections.abc import Iterator
from fractions import Fraction
from typing import Final, TypeAlias

from kotae import lazy_re as re
from kotae.segmentation.numerals import WORDS, parse_japanese

__all__ = ["Half", "find_halves"]

Half: TypeAlias = tuple[int, int, Fraction, str]
"""(start, end, value, unit); the unit is ``"clock"`` for a time of day, in minutes."""

_UNITS_JA: Final = {
    "年間": "year", "年": "year", "か月": "month", "カ月": "month", "ヶ月": "month", "ヵ月": "month", "週間": "week",
    "日": "day", "時間": "hour", "分": "minute", "倍": "time",
}  # fmt: skip
_ALONE_JA: Final = {"年": "year", "月": "month", "日": "day", "時間": "hour"}
_UNITS_EN: Final = "year month week day hour minute".split()
_SMALL: Final = "|".join(word for word, value in WORDS.items() if 0 < value <= 20)
_NUMBER: Final = rf"[0-9]{{1,3}}|{_SMALL}"
_JAPANESE: Final = re.compile(
    rf"(?P<number>[0-9]{{1,4}}|[一二三四五六七八九十]{{1,3}})(?P<unit>{'|'.join(_UNITS_JA)})半(?![額期数面]|[日年月]間?)"
    r"|(?<![0-9一二三四五六七八九十前後上下大過時年月日間分])半(?P<alone>年|月|日|時間)(?![度生報紙齢額])"
)
_ENGLISH: Final = re.compile(
    rf"\b(?P<number>an?|{_NUMBER})(?:\s+and\s+a\s+half|½)[\s-](?P<unit>{'|'.join(_UNITS_EN)}|time)s?\b"
    rf"|\b(?:an?|one)\s+(?P<one>{'|'.join(_UNITS_EN)})\s+and\s+a\s+half\b"
    rf"|\b(?:half\s+an?|a\s+half)[\s-](?P<half>{'|'.join(_UNITS_EN)})\b"
    rf"|\b(?P<part>half|(?:a\s+)?quarter)\s+(?P<side>past|to)\s+(?P<hour>[0-9]{{1,2}}|{_SMALL})\b",
    re.IGNORECASE,
)
# The hour by the part of the day, as it is said: at nine in the evening, from 7 o'clock in the morning.
_HOUR: Final = re.compile(
    r"\b(?:at|from|to|until|till|by|before|after|since|between|and|about|around)\s+"
    rf"(?P<hour>[0-9]{{1,2}}|{_SMALL})(?:\s+o['’]?clock)?\s+(?:in\s+the\s+(?P<part>morning|afternoon|evening)|at\s+night)\b",
    re.IGNORECASE,
)

# Two at night is before it, ten at night isn't.
_DAWN: Final = 6


def find_halves(text: str) -> Iterator[Half]:
    """Yield what holds a half; offsets count code points of ``text``, in which full-width digits are half-width.

    Args:
        text: Any; none is yielded where no half stands in it.
    """
    if "半" in text:
        for match in _JAPANESE.finditer(text):
            unit = _ALONE_JA[match["alone"]] if match["alone"] else _UNITS_JA[match["unit"]]
            whole = parse_japanese(match["number"]) if match["number"] else Fraction(0)
            yield match.start(), match.end(), whole + Fraction(1, 2), unit
    yield from _hours(text)
    if re.search(r"half|quarter|½", text, re.IGNORECASE):
        for match in _ENGLISH.finditer(text):
            if match["hour"]:
                clock = _clock(match["part"].lower(), match["side"].lower(), _value(match["hour"]))
                if clock is not None:
                    yield match.start(), match.end(), clock, "clock"
                continue
            unit = (match["unit"] or match["one"] or match["half"]).lower()
            number = Fraction(0) if match["half"] else _value(match["number"] or "one")
            yield match.start(), match.end(), number + Fraction(1, 2), unit


def _hours(text: str) -> Iterator[Half]:
    """Yield times of day that are said by the part of the day."""
    if not re.search(r"morning|afternoon|evening|night", text, re.IGNORECASE):
        return
    for match in _HOUR.finditer(text):
        hour = _value(match["hour"])
        if 1 <= hour <= 12:
            part = (match["part"] or "").lower()
            before_noon = part == "morning" or (not part and hour % 12 < _DAWN)
            yield match.start("hour"), match.end(), 60 * (hour % 12 + (0 if before_noon else 12)), "clock"


def _value(written: str) -> Fraction:
    return Fraction(int(written)) if written.isdecimal() else Fraction(WORDS.get(written.lower(), 1))


def _clock(part: str, side: str, hour: Fraction) -> Fraction | None:
    """Return the minutes of a time of day; None for an hour that no clock has."""
    minutes = 30 if part == "half" else 15
    if not 1 <= hour <= 12 or (part == "half" and side == "to"):
        return None
    return 60 * hour + (minutes if side == "past" else -minutes)
