"""One library of a knowledge base, and what a question may be narrowed to in it."""

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

import numpy as np

from kotae.config import Settings
from kotae.errors import FederationError
from kotae.index.reader import IndexReader
from kotae.pipeline.asking.filters import Permission
from kotae.pipeline.asking.places import drawn_page
from kotae.pipeline.asking.questions import checked_languages, known_documents
from kotae.pipeline.asking.scope import Scope
from kotae.pipeline.federated.pooling import Basis, nothing
from kotae.pipeline.opened.generation import Generation
from kotae.pipeline.opened.info import IndexInfo
from kotae.question import Question
from kotae.records import Box, CitedCell, DocumentInfo, Hit, LeftOut, PageImage, Passage
from kotae.segmentation import Analyzer

if TYPE_CHECKING:
    from kotae.retrieval.measured import Measured
    from kotae.retrieval.planning import Plan

__all__ = ["LocalMember", "Member", "Started", "named_hits"]

_Found = TypeVar("_Found")


@dataclass(frozen=True, slots=True)
class Started(Generic[_Found]):
    """Something asked of a library.

    Attributes:
        result: Gives what was asked for. It raises FederationError where the library can't be asked or says what
            can't be right, ModelError where the embedding model can't be had.
        elsewhere: Done when an answer from another machine is there; None where the work is done here, by ``result``.
        given_up: Told why, where it isn't waited for any longer.
    """

    result: Callable[[], _Found]
    elsewhere: "Future[bytes] | None" = None
    given_up: Callable[[FederationError], object] = lambda _: None


class Member(Protocol):
    """One library as it is asked now, wherever it lies."""

    @property
    def name(self) -> str:
        """Of the library."""
        ...

    @property
    def documents(self) -> list[DocumentInfo]:
        """Every document whose name is known here, by path."""
        ...

    @property
    def info(self) -> IndexInfo:
        """What is known of it."""
        ...

    @property
    def tags(self) -> Sequence[tuple[str, ...]]:
        """The tags of each document that is known here."""
        ...

    def holds(self, document_id: str) -> bool:
        """Return whether a document of this id is in it."""
        ...

    @property
    def aside(self) -> LeftOut | None:
        """Why it isn't asked for now where others are; None where it is."""
        ...

    def measure(self, question: Question, *, analyzer: Analyzer) -> Started[Basis]:
        """Begin to look up what it is judged by, where that is done elsewhere."""
        ...

    def start(
        self, question: Question, *, top_k: int, scope: Scope, analyzer: Analyzer, plan: "Plan | None" = None
    ) -> Started[list[Hit]]:
        """Begin to search, where that is done elsewhere; what the scope names and isn't there is left out.

        Args:
            question: As read.
            top_k: How many passages at most; of each language where there is a plan.
            scope: What it is narrowed to.
            analyzer: Shared.
            plan: Made for this library and others together, and then the languages aren't balanced; None searches it
                by itself.
        """
        ...

    def text(self, document_id: str) -> str | None:
        """Return the text of a document it holds; None where its documents stay elsewhere."""
        ...

    def boxes(self, document_id: str, start: int, end: int) -> tuple[Box, ...]:
        """Return where a quote stands on its pages."""
        ...

    def cells(self, document_id: str, start: int, end: int) -> tuple[CitedCell, ...]:
        """Return the cells of a table that a quote takes in."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class LocalMember:
    """A library in a folder of this machine.

    Attributes:
        name: Of the library.
        generation: Its index, held open.
        label: What its documents say they are in; empty where it is the only library.
        permitted: The documents that whoever asks may know of; None for all.
    """

    name: str
    generation: Generation
    label: str = ""
    permitted: Permission | None = None

    @property
    def reader(self) -> IndexReader:
        """Its index, with what isn't permitted too."""
        return self.generation.reader

    @property
    def known(self) -> Sequence[DocumentInfo]:
        """Every document there is for whoever asks, by number, as the index has it."""
        if self.permitted is None:
            return self.reader.documents
        ids = self.generation.permitted(self.permitted)
        return [replace(info, copies=()) for info in self.reader.documents if info.id in ids]

    def named(self, documents: Sequence[str]) -> Sequence[DocumentInfo]:
        """Return the documents of these ids or paths, perhaps with others."""
        return self.known if documents else ()

    @property
    def documents(self) -> list[DocumentInfo]:
        """Every document, by path."""
        return sorted(map(self.labelled, self.known), key=lambda info: info.path)

    def labelled(self, info: DocumentInfo) -> DocumentInfo:
        """Return a document as it is told of: with the library it is in, where there are several."""
        # Where else a file lies may be in a folder that isn't to be known of.
        info = replace(info, copies=()) if self.permitted is not None else info
        return replace(info, library=self.label) if self.label else info

    @property
    def info(self) -> IndexInfo:
        """What is known of it; of files left out nothing where only some documents are permitted."""
        info = IndexInfo.of(self.reader)
        if self.permitted is None:
            return info
        ids = self.generation.permitted(self.permitted)
        own = self.reader.allowed(documents=ids)
        languages = self.reader.languages if own is None else self.reader.languages[own]
        counts = {code: int(np.count_nonzero(languages == code)) for code in info.languages}
        return replace(info, documents=len(ids), passages=len(languages), languages=counts, skipped=())

    @property
    def tags(self) -> Sequence[tuple[str, ...]]:
        """The tags of each document."""
        if self.permitted is None:
            return self.generation.tags
        ids = self.generation.permitted(self.permitted)
        told = zip(self.reader.documents, self.generation.tags, strict=True)
        return [tags for info, tags in told if info.id in ids]

    def holds(self, document_id: str) -> bool:
        """Return whether a document of this id is in it."""
        if not self.reader.holds(document_id):
            return False
        return self.permitted is None or document_id in self.generation.permitted(self.permitted)

    @property
    def aside(self) -> LeftOut | None:
        """None: it is here."""
        return None

    def measure(self, question: Question, *, analyzer: Analyzer) -> Started[Basis]:
        """Return what looks up what it is judged by."""
        return Started(lambda: self._basis(question, analyzer))

    def _basis(self, question: Question, analyzer: Analyzer) -> Basis:
        if not len(self.reader) or not self.known:
            return nothing()
        retriever = self.generation.retriever(analyzer, permitted=self.permitted)
        return Basis(retriever.measured, retriever.counted(question))

    def measured(self, analyzer: Analyzer) -> "Measured":
        """Return what it is judged by whatever is asked."""
        if not len(self.reader) or not self.known:
            return nothing().passages
        return self.generation.retriever(analyzer, permitted=self.permitted).measured

    def start(
        self, question: Question, *, top_k: int, scope: Scope, analyzer: Analyzer, plan: "Plan | None" = None
    ) -> Started[list[Hit]]:
        """Return what searches it; see :meth:`Member.start`."""
        if plan is None:
            return Started(lambda: self.find(question, top_k=top_k, scope=scope, analyzer=analyzer))
        return Started(lambda: self.carried_out(plan, top_k=top_k, scope=scope, analyzer=analyzer))

    def find(self, question: Question, *, top_k: int, scope: Scope, analyzer: Analyzer) -> list[Hit]:
        """Return its best passages, best first; what the scope names and isn't here is left out."""
        documents = self._documents(scope)
        if not len(self.reader) or documents == ():
            return []
        languages = checked_languages(scope.languages)
        retriever = self.generation.retriever(analyzer, permitted=self.permitted)
        found = retriever.retrieve(question, top_k=top_k, languages=languages, documents=documents)
        return named_hits(found, self.labelled)

    def carried_out(self, plan: "Plan", *, top_k: int, scope: Scope, analyzer: Analyzer) -> list[Hit]:
        """Return the best passages of each language by a plan; what the scope names and isn't here is left out."""
        documents = self._documents(scope)
        if not len(self.reader) or documents == ():
            return []
        languages = checked_languages(scope.languages)
        retriever = self.generation.retriever(analyzer, permitted=self.permitted)
        found = retriever.carried_out(plan, top_k=top_k, languages=languages, documents=documents)
        return named_hits(found, self.labelled)

    def within(self, scope: Scope) -> list[DocumentInfo]:
        """Return the documents that a question is looked for in, by path."""
        ids = self._documents(scope)
        languages = checked_languages(scope.languages)
        return [
            info
            for info in self.documents
            if (ids is None or info.id in ids) and (languages is None or info.language in languages)
        ]

    def passages(self, document_id: str) -> list[Passage]:
        """Return the passages of a document it holds, in order."""
        number = next(at for at, info in enumerate(self.reader.documents) if info.id == document_id)
        found = [passage for _, passage in self.reader.store.document_passages(number)]
        return [replace(one, document=self.labelled(one.document)) for one in found]

    def _documents(self, scope: Scope) -> tuple[str, ...] | None:
        """Return the documents that a question is looked for in; None for all."""
        known = self.known
        documents = known_documents(scope.documents, known)
        if scope.where is not None:
            kept = scope.where.matching(self.reader.documents, self.reader.store.metadata)
            documents = kept if documents is None else tuple(set(documents) & set(kept))
        if self.permitted is not None:
            own = {info.id for info in known}
            documents = tuple(own if documents is None else own & set(documents))
        return documents

    def page(self, document_id: str, number: int, *, longest_side: int, settings: Settings) -> PageImage:
        """Return a page as a picture; see :func:`kotae.pipeline.asking.places.drawn_page`."""
        return drawn_page(
            self.reader, document_id, number, longest_side=longest_side, settings=settings.reading
        )

    def text(self, document_id: str) -> str:
        """Return the text of a document it holds."""
        return self.reader.text(document_id)

    def boxes(self, document_id: str, start: int, end: int) -> tuple[Box, ...]:
        """Return where a quote stands on its pages."""
        return self.reader.boxes(document_id, start, end)

    def cells(self, document_id: str, start: int, end: int) -> tuple[CitedCell, ...]:
        """Return the cells of a table that a quote takes in."""
        return self.reader.cells(document_id, start, end)


def named_hits(hits: Iterable[Hit], named: Callable[[DocumentInfo], DocumentInfo]) -> list[Hit]:
    """Return hits with their documents named as a library names them among others."""
    return [replace(hit, passage=replace(hit.passage, document=named(hit.passage.document))) for hit in hits]
