"""Whether anybody sees a text: by its colour, by what it stands on, and by its size.

One measure for every format that says how its text looks; PDF pages are looked at themselves
(:mod:`kotae.parsing.pdf.visibility`), by the same one.
"""

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

if TYPE_CHECKING:
    from lxml import etree

__all__ = [
    "SMALLEST_POINTS",
    "WHITE",
    "Colour",
    "Grounds",
    "Sight",
    "alike",
    "hex_colour",
    "is_tiny",
    "sight",
]

Colour: TypeAlias = tuple[float, float, float]
"""Red, green and blue, each in [0, 1]."""

Sight: TypeAlias = Literal["seen", "pale", "unseen"]

WHITE: Final[Colour] = (1.0, 1.0, 1.0)
SMALLEST_POINTS: Final = 1.0

# As far as a picture of a PDF page must differ from its ground, too.
_CONTRAST: Final = 24 / 255
_HEX: Final = re.compile(r"#?(?:[0-9a-f]{2})?([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})", re.IGNORECASE)


class Grounds:
    """What the elements of a document stand on, looked up once each."""

    def __init__(self) -> None:
        # The element is kept with it: its number would be given to another one.
        self._known: dict[int, tuple[etree._Element, Colour | None]] = {}

    def around(
        self,
        paragraph: "etree._Element",
        look_up: "Callable[[etree._Element], Colour | None]",
        page: Colour | None,
    ) -> Colour | None:
        """Return what a paragraph stands on: what is found from its parent upwards, ``page`` where it has none."""
        above = paragraph.getparent()
        if above is None:
            return page
        if id(above) not in self._known:
            self._known[id(above)] = (above, look_up(above))
        return self._known[id(above)][1]


def hex_colour(written: str | None) -> Colour | None:
    """Return a colour written ``ffffff``, ``#ffffff`` or with its opacity first; None for anything else (``auto``)."""
    found = _HEX.fullmatch((written or "").strip())
    if not found:
        return None
    red, green, blue = (int(part, 16) / 255 for part in found.groups())
    return red, green, blue


def alike(one: Colour, other: Colour) -> bool:
    """Return whether an eye can't tell two colours apart beside each other."""
    return all(abs(mine - yours) < _CONTRAST for mine, yours in zip(one, other, strict=True))


def is_tiny(points: float | None) -> bool:
    """Return whether text of so many points is too small to be read; None is any usual size."""
    return points is not None and points <= SMALLEST_POINTS


def sight(colour: Colour | None, ground: Colour | None, points: float | None = None) -> Sight:
    """Return whether text is seen: ``pale`` where it is white and what it stands on can't be told.

    Args:
        colour: Its own; None where nothing says, and programs then take one that shows.
        ground: What it stands on; None where that can't be told.
        points: Its size; None where nothing says.
    """
    if is_tiny(points):
        return "unseen"
    if colour is None:
        return "seen"
    if ground is None:
        return "pale" if alike(colour, WHITE) else "seen"
    return "unseen" if alike(colour, ground) else "seen"
