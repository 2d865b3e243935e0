"""Readings above kanji, full-width forms, ligatures and vertical lines: the same text from every format.

The PDF was printed by a browser (``scans/make.py``), with fonts embedded, as people meet it. 権利 with its
reading must not become 権けん利り in any of them.
"""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from kotae.folding import fold
from kotae.parsing import read_file
from kotae.records import Document

PRINTED = Path(__file__).parent / "scans" / "scripts.pdf"
RUBY = "<ruby>権利<rt>けんり</rt></ruby>を守る<ruby>義<rt>ぎ</rt>務<rt>む</rt></ruby>がある。"
WIDE = "ＡＢＣ１２３号の費用は５０％である。"
LIGATURES = "The oﬃce ﬁled the ﬂight plan."
PAGE = f"<html lang='ja'><body><p>{RUBY}</p><p>{WIDE}</p><p>{LIGATURES}</p></body></html>"


def _word() -> bytes:
    word, content = docx.Document(), io.BytesIO()
    paragraph = word.add_paragraph()
    for base, reading, after in (("権利", "けんり", "を守る"), ("義", "ぎ", ""), ("務", "む", "がある。")):
        ruby = (
            f"<w:r {nsdecls('w')}><w:ruby><w:rubyPr/><w:rt><w:r><w:t>{reading}</w:t></w:r></w:rt>"
            f"<w:rubyBase><w:r><w:t>{base}</w:t></w:r></w:rubyBase></w:ruby></w:r>"
        )
        paragraph._p.append(parse_xml(ruby))
        paragraph.add_run(after)
    word.add_paragraph(WIDE)
    word.add_paragraph(LIGATURES)
    word.save(content)
    return content.getvalue()


def _book() -> bytes:
    container = '<container><rootfiles><rootfile full-path="b.opf"/></rootfiles></container>'
    opf = (
        '<package><manifest><item id="a" href="a.xhtml" media-type="application/xhtml+xml"/></manifest>'
        '<spine page-progression-direction="rtl"><itemref idref="a"/></spine></package>'
    )
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as package:
        package.writestr("META-INF/container.xml", container)
        package.writestr("b.opf", opf)
        package.writestr("a.xhtml", PAGE)
    return content.getvalue()


FILES: dict[str, Callable[[], bytes]] = {
    "a.pdf": PRINTED.read_bytes,
    "a.html": PAGE.encode,
    "a.docx": _word,
    "a.epub": _book,
}


@pytest.fixture(params=FILES)
def document(request: pytest.FixtureRequest, tmp_path: Path) -> Document:
    path = tmp_path / request.param
    path.write_bytes(FILES[request.param]())
    (found,) = read_file(path, relative_path=request.param)
    return found


def test_readings_are_left_out(document: Document) -> None:
    if document.info.path == "a.md":
        pytest.skip(
            "Markdown is quoted as it is written, tags included; the words are looked for without them"
        )
    assert "権利を守る義務がある。" in document.text
    assert not any(reading in document.text for reading in ("けんり", "ぎ", "む"))


def test_full_width_forms_are_quoted_as_written_and_found_as_usual(document: Document) -> None:
    assert WIDE in document.text
    assert "ABC123号の費用は50%である。" in fold(document.text)


def test_ligatures_are_found_as_letters(document: Document) -> None:
    assert "The office filed the flight plan." in fold(document.text)


def test_vertical_print_is_read_from_right_to_left_with_its_page(tmp_path: Path) -> None:
    (document,) = read_file(PRINTED, relative_path="scripts.pdf")
    vertical = [document.text[block.start : block.end] for block in document.blocks if block.page == 2]
    assert vertical == ["権利は縦に書いても守る。", "数字は「２０２５年」と書く。"]
