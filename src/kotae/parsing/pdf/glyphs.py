"""The characters of a page as pdfium finds them: what each stands for, where, how large, how drawn."""

import ctypes
import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from math import atan2, hypot, nan
from typing import Any, Final, NamedTuple

import pypdfium2.raw as pdfium

from kotae.parsing.struck import STRUCK

__all__ = [
    "GUESSED_SPACE",
    "STRUCK",
    "DrawnGlyph",
    "Glyph",
    "Placing",
    "Style",
    "drawn_glyphs",
    "is_wide",
    "placing",
]

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
# A box so many font sizes tall or wide, of a font of a usual size, is what the font claims for any character.
_TALL: Final = 1.5
_WIDE: Final = 2.5
_ASCENT: Final = 0.88
_LEAST_SIZE: Final = 3.0
# Points of the page are measured through whole dots of a device this many times as fine.
_DOTS_PER_POINT: Final = 100
_MOST_DOTS: Final = 1e9
_RULER: Final = 1_000
_FAINT: Final = 24


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
        first: Whether it is the first of a text object: of what a program wrote at once.
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
    first: bool = False


class Style(NamedTuple):
    """What all characters of one text object have in common.

    Attributes:
        size: Font size in points.
        bold: Whether the font is a bold one.
        mono: Whether the font is monospaced.
        angle: Of the line, clockwise from rightwards, in radians.
        source: Which object of the page; 0 where pdfium doesn't say.
        invisible: Whether it is drawn without ink, as the text below scanned pages is.
        colour: Red, green and blue of its ink, 0 to 255.
        layered: Whether it belongs to content that can be switched off, is hardly opaque, or only
            lends its shape to something else.
    """

    size: float
    bold: bool
    mono: bool
    angle: float
    source: int
    invisible: bool = False
    colour: tuple[int, int, int] = (0, 0, 0)
    layered: bool = False


DrawnGlyph = tuple[Glyph, Style]
"""A glyph in page coordinates with its style."""

_NOWHERE: Final = Style(1, False, False, nan, 0)


class Placing(NamedTuple):
    """From the coordinates of a PDF page to those of the page as shown: points, the origin at the upper left."""

    xx: float
    xy: float
    yx: float
    yy: float
    x: float
    y: float

    def box(self, left: float, bottom: float, right: float, top: float) -> tuple[float, float, float, float]:
        """Return left, top, right and bottom of a box as shown."""
        xs = (self.xx * left, self.xx * right), (self.xy * bottom, self.xy * top)
        ys = (self.yx * left, self.yx * right), (self.yy * bottom, self.yy * top)
        return (
            self.x + min(xs[0]) + min(xs[1]),
            self.y + min(ys[0]) + min(ys[1]),
            self.x + max(xs[0]) + max(xs[1]),
            self.y + max(ys[0]) + max(ys[1]),
        )


def placing(page: Any) -> Placing:  # noqa: ANN401  # pypdfium2 is untyped
    """Return how a page lies: its crop box and rotation, as pdfium renders it."""
    width, height = (max(1.0, side) for side in page.get_size())
    dots = min(_DOTS_PER_POINT, _MOST_DOTS / max(width, height))
    places = []
    for x, y in ((0, 0), (_RULER, 0), (0, _RULER)):
        shown = ctypes.c_int(), ctypes.c_int()
        pdfium.FPDF_PageToDevice(page, 0, 0, round(width * dots), round(height * dots), 0, x, y, *shown)
        places.append((shown[0].value / dots, shown[1].value / dots))
    (x0, y0), (x1, y1), (x2, y2) = places
    # A page is only ever turned by quarters: what isn't one point or none is the rounding of the ruler.
    xx, xy, yx, yy = (float(round(part / _RULER)) for part in (x1 - x0, x2 - x0, y1 - y0, y2 - y0))
    return Placing(xx, xy, yx, yy, x0, y0)


def is_wide(character: str) -> bool:
    """Whether a character is Japanese script or full width: no space stands beside it."""
    if ord(character) >= STRUCK:
        character = chr(ord(character) - STRUCK)
    return "\u2e80" <= character <= "\u9fff" or "\uf900" <= character <= "\uffef" or character >= "\U00020000"


def drawn_glyphs(text: Any, place: Placing) -> Iterator[DrawnGlyph]:  # noqa: ANN401  # pypdfium2 is untyped
    """Yield the glyphs of a page in the order they are drawn, in page coordinates.

    Args:
        text: The page's text, as pdfium loaded it.
        place: How the page lies.
    """
    box = pdfium.FS_RECTF()
    styles: dict[int, Style] = {}
    plain = place[:4] == (1.0, 0.0, 0.0, -1.0)
    last = 0
    for index in range(min(pdfium.FPDFText_CountChars(text), _MAX_GLYPHS)):
        code = pdfium.FPDFText_GetUnicode(text, index)
        # pdfium adds nothing but spaces and ends of lines.
        if code <= 0x20 and pdfium.FPDFText_IsGenerated(text, index) == 1:
            if code == 0x20:
                yield Glyph(GUESSED_SPACE, 0, 0, 0, 0, 1, False, False, False), _NOWHERE
            continue
        drawn = pdfium.FPDFText_GetTextObject(text, index)
        source = ctypes.addressof(drawn.contents) if drawn else 0
        key = source or -1 - index
        style = styles.get(key) or styles.setdefault(key, _style(text, index, drawn, source, place))
        if not pdfium.FPDFText_GetLooseCharBox(text, index, box):
            continue
        tall = box.top - box.bottom > _TALL * style.size or box.right - box.left > _WIDE * style.size
        if tall and style.size > _LEAST_SIZE:
            _fit(text, index, box, style.size)
        broken = pdfium.FPDFText_HasUnicodeMapError(text, index) == 1 or code in (0, 0xFFFD)
        shown = "\ufffd" if broken else _character(code)
        if not shown:
            continue
        if plain:
            left, right = place.x + box.left, place.x + box.right
            top, bottom = place.y - box.top, place.y - box.bottom
        else:
            left, top, right, bottom = place.box(box.left, box.bottom, box.right, box.top)
        first = source != last
        last = source
        yield Glyph(shown, left, right, top, bottom, style.size, style.bold, style.mono, broken, first), style


def _fit(text: Any, index: int, box: Any, size: float) -> None:  # noqa: ANN401  # pypdfium2 is untyped
    """Make the box of a character that of its ink, at least its square on the line: its font claims lines above and below."""
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    found = pdfium.FPDFText_GetCharBox(text, index, left, right, bottom, top)
    inked = found and left.value < right.value and bottom.value < top.value
    x, y = ctypes.c_double(), ctypes.c_double()
    level = box.right - box.left <= _WIDE * size and not pdfium.FPDFText_GetCharAngle(text, index)
    if level and pdfium.FPDFText_GetCharOrigin(text, index, x, y):
        # Its width is true: what the ink alone takes would leave a gap behind every full stop.
        upper, lower = y.value + _ASCENT * size, y.value - (1 - _ASCENT) * size
        box.top = max(upper, top.value) if inked else upper
        box.bottom = min(lower, bottom.value) if inked else lower
    elif inked:
        box.left, box.right, box.bottom, box.top = left.value, right.value, bottom.value, top.value


@lru_cache(maxsize=20_000)
def _character(code: int) -> str:
    character = chr(code) if not 0xD800 <= code <= 0xDFFF and code < STRUCK else "\ufffd"
    character = _CONTROLS.get(character, character)
    if character.isspace() or character in "\u200b\ufeff":
        return " "
    if unicodedata.category(character) == "Cc" or character == "\ufffc":
        return ""
    if _STAND_IN.match(character):
        return unicodedata.normalize("NFKC", character)
    return character.translate(_RADICALS)


def _style(text: Any, index: int, drawn: Any, source: int, place: Placing) -> Style:  # noqa: ANN401  # pypdfium2 is untyped
    matrix, flags = pdfium.FS_MATRIX(), ctypes.c_int()
    name = ctypes.create_string_buffer(200)
    pdfium.FPDFText_GetFontInfo(text, index, name, 200, flags)
    if not pdfium.FPDFText_GetMatrix(text, index, matrix):
        matrix.a = matrix.d = 1.0
    font = name.value.decode("utf-8", "replace")
    x, y = matrix.a, matrix.b
    if matrix.a < 0 and matrix.a * matrix.d < matrix.b * matrix.c:
        # Mirrored, as a letter of a logo is: it isn't upside down.
        x, y = matrix.d, -matrix.c
    return Style(
        size=max(0.1, pdfium.FPDFText_GetFontSize(text, index) * hypot(matrix.c, matrix.d)),
        bold=bool(_BOLD.search(font)) or pdfium.FPDFText_GetFontWeight(text, index) >= 600,
        mono=bool(_MONOSPACED.search(font)),
        angle=atan2(
            place.yx * x + place.yy * y,
            place.xx * x + place.xy * y,
        ),
        source=source,
        **_ink(drawn),
    )


def _ink(drawn: Any) -> dict[str, Any]:  # noqa: ANN401  # pypdfium2 is untyped
    """How a text object is painted."""
    if not drawn:
        return {}
    mode = pdfium.FPDFTextObj_GetTextRenderMode(drawn)
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    found = pdfium.FPDFPageObj_GetFillColor(drawn, red, green, blue, alpha)
    if mode in (pdfium.FPDF_TEXTRENDERMODE_STROKE, pdfium.FPDF_TEXTRENDERMODE_STROKE_CLIP):
        found = pdfium.FPDFPageObj_GetStrokeColor(drawn, red, green, blue, alpha)
    return {
        "invisible": mode == pdfium.FPDF_TEXTRENDERMODE_INVISIBLE,
        "colour": (red.value, green.value, blue.value) if found else (0, 0, 0),
        "layered": bool(found and alpha.value < _FAINT)
        or mode == pdfium.FPDF_TEXTRENDERMODE_CLIP
        or _can_be_off(drawn),
    }


def _can_be_off(drawn: Any) -> bool:  # noqa: ANN401  # pypdfium2 is untyped
    """Whether a text object stands in optional content."""
    count = pdfium.FPDFPageObj_CountMarks(drawn)
    if count < 1:
        return False
    name, length = (ctypes.c_ushort * 16)(), ctypes.c_ulong()
    for number in range(count):
        mark = pdfium.FPDFPageObj_GetMark(drawn, number)
        pdfium.FPDFPageObjMark_GetName(mark, name, ctypes.sizeof(name), length)
        if bytes(name)[:4].decode("utf-16-le") == "OC" and length.value == 6:
            return True
    return False
