"""What has a number or a letter for its name: 512号室 and room 512, Cゲート and gate C, 第9条 and Article 9."""

from typing import Final

from kotae import lazy_re as re
from kotae.answering.rendering.usual_words import word_list
from kotae.question import Identifier
from kotae.records import Language

__all__ = ["is_article", "ordinal", "said_article", "said_in_order", "said_numbered"]

_ARTICLES: Final = {"条": "Article", "章": "Chapter", "節": "Section", "項": "Paragraph"}
_MARK: Final = r"(?P<mark>[0-9]{1,4}(?:-[0-9A-Z]{1,4})*|[A-Z]{1,3}(?:-?[0-9]{1,4}(?:-[0-9A-Z]{1,4})*)?)"
# Japanese around the mark, English before it; the first of each is the one said.
_KINDS: Final = tuple(word_list("numbered").items())
_FLOOR_JA: Final = re.compile(r"(?P<under>地下)?(?P<number>[0-9]{1,2})階")
_FLOOR_EN: Final = re.compile(
    r"(?:on )?(?:the )?(?:(?P<number>[0-9]{1,2})(?:st|nd|rd|th) floor|floor (?P<other>[0-9]{1,2}))",
    re.IGNORECASE,
)


_ORDERED_JA: Final = re.compile(r"何(号[機車室棟館艇艦]?|番[線窓口]?)")
_ORDERED_EN: Final = re.compile(
    r"(?:(?:in|on|at|by) )?(?:the )?(?:[A-Za-z]+ )?(?:[Nn]os?\.? )?(?P<first>[0-9]{1,4})"
    r"(?:(?P<joint> to | and | or | through |[-–])(?P<last>[0-9]{1,4}))?"
)


def _spelled(pattern: str) -> re.Pattern[str]:
    before, after = map(re.escape, pattern.split("{}"))
    counts = not before and not after.startswith(("号", "番"))  # 3棟 counts buildings, A棟 is one
    mark = "(?P<mark>[A-Z]{1,2})" if counts else _MARK
    return re.compile(rf"{before}\s?{mark}{after}")


_JAPANESE: Final = tuple((_spelled(ja), en) for ja, en in _KINDS)
_ENGLISH: Final = {en.removesuffix(" {}"): ja for ja, en in reversed(_KINDS)}
_NAMED_EN: Final = re.compile(
    rf"(?:(?:at|in|on|by|through|via|to) )?(?:the )?(?P<kind>(?i:{'|'.join(sorted(_ENGLISH, key=len, reverse=True))})) {_MARK}"
)


def said_numbered(text: str, source: Language) -> str | None:
    """Return a room, gate, form, floor or other thing with a number in the other language; None for anything else.

    Args:
        text: Folded, the thing alone.
        source: Its language.
    """
    if source == "en":
        if match := _FLOOR_EN.fullmatch(text):
            return f"{match['number'] or match['other']}階"
        match = _NAMED_EN.fullmatch(text)
        return _ENGLISH[match["kind"].lower()].format(match["mark"]) if match else None
    if match := _FLOOR_JA.fullmatch(text):
        floor = f"{ordinal(int(match['number']))} floor"
        return f"{floor} underground" if match["under"] else floor
    found = ((pattern.fullmatch(text), english) for pattern, english in _JAPANESE)
    return next((english.format(match["mark"]) for match, english in found if match), None)


def said_in_order(span: str, question: str) -> str | None:
    """Return several things by their numbers as the question counts them: Turbines 4 to 9, asked 何号機, are 4〜9号機.

    Args:
        span: The answer as it stands, in English.
        question: As asked, in Japanese.
    """
    counted, match = _ORDERED_JA.search(question), _ORDERED_EN.fullmatch(span.strip(" .,;:"))
    if counted is None or match is None:
        return None
    if match["joint"] is None:
        return f"{match['first']}{counted[1]}"
    joint = {"and": "と", "or": "か"}.get(match["joint"].strip(), "〜")
    return f"{match['first']}{counted[1] if joint != '〜' else ''}{joint}{match['last']}{counted[1]}"


def is_article(identifier: Identifier) -> bool:
    """Return whether an identifier is an article, chapter, section or paragraph of a rule."""
    return identifier.key.startswith("article:")


def said_article(article: Identifier) -> str | None:
    """Return Article 9-2 for 第9条の2, and 第9条 for Article 9; None for a kind that has no one word in the other language."""
    number, _, branch = article.key.removeprefix("article:").partition("-")
    for japanese, english in _ARTICLES.items():
        if japanese in article.written:
            return f"{english} {number}" + (f"-{branch}" if branch else "")
        if article.written.lower().startswith(english.lower()):
            return f"第{number}{japanese}"
    return None


def ordinal(number: int) -> str:
    """Return a number as it is said in an order: 1st, 2nd, 11th."""
    ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"
