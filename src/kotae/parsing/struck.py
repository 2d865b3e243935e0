"""Gathers what a document crosses out, each piece with its place, so that a reader of the document can be shown it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from kotae.parsing.units import clean_text
from kotae.records import StruckText

__all__ = ["Struck"]

_MAX_PIECES: Final = 5_000
_MAX_CHARS: Final = 1_000


@dataclass(slots=True)
class Struck:
    """What is crossed out so far.

    Attributes:
        place: Tells how much of the text is written: the piece being read begins there.
    """

    place: Callable[[], int] = int
    _pieces: list[StruckText] = field(default_factory=list)

    def add(self, text: str, at: int | None = None) -> None:
        """Keep a piece, on one line; blank ones are passed over, and those beyond a bound.

        Args:
            text: Its words.
            at: Where it stood, not before the piece added last; None for where the text is now.
        """
        line = " ".join(clean_text(text[: 2 * _MAX_CHARS]).split())[:_MAX_CHARS]
        if line and len(self._pieces) < _MAX_PIECES:
            self._pieces.append(StruckText(at=self.place() if at is None else at, text=line))

    def pieces(self, length: int) -> tuple[StruckText, ...]:
        """Return the pieces, in order.

        Args:
            length: Of the text.
        """
        return tuple(
            StruckText(at=min(one.at, length), text=one.text)
            for one in sorted(self._pieces, key=lambda one: one.at)
        )
