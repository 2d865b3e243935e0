"""A page as people see it, for showing where a quote stands."""

import io

from kotae.errors import ReadingError
from kotae.parsing.files import Source, printable
from kotae.parsing.pdf.file import PdfFile
from kotae.records import PageImage

__all__ = ["page_picture"]


def page_picture(source: Source, page: int, *, longest_side: int) -> PageImage:
    """Return a page as a PNG file.

    Args:
        source: The PDF.
        page: From 1.
        longest_side: Dots along the longer side at most; a small page gets fewer (300 to the inch).

    Raises:
        ReadingError: It is encrypted or no PDF, or has no such page.
    """
    file = PdfFile(source.data, path=source.path)
    if not 1 <= page <= len(file):
        shown = printable(source.path)
        raise ReadingError("there is no page {page}; it has {pages}.", path=shown, page=page, pages=len(file))
    width, height = file.size(page)
    bitmap, _ = file.bitmap(page, longest_side=longest_side, red_first=True)
    content = io.BytesIO()
    bitmap.to_pil().convert("RGB").save(content, format="PNG")
    return PageImage(page=page, png=content.getvalue(), width=width, height=height)
