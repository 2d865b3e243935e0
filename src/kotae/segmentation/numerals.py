"""Numerals of both languages to exact values: 2兆3,000億, 二千五百, twenty-two million.

Values are fractions, so that 2.9 billion and 29億 are the same number and not two floats
that nearly agree.
"""

import re
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

__all__ = ["CARDINALS", "Numeral", "find_numerals", "format_value", "parse_english", "parse_japanese"]

KANJI_DIGITS = {digit: value for value, digit in enumerate("〇一二三四五六七八九")} | {"零": 0}
SMALL_UNITS = {"十": 10, "百": 100, "千": 1000}
LARGE_UNITS = {"万": 10**4, "億": 10**8, "兆": 10**12, "京": 10**16}

CARDINALS: Final = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
"""In words, each at its value."""
WORDS = {word: value for value, word in enumerate(CARDINALS)} | {
    word: 10 * value
    for value, word in enumerate(
        ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], start=2
    )
}
MAGNITUDES = {
    "hundred": 100,
    "dozen": 12,
    "thousand": 10**3,
    "million": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
}
SUFFIXES = {
    "k": 10**3,
    "mn": 10**6,
    "bn": 10**9,
    "tn": 10**12,
    "m": 10**6,
    "b": 10**9,
    "t": 10**12,
}

_DIGITS = r"(?:[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])|[0-9]++)(?:\.[0-9]++)?"
_KANJI = "〇零一二三四五六七八九十百千"
# A kanji digit can't follow an ASCII one: 第3四半期 is not the 34th.
_RUN = (
    rf"(?>{_DIGITS}|[{_KANJI}])(?>{_DIGITS}|(?<![0-9])[〇零一二三四五六七八九]|[十百千]|[ \n]?[万億兆京])*+"
)
_SCALE = "thousand|million|billion|trillion"
_WORD = "|".join(sorted(WORDS, key=len, reverse=True))
_SPOKEN = (
    rf"(?:half\s+a|an?(?=\s+(?:hundred|dozen|{_SCALE})\b)|{_WORD})"
    rf"(?:[\s-]+(?:and\s+)?(?:{_WORD}|hundred|dozen|{_SCALE})\b)*+"
)
_NUMERAL = re.compile(
    rf"(?P<run>{_RUN})(?:[\s-]?(?P<scale>{_SCALE})s?\b|(?P<suffix>(?i:bn|tn|mn|[kmbt]))(?![A-Za-z0-9]))?"
    rf"|(?<![A-Za-z-])(?=[A-Za-z])(?P<spoken>(?i:{_SPOKEN}))(?![A-Za-z])"
)
_PIECE = re.compile(rf"{_DIGITS}|.", re.DOTALL)
# Twice what the longest spelt-out amount in use takes.
_MAX_CHARS = 200
_SPOKEN_PIECE = re.compile(r"[a-z]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Numeral:
    """A numeral in a text, before anything is known of what it counts.

    Attributes:
        start: Where it begins.
        end: Where it ends, magnitude word or suffix included.
        value: Its exact value.
        magnitude: The magnitude it ends with (10**8 for 29億, 10**9 for 2.9 billion), else 1.
        written: ``"digits"``, ``"kanji"`` (no ASCII digit in it) or ``"words"``.
        text: As written.
        suffix: A one- or two-letter suffix it ends with (``"bn"``, ``"m"``), in lower case.
    """

    start: int
    end: int
    value: Fraction
    magnitude: int
    written: str
    text: str
    suffix: str = ""


def find_numerals(text: str) -> list[Numeral]:
    """Return the numerals of a text in order; full-width digits must be half-width already.

    What is longer than a number anyone writes (a line of digits, say) is left out.
    """
    return [_numeral(found) for found in _NUMERAL.finditer(text) if found.end() - found.start() <= _MAX_CHARS]


def _numeral(match: re.Match[str]) -> Numeral:
    run, spoken = match["run"], match["spoken"]
    if run is None:
        value, magnitude = parse_english(spoken)
        return Numeral(
            start=match.start(),
            end=match.end(),
            value=value,
            magnitude=magnitude,
            written="words",
            text=match[0],
        )
    value = parse_japanese(run)
    suffix = (match["suffix"] or "").lower()
    factor = MAGNITUDES[match["scale"]] if match["scale"] else SUFFIXES.get(suffix, 1)
    return Numeral(
        start=match.start(),
        end=match.end(),
        value=value * factor,
        magnitude=factor if factor > 1 else LARGE_UNITS.get(run[-1], 1),
        written="digits" if any(char in "0123456789" for char in run) else "kanji",
        text=match[0],
        suffix=suffix,
    )


def parse_japanese(run: str) -> Fraction:
    """Return the value of a run of digits and kanji numerals: 1万2千, 二〇二五, 2兆3,000億."""
    total = section = Fraction(0)
    current: Fraction | None = None
    for piece in _PIECE.findall(run):
        if piece in " \n":
            continue
        if piece in LARGE_UNITS:
            total += (section + (current or 0)) * LARGE_UNITS[piece]
            section, current = Fraction(0), None
        elif piece in SMALL_UNITS:
            section += (1 if current is None else current) * SMALL_UNITS[piece]
            current = None
        elif piece in KANJI_DIGITS:
            current = (current or 0) * 10 + Fraction(KANJI_DIGITS[piece])
        else:
            current = Fraction(piece.replace(",", ""))
    return total + section + (current or 0)


def parse_english(spoken: str) -> tuple[Fraction, int]:
    """Return the value and the last magnitude of number words: ("two million", → 2000000, 10**6)."""
    total = section = Fraction(0)
    magnitude = 1
    for word in _SPOKEN_PIECE.findall(spoken.lower()):
        if word == "half":
            section = Fraction(1, 2)
        elif word in ("hundred", "dozen"):
            section = (section or Fraction(1)) * MAGNITUDES[word]
        elif word in MAGNITUDES:
            magnitude = MAGNITUDES[word]
            total += (section or Fraction(1)) * magnitude
            section = Fraction(0)
        else:
            section += WORDS.get(word, 0)
    return total + section, magnitude if section == 0 else 1


def format_value(value: Fraction) -> str:
    """Return the shortest exact form: ``"3"``, ``"16.5"``, or ``"1/170"`` where decimals don't end."""
    if value.denominator == 1:
        return str(value.numerator)
    rest = value.denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    if rest > 1:
        return f"{value.numerator}/{value.denominator}"
    places = 0
    while (value * 10**places).denominator > 1:
        places += 1
    digits = str(abs(value.numerator) * 10**places // value.denominator).rjust(places + 1, "0")
    return f"{'-' if value < 0 else ''}{digits[:-places]}.{digits[-places:]}"
