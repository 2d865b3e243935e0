"""Words that stand between spaces, for the index: lower case, no accents, no stop words, stemmed.

What is a stop word, and what a word's ending is, is said by the tables of its language (:mod:`kotae.languages`).
"""

import re
import threading
import unicodedata
from typing import Any, Final

from kotae.languages import LANGUAGES, LanguageTables
from kotae.segmentation.latin import parts

__all__ = ["SpacedTerms"]

_PLAIN: Final = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*")
# With less left of it, a word is mostly no longer itself: *bus*, *gas*.
_LEAST_STEM: Final = 3
_NUMBER: Final = re.compile(r"\d+(?:,\d{3})+(?:\.\d+)?")


class SpacedTerms:
    """Turns the tokens of one language into terms; remembers what it has seen; thread-safe.

    Args:
        tables: Of the language; English by default.
    """

    _MAX_REMEMBERED = 200_000

    def __init__(self, tables: LanguageTables = LANGUAGES["en"]) -> None:
        self._tables = tables
        self._endings = sorted(tables.endings, key=len, reverse=True)
        self._local = threading.local()
        self._known: dict[str, tuple[str, ...]] = {}

    def terms(self, token: str) -> tuple[str, ...]:
        """Return the terms of one Latin token; none for a stop word that isn't in capitals.

        A plain word gives its stem. An identifier gives itself in lower case and the stems of
        its parts; a number gives its digits.
        """
        found = self._known.get(token)
        if found is None:
            if len(self._known) >= self._MAX_REMEMBERED:
                self._known.clear()
            found = self._known[token] = tuple(dict.fromkeys(self._make(token)))
        return found

    def _make(self, token: str) -> list[str]:
        if _NUMBER.fullmatch(token):
            return [token.replace(",", "")]
        plain = _without_accents(token)
        lower = plain.lower()
        if _PLAIN.fullmatch(plain):
            word = lower
            for clitic in self._tables.clitics:
                word = word.removesuffix(clitic)
            if lower in self._tables.stop_words or word in self._tables.stop_words:
                # US, IT and WHO aren't us, it and who.
                return [lower] if len(plain) > 1 and plain.isupper() else []
            return [self._stem(word), *self._parts(plain)]
        return [lower, *self._parts(plain)]

    def _parts(self, token: str) -> list[str]:
        """Return the stems of the parts of an identifier; none for a token that is one part."""
        found = parts(token)
        if len(found) < 2:
            return []
        stems = [
            self._stem(part.lower())
            for part in found
            if len(part) > 1 and part.lower() not in self._tables.stop_words
        ]
        if len(found) == 2 and token.count("-") == 1:
            stems.append(self._stem("".join(found).lower()))
        return stems

    def _stem(self, word: str) -> str:
        if not self._tables.stemmer:
            return self._without_ending(word)
        stemmer: Any = getattr(self._local, "stemmer", None)
        if stemmer is None:
            import Stemmer

            stemmer = self._local.stemmer = Stemmer.Stemmer(self._tables.stemmer)
        stem: str = stemmer.stemWord(word)
        return stem

    def _without_ending(self, word: str) -> str:
        for ending in self._endings:
            if word.endswith(ending) and len(word) >= len(ending) + _LEAST_STEM:
                return word.removesuffix(ending)
        return word


def _without_accents(token: str) -> str:
    if token.isascii():
        return token
    return "".join(c for c in unicodedata.normalize("NFKD", token) if not unicodedata.combining(c))
