"""An open PDF: its pages as glyphs and as pictures, its outline, its properties."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium

from kotae.errors import ReadingError
from kotae.parsing.files import printable
from kotae.parsing.pdf.annotations import Note, annotations
from kotae.parsing.pdf.directions import GlyphGroup, grouped
from kotae.parsing.pdf.fractions import with_fractions
from kotae.parsing.pdf.glyphs import DrawnGlyph, drawn_glyphs, placing
from kotae.parsing.pdf.objects import Area, Rule, page_objects
from kotae.parsing.pdf.strikes import with_strikes
from kotae.parsing.pdf.text_boxes import text_boxes
from kotae.parsing.pdf.visibility import Picture, picture_share, visible
from kotae.parsing.struck import said

__all__ = ["OutlineItem", "Page", "PdfFile"]

_MOST_DOTS: Final = 300 / 72
_LONGEST_SIDE: Final = 4_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What one page holds.

    Attributes:
        number: From 1.
        groups: Its glyphs by direction, most of the text first; after them those of each box that lies over it.
        rules: Straight lines on it, in page coordinates.
        areas: Filled areas on it, in page coordinates.
        notes: What people wrote onto it.
        drawn: Whether anything at all is drawn on the page: text, images or lines.
        picture_share: How much of it its largest picture covers, in [0, 1].
        hidden: How many characters and notes were left out because nobody sees them.
        layer: Whether its text lies unseen below a picture: another program recognised it.
    """

    number: int
    groups: tuple[GlyphGroup, ...] = ()
    rules: tuple[Rule, ...] = ()
    areas: tuple[Area, ...] = ()
    notes: tuple[Note, ...] = ()
    drawn: bool = True
    picture_share: float = 0.0
    hidden: int = 0
    layer: bool = False

    @property
    def text(self) -> str:
        """Its characters, in no sure order, but for those that are crossed out."""
        return said("".join(glyph.text for group in self.groups for glyph in group.glyphs))


class OutlineItem(NamedTuple):
    """A bookmark: its title, level from 1, and page from 1 (0 where it points nowhere)."""

    title: str
    level: int
    page: int


class PdfFile:
    """An open PDF.

    Attributes:
        attachments: How many files lie inside it.
        is_dynamic: Whether it is a form whose pages are made by a program inside it (XFA).
    """

    def __init__(self, data: bytes, *, path: str) -> None:
        """Open it.

        Raises:
            ReadingError: It is encrypted or no PDF.
        """
        try:
            self._file = pypdfium2.PdfDocument(data)
        except pypdfium2.PdfiumError as exc:  # two errors, by its code
            shown = printable(path)
            if getattr(exc, "err_code", 0) == pdfium.FPDF_ERR_PASSWORD:
                raise ReadingError(
                    "this PDF asks for a password. Save a copy without one.", path=shown
                ) from exc
            raise ReadingError(
                "this is no PDF, or a badly damaged one. Save it again from where it comes from.", path=shown
            ) from exc
        kind = self._file.get_formtype()
        self.is_dynamic = kind in (pdfium.FORMTYPE_XFA_FULL, pdfium.FORMTYPE_XFA_FOREGROUND)
        if kind == pdfium.FORMTYPE_ACRO_FORM:
            self._file.init_forms()
        self.attachments = max(0, pdfium.FPDFDoc_GetAttachmentCount(self._file))

    def __len__(self) -> int:
        return len(self._file)

    def property(self, name: str) -> str:
        """Return a property of the document (``Title``, ``Author``); empty where it has none."""
        return " ".join(self._file.get_metadata_value(name).replace("\x00", "").split())

    def outline(self) -> Iterator[OutlineItem]:
        """Yield the bookmarks in order."""
        for bookmark in self._file.get_toc(max_depth=8):
            target = bookmark.get_dest()
            index = target.get_index() if target is not None else None
            title = " ".join(bookmark.get_title().replace("\x00", "").split())
            yield OutlineItem(title, bookmark.level + 1, 0 if index is None else index + 1)

    def pages(self, limit: int) -> Iterator[Page]:
        """Yield the first pages; one that can't be loaded is yielded without glyphs."""
        for index in range(min(limit, len(self._file))):
            try:
                page = self._file[index]
                text = page.get_textpage()
            except pypdfium2.PdfiumError:
                yield Page(number=index + 1)
                continue
            yield self._page(index + 1, page, text)
            text.close()
            page.close()

    def _page(self, number: int, page: Any, text: Any) -> Page:  # noqa: ANN401  # pypdfium2 is untyped
        place, size = placing(page), page.get_size()
        objects = page_objects(page, place)
        drawn = list(drawn_glyphs(text, place))
        found, hidden, layer = visible(
            drawn,
            objects,
            size=size,
            picture=lambda dots: _grey(page, dots),
        )
        form = self._file.formenv
        noted = annotations(page, form.raw if form else None, place)
        laid = text_boxes(found, drawn, objects)
        groups, rules = with_strikes(
            [group for part in ([*laid.page, *noted.values], *laid.boxes) for group in _by_direction(part)],
            laid.rules,
            noted.struck,
        )
        return Page(
            number=number,
            groups=tuple(with_fractions(group, rules) for group in groups),
            rules=rules,
            areas=tuple(objects.areas),
            notes=tuple(noted.notes),
            drawn=bool(groups) or objects.count > 0,
            picture_share=picture_share(objects, size),
            hidden=hidden + noted.hidden,
            layer=layer,
        )

    def size(self, number: int) -> tuple[float, float]:
        """Return width and height of a page in points, as it is shown; ``number`` counts from 1."""
        width, height = self._file.get_page_size(number - 1)
        return width, height

    def bitmap(self, number: int, *, longest_side: int, red_first: bool) -> tuple[Any, float]:
        """Return a page as pypdfium2's bitmap and its dots per point.

        Args:
            number: Which page, from 1.
            longest_side: Dots along its longer side at most, however large the page is said to be.
            red_first: Whether a dot's bytes are red, green, blue; else blue, green, red.
        """
        page = self._file[number - 1]
        scale = min(longest_side / max(1.0, *page.get_size()), _MOST_DOTS)
        picture = page.render(scale=scale, rev_byteorder=red_first)
        page.close()
        return picture, scale


def _by_direction(glyphs: Sequence[DrawnGlyph]) -> tuple[GlyphGroup, ...]:
    return grouped((glyph, style.angle) for glyph, style in glyphs)


def _grey(page: Any, dots: float) -> Picture:  # noqa: ANN401  # pypdfium2 is untyped
    dots = min(dots, _LONGEST_SIDE / max(1.0, *page.get_size()))
    picture = page.render(scale=dots, grayscale=True, may_draw_forms=False)
    return Picture(picture.buffer, picture.stride, picture.width, picture.height, dots)
