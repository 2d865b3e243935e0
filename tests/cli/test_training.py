"""``kotae train-bridge`` as a user meets it."""

import json
import tomllib
from pathlib import Path

import pytest

from kotae.translation import TranslationTable
from tests.cli.conftest import Run


@pytest.fixture
def bitext(tmp_path: Path) -> Path:
    path = tmp_path / "pairs.jsonl"
    path.write_text('{"en": "budget", "ja": "予算"}\n{"en": "tax", "ja": "税金"}\n', encoding="utf-8")
    return path


def test_train_bridge_writes_the_table_and_names_the_setting(run: Run, bitext: Path, tmp_path: Path) -> None:
    output = tmp_path / "own.npz"
    ran = run("train-bridge", str(bitext), "--output", str(output), "--no-jmdict")
    assert ran.code == 0
    assert ran.out.startswith("Word pairs: 4\nJapanese words: 2\nEnglish words: 2\n")
    settings = tomllib.loads(ran.out.split("\n\n")[1])
    assert settings == {"retrieval": {"bridge_table": str(output)}}
    table = TranslationTable.load(output)
    assert table.translations("budget", "en") == (("予算", 1.0),)
    assert table.translations("税金", "ja") == (("tax", 1.0),)


def test_train_bridge_json_and_japanese(run: Run, bitext: Path, tmp_path: Path) -> None:
    words = ("train-bridge", str(bitext), "--output", str(tmp_path / "own.npz"), "--no-jmdict")
    assert json.loads(run(*words, "--json").out) == {
        "output": str(tmp_path / "own.npz"),
        "setting": "retrieval.bridge_table",
        "links": 4,
        "ja": 2,
        "en": 2,
    }
    again = ("train-bridge", str(bitext), "--output", str(tmp_path / "again.npz"), "--no-jmdict")
    assert "kotae.toml に次のように書きます" in run(*again, "--language", "ja").out


@pytest.mark.parametrize(
    ("content", "english", "japanese"),
    [(None, "can't be read", "を読めません"), ("not json\n", "line 1", "1 行目")],
    ids=["missing", "malformed"],
)
def test_a_bad_bitext_is_one_line_in_the_users_language(
    run: Run, tmp_path: Path, content: str | None, english: str, japanese: str
) -> None:
    path = tmp_path / "b.jsonl"
    if content is not None:
        path.write_text(content, encoding="utf-8")
    for language, expected in (("en", english), ("ja", japanese)):
        ran = run(
            "train-bridge",
            str(path),
            "--output",
            str(tmp_path / "t.npz"),
            "--no-jmdict",
            "--language",
            language,
        )
        assert ran.code == 1
        assert ran.out == ""
        assert ran.err.startswith("kotae: ")
        assert ran.err.count("\n") == 1
        assert expected in ran.err
        assert "b.jsonl" in ran.err
