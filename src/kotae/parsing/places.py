"""What the worker says of places on pages, checked: it read an untrusted file."""

import base64
import math
from collections.abc import Mapping
from typing import Any, Final

from kotae.boxes import unpack
from kotae.records import PageImage, PageLayout

__all__ = ["checked_layouts", "checked_picture"]

_PNG: Final = b"\x89PNG\r\n\x1a\n"


def checked_layouts(rows: object, length: int) -> tuple[PageLayout, ...]:
    """Return where characters stand; unpacked once, so that nothing torn or out of the text is stored.

    Args:
        rows: Start, end, page and packed places of each page, from JSON.
        length: Of the text.

    Raises:
        ValueError: A layout leaves the text or is torn.
        TypeError: It is something else.
    """
    if not isinstance(rows, list):
        raise TypeError("not layouts")
    found = []
    for start, end, page, packed in rows:
        if not isinstance(page, int) or page < 1 or end > length:
            raise ValueError("a layout leaves the text")
        layout = PageLayout(start=start, end=end, page=page, packed=base64.b64decode(packed, validate=True))
        unpack(layout)
        found.append(layout)
    return tuple(found)


def checked_picture(answer: Mapping[str, Any], page: int) -> PageImage:
    """Return a page's picture.

    Args:
        answer: What the worker said, from JSON.
        page: Which page was asked for.

    Raises:
        ValueError: It is no PNG file, or the page has no size.
        TypeError: It is something else.
        KeyError: A field is missing.
    """
    png = base64.b64decode(answer["png"], validate=True)
    width, height = float(answer["width"]), float(answer["height"])
    if not png.startswith(_PNG) or not (0 < width < math.inf and 0 < height < math.inf):
        raise ValueError("not a picture")
    return PageImage(page=page, png=png, width=width, height=height)
