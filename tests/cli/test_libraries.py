"""``--index`` given several times: the libraries are asked as one, and every source says which it is from."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run


@pytest.fixture
def other(run: Run, tmp_path: Path) -> Path:
    folder = tmp_path / "minutes"
    (folder / "corpus").mkdir(parents=True)
    (folder / "corpus" / "会議.md").write_text("# 会議\n\n次回の会議は6月12日に開く。\n", encoding="utf-8")
    assert run("index", str(folder / "corpus"), "--index", str(folder / "index")).code == 0
    return folder / "index"


def test_several_libraries_are_asked_as_one(run: Run, index: Path, other: Path) -> None:
    given = ("--index", f"計画={index}", "--index", str(other))
    answered = json.loads(run("ask", "次回の会議はいつ開きますか", *given, "--json").out)
    assert answered["sentences"][0]["citations"][0]["document"]["library"] == "minutes"
    assert "[minutes] 会議.md" in run("ask", "次回の会議はいつ開きますか", *given).out
    found = run("search", "AI budget 会議", *given, "--json").out.splitlines()
    assert {json.loads(line)["library"] for line in found} == {"計画", "minutes"}
    chosen = run("search", "AI budget 会議", *given, "--where", "library=計画", "--json").out.splitlines()
    assert {json.loads(line)["library"] for line in chosen} == {"計画"}


def test_a_name_given_twice_is_refused(run: Run, index: Path, other: Path) -> None:
    for second in (f"minutes={index}", f"x={index}"):
        ran = run("ask", "?", "--index", second, "--index", "x=nowhere", "--index", str(other))
        assert ran.code == 2
        assert "×2" in ran.err
