"""The words written into a drawing (SVG), as far as anybody sees them."""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from bs4.element import PageElement, PreformattedString, Tag

from kotae.parsing.html.inside import inside
from kotae.parsing.html.look import Look
from kotae.parsing.html.notices import Notices
from kotae.parsing.html.style import Styles
from kotae.parsing.html.unseen import is_hidden

__all__ = ["drawing_text"]

# Drawn only where something refers to it.
_STORED: Final = ("defs", "symbol", "marker", "pattern")
_MAX_CHARS: Final = 2_000
_MAX_PIECES: Final = 2_000
_NUMBER: Final = re.compile(r"\s*(-?\d{1,9}(?:\.\d{1,9})?)(?:px)?\s*")
_SPACE: Final = re.compile(r"(?<=[\d.])\s+(?=[-\d.])")
_FAR: Final = -1_000.0
# Letters this high reach into a drawing from above or below.
_LETTERS: Final = 48.0


class _Piece(NamedTuple):
    """A node of a drawing: how it looks, whether it stands in a text, and whether it isn't drawn or lies away."""

    node: PageElement
    look: Look
    text: bool
    stored: bool
    away: bool


def drawing_text(drawing: Tag, look: Look, styles: Styles, notices: Notices) -> str:
    """Return the words of a drawing in one line; what nobody sees is noted and left out.

    Args:
        drawing: The ``svg`` element.
        look: How it looks itself.
        styles: Of the page.
        notices: Told what is left out.
    """
    words: list[str] = []
    length = 0
    for count, piece in enumerate(_pieces(drawing, look, styles)):
        if length > _MAX_CHARS or count >= _MAX_PIECES:
            break
        written = " ".join(str(piece.node).split())
        if piece.look.hidden or piece.look.unseen or piece.stored or piece.away:
            notices.add("hidden", written)
            continue
        if piece.look.pale or piece.look.masked:
            notices.add("pale" if piece.look.pale else "masked", written)
        words.append(written)
        length += len(written)
    return f" {' '.join(words)} "[:_MAX_CHARS]


def _pieces(drawing: Tag, look: Look, styles: Styles) -> Iterator[_Piece]:
    """Yield the pieces of text in reading order."""
    used = {str(use.get("href") or use.get("xlink:href") or "")[1:] for use in drawing.find_all("use")}
    frame = _frame(drawing)
    pending = [_Piece(drawing, look, text=False, stored=False, away=False)]
    while pending:
        piece = pending.pop()
        node = piece.node
        if isinstance(node, Tag):
            stores = node.name in _STORED
            inner = _Piece(
                node=node,
                look=piece.look if stores or node is drawing else styles.look(node, piece.look),
                text=piece.text or node.name == "text",
                stored=(piece.stored or stores) and str(node.get("id") or "") not in used,
                away=piece.away
                or _is_away(node)
                or (node.name == "text" and frame is not None and _is_beyond(node, frame)),
            )
            unchosen = _unchosen(node) if node.name == "switch" else frozenset[int]()
            pending.extend(
                inner._replace(node=child, stored=inner.stored or id(child) in unchosen)
                for child in reversed(node.contents)
            )
        elif piece.text and str(node).strip() and not isinstance(node, PreformattedString):
            yield piece


def _unchosen(switch: Tag) -> frozenset[int]:
    """Which children nobody sees: of those that stand for one another, all behind the first that asks for nothing."""
    unchosen, over = set[int](), False
    for child in (child for child in switch.contents if isinstance(child, Tag)):
        # For whom one in a certain language is drawn, nobody can tell.
        asks = {name.lower(): str(value).strip() for name, value in child.attrs.items()}
        language = asks.get("systemlanguage")
        if over or language == "" or "requiredextensions" in asks:
            unchosen.add(id(child))
        else:
            # A page within a drawing isn't read here; what stands for it says the same.
            over = language is None and child.name.lower() != "foreignobject"
    return frozenset(unchosen)


def _frame(drawing: Tag) -> tuple[float, float, float, float] | None:
    """Left, top, right and bottom of what a drawing shows; None where it shows more, or measures otherwise inside."""
    written = [
        _NUMBER.fullmatch(part) for part in str(drawing.get("viewbox") or "").replace(",", " ").split()
    ]
    numbers = [float(found[1]) for found in written if found]
    shows_more = "visible" in f"{drawing.get('overflow', '')}{drawing.get('style', '')}"
    if len(numbers) != 4 or len(written) != 4 or shows_more or drawing.find("svg"):
        return None
    if any(
        isinstance(part, Tag) and ("transform" in part.attrs or "style" in part.attrs)
        for part in inside(drawing)
    ):
        return None
    left, top, width, height = numbers
    return left, top, left + width, top + height


def _is_beyond(text: Tag, frame: tuple[float, float, float, float]) -> bool:
    """Whether a text begins where a drawing shows nothing of it any more."""
    across, down = (_NUMBER.fullmatch(str(text.get(name) or "0")) for name in ("x", "y"))
    left_of = across is None or "anchor" in " ".join(text.attrs) or float(across[1]) <= frame[2]
    return not left_of or (
        down is not None and not frame[1] - _LETTERS <= float(down[1]) <= frame[3] + _LETTERS
    )


def _is_away(element: Tag) -> bool:
    found = (_NUMBER.fullmatch(str(element.get(name) or "")) for name in ("x", "y", "dx", "dy"))
    moved = _SPACE.sub(",", str(element.get("transform") or "").lower())
    return any(float(place[1]) <= _FAR for place in found if place) or bool(
        moved and is_hidden({"transform": moved})
    )
