"""Whether the text of a Rich Text file is seen: its colour and size, what it stands on, and whether it is on the page."""

import re
from typing import Final

from kotae.parsing.ink import WHITE, Colour, Sight, sight
from kotae.parsing.rtf.state import Paragraph, State

__all__ = ["RtfInk"]

_TABLE: Final = re.compile(rb"\\colortbl([^{}]{0,20000})")
_PART: Final = re.compile(rb"\\(red|green|blue)(\d{1,3})")
# In twentieths of a point: wider than any margin to the left, wider than any page to the right.
_FAR_LEFT: Final = -14_400
_FAR_RIGHT: Final = 31_680
_LEAST_LINE: Final = 20
_NARROWEST: Final = 5
# In half points.
_FAR: Final = 1_440


class RtfInk:
    """Tells it for one file, whose properties are handed in as they are read."""

    def __init__(self, data: bytes) -> None:
        """Look up the colours of a file."""
        found = _TABLE.search(data)
        self._colours = [_colour(entry) for entry in (found[1] if found else b"").split(b";")]
        self._fills_cells = rb"\clcbpat" in data

    def takes(self, word: str, number: int | None, state: State, paragraph: Paragraph) -> bool:
        """Note a property; whether it was one of those that matter here."""
        if word in ("cf", "fs"):
            setattr(state, {"cf": "colour", "fs": "size"}[word], number or 0)
        elif word in ("highlight", "cb", "chcbpat"):
            state.ground = number or 0
        elif word == "cbpat":
            paragraph.ground = number or 0
        elif word in ("charscalex", "expnd", "expndtw", "dn", "up"):
            state.squeezed = _is_squeezed(word, number or 0, state.size)
        elif word == "sl":
            # A line of exactly so little, less than nothing by the format's way of saying exactly.
            paragraph.away |= -_LEAST_LINE <= (number or 0) < 0
        elif word in ("li", "lin", "fi", "posx", "posy", "shpleft", "shptop"):
            away = not _FAR_LEFT < (number or 0) < _FAR_RIGHT
            if word.startswith("shp"):
                state.away |= away
            else:
                paragraph.away |= away
        else:
            return False
        return True

    def sight(self, state: State, paragraph: Paragraph) -> Sight:
        """Return whether text that is read now is seen."""
        if state.away or state.squeezed or paragraph.away:
            return "unseen"
        ground = self._colour(state.ground) or self._colour(paragraph.ground)
        if ground is None and not (paragraph.in_table and self._fills_cells):
            ground = WHITE
        return sight(self._colour(state.colour), ground, state.size / 2)

    def _colour(self, number: int) -> Colour | None:
        return self._colours[number] if 0 < number < len(self._colours) else None


def _is_squeezed(word: str, number: int, size: int) -> bool:
    """Whether letters are pressed together, or moved off their line, until nobody reads them; ``size`` in half points."""
    if word == "charscalex":
        return number <= _NARROWEST
    if word in ("dn", "up"):
        return number >= _FAR
    closer = -number / (4 if word == "expnd" else 20)
    return closer >= size / 2


def _colour(entry: bytes) -> Colour | None:
    parts = {name: min(int(value), 255) / 255 for name, value in _PART.findall(entry)}
    return (parts.get(b"red", 0.0), parts.get(b"green", 0.0), parts.get(b"blue", 0.0)) if parts else None
