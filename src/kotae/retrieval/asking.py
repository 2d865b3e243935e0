"""What a question looks for in an index, for all legs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kotae.folding import fold
from kotae.language import word_language
from kotae.question import Question
from kotae.records import Language
from kotae.retrieval.measured import Vocabulary
from kotae.retrieval.scoring import Group
from kotae.segmentation.analyzer import Terms
from kotae.translation import TranslationTable

__all__ = ["Asked", "ask"]

# Many words sound alike: by its sound alone a word says half as much as by itself.
_SOUND_WORTH = 0.5
# Measured in benchmarks/lexical: names are found by them, and manuals lose little.
_BIGRAM_WORTH = 0.2
# What a paraphrase counts for beside the word itself, and the least probability it needs; see benchmarks/fusion.
_AKIN_WORTH = 0.5
_LEAST_AKIN = 0.04
# Further ones meet by a rare sense on the way there and another on the way back.
_MOST_AKIN = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a question looks for.

    Attributes:
        language: The language it is asked in.
        words: Its terms, without duplicates.
        sounds: Groups for words written as they sound (よさん, yosan), as far as the index knows them.
        bigrams: Its character bigrams, without duplicates.
        akin: Other words of its language for its terms (投じる, 投資), as far as the index knows them.
        surfaces: How each term is written in the question.
        readings: Katakana reading of its Japanese terms.
        names: Katakana names the dictionary takes apart, each with the terms of its parts.
    """

    language: Language
    words: tuple[str, ...]
    sounds: tuple[Group, ...]
    bigrams: tuple[str, ...]
    akin: Mapping[str, tuple[tuple[str, float], ...]]
    surfaces: Mapping[str, str]
    readings: Mapping[str, str]
    names: Mapping[str, tuple[str, ...]]

    @property
    def exact(self) -> tuple[Group, ...]:
        """The words in the question's own language, and the bigrams."""
        words = tuple(Group(word=word, terms=((word, 1.0), *self.akin.get(word, ()))) for word in self.words)
        bigrams = tuple(
            Group(word=bigram, terms=(), bigrams=((bigram, 1.0),), worth=_BIGRAM_WORTH)
            for bigram in self.bigrams
        )
        return words + self.sounds + bigrams


def ask(question: Question, *, words: Vocabulary, table: TranslationTable) -> Asked:
    """Return what a question looks for in one index.

    Args:
        question: As read.
        words: The word index; what it doesn't hold can't be found by sound or as a paraphrase.
        table: Gives paraphrases; an empty one gives none.
    """
    terms = question.terms
    return Asked(
        language=question.language,
        words=tuple(dict.fromkeys(terms.words)),
        sounds=_sounds(terms, words),
        bigrams=tuple(dict.fromkeys(terms.bigrams)),
        akin={word: _akin(word, words, table) for word in terms.words},
        surfaces={word.term: word.surface for word in reversed(question.words)},
        readings={word.term: word.reading for word in question.words if word.reading},
        names=_names(question),
    )


def _akin(word: str, words: Vocabulary, table: TranslationTable) -> tuple[tuple[str, float], ...]:
    likeliest = table.paraphrases(word, word_language(word))[:_MOST_AKIN]
    return tuple(
        (other, _AKIN_WORTH * chance)
        for other, chance in likeliest
        if chance >= _LEAST_AKIN and other in words.words
    )


def _names(question: Question) -> dict[str, tuple[str, ...]]:
    surfaces = {fold(word.surface): word.term for word in question.words}
    return {
        name: tuple(term for surface, term in surfaces.items() if surface in name)
        for name in question.whole_names
    }


def _sounds(terms: Terms, words: Vocabulary) -> tuple[Group, ...]:
    """Return groups for the readings, worth less: a sound may be another word's."""
    known: Sequence[str] = [reading for reading in terms.readings if reading in words.readings]
    return tuple(
        Group(word=reading, terms=(), readings=((reading, 1.0),), worth=_SOUND_WORTH) for reading in known
    )
