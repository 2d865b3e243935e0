"""The figures of a text as they are said in the other language, with what bounds them; the same for a gloss and a translation."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from kotae import lazy_re as re
from kotae.answering.rendering.bounds import AFTER, BEFORE
from kotae.answering.rendering.calendar_marks import calendar_marks
from kotae.answering.rendering.phrases import UNITS
from kotae.answering.rendering.render import render
from kotae.answering.rendering.values import date_en, date_ja
from kotae.answering.rendering.weekdays import days_of_months
from kotae.languages import ByLanguage
from kotae.records import Language, Span
from kotae.scripts import KANJI
from kotae.segmentation.analyzer import Word
from kotae.segmentation.quantities import Quantity, find_quantities

__all__ = ["Figure", "said_figures", "spelled_years"]

_NUMERAL_EN: Final = re.compile(r"[0-9][0-9,.]*|[A-Za-z]+(?:-[a-z]+)?")
_DIGITS: Final = re.compile(r"[0-9](?:[0-9,.:]*[0-9])?")
# The end of a range isn't a deadline: 7:45から17:20まで.
_RANGED: Final = re.compile(r"[0-9時分日月年人名円度歳枚回週%)]から[^0-9、。()（）]{0,4}\Z")
# The first number of a range has its unit behind the second: 5 to 7 days.
_TO: Final = re.compile(r" to |[-–~]")
_YEAR_EN: Final = re.compile(
    r"\b(?:in|since|until|till|from|by|around|before|after|of) (?P<year>1[0-9]{3})"
    r"(?=[.,;:)]?(?:\s|\Z))(?! (?!(?:to|and|by|for|when|as|with|the|at|on|in|from|but|or)\b))"
)
_ORDINAL: Final = re.compile(r"[0-9](?:st|nd|rd|th)\Z")
# The second year of a range is often cut: 2023〜27年, 2023-27.
_YEARS: Final = re.compile(
    r"(?<![0-9])(?P<first>(?P<century>1[89]|20)[0-9]{2})年?[~〜～–-](?P<last>[0-9]{2})(?P<unit>年度?)?(?![0-9])"
)
# What is said with an amount beside what bounds it.
_BEFORE: Final = ByLanguage[re.Pattern[str]](
    {
        "ja": re.compile(
            rf"(?:毎[年月週日]|(?<![0-9{KANJI}])[年月週]"
            r"|(?<![0-9])[1一](?:日|人|名|回|泊|枚|個|本|台|冊|件|室|組|点|足|袋|箱|時間|か月|週|年)(?:につき|あたり|当たり)?)\Z"
        ),
        "en": re.compile(r"\b(?:every|by|until|from|since|after) \Z", re.IGNORECASE),
    }
)
_AFTER: Final = ByLanguage[re.Pattern[str]](
    {
        "ja": re.compile(r"から|以降|(?:末日?|上旬|中旬|下旬|ごろ|頃)(?:から|まで(?:に)?)?|ごと"),
        "en": re.compile(
            r" (?:per (?:day|month|year|week|person|night|hour)|a (?:day|month|year|week)|each)\b"
        ),
    }
)


# 規則に二度違反した者: twice, not 2 °C; of warmth or an angle its sentence speaks.
_TIMES: Final = re.compile(r"(?:[一二三四五六七八九]|[1-9１-９])度")
_WARMTH: Final = re.compile(r"温|摂氏|華氏|熱|零下|氷点|寒|暑|冷|角|緯|経|傾|℃|斜")


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure(Span):
    """A figure of a text.

    Attributes:
        said: In the other language; its digits alone where no rule says it.
        kind: What it counts: ``"date"``, ``"money"``, a unit.
        bare: Whether ``said`` is its digits alone.
    """

    said: str
    kind: str
    bare: bool = False


def said_figures(
    text: str, *, source: Language, target: Language, words: Callable[[str], Sequence[Word]]
) -> tuple[Figure, ...]:
    """Return the figures of a text in order, none inside another; those without digits only where a rule says them.

    Args:
        text: A sentence; offsets count from its beginning.
        source: Its language.
        target: The language wanted.
        words: Gives content words, for readings.
    """
    found: list[Figure] = []
    for figure in _candidates(text, source=source, target=target, words=words):
        if figure.said and not any(figure.start < other.end and other.start < figure.end for other in found):
            found.append(figure)
    return tuple(sorted(found, key=lambda figure: figure.start))


def spelled_years(text: str) -> str:
    """Return a text with the second year of each range in full: 2023〜27年 is 2023年〜2027年, 2023-27 is 2023-2027."""

    def spelled(match: re.Match[str]) -> str:
        last = match["century"] + match["last"]
        if last <= match["first"]:
            return match[0]
        unit = "年" if match["unit"] else ""
        return f"{match['first']}{unit}〜{last}{match['unit'] or ''}"

    return _YEARS.sub(spelled, text)


def _candidates(
    text: str, *, source: Language, target: Language, words: Callable[[str], Sequence[Word]]
) -> Iterator[Figure]:
    """Yield every way to say a figure, the best first."""
    yield from _dates(text, source)
    quantities = find_quantities(text)

    def say(start: int, end: int) -> str | None:
        return render(text[start:end], source=source, target=target, words=words)

    for one, other in _ranges(text, quantities) if source == "en" else ():
        yield from _ways(text, one.start, _end(text, other, source), other.unit, source, say)
    for quantity in reversed(quantities):  # 1人 in 1人2個 belongs to what follows
        end = _end(text, quantity, source)
        if _TIMES.fullmatch(text, quantity.start, end) and not _WARMTH.search(text):
            continue
        kind = quantity.unit if quantity.kind == "count" else quantity.kind
        tells_which = (
            text[quantity.start : end].startswith("第")
            or text.startswith(("号", "番"), end - 1)
            or text.startswith("目", end)
        )
        if not _ORDINAL.search(text[:end]) and not tells_which:  # 1号車 is car 1, not 1 of them
            yield from _ways(text, quantity.start, end, kind, source, say)
            if kind == "date":  # "May" is a month only where something before it says so
                said = date_ja(quantity) if target == "ja" else date_en(quantity)
                yield Figure(start=quantity.start, end=end, said=said, kind=kind)
        if digits := _DIGITS.search(text, quantity.start, end):
            yield Figure(start=digits.start(), end=digits.end(), said=digits[0], kind=kind, bare=True)


def _ranges(text: str, quantities: Sequence[Quantity]) -> Iterator[tuple[Quantity, Quantity]]:
    """Yield the ends of ranges of an English text of which only the second has the unit."""
    for one, other in pairwise(quantities):
        bare = re.fullmatch(r"[0-9.,]+|[A-Za-z]+", text[one.start : one.end]) is not None
        if bare and one.kind == other.kind == "count" and _TO.fullmatch(text[one.end : other.start]):
            yield one, other


def _dates(text: str, source: Language) -> Iterator[Figure]:
    """Yield ranges of years, and days whose month stands with another day."""
    for match in _YEARS.finditer(text):
        last = match["century"] + match["last"]
        if last > match["first"] and (match["unit"] or source == "en"):
            said = f"{match['first']} to {last}" if source == "ja" else f"{match['first']}年〜{last}年"
            yield Figure(start=match.start(), end=match.end(), said=said, kind="date")
    for match in _YEAR_EN.finditer(text) if source == "en" else ():
        yield Figure(start=match.start("year"), end=match.end("year"), said=f"{match['year']}年", kind="date")
    for start, end, said in days_of_months(text, source):
        yield Figure(start=start, end=end, said=said, kind="date")
    for start, end, said in calendar_marks(text, source) if source == "ja" else ():
        if end - start > 1:
            last = bool(_RANGED.search(text[:start])) and text.startswith("まで", end)
            yield Figure(
                start=start,
                end=end + len("まで") * last,
                said=f"to {said}" if last else said,
                kind="date",
            )


def _ways(
    text: str, start: int, end: int, kind: str, source: Language, say: Callable[[int, int], str | None]
) -> Iterator[Figure]:
    """Yield how a quantity is said: as the end of a range, with what bounds it, alone."""
    plain = say(start, end)
    if source == "ja" and plain and _RANGED.search(text[:start]) and text.startswith("まで", end):
        yield Figure(start=start, end=end + len("まで"), said=f"to {plain}", kind=kind)
    for first, behind in _bounded(text, start, end, source):
        value = say(first, behind)
        if value != plain:  # a bound that no rule says stays in the sentence
            yield Figure(start=first, end=behind, said=value or "", kind=kind)
    yield Figure(start=start, end=end, said=plain or "", kind=kind)


def _end(text: str, quantity: Quantity, source: Language) -> int:
    """Return where a quantity ends; what is counted stays a word where it is no unit: three supercomputers."""
    if source == "en" and quantity.kind == "count" and quantity.unit not in UNITS:
        numeral = _NUMERAL_EN.match(text, quantity.start)
        return numeral.end() if numeral else quantity.end
    return quantity.end


def _bounded(text: str, start: int, end: int, source: Language) -> Iterator[tuple[int, int]]:
    """Yield the places of a quantity with what bounds it, the longest first."""
    ahead = text[:start]
    before = BEFORE[source].search(ahead) or _BEFORE[source].search(ahead)
    after = AFTER[source].match(text, end) or _AFTER[source].match(text, end)
    first, last = before.start() if before else start, after.end() if after else end
    yield from dict.fromkeys([(first, last), (first, end), (start, last)])
