"""Vector indexes against the contract, and FAISS against the oracle."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kotae.errors import IndexDamagedError
from kotae.index.cells import CellIndex, write_cells
from kotae.index.exact import ExactIndex
from kotae.index.faiss import FaissIndex
from kotae.index.kinds import SHARE, vector_kind
from kotae.index.protocol import FloatMatrix
from tests.contracts.vector_index import VectorIndexContract


class TestExactIndex(VectorIndexContract):
    def build(self, vectors: FloatMatrix) -> ExactIndex:
        return ExactIndex(vectors)


class TestFaissIndex(VectorIndexContract):
    @pytest.fixture(autouse=True)
    def _folder(self, tmp_path: Path) -> None:
        self.folder = tmp_path

    def build(self, vectors: FloatMatrix) -> FaissIndex:
        np.save(self.folder / "vectors.npy", vectors)
        return FaissIndex.load(self.folder / "vectors.npy")


def divided(vectors: FloatMatrix, folder: Path, *, share: float = SHARE) -> CellIndex:
    """Return the vectors in about as many cells as an index of that size would have."""
    write_cells(vectors, folder / "cells.faiss", cells=max(1, round(len(vectors) ** 0.5)))
    return CellIndex.load(folder / "cells.faiss", FaissIndex(vectors), share=share)


class TestCellIndex(VectorIndexContract):
    @pytest.fixture(autouse=True)
    def _folder(self, tmp_path: Path) -> None:
        self.folder = tmp_path

    def build(self, vectors: FloatMatrix) -> CellIndex:
        return divided(vectors, self.folder)

    def test_empty_index_gives_nothing(self) -> None:
        with pytest.raises(ValueError, match="no vectors"):
            self.build(np.zeros((0, 2), dtype=np.float32))


@settings(max_examples=25, deadline=None)
@given(
    seed=st.integers(0, 2**32 - 1), rows=st.integers(1, 200), top_k=st.integers(1, 60), copies=st.booleans()
)
def test_faiss_agrees_with_exact(
    tmp_path_factory: pytest.TempPathFactory, seed: int, rows: int, top_k: int, copies: bool
) -> None:
    random = np.random.default_rng(seed)
    vectors = random.standard_normal((rows, 16)).astype(np.float32)
    if copies:
        vectors = vectors[random.integers(0, max(1, rows // 4), rows)]
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    allowed = random.random(rows) < 0.6
    path = tmp_path_factory.mktemp("faiss") / "vectors.npy"
    np.save(path, vectors)
    queries = random.standard_normal((2, 16)).astype(np.float32)
    found, scores = FaissIndex.load(path).search(queries, top_k=top_k, allowed=allowed)
    wanted, exact = ExactIndex(vectors).search(queries, top_k=top_k, allowed=allowed)
    assert scores == pytest.approx(exact, abs=1e-5)
    np.testing.assert_array_equal(vectors[found], vectors[wanted])


def test_index_outlives_its_file(tmp_path: Path) -> None:
    np.save(tmp_path / "vectors.npy", np.eye(3, dtype=np.float32))
    index = FaissIndex.load(tmp_path / "vectors.npy")
    (tmp_path / "vectors.npy").unlink()
    rows, _ = index.search(np.eye(3, dtype=np.float32), top_k=1)
    assert rows.tolist() == [[0], [1], [2]]


def language_like(rows: int, seed: int = 0) -> tuple[FloatMatrix, np.ndarray[tuple[int], np.dtype[np.bool_]]]:
    """Return unit vectors around many topics, and which of them are of the first of two languages.

    As with real vectors, the language is a direction of its own: what is asked across it is far off.
    """
    random = np.random.default_rng(seed)
    topics = random.standard_normal((rows // 50, 32)).astype(np.float32)
    first = random.random(rows) < 0.5
    vectors = topics[random.integers(0, len(topics), rows)] + 0.5 * random.standard_normal((rows, 32))
    vectors[:, 0] += np.where(first, 4, -4)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    return vectors.astype(np.float32), first


@pytest.mark.parametrize("across", [False, True], ids=["same-language", "across"])
def test_cells_find_what_exact_search_finds(tmp_path: Path, across: bool) -> None:
    vectors, first = language_like(60_000)
    queries, allowed = vectors[first][:50], first ^ across
    found, scores = divided(vectors, tmp_path).search(queries, top_k=10, allowed=allowed)
    wanted, _ = ExactIndex(vectors).search(queries, top_k=10, allowed=allowed)
    assert allowed[found].all()
    recall = np.mean([len({*one} & {*other}) / 10 for one, other in zip(found, wanted, strict=True)])
    assert recall >= 0.98
    assert scores == pytest.approx(np.einsum("qd,qkd->qk", queries, vectors[found]), abs=1e-5)


def test_cells_compare_everything_a_narrow_filter_allows(tmp_path: Path) -> None:
    vectors, _ = language_like(20_000)
    random = np.random.default_rng(1)
    allowed = random.random(len(vectors)) < 0.1
    queries = vectors[:20]
    found, _ = divided(vectors, tmp_path).search(queries, top_k=30, allowed=allowed)
    wanted, _ = ExactIndex(vectors).search(queries, top_k=30, allowed=allowed)
    np.testing.assert_array_equal(found, wanted)


def test_cells_outlive_their_file(tmp_path: Path) -> None:
    vectors, _ = language_like(1_000)
    index = divided(vectors, tmp_path)
    (tmp_path / "cells.faiss").unlink()
    rows, _ = index.search(vectors[:3], top_k=1)
    assert rows.tolist() == [[0], [1], [2]]


def test_cells_of_other_vectors_are_refused(tmp_path: Path) -> None:
    vectors, _ = language_like(1_000)
    divided(vectors, tmp_path)
    for other in (vectors[:999], vectors[:, :31]):
        with pytest.raises(IndexDamagedError, match=r"cells\.faiss"):
            CellIndex.load(tmp_path / "cells.faiss", FaissIndex(np.ascontiguousarray(other)), share=SHARE)


@pytest.mark.parametrize(("count", "cells"), [(1, 1), (5, 4), (60_000, 512), (200_000, 1024)])
def test_cells_grow_with_the_square_root(count: int, cells: int) -> None:
    assert vector_kind(count, exact_up_to=count) == {"kind": "flat"}
    assert vector_kind(count, exact_up_to=count - 1)["cells"] == cells


LOADERS = {"vectors.npy": FaissIndex.load, "cells.faiss": lambda path: CellIndex.load(path, ONE, share=SHARE)}
ONE = FaissIndex(np.eye(1, dtype=np.float32))


@pytest.mark.parametrize("name", LOADERS)
def test_file_that_is_no_index_is_named_in_both_languages(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(b"not an index")
    with pytest.raises(IndexDamagedError) as caught:
        LOADERS[name](path)
    assert str(path) in caught.value.en
    assert "kotae index" in caught.value.en
    assert f"{path}: ベクトルのファイルとして読めません" in caught.value.ja


def test_matrix_of_another_kind_is_refused(tmp_path: Path) -> None:
    for number, other in enumerate((np.eye(3), np.ones(3, dtype=np.float32))):
        np.save(tmp_path / f"{number}.npy", other)
        with pytest.raises(IndexDamagedError):
            FaissIndex.load(tmp_path / f"{number}.npy")


def test_writing_cells_keeps_the_systems_reason(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        write_cells(np.eye(3, dtype=np.float32), tmp_path / "missing" / "cells.faiss", cells=1)
