"""What a draft in a language may be made of: its letters, and how sure the model must be; and the words it is helped with."""

import re
from typing import Final

from kotae.answering.writing.prompts import chinese_only
from kotae.language import detect_language
from kotae.languages import ByLanguage
from kotae.records import Language
from kotae.scripts import JAPANESE

__all__ = ["LEAST_CERTAINTY", "dictionary", "is_in"]

LEAST_CERTAINTY: Final = ByLanguage[float]({"en": -0.5, "ja": -0.4})
"""Mean log-probability of a token below which a translation into a language isn't shown: see ``benchmarks/answers``."""

# All of a prompt is read before the first word is written, some 25 tokens a second on a laptop.
_MOST_WORDS: Final = 14
_NUMERAL: Final = re.compile("[0-9]")
_ALLOWED: Final = ByLanguage[re.Pattern[str]](
    {
        "ja": re.compile(f"[A-Za-z\u00b5\u2126〆〇{JAPANESE}]"),
        "en": re.compile(r"[A-Za-z\u00aa-\u024f\u2126]"),
    }
)


def dictionary(
    text: str, gloss: tuple[tuple[str, str], ...], *, senses: int = 2
) -> tuple[tuple[str, str], ...]:
    """Return the words of a text with their first meanings, each once; without form and reading.

    Args:
        text: What is to be put into the other language.
        gloss: The words of the quote it is taken from, with their meanings.
        senses: How many of a word's meanings at most; small models copy several, one after the other.
    """
    found: dict[str, str] = {}
    for word, meaning in gloss:
        meanings = re.split("[;,、]" if senses == 1 else "[;、]", meaning.rsplit(": ", maxsplit=1)[-1])
        if word in text and not _NUMERAL.search(word):
            found.setdefault(word, ", ".join(one.strip() for one in meanings[:senses]))
    return tuple(found.items())[:_MOST_WORDS]


def is_in(text: str, language: Language) -> bool:
    """Return whether a text is in a language, and in its letters only; False for an empty one."""
    foreign = any(letter.isalpha() and not _ALLOWED[language].match(letter) for letter in text)
    return (
        bool(text) and not foreign and chinese_only().isdisjoint(text) and detect_language(text) == language
    )
