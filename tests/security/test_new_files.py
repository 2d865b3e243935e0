"""Whatever writes a file where it is told to takes no other's place, and says so before it begins."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from kotae import new_file
from kotae.errors import InputError
from kotae.new_file import check_new, check_new_folder, write_new
from tests.cli.conftest import Run, corpus, index, run

__all__ = ["corpus", "index", "run"]

SAID = {"en": "isn't written over", "ja": "上書きはしません"}


def commands(tmp_path: Path, index: Path) -> dict[str, tuple[str, ...]]:
    """Every command that is told a place to write to; the place comes behind."""
    (tmp_path / "pairs.jsonl").write_text('{"en": "budget", "ja": "予算"}\n', encoding="utf-8")
    (tmp_path / "set").mkdir()
    row = {"_id": "1", "text": "AI戦略の予算はいくらに増えましたか？", "answers": ["2,000億円"]}
    (tmp_path / "set" / "queries.jsonl").write_text(
        json.dumps(row, ensure_ascii=False) + "\n", encoding="utf-8"
    )
    asked = ("AI戦略の予算はいくらですか", "--index", str(index))
    return {
        "ask": ("ask", *asked, "--proof"),
        "gather": ("gather", *asked, "--output"),
        "train-bridge": ("train-bridge", str(tmp_path / "pairs.jsonl"), "--no-jmdict", "--output"),
        "evaluate": ("evaluate", str(tmp_path / "set"), "--answers", "--index", str(index), "--save"),
    }


def a_file(place: Path) -> None:
    place.write_text("precious")


def a_link(place: Path) -> None:
    (place.parent / "precious").write_text("precious")
    place.symlink_to(place.parent / "precious")


def a_link_to_nothing(place: Path) -> None:
    place.symlink_to(place.parent / "made through the link")


def a_folder(place: Path) -> None:
    place.mkdir()
    (place / "summary.json").write_text("precious")


@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize("make", [a_file, a_link, a_link_to_nothing, a_folder])
@pytest.mark.parametrize("command", ["ask", "gather", "train-bridge", "evaluate"])
def test_what_is_there_stays(
    run: Run, index: Path, tmp_path: Path, command: str, make: Callable[[Path], None], language: str
) -> None:
    place = tmp_path / {"gather": "out.csv", "evaluate": "out"}.get(command, "out.html")
    words = commands(tmp_path, index)[command]
    make(place)
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    ran = run(*words, str(place), "--language", language)
    assert (ran.code, ran.out, ran.err.count("\n")) == (1, "", 1)
    assert SAID[language] in ran.err or (command == "evaluate" and make is a_file and str(place) in ran.err)
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before


def test_a_file_that_came_meanwhile_stays_too(tmp_path: Path) -> None:
    check_new(tmp_path / "new")
    (tmp_path / "new").write_text("precious")
    with pytest.raises(InputError):
        write_new(tmp_path / "new", b"mine")
    assert (tmp_path / "new").read_text() == "precious"
    check_new_folder(tmp_path / "absent")
    (tmp_path / "empty").mkdir()
    check_new_folder(tmp_path / "empty")
    write_new(tmp_path / "empty" / "a", b"mine")
    assert (tmp_path / "empty" / "a").read_bytes() == b"mine"


@pytest.mark.parametrize("unnamed", [True, False], ids=["where a file may have no name", "where it may not"])
def test_what_stops_the_writing_leaves_no_half_of_a_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, unnamed: bool
) -> None:
    """Whatever but a full disk stopped it, Control-C too, left a beginning: the next call was told that there is a file."""
    if not unnamed:
        monkeypatch.setattr(new_file, "_written_unnamed", lambda *_: False)
    with pytest.raises(TypeError):
        write_new(tmp_path / "答え.json", "no bytes")  # type: ignore[arg-type]  # fails when the file is open
    assert list(tmp_path.iterdir()) == []
    write_new(tmp_path / "答え.json", b"{}")
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("答え.json", b"{}")]
