"""Which passages hold a term, and how often: the counts every word score is made from.

Plain arrays, so that they can be mapped from a file, shared between threads and read without
any library. No score is stored: BM25 and the probabilistic structured queries of the bridge
are both worked out from the same counts, per language, when the question is known.
"""

import json
from array import array
from collections.abc import Collection, Iterable
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from kotae.index.terms import TermList

__all__ = ["Postings", "PostingsBuilder"]

Rows: TypeAlias = NDArray[np.int32]
Counts: TypeAlias = NDArray[np.uint16]

# What numpy writes before the values of a list; see :func:`_read`.
_HEADER_BYTES = 128
_MAX_COUNT = int(np.iinfo(np.uint16).max)


class Postings:
    """The inverse of one list of terms per passage; immutable; safe to read from many threads.

    Attributes:
        terms: Every term, by number, in order of first appearance.
        lengths: ``(passages,)`` int32, how many terms each passage has, duplicates counted.
    """

    def __init__(
        self,
        *,
        terms: Collection[str],
        starts: NDArray[np.int64],
        rows: Rows,
        counts: Counts,
        lengths: NDArray[np.int32],
    ) -> None:
        if len(starts) != len(terms) + 1 or len(rows) != len(counts) or int(starts[-1]) != len(rows):
            raise ValueError(
                f"{len(terms)} terms, {len(starts)} starts, {len(rows)} rows, {len(counts)} counts"
            )
        self.terms = TermList(terms)
        self.lengths = lengths
        self._starts = starts
        self._rows = rows
        self._counts = counts

    @classmethod
    def build(cls, lists: Iterable[Iterable[str]]) -> "Postings":
        """Return the postings of one list of terms per passage.

        Args:
            lists: In row order; an empty list is a passage without terms, none at all is fine.
        """
        builder = PostingsBuilder()
        for terms in lists:
            builder.add(terms)
        return builder.finish()

    def __len__(self) -> int:
        """How many passages there are."""
        return len(self.lengths)

    def __contains__(self, term: object) -> bool:
        return term in self.terms

    def of(self, term: str) -> tuple[Rows, Counts]:
        """Return the rows that hold a term, ascending, and how often each does.

        A count above 65,535 is stored as that. A term that no passage holds gives two empty arrays.
        """
        number = self.terms.number(term)
        if number is None:
            return self._rows[:0], self._counts[:0]
        start, end = self._starts[number], self._starts[number + 1]
        return self._rows[start:end], self._counts[start:end]

    def within(self, mask: NDArray[np.bool_]) -> "Postings":
        """Return the postings as they would be without the rows outside of ``mask``, which are empty then.

        A term that only those hold is gone.

        Args:
            mask: ``(passages,)``.
        """
        kept = mask[self._rows]
        ends = np.concatenate([np.zeros(1, dtype=np.int64), np.cumsum(kept, dtype=np.int64)])
        starts = ends[self._starts]
        held = np.flatnonzero(np.diff(starts))
        return Postings(
            terms=[self.terms[number] for number in held.tolist()],
            starts=np.concatenate([starts[held], starts[-1:]]),
            rows=self._rows[kept],
            counts=self._counts[kept],
            lengths=np.where(mask, self.lengths, 0).astype(np.int32),
        )

    def save(self, folder: Path, name: str) -> None:
        """Write the files ``NAME.*`` into a folder that exists.

        Raises:
            OSError: The disk is full or the folder can't be written.
        """
        text = json.dumps(list(self.terms), ensure_ascii=False, separators=(",", ":"))
        (folder / f"{name}.terms.json").write_bytes(text.encode("utf-8", "surrogatepass"))
        for part, values in self._arrays().items():
            np.save(folder / f"{name}.{part}.npy", values, allow_pickle=False)

    @classmethod
    def load(cls, folder: Path, name: str) -> "Postings":
        """Return what :meth:`save` wrote; rows and counts stay mapped files.

        Raises:
            OSError: A file is missing or can't be read.
            ValueError: A file holds something else, or the files don't fit each other.
        """
        terms: Any = json.loads((folder / f"{name}.terms.json").read_bytes().decode("utf-8", "surrogatepass"))
        return cls(
            terms=terms,
            starts=_read(folder / f"{name}.starts.npy", mapped=False),
            rows=_read(folder / f"{name}.rows.npy", mapped=True),
            counts=_read(folder / f"{name}.counts.npy", mapped=True),
            lengths=_read(folder / f"{name}.lengths.npy", mapped=False),
        )

    def _arrays(self) -> dict[str, NDArray[Any]]:
        return {"starts": self._starts, "rows": self._rows, "counts": self._counts, "lengths": self.lengths}


class PostingsBuilder:
    """Gathers the terms of one passage after the other, as numbers: eight bytes a term."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._flat = array("i")
        self._lengths = array("i")

    def add(self, terms: Iterable[str]) -> None:
        """Add the next row; duplicates are its term frequencies."""
        number, numbers, before = self._numbers.setdefault, self._numbers, len(self._flat)
        self._flat.extend([number(term, len(numbers)) for term in terms])
        self._lengths.append(len(self._flat) - before)

    def finish(self) -> Postings:
        """Return the postings of all rows added."""
        from scipy.sparse import csr_array

        lengths = np.array(self._lengths, dtype=np.int32)
        flat = np.frombuffer(self._flat, dtype=np.int32)
        ends = np.cumsum(lengths, dtype=np.int64)
        # scipy turns a million passages around in a second, in memory that sorting would need threefold.
        by_row = (np.ones(len(flat), dtype=np.int32), flat, np.concatenate([[0], ends]))
        by_term = csr_array(by_row, shape=(len(lengths), len(self._numbers))).tocsc()
        by_term.sum_duplicates()
        return Postings(
            terms=list(self._numbers),
            starts=by_term.indptr.astype(np.int64),
            rows=by_term.indices.astype(np.int32, copy=False),
            counts=np.minimum(by_term.data, _MAX_COUNT).astype(np.uint16),
            lengths=lengths,
        )


def _read(path: Path, *, mapped: bool) -> NDArray[Any]:
    # An empty array can't be mapped: its file is nothing but the header.
    if mapped and path.stat().st_size > _HEADER_BYTES:
        values: NDArray[Any] = np.load(path, mmap_mode="r", allow_pickle=False).view(np.ndarray)
    else:
        values = np.load(path, allow_pickle=False)
    return values
