"""Several libraries on one desk: each shown and changed by itself, asked together or chosen."""

import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from kotae.config import Settings
from kotae.pipeline import build
from kotae.ui import handlers
from kotae.ui.choices import Choices, checked_choices, scope_words
from kotae.ui.desk import Desk
from kotae.ui.library.changes import add_files, remove_document
from kotae.ui.library.panels import folder_states, libraries_table, library_table
from kotae.ui.panels import scope_chips

NOTES = "---\ntags: [料金, Pool]\n---\n# プール\n\nプールの利用料は1回300円です。\n"


@pytest.fixture
def shelf(corpus: Path, tmp_path: Path, settings: Settings) -> Iterator[Desk]:
    notes = tmp_path / "notes" / "corpus"
    notes.mkdir(parents=True)
    (notes / "pool.md").write_text(NOTES, encoding="utf-8")
    (notes / "broken.pdf").write_bytes(b"%PDF-1.4 nothing")
    build(corpus, tmp_path / "index", settings=settings)
    build(notes, tmp_path / "notes" / "index", settings=settings)
    names = {"<b>AI</b>": tmp_path / "index", "メモ": tmp_path / "notes" / "index"}
    with Desk.open(names, settings=settings, max_upload_mb=1) as opened:
        yield opened


@pytest.mark.parametrize(
    ("question", "said", "library"),
    [
        ("プールの利用料は1回いくらですか", "300円", "メモ"),
        ("Whom did MirrorFace attack from 2019?", "think tanks", "<b>AI</b>"),
    ],
)
def test_a_question_is_answered_from_all_and_sources_say_which(
    shelf: Desk, question: str, said: str, library: str
) -> None:
    view = list(handlers.ask(shelf, question, (), Choices(), language="en"))[-1]
    answer = view.turns[-1].answer
    assert answer is not None
    assert said in answer.text
    assert answer.sentences[0].citations[0].document.library == library
    assert f"Library: {library.replace('<', '&lt;').replace('>', '&gt;')}" in view.rail
    assert "<b>AI" not in view.rail


@pytest.mark.parametrize(
    ("language", "words", "title"), [("ja", "文書庫：メモ", "対象外"), ("en", "Library: メモ", "Left out")]
)
def test_one_library_is_chosen_and_said(shelf: Desk, language: str, words: str, title: str) -> None:
    known = [info.id for info in shelf.documents()]
    choices = checked_choices({"libraries": ["メモ"], "tags": ["pool"]}, known)
    assert words in dict(scope_words(choices, shelf.documents(), language)).values()
    assert 'data-scope="libraries"' in scope_chips(shelf, {"libraries": ["メモ"]}, language)
    hits = [hit for event in shelf.stream("MirrorFace", choices, ()) for hit in getattr(event, "hits", ())]
    assert {hit.passage.document.path for hit in hits} == {"pool.md"}
    table = libraries_table(shelf, language)
    assert title in table
    assert "<b>AI" not in table


def test_the_table_says_what_is_known_of_each(shelf: Desk) -> None:
    table = libraries_table(shelf, "en")
    row = table[table.index("メモ") :]
    assert str(shelf.libraries["メモ"].folder) in row
    assert "<td>1</td>" in row  # a document, and a file left out
    assert shelf.tags() == ["Pool", "料金"]
    assert libraries_table(shelf.libraries["メモ"], "en") == ""


def test_a_library_is_changed_by_itself(shelf: Desk, tmp_path: Path) -> None:
    (tmp_path / "gym.txt").write_text("The gym opens at six.", encoding="utf-8")
    notes = shelf.library("メモ")
    said, added = add_files(notes, [tmp_path / "gym.txt"], "ja")
    assert (added, list(said)) == (["gym.txt"], []), "what was added is said once it was read"
    list(notes.update())
    assert "gym.txt" in library_table(notes, "", "en")
    assert "gym.txt" not in library_table(shelf.library(None), "", "en")
    assert {info.library for info in shelf.documents() if info.path == "gym.txt"} == {"メモ"}
    pool = next(info.id for info in shelf.documents() if info.path == "pool.md")
    remove_document(notes, pool, "ja")
    assert "pool.md" not in [info.path for info in shelf.documents()]
    hits = shelf.retrieve("プールの利用料", top_k=5)
    assert "pool.md" not in [hit.passage.document.path for hit in hits]


def test_a_name_a_browser_made_up_means_the_first(shelf: Desk) -> None:
    for name in ("nowhere", None, 3, ["メモ"]):
        assert shelf.library(name) is shelf.libraries["<b>AI</b>"]


def test_a_folder_that_is_away_is_told_of_the_library_it_belongs_to(shelf: Desk, tmp_path: Path) -> None:
    (tmp_path / "notes" / "corpus").rename(tmp_path / "elsewhere")
    (said,) = folder_states(shelf, "en")
    assert "notes" in said
    assert "not there" in libraries_table(shelf, "en")
    assert "見つかりません" in libraries_table(shelf, "ja")


def test_a_followed_folder_is_taken_over_by_itself(shelf: Desk, tmp_path: Path) -> None:
    notes = shelf.library("メモ")
    notes.following.turn(on=True)
    assert "<td>on</td>" in libraries_table(shelf, "en")
    (tmp_path / "notes" / "corpus" / "sauna.txt").write_text("The sauna closes at ten.", encoding="utf-8")
    end = time.monotonic() + 60
    while "sauna.txt" not in [info.path for info in shelf.documents()]:
        assert time.monotonic() < end, "the new file isn't there"
        threading.Event().wait(0.1)
    notes.following.turn(on=False)
    assert not notes.following.on
