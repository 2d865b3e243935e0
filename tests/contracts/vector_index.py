"""What every vector index keeps, on values worked out by hand."""

from abc import ABC, abstractmethod

import numpy as np
import pytest

from kotae.index.protocol import FloatMatrix, VectorIndex

HALF = np.sqrt(np.float32(0.5))
VECTORS = np.array([[1, 0], [0, 1], [HALF, HALF], [-1, 0], [1, 0]], dtype=np.float32)
EAST = np.array([[1, 0]], dtype=np.float32)


class VectorIndexContract(ABC):
    """Inherit, and say how an index is made."""

    @abstractmethod
    def build(self, vectors: FloatMatrix) -> VectorIndex: ...

    def test_scores_are_cosines_best_first_ties_by_lower_row(self) -> None:
        rows, scores = self.build(VECTORS).search(EAST, top_k=5)
        assert rows.tolist() == [[0, 4, 2, 1, 3]]
        assert scores[0] == pytest.approx([1.0, 1.0, HALF, 0.0, -1.0], abs=1e-6)
        assert (rows.dtype.name, scores.dtype.name) == ("int64", "float32")

    def test_tie_at_the_last_place_goes_to_the_lower_row(self) -> None:
        many = np.tile(EAST, (300, 1))
        rows, _ = self.build(many).search(EAST, top_k=3)
        assert rows.tolist() == [[0, 1, 2]]

    def test_more_than_there_are_gives_all(self) -> None:
        rows, _ = self.build(VECTORS).search(EAST, top_k=99)
        assert sorted(rows[0].tolist()) == [0, 1, 2, 3, 4]

    def test_each_query_has_its_own_row(self) -> None:
        rows, scores = self.build(VECTORS).search(VECTORS[[3, 1]], top_k=1)
        assert rows.tolist() == [[3], [1]]
        assert scores.tolist() == [[1.0], [1.0]]

    def test_filtered_rows_are_left_out(self) -> None:
        allowed = np.array([False, True, True, False, False])
        rows, scores = self.build(VECTORS).search(EAST, top_k=5, allowed=allowed)
        assert rows.tolist() == [[2, 1]]
        assert scores[0] == pytest.approx([HALF, 0.0], abs=1e-6)

    def test_nothing_allowed_gives_nothing(self) -> None:
        rows, scores = self.build(VECTORS).search(EAST, top_k=2, allowed=np.zeros(5, dtype=np.bool_))
        assert rows.shape == scores.shape == (1, 0)

    def test_empty_index_gives_nothing(self) -> None:
        index = self.build(np.zeros((0, 2), dtype=np.float32))
        rows, _ = index.search(EAST, top_k=2)
        assert (len(index), index.dimension, rows.shape) == (0, 2, (1, 0))

    def test_scores_follow_the_rows_given(self) -> None:
        scores = self.build(VECTORS).scores(EAST[0], np.array([3, 0, 2], dtype=np.int64))
        assert scores == pytest.approx([-1.0, 1.0, HALF], abs=1e-6)

    def test_vectors_come_back_as_they_were(self) -> None:
        index = self.build(VECTORS)
        assert index.vectors(np.array([2, 0], dtype=np.int64)).tolist() == VECTORS[[2, 0]].tolist()
        assert (len(index), index.dimension) == (5, 2)

    @pytest.mark.parametrize(
        ("queries", "top_k", "allowed", "message"),
        [
            (EAST, 0, None, "top_k must be at least 1, not 0"),
            (EAST[0], 1, None, r"queries must be \(n, 2\), not \(2,\)"),
            (np.zeros((1, 3), dtype=np.float32), 1, None, r"queries must be \(n, 2\), not \(1, 3\)"),
            (EAST, 1, np.ones(4, dtype=np.bool_), r"allowed must be \(5,\), not \(4,\)"),
        ],
        ids=["top_k", "one-dimensional", "wrong-dimension", "wrong-filter"],
    )
    def test_misuse_is_refused(
        self,
        queries: FloatMatrix,
        top_k: int,
        allowed: np.ndarray[tuple[int], np.dtype[np.bool_]],
        message: str,
    ) -> None:
        with pytest.raises(ValueError, match=message):
            self.build(VECTORS).search(queries, top_k=top_k, allowed=allowed)
