"""One small valid file of every kind that is read, for tests that damage them."""

import io
import zipfile
from collections.abc import Callable
from functools import partial

import docx
import openpyxl
import pptx
import xlwt
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.util import Cm

from tests.parsing.msg_files import make_msg
from tests.parsing.office_files import ODF, odf, word
from tests.parsing.pdf_files import Drawing, Ink, make_pdf, ruled

__all__ = ["JA", "SEEDS"]

JA = "この文書は政府の予算について説明するものです。"
EN = "This document explains the budget of the government."


def _pdf() -> bytes:
    vertical = [Ink(x=500, y=700, text=JA, font="Vertical")]
    turned = [Ink(x=300, y=300, text=EN, turn=90), Ink(x=300, y=600, text=EN, turn=30)]
    hidden: list[Ink | Drawing] = [
        Ink(x=80, y=500, text=EN, state="1 g"),
        Drawing(code="0 g 70 440 300 20 re f"),
    ]
    table: list[Ink | Drawing] = [
        ruled([80, 160, 240], [680, 660, 640]),
        Ink(x=84, y=666, text="都市"),
        Ink(x=164, y=666, text="Area"),
    ]
    table += [Ink(x=84, y=646, text="東京"), Ink(x=164, y=646, text="2194")]
    lying = [
        "<< /Type /Annot /Subtype /Text /Contents (note) /T (Ann) /Rect [300 690 400 710] >>",
        "<< /Type /Annot /Subtype /Widget /FT /Tx /T (a) /V (Kyoto) /Rect [110 666 250 682] >>",
    ]
    pages: list[list[Ink | Drawing]] = [[Ink(x=80, y=700, text=JA), *table], [*vertical], [*turned, *hidden]]
    return make_pdf(
        pages,
        outline=[("予算", 1)],
        title="予算",
        annotations=lying,
        catalog="/AcroForm << /Fields [] >>",
    )


def _docx() -> bytes:
    word, content = docx.Document(), io.BytesIO()
    word.add_heading("予算", 1)
    word.add_paragraph(JA)
    word.add_table(2, 2).cell(0, 0).text = "都市"
    word.save(content)
    return content.getvalue()


def _xlsx() -> bytes:
    book, content = openpyxl.Workbook(), io.BytesIO()
    sheet = book.active
    assert sheet is not None
    sheet.append(["都市", "Area"])
    sheet.append(["東京", 2194.0])
    sheet.merge_cells("A3:B4")
    book.save(content)
    return content.getvalue()


def _pptx() -> bytes:
    slides, content = pptx.Presentation(), io.BytesIO()
    slide = slides.slides.add_slide(slides.slide_layouts[1])
    slide.shapes.title.text = "予算"
    slide.placeholders[1].text = EN
    slides.save(content)
    return content.getvalue()


def _numbered_docx() -> bytes:
    """What Word counts, strikes through, remarks and prints on every page."""
    numbering = (
        '<w:numbering><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
        '<w:lvlText w:val="第%1条"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    )
    number = '<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>'
    formula = "<m:oMath><m:f><m:num><m:r><m:t>d</m:t></m:r></m:num><m:den><m:r><m:t>t</m:t></m:r></m:den></m:f></m:oMath>"
    body = (
        f"<w:p>{number}<w:r><w:t>{JA}</w:t></w:r><w:r><w:rPr><w:strike/></w:rPr><w:t>{EN}</w:t></w:r>{formula}</w:p>"
        "<w:p><w:r><w:t>x</w:t></w:r><w:r><w:commentReference w:id='1'/></w:r></w:p>"
        "<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val='2'/></w:tcPr><w:p/></w:tc></w:tr>"
        "<w:tr><w:tc><w:p><w:r><w:t>a</w:t></w:r></w:p>"
        "</w:tc><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p><w:r><w:t>b</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    )
    comments = '<w:comments><w:comment w:id="1" w:author="a"><w:p><w:r><w:t>r</w:t></w:r></w:p></w:comment></w:comments>'
    return word(body, parts={"numbering": numbering, "comments": comments})


def _form_xlsx() -> bytes:
    """Formats, merged and struck cells, a remark, several tables."""
    book, content = openpyxl.Workbook(), io.BytesIO()
    sheet = book.active
    assert sheet is not None
    for row in (["氏名", "番号", "日付"], ["山口", 427, 46113], [], ["Item", "Price"], ["Pen", -1250]):
        sheet.append(row)
    for place, code in (("B2", "00000"), ("C2", '[$-411]ggge"年"m"月"'), ("B5", "#,##0;[Red]▲#,##0")):
        sheet[place].number_format = code
    sheet["A2"].font = openpyxl.styles.Font(strike=True)
    sheet["A1"].comment = openpyxl.comments.Comment(JA, "a")
    sheet.row_dimensions[5].hidden = True
    sheet.merge_cells("A6:C7")
    book.save(content)
    return content.getvalue()


def _charts_pptx() -> bytes:
    slides, content = pptx.Presentation(), io.BytesIO()
    slide = slides.slides.add_slide(slides.slide_layouts[5])
    data = CategoryChartData()  # type: ignore[no-untyped-call]  # publishes no types
    data.categories = ["東京", "Osaka"]
    data.add_series("売上", (88, 46))  # type: ignore[no-untyped-call]
    slide.shapes.add_chart(XL_CHART_TYPE.COLUMN_CLUSTERED, Cm(1), Cm(1), Cm(9), Cm(9), data)
    table = slide.shapes.add_table(2, 2, Cm(1), Cm(10), Cm(8), Cm(3)).table
    table.cell(0, 0).merge(table.cell(0, 1))
    table.cell(1, 0).text = JA
    slides.save(content)
    return content.getvalue()


def _xls() -> bytes:
    book, content = xlwt.Workbook(), io.BytesIO()
    sheet = book.add_sheet("社員")
    for row, cells in enumerate((("氏名", "番号"), ("山口", 427), ("Sato", 12))):
        for column, value in enumerate(cells):
            style = xlwt.easyxf(num_format_str="00000", strg_to_parse="font: struck_out off")
            sheet.write(row, column, value, style)
    sheet.write_merge(3, 4, 0, 1, JA)
    book.save(content)
    return content.getvalue()


def _odt() -> bytes:
    struck = (
        '<style:style style:name="T" style:family="text">'
        '<style:text-properties style:text-line-through-style="solid"/></style:style>'
    )
    level = (
        '<text:list-style style:name="L">'
        '<text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="."/></text:list-style>'
    )
    body = (
        f'<text:h text:outline-level="1">予算</text:h>'
        f'<text:p>{JA}<text:span text:style-name="T">x</text:span><text:s text:c="3"/>'
        "<text:note><text:note-body><text:p>n</text:p></text:note-body></text:note></text:p>"
        f'<text:list text:style-name="L"><text:list-item><text:p>{EN}</text:p></text:list-item></text:list>'
        "<table:table><table:table-row>"
        '<table:table-cell table:number-columns-spanned="2"><text:p>都市</text:p></table:table-cell>'
        "<table:covered-table-cell/></table:table-row><table:table-row><table:table-cell><text:p>a</text:p></table:table-cell>"
        "<table:table-cell><text:p>b</text:p></table:table-cell></table:table-row></table:table>"
    )
    return odf("text", body, styles=struck + level)


def _ods() -> bytes:
    cell = "<table:table-cell><text:p>{}</text:p></table:table-cell>"
    rows = "".join(
        f"<table:table-row>{''.join(map(cell.format, row))}</table:table-row>"
        for row in (("都市", "Area"), ("東京", "2,194"))
    )
    repeated = (
        '<table:table-row table:number-rows-repeated="1048574">'
        '<table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
    )
    return odf("spreadsheet", f'<table:table table:name="面積">{rows}{repeated}</table:table>')


def _odp() -> bytes:
    title = '<draw:frame presentation:class="title"><draw:text-box><text:p>予算</text:p></draw:text-box></draw:frame>'
    box = f"<draw:frame><draw:text-box><text:p>{EN}</text:p></draw:text-box></draw:frame>"
    return odf("presentation", f"<draw:page>{box}{title}</draw:page>")


def _rtf() -> bytes:
    unicode = "".join(f"\\u{ord(sign) - 65536 * (ord(sign) > 32767)}?" for sign in JA)
    table = (
        r"{\trowd\cellx100\cellx200\intbl a\cell b\cell\row\trowd\cellx100\cellx200\intbl c\cell d\cell\row}"
    )
    head = r"{\rtf1\ansi\ansicpg932{\fonttbl{\f0\fcharset128 MS;}}{\info{\title x}}\pard\f0 \'97\'5c\'8e\'5a "
    note = r"\pard {\super\chftn}{\footnote {\super\chftn} n} "
    return f"{head}{unicode}{{\\strike {EN}}}\\par{note}{EN}\\par {table}\\pard z\\par}}".encode("ascii")


def _epub() -> bytes:
    container = '<container><rootfiles><rootfile full-path="b.opf"/></rootfiles></container>'
    opf = (
        '<package><metadata><title>予算</title></metadata><manifest><item id="a" href="a.xhtml" '
        'media-type="application/xhtml+xml"/></manifest><spine><itemref idref="a"/></spine></package>'
    )
    chapter = f"<html><body><h1>予算</h1><p>{JA}</p><p>{EN}</p></body></html>"
    return _zipped({"META-INF/container.xml": container, "b.opf": opf, "a.xhtml": chapter})


def _zipped(members: dict[str, str | bytes]) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in members.items():
            package.writestr(name, data)
    return content.getvalue()


def _eml() -> bytes:
    head = "From: a@example.org\nSubject: =?utf-8?B?5LqI566X?=\nMIME-Version: 1.0\n"
    parts = 'Content-Type: multipart/mixed; boundary="b"\n\n--b\nContent-Type: text/plain; charset=iso-2022-jp\n\n'
    attached = f"\n--b\nContent-Type: text/html; charset=utf-8\n\n<p>{EN}</p>\n--b--\n"
    body = f"{JA}\n\n2026年3月2日(月) 9:30 総務 <s@example.jp>:\n\n> {JA}\n-- \n小川"
    return (head + parts).encode() + body.encode("iso-2022-jp") + attached.encode()


def _msg() -> bytes:
    body = f"{JA}\r\n-----Original Message-----\r\n{EN}"
    return make_msg(subject="予算", sender="a@example.org", body=body, attachments={"a.txt": JA.encode()})


FLAT = {
    "text": f"<text:h>予算</text:h><text:p>{JA}</text:p>",
    "spreadsheet": "<table:table><table:table-row><table:table-cell>"
    f"<text:p>{EN}</text:p></table:table-cell></table:table-row></table:table>",
    "presentation": f"<draw:page><draw:frame><draw:text-box><text:p>{EN}</text:p></draw:text-box></draw:frame></draw:page>",
}


def _flat(kind: str, body: str) -> bytes:
    inside = f"<office:{kind}>{body}</office:{kind}>"
    return f"<office:document {ODF}><office:body>{inside}</office:body></office:document>".encode()


SEEDS: dict[str, Callable[[], bytes]] = {
    "a.pdf": _pdf,
    "a.docx": _docx,
    "a.xlsx": _xlsx,
    "a.pptx": _pptx,
    "numbered.docx": _numbered_docx,
    "form.xlsx": _form_xlsx,
    "charts.pptx": _charts_pptx,
    "a.xls": _xls,
    "a.odt": _odt,
    "a.ods": _ods,
    "a.odp": _odp,
    **{f"a.fod{kind[0]}": partial(_flat, kind, body) for kind, body in FLAT.items()},
    "a.mht": lambda: (
        "Subject: x\nContent-Type: multipart/related; boundary=B\n\n--B\nContent-Type: text/html; charset=utf-8\n\n"
        f"<h1>予算</h1><p class=a>{JA}<p>{EN}\n--B\nContent-Type: text/css\n"
        "Content-Location: a.css\n\n.a{color:red}\n--B--\n".encode()
    ),
    "a.rtf": _rtf,
    "a.epub": _epub,
    "a.eml": _eml,
    "a.msg": _msg,
    "a.zip": lambda: _zipped(
        {"予算.md": f"# 予算\n\n{JA}", "a.pdf": _pdf(), "inner.zip": _zipped({"b.txt": EN})}
    ),
    "a.html": lambda: (
        f"<html><body><h1>予算</h1><p>{JA}</p><ruby>権利<rt>けんり</ruby><table><tr><td>a<td>b</table>"
        "<style>.x{display:none}</style><b class=x>c</b><s>d</s><ol start=3 type=i><li>e</ol><dl><dt>f<dd>g</dl>"
        "<details><summary>h</summary>i</details><math><mfrac><mi>d</mi><mi>t</mi></mfrac></math>".encode()
    ),
    "a.csv": lambda: '都市,人口\n東京,"1,400"\n'.encode(),
    "a.tsv": lambda: "都市\t人口\n東京\t1400\n".encode("cp932"),
    "a.ipynb": lambda: (
        f'{{"cells": [{{"cell_type": "markdown", "source": ["# 予算\\n", "{JA}"]}}, {{"cell_type": "code", '
        f'"source": "x", "outputs": [{{"text": "{EN}"}}]}}], "nbformat": 4}}'.encode()
    ),
    "a.rst": lambda: (
        f"予算\n====\n\n{JA} :ref:`a <b>` [1]_\n\n3. {EN}\n\n.. [1] 注\n\n.. note:: x\n\n"
        "=== ===\na   b\n=== ===\n1   2\n=== ===\n\n.. include:: /etc/passwd\n".encode()
    ),
    "a.adoc": lambda: (
        f"= 予算\n:toc:\n\n{JA}\n\n. {EN}\n\n|===\n|a |b\n\n|1 |2\n|===\n\n----\nx\n----\n".encode()
    ),
    "a.org": lambda: (
        f"#+TITLE: 予算\n* 章 :tag:\n{JA}\n| a | b |\n|---+---|\n| 1 | 2 |\n#+BEGIN_SRC x\ny\n#+END_SRC\n".encode()
    ),
    "a.jsonl": lambda: f'{{"_id": "1", "title": "予算", "text": "{JA}"}}\n{{"text": "{EN}"}}\n'.encode(),
    "a.md": lambda: f"---\ntitle: 予算\n---\n# 予算\n\n{JA}\n\n| a | b |\n|---|---|\n| 1 | 2 |\n".encode(),
    "a.txt": lambda: f"第1章 予算\n\n{JA}\n\n1. {EN}\n\n参考文献\n[1] https://example.org/\n".encode(
        "euc_jp"
    ),
    "manual.txt": lambda: (
        f"A(1)      Commands      A(1)\n\n名前\n       a - 予算\n\n説明\n       {JA}\n".encode()
    ),
}
