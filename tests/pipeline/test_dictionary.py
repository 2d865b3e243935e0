"""The pocket dictionary is made when an index is built or served, and a question that comes first says what it waits for."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kotae.answering import Answerer
from kotae.answering.rendering.reading_aid import load_aid
from kotae.cli.output import awaited
from kotae.embedding.hashing import HashingEmbedder
from kotae.pipeline import build, open_index
from kotae.question import read_question
from kotae.reader.overlap import OverlapReader
from kotae.records import StageEvent
from kotae.segmentation import Analyzer
from kotae.translation import glossary
from kotae.translation.jmdict import Entry, Sense
from kotae.ui.server import serving
from tests.answering.conftest import MakeHits, make_hits  # noqa: F401 - a fixture

ENTRY = Entry(kanji=("予算",), kana=("よさん",), priority=4, senses=(Sense(glosses=("budget",)),))


@pytest.fixture
def fresh(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A machine without the dictionary, which is made in a moment."""
    source = tmp_path / "jamdict.db"
    source.write_bytes(b"x" * 16)
    monkeypatch.setenv("KOTAE_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(glossary, "jmdict_path", lambda: source)
    monkeypatch.setattr(glossary, "read_entries", lambda path: iter([ENTRY]))
    monkeypatch.setattr(glossary, "count_entries", lambda path: 1)
    for cached in (glossary.prepared_glossary, load_aid):
        cached.cache_clear()
    yield tmp_path
    for cached in (glossary.prepared_glossary, load_aid):
        cached.cache_clear()


def test_a_build_makes_it_and_shows_how_far_it_is(fresh: Path, corpus: Path, index: Path) -> None:
    seen: list[tuple[str, int, int]] = []
    for _ in range(2):  # the second one has nothing to do
        build(
            corpus,
            index,
            embedder=HashingEmbedder(),
            progress=lambda stage, done, total: seen.append((stage, done, total)),
        )
    assert [one for one in seen if one[0] == "dictionary"] == [("dictionary", 0, 1), ("dictionary", 1, 1)]
    assert glossary.glossary_is_prepared()


def test_a_build_goes_without_it_where_it_cant_be_made(fresh: Path, corpus: Path, index: Path) -> None:
    (fresh / "cache").write_bytes(b"a file in the place of the folder")
    assert build(corpus, index, embedder=HashingEmbedder()).documents == 4


def test_warming_up_makes_it(fresh: Path, corpus: Path, index: Path) -> None:
    """Its docstring said so before, and the first crossing question took nine seconds."""
    build(corpus, index, embedder=HashingEmbedder())
    made = next((fresh / "cache" / "glossary").glob("*.sqlite3"))
    made.unlink()
    glossary.prepared_glossary.cache_clear()
    with open_index(index, embedder=HashingEmbedder()) as knowledge:
        knowledge.warm_up()
    assert made.is_file()


@pytest.mark.parametrize(
    ("language", "begun", "done"),
    [
        ("en", "Preparing the dictionary", "The dictionary is ready."),
        ("ja", "辞書を準備", "辞書の準備ができました。"),
    ],
)
def test_the_page_says_so_on_the_terminal_once(
    fresh: Path, monkeypatch: pytest.MonkeyPatch, language: str, begun: str, done: str
) -> None:
    monkeypatch.setenv("KOTAE_LANGUAGE", language)

    class Desk:
        def warm_up(self) -> None:
            glossary.prepared_glossary()

    said: list[str] = []
    serving._warm_up(Desk(), said.append)  # type: ignore[arg-type] # all it needs of a desk
    serving._warm_up(Desk(), said.append)  # type: ignore[arg-type]
    assert [line.startswith(start) for line, start in zip(said, (begun, done), strict=True)] == [True, True]


@pytest.mark.parametrize(
    ("question", "text", "waits"),
    [
        ("How large is the budget?", "予算は2,000億円である。", True),
        ("予算はいくらですか", "The budget is 200 billion yen.", True),
        ("予算はいくらですか", "予算は2,000億円である。", False),
    ],
)
def test_a_question_across_languages_says_that_it_waits(
    fresh: Path,
    analyzer: Analyzer,
    make_hits: MakeHits,  # noqa: F811 - the fixture
    capsys: pytest.CaptureFixture[str],
    question: str,
    text: str,
    waits: bool,
) -> None:
    answerer = Answerer(reader=OverlapReader, analyzer=analyzer, aid=load_aid)
    asked, hits = read_question(question, analyzer), make_hits(text)
    first, again = (list(answerer.stream(asked, hits)) for _ in range(2))
    assert [event.stage for event in first if isinstance(event, StageEvent)] == (
        ["preparing", "reading"] if waits else ["reading"]
    )
    assert [event.stage for event in again if isinstance(event, StageEvent)] == ["reading"]
    assert awaited(iter(first)).language == asked.language
    assert ("Preparing the dictionary" in capsys.readouterr().err) is waits
