"""Gathers what a document crosses out, each piece with its place, so that a reader of the document can be shown it."""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from typing import Final

from kotae.parsing.units import clean_text
from kotae.records import StruckText

__all__ = [
    "PRIVATE",
    "STRETCH",
    "STRUCK",
    "Struck",
    "crossed",
    "harmless",
    "in_order",
    "said",
    "shown",
    "without_struck",
]

STRUCK: Final = 0x100000
"""Characters crossed out are written so much higher, where no text has any, until they are taken out."""

PRIVATE: Final = re.compile("[\U00100000-\U0010ffff]")
"""One of these, of private use, where a document has it of its own."""

STRETCH: Final = re.compile("[\U00100000-\U0010ffff](?:[ \\n]*[\U00100000-\U0010ffff])*")
"""Characters that are struck, with white space between them."""

_MAX_PIECES: Final = 5_000
_MAX_CHARS: Final = 1_000


def harmless(text: str) -> str:
    """Return text of a file with U+FFFD for its own characters of private use up there: it could cross out others' with them."""
    return text if text.isascii() else PRIVATE.sub("\ufffd", text)


def crossed(text: str) -> str:
    """Return text as it is written while it is known to be crossed out: it stands where it stood, and is no text."""
    return "".join(chr(STRUCK + (ord(sign) if ord(sign) < 0xFFFE else 0xFFFD)) for sign in text)


def shown(text: str) -> str:
    """Return struck text as it stood, on one line."""
    characters = (chr(ord(sign) - STRUCK) if ord(sign) >= STRUCK else sign for sign in text)
    return " ".join(clean_text("".join(characters)).split())


def said(text: str) -> str:
    """Return a text without what is crossed out in it."""
    return STRETCH.sub("", text)


def in_order(pieces: Iterable[StruckText], length: int) -> tuple[StruckText, ...]:
    """Return pieces by their places, none behind the end of a text of this length."""
    found = (replace(one, at=length) if one.at > length else one for one in pieces)
    return tuple(sorted(found, key=lambda one: one.at))


def without_struck(text: str) -> tuple[str, list[tuple[int, str]], Callable[[int], int]]:
    """Return a text without what is crossed out in it, that with its places, and where a place of the text went."""
    kept: list[str] = []
    taken: list[tuple[int, str]] = []
    begins: list[int] = []
    ends: list[int] = []
    shorter = [0]
    at = 0
    for stretch in STRETCH.finditer(text):
        start, end = stretch.span()
        # Of the spaces on both sides one stays.
        end += text[end : end + 1] == " " and text[start - 1 : start] in ("", " ")
        taken.append((start - shorter[-1], shown(stretch[0])[:_MAX_CHARS]))
        kept.append(text[at:start])
        begins.append(start)
        ends.append(end)
        shorter.append(shorter[-1] + end - start)
        at = end

    def moved(place: int) -> int:
        before = bisect_left(begins, place)
        inside = max(0, ends[before - 1] - place) if before else 0
        return place - shorter[before] + inside

    return "".join([*kept, text[at:]]), taken, moved


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
        return in_order(self._pieces, length)
