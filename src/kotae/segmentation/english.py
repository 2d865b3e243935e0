"""English words for the index: lower case, no accents, no stop words, stemmed."""

import re
import threading
import unicodedata
from typing import Any, Final

from kotae.segmentation.latin import parts

__all__ = ["EnglishTerms"]

_STOP_WORDS: Final = frozenset(
    [
        "a",
        "about",
        "above",
        "after",
        "again",
        "all",
        "also",
        "am",
        "an",
        "and",
        "any",
        "are",
        "aren't",
        "as",
        "at",
        "be",
        "because",
        "been",
        "before",
        "being",
        "below",
        "between",
        "both",
        "but",
        "by",
        "can",
        "can't",
        "cannot",
        "could",
        "couldn't",
        "did",
        "didn't",
        "do",
        "does",
        "doesn't",
        "doing",
        "don't",
        "down",
        "during",
        "each",
        "few",
        "for",
        "from",
        "further",
        "had",
        "hadn't",
        "has",
        "hasn't",
        "have",
        "haven't",
        "having",
        "he",
        "he'd",
        "he'll",
        "he's",
        "her",
        "here",
        "here's",
        "hers",
        "herself",
        "him",
        "himself",
        "his",
        "how",
        "i",
        "i'd",
        "i'll",
        "i'm",
        "i've",
        "if",
        "in",
        "into",
        "is",
        "isn't",
        "it",
        "it's",
        "its",
        "itself",
        "let",
        "let's",
        "me",
        "more",
        "most",
        "my",
        "myself",
        "of",
        "off",
        "on",
        "once",
        "only",
        "or",
        "other",
        "our",
        "ours",
        "ourselves",
        "out",
        "over",
        "own",
        "same",
        "shall",
        "she",
        "she'd",
        "she'll",
        "she's",
        "should",
        "shouldn't",
        "so",
        "some",
        "such",
        "than",
        "that",
        "that's",
        "the",
        "their",
        "theirs",
        "them",
        "themselves",
        "then",
        "there",
        "there's",
        "these",
        "they",
        "they'd",
        "they'll",
        "they're",
        "they've",
        "this",
        "those",
        "through",
        "to",
        "too",
        "under",
        "until",
        "up",
        "upon",
        "us",
        "very",
        "was",
        "wasn't",
        "we",
        "we'd",
        "we'll",
        "we're",
        "we've",
        "were",
        "weren't",
        "what",
        "what's",
        "when",
        "where",
        "where's",
        "which",
        "while",
        "who",
        "who's",
        "whom",
        "whose",
        "why",
        "will",
        "with",
        "won't",
        "would",
        "wouldn't",
        "you",
        "you'd",
        "you'll",
        "you're",
        "you've",
        "your",
        "yours",
        "yourself",
        "yourselves",
    ]
)
_PLAIN: Final = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*")
_NUMBER: Final = re.compile(r"\d+(?:,\d{3})+(?:\.\d+)?")


class EnglishTerms:
    """Turns Latin tokens into terms; remembers what it has seen; thread-safe."""

    _MAX_REMEMBERED = 200_000

    def __init__(self) -> None:
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
            word = lower.removesuffix("'s").removesuffix("'")
            if lower in _STOP_WORDS or word in _STOP_WORDS:
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
            self._stem(part.lower()) for part in found if len(part) > 1 and part.lower() not in _STOP_WORDS
        ]
        if len(found) == 2 and token.count("-") == 1:
            stems.append(self._stem("".join(found).lower()))
        return stems

    def _stem(self, word: str) -> str:
        stemmer: Any = getattr(self._local, "stemmer", None)
        if stemmer is None:
            import Stemmer

            stemmer = self._local.stemmer = Stemmer.Stemmer("english")
        stem: str = stemmer.stemWord(word)
        return stem


def _without_accents(token: str) -> str:
    if token.isascii():
        return token
    return "".join(c for c in unicodedata.normalize("NFKD", token) if not unicodedata.combining(c))
