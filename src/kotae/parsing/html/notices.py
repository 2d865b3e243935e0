"""What a page's reader left out, told in one line for each reason, in both languages."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Final, Literal, TypeAlias

from bs4.element import Tag

from kotae.messages import Listed, Message
from kotae.parsing.html.inside import inside, strings
from kotae.parsing.struck import Struck

__all__ = ["Notices", "Reason", "excerpt"]

Reason: TypeAlias = Literal[
    "struck", "hidden", "pale", "masked", "covered", "scripts", "frame", "embedded", "generated", "untabled"
]  # fmt: skip

_LINES: Final[dict[Reason, Message]] = {
    "struck": Message("crossed-out text was left out"),
    "hidden": Message("text that the page hides was left out"),
    "pale": Message("white text was read whose ground is in another file or a picture: it may not be seen"),
    "masked": Message(
        "text behind a mask or an effect, or of a colour that can't be told, was read: it may not be seen"
    ),
    "covered": Message("text below another element was read: it may not be seen"),
    "scripts": Message("text for programs that run no scripts was read: it may not be seen"),
    "frame": Message("menus and the like around the text were left out"),
    "generated": Message("words that only a style sheet writes were left out"),
    "embedded": Message("parts that lie in other files were not read; save them into the folder"),
    "untabled": Message("tables too large to be taken apart were read line by line"),
}
_MAX_CHARS: Final = 40
# Parts of an element to find its first words in.
_MAX_PARTS: Final = 200
_MAX_SHOWN: Final = 5


@dataclass(slots=True)
class Notices:
    """Collects what was left out, with the beginning of each piece.

    Attributes:
        struck: Keeps what is crossed out.
    """

    struck: Struck = field(default_factory=Struck)
    _found: dict[Reason, list[str]] = field(default_factory=dict)

    def add(self, reason: Reason, words: str) -> None:
        """Note one piece; what holds no letter or digit says nothing and is passed over."""
        shown = " ".join(words.split()).replace(" / ", "/")
        if any(character.isalnum() for character in shown):
            self._found.setdefault(reason, []).append(shown)

    def warnings(self) -> tuple[str, ...]:
        """Return one warning for each reason, in a fixed order; none for nothing left out."""
        return tuple(self._lines())

    def _lines(self) -> Iterator[str]:
        for reason, said in _LINES.items():
            pieces = self._found.get(reason, [])
            if pieces:
                cut = [piece if len(piece) <= _MAX_CHARS else f"{piece[:_MAX_CHARS]}…" for piece in pieces]
                more = "…" if len(cut) > _MAX_SHOWN else ""
                quoted = [Message("“{piece}”", piece=piece) for piece in cut[:_MAX_SHOWN]]
                yield Message(
                    "{said}: {pieces}{more}", said=said, pieces=Listed(quoted, ja=""), more=more
                ).both()


def excerpt(tag: Tag) -> str:
    """Return the beginning of an element's text; empty where it has none."""
    pieces: list[str] = []
    length = 0
    for piece in strings(islice(inside(tag), _MAX_PARTS)):
        pieces.append(piece)
        length += len(piece.strip())
        if length > _MAX_CHARS:
            break
    return " ".join("".join(pieces).split())
