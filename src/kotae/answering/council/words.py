"""The checker of words: how much of what a sentence says its sources say too."""

from collections.abc import Sequence
from dataclasses import dataclass

from kotae.answering.coverage import Rarity, Translations, WordReader, cover
from kotae.language import detect_language
from kotae.records import Language, Vote

__all__ = ["WordsChecker"]


@dataclass(frozen=True, slots=True, kw_only=True)
class WordsChecker:
    """Votes for a sentence whose content words, weighted by rarity, are held by its sources.

    Between the two thresholds it abstains, for a sentence may say the same in other words. They are
    calibrated by ``benchmarks/answers/calibrate.py``.

    Attributes:
        analyzer: Finds content words.
        table: Translations between the languages.
        rarity: How rare a word is; every word counts alike without it.
        enough: Coverage it votes for, where sentence and sources are in one language.
        least: Coverage below which it votes against.
        enough_crossed: As ``enough``, across languages, where the table knows only part.
        least_crossed: As ``least``, across languages.
    """

    analyzer: WordReader
    table: Translations | None = None
    rarity: Rarity | None = None
    enough: float = 0.6
    least: float = 0.4
    enough_crossed: float = 0.3
    least_crossed: float = 0.15

    def judge(self, sentence: str, sources: Sequence[str], *, language: Language) -> Vote:
        """Return the vote on a sentence; it abstains on one without content words."""
        words = tuple(self.analyzer.content_words(sentence))
        if not words:
            return Vote(checker="words", passed=None, score=0.0)
        held = {word.term: word.surface for source in sources for word in self.analyzer.content_words(source)}
        share = cover(words, held, rarity=self.rarity or (lambda term: 1.0), table=self.table).share
        crossed = all(detect_language(source) != detect_language(sentence) for source in sources)
        least, enough = (self.least_crossed, self.enough_crossed) if crossed else (self.least, self.enough)
        passed = None if least <= share < enough else share >= enough
        percent = round(100 * share)
        reason = (
            f"内容語の{percent}%が出典にあります。"
            if language == "ja"
            else f"{percent}% of its words are in the source."
        )
        return Vote(checker="words", passed=passed, score=share, reason=reason)
