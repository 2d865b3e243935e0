"""A few passages out of many, with their neighbours, as an index of their own that can be scored.

Rows follow each other as they do in their documents, so that what looks at neighbours sees the same ones; where one in
between isn't there, a row that nothing is in holds its place.
"""

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from kotae.index.exact import ExactIndex
from kotae.index.far_rows import LISTS, FarRow, dimension, document_of
from kotae.index.postings import Postings
from kotae.index.words import WordIndex
from kotae.retrieval.fusion import WINDOW
from kotae.retrieval.planning import LanguagePlan

__all__ = ["Slice"]


class Slice:
    """Passages at hand; see :class:`~kotae.retrieval.carrying.AtHand`.

    Attributes:
        numbers: ``(rows,)``, the number of the passage in each row; -1 where there is none.
        mask: ``(rows,)``, which rows hold one.
        owners: ``(rows,)``, equal for rows that lie near each other in one document.
        words: The word index over the rows, of the plan's terms alone.
        vectors: Theirs; zeros where none were asked for.
    """

    def __init__(self, rows: Iterable[FarRow], plan: LanguagePlan) -> None:
        """Lay passages out.

        Args:
            rows: In any order, each once, all of one language.
            plan: Whose words they are scored by.
        """
        held = sorted(rows, key=lambda row: row.number)
        numbers = np.array([row.number for row in held], dtype=np.int64)
        places, self.owners = _laid_out(numbers)
        size = len(self.owners)
        self.numbers = np.full(size, -1, dtype=np.int64)
        self.numbers[places] = numbers
        self.mask = self.numbers >= 0
        lengths = np.zeros(size, dtype=np.int32)
        lengths[places] = [row.length for row in held]
        matrix = np.zeros((size, len(plan.vector)), dtype=np.float32)
        vectors = [(place, row.vector) for place, row in enumerate(held) if row.vector is not None]
        if vectors:
            matrix[places[[place for place, _ in vectors]]] = np.stack([vector for _, vector in vectors])
        self.vectors = ExactIndex(matrix)
        self.words = _word_index(plan, held, places, lengths)


def _laid_out(numbers: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int32]]:
    """Return the row of each passage, and the owner of every row."""
    if not len(numbers):
        return numbers, np.zeros(0, dtype=np.int32)
    steps, documents = np.diff(numbers), document_of(numbers)
    near = (steps <= WINDOW) & (documents[1:] == documents[:-1])
    places = np.concatenate([[0], np.cumsum(np.where(near, steps, 1))])
    begins = np.zeros(places[-1] + 1, dtype=np.int32)
    begins[places[1:][~near]] = 1
    return places, np.cumsum(begins, dtype=np.int32)


def _word_index(
    plan: LanguagePlan, held: Sequence[FarRow], places: NDArray[np.int64], lengths: NDArray[np.int32]
) -> WordIndex:
    groups = (*plan.words.groups, *plan.exact.groups)
    terms = {
        "words": dict.fromkeys(term for one in groups for term, _ in one.terms),
        "readings": dict.fromkeys(term for one in groups for term, _ in one.readings),
        "bigrams": dict.fromkeys(term for one in groups for term, _ in one.bigrams),
    }
    nothing = [np.zeros(0, dtype=np.uint32)]
    dimensions = np.concatenate([*nothing, *(row.terms.dimensions for row in held)])
    counts = np.concatenate([*nothing, *(row.terms.counts for row in held)])
    # All but a few of the terms are of no matter: most are told by half of their number, in a table of those that are.
    near = np.zeros(1 << 16, dtype=np.bool_)
    wanted = [dimension(name, term) for name in LISTS for term in terms[name]]
    near[np.array(wanted, dtype=np.uint32).astype(np.uint16)] = True
    (kept,) = np.nonzero(near[dimensions.astype(np.uint16)])
    ends = np.cumsum([len(row.terms.dimensions) for row in held], dtype=np.int64)
    rows = places[np.searchsorted(ends, kept, side="right")]
    dimensions, counts = dimensions[kept], counts[kept]
    words, readings, bigrams = (
        _postings(name, list(terms[name]), dimensions, rows, counts, lengths) for name in LISTS
    )
    return WordIndex(words=words, readings=readings, bigrams=bigrams)


def _postings(
    name: str,
    terms: list[str],
    dimensions: NDArray[np.uint32],
    rows: NDArray[np.int64],
    counts: NDArray[np.uint32],
    lengths: NDArray[np.int32],
) -> Postings:
    """Return where terms are, given every term of every row."""
    wanted = np.array([dimension(name, term) for term in terms], dtype=np.uint32)
    order = np.argsort(wanted, kind="stable")
    found = np.searchsorted(wanted[order], dimensions)
    found[found == len(wanted)] = 0
    (kept,) = np.nonzero(wanted[order][found] == dimensions) if len(wanted) else (found[:0],)
    numbers = order[found[kept]]
    sorting = np.argsort(numbers, kind="stable")  # rows ascend already
    return Postings(
        terms=terms,
        starts=np.searchsorted(numbers[sorting], np.arange(len(terms) + 1)).astype(np.int64),
        rows=rows[kept][sorting].astype(np.int32),
        counts=counts[kept][sorting].astype(np.uint16),
        lengths=lengths,
    )
