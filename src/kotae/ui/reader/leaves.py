"""The pages of a document as they look: each a picture, the evidence framed on it, its words over it.

The words lie where they are drawn, unseen, so that they are selected, searched and explained like
any text. Only pages in view are filled; the others hold their place and their frames, and get their words by
themselves, which is enough for the browser's own search to find them.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from kotae.boxes import Stretch, boxes_of, unpack
from kotae.errors import KotaeError
from kotae.records import Box, Document, PageImage, PageLayout, Span
from kotae.ui.desk import Desk
from kotae.ui.escaping import element, escape
from kotae.ui.reader.document_html import place_of
from kotae.ui.reader.evidence import asked_marks
from kotae.ui.reader.inline import Mark
from kotae.ui.reader.pictures import picture_address
from kotae.ui.words import text

__all__ = ["filled_leaf", "has_leaves", "page_of", "render_leaves", "render_strip", "render_waiting"]

# Each leaf is an element of the page, drawn or not; beyond, the text is shown.
MAX_LEAVES = 2_000
# For a first page that says no size: the frame is there before the picture.
_A4 = (595.0, 842.0)


def has_leaves(document: Document) -> bool:
    """Return whether a document has pages of its own that can be drawn."""
    return bool(document.layouts) and max(layout.page for layout in document.layouts) <= MAX_LEAVES


def page_of(document: Document, evidence: Sequence[Mark], current: int) -> int:
    """Return the page that the current evidence begins on; the first where there is none."""
    place = next((place for place in evidence if place.number == current), None)
    boxes = boxes_of(document.layouts, place.start, place.end) if place else ()
    return boxes[0].page if boxes else 1


def render_leaves(document: Document, evidence: Sequence[Mark], first: PageImage, language: str) -> str:
    """Return all pages; the one drawn already is filled.

    Args:
        document: With pages that can be drawn.
        evidence: What to frame.
        first: The page to show at once; the others are taken to be as large until they are drawn.
        language: The page's language.
    """
    frames = _frames(document, evidence)
    layouts = {layout.page: layout for layout in document.layouts}
    size = (first.width, first.height) if first.width > 0 < first.height else _A4
    leaves = []
    for number in range(1, max(layouts) + 1):
        ready = number == first.page
        framed = frames.get(number, "")
        inner = _filled(document, number, layouts.get(number), framed) if ready else framed
        waits = not ready and number in layouts
        leaves.append(
            element(
                "section",
                inner,
                class_="k-leaf k-ready" if ready else "k-leaf k-empty" if waits else "k-leaf",
                id=f"k-page-{number}",
                data_page=number,
                data_span=place_of(layouts[number].start, layouts[number].end) if waits else None,
                style=f"--w:{size[0]:.2f};--h:{size[1]:.2f}",
                aria_label=text("reader_page", language, page=number),
                lang=language,
            )
        )
    return "".join(leaves)


def render_strip(document: Document, language: str) -> str:
    """Return the pages in small, to go to."""
    pages = range(1, max(layout.page for layout in document.layouts) + 1)
    items = "".join(element("li", _thumb(document.info.id, number, language)) for number in pages)
    label = text("reader_pages", language)
    return element("nav", element("ol", items), class_="k-strip", aria_label=label)


def _thumb(document: str, number: int, language: str) -> str:
    address = picture_address(document, number, "strip")
    picture = element("img", src=address, alt="", loading="lazy", decoding="async")
    return element(
        "button",
        picture + element("span", str(number)),
        type="button",
        data_action="leaf",
        data_target=f"k-page-{number}",
        aria_label=text("reader_page", language, page=number),
    )


def filled_leaf(desk: Desk, request: Mapping[str, Any]) -> dict[str, Any]:
    """Return a page for the reader's script: its HTML and its size in points.

    Args:
        desk: The library.
        request: ``document``, ``page``, the evidence ``marks`` and the page's ``language``.

    Returns:
        ``html``, ``width`` and ``height``, or ``reason``: why there is no picture.
    """
    name, number = str(request.get("document", "")), request.get("page")
    language = str(request.get("language", ""))
    document = desk.document(name)
    if document is None or type(number) is not int or not 1 <= number <= MAX_LEAVES:
        return {"reason": text("reader_missing", language)}
    try:
        image = desk.pictures.get(name, number, "page")
    except KotaeError as error:
        return {"reason": error.message(language)}
    if image is None:
        return {"reason": text("reader_missing", language)}
    layout = next((layout for layout in document.layouts if layout.page == number), None)
    html = _filled(
        document, number, layout, _frames(document, asked_marks(document, request)).get(number, "")
    )
    return {"html": html, "width": image.width, "height": image.height}


def _filled(document: Document, number: int, layout: PageLayout | None, frames: str) -> str:
    picture = element(
        "img",
        src=picture_address(document.info.id, number, "page"),
        data_close=picture_address(document.info.id, number, "close"),
        alt="",
        class_="k-picture",
        draggable="false",
    )
    lines = "".join(_line(document.text, stretch) for stretch in unpack(layout)) if layout else ""
    return picture + frames + element("div", lines, class_="k-lines", lang=document.info.language)


def _line(words: str, stretch: Stretch) -> str:
    low, high = sorted((stretch.edges[0], stretch.edges[-1]))
    sides = (
        (stretch.near, low, stretch.far, high) if stretch.upright else (low, stretch.near, high, stretch.far)
    )
    return element(
        "span",
        escape(words[stretch.start : stretch.end]),
        class_="k-line k-upright" if stretch.upright else "k-line",
        style=_placed(*sides),
        data_place=f"{stretch.start}-{stretch.end}",
    )


def render_waiting(document: Document, place: Span) -> str:
    """Return a page's words as they are, to be found while the page itself isn't there yet."""
    return element(
        "div",
        escape(document.text[place.start : place.end]),
        class_="k-lines k-waiting",
        lang=document.info.language,
    )


def _frames(document: Document, evidence: Sequence[Mark]) -> dict[int, str]:
    """Return the frames of the evidence, by page."""
    frames: dict[int, str] = {}
    for place in evidence:
        for box in _joined(boxes_of(document.layouts, place.start, place.end)):
            frame = element(
                "mark", "", class_="k-frame", data_evidence=place.number, style=_placed(*_grown(box))
            )
            frames[box.page] = frames.get(box.page, "") + frame
    return frames


def _joined(boxes: Sequence[Box]) -> Iterator[Box]:
    """Yield boxes, those that follow each other on one line as one."""
    held: Box | None = None
    for box in boxes:
        same = held and (box.page, box.y0, box.y1) == (held.page, held.y0, held.y1)
        if held and same and -1 <= box.x0 - held.x1 <= box.y1 - box.y0:
            held = Box(page=box.page, x0=held.x0, y0=held.y0, x1=box.x1, y1=box.y1)
            continue
        if held:
            yield held
        held = box
    if held:
        yield held


def _grown(box: Box) -> tuple[float, float, float, float]:
    return box.x0 - 1, box.y0 - 1, box.x1 + 1, box.y1 + 1


def _placed(x0: float, y0: float, x1: float, y1: float) -> str:
    """Return a place on the page as style: points from its upper left corner, and how far they reach."""
    return f"--x:{x0:.1f};--y:{y0:.1f};--dx:{x1 - x0:.1f};--dy:{y1 - y0:.1f}"
