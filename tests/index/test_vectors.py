"""Vector indexes against the contract, and FAISS against the oracle."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kotae.errors import IndexDamagedError
from kotae.index.exact import ExactIndex
from kotae.index.faiss import FaissIndex
from kotae.index.kinds import COMPARED, vector_kind
from kotae.index.protocol import FloatMatrix
from kotae.index.sketch import SketchIndex, write_sketch
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


def sketched(vectors: FloatMatrix, folder: Path) -> SketchIndex:
    write_sketch(vectors, folder / "sketch.faiss")
    return SketchIndex.load(folder / "sketch.faiss", FaissIndex(vectors), compared=COMPARED)


class TestSketchIndex(VectorIndexContract):
    @pytest.fixture(autouse=True)
    def _folder(self, tmp_path: Path) -> None:
        self.folder = tmp_path

    def build(self, vectors: FloatMatrix) -> SketchIndex:
        return sketched(vectors, self.folder)

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
    topics = random.standard_normal((rows // 50, 192)).astype(np.float32)
    first = random.random(rows) < 0.5
    vectors = topics[random.integers(0, len(topics), rows)] + 0.5 * random.standard_normal((rows, 192))
    vectors[:, 0] += np.where(first, 8, -8)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    return vectors.astype(np.float32), first


@pytest.mark.parametrize("across", [False, True], ids=["same-language", "across"])
def test_sketches_find_what_exact_search_finds(tmp_path: Path, across: bool) -> None:
    vectors, first = language_like(20_000)
    queries, allowed = vectors[first][:100], first ^ across
    found, scores = sketched(vectors, tmp_path).search(queries, top_k=100, allowed=allowed)
    wanted, _ = ExactIndex(vectors).search(queries, top_k=100, allowed=allowed)
    assert allowed[found].all()
    for best, least in ((10, 0.98), (100, 0.85)):
        pairs = zip(found[:, :best], wanted[:, :best], strict=True)
        assert np.mean([len({*one} & {*other}) / best for one, other in pairs]) >= least
    assert scores == pytest.approx(np.einsum("qd,qkd->qk", queries, vectors[found]), abs=1e-5)


def test_sketches_compare_everything_a_narrow_filter_allows(tmp_path: Path) -> None:
    vectors, _ = language_like(20_000)
    allowed = np.random.default_rng(1).random(len(vectors)) < 0.01
    queries = vectors[:20]
    found, _ = sketched(vectors, tmp_path).search(queries, top_k=30, allowed=allowed)
    wanted, _ = ExactIndex(vectors).search(queries, top_k=30, allowed=allowed)
    np.testing.assert_array_equal(found, wanted)


def test_sketch_outlives_its_file(tmp_path: Path) -> None:
    vectors, _ = language_like(1_000)
    index = sketched(vectors, tmp_path)
    (tmp_path / "sketch.faiss").unlink()
    rows, _ = index.search(vectors[:3], top_k=1)
    assert rows.tolist() == [[0], [1], [2]]


def test_sketch_of_other_vectors_is_refused(tmp_path: Path) -> None:
    vectors, _ = language_like(1_000)
    sketched(vectors, tmp_path)
    for other in (vectors[:999], vectors[:, :191]):
        with pytest.raises(IndexDamagedError, match=r"sketch\.faiss"):
            SketchIndex.load(tmp_path / "sketch.faiss", FaissIndex(np.ascontiguousarray(other)), compared=1)


def test_kind_follows_the_number_of_vectors() -> None:
    assert vector_kind(30_000, exact_up_to=30_000) == {"kind": "flat"}
    assert vector_kind(30_001, exact_up_to=30_000) == {
        "kind": "sketch",
        "method": "RaBitQ",
        "bits": 1,
        "compared": 10,
    }


ONE = FaissIndex(np.eye(1, dtype=np.float32))
LOADERS: dict[str, Callable[[Path], object]] = {
    "vectors.npy": FaissIndex.load,
    "sketch.faiss": lambda path: SketchIndex.load(path, ONE, compared=COMPARED),
}


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
    for kind in (np.float64, np.int32):
        np.save(tmp_path / "other.npy", np.eye(3, dtype=kind))
        with pytest.raises(IndexDamagedError):
            FaissIndex.load(tmp_path / "other.npy")
    np.save(tmp_path / "other.npy", np.ones(3, dtype=np.float32))
    with pytest.raises(IndexDamagedError):
        FaissIndex.load(tmp_path / "other.npy")


def test_writing_a_sketch_keeps_the_systems_reason(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        write_sketch(np.eye(3, dtype=np.float32), tmp_path / "missing" / "sketch.faiss")
