"""``kotae models``: what it shows, that it asks, and that nothing is fetched unasked."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run

WRITER = "qwen2.5-coder-1.5b-instruct"


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("KOTAE_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", ("writing", "not fetched", "model card")), ("ja", ("文章の作成", "未取得", "モデルカード"))],
)
def test_list_shows_every_model_in_both_languages(run: Run, language: str, words: tuple[str, ...]) -> None:
    shown = run("--language", language, "models", "list")
    assert shown.code == 0
    assert "multilingual-e5-small" in shown.out
    assert "1,117 MB" in shown.out
    assert all(word in shown.out for word in words)


def test_list_as_json_is_one_object_a_model(run: Run) -> None:
    rows = [json.loads(line) for line in run("models", "list", "--json").out.splitlines()]
    assert {(row["name"], row["state"]) for row in rows} >= {
        (WRITER, "missing"),
        ("multilingual-e5-small", "installed"),
    }
    assert all(row["licence"] and row["size"] for row in rows)


@pytest.mark.parametrize(
    ("language", "said"), [("en", "nothing is downloaded unasked"), ("ja", "確認なしには")]
)
def test_get_downloads_nothing_unasked(run: Run, cache: Path, language: str, said: str) -> None:
    refused = run("--language", language, "models", "get", WRITER)
    assert (refused.code, refused.out) == (1, "")
    assert said in refused.err
    assert not cache.exists()


def test_get_of_a_model_that_is_there_asks_nothing(run: Run) -> None:
    shown = run("models", "get", "multilingual-e5-small")
    assert shown.code == 0
    assert "e5-small-q4.bin" in shown.out


def test_get_from_a_folder_without_the_file_says_where_it_looked(run: Run, tmp_path: Path) -> None:
    refused = run("models", "get", WRITER, "--from", str(tmp_path))
    assert refused.code == 1
    assert str(tmp_path) in refused.err


def test_check_tells_sound_from_missing(run: Run) -> None:
    assert "OK" in run("models", "check", "multilingual-e5-small").out
    missing = run("models", "check", WRITER)
    assert (missing.code, "not on this machine" in missing.out) == (0, True)


@pytest.mark.parametrize("words", [("get",), ("remove",), ("steal",), ("get", "none", "--yes")])
def test_wrong_use_is_told(run: Run, words: tuple[str, ...]) -> None:
    assert run("models", *words).code in (1, 2)


def test_remove_of_what_was_never_fetched_frees_nothing(run: Run) -> None:
    assert "Freed: 0 MB" in run("models", "remove", WRITER).out
