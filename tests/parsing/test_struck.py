"""What a document crosses out is no part of its text, and is shown where it stood."""

import io
import re
from collections.abc import Callable
from pathlib import Path

import docx
import openpyxl
import pptx
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font

from kotae.parsing import read_file
from kotae.records import Document
from kotae.ui.reader.view import render_document
from tests.parsing.office_files import odf, word

OLD, NEW = "会費は6,000円です。", "The fee is 4,800 yen."


def _docx() -> bytes:
    document = docx.Document()
    document.add_paragraph("前の段落です。")
    paragraph = document.add_paragraph()
    paragraph.add_run(OLD).font.strike = True
    paragraph.add_run(NEW)
    content = io.BytesIO()
    document.save(content)
    return content.getvalue()


def _xlsx() -> bytes:
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page.append(["前の段落です。"])
    page.append([OLD])
    page["A2"].font = Font(strike=True)
    page.append([NEW])
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def _pptx() -> bytes:
    deck = pptx.Presentation()
    slide = deck.slides.add_slide(deck.slide_layouts[1])
    slide.shapes.title.text = "前の段落です。"
    paragraph = slide.placeholders[1].text_frame.paragraphs[0]
    run = paragraph.add_run()
    run.text = OLD
    run.font._element.set("strike", "sngStrike")  # the library has no property for it
    paragraph.add_run().text = NEW
    content = io.BytesIO()
    deck.save(content)
    return content.getvalue()


FILES = {
    "a.docx": _docx,
    "a.xlsx": _xlsx,
    "a.pptx": _pptx,
    "a.md": lambda: f"前の段落です。\n\n~~{OLD}~~ {NEW}\n".encode(),
    "a.html": lambda: f"<p>前の段落です。</p><p><del>{OLD}</del> {NEW}</p>".encode(),
    "a.rtf": lambda: (
        rb"{\rtf1\ansi Before.\par {\strike "
        + b"".join(f"\\u{ord(c)}?".encode() for c in OLD)
        + b"}"
        + NEW.encode()
        + rb"\par}"
    ),
}


def read(folder: Path, name: str) -> Document:
    path = folder / name
    path.write_bytes(FILES[name]())  # type: ignore[no-untyped-call]  # a lambda
    (document,) = read_file(path, relative_path=name)
    return document


@pytest.mark.parametrize("name", FILES)
def test_struck_text_is_kept_beside_the_text(tmp_path: Path, name: str) -> None:
    document = read(tmp_path, name)
    assert OLD not in document.text
    assert NEW in document.text
    (piece,) = document.struck
    assert piece.text == OLD
    assert 0 <= piece.at <= document.text.index(NEW)


@pytest.mark.parametrize("name", FILES)
def test_struck_text_is_shown_struck_before_what_stands_behind_it(tmp_path: Path, name: str) -> None:
    html = render_document(read(tmp_path, name))
    assert f"<del>{OLD}</del>" in html
    assert html.index("<del>") < html.index(NEW)
    assert "前の段落です。" not in html or html.index("前の段落です。") < html.index("<del>")


def _word(body: str) -> bytes:
    run = "<w:r>{}<w:t xml:space='preserve'>{}</w:t></w:r>"
    strike = "<w:rPr><w:strike/></w:rPr>"
    parts = [run.format(strike if at % 2 else "", text) for at, text in enumerate(body.split("~~"))]
    return word(f"<w:p>{''.join(parts)}</w:p>")


def _slide(body: str) -> bytes:
    deck = pptx.Presentation()
    slide = deck.slides.add_slide(deck.slide_layouts[1])
    paragraph = slide.placeholders[1].text_frame.paragraphs[0]
    for at, text in enumerate(body.split("~~")):
        run = paragraph.add_run()
        run.text = text
        run.font._element.set("strike", "sngStrike" if at % 2 else "noStrike")
    content = io.BytesIO()
    deck.save(content)
    return content.getvalue()


def _odt(body: str) -> bytes:
    styles = (
        '<style:style style:name="X" style:family="text">'
        '<style:text-properties style:text-line-through-style="solid"/></style:style>'
    )
    parts = [
        f'<text:span text:style-name="X">{text}</text:span>' if at % 2 else text
        for at, text in enumerate(body.split("~~"))
    ]
    return odf("text", f"<text:p>{''.join(parts)}</text:p>", styles=styles)


def _rtf(body: str) -> bytes:
    coded = ["".join(f"\\u{ord(c)}?" for c in text) for text in body.split("~~")]
    parts = [f"{{\\strike {text}}}" if at % 2 else text for at, text in enumerate(coded)]
    return ("{\\rtf1\\ansi " + "".join(parts) + "\\par}").encode()


def _html(body: str) -> bytes:
    parts = [f"<s>{text}</s>" if at % 2 else text for at, text in enumerate(body.split("~~"))]
    return f"<p>{''.join(parts)}</p>".encode()


WRITERS: dict[str, Callable[[str], bytes]] = {
    "a.docx": _word, "a.pptx": _slide, "a.odt": _odt, "a.rtf": _rtf, "a.html": _html, "a.md": str.encode,
}  # fmt: skip
BODIES = {
    "会費は~~五千円~~六千円です。": ("会費は六千円です。", "会費は<del>五千円</del>六千円です。"),
    "The fee is ~~five~~ six euros, ~~old~~ new.": (
        "The fee is six euros, new.", "The fee is <del>five</del> six euros, <del>old</del> new."),
    "六千円です。~~五千円です。~~": ("六千円です。", "六千円です。<del>五千円です。</del>"),
}  # fmt: skip


def test_a_paragraph_that_is_struck_as_a_whole_stands_between_the_others(tmp_path: Path) -> None:
    page = "<p>一</p><p><s>二 two</s></p><p>三</p><p><s>四</s></p>"
    (tmp_path / "b.html").write_text(page, encoding="utf-8")
    (document,) = read_file(tmp_path / "b.html", relative_path="b.html")
    assert [(one.at, one.text) for one in document.struck] == [(2, "二 two"), (4, "四")]
    shown = re.sub(r"<[^>]*>", "|", render_document(document))
    assert re.sub(r"\|+", "|", shown) == "|一|二 two|三|四|"


@pytest.mark.parametrize("name", WRITERS)
@pytest.mark.parametrize("body", BODIES)
def test_struck_text_stands_where_it_stood(tmp_path: Path, name: str, body: str) -> None:
    """It stood in front of the block around it."""
    said, seen = BODIES[body]
    (tmp_path / name).write_bytes(WRITERS[name](body))
    (document,) = read_file(tmp_path / name, relative_path=name)
    assert said in document.text
    html = re.sub(r"</?span[^>]*>", "", render_document(document))
    assert seen in html


def test_struck_cells_stand_in_their_rows(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    rows = [
        ("品目", "単価", "備考"),
        ("ペン", "90円", "旧品"),
        ("Ink", "120", "ok"),
        ("机", "9,000円", "廃止"),
        ("棚", "800円", "新"),
    ]
    for row in rows:
        page.append(row)
    for cell in (page["C2"], page["A4"], page["B4"], page["C4"]):
        cell.font = Font(strike=True)
    page["B5"] = CellRichText(TextBlock(InlineFont(strike=True), "700円"), TextBlock(InlineFont(), "800円"))
    book.save(tmp_path / "a.xlsx")
    (document,) = read_file(tmp_path / "a.xlsx", relative_path="a.xlsx")
    assert document.text.splitlines() == [
        "品目: ペン | 単価: 90円", "品目: Ink | 単価: 120 | 備考: ok", "品目: 棚 | 単価: 800円 | 備考: 新",
    ]  # fmt: skip
    assert [document.text[c.start : c.end] for c in document.blocks[2].cells] == ["棚", "800円", "新"]
    assert [(piece.text, document.text[piece.at :][:4].strip()) for piece in document.struck] == [
        ("旧品", "品目:"), ("机 9,000円 廃止", "棚 |"), ("700円", "800円"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "rows",
    [
        [("品目", "単価"), ("封筒", "12円"), ("付箋", "180円")],
        [("Item", "Price"), ("Pens", "12"), ("Notes", "180")],
    ],
    ids=["ja", "en"],
)
def test_a_last_row_that_is_struck_as_a_whole_ends_the_row_before(
    tmp_path: Path, rows: list[tuple[str, str]]
) -> None:
    """The value before it reached behind the end of its row, and the file was refused as damaged."""
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    for row in rows:
        page.append(row)
    for cell in (page["A3"], page["B3"]):
        cell.font = Font(strike=True)
    book.save(tmp_path / "a.xlsx")
    (document,) = read_file(tmp_path / "a.xlsx", relative_path="a.xlsx")
    (block,) = document.blocks
    (head, other), (first, price) = rows[:2]
    assert document.text == f"{head}: {first} | {other}: {price}"
    assert [document.text[cell.start : cell.end] for cell in block.cells] == [first, price]
    assert [(piece.text, piece.at) for piece in document.struck] == [(" ".join(rows[2]), block.end)]


def test_deletions_of_opendocument_stand_where_they_were_made(tmp_path: Path) -> None:
    regions = "".join(
        f'<text:changed-region text:id="c{n}"><text:deletion><text:p>{text}</text:p></text:deletion></text:changed-region>'
        for n, text in enumerate(["五千円", "old", "elsewhere"])
    )
    body = (
        f"<text:tracked-changes>{regions}</text:tracked-changes>"
        '<text:p>会費は<text:change text:change-id="c0"/>六千円。</text:p>'
        '<text:p>The <text:change text:change-id="c1"/>new fee.</text:p>'
    )
    (tmp_path / "a.odt").write_bytes(odf("text", body))
    (document,) = read_file(tmp_path / "a.odt", relative_path="a.odt")
    assert document.text == "会費は六千円。\n\nThe new fee."
    assert [(p.text, document.text[p.at :][:3]) for p in document.struck] == [
        ("五千円", "六千円"),
        ("old", "new"),
        ("elsewhere", ""),
    ]
    assert "in 3 places: “五千円”, “old”, “elsewhere”" in document.warnings[0]


def test_struck_markup_is_shown_as_words(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("The ~~<img src=x onerror=alert(1)>old~~ 新しい fee.\n", encoding="utf-8")
    (document,) = read_file(path, relative_path="a.md")
    assert "<img" not in render_document(document)


@pytest.mark.parametrize("written", ["\U00100041\U00100042", "&#x100041;&#1048642;", "&#X0100041"])
@pytest.mark.parametrize("name", ["a.html", "a.md", "a.csv", "a.rst", "a.txt"])
def test_a_document_cannot_cross_out_by_characters_of_its_own(
    tmp_path: Path, name: str, written: str
) -> None:
    body = f"料金は{written}円です。 The fee is 20 yen."
    data = f"<p>{body}</p>" if name == "a.html" else body
    (tmp_path / name).write_text(f"題名,Title\n{data}\n" if name == "a.csv" else data, encoding="utf-8")
    (document,) = read_file(tmp_path / name, relative_path=name)
    assert document.struck == ()
    assert "円です。" in document.text
