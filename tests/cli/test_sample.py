"""The sample library: copied to where the user works, offered where there is no index, never forced."""

import io
from pathlib import Path

import pytest

from kotae.cli.sample import begin_empty, copy_sample, offer_sample, sample_folder
from kotae.config import Settings
from kotae.embedding.settings import EmbeddingSettings
from kotae.errors import CorpusError
from kotae.pipeline import build, open_index
from tests.cli.conftest import Run, Terminal

QUESTION = "kotae.cli.sample.typer.confirm"


def test_sample_holds_both_languages() -> None:
    assert len(list((sample_folder() / "ja").glob("*.md"))) == 20
    assert len(list((sample_folder() / "en").glob("*.md"))) == 20


def test_copy_is_whole_used_again_and_never_over_something_else(tmp_path: Path) -> None:
    target = copy_sample(tmp_path / "corpus")
    assert copy_sample(target) == target
    for path in sample_folder().rglob("*.md"):
        assert (target / path.relative_to(sample_folder())).read_bytes() == path.read_bytes()
    (target / "mine.md").write_text("私の文書")
    with pytest.raises(CorpusError, match="something else") as caught:
        copy_sample(target)
    assert "別のものがあります" in caught.value.ja
    assert (target / "mine.md").read_text() == "私の文書"


def test_index_of_the_sample_is_built_in_the_working_folder(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("index", "--sample").code == 0
    assert "Oracle" in run("search", "Oracle investment in Japan").out
    assert (tmp_path / "corpus" / "ja").is_dir()


@pytest.mark.parametrize("terminal", [True, False])
@pytest.mark.parametrize("says_yes", [True, False])
@pytest.mark.parametrize("language", ["en", "ja"])
def test_sample_is_offered_to_a_person_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, terminal: bool, says_yes: bool, language: str
) -> None:
    asked: list[str] = []

    def confirm(question: str, *, err: bool) -> bool:
        asked.append(question)
        return says_yes

    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("KOTAE_LANGUAGE", language)
    monkeypatch.setenv("KOTAE_EMBEDDING__MODEL", "hashing")
    monkeypatch.setattr("sys.stdin", Terminal() if terminal else io.StringIO())
    monkeypatch.setattr(QUESTION, confirm)
    offer_sample(Path("index"), settings=Settings())
    assert len(asked) == terminal
    assert all(("見本の文書" in question) == (language == "ja") for question in asked)
    assert (tmp_path / "index" / "CURRENT").is_file() == (terminal and says_yes)
    offer_sample(Path("index"), settings=Settings())
    assert len(asked) == terminal * (1 if says_yes else 2)


def test_an_empty_library_is_begun_where_nothing_is_and_grows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    settings = Settings(embedding=EmbeddingSettings(model="hashing"))
    assert begin_empty(Path("index"), settings=settings) == Path("corpus")
    assert begin_empty(Path("index"), settings=settings) is None, "there is one now"
    with open_index("index", settings=settings) as knowledge:
        assert knowledge.documents() == []
        assert knowledge.ask("予算はいくらですか").status == "not_found"
        (tmp_path / "corpus" / "予算.md").write_text("# 予算\n\n予算は5億円である。\n", encoding="utf-8")
        assert build(index="index", settings=settings).added == 1
        assert knowledge.ask("予算は5億円か").status == "answered"


def test_documents_that_wait_to_be_indexed_are_no_empty_library(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "a.md").write_text("a", encoding="utf-8")
    assert begin_empty(Path("index"), settings=Settings()) is None
    assert not (tmp_path / "index").exists()
