"""What is shown for one word of a text: its form, its reading, its meaning."""

from dataclasses import dataclass

from kotae.records import Span

__all__ = ["WordHelp"]


@dataclass(frozen=True, slots=True, kw_only=True)
class WordHelp(Span):
    """What is shown for one word.

    Attributes:
        word: Its dictionary form.
        reading: In hiragana; empty where the word says it itself, and for English.
        gloss: Its meaning in the other language; may be empty.
        ruby: Start, end (in the document) and reading of each run of kanji.
        verb: Whether an English word is surely a verb where it stands.
    """

    word: str
    reading: str = ""
    gloss: str = ""
    ruby: tuple[tuple[int, int, str], ...] = ()
    verb: bool = False
