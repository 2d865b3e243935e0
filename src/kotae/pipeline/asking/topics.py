"""What a question is about, and how much of that a title, a heading or a passage holds."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from kotae.answering.coverage import cover
from kotae.answering.held import lacking, scope_of
from kotae.answering.names import terms_held
from kotae.folding import fold
from kotae.question import Question, bare_topic, find_identifiers, read_question
from kotae.records import Hit
from kotae.segmentation import Analyzer
from kotae.segmentation.analyzer import Word
from kotae.segmentation.quantities import find_quantities, years_of
from kotae.translation import TranslationTable

__all__ = ["Topic"]

# How much of the words must be held; across the languages much is lost on the way.
_LEAST: Final = 0.8
_LEAST_ACROSS: Final = 0.66
# A word that is held by less counts as missing.
_MET: Final = 0.3


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """What a question is about.

    Attributes:
        asked: It, read as a question.
        analyzer: The one the indexes were made with.
        table: Translations.
    """

    asked: Question
    analyzer: Analyzer
    table: TranslationTable

    def fit(self, text: str, language: str) -> float:
        """Return how much of it a text holds, in [0, 1]; 0 where that isn't nearly all, or a name, year or code is lacking.

        Args:
            text: In any spelling.
            language: The text's.
        """
        asked, said = self.asked, fold(text)
        if not asked.words:
            return 0.0
        coverage = cover(asked.words, self._terms(said), table=self.table)
        years = years_of(asked.quantities)
        codes = {one.key for one in asked.identifiers}
        lacks = (
            coverage.share < self._least(language)
            or any(coverage.degrees.get(name.term, 0.0) < _MET for name in asked.names)
            or (years and not years <= years_of(find_quantities(said)))
            or (codes and not codes <= {one.key for one in find_identifiers(said)})
        )
        return 0.0 if lacks else coverage.share

    def share(self, text: str) -> float:
        """Return how much of its words a text holds, in [0, 1]."""
        return cover(self.asked.words, self._terms(fold(text)), table=self.table).share

    @property
    def bare(self) -> "Topic":
        """It without what only says of which kind it is."""
        return replace(self, asked=read_question(bare_topic(self.asked.text), self.analyzer))

    def holds(self, words: Sequence[Word], text: str, language: str) -> bool:
        """Return whether a text holds words that say of which kind it is to be."""
        found = cover(words, self._terms(fold(text)), table=self.table).share
        return not words or found >= self._least(language)

    def lacking(self, hits: Sequence[Hit]) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return its words that stand in none of some passages, and those of them that a refusal names, which come first."""
        asked = self.asked
        held = "\n".join(map(scope_of, hits))
        lacked = lacking(asked.words, held, analyzer=self.analyzer, table=self.table)
        missing = tuple(
            dict.fromkeys(
                next((whole for whole in asked.whole_names if fold(word) in whole), word) for word in lacked
            )
        )
        if missing and len(lacked) == len({word.surface for word in asked.words}):
            return (asked.text,), (asked.text,)
        names = {*asked.whole_names, *(word.surface for word in asked.names)}
        named = tuple(word for word in missing if word in names)
        return (*named, *(word for word in missing if word not in names)), named

    def _least(self, language: str) -> float:
        return _LEAST if language == self.asked.language else _LEAST_ACROSS

    def _terms(self, folded: str) -> set[str]:
        return terms_held(self.analyzer.content_words(folded))
