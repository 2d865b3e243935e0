"""A question → a plan: everything a search needs to know besides the passages.

A plan made from the measures of several indexes and carried out in each of them gives the scores that one index of all
their passages would give.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kotae.embedding.protocol import Embedder
from kotae.languages import LANGUAGES
from kotae.question import Question
from kotae.records import Language
from kotae.retrieval.asking import Asked, ask
from kotae.retrieval.bridge import Bridge
from kotae.retrieval.gloss import glossed
from kotae.retrieval.measured import Counted, Measured, Vocabulary
from kotae.retrieval.scoring import Group, rarity
from kotae.retrieval.settings import RetrievalSettings
from kotae.translation import TranslationTable

__all__ = ["LanguagePlan", "Plan", "Planner", "Words"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The words one leg looks for.

    Attributes:
        groups: One for each word of the question.
        rarities: What each could bring at most, in their order; None takes the counts of the index that is searched.
    """

    groups: tuple[Group, ...] = ()
    rarities: tuple[float, ...] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LanguagePlan:
    """What is looked for in the passages of one language, and what scores are judged by.

    Attributes:
        crosses: Whether the question is in the other language.
        words: What is looked for.
        exact: The words as they stand in the question; looked for beside ``words`` where it crosses, else empty.
        mean_length: Of a passage, in terms.
        vector: What was asked, embedded, ``(dimension,)``.
        filtered: The same with what most passages have in common turned down.
        chance: The dot product with ``filtered`` that a passage has by chance.
        spread: How far above it a dense score of 1 is, above 0.
    """

    crosses: bool
    words: Words
    exact: Words
    mean_length: float
    vector: NDArray[np.float32]
    filtered: NDArray[np.float32]
    chance: float
    spread: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What is looked for.

    Attributes:
        languages: By the language of the passages.
        surfaces: How each term is written in the question.
    """

    languages: Mapping[Language, LanguagePlan]
    surfaces: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class _Sought:
    """What is looked for in one language, before it is judged."""

    crosses: bool
    groups: tuple[Group, ...]
    text: str


class Planner:
    """Plans questions to whatever has certain words and measures; safe to use from many threads."""

    def __init__(
        self,
        *,
        words: Vocabulary,
        measured: Measured,
        table: TranslationTable,
        settings: RetrievalSettings,
        counts: Counted | None = None,
    ) -> None:
        """Take what questions are planned by.

        Args:
            words: Which there are.
            measured: What scores are judged by.
            table: Translations.
            settings: How to search.
            counts: In how many passages a question's words are; None leaves that to the index that is searched.
        """
        self._words = words
        self._measured = measured
        self._bridge = Bridge(table, words)
        self._table = table if settings.bridge else TranslationTable.empty()
        self._settings = settings
        self._counts = counts

    def plan(self, question: Question, embedder: Embedder, *, languages: Collection[Language]) -> Plan:
        """Return the plan of a question.

        Args:
            question: As read.
            embedder: The model the passages were embedded by.
            languages: Of the passages that are looked at; those without any are left out.

        Raises:
            ModelError: The Japanese dictionary or the embedding model can't be had.
        """
        asked = self._asked(question)
        sought = {
            language: self._sought(question, asked, language)
            for language in self._measured.languages
            if language in languages
        }
        vectors = embedder.embed_questions([one.text for one in sought.values()])
        plans = {
            language: self._judged(language, one, asked, vector)
            for (language, one), vector in zip(sought.items(), vectors, strict=True)
        }
        return Plan(languages=plans, surfaces=asked.surfaces)

    def groups(self, question: Question) -> tuple[Group, ...]:
        """Return every group that may be looked for in either language, whether there are passages in it or not."""
        asked = self._asked(question)
        found = (self._sought(question, asked, language).groups for language in LANGUAGES)
        return tuple(group for groups in (asked.exact, *found) for group in groups)

    def _asked(self, question: Question) -> Asked:
        return ask(question, words=self._words, table=self._table)

    def _sought(self, question: Question, asked: Asked, language: Language) -> _Sought:
        groups, text = asked.exact, question.folded
        crosses = asked.language != language
        if crosses and self._settings.bridge and {asked.language, language} <= self._table.languages:
            groups = self._bridge.groups(
                asked.words, readings=asked.readings, names=asked.names, target=language
            )
            if self._settings.gloss:
                text = glossed(text, groups, written=self._table.written)
        return _Sought(crosses, groups, text)

    def _judged(
        self, language: Language, sought: _Sought, asked: Asked, vector: NDArray[np.float32]
    ) -> LanguagePlan:
        background = self._measured.backgrounds[language]
        filtered = background.filtered(vector)
        chance, spread = background.expected(filtered)
        return LanguagePlan(
            crosses=sought.crosses,
            words=self._rated(sought.groups, language),
            exact=self._rated(asked.exact if sought.crosses else (), language),
            mean_length=self._measured.languages[language].mean_length,
            vector=vector,
            filtered=filtered,
            chance=chance,
            spread=spread,
        )

    def _rated(self, groups: Sequence[Group], language: Language) -> Words:
        counts = self._counts
        if counts is None:
            return Words(groups=tuple(groups))
        passages = self._measured.languages[language].passages
        rarities = []
        for group in groups:
            lists = (
                (counts.words, group.terms),
                (counts.readings, group.readings),
                (counts.bigrams, group.bigrams),
            )
            documents = sum(
                weight * held.holding(term, language) for held, terms in lists for term, weight in terms
            )
            rarities.append(rarity(group, documents=documents, passages=passages))
        return Words(groups=tuple(groups), rarities=tuple(rarities))
