"""What a place in a document is: its page, its headings, its cells and its boxes, by one rule for making and for checking."""

from bisect import bisect_left, bisect_right

from kotae.boxes import boxes_of
from kotae.passages import breadcrumb
from kotae.proof.content import ProvedBox, ProvedCell, ProvedCitation
from kotae.records import Document

__all__ = ["cited"]


def cited(document: Document, *, number: int, start: int, end: int) -> ProvedCitation:
    """Return the citation of a span of a document.

    Args:
        document: As read.
        number: Which of the proof's documents it is.
        start: Where the span begins.
        end: Where it ends.

    Raises:
        ValueError: The span leaves the text.
    """
    if not 0 <= start <= end <= len(document.text):
        raise ValueError(f"not a span of the text: {start}-{end}")
    # In order, and apart from each other.
    first = bisect_right(document.blocks, start, key=lambda block: block.end)
    blocks = document.blocks[first : bisect_left(document.blocks, end, key=lambda block: block.start)]
    cells = (cell for block in blocks for cell in block.cells if start <= cell.start and cell.end <= end)
    return ProvedCitation(
        document=number,
        start=start,
        end=end,
        quote=document.text[start:end],
        page=blocks[0].page if blocks else None,
        heading=breadcrumb(blocks[0].headings) if blocks else "",
        cells=tuple(ProvedCell(address=cell.address, start=cell.start, end=cell.end) for cell in cells),
        boxes=tuple(
            ProvedBox(
                page=box.page,
                x0=round(box.x0, 1),
                y0=round(box.y0, 1),
                x1=round(box.x1, 1),
                y1=round(box.y1, 1),
            )
            for box in boxes_of(document.layouts, start, end)
        ),
    )
