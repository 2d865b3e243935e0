"""Further ways to hide text, and siblings of each that hide nothing."""

import io

import openpyxl
import xlwt
from openpyxl.cell.cell import Cell

from tests.parsing.office_files import word
from tests.security.hidden_files import SVG, Making, html, odf_body, rtf, run, sheeted, span, text

__all__ = ["HIDDEN", "MARKED", "SEEN"]

CSS = [
    *("margin-inline-start:-9999px", "inset-inline-start:-9999px;position:absolute", "position:absolute;left:-200%"),
    *("position:absolute;left:99999px", "margin-left:-150%", "transform:translate(-300%)", "word-spacing:-9999px"),
    *("transform:matrix(0,0,0,0,0,0)", "transform:matrix(1,0,0,1,-9999,0)", "scale:0 1", "rotate:x 90deg"),
    *("transform:rotate3d(1,0,0,90deg)", "transform:rotateX(0.25turn)", "transform:skew(90deg)"),
    *("block-size:0;overflow:hidden", "inline-size:0;overflow:hidden"),
    *("line-height:0;overflow:hidden", "height:1px;overflow:auto", "height:.1em;overflow:hidden"),
    *("font-size:min(0px,1px)", "font-size:clamp(0px,0px,0px)", "font:0/0 a", "opacity:calc(0)", "text-security:disc"),
    *("clip-path:path('M0 0')", "clip-path:xywh(0 0 0 0)", "display:none;display:foo", "color:white;color:foo"),
]  # fmt: skip
CSS_SEEN = [
    *("margin-inline-start:-9px", "position:absolute;left:-50%", "position:absolute;left:900px", "margin-left:-50%"),
    *("transform:translate(-50%)", "word-spacing:-1px", "transform:matrix(1,0,0,1,10,0)", "scale:1 .9"),
    *("transform:rotate(90deg)", "transform:rotateX(30deg)", "transform:skew(10deg)", "rotate:90deg"),
    *("block-size:99px;overflow:hidden", "max-width:0;overflow:hidden", "line-height:1.2;overflow:hidden"),
    *("height:99px;overflow:auto", "font-size:max(0px,12px)", "font-size:clamp(10px,1vw,20px)", "font:12px/1 a"),
    *("-webkit-text-security:none", "clip-path:path('M0 0L9 9L0 9Z')", "display:block;display:foo", "color:black;color:foo"),
]  # fmt: skip
SHEETS = [
    *("@media not print{{.x{{color:white}}}}", "@media (width>=1px){{.x{{color:white}}}}"),
    *(
        "@media (400px<=width<9000px){{.x{{display:none}}}}",
        "@container (min-width:1px){{.x{{color:white}}}}",
    ),
    "@media (prefers-color-scheme:light){{.x{{color:white}}}}",
]
SHEETS_SEEN = [
    *("@media (width>=3000px){{.x{{color:white}}}}", "@media (width<600px){{.x{{color:white}}}}"),
    "@media (prefers-color-scheme:dark){{.x{{color:white}}}}",
]


def defaults(properties: str) -> Making:
    """A Word file whose usual letters have the properties; the first paragraph has its own."""
    usual = f"<w:styles><w:docDefaults><w:rPrDefault><w:rPr>{properties}</w:rPr></w:rPrDefault></w:docDefaults></w:styles>"
    own = '<w:rPr><w:vanish w:val="0"/><w:color w:val="000000"/></w:rPr>'
    return lambda shown, secret: word(
        f"<w:p><w:r>{own}<w:t>{shown}</w:t></w:r></w:p><w:p><w:r><w:t>{secret}</w:t></w:r></w:p>",
        parts={"styles": usual},
    )


def old_rows(height: int) -> Making:
    """A workbook of Excel 97 with a row of that height, in parts of a point."""

    def make(shown: str, secret: str) -> bytes:
        book = xlwt.Workbook()
        page = book.add_sheet("x")
        for row, said in enumerate((shown, secret)):
            page.write(row, 0, said)
            page.write(row, 1, "b")
        page.row(1).height_mismatch, page.row(1).height = 1, height
        content = io.BytesIO()
        book.save(content)
        return content.getvalue()

    return make


def old_letters(style: str) -> Making:
    """A workbook of Excel 97 with a cell of which some letters look otherwise."""

    def make(shown: str, secret: str) -> bytes:
        book = xlwt.Workbook()
        page = book.add_sheet("x")
        page.write(0, 0, shown)
        page.write(0, 1, "b")
        page.write_rich_text(1, 0, ("a ", (secret, xlwt.easyfont(style))))
        page.write(1, 1, "c")
        content = io.BytesIO()
        book.save(content)
        return content.getvalue()

    return make


def paragraph(properties: str) -> Making:
    style = f'<style:style style:name="P" style:family="paragraph"><style:paragraph-properties {properties}/></style:style>'
    return odf_body('<text:p>{shown}</text:p><text:p text:style-name="P">{secret}</text:p>', styles=style)


def grid(row: str = "", column: str = "") -> Making:
    styles = (
        f'<style:style style:name="R" style:family="table-row"><style:table-row-properties {row}/></style:style>'
        f'<style:style style:name="C" style:family="table-column"><style:table-column-properties {column}/></style:style>'
    )
    cell = "<table:table-cell><text:p>{}</text:p></table:table-cell>"
    rows = (
        f"<table:table-row>{cell.format('a')}{cell.format('{shown}')}</table:table-row>"
        f'<table:table-row table:style-name="R">{cell.format("{secret}")}{cell.format("b")}</table:table-row>'
    )
    return odf_body(
        f'<table:table table:name="a"><table:table-column table:style-name="C"/>{rows}</table:table>',
        "spreadsheet",
        styles,
    )


def frame(attributes: str) -> Making:
    return odf_body(
        "<draw:page><draw:frame><draw:text-box><text:p>{shown}</text:p></draw:text-box></draw:frame><draw:frame " + SVG
        + f' svg:width="5cm" svg:height="2cm" {attributes}><draw:text-box><text:p>{{secret}}</text:p></draw:text-box>'
        "</draw:frame></draw:page>", "presentation",
    )  # fmt: skip


def section(hidden: str) -> Making:
    return odf_body(
        f'<text:p>{{shown}}</text:p><text:section text:display="condition" text:is-hidden="{hidden}">'
        "<text:p>{secret}</text:p></text:section>"
    )


def field(shown: str, secret: str) -> bytes:
    """A Word file whose field is told a text, with a field inside, and gives another one."""
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    inner = (
        mark.format("begin")
        + "<w:r><w:instrText>DATE</w:instrText></w:r>"
        + mark.format("separate")
        + mark.format("end")
    )
    told = f"{mark.format('begin')}<w:r><w:t>QUOTE</w:t></w:r>{inner}<w:r><w:t>{secret}</w:t></w:r>"
    return word(
        f"<w:p>{told}{mark.format('separate')}<w:r><w:t>{shown}</w:t></w:r>{mark.format('end')}</w:p>"
    )


def beside(row: str) -> Making:
    """A Word file with a table of one row, and another row with these properties."""
    cells = "<w:tc><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>b</w:t></w:r></w:p></w:tc>"
    return lambda shown, secret: word(
        f"<w:tbl><w:tr>{cells.format(shown)}</w:tr><w:tr><w:trPr>{row}</w:trPr>{cells.format(secret)}</w:tr></w:tbl>"
    )


def below_merged(top: str) -> Making:
    """A workbook with a text below a merged cell."""

    def make(shown: str, secret: str) -> bytes:
        book = openpyxl.Workbook()
        page = book.active
        assert page is not None
        for line in (["a", shown], [top, "c"], ["d", "e"]):
            page.append(line)
        page.merge_cells("A2:B3")
        page._cells[3, 2] = Cell(page, 3, 2, secret)  # as openpyxl itself never writes it
        content = io.BytesIO()
        book.save(content)
        return content.getvalue()

    return make


def conditioned(hidden: str) -> Making:
    """A text whose second paragraph is hidden by a condition that stands within it."""
    mark = f'<text:hidden-paragraph text:is-hidden="{hidden}"/>'
    return odf_body(f"<text:p>{{shown}}</text:p><text:p>{mark}{{secret}}</text:p>")


def forms(plain: str, page: str) -> Making:
    """A mail in two forms."""
    parts = "".join(
        f"--b\nContent-Type: text/{kind}; charset=utf-8\n\n{said}\n"
        for kind, said in (("plain", plain), ("html", page))
    )
    return text(
        f"From: a@b.c\nSubject: x\nMIME-Version: 1.0\nContent-Type: multipart/alternative; boundary=b\n\n{parts}--b--\n"
    )


def drawn(inside: str) -> Making:
    return text("<p>{shown}</p><svg><switch>" + inside + "</switch></svg>")


HIDDEN: list[tuple[str, str, Making]] = [
    *(("html", css, html(f'style="{css}"')) for css in CSS),
    *(("html", css, sheeted(css)) for css in SHEETS),
    ("html", "old colour", text("<p>{shown}</p><font color=FFFFFF>{secret}</font>")),
    ("html", "drawing moved", text("<p>{shown}</p><svg><text transform='translate(-9999 0)'>{secret}</text></svg>")),
    ("html", "drawing shrunk", text("<p>{shown}</p><svg><text transform='scale(0)'>{secret}</text></svg>")),
    ("html", "drawing not chosen", drawn("<text>a</text><text>{secret}</text>")),
    ("html", "drawing of a part not chosen", drawn("<g/><g><text>{secret}</text></g>")),
    ("html", "drawing for nobody", drawn("<text systemLanguage=''>{secret}</text>")),
    ("html", "drawing for an extension", drawn("<text requiredExtensions='x:y'>{secret}</text><text>a</text>")),
    ("docx", "usual letters vanish", defaults("<w:vanish/>")),
    ("docx", "usual letters white", defaults('<w:color w:val="FFFFFF"/>')),
    ("docx", "hanging", run(paragraph='<w:ind w:hanging="32000"/>')),
    ("docx", "told to a field", field),
    ("docx", "deleted row", beside('<w:del w:id="1" w:author="a"/>')),
    ("xlsx", "below a merged cell", below_merged("x")),
    ("xlsx", "below an empty merged cell", below_merged("")),
    ("odt", "hidden paragraph", conditioned("true")),
    ("docx", "frame of no size", run(paragraph='<w:framePr w:w="1" w:h="1" w:hRule="exact"/>')),
    ("xls", "row of no height", old_rows(0)),
    ("xls", "letters", old_letters("color white")),
    *(("odt", said, span(said)) for said in ('fo:font-size="1%"', 'style:text-scale="1%"', 'fo:letter-spacing="-1cm"')),
    ("odt", "clear", span('xmlns:loext="urn:loext" loext:opacity="0%"')),
    *(("odt", said, paragraph(said)) for said in ('fo:margin-left="-80cm"', 'fo:line-height="0.01cm"', 'fo:text-indent="-90cm"')),
    ("odt", "condition", section("true")),
    ("ods", "row", grid(row='style:row-height="0.01cm"')),
    ("ods", "column", grid(column='style:column-width="0.01cm"')),
    ("odp", "moved", frame('draw:transform="translate (-50cm 1cm)"')),
    ("odp", "switched off", frame('draw:display="none"')),
    *(("rtf", said, rtf(f"SHOWN{{{said} SECRET}}\\par")) for said in (r"\charscalex1", r"\expnd-99", r"\dn4000", r"\up4000")),
    ("rtf", "closer", rtf(r"SHOWN{\expndtw-1000 SECRET}\par")),
    ("rtf", "low", rtf(r"SHOWN\par\pard\sl-1\slmult0 SECRET\par")),
]  # fmt: skip
MARKED: list[tuple[str, str, Making]] = [
    ("eml", "short line", forms("{shown}\n{secret}", "<p>{shown}</p>")),
    ("eml", "plain form", forms("{shown} And that is all.\n{secret}", "<p>{shown} And that is all.</p>")),
    (
        "eml",
        "both forms, hidden",
        forms("{shown} {shown}\n{secret}", "<p>{shown} {shown}</p><p hidden>{secret}</p>"),
    ),
]
SEEN: list[tuple[str, str, Making]] = [
    *(("html", css, html(f'style="{css}"')) for css in CSS_SEEN),
    *(("html", css, sheeted(css)) for css in SHEETS_SEEN),
    ("html", "old colour", text("<p>{shown}</p><font color=FF0000>{secret}</font>")),
    ("html", "drawing moved", text("<p>{shown}</p><svg><text transform='translate(3 0)'>{secret}</text></svg>")),
    ("html", "drawing chosen", drawn("<text>{secret}</text><text></text>")),
    ("html", "drawing in a language", drawn("<text systemLanguage='fr'>a</text><text systemLanguage='ja'>{secret}</text>")),
    ("html", "drawing for a page within", drawn("<foreignObject><p>a</p></foreignObject><text>{secret}</text>")),
    ("eml", "both forms", forms("{shown} And that is all.\n\n{secret}", "<p>{shown} And that is all.<p><b>{secret}</b>")),
    ("docx", "usual letters", defaults('<w:sz w:val="21"/><w:color w:val="222222"/>')),
    ("docx", "hanging", run(paragraph='<w:ind w:left="720" w:hanging="720"/>')),
    ("docx", "row of a small table", beside("<w:cantSplit/>")),
    ("odt", "paragraph with a condition", conditioned("false")),
    ("docx", "frame", run(paragraph='<w:framePr w:w="2400" w:h="600" w:hRule="exact"/>')),
    ("xls", "row", old_rows(300)),
    ("xls", "letters", old_letters("color red")),
    *(("odt", said, span(said)) for said in ('fo:font-size="80%"', 'style:text-scale="90%"', 'fo:letter-spacing="-0.02cm"')),
    *(("odt", said, paragraph(said)) for said in ('fo:margin-left="-1cm"', 'fo:line-height="0.5cm"', 'fo:line-height="100%"')),
    ("odt", "condition", section("false")),
    ("ods", "row", grid(row='style:row-height="0.5cm"', column='style:column-width="2cm"')),
    ("odp", "moved", frame('draw:transform="translate (5cm 1cm)"')),
    *(("rtf", said, rtf(f"SHOWN{{{said} SECRET}}\\par")) for said in (r"\charscalex90", r"\expnd-2", r"\dn6", r"\up0")),
    ("rtf", "lines", rtf(r"SHOWN\par\pard\sl-240\slmult0 SECRET\par")),
]  # fmt: skip
