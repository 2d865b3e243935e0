"""A file that ran out of time is remembered with its reason: it costs that time once, not at every build."""

import os
import signal
from collections.abc import Sequence
from pathlib import Path

import pytest

from kotae.config import Settings
from kotae.embedding.hashing import HashingEmbedder
from kotae.index.rows import SourceFile
from kotae.parsing import ReadingSettings
from kotae.parsing.confined import isolation
from kotae.parsing.confined.pool import take_worker
from kotae.parsing.confined.process import Worker
from kotae.pipeline import build
from kotae.pipeline.builds.executor import FileReader, Here
from tests.hostile.files import zipped
from tests.pipeline.conftest import write_files

SLOW = "<p>" + "<div><b>" * 300_000
IN_TIME = Settings(reading=ReadingSettings(max_seconds=1))


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The files that were opened to be read, in that order."""
    opened: list[str] = []
    real = Here.read

    def counting(self: Here, folder: Path, files: Sequence[SourceFile]) -> FileReader:
        reader = real(self, folder, files)

        def one(file: SourceFile) -> object:
            opened.append(file.path)
            return reader(file)

        return one  # type: ignore[return-value]  # what it returns is what the real one does

    monkeypatch.setattr(Here, "read", counting)
    return opened


def test_what_ran_out_of_time_is_read_again_only_when_it_or_its_limits_change(
    tmp_path: Path, read: list[str]
) -> None:
    corpus, index = tmp_path / "corpus", tmp_path / "index"
    write_files(corpus, {"a.md": "港の予算は二億円です。\n", "slow.html": SLOW})
    (corpus / "part.zip").write_bytes(zipped({"a.txt": "The pier is open.", "slow.html": SLOW + "x"}))

    def again() -> tuple[list[str], list[tuple[str, str]], list[str]]:
        read.clear()
        report = build(corpus, index, settings=IN_TIME, embedder=HashingEmbedder())
        return read.copy(), [(one.path, one.reason_en[:31]) for one in report.skipped], list(report.warnings)

    late = [("slow.html", "reading took longer than 1 seco")]
    first, skipped, warnings = again()
    assert (first, skipped) == (["a.md", "part.zip", "slow.html"], late)
    assert any("part.zip/slow.html" in one and "took longer" in one for one in warnings)
    assert again() == ([], late, warnings)

    write_files(corpus, {"b.md": "The lighthouse is closed.\n"})
    assert again() == (["b.md"], late, warnings)

    write_files(corpus, {"slow.html": "<p>It is short now."})
    assert again() == (["slow.html"], [], warnings)


def test_raising_a_limit_reads_what_it_left_out_and_nothing_else(tmp_path: Path, read: list[str]) -> None:
    """The message says to raise max_seconds; whoever did was told the same again, for nothing else had changed."""
    corpus, index = tmp_path / "corpus", tmp_path / "index"
    write_files(corpus, {"a.md": "港の予算は二億円です。\n", "slow.html": SLOW})
    (corpus / "part.zip").write_bytes(zipped({"a.txt": "The pier is open.", "slow.html": SLOW + "x"}))
    (corpus / "whole.zip").write_bytes(zipped({"b.txt": "The lighthouse is closed."}))

    def again(**limits: float) -> list[str]:
        read.clear()
        build(
            corpus,
            index,
            settings=Settings(reading=ReadingSettings(**limits)),  # type: ignore[arg-type]  # numbers by name
            embedder=HashingEmbedder(),
        )
        return read.copy()

    assert len(again(max_seconds=1)) == 4
    assert again(max_seconds=1) == []
    assert again(max_seconds=2) == ["part.zip", "slow.html"]
    assert again(max_seconds=2) == []
    assert again(max_seconds=1) == []
    assert again(max_seconds=1, max_memory_bytes=2_100_000_000) == ["part.zip", "slow.html"]


def test_what_got_no_processor_is_read_at_the_next_build(
    tmp_path: Path, read: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a machine that is busy with something else, a file is late by the clock and no slow one."""
    corpus, index = tmp_path / "corpus", tmp_path / "index"
    write_files(corpus, {"a.md": "港の予算は二億円です。\n", "b.md": "The pier is open.\n"})
    taken = take_worker

    def stopped(settings: ReadingSettings) -> Worker:
        worker = taken(settings)
        if read[-1:] == ["b.md"]:
            os.kill(worker._process.pid, signal.SIGSTOP)
        return worker

    def again() -> tuple[list[str], list[str]]:
        read.clear()
        report = build(corpus, index, settings=IN_TIME, embedder=HashingEmbedder())
        return read.copy(), [one.path for one in report.skipped]

    with monkeypatch.context() as busy:
        busy.setattr(isolation, "take_worker", stopped)
        assert again() == (["a.md", "b.md"], ["b.md"])
    assert again() == (["b.md"], [])
    assert again() == ([], [])
