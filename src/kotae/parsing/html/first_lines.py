"""Whether an element's text is so short that its first line, which a style sheet may hide by itself, is all of it."""

import unicodedata
from itertools import islice
from typing import Final

from bs4.element import NavigableString, Tag

from kotae.parsing.html.inside import inside

__all__ = ["is_one_line"]

# Half as wide as an ordinary screen shows: where a line ends isn't known.
_COLUMNS: Final = 80
_MAX_LOOKED_AT: Final = 200


def is_one_line(tag: Tag) -> bool:
    """Return whether all that an element holds stands in one line on an ordinary screen, as far as that can be told."""
    columns = 0
    for count, piece in enumerate(islice(inside(tag), _MAX_LOOKED_AT + 1)):
        if count == _MAX_LOOKED_AT or (isinstance(piece, Tag) and piece.name == "br"):
            return False
        if isinstance(piece, NavigableString):
            columns += sum(
                1 + (unicodedata.east_asian_width(sign) in "WF")
                for sign in " ".join(piece[: 4 * _COLUMNS].split())
            )
            if columns > _COLUMNS:
                return False
    return columns > 0
