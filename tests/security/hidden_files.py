"""Files with a text that is seen and one that isn't, in every format that can hide some; and siblings that hide nothing."""

import io
from collections.abc import Callable

import openpyxl
import pptx
import xlwt
from openpyxl.cell.cell import Cell
from openpyxl.styles import Font, PatternFill
from openpyxl.styles.colors import Color
from pptx.dml.color import RGBColor
from pptx.enum.dml import MSO_THEME_COLOR
from pptx.util import Cm, Pt

from tests.parsing.office_files import odf, pack, word
from tests.security.hidden_styles import CSS, CSS_SEEN, SHEETS, SHEETS_SEEN

__all__ = [
    "HIDDEN",
    "MAIL",
    "MARKED",
    "SEEN",
    "SVG",
    "Making",
    "book",
    "html",
    "odf_body",
    "run",
    "sheet",
    "sheeted",
    "text",
    "unformatted",
]

Making = Callable[[str, str], bytes]
"""Gives a file with a text that is seen and one that isn't."""

SVG = 'xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"'

DATA = "<link rel=stylesheet href='data:text/css,.x{{color:white}}'>"


def sheeted(css: str) -> Making:
    return text(f"<style>{css}</style><p class=y>{{shown}}</p><div class=y><p class=x>{{secret}}</p></div>")


def html(attributes: str) -> Making:
    return lambda shown, secret: f"<p>{shown}</p><p {attributes}>{secret}</p>".encode()


def run(properties: str = "", paragraph: str = "") -> Making:
    """A Word file with a paragraph whose run, or which itself, has the properties."""
    return lambda shown, secret: word(
        f"<w:p><w:r><w:t>{shown}</w:t></w:r></w:p>"
        f"<w:p><w:pPr>{paragraph}</w:pPr><w:r><w:rPr>{properties}</w:rPr><w:t>{secret}</w:t></w:r></w:p>"
    )


def styled_word(shown: str, secret: str) -> bytes:
    styles = (
        '<w:styles><w:style w:type="character" w:styleId="base"><w:rPr><w:color w:val="FFFFFF"/></w:rPr></w:style>'
        '<w:style w:type="character" w:styleId="mine"><w:basedOn w:val="base"/></w:style></w:styles>'
    )
    body = f'<w:p><w:r><w:t>{shown}</w:t></w:r><w:r><w:rPr><w:rStyle w:val="mine"/></w:rPr><w:t>{secret}</w:t></w:r></w:p>'
    return word(body, parts={"styles": styles})


def word_cell(shown: str, secret: str) -> bytes:
    cell = (
        '<w:tc><w:tcPr><w:shd w:fill="000080"/></w:tcPr>'
        f'<w:p><w:r><w:rPr><w:color w:val="FFFFFF"/></w:rPr><w:t>{secret}</w:t></w:r></w:p></w:tc>'
    )
    other = "<w:tc><w:p><w:r><w:t>x</w:t></w:r></w:p></w:tc>"
    return word(
        f"<w:p><w:r><w:t>{shown}</w:t></w:r></w:p><w:tbl><w:tr>{cell}{other}</w:tr><w:tr>{other}{other}</w:tr></w:tbl>"
    )


def text_box(place: str) -> Making:
    wp = 'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'

    def make(shown: str, secret: str) -> bytes:
        box = f"<wps:txbx><w:txbxContent><w:p><w:r><w:t>{secret}</w:t></w:r></w:p></w:txbxContent></wps:txbx>"
        drawing = f'<w:drawing><wp:anchor {wp}>{place}<wps:wsp xmlns:wps="urn:wps">{box}</wps:wsp></wp:anchor></w:drawing>'
        return word(f"<w:p><w:r><w:t>{shown}</w:t></w:r><w:r>{drawing}</w:r></w:p>")

    return make


def slide(change: Callable[..., None]) -> Making:
    def make(shown: str, secret: str) -> bytes:
        deck = pptx.Presentation()
        page = deck.slides.add_slide(deck.slide_layouts[5])
        page.shapes.title.text = shown
        box = page.shapes.add_textbox(Cm(1), Cm(5), Cm(5), Cm(2))
        box.text_frame.text = secret
        change(page, box, box.text_frame.paragraphs[0].runs[0].font)
        return _saved(deck)

    return make


def _saved(made: object) -> bytes:
    content = io.BytesIO()
    made.save(content)  # type: ignore[attr-defined]  # a presentation or a workbook
    return content.getvalue()


def _white(page: object, box: object, font: object) -> None:
    font.color.rgb = RGBColor(255, 255, 255)  # type: ignore[attr-defined,no-untyped-call]  # of python-pptx


def _themed(page: object, box: object, font: object) -> None:
    font.color.theme_color = MSO_THEME_COLOR.BACKGROUND_1  # type: ignore[attr-defined]  # of python-pptx


def _tiny(page: object, box: object, font: object) -> None:
    font.size = Pt(1)  # type: ignore[attr-defined]  # of python-pptx


def _beside(page: object, box: object, font: object) -> None:
    box.left = Cm(-40)  # type: ignore[attr-defined]  # of python-pptx


def _below(page: object, box: object, font: object) -> None:
    box.top = Cm(60)  # type: ignore[attr-defined]  # of python-pptx


def _switched_off(page: object, box: object, font: object) -> None:
    box._element.nvSpPr.cNvPr.set("hidden", "1")  # type: ignore[attr-defined]  # of python-pptx


def _filled(page: object, box: object, font: object) -> None:
    _white(page, box, font)
    box.fill.solid()  # type: ignore[attr-defined]  # of python-pptx
    box.fill.fore_color.rgb = RGBColor(0, 0, 128)  # type: ignore[attr-defined,no-untyped-call]  # of python-pptx


def _dark_slide(page: object, box: object, font: object) -> None:
    _white(page, box, font)
    page.background.fill.solid()  # type: ignore[attr-defined]  # of python-pptx
    page.background.fill.fore_color.rgb = RGBColor(0, 0, 128)  # type: ignore[attr-defined,no-untyped-call]  # of python-pptx


def _on_a_shape(page: object, box: object, font: object) -> None:
    _white(page, box, font)
    below = page.shapes.add_shape(1, Cm(0), Cm(4), Cm(9), Cm(9))  # type: ignore[attr-defined]  # of python-pptx
    box._element.addprevious(below._element)  # type: ignore[attr-defined]  # drawn before it


def sheet(change: Callable[[Cell], None]) -> Making:
    def make(shown: str, secret: str) -> bytes:
        book = openpyxl.Workbook()
        page = book.active
        assert page is not None
        page.append(["b", shown])
        page.append([secret, "c"])
        cell = page["A2"]
        assert isinstance(cell, Cell)
        change(cell)
        return _saved(book)

    return make


def _font(font: Font, fill: PatternFill | None = None) -> Callable[[Cell], None]:
    def change(cell: Cell) -> None:
        cell.font = font
        if fill is not None:
            cell.fill = fill

    return change


def _narrow(cell: Cell) -> None:
    cell.parent.column_dimensions["A"].width = 0.1


def _low(cell: Cell) -> None:
    cell.parent.row_dimensions[2].height = 0.5


def unformatted(cell: Cell) -> None:
    cell.number_format = ";;;"


def old_sheet(style: str) -> Making:
    def make(shown: str, secret: str) -> bytes:
        book = xlwt.Workbook()
        page = book.add_sheet("x")
        page.write(0, 0, shown)
        page.write(0, 1, "b")
        page.write(1, 0, secret, xlwt.easyxf(style))
        page.write(1, 1, "c")
        return _saved(book)

    return make


def span(properties: str) -> Making:
    style = (
        f'<style:style style:name="T" style:family="text"><style:text-properties {properties}/></style:style>'
    )
    return lambda shown, secret: odf(
        "text", f'<text:p>{shown}<text:span text:style-name="T">{secret}</text:span></text:p>', styles=style
    )


def odf_body(body: str, kind: str = "text", styles: str = "") -> Making:
    return lambda shown, secret: odf(kind, body.format(shown=shown, secret=secret), styles=styles)


def _escaped(written: str) -> str:
    return "".join(f"\\u{ord(sign) - 65536 * (ord(sign) > 32767)}?" for sign in written)


def rtf(body: str) -> Making:
    colours = r"{\colortbl;\red255\green255\blue255;\red0\green0\blue128;}"

    def make(shown: str, secret: str) -> bytes:
        filled = body.replace("SHOWN", _escaped(shown)).replace("SECRET", _escaped(secret))
        return f"{{\\rtf1\\ansi{colours}{filled}}}".encode("ascii")

    return make


def book(css: str, attribute: str) -> Making:
    def make(shown: str, secret: str) -> bytes:
        opf = (
            '<package><metadata><title>x</title></metadata><manifest><item id="a" href="t/a.xhtml" '
            'media-type="application/xhtml+xml"/><item id="c" href="s.css" media-type="text/css"/></manifest>'
            '<spine><itemref idref="a"/></spine></package>'
        )
        page = (
            '<html><head><link rel="stylesheet" href="../s.css"/></head>'
            f"<body><p>{shown}</p><p {attribute}>{secret}</p></body></html>"
        )
        container = '<container><rootfiles><rootfile full-path="b.opf"/></rootfiles></container>'
        return pack({"META-INF/container.xml": container, "b.opf": opf, "t/a.xhtml": page, "s.css": css})

    return make


def text(written: str) -> Making:
    return lambda shown, secret: written.format(shown=shown, secret=secret).encode()


ODP_WHITE = '<style:style style:name="T" style:family="text"><style:text-properties fo:color="#ffffff"/></style:style>'
ODS_WHITE = '<style:style style:name="C" style:family="table-cell"><style:text-properties fo:color="#ffffff"/></style:style>'
ODP = (
    '<draw:page><draw:frame><draw:text-box><text:p>{shown}<text:span text:style-name="T">{secret}</text:span></text:p>'
    "</draw:text-box></draw:frame></draw:page>"
)
ODS = (
    '<table:table table:name="a"><table:table-row><table:table-cell><text:p>{shown}</text:p></table:table-cell>'
    '<table:table-cell table:style-name="C"><text:p>{secret}</text:p></table:table-cell></table:table-row></table:table>'
)
MAIL = "From: a@b.c\nSubject: x\nContent-Type: text/html; charset=utf-8\n\n"
CONDITION = '<text:p>{shown}<text:hidden-text text:is-hidden="true">{secret}</text:hidden-text></text:p>'
SECTION = '<text:p>{shown}</text:p><text:section text:display="none"><text:p>{secret}</text:p></text:section>'
FRAME = (
    "<text:p>{shown}<draw:frame " + SVG + ' svg:x="-80cm" svg:width="5cm">'
    "<draw:text-box><text:p>{secret}</text:p></draw:text-box></draw:frame></text:p>"
)
FAR = '<wp:positionH relativeFrom="page"><wp:posOffset>-9000000</wp:posOffset></wp:positionH><wp:extent cx="800000" cy="9999"/>'
OFF = '<wp:extent cx="800000" cy="800000"/><wp:docPr id="1" name="x" hidden="1"/>'
NEAR = '<wp:positionH relativeFrom="page"><wp:posOffset>900000</wp:posOffset></wp:positionH><wp:extent cx="800000" cy="800000"/>'

HIDDEN: list[tuple[str, str, Making]] = [
    *(("html", css, html(f'style="{css}"')) for css in CSS),
    *(("html", said, html(said)) for said in ("hidden", "popover", 'style="DISPLAY : NONE !important"')),
    ("html", "font", text('<p>{shown}</p><font color="white">{secret}</font>')),
    ("html", "sheet", text("<style>.x{{position:absolute;left:-9999px}}</style><p>{shown}</p><p class=x>{secret}</p>")),
    *(("html", css, sheeted(css)) for css in SHEETS),
    ("html", "sheet in its address", text(f"{DATA}<p>{{shown}}</p><p class=x>{{secret}}</p>")),
    *(("html", name, text(f"<p>{{shown}}</p><{name}>{{secret}}</{name}>")) for name in ("noembed", "noframes")),
    ("html", "svg", text("<p>{shown}</p><svg width=0 height=0><text>{secret}</text></svg>")),
    ("eml", "tiny", text(MAIL + "<p>{shown}</p><p style='font-size:1px'>{secret}</p>")),
    ("epub", "sheet", book(".x{display:none}", 'class="x"')),
    ("epub", "white", book("body{margin:0}", 'style="color:white"')),
    ("md", "span", text('{shown} <span style="display:none">{secret}</span>')),
    ("md", "block", text("{shown}\n\n<div style='color:white'>\n\n{secret}\n\n</div>\n")),
    ("md", "font", text("{shown}\n\n<font color=white>{secret}</font>\n")),
    ("md", "comment", text("{shown} <!-- {secret} -->")),
    ("md", "open comment", text("{shown}\n\n<!-- {secret}")),
    ("docx", "white", run('<w:color w:val="FFFFFF"/>')),
    ("docx", "nearly white", run('<w:color w:val="FAFAFA"/>')),
    ("docx", "theme", run('<w:color w:val="auto" w:themeColor="background1"/>')),
    ("docx", "its ground", run('<w:color w:val="FF0000"/><w:highlight w:val="red"/>')),
    ("docx", "tiny", run('<w:sz w:val="2"/>')),
    ("docx", "narrow", run('<w:w w:val="1"/>')),
    ("docx", "vanish", run("<w:vanish/>")),
    ("docx", "style", styled_word),
    ("docx", "frame", run(paragraph='<w:framePr w:x="-30000" w:y="1"/>')),
    ("docx", "indent", run(paragraph='<w:ind w:left="-32000"/>')),
    ("docx", "line", run(paragraph='<w:spacing w:line="1" w:lineRule="exact"/>')),
    ("docx", "box far away", text_box(FAR)),
    ("docx", "box switched off", text_box(OFF)),
    *(("pptx", change.__name__, slide(change)) for change in (_white, _themed, _tiny, _beside, _below, _switched_off)),
    ("xlsx", "white", sheet(_font(Font(color="FFFFFFFF")))),
    ("xlsx", "theme", sheet(_font(Font(color=Color(theme=0))))),
    ("xlsx", "palette", sheet(_font(Font(color=Color(indexed=9))))),
    ("xlsx", "tiny", sheet(_font(Font(size=1)))),
    ("xlsx", "its ground", sheet(_font(Font(color="FFFF0000"), PatternFill("solid", fgColor="FFFF0000")))),
    ("xlsx", "narrow", sheet(_narrow)),
    ("xlsx", "low", sheet(_low)),
    ("xls", "white", old_sheet("font: color white")),
    ("xls", "tiny", old_sheet("font: height 20")),
    ("odt", "white", span('fo:color="#ffffff"')),
    ("odt", "tiny", span('fo:font-size="1pt"')),
    ("odt", "switched off", span('text:display="none"')),
    ("odt", "hidden text", odf_body(CONDITION)),
    ("odt", "section", odf_body(SECTION)),
    ("odt", "frame", odf_body(FRAME)),
    ("odp", "white", odf_body(ODP, "presentation", ODP_WHITE)),
    ("ods", "white", odf_body(ODS, "spreadsheet", ODS_WHITE)),
    ("rtf", "white", rtf(r"SHOWN{\cf1 SECRET}\par")),
    ("rtf", "tiny", rtf(r"SHOWN{\fs2 SECRET}\par")),
    ("rtf", "hidden", rtf(r"SHOWN{\v SECRET}\par")),
    ("rtf", "away", rtf(r"SHOWN\par\pard\li-30000 SECRET\par")),
]  # fmt: skip
SEEN: list[tuple[str, str, Making]] = [
    *(("html", css, html(f'style="{css}"')) for css in CSS_SEEN),
    *(("html", css, sheeted(css)) for css in SHEETS_SEEN),
    ("md", "span", text('{shown} <span style="color:red">{secret}</span>')),
    ("md", "code", text("{shown}\n\n```\n<!-- {secret} -->\n```\n")),
    ("md", "inline code", text("{shown} `<b hidden>` {secret}")),
    ("docx", "white on blue", run('<w:color w:val="FFFFFF"/>', '<w:shd w:fill="000080"/>')),
    ("docx", "cell", word_cell),
    ("docx", "small", run('<w:sz w:val="8"/>')),
    ("docx", "box", text_box(NEAR)),
    ("pptx", "filled", slide(_filled)),
    ("pptx", "dark slide", slide(_dark_slide)),
    ("xlsx", "white on blue", sheet(_font(Font(color="FFFFFFFF"), PatternFill("solid", fgColor="FF000080")))),
    ("xls", "white on blue", old_sheet("font: color white; pattern: pattern solid, fore_colour dark_blue")),
    ("odt", "white on blue", span('fo:color="#ffffff" fo:background-color="#000080"')),
    ("rtf", "white on blue", rtf(r"SHOWN{\cf1\highlight2 SECRET}\par")),
]  # fmt: skip
MARKED: list[tuple[str, str, Making]] = [
    ("html", "sheet elsewhere", text('<link rel=stylesheet href=x.css><p>{shown}</p><p style="color:white">{secret}</p>')),
    ("html", "noscript", text("<p>{shown}</p><noscript><p>{secret}</p></noscript>")),
    ("html", "picture", text('<p>{shown}</p><div style="background:url(x.png);color:white">{secret}</div>')),
    ("pptx", "on a shape", slide(_on_a_shape)),
]  # fmt: skip
