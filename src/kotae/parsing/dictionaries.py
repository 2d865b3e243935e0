"""Words of other languages, from pyspellchecker's lists: what a few bytes say in one of them isn't chance."""

from collections.abc import Iterable
from functools import cache
from typing import Final

__all__ = ["RUSSIAN", "WESTERN", "are_words", "words_of"]

RUSSIAN: Final = ("ru",)
WESTERN: Final = ("fr", "es", "de", "pt", "it", "nl")


def are_words(words: Iterable[str], languages: Iterable[str]) -> bool:
    """Return whether half of some words or more are known in one of the languages; False for none.

    Args:
        words: In any case.
        languages: Codes; the lists are loaded one after the other, until one has the words.
    """
    wanted = {word.lower() for word in words}
    return any(2 * len(wanted & words_of(code)) >= len(wanted) > 0 for code in languages)


@cache
def words_of(code: str) -> frozenset[str]:
    """Return the words of a language, in small letters; they are loaded once, when they are first asked for."""
    from spellchecker import SpellChecker

    return frozenset(SpellChecker(language=code).word_frequency.words())
