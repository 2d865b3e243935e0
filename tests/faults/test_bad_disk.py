"""A disk that is full, or that fails (EIO) at whatever call: the last index answers, one line says so, nothing stays open."""

import errno
import gc
import os
import shutil
from pathlib import Path

import pytest

from kotae.embedding.hashing import HashingEmbedder
from kotae.errors import IndexWriteError, KotaeError
from kotae.index.generations import read_current
from kotae.pipeline import build, open_index
from kotae.ui.conversations.conversation import Turn
from kotae.ui.conversations.kept import ConversationStore
from tests.pipeline.conftest import write_files

FILES = {f"{n}.md": f"# 紙{n}\n\n第{n}条の契約は{n}月に終わる。\n" for n in range(1, 7)} | {
    f"{n}.txt": f"Lease {n} ends in month {n}.\n" for n in range(1, 6)
}
MORE = {
    f"more{n}.md": f"# Paper {n}\n\n" + f"The tram of town {n} runs. 市電{n}は走る。\n\n" * 60
    for n in range(6)
}


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    write_files(tmp_path / "corpus", FILES)
    return tmp_path / "corpus"


def open_below(folder: Path) -> list[str]:
    """Files of a folder that this process holds open or mapped."""
    found = []
    for handle in os.listdir("/proc/self/fd"):
        try:
            found.append(os.readlink(f"/proc/self/fd/{handle}"))
        except OSError:  # the handle of this very listing
            continue
    found += [line.split(maxsplit=5)[-1] for line in Path("/proc/self/maps").read_text("utf-8").splitlines()]
    return [place for place in found if place.startswith(f"{folder}/")]


def paths(index: Path) -> list[str]:
    with open_index(index, embedder=HashingEmbedder()) as knowledge:
        return sorted(info.path for info in knowledge.documents())


@pytest.mark.skipif(not os.path.isdir("/proc/self/fd"), reason="asks the system which files are open")
@pytest.mark.parametrize("free_kb", [0, 24, 60, 120])
def test_after_a_full_disk_nothing_is_open_on_it(
    corpus: Path, tmp_path: Path, disk: Path, free_kb: int
) -> None:
    """Of two files that couldn't be closed the second stayed open, and the disk couldn't be taken away."""
    build(corpus, tmp_path / "index", embedder=HashingEmbedder())
    index = disk / "index"
    shutil.copytree(tmp_path / "index", index)
    write_files(corpus, MORE)
    room = os.statvfs(disk)
    (disk / "filler").write_bytes(b"x" * (room.f_bavail * room.f_frsize - free_kb * 1024))
    gc.disable()  # a collection would close what was forgotten
    try:
        with pytest.raises(IndexWriteError) as raised:
            build(corpus, index, embedder=HashingEmbedder())
        said = raised.value.en, raised.value.ja
        del raised
        assert open_below(disk) == []
    finally:
        gc.enable()
    assert "no room left while writing the index" in said[0]
    assert "空き容量がなくなりました" in said[1]
    assert paths(index) == sorted(FILES)
    assert [path.name for path in (index / "generations").iterdir()] == [read_current(index).generation]


def broken_build(corpus: Path, index: Path, name: str, at: int) -> tuple[int, KotaeError | None]:
    """Build where one of the system's calls fails as on a bad disk, at the so-many-th time; and how often it was called."""
    real, calls, error = getattr(os, name), 0, None

    def call(*given: object, **more: object) -> object:
        nonlocal calls
        if (
            isinstance(given[0], str | Path)
            and Path(given[0]).is_absolute()
            and index not in Path(given[0]).parents
        ):
            return real(*given, **more)  # a folder elsewhere that is made once: the disk of the index fails
        calls += 1
        if calls == at:
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        return real(*given, **more)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(os, name, call)
        try:
            build(corpus, index, embedder=HashingEmbedder())
        except KotaeError as raised:
            error = raised
    return calls, error


@pytest.mark.parametrize("name", ["fsync", "replace", "posix_fallocate", "mkdir"])
def test_a_disk_that_fails_at_any_call_loses_no_index(corpus: Path, tmp_path: Path, name: str) -> None:
    """Where the disk failed after the new index had been named, its files were removed: nothing answered any more."""
    index = tmp_path / "index"
    build(corpus, index, embedder=HashingEmbedder())
    write_files(corpus, MORE)
    new = sorted({**FILES, **MORE})
    copy = shutil.copytree(index, tmp_path / "0")
    calls, _ = broken_build(corpus, copy, name, 0)
    assert paths(copy) == new
    for at in sorted({1, calls // 2, calls - 1, calls} - {0}):
        copy = shutil.copytree(index, tmp_path / str(at))
        _, error = broken_build(corpus, copy, name, at)
        assert error is not None
        assert paths(copy) in (sorted(FILES), new)
        assert str(copy) in error.en
        assert "Input/output error" in error.en
        assert str(copy) in error.ja
    build(corpus, copy, embedder=HashingEmbedder())
    assert paths(copy) == new
    assert len(list((copy / "generations").iterdir())) == 1


def test_a_conversation_that_finds_no_room_is_whole_or_not_there(disk: Path) -> None:
    store = ConversationStore(disk)
    first = Turn(number=1, question="What is due? 締切は？", key="a" * 32)
    name = store.keep("", first, owner="")
    room = os.statvfs(disk)
    (disk / "filler").write_bytes(b"x" * (room.f_bavail * room.f_frsize))
    with pytest.raises(IndexWriteError) as raised:
        store.keep(name, Turn(number=2, question="長" * 200_000, key="b" * 32), owner="")
    assert "conversations can't be kept" in raised.value.en
    assert "free space" in raised.value.en
    assert "空き" in raised.value.ja
    del raised
    assert open_below(disk) == []
    assert [turn.question for turn in store.turns(name, owner="")] == [first.question]
    (disk / "filler").unlink()
    assert store.keep(name, Turn(number=2, question="And then?", key="c" * 32), owner="") == name
    assert [turn.number for turn in store.turns(name, owner="")] == [1, 2]
