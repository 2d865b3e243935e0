"""A long document in portions: together they are the document, and the one to be read comes first."""

import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from kotae.config import Settings
from kotae.embedding.settings import EmbeddingSettings
from kotae.pipeline import build
from kotae.records import Block, Document, Language, Span
from kotae.ui.desk import Desk
from kotae.ui.reader.evidence import number_evidence
from kotae.ui.reader.portions import PORTION_CHARS, filled_portions, portions_of, render_portions
from kotae.ui.reader.view import render_document
from tests.ui.builders import info
from tests.ui.test_escaping import HOSTILE, assert_harmless

SENTENCES: Mapping[Language, str] = {
    "ja": "第{0}埠頭のクレーンは修理された。",
    "en": "The crane of pier {0} was repaired.",
}


def long_document(language: Language, *, paragraphs: int, pages: int = 0) -> Document:
    """Paragraphs with a heading before every hundredth; on pages of equal length where pages are wanted."""
    text, blocks = "", []
    for number in range(paragraphs):
        kind = "heading" if number % 100 == 0 else "paragraph"
        words = SENTENCES[language].format(number) * (1 if kind == "heading" else 3)
        page = number * pages // paragraphs + 1 if pages else None
        blocks.append(
            Block(
                start=len(text),
                end=len(text) + len(words),
                kind="heading" if kind == "heading" else "paragraph",
                page=page,
                language=language,
            )
        )
        text += words + "\n\n"
    return Document(info=info(language), text=text, blocks=tuple(blocks))


def words_of(html: str) -> str:
    return re.sub("<.*?>", "", html)


def divs(html: str) -> list[tuple[str, str, str]]:
    """The class, span and content of every portion."""
    return re.findall(
        r'<div class="(k-portion[^"]*)" data-span="([\d-]+)"[^>]*>(.*?)</div>(?=<div|$)', html, re.DOTALL
    )


@pytest.mark.parametrize("language", ["ja", "en"])
def test_portions_are_the_document(language: Language) -> None:
    document = long_document(language, paragraphs=2_000)
    portions = portions_of(document)
    assert len(portions) > 3
    assert [n for p in portions for n in range(p.first, p.last)] == list(range(len(document.blocks)))
    html = "".join(render_document(document, (), range(p.first, p.last)) for p in portions)
    assert html == render_document(document)
    for portion in portions[:-1]:
        chars = sum(block.end - block.start for block in document.blocks[portion.first : portion.last])
        assert PORTION_CHARS <= chars <= 2 * PORTION_CHARS + 200
        assert document.blocks[portion.last].kind == "heading"
        assert portion.tall > 100


@pytest.mark.parametrize("language", ["ja", "en"])
def test_the_portion_with_the_evidence_is_there_at_once(language: Language) -> None:
    document = long_document(language, paragraphs=2_000)
    place = document.blocks[1234]
    evidence = number_evidence(document, [Span(start=5, end=9), Span(start=place.start, end=place.end)])
    found = divs(render_portions(document, evidence, 2))
    there = [(span, content) for kind, span, content in found if kind == "k-portion"]
    assert len(found) == len(portions_of(document))
    assert [content for kind, _, content in found if kind != "k-portion"] == [""] * (len(found) - 1)
    ((span, content),) = there
    first, last = map(int, span.split("-"))
    assert first <= place.start < place.end <= last
    assert re.findall(r'<mark data-evidence="2">(.*?)</mark>', content) == [
        document.text[place.start : place.end]
    ]
    assert words_of(divs(render_portions(document, (), 1))[0][2]).startswith(SENTENCES[language].format(0))


def test_a_page_that_goes_on_in_the_next_portion_is_one_page() -> None:
    document = long_document("ja", paragraphs=2_000, pages=2)
    html = "".join(render_document(document, (), range(p.first, p.last)) for p in portions_of(document))
    assert re.findall(r'id="k-page-(\d)"', html) == ["1", "2"]
    assert re.findall(r'<p class="k-page">(\d)</p>', html) == ["1", "2"]
    sheets = re.findall(r'<section class="([^"]+)"', html)
    assert sheets[0] == "k-sheet k-goes-on"
    assert sheets[-1] == "k-sheet k-went-on"


@pytest.mark.parametrize("raw", HOSTILE)
def test_hostile_words_in_portions_stay_text(raw: str) -> None:
    text = f"{raw}\n\n" * 3
    step = len(raw) + 2
    blocks = tuple(
        Block(start=n * step, end=n * step + len(raw), kind="paragraph", language="ja") for n in range(3)
    )
    assert_harmless(render_portions(Document(info=info("ja"), text=text, blocks=blocks), (), 1))


def test_the_script_gets_what_it_asks_for_and_no_more(tmp_path: Path) -> None:
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus/a.txt").write_text("港の話。\n\n船の話。\n\n網の話。\n", encoding="utf-8")
    settings = Settings(embedding=EmbeddingSettings(model="hashing"))
    build(tmp_path / "corpus", tmp_path / "index", settings=settings)
    with Desk.open(tmp_path / "index", settings=settings) as desk:
        (name,) = (info.id for info in desk.documents())
        document = desk.document(name)
        assert document is not None
        assert desk.document(name) is document, "it isn't read anew for every screen"
        second = document.text.index("船")
        asked = {"document": name, "spans": [f"{second}-{second + 4}"], "marks": [f"{second}-{second + 1}"]}
        ((span, html),) = filled_portions(desk, asked).items()
        assert (span, words_of(html)) == (f"{second}-{second + 4}", "船の話。")
        assert '<mark data-evidence="1">船</mark>' in html
        for wrong in (
            {},
            {"document": "x"},
            {"document": name, "spans": "0-4"},
            {"document": name, "spans": ["9-4", "0-999"]},
        ):
            assert filled_portions(desk, wrong) == {}
        plain = filled_portions(desk, {"document": name, "spans": ["0-4"], "plain": True})
        assert plain == {"0-4": '<div class="k-lines k-waiting" lang="ja">港の話。</div>'}
        (tmp_path / "corpus/b.txt").write_text(
            "船の話。", encoding="utf-8"
        )  # an empty folder may be a disk's
        (tmp_path / "corpus/a.txt").unlink()
        desk.removals.notice()
        assert desk.document(name) is None
