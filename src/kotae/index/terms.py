"""The vocabulary of one list of terms: every term with its number, in a fifth of the memory of strings in a dictionary."""

from array import array
from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator
from itertools import pairwise

import numpy as np

__all__ = ["TermList"]


class TermList(Collection[str]):
    """Different terms by number, from 0 in the order given; immutable; safe to read from many threads.

    Args:
        terms: Each once; none is fine.
    """

    def __init__(self, terms: Iterable[str]) -> None:
        listed = list(terms)
        self._text = "".join(listed)
        self._starts = np.zeros(len(listed) + 1, dtype=np.int64)
        np.cumsum(np.fromiter(map(len, listed), np.int64, len(listed)), out=self._starts[1:])
        hashes = np.fromiter(map(hash, listed), np.int64, len(listed))
        order = np.argsort(hashes, kind="stable")
        self._order = order.astype(np.int32)
        self._hashes = array("q", hashes[order].tobytes())

    def __len__(self) -> int:
        return len(self._order)

    def __iter__(self) -> Iterator[str]:
        """Yield the terms by number."""
        return (self._text[start:end] for start, end in pairwise(self._starts.tolist()))

    def __getitem__(self, number: int) -> str:
        """Return the term of a number, at least 0."""
        return self._text[self._starts[number] : self._starts[number + 1]]

    def __contains__(self, term: object) -> bool:
        return isinstance(term, str) and self.number(term) is not None

    def __reduce__(self) -> tuple[type["TermList"], tuple[list[str]]]:
        """Return what makes it anew: in another process a term has another hash."""
        return TermList, (list(self),)

    def number(self, term: str) -> int | None:
        """Return the number of a term; None where there is no such term."""
        key = hash(term)
        at = bisect_left(self._hashes, key)
        while at < len(self._hashes) and self._hashes[at] == key:
            number = int(self._order[at])
            if self[number] == term:
                return number
            at += 1
        return None
