"""What another account of this machine could have put there is neither written into nor obeyed; what kotae makes is its own."""

import os
from pathlib import Path

import pytest

from kotae.config import Settings
from kotae.embedding.hashing import HashingEmbedder
from kotae.errors import IndexWriteError, SettingsError
from kotae.index.ownership import MARK
from kotae.pipeline import build
from tests.pipeline.conftest import write_files
from tests.security.test_index_folder import snapshot

ANOTHER, ME = 4_243, 4_242


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    write_files(tmp_path / "corpus", {"a.md": "# 予算\n\n予算は2,000億円である。\n"})
    return tmp_path / "corpus"


def given_away(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a file or folder belong to another account: give it away where that is allowed, else be somebody else."""
    me = os.geteuid()
    if me == 0:
        os.chown(path, ANOTHER, -1)
        monkeypatch.setattr(os, "geteuid", lambda: ME)
    else:
        monkeypatch.setattr(os, "geteuid", lambda: me + 1)


@pytest.mark.parametrize("holds", ["mark", "nothing", "index"])
def test_a_folder_of_another_account_is_refused_whatever_mark_it_bears(
    holds: str, corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Put where kotae writes if nothing else is said, it would have been given the documents' text."""
    theirs = tmp_path / "index"
    build(corpus, theirs, embedder=HashingEmbedder())
    if holds != "index":
        mark = (theirs / MARK).read_bytes()
        theirs = tmp_path / "theirs"
        theirs.mkdir()
        if holds == "mark":
            (theirs / MARK).write_bytes(mark)
    before = snapshot(theirs)
    write_files(corpus, {"b.md": "A secret came in.\n"})
    with monkeypatch.context() as patched:
        given_away(theirs, patched)
        with pytest.raises(IndexWriteError) as caught:
            build(corpus, theirs, embedder=HashingEmbedder())
    assert "another account" in caught.value.en
    assert "別のアカウント" in caught.value.ja
    assert snapshot(theirs) == before


def test_root_uses_the_folder_it_is_given(
    corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In a container it is given folders of accounts that it doesn't know."""
    (tmp_path / "index").mkdir()
    given_away(tmp_path / "index", monkeypatch)
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    assert build(corpus, tmp_path / "index", embedder=HashingEmbedder()).documents == 1


def test_a_settings_file_of_another_account_counts_only_where_it_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It could have questions and passages sent to a server of theirs."""
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "kotae.toml"
    path.write_text("[passages]\nmax_chars = 333\n")
    assert Settings().passages.max_chars == 333
    given_away(path, monkeypatch)
    with pytest.raises(SettingsError) as caught:
        Settings()
    assert "another account" in caught.value.en
    assert "別のアカウント" in caught.value.ja
    assert str(path) in caught.value.en
    assert Settings.load(path).passages.max_chars == 333


def test_an_index_is_made_for_its_account_alone(corpus: Path, tmp_path: Path) -> None:
    """It holds the text of documents that may lie where nobody else reads."""
    os.chmod(corpus, 0o700)
    given = tmp_path / "given"
    given.mkdir(mode=0o755)
    os.chmod(given, 0o755)
    for index, rights in ((tmp_path / "made" / "index", 0o700), (given, 0o755)):
        build(corpus, index, embedder=HashingEmbedder())
        assert index.stat().st_mode & 0o777 == rights
