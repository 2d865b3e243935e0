"""Office files that hide text by their theme, by what lies above it, or by where its table or letters stand."""

import io
from collections.abc import Callable

import pptx
from openpyxl.cell.cell import Cell
from openpyxl.drawing.image import Image
from openpyxl.formatting.rule import Rule
from openpyxl.styles import Font, PatternFill
from openpyxl.styles.colors import Color
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.styles.numbers import NumberFormat
from PIL import Image as Pictures
from pptx.dml.color import RGBColor
from pptx.enum.dml import MSO_THEME_COLOR
from pptx.oxml import parse_xml
from pptx.util import Cm

from tests.parsing.office_files import word
from tests.security.hidden_files import SVG, Making, odf_body, sheet, slide

__all__ = ["HIDDEN", "MARKED", "SEEN"]

W14 = 'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
THEME = (
    '<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:themeElements><a:clrScheme name="x">'
    '<a:dk1><a:srgbClr val="FFFFFF"/></a:dk1><a:lt1><a:sysClr val="window" lastClr="FFFFFF"/></a:lt1>'
    '<a:dk2><a:srgbClr val="1F497D"/></a:dk2><a:lt2><a:srgbClr val="EEECE1"/></a:lt2>'
    '<a:accent1><a:srgbClr val="4F81BD"/></a:accent1></a:clrScheme></a:themeElements></a:theme>'
)


def themed(properties: str, paragraph: str = "", kind: str = "") -> Making:
    """A Word file with a theme, and a style "mine" of that kind."""
    style = f'<w:styles><w:style w:type="paragraph" w:styleId="mine">{kind}</w:style></w:styles>'
    return lambda shown, secret: word(
        f"<w:p><w:r><w:t>{shown}</w:t></w:r></w:p>"
        f"<w:p><w:pPr>{paragraph}</w:pPr><w:r><w:rPr>{properties}</w:rPr><w:t>{secret}</w:t></w:r></w:p>",
        parts={"theme": THEME, "styles": style},
    )


def filled(kind: str) -> str:
    return f"<w14:textFill {W14}>{kind}</w14:textFill>"


def table(properties: str = "", row: str = "") -> Making:
    def make(shown: str, secret: str) -> bytes:
        other = "<w:tc><w:p><w:r><w:t>x</w:t></w:r></w:p></w:tc>"
        inside = f"<w:tc><w:p><w:r><w:t>{secret}</w:t></w:r></w:p></w:tc>"
        return word(
            f"<w:p><w:r><w:t>{shown}</w:t></w:r></w:p><w:tbl><w:tblPr>{properties}</w:tblPr>"
            f"<w:tr><w:trPr>{row}</w:trPr>{inside}{other}</w:tr><w:tr>{other}{other}</w:tr></w:tbl>"
        )

    return make


def toned(brightness: float, name: object = MSO_THEME_COLOR.BACKGROUND_1) -> Callable[..., None]:
    def change(page: object, box: object, font: object) -> None:
        font.color.theme_color = name  # type: ignore[attr-defined]  # of python-pptx
        font.color.brightness = brightness  # type: ignore[attr-defined]  # of python-pptx

    return change


def painted(colour: str) -> Callable[..., None]:
    drawing = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'

    def change(page: object, box: object, font: object) -> None:
        run = box.text_frame.paragraphs[0].runs[0]._r  # type: ignore[attr-defined]  # of python-pptx
        run.get_or_add_rPr().append(parse_xml(f"<a:solidFill {drawing}>{colour}</a:solidFill>"))

    return change


WHITES = [
    '<a:scrgbClr r="100000" g="100000" b="100000"/>',
    '<a:scrgbClr r="100%" g="99%" b="100%"/>',
    '<a:hslClr hue="0" sat="0" lum="100000"/>',
    '<a:sysClr val="window"/>',
    '<a:srgbClr val="000000"><a:inv/></a:srgbClr>',
    '<a:srgbClr val="123456"><a:lum val="100000"/></a:srgbClr>',
]
INKS = [
    '<a:scrgbClr r="0" g="50000" b="0"/>',
    '<a:hslClr hue="14400000" sat="100000" lum="50000"/>',
    '<a:sysClr val="windowText"/>',
    '<a:srgbClr val="FFFFFF"><a:inv/></a:srgbClr>',
]


def covered(left: float = 0, *, moving: bool = False, clear: bool = False) -> Callable[..., None]:
    def change(page: object, box: object, font: object) -> None:
        over = page.shapes.add_shape(1, Cm(left), Cm(4), Cm(12), Cm(9))  # type: ignore[attr-defined]  # of python-pptx
        over.fill.solid()
        over.fill.fore_color.rgb = RGBColor(255, 255, 255)  # type: ignore[no-untyped-call]  # of python-pptx
        if clear:
            over.fill.background()
        if moving:
            timing = page.element.makeelement(page.element.tag.replace("sld", "timing"))  # type: ignore[attr-defined]
            timing.append(timing.makeelement(timing.tag.replace("timing", "tgtEl")))
            page.element.append(timing)  # type: ignore[attr-defined]  # of python-pptx

    return change


def picture() -> io.BytesIO:
    content = io.BytesIO()
    Pictures.new("RGB", (400, 400)).save(content, "PNG")
    content.seek(0)
    return content


def pictured(page: object, box: object, font: object) -> None:
    page.shapes.add_picture(picture(), Cm(0), Cm(4), Cm(12), Cm(8))  # type: ignore[attr-defined]  # of python-pptx


def sized(*, clip: bool) -> Callable[..., None]:
    def change(page: object, box: object, font: object) -> None:
        box.width = box.height = 0  # type: ignore[attr-defined]  # of python-pptx
        if clip:
            box._element.txBody.bodyPr.set("vertOverflow", "clip")  # type: ignore[attr-defined]  # of python-pptx

    return change


def coloured(colour: Color, ground: Color | None = None) -> Making:
    def change(cell: Cell) -> None:
        cell.font = Font(color=colour)
        if ground is not None:
            cell.fill = PatternFill("solid", fgColor=ground)

    return sheet(change)


def formatted(code: str) -> Making:
    def change(cell: Cell) -> None:
        cell.number_format = code

    return sheet(change)


def laid_over(cell: Cell) -> None:
    cell.parent.add_image(Image(picture()), "A2")


def placed(change: Callable[..., None]) -> Making:
    """A deck whose text stands in a place that the layout says the look of."""

    def make(shown: str, secret: str) -> bytes:
        deck = pptx.Presentation()
        page = deck.slides.add_slide(deck.slide_layouts[1])
        page.shapes.title.text = shown
        page.placeholders[1].text_frame.text = secret
        change(page, page.slide_layout.placeholders[1], page.slide_layout.slide_master)
        content = io.BytesIO()
        deck.save(content)
        return content.getvalue()

    return make


def said_by(look: str, *, master: bool = False) -> Making:
    def change(page: object, place: object, above: object) -> None:
        element = above.element if master else place._element  # type: ignore[attr-defined]  # of python-pptx
        styles = element.find("{*}txStyles/{*}bodyStyle" if master else "{*}txBody/{*}lstStyle")
        for level in list(styles):
            styles.remove(level)
        styles.append(parse_xml(f"<a:lvl1pPr {A}><a:defRPr {look}</a:defRPr></a:lvl1pPr>"))

    return placed(change)


def moved(left: float, top: float) -> Making:
    def change(page: object, place: object, above: object) -> None:
        place.left, place.top = Cm(left), Cm(top)  # type: ignore[attr-defined]  # of python-pptx

    return placed(change)


def referring(colour: str, fill: str = "") -> Callable[..., None]:
    """A box whose style says the colour of its letters."""

    def change(page: object, box: object, font: object) -> None:
        style = (
            f'<p:style {A}><a:lnRef idx="0"><a:schemeClr val="accent1"/></a:lnRef><a:fillRef idx="0"><a:schemeClr val="accent1"/>'
            f'</a:fillRef><a:effectRef idx="0"><a:schemeClr val="accent1"/></a:effectRef>'
            f'<a:fontRef idx="minor"><a:schemeClr val="{colour}"/></a:fontRef></p:style>'
        )
        box._element.spPr.addnext(parse_xml(style))  # type: ignore[attr-defined]  # of python-pptx
        if fill:
            box.fill.solid()  # type: ignore[attr-defined]  # of python-pptx
            box.fill.fore_color.rgb = RGBColor.from_string(fill)  # type: ignore[attr-defined,no-untyped-call]

    return change


def conditioned(font: Font | None, fill: PatternFill | None = None, code: str = "") -> Making:
    def change(cell: Cell) -> None:
        style = DifferentialStyle(font=font, fill=fill, numFmt=NumberFormat(165, code) if code else None)
        cell.parent.conditional_formatting.add("A2:A9", Rule("expression", dxf=style, formula=["TRUE"]))

    return sheet(change)


def before_text(
    fill: str, *, behind: int = 0, width: int = 5_000_000, wrap: str = "wrapNone", inside: str = ""
) -> Making:
    names = (
        'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" xmlns:wps="urn:wps"'
        ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    )
    drawing = (
        f'<w:drawing><wp:anchor {names} behindDoc="{behind}"><wp:extent cx="{width}" cy="900000"/><wp:{wrap}/>'
        f'<wps:wsp><wps:spPr><a:prstGeom prst="rect"/>{fill}</wps:spPr>{inside}</wps:wsp></wp:anchor></w:drawing>'
    )
    return lambda shown, secret: word(
        f"<w:p><w:r><w:t>{shown}</w:t></w:r></w:p><w:p><w:r>{drawing}</w:r><w:r><w:t>{secret}</w:t></w:r></w:p>"
    )


def old_shape(style: str, said: str = "") -> Making:
    shape = f'<w:pict><v:rect xmlns:v="urn:schemas-microsoft-com:vml" style="{style}" {said}/></w:pict>'
    return lambda shown, secret: word(
        f"<w:p><w:r><w:t>{shown}</w:t></w:r></w:p><w:p><w:r>{shape}</w:r><w:r><w:t>{secret}</w:t></w:r></w:p>"
    )


def graphic(said: str) -> str:
    return (
        f'<style:style style:name="G" style:family="graphic"><style:graphic-properties {said}/></style:style>'
    )


def odf_shape(said: str, width: str = "15cm") -> Making:
    shape = f'<draw:rect {SVG} draw:style-name="G" svg:width="{width}" svg:height="2cm"/>'
    return odf_body("<text:p>{shown}</text:p><text:p>" + shape + "{secret}</text:p>", "text", graphic(said))


def odp_shape(said: str, x: str = "1cm", kind: str = "rect", more: str = "") -> Making:
    box = (
        '<draw:frame svg:x="2cm" svg:y="2cm" svg:width="9cm" svg:height="3cm">'
        "<draw:text-box><text:p>{secret}</text:p></draw:text-box></draw:frame>"
    )
    cover = f'<draw:{kind} draw:style-name="G" svg:x="{x}" svg:y="1cm" svg:width="14cm" svg:height="9cm">{more}</draw:{kind}>'
    first = "<draw:frame><draw:text-box><text:p>{shown}</text:p></draw:text-box></draw:frame>"
    return odf_body(f"<draw:page {SVG}>{first}{box}{cover}</draw:page>", "presentation", graphic(said))


A = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
)
SOLID = '<a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill>'
WHITE = '><a:solidFill><a:schemeClr val="bg1"/></a:solidFill>'
BEFORE = "position:absolute;width:400pt;height:60pt;z-index:9"
FULL = 'draw:fill="solid" draw:fill-color="#ffffff" style:wrap="run-through" style:run-through="foreground"'
CLEAR = (
    '<w14:solidFill><w14:srgbClr w14:val="000000"><w14:alpha w14:val="100000"/></w14:srgbClr></w14:solidFill>'
)
ACCENT = '<w:color w:val="000000" w:themeColor="accent1" w:themeTint="33"/>'
HIDDEN: list[tuple[str, str, Making]] = [
    ("docx", "theme above the value", themed('<w:color w:val="000000" w:themeColor="background1"/>')),
    ("docx", "theme whose text is white", themed('<w:color w:val="auto" w:themeColor="text1"/>')),
    ("docx", "tint", themed(ACCENT, '<w:shd w:themeFill="accent1" w:themeFillTint="33"/>')),
    ("docx", "theme's ground", themed('<w:color w:val="4F81BD"/>', '<w:shd w:fill="auto" w:themeFill="accent1"/>')),
    ("docx", "theme in a style", themed("", '<w:pStyle w:val="mine"/>', '<w:rPr><w:color w:themeColor="background1"/></w:rPr>')),
    ("docx", "pattern", themed('<w:color w:val="FF0000"/>', '<w:shd w:val="solid" w:color="FF0000" w:fill="FFFFFF"/>')),
    ("docx", "no fill", themed(filled("<w14:noFill/>"))),
    ("docx", "clear fill", themed(filled(CLEAR))),
    ("docx", "white fill", themed(filled('<w14:solidFill><w14:schemeClr w14:val="bg1"/></w14:solidFill>'))),
    ("docx", "raised", themed('<w:position w:val="-3000"/>')),
    ("docx", "letters upon letters", themed('<w:spacing w:val="-600"/>')),
    ("docx", "fitted", themed('<w:fitText w:val="1"/>')),
    ("docx", "table beside the page", table('<w:tblpPr w:tblpX="-30000" w:tblpY="1" w:horzAnchor="page"/>')),
    ("docx", "table below the page", table('<w:tblpPr w:tblpX="1" w:tblpY="32000"/>')),
    ("docx", "indented table", table('<w:tblInd w:w="-30000" w:type="dxa"/>')),
    ("docx", "row without height", table(row='<w:trHeight w:val="1" w:hRule="exact"/>')),
    ("docx", "hidden row", table(row="<w:hidden/>")),
    ("pptx", "darker ground", slide(toned(-0.05))),
    ("pptx", "lighter text", slide(toned(0.95, MSO_THEME_COLOR.TEXT_1))),
    ("pptx", "covered", slide(covered())),
    *(("pptx", white, slide(painted(white))) for white in WHITES),
    ("pptx", "no size", slide(sized(clip=True))),
    ("xlsx", "tint", coloured(Color(theme=1, tint=0.99))),
    ("xlsx", "theme's ground", coloured(Color(theme=4, tint=0.6), Color(theme=4, tint=0.6))),
    ("xlsx", "palette's ground", coloured(Color(indexed=22), Color(indexed=22))),
    ("xlsx", "the system's ground", coloured(Color(indexed=65))),
    ("pptx", "white in the layout", said_by(WHITE)),
    ("pptx", "tiny in the layout", said_by('sz="100">')),
    ("pptx", "white in the master", said_by(WHITE, master=True)),
    ("pptx", "beside the slide in the layout", moved(-60, 5)),
    ("pptx", "below the slide in the layout", moved(1, 90)),
    ("pptx", "letters of its style", slide(referring("bg1"))),
    ("odp", "covered", odp_shape('draw:fill="solid" draw:fill-color="#ffffff"')),
    *(("xlsx", code, formatted(code)) for code in ("[White]@", "[白]General;[白]General;[白]General;[白]@", "[Color2]@")),
]  # fmt: skip
SEEN: list[tuple[str, str, Making]] = [
    ("docx", "accent", themed('<w:color w:val="4F81BD" w:themeColor="accent1"/>')),
    ("docx", "white on accent", themed('<w:color w:themeColor="background1"/>', '<w:shd w:themeFill="accent1"/>')),
    ("docx", "white made grey", themed('<w:color w:themeColor="background1" w:themeShade="80"/>')),
    ("docx", "drawn", themed(filled('<w14:solidFill><w14:schemeClr w14:val="accent1"/></w14:solidFill>'))),
    ("docx", "table", table('<w:tblpPr w:tblpX="600" w:tblpY="900"/><w:tblInd w:w="-108"/>', '<w:trHeight w:val="1"/>')),
    *(("pptx", ink, slide(painted(ink))) for ink in INKS),
    ("pptx", "half dark", slide(toned(-0.5))),
    ("pptx", "beside a shape", slide(covered(5))),
    ("pptx", "below a clear shape", slide(covered(clear=True))),
    ("pptx", "no size", slide(sized(clip=False))),
    ("pptx", "dark in the layout", said_by('><a:solidFill><a:schemeClr val="accent1"/></a:solidFill>')),
    ("pptx", "elsewhere in the layout", moved(1, 5)),
    ("pptx", "letters of its style on blue", slide(referring("bg1", "000080"))),
    ("docx", "behind the text", before_text(SOLID, behind=1)),
    ("docx", "clear before the text", before_text("<a:noFill/>")),
    ("docx", "small before the text", before_text(SOLID, width=600_000)),
    ("docx", "text around it", before_text(SOLID, wrap="wrapSquare")),
    ("docx", "old shape behind", old_shape(BEFORE.replace("9", "-9"))),
    ("docx", "old shape without ground", old_shape(BEFORE, 'filled="f"')),
    ("odt", "behind the text", odf_shape(FULL.replace("foreground", "background"))),
    ("odt", "text around it", odf_shape(FULL.replace("run-through", "parallel", 1))),
    ("odt", "small before the text", odf_shape(FULL, "2cm")),
    ("odp", "beside a shape", odp_shape('draw:fill="solid" draw:fill-color="#ffffff"', "8cm")),
    ("odp", "below a clear shape", odp_shape('draw:fill="none"')),
    ("xlsx", "condition with a dark ground", conditioned(Font(color="FFFFFFFF"), PatternFill(bgColor="FF000080"))),
    ("xlsx", "condition in red", conditioned(Font(color="FFFF0000"))),
    ("xlsx", "half dark", coloured(Color(theme=0, tint=-0.5))),
    ("xlsx", "accent on its tint", coloured(Color(theme=4), Color(theme=4, tint=0.8))),
    *(("xlsx", code, formatted(code)) for code in ("[Red]@", "General;[White]-General")),
]  # fmt: skip
MARKED: list[tuple[str, str, Making]] = [
    ("pptx", "covered for a while", slide(covered(moving=True))),
    ("pptx", "below a picture", slide(pictured)),
    ("xlsx", "below a picture", sheet(laid_over)),
    ("docx", "shape before the text", before_text(SOLID)),
    ("docx", "old shape before the text", old_shape(BEFORE)),
    ("odt", "shape before the text", odf_shape(FULL)),
    (
        "odp",
        "below a shape of another form",
        odp_shape('draw:fill="solid" draw:fill-color="#ffffff"', kind="ellipse"),
    ),
    (
        "odp",
        "covered for a while",
        odp_shape('draw:fill="solid" draw:fill-color="#ffffff"', more="<set xmlns='urn:smil'/>"),
    ),
    ("xlsx", "white while a condition holds", conditioned(Font(color="FFFFFFFF"))),
    (
        "xlsx",
        "its ground while a condition holds",
        conditioned(Font(color="FFFF0000"), PatternFill(bgColor="FFFF0000")),
    ),
    ("xlsx", "nothing while a condition holds", conditioned(None, code=";;;")),
]
