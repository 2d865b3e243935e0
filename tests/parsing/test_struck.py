"""What a document crosses out is no part of its text, and is kept with its place to be shown."""

import io
from pathlib import Path

import docx
import openpyxl
import pptx
import pytest
from openpyxl.styles import Font

from kotae.parsing import read_file
from kotae.records import Document
from kotae.ui.reader import render_document

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
def test_struck_text_is_shown_struck_before_the_piece_it_stood_in(tmp_path: Path, name: str) -> None:
    html = render_document(read(tmp_path, name))
    assert f"<del>{OLD}</del>" in html
    assert html.index("<del>") < html.index(NEW)


def test_struck_markup_is_shown_as_words(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("The ~~<img src=x onerror=alert(1)>old~~ 新しい fee.\n", encoding="utf-8")
    (document,) = read_file(path, relative_path="a.md")
    assert "<img" not in render_document(document)
