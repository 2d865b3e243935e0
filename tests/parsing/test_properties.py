"""What office files say of themselves: their keywords and category are tags like those of a front matter."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import docx
import openpyxl
import pptx
import pytest

from kotae.parsing import read_file
from kotae.pipeline.asking.filters import tags_of
from tests.parsing.office_files import ODF, odf
from tests.parsing.pdf_files import Ink, make_pdf

TOLD = {
    "ja": ("料金、 港；会計", "規程", ("料金", "港", "会計", "規程")),
    "en": ("fees, harbour", "Rules", ("fees", "harbour", "Rules")),
    "none": ("", "", ()),
}


def word(keywords: str, category: str) -> bytes:
    made, held = docx.Document(), BytesIO()
    made.add_paragraph("埠頭の料金は400円。")
    made.core_properties.keywords, made.core_properties.category = keywords, category
    made.save(held)
    return held.getvalue()


def slides(keywords: str, category: str) -> bytes:
    made, held = pptx.Presentation(), BytesIO()
    made.slides.add_slide(made.slide_layouts[5]).shapes.title.text = "The fee is 400 yen"
    made.core_properties.keywords, made.core_properties.category = keywords, category
    made.save(held)
    return held.getvalue()


def sheet(keywords: str, category: str) -> bytes:
    made, held = openpyxl.Workbook(), BytesIO()
    for row in (("Item", "Fee"), ("埠頭", "400 yen")):
        made.active.append(row)
    made.properties.keywords, made.properties.category = keywords, category
    made.save(held)
    return held.getvalue()


@pytest.mark.parametrize("told", TOLD)
@pytest.mark.parametrize(
    ("name", "make"), [("a.docx", word), ("a.pptx", slides), ("a.xlsx", sheet)], ids=["docx", "pptx", "xlsx"]
)
def test_keywords_and_category_are_tags(
    tmp_path: Path, name: str, make: Callable[[str, str], bytes], told: str
) -> None:
    keywords, category, tags = TOLD[told]
    (tmp_path / name).write_bytes(make(keywords, category))
    (document,) = read_file(tmp_path / name, relative_path=name)
    assert tags_of(document.metadata) == tags


def opendocument(keywords: str) -> bytes:
    words = "".join(f"<meta:keyword>{word}</meta:keyword>" for word in keywords.split("；") if word)
    space = 'xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0"'
    meta = f"<office:document-meta {ODF} {space}><office:meta>{words}</office:meta></office:document-meta>"
    return odf("text", "<text:p>埠頭の料金は400円。</text:p>", parts={"meta.xml": meta})


def printed(keywords: str) -> bytes:
    return make_pdf([[Ink(text="The fee is 400 yen", x=60, y=700)]], keywords=keywords)


@pytest.mark.parametrize("told", TOLD)
@pytest.mark.parametrize(("name", "make"), [("a.odt", opendocument), ("a.pdf", printed)], ids=["odt", "pdf"])
def test_keywords_alone_are_tags_where_there_is_no_category(
    tmp_path: Path, name: str, make: Callable[[str], bytes], told: str
) -> None:
    keywords, category, tags = TOLD[told]
    (tmp_path / name).write_bytes(make(keywords))
    (document,) = read_file(tmp_path / name, relative_path=name)
    assert tags_of(document.metadata) == tuple(tag for tag in tags if tag != category)
