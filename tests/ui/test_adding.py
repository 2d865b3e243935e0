"""A library added on the page: read once its code is typed in, asked with the others, there after a restart."""

import sqlite3
from pathlib import Path

import pytest

from kotae.config import Settings
from kotae.errors import CorpusError
from kotae.passages import PassageSplitter
from kotae.pipeline import build
from kotae.ui.choices import checked_choices, documents_to_choose
from kotae.ui.desk import Desk
from kotae.ui.library.added import AddedLibraries
from kotae.ui.library.adding import leave_out, open_desk
from kotae.ui.library.changes import add_library, library_name
from kotae.ui.library.panels import libraries_table
from tests.cli.conftest import DOCUMENTS

WORDS = {"ja": "これから メモ にも質問できます", "en": "Questions now go to メモ too"}


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    folder = tmp_path / "notes"
    folder.mkdir()
    (folder / "pool.md").write_text("# プール\n\nプールの利用料は1回300円です。\n", encoding="utf-8")
    return folder


def paths(desk: Desk) -> list[tuple[str, str]]:
    return [(info.library, info.path) for info in desk.documents()]


@pytest.mark.parametrize("language", ["ja", "en"])
def test_an_added_library_is_asked_with_the_first_and_after_a_restart(
    desk: Desk, notes: Path, settings: Settings, language: str
) -> None:
    desk.following.turn(on=True)
    before = [path for _, path in paths(desk)]
    *_, said = add_library(desk, "メモ", notes, language)
    assert WORDS[language] in str(said)
    first = next(iter(desk.libraries))
    assert sorted(paths(desk)) == sorted([*((first, path) for path in before), ("メモ", "pool.md")])
    assert (desk.following.on, desk.library(first).following.on) == (False, True)
    answer = desk.ask("プールの利用料は1回いくらですか", top_k=5, generate=False)
    assert "300円" in answer.text
    assert answer.sentences[0].citations[0].document.library == "メモ"
    known = {name for _, name in documents_to_choose(desk.documents())}
    choices = checked_choices({"libraries": ["メモ"]}, sorted(known))
    hits = [hit for event in desk.stream("AI", choices, ()) for hit in getattr(event, "hits", ())]
    assert {hit.passage.document.path for hit in hits} == {"pool.md"}
    assert [path.name for path in notes.iterdir()] == ["pool.md"]
    with open_desk(desk.index, settings=settings) as again:
        assert paths(again) == paths(desk)
        assert list(again.libraries) == [first, "メモ"]


def test_what_was_seen_to_be_removed_stays_removed(desk: Desk, notes: Path, corpus: Path) -> None:
    (corpus / "ja" / "予算.md").unlink()
    desk.removals.notice()
    list(add_library(desk, "メモ", notes, "en"))
    assert "ja/予算.md" not in [path for _, path in paths(desk)]


def test_a_library_is_taken_off_and_nothing_is_deleted(desk: Desk, notes: Path, settings: Settings) -> None:
    list(add_library(desk, "メモ", notes, "en"))
    table = libraries_table(desk, "ja")
    assert table.count('data-action="leave"') == 1
    first = next(iter(desk.libraries))
    for name in (first, "nowhere", ""):
        assert not leave_out(desk, name)
    assert leave_out(desk, "メモ")
    assert paths(desk) == [("", path) for path in sorted(DOCUMENTS)]
    root = AddedLibraries(desk.index).root(notes)
    assert ((notes / "pool.md").is_file(), (root / "CURRENT").is_file()) == (True, True)
    with open_desk(desk.index, settings=settings) as again:
        assert (list(again.libraries), again.unopened) == ([], {})
    list(add_library(desk, "メモ", notes, "en"))
    assert ("メモ", "pool.md") in paths(desk)


@pytest.mark.parametrize(
    ("name", "en", "ja"),
    [
        ("index", "", ""),
        ("x" * 61, "at most 60", "60 文字以内"),
        ("a\u202eb", "visible", "目に見える"),
    ],
)
def test_names_are_checked(desk: Desk, notes: Path, name: str, en: str, ja: str) -> None:
    taken = next(iter(desk.knowledge.libraries)) if name == "index" else name
    with pytest.raises(CorpusError) as refused:
        library_name(desk, taken, notes)
    assert (en or f"There is a library {taken} already") in refused.value.en
    assert (ja or f"{taken} という文書庫はすでにあります") in refused.value.ja


def test_without_a_name_it_is_called_like_its_folder(desk: Desk, notes: Path) -> None:
    assert library_name(desk, "  ", notes) == "notes"
    assert library_name(desk, " 私の  メモ ", notes) == "私の メモ"


@pytest.mark.parametrize("place", ["corpus", "corpus/ja", ".", "index", "index/new"])
def test_a_folder_is_in_one_library_only(desk: Desk, tmp_path: Path, place: str) -> None:
    folder = tmp_path / place
    folder.mkdir(exist_ok=True)
    with pytest.raises(CorpusError, match="overlaps"):
        library_name(desk, "new", folder)


def test_a_folder_without_anything_to_read_is_no_library(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    before = paths(desk)
    (said,) = add_library(desk, "leer", tmp_path / "empty", "ja")
    assert "文書" in str(said)
    assert (desk.libraries, paths(desk), AddedLibraries(desk.index).listed()) == ({}, before, {})


def test_one_that_cannot_be_opened_is_said_and_the_rest_answers(
    desk: Desk, notes: Path, settings: Settings
) -> None:
    list(add_library(desk, "<b>メモ", notes, "en"))
    other = settings.model_copy(update={"passages": PassageSplitter(max_chars=200)})
    build(notes, AddedLibraries(desk.index).root(notes), settings=other)
    with open_desk(desk.index, settings=settings) as again:
        assert list(again.unopened) == ["<b>メモ"]
        table = libraries_table(again, "en")
        assert "&lt;b&gt;メモ can&#x27;t be opened" in table
        assert len(again.documents()) == 3
        list(add_library(again, "<b>メモ", notes, "en"))
        assert (again.unopened, len(again.documents())) == ({}, 4)


def test_the_list_leads_nowhere_else(desk: Desk, notes: Path) -> None:
    list(add_library(desk, "メモ", notes, "en"))
    with sqlite3.connect(desk.index / AddedLibraries.FILE_NAME) as connection:
        connection.execute("UPDATE libraries SET place = '../../elsewhere'")
    connection.close()
    assert AddedLibraries(desk.index).listed() == {}
