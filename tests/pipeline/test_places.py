"""Citations carry their boxes, pages can be drawn, and what stands in the way is said in both languages."""

import io
import zipfile
from pathlib import Path

import pytest
from PIL import Image

from kotae.answering.settings import AnsweringSettings
from kotae.config import Settings
from kotae.embedding.hashing import HashingEmbedder
from kotae.errors import FilterError, ReadingError
from kotae.pipeline import KnowledgeBase, build, open_index
from tests.parsing.pdf_files import Drawing, Ink, make_pdf

JA = "灯台の修理には二億円かかりました。"
EN = "The repair of the lighthouse took three years."


def opened(corpus: Path, index: Path) -> KnowledgeBase:
    build(corpus=corpus, index=index, embedder=HashingEmbedder())
    answering = AnsweringSettings(min_confidence=0)
    return open_index(index, settings=Settings(answering=answering), embedder=HashingEmbedder())


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    folder.mkdir()
    square = Drawing(code="1 0 0 rg 100 642 100 100 re f")
    pdf = make_pdf([[Ink(x=80, y=700, text=EN)], [square, Ink(x=300, y=600, text=JA)]])
    (folder / "灯台.pdf").write_bytes(pdf)
    (folder / "a.md").write_text(f"{JA}\n")
    with zipfile.ZipFile(folder / "b.zip", "w") as archive:
        archive.writestr("inner/c.pdf", pdf)
    return folder


@pytest.fixture
def kb(corpus: Path, tmp_path: Path) -> KnowledgeBase:
    return opened(corpus, tmp_path / "index")


def test_answers_citation_has_boxes_on_its_page(kb: KnowledgeBase) -> None:
    with kb:
        answer = kb.ask("灯台の修理にはいくらかかりましたか？", documents=["灯台.pdf"], top_k=3)
        (citation,) = answer.sentences[0].citations
        assert citation.quote == JA
        (box,) = citation.boxes
        assert (box.page, round(box.x0), round(box.x1)) == (2, 300, 300 + 10 * len(JA))
        assert 842 - 600 - 10 < box.y0 < 842 - 600 < box.y1
        plain = kb.ask("灯台の修理にはいくらかかりましたか？", documents=["a.md"], top_k=3)
        assert plain.sentences[0].citations[0].boxes == ()


def test_page_is_drawn_in_the_measure_of_the_boxes(kb: KnowledgeBase) -> None:
    with kb:
        image = kb.page("灯台.pdf", 2, longest_side=842)
        assert (image.page, image.width, image.height) == (2, 595, 842)
        with Image.open(io.BytesIO(image.png)) as picture:
            assert picture.size == (595, 842)
            # The square's upper left corner lies 100 points from the left and from the top.
            assert picture.getpixel((103, 103)) == (255, 0, 0)
            assert picture.getpixel((97, 97)) == (255, 255, 255)


def test_page_of_a_pdf_inside_an_archive_is_drawn(kb: KnowledgeBase) -> None:
    with kb:
        assert kb.page("b.zip/inner/c.pdf", 1).png.startswith(b"\x89PNG")


def test_boxes_survive_a_rename_and_a_second_build(corpus: Path, tmp_path: Path) -> None:
    with opened(corpus, tmp_path / "index") as kb:
        before = kb.document("灯台.pdf").layouts
        (corpus / "new.md").write_text("新しい文書です。\n")
        (corpus / "灯台.pdf").rename(corpus / "d.pdf")
        build(corpus=corpus, index=tmp_path / "index", embedder=HashingEmbedder())
        assert kb.document("d.pdf").layouts == before
        assert kb.document("b.zip/inner/c.pdf").layouts == before
        assert len(before) == 2


@pytest.mark.parametrize(
    ("change", "page", "document", "en", "ja"),
    [
        ("gone", 1, "灯台.pdf", "the file is not there", "ファイルがない"),
        (
            "changed",
            1,
            "灯台.pdf",
            "has changed since it was indexed",
            "索引を作った後にファイルが変わりました",
        ),
        ("", 3, "灯台.pdf", "there is no page 3; it has 2", "3ページはありません。全2ページです"),
        ("", 0, "灯台.pdf", "there is no page 0", "0ページはありません"),
        ("", 1, "a.md", "have no pages to show", "ページの画像がありません"),
    ],
)
def test_page_that_cannot_be_drawn_says_why(
    kb: KnowledgeBase, corpus: Path, change: str, page: int, document: str, en: str, ja: str
) -> None:
    if change == "gone":
        (corpus / document).unlink()
    if change == "changed":
        (corpus / document).write_bytes(b"%PDF-1.7 other")
    with kb:
        with pytest.raises(ReadingError) as caught:
            kb.page(document, page)
        assert en in caught.value.en
        assert ja in caught.value.ja
        with pytest.raises(FilterError):
            kb.page("nothing.pdf", 1)


@pytest.mark.parametrize("side", [0, 4_001])
def test_picture_has_a_largest_size(kb: KnowledgeBase, side: int) -> None:
    with kb, pytest.raises(ValueError, match="longest_side must be a whole number from 1 to 4,000"):
        kb.page("灯台.pdf", 1, longest_side=side)
