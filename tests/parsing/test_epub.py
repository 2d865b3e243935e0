"""EPUB books: chapters in reading order, readings left out, what can't be read is said."""

import zipfile
from pathlib import Path

import pytest

from kotae.errors import ReadingError
from kotae.parsing import ReadingSettings, read_file
from kotae.records import Document

CONTAINER = """<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>
<rootfile full-path="OEBPS/book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>"""
OPF = """<package xmlns="http://www.idpf.org/2007/opf" xmlns:dc="http://purl.org/dc/elements/1.1/"><metadata>
<dc:title>二つの言語の本</dc:title><dc:creator>佐藤花子</dc:creator><dc:language>ja-JP</dc:language></metadata>
<manifest><item id="b" href="text/%E4%BA%8C.xhtml" media-type="application/xhtml+xml"/>
<item id="a" href="text/one.xhtml" media-type="application/xhtml+xml"/>
<item id="n" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
<item id="x" href="missing.xhtml" media-type="application/xhtml+xml"/>
<item id="i" href="cover.png" media-type="image/png"/></manifest>
<spine><itemref idref="n"/><itemref idref="i"/><itemref idref="a"/><itemref idref="b"/>{more}</spine></package>"""


def page(body: str) -> str:
    head = "<?xml version='1.0' encoding='utf-8'?><html xmlns='http://www.w3.org/1999/xhtml'><head><title>t</title></head>"
    return f"{head}<body>{body}</body></html>"


BOOK = {
    "META-INF/container.xml": CONTAINER,
    "OEBPS/book.opf": OPF.replace("{more}", ""),
    "OEBPS/nav.xhtml": page("<h1>目次</h1><p>第一章</p>"),
    "OEBPS/text/one.xhtml": page("<h1>第一章</h1><p><ruby>権利<rt>けんり</rt></ruby>を守る。</p>"),
    "OEBPS/text/二.xhtml": page("<h1>Chapter 2</h1><p>The budget is 200 billion yen.</p>"),
}


def read(folder: Path, members: dict[str, str], settings: ReadingSettings | None = None) -> Document:
    path = folder / "book.epub"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in members.items():
            package.writestr(name, content)
    (document,) = read_file(path, relative_path="book.epub", settings=settings)
    return document


def test_chapters_are_read_in_spine_order(tmp_path: Path) -> None:
    document = read(tmp_path, BOOK)
    assert [(b.kind, b.headings, document.text[b.start : b.end]) for b in document.blocks] == [
        ("heading", (), "第一章"),
        ("paragraph", ("第一章",), "権利を守る。"),
        ("heading", (), "Chapter 2"),
        ("paragraph", ("Chapter 2",), "The budget is 200 billion yen."),
    ]
    assert (document.info.title, document.info.language) == ("二つの言語の本", "ja")
    assert document.metadata == {"author": "佐藤花子"}


def test_pages_in_no_reading_order_are_named(tmp_path: Path) -> None:
    more = '<item id="o" href="other.xhtml" media-type="application/xhtml+xml"/></manifest>'
    members = {**BOOK, "OEBPS/book.opf": OPF.replace("{more}", "").replace("</manifest>", more)}
    document = read(tmp_path, {**members, "OEBPS/other.xhtml": page("<p>余り</p>")})
    assert "余り" not in document.text
    (warning,) = (one for one in document.warnings if "other.xhtml" in one)
    assert warning.startswith("pages that are in no reading order")
    assert "読む順序に入っていない" in warning


def test_chapters_beside_the_reading_order_come_last(tmp_path: Path) -> None:
    opf = OPF.replace('<itemref idref="a"/>', '<itemref idref="a" linear="no"/>').replace("{more}", "")
    document = read(tmp_path, {**BOOK, "OEBPS/book.opf": opf})
    assert [block.headings for block in document.blocks if block.kind == "paragraph"] == [
        ("Chapter 2",),
        ("第一章",),
    ]


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        (
            'The bridge is 120<a epub:type="noteref" href="n.xhtml#n1">1</a> m long.',
            "The bridge is 120¹ m long.",
        ),
        ('全長は120<span epub:type="pagebreak" id="p12">12</span>mです。', "全長は120mです。"),
        ("閉門は<s>23時</s>21時です。", "閉門は21時です。"),
    ],
)
def test_marks_never_stick_to_numbers(tmp_path: Path, markup: str, text: str) -> None:
    body = f"<html xmlns:epub='http://www.idpf.org/2007/ops'><body><p>{markup}</p></body></html>"
    document = read(tmp_path, {**BOOK, "OEBPS/text/one.xhtml": body})
    assert document.text.startswith(f"{text}\n\nChapter 2")


def test_what_a_chapter_leaves_out_is_said(tmp_path: Path) -> None:
    document = read(tmp_path, {**BOOK, "OEBPS/text/one.xhtml": page("<p>本文です。<del>旧</del></p>")})
    assert document.warnings == (
        "OEBPS/text/one.xhtml: crossed-out text was left out: “旧” / 取り消し線の付いた文字を除きました：「旧」",
    )


def test_missing_chapter_is_named(tmp_path: Path) -> None:
    document = read(tmp_path, {**BOOK, "OEBPS/book.opf": OPF.replace("{more}", '<itemref idref="x"/>')})
    assert document.warnings == (
        "chapter OEBPS/missing.xhtml is missing or damaged / 章OEBPS/missing.xhtmlが欠けているか壊れています",
    )


def test_chapters_over_the_limit_are_reported(tmp_path: Path) -> None:
    document = read(tmp_path, BOOK, ReadingSettings(max_pages=1))
    assert document.text == "第一章\n\n権利を守る。"
    assert document.warnings[0].startswith("reading stopped after 1 of 2 chapters")
    assert "2章のうち最初の1章だけ" in document.warnings[0]


ENCRYPTED = """<encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container" xmlns:e="http://www.w3.org/2001/04/xmlenc#">
<e:EncryptedData><e:CipherData><e:CipherReference URI="{uri}"/></e:CipherData></e:EncryptedData></encryption>"""


def test_protected_book_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ReadingError) as caught:
        read(tmp_path, {**BOOK, "META-INF/encryption.xml": ENCRYPTED.format(uri="OEBPS/text/one.xhtml")})
    assert "DRM" in caught.value.en
    assert "DRM" in caught.value.ja


def test_hidden_fonts_are_no_protection(tmp_path: Path) -> None:
    document = read(tmp_path, {**BOOK, "META-INF/encryption.xml": ENCRYPTED.format(uri="OEBPS/fonts/a.otf")})
    assert document.text.startswith("第一章")


@pytest.mark.parametrize(
    "members", [{}, {"mimetype": "application/epub+zip"}, {"a.opf": "<package"}], ids=str
)
def test_broken_book_is_refused(tmp_path: Path, members: dict[str, str]) -> None:
    with pytest.raises(ReadingError) as caught:
        read(tmp_path, members)
    assert "is damaged" in caught.value.en
    assert "壊れて" in caught.value.ja


@pytest.mark.parametrize("name", ["../../../etc/passwd", "/etc/passwd"])
def test_names_lead_nowhere_outside(tmp_path: Path, name: str) -> None:
    opf = OPF.replace("{more}", '<itemref idref="x"/>').replace("missing.xhtml", name)
    document = read(tmp_path, {**BOOK, "OEBPS/book.opf": opf})
    assert "root:" not in document.text
    assert len(document.warnings) == 1


@pytest.mark.parametrize(
    ("title", "shown"),
    [("developers-reference", "第一章"), ("my_book.epub", "第一章"), ("旅", "旅"), ("Travels", "Travels")],
)
def test_title_made_of_a_file_name_gives_way_to_the_first_heading(
    tmp_path: Path, title: str, shown: str
) -> None:
    opf = BOOK["OEBPS/book.opf"].replace("二つの言語の本", title)
    assert read(tmp_path, {**BOOK, "OEBPS/book.opf": opf}).info.title == shown
