"""Things told apart by their number alone: 第3回, 2号窯, 三番線, kiln 3, the third camp.

Which words are numbered no list can say. A document shows it: where it speaks of kiln 1 and kiln 2, a kiln 3 is one that it
doesn't know.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from kotae import lazy_re as re
from kotae.languages import LANGUAGES
from kotae.records import Span
from kotae.scripts import KANJI, KATAKANA
from kotae.segmentation.months import months_in
from kotae.segmentation.number_words import ORDINALS
from kotae.segmentation.numerals import parse_japanese
from kotae.segmentation.quantities import find_quantities

__all__ = ["Numbered", "find_numbered", "numbers_lacking"]

_N: Final = r"(?P<number>[0-9]{1,3}|[一二三四五六七八九十]{1,3})"
# 条 and 章 are identifiers, 四半期 is a time, a 第三者 is anybody else.
_JA: Final = (
    re.compile(rf"第{_N}の?(?P<kind>(?!四半期|[条章節項編款者])[{KANJI}{KATAKANA}]{{1,6}})"),
    re.compile(
        rf"(?<![第0-9.,一二三四五六七八九十]){_N}(?P<kind>号(?!の)[{KANJI}{KATAKANA}]{{0,6}}|番線|丁目|期生)"
    ),
    re.compile(rf"(?<![第0-9.,一二三四五六七八九十]){_N}(?P<kind>[回期])目"),
)
_ORDINAL_EN: Final = re.compile(
    rf"\b(?:(?P<digits>[0-9]{{1,3}})(?:st|nd|rd|th)|(?P<word>{'|'.join(ORDINALS)}))[ -](?P<kind>[a-z]{{3,}})\b",
    re.IGNORECASE,
)
_NUMBER_EN: Final = re.compile(
    r"\b(?P<kind>[a-z]{3,})\s(?:no\.?\s?|number\s|#\s?)?(?P<digits>[0-9]{1,3})\b(?![.,:/%°-]?[0-9])",
    re.IGNORECASE,
)
# The third time, day or party isn't one of several things with a number.
_OF_TIME: Final = re.compile(
    r"(?:time|day|week|month|year|hour|minute|century|quarter|half|party|person|place|hand|class|aid|page|least|most)s?\Z"
)
# From one number to another, or from one on: what lies between is told without being named.
_RANGE: Final = re.compile(r"([0-9]{1,3})[^\s0-9]{0,3}\s?(?:[~〜～–-]|から|to)\s?第?([0-9]{1,3})")
_ONWARDS: Final = re.compile(
    r"[^。.\n0-9]{0,3}(?:以降|以後|以上|から|まで|onwards?|or (?:more|later)|and (?:later|after))"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbered(Span):
    """A thing named by its number.

    Attributes:
        number: Which.
        kind: Of what: the words beside the number, in lower case and without a plural's s.
        ordinal: Whether the number is an ordinal one.
        written: As it stands.
    """

    number: int
    kind: str
    ordinal: bool
    written: str


def find_numbered(text: str) -> tuple[Numbered, ...]:
    """Return what a folded text names by a number, in order; none for none.

    Args:
        text: Folded; offsets are into it.
    """
    if not re.search(r"[0-9第]|[一二三四五六七八九十][号番丁期回]", text) and not _ORDINAL_EN.search(text):
        return ()
    return tuple(sorted(_all(text), key=lambda one: one.start))


def _all(text: str) -> Iterator[Numbered]:
    for place, pattern in enumerate(_JA):
        for match in pattern.finditer(text):
            written = match["number"]
            number = int(written) if written.isdigit() else int(parse_japanese(written))
            yield _numbered(match, number, match["kind"], ordinal=place != 1)
    for match in _ORDINAL_EN.finditer(text):
        number = int(match["digits"]) if match["digits"] else 1 + ORDINALS.index(match["word"].lower())
        if not months_in(match["kind"]) and not _OF_TIME.match(match["kind"].lower()):
            yield _numbered(match, number, match["kind"], ordinal=True)
    counted = [one for one in find_quantities(text) if one.kind != "number"]
    for match in _NUMBER_EN.finditer(text):
        kind = match["kind"].lower()
        counts = any(one.start <= match.start("digits") < one.end for one in counted)
        if not counts and kind not in LANGUAGES["en"].function_words:
            yield _numbered(match, int(match["digits"]), kind, ordinal=False)


def _numbered(match: re.Match[str], number: int, kind: str, *, ordinal: bool) -> Numbered:
    kind = re.sub(r"s\Z", "", kind.lower())
    return Numbered(
        start=match.start(), end=match.end(), number=number, kind=kind, ordinal=ordinal, written=match[0]
    )


def numbers_lacking(asked: Sequence[Numbered], text: str, *, crossed: bool) -> tuple[str, ...]:
    """Return what is asked of that a text lacks while it knows others of its kind, as written.

    Args:
        asked: Of the question.
        text: Folded; what is read as one document.
        crossed: Whether it is in another language than the question: then the words beside the numbers don't meet, and only
            ordinal numbers are compared.
    """
    if not asked:
        return ()
    known = find_numbered(text)
    ranges = list(_RANGE.finditer(text))
    return tuple(
        one.written
        for one in asked
        if (alike := [other for other in known if _alike(one, other, crossed=crossed)])
        and not any(_tells_of(one, other, text, ranges) for other in alike)
    )


def _tells_of(one: Numbered, other: Numbered, text: str, ranges: Sequence[re.Match[str]]) -> bool:
    """Return whether a thing named in a text is the one asked for, or stands for it: 第1回から第5回, 3回目以降."""
    return (
        one.number == other.number
        or _ONWARDS.match(text, other.end) is not None
        or any(
            int(each[1]) <= one.number <= int(each[2])
            for each in ranges
            if each.start() < other.end and other.start < each.end()
        )
    )


def _alike(one: Numbered, other: Numbered, *, crossed: bool) -> bool:
    if crossed:
        return one.ordinal and other.ordinal
    return one.kind.startswith(other.kind) or other.kind.startswith(one.kind)
