"""A value found in one language, said in the other by rule: 2.3兆円 → ¥2.3 trillion, 5月8日まで → by 8 May.

Only what the rules know is said: quantities with the words that bound them (within, up to, or more, per day), dates,
weekdays, fractions, articles, names by their reading or sound. Anything else is None, and the original stands. Nothing is
invented: every digit of a rendering is a digit of the original's value.
"""

import re
from collections.abc import Callable, Sequence
from typing import Final

from kotae.answering.rendering.leftovers import Asked
from kotae.answering.rendering.numbered import said_numbered
from kotae.answering.rendering.phrases import ARTICLES, ORDINALS, PART_OF_DAY, WEEKDAYS
from kotae.answering.rendering.quantities import said_quantities
from kotae.answering.rendering.spelt_figures import spelt
from kotae.answering.rendering.transcribing import said_name
from kotae.folding import fold
from kotae.question import Identifier, find_identifiers
from kotae.records import Language
from kotae.scripts import KANJI
from kotae.segmentation.analyzer import Word
from kotae.segmentation.numerals import WORDS
from kotae.segmentation.quantities import find_quantities

__all__ = ["render"]

_SMALL: Final = "|".join(WORDS)
_ONE_IN_EN: Final = re.compile(
    rf"(?P<above>[0-9]+|{_SMALL}) (?:in|out of)(?: every)? (?P<below>[0-9]+|{_SMALL})(?P<people> (?:people|persons|adults))?",
    re.IGNORECASE,
)
_ONE_IN_JA: Final = re.compile(
    r"(?P<about>約|およそ)?(?P<below>[0-9,]+)(?P<unit>人|名|件|つ)に(?P<above>[0-9]+)(?P=unit)"
)
_FRACTION_JA: Final = re.compile(r"(?P<below>[0-9,]+)分の(?P<above>[0-9,]+)")
_WEEKDAY_JA: Final = re.compile(rf"(?:(?<=毎週)|(?<![{KANJI}]))([月火水木金土日])曜日?")
_WEEKDAY_EN: Final = re.compile(r"\b(Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days?\b", re.IGNORECASE)
_HYPHEN_EN: Final = re.compile(
    r"(?<=[0-9])-(?=(?:second|minute|hour|day|week|month|year|night|metre|meter)s?\b)"
)
_RANGE: Final = re.compile(r"曜?日?(?:から|[~〜～–-])")
_RANGE_EN: Final = re.compile(r"days?(?: to | through | until |[-–~])", re.IGNORECASE)
# Twelve o'clock as a part of something longer; alone it has a word of its own.
_NOON: Final = re.compile(
    r"(?:正午|\b(?:12 )?noon\b|\bmidnight\b)(?!\Z)|(?<!\A)(?:正午|\b(?:12 )?noon\b|\bmidnight\b)",
    re.IGNORECASE,
)
_CLOCKS: Final = {"正午": "12時", "noon": "12:00", "12 noon": "12:00", "midnight": "0:00"}
# What is left out isn't the answer: 木曜日以外 is not Thursday.
_EXCEPT: Final[dict[Language, re.Pattern[str]]] = {
    "ja": re.compile(r"以外|を?除[くいき]"),
    "en": re.compile(r"\b(?:except|excluding|other than|apart from|but not)\b", re.IGNORECASE),
}
# The time of a day that is told by another: 前日の17時まで.
_DAYS_BESIDE: Final = {"前日": "on the day before", "翌日": "on the next day", "当日": "on the same day"}
_DAY_BESIDE: Final = re.compile(rf"({'|'.join(_DAYS_BESIDE)})の?(?=正午|午[前後]|[0-9]{{1,2}}時)")
# All that may stand with weekdays before hours.
_DAYS_REST: Final[dict[Language, re.Pattern[str]]] = {
    "ja": re.compile(
        rf"毎週|[月火水木金土日]曜日?|(?<![{KANJI}])[月火水木金土日](?![{KANJI}])|の|は|から|まで|と|です|朝|午[前後]|夕方|夜|[\s、・~〜～–-]"
    ),
    "en": re.compile(
        r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)days?\b|\b(?:to|through|until|till|by|or|and|on|each|every|from|mornings?|afternoons?|evenings?)\b"
        r"|[\s,:–~-]",
        re.IGNORECASE,
    ),
}
_NTH_JA: Final = re.compile(
    r"(?:毎月)?の?第([1-5一二三四五])(?:(?:[、・,]|と|および|及び)第?([1-5一二三四五]))?([月火水木金土日])曜日?(?:の?(朝|午前|午後|夕方|夜))?"
)
_NTH_EN: Final = re.compile(
    r"\b(first|second|third|fourth|fifth) (Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days?\b", re.IGNORECASE
)
_EVERY_OTHER: Final = re.compile(
    r"(?:on )?every (?:second|other) (Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days?", re.IGNORECASE
)


def render(
    span: str,
    *,
    source: Language,
    target: Language,
    words: Callable[[str], Sequence[Word]],
    known: Callable[[str], str] | None = None,
    asked: Asked = "",
) -> str | None:
    """Return a short answer in the other language; None where no rule knows how it is said.

    Args:
        span: The words of the answer as they stand.
        source: Their language.
        target: The language wanted, the other one.
        words: Gives the content words of a text, for the readings of names.
        known: Gives names that a dictionary has; empty for others.
        asked: What the question asks for.
    """
    text = fold(span).strip(" 。、,.;:")
    if _EXCEPT[source].search(text):
        return None
    if source == "en":
        text = _HYPHEN_EN.sub(" ", text)
    text = spelt(text, source)
    if source == "ja" and (day := _DAY_BESIDE.match(text)):
        value = render(text[day.end() :], source=source, target=target, words=words, asked=asked)
        return f"{value} {_DAYS_BESIDE[day[1]]}" if value else None
    text = _NOON.sub(lambda noon: _CLOCKS[noon[0].lower()], text)
    if (
        found := said_numbered(text, source)
        or _identifier(text, source)
        or _fraction(text, source)
        or _nth_weekday(text, source)
    ):
        return found
    if any(map(_is_article, find_identifiers(text))):
        return None
    days, hours = _days_of(text, source)
    said = said_quantities(hours, source, asked)
    if said and days:
        return f"{days}, {said}" if target == "en" else f"{days} {said}"
    if find_quantities(hours):
        return said or said_name(text, target, words, known)
    return said or _weekdays(text, source) or said_name(text, target, words, known)


def _days_of(text: str, source: Language) -> tuple[str, str]:
    """Return the weekdays that stand before nothing but hours, and the hours; empty and the text for other texts.

    Monday to Friday, 9:00 to 17:00 is such a text.
    """
    quantities = find_quantities(text)
    if not quantities or any(quantity.kind != "time" for quantity in quantities):
        return "", text
    start = quantities[0].start
    before = text[:start]
    days = _weekdays(before, source)
    return (days, text[start:]) if days else ("", text)


def _identifier(text: str, source: Language) -> str | None:
    """Return a code as it is, with a leading word of its kind dropped; an article by its number."""
    found = find_identifiers(text)
    if len(found) != 1:
        return None
    rest = (text[: found[0].start] + text[found[0].end :]).strip(" #:()（）")
    if len(rest) > (12 if source == "en" else 4):
        return None
    return _article(found[0], source) if _is_article(found[0]) else found[0].written


def _is_article(identifier: Identifier) -> bool:
    return identifier.key.startswith("article:")


def _article(article: Identifier, source: Language) -> str | None:
    """Return Article 9 for 第9条, and the reverse; None for a kind that has no one word in the other language."""
    number, _, branch = article.key.removeprefix("article:").partition("-")
    for japanese, english in ARTICLES.items():
        if source == "ja" and japanese in article.written:
            return f"{english} {number}" + (f"-{branch}" if branch else "")
        if source == "en" and article.written.lower().startswith(english.lower()):
            return f"第{number}{japanese}"
    return None


def _fraction(text: str, source: Language) -> str | None:
    if source == "en":
        return _one_in(text)
    if match := _ONE_IN_JA.fullmatch(text):
        who = (
            "" if match["unit"] in ("つ", "件") else " people" if match["unit"] in ("人", "名") else " cases"
        )
        return f"{'about ' if match['about'] else ''}{match['above']} in {match['below']}{who}"
    match = _FRACTION_JA.search(text)
    if match is None:
        return None
    said = f"{match['above']}/{match['below']}"
    if text[match.end() :].startswith("以上"):
        return f"at least {said}"
    return said


def _one_in(text: str) -> str | None:
    """Return 3人に1人 for one in three people, 3分の1 for one in three."""
    match = _ONE_IN_EN.fullmatch(text)
    if match is None:
        return None
    above, below = (
        int(number) if number.isdecimal() else WORDS[number.lower()]
        for number in (match["above"], match["below"])
    )
    return f"{below}人に{above}人" if match["people"] else f"{below}分の{above}"


def _weekdays(text: str, source: Language) -> str | None:
    """Return the weekdays of a text that holds nothing else."""
    if source == "ja" and re.fullmatch(r"[月火水木金土日](?:[・、~〜～–-][月火水木金土日])+", text):
        text = re.sub(r"[月火水木金土日]", r"\g<0>曜", text)
    if _DAYS_REST[source].sub("", text):
        return None
    if source == "ja":
        days = [WEEKDAYS[day] for day in _WEEKDAY_JA.findall(text)]
        part = next((said for written, said in PART_OF_DAY if written in text), "")
        if len(days) == 2 and _RANGE.search(text):
            return f"{days[0]} to {days[1]} {part}".strip()
        said = (
            " and ".join(filter(None, (", ".join(days[:-1]), f"{days[-1]} {part}".strip()))) if days else ""
        )
        return f"every {said}" if said and "毎" in text else said or None
    found = [match[1].capitalize() for match in _WEEKDAY_EN.finditer(text)]
    if not found:
        return None
    names = [day for stem in found for day, name in WEEKDAYS.items() if name.startswith(stem)]
    part = next((f"の{written}" for written, said in reversed(PART_OF_DAY) if said in text.lower()), "")
    until = "まで" if len(names) == 1 and re.match(r"(?:by|until|till) ", text, re.IGNORECASE) else ""
    if len(names) == 2 and _RANGE_EN.search(text):
        return f"{names[0]}曜日から{names[1]}曜日{part}"
    return "、".join(f"{name}曜日" for name in names) + part + until


def _nth_weekday(text: str, source: Language) -> str | None:
    """Return 毎月第2土曜日 for the second Saturday of each month, and the reverse; None for anything else."""
    if source == "ja":
        if (match := _NTH_JA.fullmatch(text)) is None:
            return None
        which = [
            ORDINALS["一二三四五".find(nth) if nth in "一二三四五" else int(nth) - 1]
            for nth in match.group(1, 2)
            if nth
        ]
        part = next((f" {said}" for written, said in PART_OF_DAY if written == match[4]), "")
        return f"the {' and '.join(which)} {WEEKDAYS[match[3]]}{part} of each month"
    if other := _EVERY_OTHER.fullmatch(text):
        return (
            f"隔週{next(day for day, name in WEEKDAYS.items() if name.startswith(other[1].capitalize()))}曜日"
        )
    if (match := _NTH_EN.search(text)) is None:
        return None
    number = ORDINALS.index(match[1].lower()) + 1
    day = next(day for day, name in WEEKDAYS.items() if name.startswith(match[2].capitalize()))
    return f"毎月第{number}{day}曜日"
