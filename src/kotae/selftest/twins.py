"""What a statement is about, in few words, in its own language and in the other one: through the dictionary and the table.

Word by word and without grammar, as people search: 通勤手当 上限 → *commuting allowance upper limit*.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from kotae.answering.coverage import Translations
from kotae.answering.rendering.reading_aid import Aid
from kotae.answering.rendering.transcribing import said_name
from kotae.language import opposite
from kotae.records import Language
from kotae.segmentation.analyzer import Analyzer, Word

__all__ = ["Twins", "joined"]

# As few as people search with.
_MOST_WORDS: Final = 5
_LEAST_WORDS: Final = 2
_LEAST_CHANCE: Final = 0.1
# With fewer of its words known a question asks for something else.
_SAID: Final = 0.6
_NOUNS: Final = frozenset({"名詞", "word", "形状詞", "接尾辞", "接頭辞"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Twins:
    """Says in the other language what a question is about.

    Attributes:
        analyzer: The one the index was made with.
        table: Translations; None where there are none.
        aid: The dictionary; None where it can't be had.
    """

    analyzer: Analyzer
    table: Translations | None
    aid: Aid | None

    def phrase(self, written: str, language: Language) -> str:
        """Return a short phrase in the other language; empty where not enough of it is known.

        Args:
            written: A term, a heading, a label.
            language: Its language.
        """
        target = opposite(language)
        if self.aid is not None and (said := self.aid.name(written) or self.aid.phrase(written, target)):
            return said
        return self.words(self.analyzer.content_words(written), language)

    def words(self, words: Sequence[Word], language: Language) -> str:
        """Return words one after the other in the other language; empty where not enough of them is known.

        Args:
            words: At most five are taken, nouns first.
            language: Theirs.
        """
        chosen = nearest(words)
        said = [one for word in chosen if (one := self._word(word, language))]
        if len(said) < max(_SAID * len(chosen), min(_LEAST_WORDS, len(chosen)), 1):
            return ""
        return joined(list(dict.fromkeys(said)), opposite(language))

    def _word(self, word: Word, language: Language) -> str:
        """Return a word in the other language; empty where it isn't known."""
        if any(map(str.isdigit, word.surface)):
            return word.surface
        target = opposite(language)
        if word.is_name:
            known = self.aid.name if self.aid is not None else None
            return said_name(word.surface, target, self.analyzer.content_words, known) or ""
        found = self.table.translations(word.term, language) if self.table is not None else ()
        best, chance = next(iter(found), ("", 0.0))
        if self.table is None or chance < _LEAST_CHANCE:
            return word.origin if language == "ja" else ""
        return self.table.written(best)


def nearest(words: Sequence[Word]) -> list[Word]:
    """Return the last few words, nouns before others, in order: what stands nearest to the value says what it is."""
    nouns = [word for word in words if word.part_of_speech in _NOUNS]
    kept = (nouns if len(nouns) >= _LEAST_WORDS else list(words))[-_MOST_WORDS:]
    return sorted(kept, key=lambda word: word.start)


def joined(words: Sequence[str], language: Language) -> str:
    """Return words, those that aren't empty, as one phrase."""
    return ("の" if language == "ja" else " ").join(filter(None, words))
