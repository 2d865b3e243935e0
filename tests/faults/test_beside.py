"""What is remembered beside an index: never through a link, never without end, and named where it is damaged."""

import json
import os
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kotae.config import Settings
from kotae.embedding.settings import EmbeddingSettings
from kotae.errors import IndexWriteError
from kotae.pipeline import KnowledgeBase, open_index
from kotae.ui.conversations.conversation import Turn
from kotae.ui.conversations.feedback import FeedbackStore
from kotae.ui.conversations.kept import ConversationStore
from tests.libraries import built_library

HASHING = Settings(embedding=EmbeddingSettings(model="hashing"))
FILES = {
    "fees.md": "# Fees\n\nThe parking fee is 800 yen a day.\n",
    "料金.md": "# 料金\n\n駐車場の料金は1日900円です。\n",
}

USES: dict[str, Callable[[KnowledgeBase, Path], object]] = {
    "conflicts.sqlite3": lambda kb, _: kb.dismiss_conflict("0123456789ab"),
    "selftest.sqlite3": lambda kb, _: kb.use_threshold(0.5),
    "feedback.sqlite3": lambda _, index: FeedbackStore(index).comment("turn", "words"),
    "conversations.sqlite3": lambda _, index: ConversationStore(index).keep(
        "", Turn(number=1, question="q"), owner=""
    ),
}


@pytest.fixture
def index(tmp_path: Path) -> Path:
    return built_library(tmp_path / "library", FILES, settings=HASHING)


def _link(path: Path, other: Path) -> None:
    path.symlink_to(other)


def _pipe(path: Path, _: Path) -> None:
    os.mkfifo(path)


def _folder(path: Path, _: Path) -> None:
    path.mkdir()


def _journal(path: Path, other: Path) -> None:
    path.with_name(f"{path.name}-journal").symlink_to(other)


@pytest.mark.parametrize("put", [_link, _pipe, _folder, _journal])
@pytest.mark.parametrize("name", USES)
def test_what_is_no_ordinary_file_is_neither_read_nor_written(
    index: Path, tmp_path: Path, name: str, put: Callable[[Path, Path], None]
) -> None:
    """A link would have kotae write tables into somebody's database; an index may come from elsewhere."""
    other = tmp_path / "mine.sqlite3"
    other.write_bytes(b"mine")
    put(index / name, other)
    with open_index(index, settings=HASHING) as knowledge, pytest.raises(IndexWriteError) as refused:
        USES[name](knowledge, index)
    assert "isn't an ordinary file" in refused.value.en
    assert "通常のファイルではありません" in refused.value.ja
    assert other.read_bytes() == b"mine"


def test_a_link_to_nothing_makes_nothing(index: Path, tmp_path: Path) -> None:
    for name, use in USES.items():
        (index / name).symlink_to(tmp_path / "elsewhere")
        with open_index(index, settings=HASHING) as knowledge, pytest.raises(IndexWriteError):
            use(knowledge, index)
    assert not (tmp_path / "elsewhere").exists()


def _altered(path: Path, sql: str, *values: Any) -> None:  # noqa: ANN401 - whatever SQLite holds
    connection = sqlite3.connect(path)
    with connection:
        connection.execute(sql, values)
    connection.close()


@pytest.mark.parametrize("name", USES)
def test_a_damaged_file_is_named_and_what_to_do(index: Path, name: str) -> None:
    (index / name).write_bytes(b"no database at all, but long enough to look like one " * 40)
    with open_index(index, settings=HASHING) as knowledge, pytest.raises(IndexWriteError) as refused:
        USES[name](knowledge, index)
    assert name in refused.value.en
    assert "move it away" in refused.value.en
    assert "壊れています" in refused.value.ja


@pytest.mark.parametrize("value", ["much", 99.0, -1.0, float("inf"), b"\x00"])
def test_a_threshold_that_is_none_is_damage(index: Path, value: object) -> None:
    with open_index(index, settings=HASHING) as knowledge:
        knowledge.use_threshold(0.5)
        _altered(index / "selftest.sqlite3", "UPDATE threshold SET value = ?", value)
        with pytest.raises(IndexWriteError, match="the file is damaged"):
            knowledge.ask("How much is the parking fee?")


@pytest.mark.parametrize(
    "outcomes", ["{", "[]", '{"a": 1}', '{"a": ["b", "c"]}', "[" * 50_000, json.dumps({"a": ["b"]})]
)
def test_outcomes_that_are_something_else_are_damage(index: Path, outcomes: str) -> None:
    with open_index(index, settings=HASHING) as knowledge:
        knowledge.selftest(questions=4)
        _altered(index / "selftest.sqlite3", "UPDATE last SET outcomes = ?", outcomes)
        with pytest.raises(IndexWriteError, match="the file is damaged"):
            knowledge.selftest(questions=4)
