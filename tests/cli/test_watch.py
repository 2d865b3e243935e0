"""``kotae index --watch`` as a process: files come, change, move and go; Ctrl-C ends it."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Run


def _hear_ctrl_c() -> None:
    """Undo what a shell does for background jobs, whose children would never hear of Ctrl-C."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@pytest.fixture(params=["en", "ja"])
def watching(
    request: pytest.FixtureRequest, corpus: Path, tmp_path: Path
) -> Iterator["subprocess.Popen[str]"]:
    environment = os.environ | {
        "KOTAE_EMBEDDING__MODEL": "hashing",
        "KOTAE_LANGUAGE": request.param,
        "PYTHONPATH": os.pathsep.join(sys.path),
    }
    command = [
        sys.executable,
        "-m",
        "kotae",
        "index",
        str(corpus),
        "--index",
        str(tmp_path / "i"),
        "--watch",
        "--json",
    ]
    with subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=environment,
        preexec_fn=_hear_ctrl_c,
    ) as process:
        yield process
        process.kill()


def next_line(process: "subprocess.Popen[str]") -> dict[str, Any]:
    assert process.stdout is not None
    line: dict[str, Any] = json.loads(process.stdout.readline())
    return line


def test_watch_follows_files_and_ends_with_ctrl_c(
    watching: "subprocess.Popen[str]", corpus: Path, tmp_path: Path, run: Run
) -> None:
    assert next_line(watching)["added"] == 3
    (corpus / "ja" / "新.md").write_text("# 新しい文書\n\n量子計算機の予算が決まった。\n", encoding="utf-8")
    assert next_line(watching)["added"] == 1
    found = run("search", "量子計算機の予算", "--index", str(tmp_path / "i"), "--json", "--top-k", "1")
    assert json.loads(found.out)["path"] == "ja/新.md"
    (corpus / "ja" / "新.md").rename(corpus / "en" / "moved.md")
    moved = next_line(watching)
    assert (moved["unchanged"], moved["embedded"]) == (4, 0)
    (corpus / "en" / "budget.md").write_text("# Budget\n\nNothing is left of it.\n", encoding="utf-8")
    assert next_line(watching)["changed"] == 1
    (corpus / "torn.pdf").write_bytes(b"%PDF-1.7 torn")
    assert [file["path"] for file in next_line(watching)["skipped"]] == ["torn.pdf"]
    away = corpus.rename(tmp_path / "away")
    assert str(corpus) in next_line(watching)["error"]
    away.rename(corpus)
    assert next_line(watching)["documents"] == 4
    (corpus / "en" / "moved.md").unlink()
    assert next_line(watching)["removed"] == 1
    watching.send_signal(signal.SIGINT)
    _, said = watching.communicate(timeout=60)
    assert watching.returncode == 130
    assert "Traceback" not in said
    assert "Ctrl-C" in said


def test_watch_ends_politely_when_told_to(watching: "subprocess.Popen[str]") -> None:
    next_line(watching)
    watching.send_signal(signal.SIGTERM)
    _, said = watching.communicate(timeout=60)
    assert (watching.returncode, "Traceback" in said) == (0, False)
