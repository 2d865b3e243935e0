"""Vectors of a build that was broken off: what is whole is found again, whatever else the files hold."""

from pathlib import Path

import numpy as np
import pytest

from kotae.embedding.hashing import HashingEmbedder
from kotae.index.unfinished import Unfinished
from kotae.index.vector_file import embedded_hash

TEXTS = ["予算", "budget", "🏯\n", "防御", "\ud800"]
KEYS = [embedded_hash(text) for text in TEXTS]
VECTORS = HashingEmbedder(dimension=8).embed_passages(TEXTS)


def left(root: Path, *batches: slice, model: str = "m") -> None:
    """Leave batches behind, as a build that is killed does."""
    unfinished = Unfinished(root, model=model, dimension=8)
    for batch in batches:
        unfinished.keep(KEYS[batch], VECTORS[batch])
    unfinished.close()


def found(root: Path, *, model: str = "m", dimension: int = 8) -> dict[bytes, list[float]]:
    again = Unfinished(root, model=model, dimension=dimension)
    rows = list(again.rows.values())
    return dict(zip(again.rows, again.vectors(np.array(rows, dtype=np.int64)).tolist(), strict=True))


def expected(*places: int) -> dict[bytes, list[float]]:
    return {KEYS[place]: VECTORS[place].tolist() for place in places}


def test_what_several_broken_off_builds_left_is_found_together(tmp_path: Path) -> None:
    assert found(tmp_path) == {}
    left(tmp_path, slice(0, 2), slice(2, 3))
    left(tmp_path, slice(3, 5))
    assert found(tmp_path) == expected(0, 1, 2, 3, 4)


def test_nothing_is_made_before_something_is_kept_and_nothing_stays_when_it_is_removed(
    tmp_path: Path,
) -> None:
    unfinished = Unfinished(tmp_path, model="m", dimension=8)
    assert list(tmp_path.iterdir()) == []
    unfinished.keep(KEYS, VECTORS)
    unfinished.remove()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("model", "dimension"), [("other", 8), ("m", 4)])
def test_what_another_model_made_is_removed(tmp_path: Path, model: str, dimension: int) -> None:
    left(tmp_path, slice(0, 5))
    assert found(tmp_path, model=model, dimension=dimension) == {}
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("name", "cut", "whole"),
    [
        ("unfinished.vectors", 3, 4),
        ("unfinished.vectors", 40, 3),
        ("unfinished.keys", 1, 4),
        ("unfinished.keys", 33, 2),
    ],
)
def test_a_torn_end_costs_what_it_tore_and_the_next_batch_goes_behind_what_is_whole(
    tmp_path: Path, name: str, cut: int, whole: int
) -> None:
    left(tmp_path, slice(0, 5))
    content = (tmp_path / name).read_bytes()
    (tmp_path / name).write_bytes(content[:-cut])
    assert found(tmp_path) == expected(*range(whole))
    left(tmp_path, slice(whole, 5))
    assert found(tmp_path) == expected(0, 1, 2, 3, 4)


@pytest.mark.parametrize("wrong", [b"\0" * 32, b"\xff" * 32], ids=["zeros", "no numbers"])
def test_what_is_no_vector_is_left_aside(tmp_path: Path, wrong: bytes) -> None:
    """Where the power fails, a file may have its length before it has its content."""
    left(tmp_path, slice(0, 5))
    path = tmp_path / "unfinished.vectors"
    content = path.read_bytes()
    path.write_bytes(content[:32] + wrong + content[64:])
    assert found(tmp_path) == expected(0, 2, 3, 4)


@pytest.mark.parametrize("name", ["unfinished.vectors", "unfinished.keys"])
def test_a_link_in_its_place_is_not_written_through(tmp_path: Path, name: str) -> None:
    (tmp_path / "root").mkdir()
    (tmp_path / "theirs").write_bytes(b"untouched")
    (tmp_path / "root" / name).symlink_to(tmp_path / "theirs")
    left(tmp_path / "root", slice(0, 5))
    assert (tmp_path / "theirs").read_bytes() == b"untouched"
    assert not (tmp_path / "root" / name).is_symlink()
    assert found(tmp_path / "root") == expected(0, 1, 2, 3, 4)
