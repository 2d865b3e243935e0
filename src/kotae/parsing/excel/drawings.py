"""What is drawn on a sheet: text in shapes, charts, diagrams; and the cells that lie below."""

from functools import partial
from typing import Final

from lxml import etree

from kotae.parsing.losses import Losses
from kotae.parsing.office.covers import covered_cells
from kotae.parsing.office.drawings import drawn_text, write_graphics
from kotae.parsing.packages.package import Package, local_name
from kotae.parsing.slides.ink import SlideInk, Theme
from kotae.parsing.tables.sheets import Sheet
from kotae.parsing.writing import TextWriter

__all__ = ["note_covered", "write_drawing"]

# A point, in the units that Office files count in.
_EMU: Final = 12_700


def write_drawing(
    writer: TextWriter, package: Package, name: str, drawing: etree._Element, losses: Losses, theme: Theme
) -> None:
    """Write what a drawing of a sheet says; text that nobody sees is left out.

    Args:
        writer: Where to.
        package: The file.
        name: Of the member the drawing is stored in.
        drawing: Its root.
        losses: Where what is left out is noted.
        theme: The workbook's colours.
    """
    ink = SlideInk(theme=theme)
    for shape in drawing.iter("{*}sp"):
        if _is_shut(shape):
            text = "".join(piece.text or "" for piece in shape.iterfind("{*}txBody/{*}p/{*}r/{*}t"))
            losses.add("unseen", text, count=bool(text.strip()))
            continue
        sight = partial(ink.sight, looks=(), ground=ink.under(shape, None))
        found = [drawn_text(part, losses, sight=sight).strip() for part in shape.iterfind("{*}txBody/{*}p")]
        writer.add("\n".join(filter(None, found)))
    losses.add("picture", count=sum(1 for _ in drawing.iter("{*}pic")))
    write_graphics(writer, package, name, drawing, losses, on_sheet=True)


def note_covered(drawing: etree._Element, sheet: Sheet, losses: Losses) -> None:
    """Note the cells that something lies on: they are read, though nobody may see them."""
    covered: dict[int, tuple[int, str]] = {}
    for top, left, bottom, right in covered_cells(drawing):
        for number in range(top, min(bottom, sheet.last_row) + 1):
            for column, cell in sheet.rows.get(number, {}).items():
                if left <= column <= right and cell.text:
                    covered[id(cell)] = (number, cell.text)
    for _, text in sorted(covered.values(), key=lambda found: found[0]):
        losses.add("covered", text)


def _is_shut(shape: etree._Element) -> bool:
    """Whether a shape is switched off, or its anchor gives it no size."""
    named = next(shape.iterfind("{*}nvSpPr/{*}cNvPr"), None)
    if named is not None and named.get("hidden") in ("1", "true"):
        return True
    anchor = shape.getparent()
    if anchor is None or local_name(anchor) not in ("twoCellAnchor", "oneCellAnchor", "absoluteAnchor"):
        return False
    size = next(anchor.iterfind("{*}ext"), None)
    if size is not None:
        sides = [str(size.get(side) or "") for side in ("cx", "cy")]
        return any(side.isdigit() and len(side) < 12 and int(side) < _EMU for side in sides)
    first, last = (next(anchor.iterfind("{*}" + name), None) for name in ("from", "to"))
    if first is None or last is None:
        return False
    places = [
        [(first.findtext("{*}" + part), last.findtext("{*}" + part)) for part in side] for side in _SIDES
    ]
    return any(all(begin == end for begin, end in side) for side in places)


_SIDES: Final = (("row", "rowOff"), ("col", "colOff"))
