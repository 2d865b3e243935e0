"""What lies where a build that was broken off leaves its vectors: nobody waits for it, and it is neither followed nor filled."""

import os
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from kotae.embedding.hashing import HashingEmbedder
from kotae.index.reader import IndexReader
from kotae.index.unfinished import Unfinished
from kotae.pipeline import build
from tests.pipeline.conftest import write_files

NAMES = ("unfinished.keys", "unfinished.vectors")


def _pipe(path: Path, _: Path) -> None:
    os.mkfifo(path)


def _link(path: Path, other: Path) -> None:
    path.symlink_to(other)


def _endless(path: Path, _: Path) -> None:
    path.symlink_to("/dev/zero")


def _nowhere(path: Path, other: Path) -> None:
    path.symlink_to(other.with_name("nowhere"))


@pytest.mark.parametrize("put", [_pipe, _link, _endless, _nowhere])
@pytest.mark.parametrize("names", [NAMES[:1], NAMES[1:], NAMES], ids=["keys", "vectors", "both"])
def test_what_is_no_file_of_kotaes_is_put_away(
    names: tuple[str, ...], put: Callable[[Path, Path], None], tmp_path: Path
) -> None:
    """A pipe was waited for while the index was held, and an endless device read until the memory was full."""
    write_files(tmp_path / "corpus", {"a.md": "Document number one came in.\n"})
    build(tmp_path / "corpus", tmp_path / "index", embedder=HashingEmbedder())
    mine = tmp_path / "mine"
    mine.write_bytes(b"mine")
    for name in names:
        put(tmp_path / "index" / name, mine)
    write_files(tmp_path / "corpus", {"b.md": "文書二が届いた。\n"})
    assert build(tmp_path / "corpus", tmp_path / "index", embedder=HashingEmbedder()).embedded == 1
    with IndexReader.open(tmp_path / "index") as reader:
        assert len(reader) == 2
    assert mine.read_bytes() == b"mine"
    assert not (tmp_path / "nowhere").exists()
    assert not list((tmp_path / "index").glob("unfinished*"))


@pytest.mark.parametrize("name", NAMES)
def test_a_link_that_comes_meanwhile_is_not_written_through(name: str, tmp_path: Path) -> None:
    """Beside the files that are read when a build begins: taking ``O_NOFOLLOW`` out failed no test."""
    mine = tmp_path / "mine"
    mine.write_bytes("mine 私の".encode())
    kept = Unfinished(tmp_path, model="m", dimension=2)
    (tmp_path / name).symlink_to(mine)
    with pytest.raises(OSError, match="symbolic links"):
        kept.keep([b"k" * 16], np.ones((1, 2), dtype=np.float32))
    kept.close()
    assert mine.read_text("utf-8") == "mine 私の"
