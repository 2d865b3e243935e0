"""Conversations that last: written as they go, listed, searched, renamed, deleted, each to its owner."""

import sqlite3
from pathlib import Path

import pytest

from kotae.errors import IndexWriteError
from kotae.ui.conversations.conversation import Turn
from kotae.ui.conversations.kept import ConversationStore
from tests.ui.builders import answer, refusal


def test_what_is_kept_comes_back_as_it_was(tmp_path: Path) -> None:
    store = ConversationStore(tmp_path)
    first = Turn(number=1, question="予算は？", answer=answer("ja"))
    failed = Turn(number=2, question="と？", error=("It broke.", "壊れました。"))
    asked = Turn(number=3, question="And in the US?", checked=answer("en").sentences)
    name = store.keep("", first, owner="")
    assert [store.keep(name, turn, owner="") for turn in (failed, asked)] == [name, name]
    assert ConversationStore(tmp_path).turns(name, owner="") == (first, failed, asked)
    store.keep(name, Turn(number=3, question="And in the US?", answer=refusal("en")), owner="")
    assert store.turns(name, owner="")[2].answer == refusal("en")
    assert (store.count(name, owner=""), store.count("", owner="")) == (3, 0)


@pytest.mark.parametrize(
    ("wanted", "titles"),
    [
        ("", ["What <b>?", "予算は？"]),
        ("予算", ["予算は？"]),
        ("2,000億円", ["予算は？"]),
        ("100%_", []),
        ("WHAT", ["What <b>?"]),
        ("２，０００億円　予算", ["予算は？"]),
        ("<b> what", ["What <b>?"]),
        ("予算 what", []),
    ],
)
def test_conversations_are_listed_and_searched(tmp_path: Path, wanted: str, titles: list[str]) -> None:
    store = ConversationStore(tmp_path)
    assert store.conversations(owner="") == ()
    store.keep("", Turn(number=1, question="予算は？", answer=answer("ja")), owner="")
    store.keep("", Turn(number=1, question="What  \n<b>?"), owner="")
    store.keep("", Turn(number=1, question="予算 of another"), owner="花子")
    assert [info.title for info in store.conversations(owner="", wanted=wanted)] == titles


def test_conversations_are_renamed_and_deleted(tmp_path: Path) -> None:
    store = ConversationStore(tmp_path)
    name = store.keep("", Turn(number=1, question="予算は？", answer=answer("ja")), owner="")
    assert (store.rename(name, "  予算 ", owner=""), store.rename(name, " ", owner="")) == (True, False)
    assert [info.title for info in store.conversations(owner="")] == ["予算"]
    assert (store.delete(name, owner=""), store.delete(name, owner="")) == (True, False)
    assert store.turns(name, owner="") == ()
    assert b"2,000" not in (tmp_path / ConversationStore.FILE_NAME).read_bytes()


@pytest.mark.parametrize("name", ["", "x", "../../etc", "0" * 32, "' OR 1=1 --"])
def test_a_name_that_is_none_begins_a_new_one(tmp_path: Path, name: str) -> None:
    store = ConversationStore(tmp_path)
    kept = store.keep(name, Turn(number=1, question="?"), owner="")
    assert kept != name
    assert len(kept) == 32
    assert store.turns(name, owner="") == ()


def test_nobody_reaches_into_anothers_conversations(tmp_path: Path) -> None:
    store = ConversationStore(tmp_path)
    mine = store.keep("", Turn(number=1, question="秘密"), owner="花子")
    assert store.turns(mine, owner="bob") == ()
    assert (store.rename(mine, "x", owner="bob"), store.delete(mine, owner="bob")) == (False, False)
    assert store.keep(mine, Turn(number=1, question="x"), owner="bob") != mine
    assert [turn.question for turn in store.turns(mine, owner="花子")] == ["秘密"]


def test_an_answer_of_another_version_is_told(tmp_path: Path) -> None:
    store = ConversationStore(tmp_path)
    name = store.keep("", Turn(number=1, question="?", answer=answer("ja")), owner="")
    with sqlite3.connect(tmp_path / ConversationStore.FILE_NAME) as connection:
        connection.execute("UPDATE turns SET answer = '{\"question\": 1}'")
    connection.close()
    (turn,) = store.turns(name, owner="")
    assert (turn.question, turn.answer) == ("?", None)
    assert turn.error is not None
    assert "別の版" in turn.error[1]


@pytest.mark.parametrize("language", ["en", "ja"])
def test_unwritable_places_are_told(tmp_path: Path, language: str) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("")
    with pytest.raises(IndexWriteError) as caught:
        ConversationStore(blocked).keep("", Turn(number=1, question="?"), owner="")
    assert str(blocked) in caught.value.message(language)


def test_what_narrowed_a_question_is_kept_also_in_a_file_made_before(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / ConversationStore.FILE_NAME) as before:
        before.execute(
            "CREATE TABLE turns (conversation TEXT NOT NULL, number INTEGER NOT NULL, question TEXT NOT NULL, "
            "answer TEXT, error_en TEXT, error_ja TEXT, key TEXT NOT NULL, PRIMARY KEY (conversation, number))"
        )
    before.close()
    store = ConversationStore(tmp_path)
    scope = ("Japanese only", "日本語の文書のみ")
    name = store.keep("", Turn(number=1, question="予算は？", scope=scope), owner="")
    store.keep(name, Turn(number=2, question="And where?"), owner="")
    assert [turn.scope for turn in store.turns(name, owner="")] == [scope, None]
