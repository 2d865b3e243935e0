"""The question as one frozen value, so that nobody after it takes the text apart again."""

import re
from dataclasses import dataclass
from typing import Final

from kotae.folding import fold
from kotae.language import detect_language
from kotae.languages import LANGUAGES
from kotae.question.identifiers import Identifier, find_identifiers
from kotae.records import Language
from kotae.segmentation.analyzer import Analyzer, Terms, Word
from kotae.segmentation.quantities import Quantity, find_quantities
from kotae.segmentation.whole_names import whole_names

__all__ = ["Question", "read_question"]

# Runs of one script: what a word shares with the writing of a date or an identifier.
_PARTS: Final = re.compile(r"[A-Za-z]+|[0-9]+|[^\sA-Za-z0-9]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question, read once.

    Attributes:
        text: As asked.
        folded: As it is searched for.
        language: The language it is asked in.
        words: Its content words; their places are in ``text``.
        terms: What it is found by.
        quantities: The numbers, amounts and dates it states; their places are in ``folded``.
        identifiers: What it names by a code, an article or a number; their places are in ``folded``.
        whole_names: Katakana names that the dictionary takes apart, as in ``folded``.
    """

    text: str
    folded: str
    language: Language
    words: tuple[Word, ...]
    terms: Terms
    quantities: tuple[Quantity, ...]
    identifiers: tuple[Identifier, ...]
    whole_names: tuple[str, ...]

    @property
    def plain_words(self) -> tuple[Word, ...]:
        """The content words outside identifiers and dates, which have other spellings and checks of their own.

        How somebody is addressed isn't what they are called: a paper about Marek Zielinski needn't say Mr.
        """
        spelled = [identifier.written for identifier in self.identifiers]
        spelled += [self.folded[q.start : q.end] for q in self.quantities if q.kind == "date"]
        parts = {part for written in spelled for part in _PARTS.findall(written)}
        return tuple(
            word
            for word in self.words
            if not set(_PARTS.findall(fold(word.surface))) <= parts and not self._is_address(word)
        )

    def _is_address(self, word: Word) -> bool:
        """Return whether a word is only how the name behind it is addressed."""
        before = LANGUAGES[word.language].never_last
        behind = self.text[word.end :].lstrip(". ")[:1]
        return word.surface.lower().rstrip(".") in before and behind.isupper()

    @property
    def names(self) -> tuple[Word, ...]:
        """The plain words that look like proper names."""
        return tuple(word for word in self.plain_words if word.is_name)


def read_question(text: str, analyzer: Analyzer) -> Question:
    """Return a question taken apart.

    Args:
        text: In either language.
        analyzer: The one the index was made with.

    Raises:
        ModelError: The Japanese dictionary can't be loaded.
    """
    folded = fold(text)
    words = analyzer.content_words(text)
    return Question(
        text=text,
        folded=folded,
        language=detect_language(text),
        words=words,
        terms=analyzer.question_terms(text),
        quantities=find_quantities(folded),
        identifiers=find_identifiers(folded),
        whole_names=whole_names(folded, {fold(word.surface) for word in words}),
    )
