"""One small valid file of every kind that is read, for tests that damage them."""

import io
import zipfile
from collections.abc import Callable

import docx
import openpyxl
import pptx

from tests.parsing.pdf_files import Drawing, Ink, make_pdf, ruled

__all__ = ["JA", "SEEDS"]

JA = "この文書は政府の予算について説明するものです。"
EN = "This document explains the budget of the government."


def _pdf() -> bytes:
    vertical = [Ink(x=500, y=700, text=JA, font="Vertical")]
    turned = [Ink(x=300, y=300, text=EN, turn=90), Ink(x=300, y=600, text=EN, turn=30)]
    hidden = [Ink(x=80, y=500, text=EN, state="1 g"), Drawing(code="0 g 70 440 300 20 re f")]
    table = [
        ruled([80, 160, 240], [680, 660, 640]),
        Ink(x=84, y=666, text="都市"),
        Ink(x=164, y=666, text="Area"),
    ]
    table += [Ink(x=84, y=646, text="東京"), Ink(x=164, y=646, text="2194")]
    lying = [
        "<< /Type /Annot /Subtype /Text /Contents (note) /T (Ann) /Rect [300 690 400 710] >>",
        "<< /Type /Annot /Subtype /Widget /FT /Tx /T (a) /V (Kyoto) /Rect [110 666 250 682] >>",
    ]
    return make_pdf(
        [[Ink(x=80, y=700, text=JA), *table], vertical, [*turned, *hidden]],
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
    return (head + parts).encode() + JA.encode("iso-2022-jp") + attached.encode()


SEEDS: dict[str, Callable[[], bytes]] = {
    "a.pdf": _pdf,
    "a.docx": _docx,
    "a.xlsx": _xlsx,
    "a.pptx": _pptx,
    "a.epub": _epub,
    "a.eml": _eml,
    "a.zip": lambda: _zipped(
        {"予算.md": f"# 予算\n\n{JA}", "a.pdf": _pdf(), "inner.zip": _zipped({"b.txt": EN})}
    ),
    "a.html": lambda: (
        f"<html><body><h1>予算</h1><p>{JA}</p><ruby>権利<rt>けんり</ruby><table><tr><td>a<td>b</table>".encode()
    ),
    "a.csv": lambda: '都市,人口\n東京,"1,400"\n'.encode(),
    "a.tsv": lambda: "都市\t人口\n東京\t1400\n".encode("cp932"),
    "a.jsonl": lambda: f'{{"_id": "1", "title": "予算", "text": "{JA}"}}\n{{"text": "{EN}"}}\n'.encode(),
    "a.md": lambda: f"---\ntitle: 予算\n---\n# 予算\n\n{JA}\n\n| a | b |\n|---|---|\n| 1 | 2 |\n".encode(),
    "a.txt": lambda: f"第1章 予算\n\n{JA}\n\n1. {EN}\n\n参考文献\n[1] https://example.org/\n".encode(
        "euc_jp"
    ),
    "manual.txt": lambda: (
        f"A(1)      Commands      A(1)\n\n名前\n       a - 予算\n\n説明\n       {JA}\n".encode()
    ),
}
