"""Pages as they look: what was said is framed where it is drawn, its words lie over it."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from kotae.records import Document, Span
from kotae.ui.desk import Desk
from kotae.ui.escaping import escape
from kotae.ui.reader.leaves import filled_leaf
from kotae.ui.reader.opening import open_document
from kotae.ui.reader.portions import filled_portions
from tests.parsing.pdf_files import Ink, make_pdf
from tests.ui.pages import PLACES, SAID, make_library
from tests.ui.test_escaping import HOSTILE, assert_harmless


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    settings = make_library(tmp_path)
    with Desk.open(tmp_path / "index", settings=settings) as opened:
        yield opened


def found(desk: Desk, language: str) -> tuple[Document, Span]:
    """The document that says it, and where."""
    name = next(info.id for info in desk.documents() if info.path == PLACES[language][0])
    document = desk.document(name)
    assert document is not None
    start = document.text.index(SAID[language][:12])
    return document, Span(start=start, end=start + len(SAID[language]))


def places(html: str, name: str) -> list[dict[str, float]]:
    """The places of the elements of a class, in points."""
    styles = re.findall(rf'<\w+ class="{name}[^"]*"[^>]*? style="([^"]+)"', html)
    return [{key: float(value) for key, value in re.findall(r"--(\w+):([-\d.]+)", style)} for style in styles]


def opened(desk: Desk, language: str, **more: str) -> str:
    document, span = found(desk, language)
    request = {"document": document.info.id, "start": str(span.start), "end": str(span.end)} | more
    return open_document(desk, request, (), language=language)


def test_a_level_sentence_is_framed_where_it_is_drawn(desk: Desk) -> None:
    html = opened(desk, "en")
    (frame,) = places(html, "k-frame")
    # Drawn at 100 points from the left, its baseline 642 points from below on a page of 842.
    assert abs(frame["x"] - 100) < 2
    assert frame["y"] < 200 < frame["y"] + frame["dy"]
    assert 'data-page="3"' in html.split('class="k-document')[1].split(">")[0]
    assert re.findall(r'class="k-leaf k-ready" id="k-page-(\d)"', html) == ["3"]
    lines = re.findall(r'<span class="k-line"[^>]*>([^<]*)</span>', html)
    assert lines == ["Gulls nest here.", SAID["en"]]


def test_an_upright_sentence_has_a_frame_for_each_column(desk: Desk) -> None:
    html = opened(desk, "ja")
    first, second = places(html, "k-frame")
    assert first["x"] > second["x"], "columns run from right to left"
    assert all(frame["dy"] > 5 * frame["dx"] for frame in (first, second))
    lines = re.findall(r'<span class="k-line k-upright"[^>]*>([^<]*)</span>', html)
    assert lines == ["灯台の修理には三年かかり、", "費用は二億円でした。"]


@pytest.mark.parametrize(("language", "pages"), [("ja", 2), ("en", 5)])
def test_every_page_has_its_place_and_its_words(desk: Desk, language: str, pages: int) -> None:
    html = opened(desk, language)
    assert re.findall(r'<section class="k-leaf[^>]* id="k-page-(\d)"', html) == [
        str(number) for number in range(1, pages + 1)
    ]
    assert re.findall(r'data-target="k-page-(\d)"', html) == [str(n) for n in range(1, pages + 1)]
    # The words of pages that aren't in view follow by themselves.
    spans = re.findall(r'<section class="k-leaf k-empty"[^>]*? data-span="([\d-]+)"', html)
    sent = filled_portions(
        desk, {"document": found(desk, language)[0].info.id, "spans": spans, "plain": True}
    )
    waiting = re.findall(
        rf'<div class="k-lines k-waiting" lang="{language}">([^<]*)</div>', "".join(sent.values())
    )
    assert len(waiting) == pages - 1
    assert ("港の記録です。" if language == "ja" else "Ice is sold.") in waiting[-1]


@pytest.mark.parametrize(("language", "other"), [("ja", "文字"), ("en", "Text")])
def test_pages_and_text_lead_to_each_other_at_the_same_place(desk: Desk, language: str, other: str) -> None:
    _, span = found(desk, language)
    pages = opened(desk, language)
    link = re.findall(r'<a class="k-view"[^>]*>[^<]*</a>', pages)
    assert len(link) == 1
    assert other in link[0]
    assert f"start={span.start}&amp;end={span.end}&amp;view=text" in link[0]
    text = opened(desk, language, view="text")
    assert "k-leaf" not in text
    assert 'data-view="pages"' in text
    marked = "".join(re.findall(r"<mark.*?>(.*?)</mark>", text))
    assert marked.replace("\n", "") == SAID[language]


@pytest.mark.parametrize(("language", "words"), [("ja", "ファイルが変わりました"), ("en", "has changed")])
def test_a_changed_file_is_shown_as_text_and_said(desk: Desk, language: str, words: str) -> None:
    path = Path(desk.info.corpus) / PLACES[language][0]
    path.write_bytes(make_pdf([[Ink(x=72, y=700, text="Something else.")]]))
    html = opened(desk, language)
    assert "k-leaf" not in html
    assert words in re.sub("<.*?>", "", html)
    assert "<mark" in html


def test_a_page_that_comes_into_view_is_filled(desk: Desk) -> None:
    document, span = found(desk, "en")
    asked = {"document": document.info.id, "marks": [f"{span.start}-{span.end}"], "language": "en"}
    third, second = (filled_leaf(desk, asked | {"page": number}) for number in (3, 2))
    assert (third["width"], third["height"]) == (595.0, 842.0)
    assert f'src="pages/{document.info.id}/3/page"' in third["html"]
    assert len(places(third["html"], "k-frame")) == 1
    assert places(second["html"], "k-frame") == []
    assert "Fees are paid early." in second["html"]


@pytest.mark.parametrize("page", [0, -1, 6, 10**9, "3", None, 3.0, True])
@pytest.mark.parametrize("language", ["ja", "en"])
def test_other_pages_are_not_there(desk: Desk, page: object, language: str) -> None:
    document, _ = found(desk, "en")
    told = filled_leaf(desk, {"document": document.info.id, "page": page, "language": language})
    assert set(told) == {"reason"}
    assert re.search("[ぁ-ん]", told["reason"]) is not None if language == "ja" else told["reason"].isascii()


def test_documents_without_pages_are_text_as_before(desk: Desk) -> None:
    name = next(info.id for info in desk.documents() if info.path == "茶.md")
    html = open_document(desk, {"document": name}, (), language="ja")
    assert "k-leaf" not in html
    assert "k-view" not in html
    assert set(filled_leaf(desk, {"document": name, "page": 1, "language": "ja"})) == {"reason"}


def test_a_removed_document_is_shown_no_more_though_its_picture_is_kept(desk: Desk) -> None:
    document, _ = found(desk, "en")
    assert desk.pictures.get(document.info.id, 3, "page") is not None
    (Path(desk.info.corpus) / "harbour.pdf").unlink()
    desk.removals.notice()
    assert desk.pictures.get(document.info.id, 3, "page") is None


@pytest.mark.parametrize("raw", HOSTILE)
def test_hostile_words_on_a_page_stay_text(tmp_path: Path, raw: str) -> None:
    shown = raw.encode("cp1252", "ignore").decode("cp1252").replace("\n", " ")[:80]
    settings = make_library(tmp_path)
    words = f"A hostile line {shown} ends here."
    (tmp_path / "corpus" / "hostile.pdf").write_bytes(
        make_pdf([[Ink(x=72, y=700, text=words, font="Latin")]], title=raw)
    )
    with Desk.open(tmp_path / "index", settings=settings) as desk:
        list(desk.update())
        name = next(info.id for info in desk.documents() if info.path == "hostile.pdf")
        html = open_document(desk, {"document": name}, (), language="en")
        assert "k-leaf" in html
        assert escape("A hostile line") in html
        assert_harmless(html)
