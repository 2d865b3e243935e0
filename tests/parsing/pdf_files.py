"""PDF files for the tests, written out by hand so that every place of every glyph is known."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import cos, radians, sin

__all__ = ["Drawing", "Ink", "make_pdf", "ruled"]

_FONTS = b"""\
3 0 obj << /Type /Font /Subtype /Type0 /BaseFont /HeiseiMin-W3 /Encoding /UniJIS-UTF16-H /DescendantFonts [7 0 R] >> endobj
4 0 obj << /Type /Font /Subtype /Type0 /BaseFont /HeiseiMin-W3 /Encoding /UniJIS-UTF16-V /DescendantFonts [7 0 R] >> endobj
5 0 obj << /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >> endobj
6 0 obj << /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >> endobj
7 0 obj << /Type /Font /Subtype /CIDFontType0 /BaseFont /HeiseiMin-W3 /DW 1000
 /CIDSystemInfo << /Registry (Adobe) /Ordering (Japan1) /Supplement 2 >> /FontDescriptor 8 0 R >> endobj
8 0 obj << /Type /FontDescriptor /FontName /HeiseiMin-W3 /Flags 6 /FontBBox [-123 -257 1001 910] /Ascent 857
 /Descent -143 /CapHeight 709 /ItalicAngle 0 /StemV 69 >> endobj
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ink:
    """One run of text: its left end on the baseline, in points from the lower left corner.

    ``turn`` is in degrees against the clock, ``state`` operators before it (colour, mode of drawing).
    """

    x: float
    y: float
    text: str
    size: float = 10
    font: str = ""
    turn: float = 0
    state: str = ""

    def operators(self) -> bytes:
        font = self.font or ("Latin" if self.text.isascii() else "Japanese")
        if font in ("Latin", "Bold"):
            shown = b"<" + self.text.encode("cp1252").hex().encode() + b">"
        else:
            shown = b"<" + self.text.encode("utf-16-be").hex().encode() + b">"
        place = f"{self.x} {self.y} Td"
        if self.turn:
            along, up = cos(radians(self.turn)), sin(radians(self.turn))
            place = f"{along:.5f} {up:.5f} {-up:.5f} {along:.5f} {self.x} {self.y} Tm"
        drawn = f"BT /{font} {self.size} Tf {place} ".encode() + shown + b" Tj ET\n"
        return b"q " + self.state.encode() + b" " + drawn.rstrip() + b" Q\n" if self.state else drawn


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """Operators that draw something that is no text."""

    code: str

    def operators(self) -> bytes:
        return self.code.encode() + b"\n"


def ruled(xs: Sequence[float], ys: Sequence[float]) -> Drawing:
    """Return the lines of a grid with these borders."""
    lines = [f"{x} {min(ys)} m {x} {max(ys)} l S" for x in xs]
    lines += [f"{min(xs)} {y} m {max(xs)} {y} l S" for y in ys]
    return Drawing(code="\n".join(lines))


def make_pdf(
    pages: Sequence[Sequence[Ink | Drawing]],
    *,
    outline: Sequence[tuple[str, int]] = (),
    title: str = "",
    keywords: str = "",
    page: str = "",
    annotations: Sequence[str] = (),
    catalog: str = "",
    resources: str = "",
    streams: Mapping[int, tuple[str, str]] | None = None,
) -> bytes:
    """Return a PDF of A4 pages.

    Args:
        pages: What is drawn on each.
        outline: Titles and the pages (from 1) they point at.
        title: In the file's properties.
        keywords: Likewise.
        page: More entries of every page (``/Rotate 90``).
        annotations: Of every page.
        catalog: More entries of the catalog (a form).
        resources: More of what every page uses (patterns).
        streams: More objects by number from 11 to 19: entries and content.
    """
    noted = f"/Annots [{' '.join(annotations)}] " if annotations else ""
    objects: dict[int, bytes] = {}
    first = 20
    numbers = [first + 2 * place for place in range(len(pages))]
    for number, inks in zip(numbers, pages, strict=True):
        content = b"".join(ink.operators() for ink in inks)
        objects[number] = (
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R /Resources << /Font "
            b"<< /Japanese 3 0 R /Vertical 4 0 R /Latin 5 0 R /Bold 6 0 R >> %s >> "
            % (number + 1, resources.encode())
            + f"{noted}{page} >>".encode()
        )
        objects[number + 1] = b"<< /Length %d >> stream\n%s\nendstream" % (len(content), content)
    for number, (said, code) in (streams or {}).items():
        objects[number] = f"<< {said} /Length {len(code)} >> stream\n{code}\nendstream".encode()
    kids = b" ".join(b"%d 0 R" % number for number in numbers)
    objects[2] = b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(pages), kids)
    objects[1] = b"<< /Type /Catalog /Pages 2 0 R /Outlines 9 0 R %s >>" % catalog.encode()
    told, tagged = (words.encode("utf-16-be").hex().encode() for words in (title, keywords))
    objects[10] = b"<< /Title <feff%s> /Keywords <feff%s> >>" % (told, tagged)
    items = [10_000 + place for place in range(len(outline))]
    ends = b"/First %d 0 R /Last %d 0 R" % (items[0], items[-1]) if items else b""
    objects[9] = b"<< /Type /Outlines %s /Count %d >>" % (ends, len(items))
    for place, (name, target) in enumerate(outline):
        following = b"/Next %d 0 R" % (items[place] + 1) if place + 1 < len(items) else b""
        objects[items[place]] = b"<< /Title <feff%s> /Parent 9 0 R /Dest [%d 0 R /Fit] %s >>" % (
            name.encode("utf-16-be").hex().encode(),
            numbers[target - 1],
            following,
        )
    body = b"%PDF-1.7\n" + _FONTS
    body += b"".join(
        b"%d 0 obj %s endobj\n" % (number, content) for number, content in sorted(objects.items())
    )
    # Without a cross-reference table: readers rebuild it, as they do for damaged files.
    return body + b"trailer << /Root 1 0 R /Info 10 0 R >>\n%%EOF\n"
