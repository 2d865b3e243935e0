"""A value found in one language, said in the other by rule: 2.3兆円 → ¥2.3 trillion, 5月8日まで → by 8 May.

Only what the rules know is said: quantities with the words that bound them (within, up to, or more, per day), dates,
weekdays, fractions, articles, names by their reading or sound. Anything else is None, and the original stands. Nothing is
invented: every digit of a rendering is a digit of the original's value.
"""

import re
from collections.abc import Callable, Sequence
from typing import Final

from kotae.answering.rendering.numbered import is_article, said_article, said_numbered
from kotae.answering.rendering.quantities import said_quantities
from kotae.answering.rendering.spelt_figures import spelt
from kotae.answering.rendering.transcribing import said_name
from kotae.answering.rendering.weekdays import said_nth_weekday, said_weekdays
from kotae.folding import fold
from kotae.question import find_identifiers
from kotae.question.wanted import Asked
from kotae.records import Language
from kotae.segmentation.analyzer import Word
from kotae.segmentation.dates import MONTHS
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
_FRACTION_JA: Final = re.compile(r"(?P<below>[0-9,]+)分の(?P<above>[0-9,]+)(?P<least>以上)?")
_HYPHEN_EN: Final = re.compile(
    r"(?<=[0-9])-(?=(?:second|minute|hour|day|week|month|year|night|metre|meter)s?\b)"
)
# Twelve o'clock as a part of something longer; alone it has a word of its own.
_NOON: Final = re.compile(
    r"(?:正午|\b(?:12 )?noon\b|\bmidnight\b)(?!\Z)|(?<!\A)(?:正午|\b(?:12 )?noon\b|\bmidnight\b)",
    re.IGNORECASE,
)
_CLOCKS: Final = {"正午": "12時", "noon": "12:00", "12 noon": "12:00", "midnight": "0:00"}
_HOURS_ON_DAYS: Final = re.compile(r"(?:at )?(?P<hours>[0-9].*) on (?P<days>[A-Z][a-z]+days?(?:,? .*)?)")
_QUARTERLY: Final = {
    "四半期に一度": "once a quarter",
    "四半期に1回": "once a quarter",
    "四半期ごと": "every quarter",
}
# The time of a day that is told by another: 前日の17時まで.
_DAYS_BESIDE: Final = {"前日": "on the day before", "翌日": "on the next day", "当日": "on the same day"}
_DAY_BESIDE: Final = re.compile(rf"({'|'.join(_DAYS_BESIDE)})の?(?=正午|午[前後]|[0-9]{{1,2}}時)")


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
    if source == "en":
        text = _HYPHEN_EN.sub(" ", text)
    if source == "en" and asked == "figure" and text in MONTHS:
        return f"{MONTHS.index(text) + 1}月"
    text = spelt(text, source)
    if source == "ja" and (day := _DAY_BESIDE.match(text)):
        value = render(text[day.end() :], source=source, target=target, words=words, asked=asked)
        return f"{value} {_DAYS_BESIDE[day[1]]}" if value else None
    text = _NOON.sub(lambda noon: _CLOCKS[noon[0].lower()], text)
    if (
        # What has a number for its name comes before amounts: 3階, 3分の1 and 第3水曜日 count nothing.
        found := said_numbered(text, source)
        or _QUARTERLY.get(text.replace("1度", "1回"))
        or _identifier(text, source)
        or _fraction(text, source)
        or said_nth_weekday(text, source)
    ):
        return found
    if any(map(is_article, find_identifiers(text))):
        return None
    days, hours = _days_of(text, source)
    said = said_quantities(hours, source, asked)
    if said and days:
        return f"{days}, {said}" if target == "en" else f"{days} {said}"
    if find_quantities(hours):
        return said or said_name(text, target, words, known)
    return said or said_weekdays(text, source) or said_name(text, target, words, known)


def _days_of(text: str, source: Language) -> tuple[str, str]:
    """Return the weekdays that stand before nothing but hours, and the hours; empty and the text for other texts.

    Monday to Friday, 9:00 to 17:00 is such a text.
    """
    if source == "en" and (behind := _HOURS_ON_DAYS.fullmatch(text)):
        text = f"{behind['days']} {behind['hours']}"
    quantities = find_quantities(text)
    if not quantities or any(quantity.kind != "time" for quantity in quantities):
        return "", text
    start = quantities[0].start
    before = text[:start]
    days = said_weekdays(before, source)
    return (days, text[start:]) if days else ("", text)


def _identifier(text: str, source: Language) -> str | None:
    """Return a code as it is, with a leading word of its kind dropped; an article by its number."""
    found = find_identifiers(text)
    if len(found) != 1:
        return None
    rest = (text[: found[0].start] + text[found[0].end :]).strip(" #:()（）")
    if len(rest) > (12 if source == "en" else 4):
        return None
    return said_article(found[0]) if is_article(found[0]) else found[0].written


def _fraction(text: str, source: Language) -> str | None:
    if source == "en":
        return _one_in(text)
    if match := _ONE_IN_JA.fullmatch(text):
        who = (
            "" if match["unit"] in ("つ", "件") else " people" if match["unit"] in ("人", "名") else " cases"
        )
        return f"{'about ' if match['about'] else ''}{match['above']} in {match['below']}{who}"
    match = _FRACTION_JA.match(text)
    return f"{'at least ' if match['least'] else ''}{match['above']}/{match['below']}" if match else None


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
