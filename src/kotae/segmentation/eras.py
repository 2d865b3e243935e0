"""Japanese eras in every office spelling: 令和6年, R6.4.1, 令6, ㋿6年, Reiwa 6, Heisei 29.

A letter or a single kanji names an era only where a year of that era follows; what else H1 or S10
may be (a half-year, a part) is for the reader of the other patterns.
"""

from collections.abc import Iterator
from typing import Final

from kotae import lazy_re as re
from kotae.scripts import KANJI, KATAKANA
from kotae.segmentation.numerals import parse_japanese

__all__ = ["ENGLISH_ERA_YEAR", "ERA", "western_year", "written_short"]

_NAMES: Final = ("明治", "大正", "昭和", "平成", "令和")
_BEFORE_FIRST: Final = (1867, 1911, 1925, 1988, 2018)
# The last year of each; the present era is open.
_LONGEST: Final = (45, 15, 64, 31, 99)
_SPELLINGS: Final = {
    spelling.lower(): place
    for place, spellings in enumerate(
        (
            ("明治", "明", "M", "㍾", "Meiji"),
            ("大正", "大", "T", "㍽", "Taisho", "Taishō", "Taishou"),
            ("昭和", "昭", "S", "㍼", "Showa", "Shōwa", "Shouwa"),
            ("平成", "平", "H", "㍻", "Heisei"),
            ("令和", "令", "R", "㋿", "Reiwa"),
        )
    )
    for spelling in spellings
}
_KANJI_BEFORE: Final = f"(?<![{KANJI}{KATAKANA}])"
_LETTER_BEFORE: Final = r"(?<![A-Za-z0-9_])"
_YEAR: Final = r"(?:元|[0-9]{1,2})"

ERA: Final = (
    rf"(?:{'|'.join(_NAMES)}|[㍾㍽㍼㍻㋿]"
    rf"|{_LETTER_BEFORE}[MTSHR](?=[ .]?{_YEAR}[ ]?年(?!生|目|次))|{_KANJI_BEFORE}[明大昭平令](?={_YEAR}年(?!生|目|次)))"
)
"""Matches the name of an era before a year with 年."""

ENGLISH_ERA_YEAR: Final = (
    r"(?i:reiwa|heisei|sh(?:o|ō|ou)wa|taish(?:o|ō|ou)|meiji)[ \u00a0-](?:[0-9]{1,2}|gannen)"
)
"""Matches an era and its year as English writes them."""

_NUMERIC: Final = re.compile(
    rf"(?:{_LETTER_BEFORE}(?<![./-])(?P<letter>[MTSHR])|{_KANJI_BEFORE}(?P<kanji>{'|'.join(_NAMES)}|[明大昭平令])|(?P<sign>[㍾㍽㍼㍻㋿]))"
    rf"[ .]?(?P<year>{_YEAR})(?P<sep>[./-])(?P<month>1[0-2]|0?[1-9])(?:(?P=sep)(?P<day>3[01]|[12][0-9]|0?[1-9]))?"
    r"(?![0-9A-Za-z]|[./-][0-9])"
)
# Without a date behind it, only where Japanese goes on as it does behind a year.
_BARE: Final = re.compile(
    rf"{_LETTER_BEFORE}(?<![./-])(?P<letter>[SHR])(?P<year>[0-9]{{1,2}})"
    r"(?=(?:年度)?(?:[にのはをがもでと~～〜]|(?<=[0-9]{2})[、。）]|から|まで|より|末|頃|以降|現在|当初|補正|予算|決算))"
    rf"|{_KANJI_BEFORE}(?P<kanji>[昭平令])(?P<kanji_year>[0-9]{{1,2}})(?![0-9条項号章節年月個人名回部./-])"
)
_PAIR: Final = re.compile(
    rf"(?P<era>{'|'.join(_NAMES)})(?P<first>{_YEAR})(?:年度?)?(?:[・、~～〜‐-―−-]|及び|および|から)(?P<second>[0-9]{{1,2}})年度?"
)
# 24年度, 24年3月期: of the era that was named last before it, where it goes on counting there; else of the western calendar.
_NO_YEAR_BEFORE: Final = r"(?<![0-9A-Za-z.,．，/第約全毎計延数何成和治正昭平令明大㍾㍽㍼㍻㋿‐-―−-])"
_TWO_DIGITS: Final = re.compile(
    rf"{_NO_YEAR_BEFORE}['’]?(?P<year>[0-9]{{2}})年度(?![間目]|連続|に(?:わた|渡)|以上|分の?計)"
    rf"|{_NO_YEAR_BEFORE}['’]?(?P<closing>[0-9]{{2}})年[ 　]?(?P<month>1[0-2]|0?[1-9])月期(?!間)"
    r"|['’](?P<marked>[0-9]{2})年(?![間目代度]|連続|以上)"
    rf"|(?P<era>{'|'.join(_NAMES)})(?P<named>{_YEAR})年"
)
# FY3/23: the business year that closes in March 2023.
_CLOSING: Final = re.compile(
    r"\bFY[ ]?(?P<month>1[0-2]|0?[1-9])/['’]?(?P<year>(?:19|20)[0-9]{2}|[0-9]{2})(?![0-9A-Za-z/])"
)
# Two digits are years that were, rather than years to come: '75 is 1975, '25 is 2025.
_FIRST_OF_LAST_CENTURY: Final = 50
_SHORT: Final = re.compile(r"[MTSHR明大昭平令㍾㍽㍼㍻㋿治正和成][ .]?[0-9元]")


def western_year(era: str, year: str) -> int | None:
    """Return the western year of an era's year.

    Args:
        era: In any spelling, any case.
        year: Arabic or kanji digits, 元 or ``gannen``.

    Returns:
        None for a year that the era doesn't have.
    """
    place = _SPELLINGS[era.lower()]
    number = 1 if year in ("元", "gannen", "Gannen") else int(parse_japanese(year))
    return _BEFORE_FIRST[place] + number if 1 <= number <= _LONGEST[place] else None


def written_short(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield (start, end, key) of dates in short spellings: R6.4.1, 令6, H31, 平成29・30年度, 24年3月期, FY3/24."""
    if _SHORT.search(text):
        yield from _of_an_era(text)
    if "年" in text:
        yield from _of_two_digits(text)
    for match in _CLOSING.finditer(text) if "FY" in text else ():
        yield match.start(), match.end(), f"date:{_four_digits(match['year'])}-{int(match['month']):02d}"


def _of_an_era(text: str) -> Iterator[tuple[int, int, str]]:
    for match in _PAIR.finditer(text):
        yield from _pair(match)
    for match in _NUMERIC.finditer(text):
        era = match["letter"] or match["kanji"] or match["sign"]
        year = western_year(era, match["year"])
        if year is not None and (match["day"] or match["sep"] == "." or len(era) > 1):
            parts = (f"{int(match[name]):02d}" for name in ("month", "day") if match[name])
            yield match.start(), match.end(), "date:" + "-".join([f"{year:04d}", *parts])
    for match in _BARE.finditer(text):
        year = western_year(match["letter"] or match["kanji"], match["year"] or match["kanji_year"])
        if year is not None:
            yield match.start(), match.end(), f"date:{year:04d}"


def _of_two_digits(text: str) -> Iterator[tuple[int, int, str]]:
    era, last = "", 0
    for match in _TWO_DIGITS.finditer(text):
        if match["era"]:
            era, last = match["era"], western_year(match["era"], match["named"]) or 0
            continue
        written = match["year"] or match["closing"] or match["marked"]
        counted = western_year(era, written) if era and not match["marked"] else None
        if counted is None or not last <= counted <= last + _FIRST_OF_LAST_CENTURY // 2:
            counted = int(_four_digits(written))
        month = f"-{int(match['month']):02d}" if match["month"] else ""
        yield match.start(), match.end(), f"date:{counted:04d}{month}"


def _four_digits(year: str) -> str:
    """A year of the western calendar, of which the last two digits may be written only."""
    century = "" if len(year) == 4 else "19" if int(year) >= _FIRST_OF_LAST_CENTURY else "20"
    return century + year


def _pair(match: re.Match[str]) -> Iterator[tuple[int, int, str]]:
    first, second = (western_year(match["era"], match[name]) for name in ("first", "second"))
    if first is not None and second is not None and first < second:
        yield match.start(), match.end("first"), f"date:{first:04d}"
        yield match.start("second"), match.end(), f"date:{second:04d}"
