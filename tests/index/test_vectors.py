"""Vector indexes against the contract, and FAISS against the oracle."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kotae.errors import IndexDamagedError
from kotae.index.exact import ExactIndex
from kotae.index.faiss import FaissIndex, write_flat
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
        write_flat(vectors, self.folder / "vectors.faiss")
        return FaissIndex.load(self.folder / "vectors.faiss")


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
    path = tmp_path_factory.mktemp("faiss") / "vectors.faiss"
    write_flat(vectors, path)
    queries = random.standard_normal((2, 16)).astype(np.float32)
    found, scores = FaissIndex.load(path).search(queries, top_k=top_k, allowed=allowed)
    wanted, exact = ExactIndex(vectors).search(queries, top_k=top_k, allowed=allowed)
    assert scores == pytest.approx(exact, abs=1e-5)
    np.testing.assert_array_equal(vectors[found], vectors[wanted])


def test_index_outlives_its_file(tmp_path: Path) -> None:
    write_flat(np.eye(3, dtype=np.float32), tmp_path / "vectors.faiss")
    index = FaissIndex.load(tmp_path / "vectors.faiss")
    (tmp_path / "vectors.faiss").unlink()
    rows, _ = index.search(np.eye(3, dtype=np.float32), top_k=1)
    assert rows.tolist() == [[0], [1], [2]]


def test_file_that_is_no_index_is_named_in_both_languages(tmp_path: Path) -> None:
    path = tmp_path / "vectors.faiss"
    path.write_bytes(b"not an index")
    with pytest.raises(IndexDamagedError) as caught:
        FaissIndex.load(path)
    assert str(path) in caught.value.en
    assert "kotae index" in caught.value.en
    assert f"{path}: ベクトルのファイルとして読めません" in caught.value.ja


def test_write_keeps_the_systems_reason(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        write_flat(np.eye(3, dtype=np.float32), tmp_path / "missing" / "vectors.faiss")
