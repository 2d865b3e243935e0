"""A build that is killed, or has no room, leaves the last good index; the next one repairs.

"Equal to an undisturbed build" compares every document, passage, offset and vector.
"""

import os
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest

from kotae.embedding.hashing import HashingEmbedder
from kotae.index.generations import build_lock, read_current, read_manifest
from kotae.pipeline import build, open_index
from tests.pipeline.conftest import FILES, write_files
from tests.pipeline.test_incremental import content

REPOSITORY = Path(__file__).resolve().parents[2]
ENVIRONMENT = {"PYTHONPATH": str(REPOSITORY / "src"), "OMP_NUM_THREADS": "1", "KOTAE_LANGUAGE": "ja"}
ADDED = {"ja/新.md": "# 新\n\n新しい文書である。まだ索引にない。\n", "budget.txt": "The budget was cut.\n"}


def run(*arguments: object, before: Callable[[], None] | None = None) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, *map(str, arguments)],
        capture_output=True,
        text=True,
        env={**os.environ, **ENVIRONMENT},
        timeout=300,
        check=False,
        preexec_fn=before,
    )


def crash(corpus: Path, copies: Path, steps: list[int]) -> dict[str, int]:
    """Build once per step, killed there; return what each printed, by "step word"."""
    done = run(Path(__file__).with_name("crash_child.py"), corpus, copies, *steps)
    assert done.returncode == 0, done.stderr
    lines = (line.rsplit(" ", 1) for line in done.stdout.splitlines())
    return {name: int(value) for name, value in lines}


@pytest.fixture
def changed(corpus: Path, tmp_path: Path) -> tuple[Path, Path]:
    """A corpus that changed since its index was built, and that index."""
    build(corpus, tmp_path / "old", embedder=HashingEmbedder())
    write_files(corpus, ADDED)
    (corpus / "en" / "defence.md").unlink()
    return corpus, tmp_path / "old"


def check_after_crash(index: Path, corpus: Path, *, old: object, new: object) -> str:
    """Check that the index answers as before or as after, and that a build repairs it."""
    with open_index(index, embedder=HashingEmbedder()) as kb:
        assert kb.retrieve("AI戦略の予算は2,000億円", top_k=1)[0].passage.document.path == "ja/予算.md"
    found = content(index)
    assert found in (old, new)
    build(corpus, index, embedder=HashingEmbedder())
    assert content(index) == new
    assert only_generation(index)
    return "new" if found == new else "old"


@pytest.mark.parametrize(
    ("apart", "apart_at_the_end"),
    [(16, 3), pytest.param(4, 1, marks=pytest.mark.sweep)],
    ids=["some", "many"],
)
def test_update_killed_at_many_points_loses_nothing(
    changed: tuple[Path, Path], tmp_path: Path, apart: int, apart_at_the_end: int
) -> None:
    corpus, built = changed
    old = content(built)
    copies = tmp_path / "copies"
    shutil.copytree(built, copies / "0")
    total = crash(corpus, copies, [0])["0 steps"]
    new = content(copies / "0")
    steps = sorted({*range(1, total, apart), *range(total, total - 21, -apart_at_the_end)})
    assert len(steps) >= 200 // apart
    for step in steps:
        shutil.copytree(built, copies / str(step))
    statuses = crash(corpus, copies, steps)
    assert {statuses[f"{step} status"] for step in steps} == {signal.SIGKILL}
    outcomes = [check_after_crash(copies / str(step), corpus, old=old, new=new) for step in steps]
    assert outcomes == sorted(outcomes, reverse=True)  # first "old", from the swap on "new"
    assert set(outcomes) == {"old", "new"}


@pytest.mark.parametrize("kind", ["flat", "sketch"])
def test_first_build_killed_on_the_way_leaves_none_or_all(
    kind: str, corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KOTAE_INDEX__EXACT_UP_TO", "30000" if kind == "flat" else "1")
    copies = tmp_path / "copies"
    total = crash(corpus, copies, [0])["0 steps"]
    steps = list(range(1, total + 1, 9))
    assert len(steps) >= 10
    statuses = crash(corpus, copies, steps)
    assert {statuses[f"{step} status"] for step in steps} == {signal.SIGKILL}
    for step in steps:
        index = copies / str(step)
        assert not (index / "CURRENT").exists() or content(index) == content(copies / "0")
        assert build(corpus, index, embedder=HashingEmbedder()).documents == len(FILES)
        assert content(index) == content(copies / "0")
        assert read_manifest(index).vectors["kind"] == kind


BUILD = """
import os, sys
from kotae.embedding.hashing import HashingEmbedder
from kotae.errors import KotaeError
from kotae.pipeline import build
corpus, index, warm, user = sys.argv[1:]
if warm:  # everything is imported before the rights are given up
    build(corpus, warm, embedder=HashingEmbedder())
    os.setgid(int(user))
    os.setuid(int(user))
try:
    build(corpus, index, embedder=HashingEmbedder())
except KotaeError as error:
    sys.exit(f"{type(error).__name__} {error.en} {error.ja}")
"""


def only_generation(index: Path) -> bool:
    return [path.name for path in (index / "generations").iterdir()] == [read_current(index).generation]


@pytest.mark.parametrize("limit", [0, 4_000, 17_000, 30_000])
def test_file_that_cannot_grow_is_said_and_nothing_is_lost(limit: int, changed: tuple[Path, Path]) -> None:
    corpus, index = changed
    old = content(index)

    def limited() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    done = run("-c", BUILD, corpus, index, "", "", before=limited)
    assert f"IndexWriteError {index}: " in done.stderr, done.stderr
    assert "free" in done.stderr
    assert "空き" in done.stderr
    assert content(index) == old
    assert only_generation(index)


def test_second_build_in_another_process_is_refused_and_harmless(changed: tuple[Path, Path]) -> None:
    corpus, index = changed
    old = content(index)
    with build_lock(index):
        done = run("-c", BUILD, corpus, index, "", "")
    assert f"IndexBusyError {index}: another build is running on this index" in done.stderr, done.stderr
    assert f"{index}: この索引は別の処理が作成中です" in done.stderr
    assert content(index) == old
    build(corpus, index, embedder=HashingEmbedder())
    assert content(index) != old


@pytest.mark.parametrize("free_kb", [0, 12, 40, 60, 90])
def test_full_disk_is_said_and_nothing_is_lost(free_kb: int, changed: tuple[Path, Path], disk: Path) -> None:
    corpus, built = changed
    index = disk / "index"
    shutil.copytree(built, index)
    old = content(index)
    room = os.statvfs(disk)
    (disk / "filler").write_bytes(b"x" * (room.f_bavail * room.f_frsize - free_kb * 1024))
    done = run("-c", BUILD, corpus, index, "", "")
    assert f"IndexWriteError {index}: no room left while writing the index" in done.stderr, done.stderr
    assert f"{index}: 索引の書き込み中に空き容量がなくなりました" in done.stderr
    assert content(index) == old
    (disk / "filler").unlink()
    assert run("-c", BUILD, corpus, index, "", "").returncode == 0
    assert content(index) != old
    assert only_generation(index)


@pytest.mark.skipif(os.geteuid() != 0, reason="gives up root's rights on the way")
@pytest.mark.parametrize("exists", [True, False], ids=["update", "first"])
def test_read_only_folder_is_said_and_the_index_stays_usable(
    exists: bool, corpus: Path, tmp_path: Path
) -> None:
    index = tmp_path / "parent" / "index"
    index.parent.mkdir()
    if exists:
        build(corpus, index, embedder=HashingEmbedder())
        write_files(corpus, ADDED)
    for path in tmp_path.parents[:3]:
        if path.stat().st_mode & 0o055 != 0o055 and path.is_relative_to(tempfile.gettempdir()):
            path.chmod(0o755)
    tmp_path.chmod(0o755)
    done = run("-c", BUILD, corpus, index, tmp_path / "warm", 65534)
    assert f"IndexWriteError {index}: the index can't be written (Permission denied)" in done.stderr, (
        done.stderr
    )
    assert f"{index}: 索引を書き込めません（Permission denied）" in done.stderr
    if exists:
        with open_index(index, embedder=HashingEmbedder()) as kb:
            assert len(kb.documents()) == len(FILES)
