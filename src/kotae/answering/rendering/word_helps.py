"""What is shown for one word or several, and how it is put together."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from kotae.answering.rendering.tokens import Token
from kotae.records import Span
from kotae.segmentation.furigana import furigana
from kotae.segmentation.kana import to_hiragana
from kotae.translation.glossary import GlossaryEntry

__all__ = ["WordHelp", "closest", "expressed", "help_of", "is_read", "joinable"]

# Every length is one more look-up for every word of a document.
_MAX_JOINED: Final = 5
# As much as fits into a small window over a word.
_MAX_GLOSS_CHARS: Final = 160
_JOINED: Final = frozenset({"名詞", "接頭辞", "接尾辞", "形状詞"})


@dataclass(frozen=True, slots=True, kw_only=True)
class WordHelp(Span):
    """What is shown for one word.

    Attributes:
        word: Its dictionary form.
        reading: In hiragana; empty where the word says it itself, and for English.
        gloss: Its meaning in the other language; may be empty.
        ruby: Start, end (in the document) and reading of each run of kanji.
        verb: Whether a word is surely a verb where it stands; of a Japanese noun, whether する follows.
        known: Whether the dictionary has its form.
    """

    word: str
    reading: str = ""
    gloss: str = ""
    ruby: tuple[tuple[int, int, str], ...] = ()
    verb: bool = False
    known: bool = True


def expressed(group: Sequence[Token], form: str, found: Sequence[str]) -> WordHelp | None:
    """Return the help for several English words together; None where nothing was found."""
    if not found:
        return None
    return WordHelp(start=group[0].start, end=group[-1].end, word=form, gloss="、".join(found))


def joinable(words: Sequence[Token], position: int) -> int:
    """Return how many words from here on stand together and may be one noun."""
    count = 0
    for word in words[position : position + _MAX_JOINED]:
        apart = count and word.start != words[position + count - 1].end
        if apart or word.language != "ja" or word.kind not in _JOINED:
            break
        count += 1
    return count


def closest(entries: Sequence[GlossaryEntry], reading: str) -> GlossaryEntry:
    """Return the first entry that is read so; the first of all where none is."""
    return next((entry for entry in entries if is_read(entry, reading)), entries[0])


def is_read(entry: GlossaryEntry, reading: str) -> bool:
    """Return whether an entry is read so."""
    return reading in map(to_hiragana, entry.readings)


def help_of(group: Sequence[Token], word: str, reading: str, gloss: str, *, verb: bool = False) -> WordHelp:
    """Return the help for Japanese words together, with the reading over their kanji."""
    hiragana = to_hiragana(reading)
    return WordHelp(
        start=group[0].start,
        end=group[-1].end,
        word=word,
        reading="" if hiragana == to_hiragana(word) else hiragana,
        gloss=gloss[:_MAX_GLOSS_CHARS],
        verb=verb,
        ruby=tuple(
            (one.start + first, one.start + last, kana)
            for one in group
            for first, last, kana in furigana(one.written, one.kana)
        ),
    )
