"""BM25 in a few lines, for comparing term lists: every passage scored for every question."""

from collections import Counter
from collections.abc import Sequence

import numpy as np
import scipy.sparse as sparse
from numpy.typing import NDArray

__all__ = ["scores"]


def scores(
    passages: Sequence[Sequence[str]], questions: Sequence[Sequence[str]], *, k1: float = 1.2, b: float = 0.75
) -> NDArray[np.float32]:
    """Return the BM25 score of each passage for each question, ``(questions, passages)``; 0 where no term meets."""
    vocabulary: dict[str, int] = {}
    rows, columns, counts = [], [], []
    for row, terms in enumerate(passages):
        for term, count in Counter(terms).items():
            rows.append(row)
            columns.append(vocabulary.setdefault(term, len(vocabulary)))
            counts.append(count)
    shape = (len(passages), max(1, len(vocabulary)))
    matrix = sparse.csr_matrix((np.array(counts, dtype=np.float32), (rows, columns)), shape=shape)
    lengths = np.array([len(terms) for terms in passages], dtype=np.float32)
    norms = k1 * (1 - b + b * lengths / max(float(lengths.mean()), 1e-9))
    frequencies = np.bincount(matrix.indices, minlength=shape[1])
    weights = np.log(1 + (len(passages) - frequencies + 0.5) / (frequencies + 0.5)).astype(np.float32)
    matrix.data = matrix.data * (k1 + 1) / (matrix.data + np.repeat(norms, np.diff(matrix.indptr)))
    asked = [
        (at, vocabulary[term])
        for at, terms in enumerate(questions)
        for term in set(terms)
        if term in vocabulary
    ]
    pairs = np.array(asked, dtype=np.int64).reshape(-1, 2)
    ones = np.ones(len(asked), dtype=np.float32)
    query = sparse.csr_matrix((ones, (pairs[:, 0], pairs[:, 1])), shape=(len(questions), shape[1]))
    result: NDArray[np.float32] = (query @ (matrix @ sparse.diags(weights)).T).toarray().astype(np.float32)
    return result
