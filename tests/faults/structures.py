"""Files of the formats that are no text, in which one thing comes any number of times."""

import io
from collections.abc import Callable, Iterator

import xlwt

from tests.parsing.msg_files import make_msg
from tests.parsing.office_files import R, odf, pack, word
from tests.parsing.pdf_files import Drawing, Ink, make_pdf

__all__ = ["STRUCTURES"]

Make = Callable[[int], bytes]

_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_CELLS = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_SHEET_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"
_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_P = "http://schemas.openxmlformats.org/presentationml/2006/main"
_SLIDES = f'xmlns:a="{_A}" xmlns:r="{R}" xmlns:p="{_P}"'
# Deeper than this, no reader goes (the XML is refused).
_NESTED = 20


def _each(pattern: str, count: int) -> str:
    """The pattern so many times, with ``@`` for the place from 1."""
    return "".join(pattern.replace("@", str(at)) for at in range(1, count + 1))


def _relations(targets: dict[str, tuple[str, str]]) -> str:
    inner = "".join(
        f'<Relationship Id="{identity}" Type="{R}/{kind}" Target="{target}"/>'
        for identity, (kind, target) in targets.items()
    )
    return f'<Relationships xmlns="{_RELATIONS}">{inner}</Relationships>'


# Word.

_P1 = "<w:p><w:r><w:t>a@</w:t></w:r></w:p>"
_TC = f"<w:tc>{_P1}</w:tc>"


def _word(pattern: str, *, before: str = "", after: str = "", **parts: tuple[str, str]) -> Make:
    """Make a Word file of a pattern; of a part a root element's name and a pattern for what is in it."""

    def make(count: int) -> bytes:
        others = {
            kind: f"<w:{root}>{_each(inner, count)}</w:{root}>" for kind, (root, inner) in parts.items()
        }
        return word(before + _each(pattern, count) + after, parts=others)

    return make


def _row(pattern: str) -> Make:
    return _word(pattern, before="<w:tbl><w:tr>", after="</w:tr></w:tbl>")


def _rows(pattern: str) -> Make:
    return _word(f"<w:tr>{pattern}</w:tr>", before="<w:tbl>", after="</w:tbl>")


def _labels_beside(count: int) -> bytes:
    """Two rows of forms side by side."""
    row = "<w:tr>" + _each("<w:tc><w:p><w:r><w:t>Name@</w:t></w:r></w:p></w:tc>" + _TC, count) + "</w:tr>"
    return word(f"<w:tbl>{row}{row.replace('Name', 'Dept')}</w:tbl>")


def _strong_labels(count: int) -> bytes:
    bold = "<w:tc><w:p><w:r><w:rPr><w:b/></w:rPr><w:t>a@</w:t></w:r></w:p></w:tc>"
    return word(
        "<w:tbl>" + f"<w:tr>{_each(bold, count)}</w:tr>" + f"<w:tr>{_TC * count}</w:tr>" * 2 + "</w:tbl>"
    )


def _headers_within(count: int) -> bytes:
    cell = "<w:tc><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc>"
    rows = (("Name", "Price", "Date"), ("Pen@", "12", "2026-01-02"), ("Ink@", "13", "2026-01-03"))
    three = "".join(f"<w:tr>{''.join(map(cell.format, row))}</w:tr>" for row in rows)
    return word(f"<w:tbl>{_each(three, count)}</w:tbl>")


_WORD: dict[str, Make] = {
    "paragraphs": _word(_P1),
    "runs in a paragraph": _word("<w:r><w:t>あ </w:t></w:r>", before="<w:p>", after="</w:p>"),
    "cells in a row": _row(_TC),
    "cells in rows": _word(_TC, before="<w:tbl><w:tr>", after=f"</w:tr><w:tr>{_TC * 3}</w:tr></w:tbl>"),
    "labels side by side": _labels_beside,
    "bold labels": _strong_labels,
    "headers within": _headers_within,
    "rows": _rows(_TC * 2),
    "merged rows": _rows(f"<w:tc><w:tcPr><w:vMerge/></w:tcPr>{_P1}</w:tc>{_TC}"),
    "wide cells": _rows(f'<w:tc><w:tcPr><w:gridSpan w:val="60"/></w:tcPr>{_P1}</w:tc>'),
    "small tables": _word(f"<w:tbl><w:tr>{_TC * 2}</w:tr><w:tr>{_TC * 2}</w:tr></w:tbl>"),
    "nested tables": _word(
        "<w:tbl><w:tr><w:tc>" * _NESTED + _P1 + "</w:tc></w:tr></w:tbl>" * _NESTED
    ),
    "headings": _word('<w:p><w:pPr><w:outlineLvl w:val="1"/></w:pPr><w:r><w:t>a@</w:t></w:r></w:p>'),
    "comments": _word(
        '<w:p><w:r><w:t>a</w:t></w:r><w:r><w:commentReference w:id="@"/></w:r></w:p>',
        comments=("comments", f'<w:comment w:id="@">{_P1}</w:comment>'),
    ),
    "notes": _word(
        '<w:r><w:t>a</w:t></w:r><w:r><w:footnoteReference w:id="@"/></w:r>',
        before="<w:p>",
        after="</w:p>",
        footnotes=("footnotes", f'<w:footnote w:id="@">{_P1}</w:footnote>'),
    ),
    "styles": _word(
        '<w:p><w:pPr><w:pStyle w:val="s@"/></w:pPr><w:r><w:t>a</w:t></w:r></w:p>',
        styles=("styles", '<w:style w:type="paragraph" w:styleId="s@"><w:basedOn w:val="s1"/></w:style>'),
    ),
    "hyperlinks": _word(
        '<w:hyperlink w:anchor="a"><w:r><w:t>1</w:t></w:r></w:hyperlink>', before="<w:p>", after="</w:p>"
    ),
    "runs in a hyperlink": _word(
        "<w:r><w:t>1</w:t></w:r>", before='<w:p><w:hyperlink w:anchor="a">', after="</w:hyperlink></w:p>"
    ),
    "fields within fields": _word(
        '<w:r><w:fldChar w:fldCharType="begin"/><w:instrText>PAGE</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/><w:t>1</w:t></w:r>',
        before="<w:p>",
        after="</w:p>",
    ),
    "changes": _word(
        "<w:ins><w:r><w:t>a </w:t></w:r></w:ins><w:del><w:r><w:delText>b </w:delText></w:r></w:del>",
        before="<w:p>",
        after="</w:p>",
    ),
    "text boxes": _word(f"<w:p><w:r><w:pict><w:txbxContent>{_P1}</w:txbxContent></w:pict></w:r></w:p>"),
}  # fmt: skip


# Excel.


def _excel(
    sheets: list[str],
    *,
    workbook: str = "",
    parts: dict[str, tuple[str, str]] | None = None,
    beside: dict[str, tuple[str, str]] | None = None,
) -> bytes:
    """Return a workbook: parts of it and of its first sheet are given by kind, with name and content."""
    named = _each(f'<sheet xmlns:r="{R}" name="S@" sheetId="@" r:id="s@"/>', len(sheets))
    targets = {f"s{at}": ("worksheet", f"sheet{at}.xml") for at in range(1, len(sheets) + 1)}
    members: dict[str, str | bytes] = {
        "xl/workbook.xml": f'<workbook xmlns="{_CELLS}"><sheets>{named}</sheets>{workbook}</workbook>',
        "xl/_rels/workbook.xml.rels": _relations(
            targets | {kind: (kind, name) for kind, (name, _) in (parts or {}).items()}
        ),
        "xl/_rels/sheet1.xml.rels": _relations(
            {kind: (kind, name) for kind, (name, _) in (beside or {}).items()}
        ),
        **{f"xl/{name}": content for name, content in [*(parts or {}).values(), *(beside or {}).values()]},
    }
    for at, sheet in enumerate(sheets, start=1):
        members[f"xl/sheet{at}.xml"] = f'<worksheet xmlns="{_CELLS}">{sheet}</worksheet>'
    return pack(members)


def _cell(place: str, text: str = "a", style: str = "") -> str:
    return f'<c r="{place}" {style} t="inlineStr"><is><t>{text}</t></is></c>'


def _data(pattern: str, count: int) -> str:
    return f"<sheetData>{_each(pattern, count)}</sheetData>"


_ROW = f'<row r="@">{_cell("A@", "a@")}{_cell("B@", "b")}</row>'


def _islands(count: int) -> str:
    """Tables of two rows and columns, each further right than the one above, with empty rows between."""
    rows = []
    for at in range(count):
        left, right = ("ABCDEFGHIJ"[at % 5 * 2 + step] for step in (0, 1))
        rows += [
            f'<row r="{row}">{_cell(f"{left}{row}")}{_cell(f"{right}{row}", "b")}</row>'
            for row in (4 * at + 1, 4 * at + 2)
        ]
    return f"<sheetData>{''.join(rows)}</sheetData>"


def _conditions(count: int) -> bytes:
    rule = '<conditionalFormatting sqref="A@"><cfRule type="expression" dxfId="0"/></conditionalFormatting>'
    styles = f'<styleSheet xmlns="{_CELLS}"><dxfs><dxf><font><color rgb="FFFFFFFF"/></font></dxf></dxfs></styleSheet>'
    return _excel([_data(_ROW, count) + _each(rule, count)], parts={"styles": ("styles.xml", styles)})


def _sheet_comments(count: int) -> bytes:
    inner = _each('<comment ref="A@" authorId="0"><text><t>a</t></text></comment>', count)
    written = f'<comments xmlns="{_CELLS}"><authors><author>b</author></authors><commentList>{inner}</commentList></comments>'
    return _excel([_data(_ROW, count)], beside={"comments": ("comments.xml", written)})


def _sheet_shapes(count: int) -> bytes:
    shape = (
        "<xdr:twoCellAnchor><xdr:from><xdr:col>1</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>@</xdr:row>"
        "<xdr:rowOff>0</xdr:rowOff></xdr:from><xdr:to><xdr:col>3</xdr:col><xdr:colOff>0</xdr:colOff>"
        "<xdr:row>@</xdr:row><xdr:rowOff>9</xdr:rowOff></xdr:to><xdr:sp><xdr:txBody><a:p><a:r><a:t>a</a:t></a:r>"
        "</a:p></xdr:txBody></xdr:sp></xdr:twoCellAnchor>"
    )
    written = f'<xdr:wsDr xmlns:xdr="{_SHEET_DRAWING}" xmlns:a="{_A}">{_each(shape, count)}</xdr:wsDr>'
    return _excel([_data(_ROW, count)], beside={"drawing": ("drawing.xml", written)})


def _shared_strings(count: int) -> bytes:
    written = f'<sst xmlns="{_CELLS}">{_each("<si><r><t>a@</t></r></si>", count + 1)}</sst>'
    rows = _data('<row r="@"><c r="A@" t="s"><v>@</v></c></row>', count)
    return _excel([rows], parts={"sharedStrings": ("sharedStrings.xml", written)})


def _fonts(count: int) -> bytes:
    used = _each('<xf fontId="@"/>', count)
    written = (
        f'<styleSheet xmlns="{_CELLS}"><fonts>{"<font><b/></font>" * count}</fonts><fills/>'
        f"<cellXfs>{used}</cellXfs></styleSheet>"
    )
    styled = _cell("A@", style='s="@"')
    rows = _data(f'<row r="@">{styled}</row>', count)
    return _excel([rows], parts={"styles": ("styles.xml", written)})


def _links(count: int) -> bytes:
    links = _each('<hyperlink ref="A@" location="B@"/>', count)
    return _excel([f"{_data(_ROW, count)}<hyperlinks>{links}</hyperlinks>"])


def _merges(count: int) -> bytes:
    ranges = _each('<mergeCell ref="A@:B@"/>', count)
    return _excel([f"{_data(_ROW, count)}<mergeCells>{ranges}</mergeCells>"])


def _names(count: int) -> bytes:
    names = _each('<definedName name="n@">S1!$A$1</definedName>', count)
    return _excel([_data(_ROW, 9)], workbook=f"<definedNames>{names}</definedNames>")


_EXCEL: dict[str, Make] = {
    "rows": lambda count: _excel([_data(_ROW, count)]),
    "rows far apart": lambda count: _excel([_data(f'<row r="@0">{_cell("A@0", "a@")}{_cell("B@0")}</row>', count)]),
    "small tables": lambda count: _excel([_islands(count)]),
    "headers within": lambda count: _excel(
        [
            _data(
                f'<row r="@1">{_cell("A@1", "Name")}{_cell("B@1", "Price")}{_cell("C@1", "Date")}</row>'
                f'<row r="@2">{_cell("A@2", "Pen")}{_cell("B@2", "12")}{_cell("C@2", "2026-01-02")}</row>'
                f'<row r="@3">{_cell("A@3", "Ink")}{_cell("B@3", "13")}{_cell("C@3", "2026-01-03")}</row>',
                count,
            )
        ]
    ),
    "lines": lambda count: _excel([_data(f'<row r="@">{_cell("A@", "a@")}</row>', count)]),
    "merged ranges": _merges,
    "merged ranges beside the cells": lambda count: _excel(
        [_data(_ROW, count) + "<mergeCells>" + '<mergeCell ref="D1:E1048576"/>' * count + "</mergeCells>"]
    ),
    "conditional formats": _conditions,
    "comments": _sheet_comments,
    "shapes": _sheet_shapes,
    "defined names": _names,
    "hyperlinks": _links,
    "hidden rows": lambda count: _excel([_data(f'{_ROW}<row hidden="1">{_cell("A@0")}</row>', count)]),
    "sheets": lambda count: _excel([_data(_ROW, 2)] * count),
    "shared strings": _shared_strings,
    "fonts": _fonts,
}  # fmt: skip


def _old_excel(*, merged: bool = False, sheets: bool = False) -> Make:
    def make(count: int) -> bytes:
        book, content = xlwt.Workbook(), io.BytesIO()
        sheet = book.add_sheet("a")
        for at in range(count):
            if sheets:
                sheet = book.add_sheet(f"s{at}")
            row = 0 if sheets else at
            if merged:
                sheet.write_merge(row, row, 0, 1, "a")
            else:
                sheet.write(row, 0, "a")
                sheet.write(row, 1, at)
        book.save(content)
        return content.getvalue()

    return make


# PowerPoint.


def _slides(count: int, slide: str, *, notes: str = "", comments: str = "") -> bytes:
    """Return a presentation of one slide so many times; each may have notes and remarks."""
    ids = _each('<p:sldId id="@" r:id="r@"/>', count)
    members: dict[str, str | bytes] = {
        "ppt/presentation.xml": f"<p:presentation {_SLIDES}><p:sldIdLst>{ids}</p:sldIdLst>"
        '<p:sldSz cx="9144000" cy="6858000"/></p:presentation>',
        "ppt/_rels/presentation.xml.rels": _relations(
            {f"r{at}": ("slide", f"s{at}.xml") for at in range(1, count + 1)}
        ),
    }
    beside = {"n": ("notesSlide", "notes.xml")} if notes else {}
    beside |= {"c": ("comments", "comments.xml")} if comments else {}
    for at in range(1, count + 1):
        members[f"ppt/s{at}.xml"] = f"<p:sld {_SLIDES}><p:cSld><p:spTree>{slide}</p:spTree></p:cSld></p:sld>"
        members[f"ppt/_rels/s{at}.xml.rels"] = _relations(beside)
    if notes:
        members["ppt/notes.xml"] = (
            f"<p:notes {_SLIDES}><p:cSld><p:spTree>{notes}</p:spTree></p:cSld></p:notes>"
        )
    if comments:
        members["ppt/comments.xml"] = f"<p:cmLst {_SLIDES}>{comments}</p:cmLst>"
    return pack(members)


_AP = "<a:p><a:r><a:t>a@</a:t></a:r></a:p>"
_FILL = '<a:solidFill><a:srgbClr val="FF0000"/></a:solidFill>'


def _shape(text: str, *, fill: str = "", kind: str = "", x: str = "@", y: str = "@") -> str:
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="1" name="x"/><p:cNvSpPr/><p:nvPr>{kind}</p:nvPr></p:nvSpPr><p:spPr><a:xfrm>'
        f'<a:off x="{x}00" y="{y}00"/><a:ext cx="100000" cy="100000"/></a:xfrm>{fill}</p:spPr>'
        f"<p:txBody><a:bodyPr/>{text}</p:txBody></p:sp>"
    )


def _slide_table(rows: str) -> str:
    return f"<p:graphicFrame><a:graphic><a:graphicData><a:tbl>{rows}</a:tbl></a:graphicData></a:graphic></p:graphicFrame>"


_ATC = f"<a:tc><a:txBody>{_AP}</a:txBody></a:tc>"
_POWERPOINT: dict[str, Make] = {
    "slides": lambda count: _slides(count, _shape(_AP, x="1", y="1")),
    "shapes on a slide": lambda count: _slides(1, _each(_shape(_AP), count)),
    "filled shapes on a slide": lambda count: _slides(1, _each(_shape(_AP, fill=_FILL), count)),
    "paragraphs in a shape": lambda count: _slides(1, _shape(_AP * count)),
    "runs in a paragraph": lambda count: _slides(1, _shape(f"<a:p>{'<a:r><a:t>a </a:t></a:r>' * count}</a:p>")),
    "cells in a row": lambda count: _slides(1, _slide_table(f"<a:tr>{_each(_ATC, count)}</a:tr>" * 2)),
    "rows": lambda count: _slides(1, _slide_table(_each(f"<a:tr>{_ATC * 2}</a:tr>", count))),
    "notes": lambda count: _slides(count, "", notes=_shape(_AP, kind='<p:ph type="body"/>')),
    "comments": lambda count: _slides(1, _shape(_AP), comments=_each("<p:cm><p:text>a@</p:text></p:cm>", count)),
    "nested groups": lambda count: _slides(
        1, ("<p:grpSp><p:grpSpPr/>" * _NESTED + _shape(_AP) + "</p:grpSp>" * _NESTED) * count
    ),
}  # fmt: skip


# OpenDocument.


def _odf(kind: str, pattern: str, *, before: str = "", after: str = "", style: str = "") -> Make:
    return lambda count: odf(kind, before + _each(pattern, count) + after, styles=_each(style, count))


_TP = "<text:p>a@</text:p>"
_OC = f"<table:table-cell>{_TP}</table:table-cell>"
_TABLE = '<table:table table:name="t">'
_BOX = f"<draw:frame><draw:text-box>{_TP}</draw:text-box></draw:frame>"
_WRITER: dict[str, Make] = {
    "paragraphs": _odf("text", _TP),
    "spans": _odf("text", "<text:span>a </text:span>", before="<text:p>", after="</text:p>"),
    "lists": _odf("text", f"<text:list><text:list-item>{_TP}</text:list-item></text:list>"),
    "items of a list": _odf(
        "text", f"<text:list-item>{_TP}</text:list-item>", before="<text:list>", after="</text:list>"
    ),
    "notes": _odf(
        "text",
        f"a<text:note><text:note-citation>@</text:note-citation><text:note-body>{_TP}</text:note-body></text:note>",
        before="<text:p>",
        after="</text:p>",
    ),
    "comments": _odf("text", f"a<office:annotation>{_TP}</office:annotation>", before="<text:p>", after="</text:p>"),
    "styles": _odf(
        "text",
        '<text:p text:style-name="s@">a</text:p>',
        style='<style:style style:name="s@" style:family="paragraph" style:parent-style-name="s1"/>',
    ),
    "cells in a row": _odf(
        "text", _OC, before=f"{_TABLE}<table:table-row>", after="</table:table-row></table:table>"
    ),
    "rows": _odf("text", f"<table:table-row>{_OC * 2}</table:table-row>", before=_TABLE, after="</table:table>"),
    "small tables": _odf("text", f"{_TABLE}<table:table-row>{_OC * 2}</table:table-row></table:table>"),
    "nested tables": _odf(
        "text",
        f"{_TABLE}<table:table-row><table:table-cell>" * 5
        + _TP
        + "</table:table-cell></table:table-row></table:table>" * 5,
    ),
    "hyperlinks": _odf("text", '<text:a xlink:href="#a">1</text:a>', before="<text:p>", after="</text:p>"),
}  # fmt: skip
_CALC: dict[str, Make] = {
    "rows": _odf("spreadsheet", f"<table:table-row>{_OC * 2}</table:table-row>", before=_TABLE, after="</table:table>"),
    "merged ranges": _odf(
        "spreadsheet",
        f'<table:table-row><table:table-cell table:number-columns-spanned="2">{_TP}</table:table-cell>'
        f"<table:covered-table-cell/>{_OC}</table:table-row>",
        before=_TABLE,
        after="</table:table>",
    ),
    "comments": _odf(
        "spreadsheet",
        f"<table:table-row><table:table-cell><office:annotation>{_TP}</office:annotation>{_TP}</table:table-cell>"
        "</table:table-row>",
        before=_TABLE,
        after="</table:table>",
    ),
    "sheets": _odf("spreadsheet", f"{_TABLE}<table:table-row>{_OC * 2}</table:table-row></table:table>"),
    "small tables": _odf(
        "spreadsheet",
        f"<table:table-row>{_OC * 2}</table:table-row><table:table-row>{_OC * 2}</table:table-row>"
        "<table:table-row><table:table-cell/></table:table-row>" * 3,
        before=_TABLE,
        after="</table:table>",
    ),
}  # fmt: skip
_IMPRESS: dict[str, Make] = {
    "pages": _odf("presentation", f"<draw:page>{_BOX}</draw:page>"),
    "shapes on a page": _odf("presentation", _BOX, before="<draw:page>", after="</draw:page>"),
}


# EPUB.


def _epub(chapters: list[str], *, contents: str = "") -> bytes:
    items = _each('<item id="i@" href="f@.xhtml" media-type="application/xhtml+xml"/>', len(chapters))
    spine = _each('<itemref idref="i@"/>', len(chapters))
    members: dict[str, str | bytes] = {
        "META-INF/container.xml": '<container><rootfiles><rootfile full-path="c.opf"/></rootfiles></container>',
        "c.opf": f'<package><metadata/><manifest>{items}<item id="nav" properties="nav" href="nav.xhtml" '
        f'media-type="application/xhtml+xml"/></manifest><spine>{spine}</spine></package>',
        "nav.xhtml": f"<html><body><nav><ol>{contents}</ol></nav></body></html>",
    }
    for at, chapter in enumerate(chapters, start=1):
        members[f"f{at}.xhtml"] = f"<html><body>{chapter}</body></html>"
    return pack(members)


_EPUB: dict[str, Make] = {
    "items": lambda count: _epub(["<h1>a</h1><p>b</p>"] * count),
    "paragraphs": lambda count: _epub(["<p>a</p>" * count]),
    "notes": lambda count: _epub(
        [
            _each('<p>a<a epub:type="noteref" href="#n@">1</a></p>', count)
            + _each('<aside epub:type="footnote" id="n@"><p>b</p></aside>', count)
        ]
    ),
    "contents": lambda count: _epub(
        ["<p>a</p>" * count], contents=_each('<li><a href="f1.xhtml#a@">a</a></li>', count)
    ),
}


# PDF.


def _scattered(count: int) -> Iterator[Ink]:
    for at in range(count):
        yield Ink(x=at * 37 % 590, y=at * 91 % 830, size=4, text="ab")


def _lines(count: int) -> bytes:
    return make_pdf([[Ink(x=50, y=830 - 4 * (at % 200), size=4, text=f"word {at}") for at in range(count)]])


def _readings(count: int) -> bytes:
    """Characters in lines, each with a small one above it."""
    inks: list[Ink] = []
    for at in range(count):
        x, y = 50 + 10 * (at % 50), 800 - 20 * (at // 50 % 38)
        inks += [Ink(x=x, y=y, text="漢"), Ink(x=x, y=y + 10, size=4, text="か")]
    return make_pdf([inks])


def _annotated(count: int) -> bytes:
    lying = [
        f"<< /Type /Annot /Subtype /Text /Contents (note {at}) /Rect [300 {at % 800} 400 {at % 800 + 9}] >>"
        for at in range(count)
    ]
    return make_pdf([[Ink(x=50, y=50, text="Hello world.")]], annotations=lying)


def _painted(pattern: str) -> Make:
    def make(count: int) -> bytes:
        drawn = [Drawing(code=pattern.format(x=at * 37 % 590, y=at * 91 % 830)) for at in range(count)]
        return make_pdf([[*drawn, Ink(x=50, y=50, text="Hello world.")]])

    return make


_PDF: dict[str, Make] = {
    "pages": lambda count: make_pdf([[Ink(x=50, y=700, text="Hello world.")]] * count),
    "texts in lines": _lines,
    "texts all over a page": lambda count: make_pdf([[*_scattered(count)]]),
    "texts at one place": lambda count: make_pdf([[Ink(x=50, y=700, text="ab")] * count]),
    "fonts by turns": lambda count: make_pdf(
        [
            [
                Ink(x=50, y=830 - 9 * (at % 90), text="word", font=("Latin", "Bold")[at % 2])
                for at in range(count)
            ]
        ]
    ),
    "filled rectangles": _painted("1 1 .8 rg {x} {y} 10 10 re f 0 g"),
    "lines drawn": _painted("{x} {y} m {x} 0 l S"),
    "states": _painted("q 0 0 595 842 re W n Q"),
    "readings": _readings,
    "notes": _annotated,
    "outline": lambda count: make_pdf([[Ink(x=50, y=700, text="Hello.")]], outline=[("a", 1)] * count),
}


def _message(count: int) -> bytes:
    return make_msg(subject="a", sender="a@example.org", body="a b c.\r\n" * count)


STRUCTURES: dict[str, dict[str, Make]] = {
    ".docx": _WORD,
    ".xlsx": _EXCEL,
    ".xls": {
        "rows": _old_excel(),
        "merged ranges": _old_excel(merged=True),
        "sheets": _old_excel(sheets=True),
    },
    ".pptx": _POWERPOINT,
    ".odt": _WRITER,
    ".ods": _CALC,
    ".odp": _IMPRESS,
    ".epub": _EPUB,
    ".pdf": _PDF,
    ".msg": {
        "paragraphs": _message,
        "html": lambda count: make_msg(subject="a", sender="a@example.org", html=b"<p>a</p>" * count),
    },
}
"""By format, what it is that comes so many times, and what makes such a file."""
