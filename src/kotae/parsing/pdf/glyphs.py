"""PDF bytes → glyphs with their places, page by page; the one module that knows pdfium.

Everything after works in *reading coordinates*: ``left``–``right`` runs along the line, ``top``–``bottom``
across it, growing towards the next line. Horizontal, rotated and vertical text look the same there.
"""

import ctypes
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from math import hypot, pi
from typing import Any, Final, NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium

from kotae.errors import ReadingError
from kotae.parsing.files import printable

__all__ = ["GUESSED_SPACE", "Glyph", "OutlineItem", "Page", "PdfFile", "is_wide"]

GUESSED_SPACE: Final = "\u2009"
"""A glyph pdfium puts where it takes a gap for the end of a word; it stands nowhere."""

# Letters of one's own that stand for ordinary ones: ligatures, vertical forms, and radicals that
# some programs write in place of the characters they look like.
_STAND_IN: Final = re.compile("[\ufb00-\ufb06\ufe10-\ufe19\ufe30-\ufe4f\u2f00-\u2fd5]")
_RADICALS: Final = str.maketrans(
    "⺟⺠⻁⻄⻅⻆⻉⻋⻌⻑⻓⻔⻘⻙⻚⻛⻜⻝⻟⻤⻥⻨⻩⻫⻭⻯⻲⺼⻀⻎",
    "母民虎西見角貝車辶長長門青韋頁風飛食食鬼魚麦黄斉歯竜亀肉蛇辶",
)
_CONTROLS: Final = {"\x02": "-", "\ufffe": "-", "\xad": "-"}
_MONOSPACED: Final = re.compile(r"mono|courier|consol|typewriter|fixed|menlo|tt[0-9]*\Z", re.IGNORECASE)
_BOLD: Final = re.compile(r"bold|black|heavy|gothic-?w[6-9]|-w[6-9]\b|demi", re.IGNORECASE)
_MAX_GLYPHS: Final = 200_000
_MOST_DOTS: Final = 300 / 72


class Glyph(NamedTuple):
    """One or more characters drawn together.

    Attributes:
        text: What it stands for; ``" "`` for white space, ``GUESSED_SPACE`` where there may be some.
        left: Start along the line, in points.
        right: End along the line.
        top: Start across the line.
        bottom: End across the line.
        size: Font size in points.
        bold: Whether the font is a bold one.
        mono: Whether the font is monospaced.
        broken: Whether the font gives no character for it.
    """

    text: str
    left: float
    right: float
    top: float
    bottom: float
    size: float
    bold: bool
    mono: bool
    broken: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """The glyphs of one page in the order they are drawn.

    Attributes:
        number: From 1.
        glyphs: All that stand in the page's main direction.
        drawn: Whether anything at all is drawn on the page: text, images or lines.
        vertical: Whether it is set in vertical lines.
    """

    number: int
    glyphs: tuple[Glyph, ...]
    drawn: bool
    vertical: bool = False


class OutlineItem(NamedTuple):
    """A bookmark: its title, level from 1, and page from 1 (0 where it points nowhere)."""

    title: str
    level: int
    page: int


class _Style(NamedTuple):
    size: float
    bold: bool
    mono: bool
    quadrant: int


def is_wide(character: str) -> bool:
    """Whether a character is Japanese script or full width: no space stands beside it."""
    return "\u2e80" <= character <= "\u9fff" or "\uf900" <= character <= "\uffef" or character >= "\U00020000"


class PdfFile:
    """An open PDF."""

    def __init__(self, data: bytes, *, path: str) -> None:
        """Open it.

        Raises:
            ReadingError: It is encrypted or no PDF.
        """
        try:
            self._file = pypdfium2.PdfDocument(data)
        except pypdfium2.PdfiumError as exc:
            shown = printable(path)
            if getattr(exc, "err_code", 0) == pdfium.FPDF_ERR_PASSWORD:
                raise ReadingError(
                    en=f"{shown}: this PDF asks for a password. Save a copy without one.",
                    ja=f"{shown}: パスワードのかかったPDFです。パスワードのない複製を保存してください。",
                ) from exc
            raise ReadingError(
                en=f"{shown}: this is no PDF, or a badly damaged one. Save it again from where it comes from.",
                ja=f"{shown}: PDFではないか、ひどく壊れています。作成元のソフトで保存し直してください。",
            ) from exc

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
                yield Page(number=index + 1, glyphs=(), drawn=True)
                continue
            glyphs, vertical = _in_reading_coordinates(list(_glyphs(text)))
            drawn = bool(glyphs) or pdfium.FPDFPage_CountObjects(page) > 0
            yield Page(number=index + 1, glyphs=glyphs, drawn=drawn, vertical=vertical)
            text.close()
            page.close()

    def picture(self, number: int, *, longest_side: int) -> tuple[Any, float]:
        """Return a page as an image, ``(height, width, 3)`` bytes, and its dots per point.

        Args:
            number: Which page, from 1.
            longest_side: Dots along its longer side, however large the page is said to be.
        """
        page = self._file[number - 1]
        scale = min(longest_side / max(1.0, *page.get_size()), _MOST_DOTS)
        picture = page.render(scale=scale, rev_byteorder=False).to_numpy()
        page.close()
        return picture[..., :3], scale


def _glyphs(text: Any) -> Iterator[tuple[Glyph, int]]:  # noqa: ANN401  # pypdfium2 is untyped
    """Yield glyphs in page coordinates (y downwards) with the direction they run in, in quarter turns."""
    box = pdfium.FS_RECTF()
    styles: dict[int, _Style] = {}
    for index in range(min(pdfium.FPDFText_CountChars(text), _MAX_GLYPHS)):
        if pdfium.FPDFText_IsGenerated(text, index) == 1:
            if pdfium.FPDFText_GetUnicode(text, index) == 0x20:
                yield Glyph(GUESSED_SPACE, 0, 0, 0, 0, 1, False, False, False), -1
            continue
        drawn = pdfium.FPDFText_GetTextObject(text, index)
        key = ctypes.cast(drawn, ctypes.c_void_p).value or -index
        if key not in styles:
            styles[key] = _style(text, index)
        style = styles[key]
        if not pdfium.FPDFText_GetLooseCharBox(text, index, box):
            continue
        code = pdfium.FPDFText_GetUnicode(text, index)
        broken = pdfium.FPDFText_HasUnicodeMapError(text, index) == 1 or code in (0, 0xFFFD)
        shown = "\ufffd" if broken else _character(code)
        if shown:
            yield (
                Glyph(
                    shown,
                    box.left,
                    box.right,
                    -box.top,
                    -box.bottom,
                    style.size,
                    style.bold,
                    style.mono,
                    broken,
                ),
                style.quadrant,
            )


def _character(code: int) -> str:
    character = chr(code) if not 0xD800 <= code <= 0xDFFF else "\ufffd"
    character = _CONTROLS.get(character, character)
    if character.isspace() or character in "\u200b\ufeff":
        return " "
    if unicodedata.category(character) == "Cc":
        return ""
    if _STAND_IN.match(character):
        return unicodedata.normalize("NFKC", character)
    return character.translate(_RADICALS)


def _style(text: Any, index: int) -> _Style:  # noqa: ANN401  # pypdfium2 is untyped
    matrix, flags = pdfium.FS_MATRIX(), ctypes.c_int()
    name = ctypes.create_string_buffer(200)
    pdfium.FPDFText_GetFontInfo(text, index, name, 200, flags)
    scale = hypot(matrix.c, matrix.d) if pdfium.FPDFText_GetMatrix(text, index, matrix) else 1.0
    font = name.value.decode("utf-8", "replace")
    angle = pdfium.FPDFText_GetCharAngle(text, index)
    return _Style(
        size=max(0.1, pdfium.FPDFText_GetFontSize(text, index) * scale),
        bold=bool(_BOLD.search(font)) or pdfium.FPDFText_GetFontWeight(text, index) >= 600,
        mono=bool(_MONOSPACED.search(font)),
        quadrant=round(angle / (pi / 2)) % 4 if angle >= 0 else 0,
    )


def _in_reading_coordinates(found: list[tuple[Glyph, int]]) -> tuple[tuple[Glyph, ...], bool]:
    """Turn the page so that its main direction runs from left to right; text in others is dropped."""
    quadrants = Counter(quadrant for _, quadrant in found if quadrant >= 0)
    if not quadrants:
        return (), False
    main = quadrants.most_common(1)[0][0]
    glyphs = [_turned(glyph, main) for glyph, quadrant in found if quadrant in (main, -1)]
    if not _is_vertical(glyphs):
        return tuple(glyphs), False
    return tuple(
        g._replace(left=g.top, right=g.bottom, top=-g.right, bottom=-g.left) for g in _set_together(glyphs)
    ), True


def _turned(glyph: Glyph, quadrant: int) -> Glyph:
    left, right, top, bottom = glyph.left, glyph.right, glyph.top, glyph.bottom
    if quadrant == 1:
        return glyph._replace(left=-bottom, right=-top, top=left, bottom=right)
    if quadrant == 2:
        return glyph._replace(left=-right, right=-left, top=-bottom, bottom=-top)
    if quadrant == 3:
        return glyph._replace(left=top, right=bottom, top=-right, bottom=-left)
    return glyph


def _is_vertical(glyphs: list[Glyph]) -> bool:
    """Whether most wide characters stand below the one before them."""
    below = beside = 0
    glyphs = [glyph for glyph in glyphs if glyph.text != GUESSED_SPACE]
    for before, after in pairwise(glyphs):
        if is_wide(before.text[0]) and is_wide(after.text[0]):
            if abs(after.left - before.left) < 0.3 * before.size < after.top - before.top < 2 * before.size:
                below += 1
            elif abs(after.top - before.top) < 0.3 * before.size:
                beside += 1
    return below > beside


def _set_together(glyphs: list[Glyph]) -> Iterator[Glyph]:
    """Make one glyph of characters that stand side by side in a vertical line, as figures do."""
    last: Glyph | None = None
    for glyph in glyphs:
        if glyph.text == GUESSED_SPACE:
            continue
        if (
            last
            and abs(glyph.top - last.top) < 0.3 * last.size
            and 0 <= glyph.left - last.left < 4 * last.size
        ):
            last = last._replace(text=last.text + glyph.text, right=max(last.right, glyph.right))
            continue
        if last:
            yield last
        last = glyph
    if last:
        yield last
