"""What the worker says of places on pages, checked: it read an untrusted file."""

import math
from typing import Final

from kotae.boxes import unpack
from kotae.records import PageImage, PageLayout

__all__ = ["check_layout", "check_picture"]

_PNG: Final = b"\x89PNG\r\n\x1a\n"


def check_layout(layout: PageLayout, length: int) -> None:
    """Refuse a layout that can't be; it is unpacked once, so that nothing torn is stored.

    Args:
        layout: Where characters stand.
        length: Of the text.

    Raises:
        ValueError: It leaves the text or is torn.
    """
    if layout.page < 1 or layout.end > length:
        raise ValueError("a layout leaves the text")
    unpack(layout)


def check_picture(image: PageImage) -> None:
    """Refuse a page's picture that can't be.

    Raises:
        ValueError: It is no PNG file, or the page has no size.
    """
    if not image.png.startswith(_PNG):
        raise ValueError("not a picture")
    if not (0 < image.width < math.inf and 0 < image.height < math.inf):
        raise ValueError("a page without a size")
