"""What another kotae said of its passages, kept until they change: by the fingerprint it gives."""

import threading
from collections import OrderedDict
from typing import TYPE_CHECKING, Final

from kotae.pipeline.federated.pooling import Basis

if TYPE_CHECKING:
    from kotae.retrieval.measured import Counted, Measured

__all__ = ["Known"]

# For questions that come again soon.
_QUESTIONS: Final = 200


class Known:
    """What one other kotae said; safe to use from many threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._fingerprint = ""
        self._passages: Measured | None = None
        self._counts: OrderedDict[str, Counted] = OrderedDict()

    @property
    def passages(self) -> "tuple[str, Measured | None]":
        """The fingerprint last heard and the measures it stands for; empty and None for none."""
        with self._lock:
            return self._fingerprint, self._passages

    def basis(self, question: str) -> Basis | None:
        """Return what was said for a question; None where it has to be asked."""
        with self._lock:
            counts = self._counts.get(question)
            if counts is None or self._passages is None:
                return None
            self._counts.move_to_end(question)
            return Basis(self._passages, counts)

    def keep(self, question: str, basis: Basis, *, fingerprint: str) -> None:
        """Remember what was said for a question.

        Args:
            question: As asked.
            basis: What was said.
            fingerprint: What the other kotae calls these measures.
        """
        with self._lock:
            if fingerprint != self._fingerprint:
                self._counts.clear()
            self._fingerprint, self._passages = fingerprint, basis.passages
            self._counts[question] = basis.counts
            if len(self._counts) > _QUESTIONS:
                self._counts.popitem(last=False)

    def hear(self, fingerprint: str) -> None:
        """Forget everything where another fingerprint is heard than before: the passages changed."""
        with self._lock:
            if fingerprint != self._fingerprint:
                self._fingerprint, self._passages = "", None
                self._counts.clear()
