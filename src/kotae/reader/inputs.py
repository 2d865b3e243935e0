"""What the reader is given: a question and a passage under its title and headings, as token ids.

Training and reading go through here, so that both see the same.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from kotae.embedding.pieces import END, START
from kotae.folding import fold
from kotae.passages import HEADING_SEPARATOR
from kotae.records import Passage

__all__ = ["MAX_TOKENS", "Cutter", "Pair", "PairCutter", "context_of"]

MAX_TOKENS: Final = 384
_MAX_QUESTION_TOKENS: Final = 96
# A token is at least one character, and pieces of ordinary text are longer; what is beyond is cut anyway.
_MAX_CHARS: Final = 16 * MAX_TOKENS


class Cutter(Protocol):
    """Cuts texts into tokens."""

    def ids(self, text: str) -> list[int]:
        """Return the token ids of a text, without marks around them."""
        ...

    def spans(self, text: str) -> tuple[list[int], list[tuple[int, int]]]:
        """Return the token ids of a text, and of each the code points of the text that it covers."""
        ...


@dataclass(frozen=True, slots=True)
class Pair:
    """A question and a passage as token ids.

    Attributes:
        ids: ``<s> question </s></s> context, passage </s>``.
        spans: For every token, the code points of the *passage text* it covers, white space
            before it left out; ``(0, 0)`` for tokens that aren't of the passage text.
        cut: Whether the end of the passage didn't fit.
    """

    ids: tuple[int, ...]
    spans: tuple[tuple[int, int], ...]
    cut: bool


def context_of(passage: Passage) -> str:
    """Return the line a passage is read under: its document's title and its headings."""
    title, heading = passage.document.title.strip(), passage.heading.strip()
    if passage.document.path.endswith(f"#{title}") or heading.startswith(title):
        title = ""
    return HEADING_SEPARATOR.join(part for part in (title, heading) if part)


class PairCutter:
    """Cuts questions and passages into token ids; safe to use from many threads.

    Args:
        cutter: The default embedder's, :class:`~kotae.embedding.pieces.PieceCutter`.
    """

    def __init__(self, cutter: Cutter) -> None:
        self._cutter = cutter

    def cut(self, question: str, passages: Sequence[tuple[str, str]]) -> list[Pair]:
        """Return a pair for every passage, in order.

        Args:
            question: A question, or a claim to be judged.
            passages: The context line, which may be empty, and the text.
        """
        asked = self._cutter.ids(fold(question)[:_MAX_CHARS])[:_MAX_QUESTION_TOKENS]
        return [self._pair(asked, context, text) for context, text in passages]

    def _pair(self, asked: list[int], context: str, text: str) -> Pair:
        above = context + "\n" if context else ""
        tokens, places = self._cutter.spans((above + text)[:_MAX_CHARS])
        room = MAX_TOKENS - len(asked) - 4
        ids = [START, *asked, END, END, *tokens[:room], END]
        outside = [(0, 0)] * (len(asked) + 3)
        inside = [_trimmed(start - len(above), end - len(above), text) for start, end in places[:room]]
        cut = len(tokens) > room or len(above + text) > _MAX_CHARS
        return Pair(tuple(ids), (*outside, *inside, (0, 0)), cut)


def _trimmed(start: int, end: int, text: str) -> tuple[int, int]:
    """Return a token's span without the white space that belongs to it; empty outside the text."""
    start = max(start, 0)
    piece = text[start:end] if end > start else ""
    first = start + len(piece) - len(piece.lstrip())
    return (first, end) if first < end else (0, 0)
