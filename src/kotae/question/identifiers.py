"""Identifiers: what names one thing and no other. WD-105, 第9条, PO-2025-00381, E-4071, v2.3.

Two spellings of one identifier have one key (ＷＤ－１０５, WD‑105, wd105; 第9条, Article 9, 第九条), and different
identifiers never do: an answer about WD-102 is no answer about WD-105.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from kotae.folding import fold
from kotae.records import Span
from kotae.segmentation.numerals import parse_japanese

__all__ = ["Identifier", "find_identifiers"]

# Letters and digits in one word, at least one of each: E30, WD-105, R7-1184, 3B-2, GPT-4, v2.3, ISO9001.
_CODE: Final = re.compile(
    r"(?<![A-Za-z0-9])(?=[A-Za-z0-9/_.-]{0,40}[0-9])(?=[A-Za-z0-9/_.-]{0,40}[A-Za-z])"
    r"[A-Za-z0-9]+(?:[-_./][A-Za-z0-9]+)*(?![A-Za-z0-9])"
)
# Digits in groups (phone numbers, order numbers) and versions: 0597-55-2816, 2.3.1.
_DIGITS: Final = re.compile(
    r"(?<![0-9A-Za-z.,/-])[0-9]{1,8}(?:-[0-9]{1,8}){1,4}(?![0-9A-Za-z-])"
    r"|(?<![0-9A-Za-z.,])[0-9]+(?:\.[0-9]+){2,4}(?![0-9A-Za-z.])"
)
_ARTICLE_JA: Final = re.compile(
    r"第(?P<number>[0-9]{1,4}|[〇一二三四五六七八九十百千]{1,7})(?P<kind>条|章|節|項|編|款)(?:の(?P<branch>[0-9]{1,2}|[二三四五六七八九十]))?"
)
_ARTICLE_EN: Final = re.compile(
    r"\b(?P<kind>article|art\.|clause|section|sect\.|sec\.|chapter|paragraph|para\.)\s?(?P<number>[0-9]{1,4})(?![0-9.,]*[0-9])"
    r"|§\s?(?P<sign>[0-9]{1,4})",
    re.IGNORECASE,
)
# Units and ordinals aren't names of things: 20kg, 3rd, 10am, 5G stays.
_MEASURE: Final = re.compile(
    r"[0-9]+(?:\.[0-9]+)?(?:st|nd|rd|th|s|am|pm|a\.m|p\.m|kg|g|mg|km|m|cm|mm|nm|ml|l|cl|dl|kb|mb|gb|tb|kw|mw|gw|w|v|kv|mv|a|ma|kwh|wh|mah|mwh|gwh|twh"
    r"|hz|khz|mhz|ghz|h|hr|hrs|min|mins|sec|ms|bn|mn|k|mio|pt|px|c|f|x|yen|usd|jpy|eur|ppm|db|n|pa|kpa|mpa|hpa|lx|lm"
    r"|m2|m3|cm2|cm3|km2|ha|oz|lb|ft|in|cc|rpm|dpi|year|years|days?|weeks?|months?|hours?|minutes?)(?:/[a-z]+)?",
    re.IGNORECASE,
)
_ERA_YEAR: Final = re.compile(r"[MTSHRmtshr](?:\.\s?)?[0-9]{1,2}(?:[./-][0-9]{1,2}){0,2}")
_FISCAL: Final = re.compile(r"(?:FY|fy|Q|H|CY)-?[0-9]{1,4}|[0-9]{2,4}(?:FY|Q[1-4]|H[12])")
_DATE: Final = re.compile(
    r"(?:1[89]|20)[0-9]{2}(?:[-/.][0-9]{1,2}){1,2}|[0-9]{1,2}-[0-9]{1,2}|(?:1[89]|20)[0-9]{2}-[0-9]{2,4}"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Identifier(Span):
    """An identifier in a text.

    Attributes:
        key: The same for every spelling of the same identifier, in both languages.
        written: As it stands.
    """

    key: str
    written: str


def find_identifiers(text: str) -> tuple[Identifier, ...]:
    """Return the identifiers of a folded text, in order; none for none.

    Args:
        text: Folded (:func:`kotae.folding.fold`); offsets are into it.
    """
    found = sorted(_all(text), key=lambda identifier: (identifier.start, -identifier.end))
    kept: list[Identifier] = []
    for identifier in found:
        if not kept or identifier.start >= kept[-1].end:
            kept.append(identifier)
    return tuple(kept)


def _all(text: str) -> Iterator[Identifier]:
    if not any(character.isdigit() or character in "〇一二三四五六七八九十" for character in text):
        return
    for match in _ARTICLE_JA.finditer(text):
        branch = f"-{_number(match['branch'])}" if match["branch"] else ""
        yield _identifier(match, f"article:{_number(match['number'])}{branch}")
    for match in _ARTICLE_EN.finditer(text):
        yield _identifier(match, f"article:{int(match['number'] or match['sign'])}")
    for match in _CODE.finditer(text):
        code = match[0]
        if not (_MEASURE.fullmatch(code) or _ERA_YEAR.fullmatch(code) or _FISCAL.fullmatch(code)):
            yield _identifier(match, "code:" + re.sub(r"[-_./]", "", code).lower())
    for match in _DIGITS.finditer(text):
        if not _DATE.fullmatch(match[0]):
            yield _identifier(match, "digits:" + re.sub(r"[-.]", "", match[0]))


def _identifier(match: re.Match[str], key: str) -> Identifier:
    return Identifier(start=match.start(), end=match.end(), key=key, written=match[0])


def _number(written: str) -> int:
    return int(written) if written.isdigit() else int(parse_japanese(fold(written)))
