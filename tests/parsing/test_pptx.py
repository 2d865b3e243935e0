"""PowerPoint files: slides as pages, their titles as headings, tables, notes."""

from pathlib import Path

import pptx
import pytest
from pptx.presentation import Presentation
from pptx.util import Cm

from kotae.errors import ReadingError
from kotae.parsing import ReadingSettings, read_file
from kotae.records import Document


def read(folder: Path, slides: Presentation, settings: ReadingSettings | None = None) -> Document:
    path = folder / "file.pptx"
    slides.save(str(path))
    (document,) = read_file(path, relative_path="file.pptx", settings=settings)
    return document


def blocks(document: Document) -> list[tuple[str, int | None, str, str]]:
    return [(b.kind, b.page, " › ".join(b.headings), document.text[b.start : b.end]) for b in document.blocks]


def deck() -> Presentation:
    slides = pptx.Presentation()
    slides.core_properties.title, slides.core_properties.author = "事業計画", "鈴木"
    first = slides.slides.add_slide(slides.slide_layouts[1])
    first.shapes.title.text = "予算の概要"
    first.placeholders[1].text = "予算は2,000億円\nIt doubles in 2026"
    first.notes_slide.notes_text_frame.text = "ここで表を示す。"
    second = slides.slides.add_slide(slides.slide_layouts[5])
    second.shapes.title.text = "Schedule"
    box = second.shapes.add_textbox(Cm(1), Cm(5), Cm(5), Cm(2))
    box.text_frame.text = "日程は変わることがあります。"
    table = second.shapes.add_table(2, 2, Cm(1), Cm(8), Cm(8), Cm(3)).table
    for row, texts in enumerate((("段階", "When"), ("設計", "May 2025"))):
        for column, text in enumerate(texts):
            table.cell(row, column).text = text
    return slides


def test_slides_are_read_in_order(tmp_path: Path) -> None:
    document = read(tmp_path, deck())
    assert blocks(document) == [
        ("heading", 1, "", "予算の概要"),
        ("list", 1, "予算の概要", "予算は2,000億円"),
        ("list", 1, "予算の概要", "It doubles in 2026"),
        ("paragraph", 1, "予算の概要", "ここで表を示す。"),
        ("heading", 2, "", "Schedule"),
        ("paragraph", 2, "Schedule", "日程は変わることがあります。"),
        ("table", 2, "Schedule", "段階: 設計 | When: May 2025"),
    ]
    assert document.info.title == "事業計画"
    assert document.metadata == {"author": "鈴木"}


def test_slides_over_the_limit_are_reported(tmp_path: Path) -> None:
    document = read(tmp_path, deck(), ReadingSettings(max_pages=1))
    assert {page for _, page, _, _ in blocks(document)} == {1}
    assert document.warnings[0].startswith("only the first 1 of 2 slides were read")
    assert "2枚のうち最初の1枚だけ" in document.warnings[0]


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04" + b"\x00" * 100, b"text"], ids=["empty", "torn", "text"])
def test_broken_file_is_refused(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "file.pptx"
    path.write_bytes(data)
    with pytest.raises(ReadingError) as caught:
        read_file(path, relative_path="file.pptx")
    assert "is damaged" in caught.value.en
    assert "壊れて" in caught.value.ja
