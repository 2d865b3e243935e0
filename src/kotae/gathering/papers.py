"""The documents in scope, read one after the other: how many are allowed, which couldn't be read, and the certificate of it."""

import hashlib
import re
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from kotae.errors import ReadingError, StoreError, cause
from kotae.folding import fold
from kotae.gathering.records import Certificate, LibraryCertificate, Unread
from kotae.messages import Message
from kotae.records import Document, DocumentInfo, Passage, Span
from kotae.records.reasons import reasons

__all__ = ["Budget", "Papers", "PapersRead", "allowed_documents", "end_of", "sentences_of", "signature"]


class Papers(Protocol):
    """What reading all documents needs of an index, or of several: a document's library tells which."""

    def document(self, info: DocumentInfo) -> Document:
        """Return a document."""
        ...

    def passages(self, info: DocumentInfo) -> Sequence[Passage]:
        """Return its passages, in order."""
        ...

    def refused(self, info: DocumentInfo) -> Unread | None:
        """Return why its file isn't the one that was indexed any more; None where it is."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Budget:
    """How much may be read; None is no bound.

    Attributes:
        documents: How many documents.
        seconds: How long; what was found by then is shown.
    """

    documents: int | None = None
    seconds: float | None = None


@dataclass(slots=True, kw_only=True)
class PapersRead:
    """What was read so far.

    Attributes:
        unread: Documents that couldn't be read, and files in scope that gave none.
        read: How many were read to their end, by library.
        taken: Their ids, in that order.
        passages: How many passages these have, by library.
        stopped: Whether somebody stopped it.
        stop: Tells whether somebody does; None where nobody can.
        ends: When the time is up, by ``time.perf_counter``; None for no bound.
    """

    unread: list[Unread] = field(default_factory=list)
    read: Counter[str] = field(default_factory=Counter)
    taken: list[str] = field(default_factory=list)
    passages: Counter[str] = field(default_factory=Counter)
    stopped: bool = False
    stop: Callable[[], bool] | None = None
    ends: float | None = None

    def over(self) -> bool:
        """Return whether to leave off: somebody stopped it, which is noted, or the time is up."""
        self.stopped = self.stopped or (self.stop is not None and self.stop())
        return self.stopped or (self.ends is not None and time.perf_counter() >= self.ends)

    def take(self, info: DocumentInfo, papers: Papers) -> tuple[Document, Sequence[Passage]] | None:
        """Return a document with its passages, counted as read; None where it can't be, which is noted."""
        if refused := papers.refused(info):
            self.unread.append(refused)
            return None
        try:
            document, passages = papers.document(info), papers.passages(info)
        except (StoreError, ReadingError, ValueError, KeyError) as error:
            self.unread.append(_damaged(info, error))
            return None
        self.read[info.library] += 1
        self.taken.append(info.id)
        self.passages[info.library] += len(passages)
        return document, passages

    def certificate(self, *, scope: int, unsure: int = 0) -> Certificate:
        """Return what was read.

        Args:
            scope: How many documents and files without one there are.
            unsure: As :attr:`Certificate.unsure`.
        """
        return Certificate(
            in_scope=scope,
            read=self.read.total(),
            unread=tuple(self.unread),
            left_out=scope - self.read.total() - len(self.unread),
            passages=self.passages.total(),
            unsure=unsure,
            stopped=self.stopped,
        )

    def certificates(self, scope: Counter[str], *, unsure: Counter[str]) -> tuple[LibraryCertificate, ...]:
        """Return what was read of each library.

        Args:
            scope: How many documents and files without one there are, by library; in this order.
            unsure: As :attr:`Certificate.unsure`, by library.
        """
        return tuple(
            LibraryCertificate(
                library=name, certificate=self._of(name).certificate(scope=count, unsure=unsure[name])
            )
            for name, count in scope.items()
        )

    def _of(self, library: str) -> "PapersRead":
        return PapersRead(
            unread=[one for one in self.unread if one.library == library],
            read=Counter({library: self.read[library]}),
            passages=Counter({library: self.passages[library]}),
            stopped=self.stopped,
        )


def allowed_documents(documents: Sequence[DocumentInfo], budget: Budget | None) -> int:
    """Return how many of the documents a budget lets through."""
    if budget is None or budget.documents is None:
        return len(documents)
    return min(len(documents), budget.documents)


def end_of(budget: Budget | None, began: float) -> float | None:
    """Return when the time of a budget is up that began then; None for no bound."""
    return None if budget is None or budget.seconds is None else began + budget.seconds


def _damaged(info: DocumentInfo, error: Exception) -> Unread:
    """Return a document whose stored text can't be read, with why."""
    said = Message("the stored text can't be read ({reason}); run `kotae index` again", reason=cause(error))
    return Unread(path=info.path, library=info.library, **reasons(said))


def sentences_of(passages: Iterable[Passage]) -> list[Span]:
    """Return the sentences of passages, each once, in order."""
    places = {(one.start, one.end) for passage in passages for one in passage.sentences}
    return [Span(start=start, end=end) for start, end in sorted(places)]


def signature(text: str) -> str:
    """Return what is equal for two papers that say the same, letter for letter."""
    return hashlib.sha256(re.sub(r"\W", "", fold(text)).lower().encode()).hexdigest()
