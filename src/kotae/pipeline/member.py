"""One library of a knowledge base, and what a question may be narrowed to in it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from kotae.config import Settings
from kotae.index.reader import IndexReader
from kotae.pipeline.filters import Where
from kotae.pipeline.generation import Generation
from kotae.pipeline.places import drawn_page
from kotae.pipeline.questions import checked_languages, known_documents
from kotae.question import Question
from kotae.records import Document, DocumentInfo, Hit, PageImage
from kotae.segmentation import Analyzer

__all__ = ["Member", "Scope"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """Where a question is looked for; None everywhere is in everything."""

    languages: Sequence[str] | None = None
    documents: Sequence[str] | None = None
    where: Where | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """One library as it is asked now.

    Attributes:
        name: Of the library.
        generation: Its index, held open.
        label: What its documents say they are in; empty where it is the only library.
    """

    name: str
    generation: Generation
    label: str = ""

    @property
    def reader(self) -> IndexReader:
        """Its index."""
        return self.generation.reader

    @property
    def documents(self) -> list[DocumentInfo]:
        """Every document, by path."""
        return sorted(map(self._labelled, self.reader.documents), key=lambda info: info.path)

    def _labelled(self, info: DocumentInfo) -> DocumentInfo:
        return replace(info, library=self.label) if self.label else info

    def holds(self, document_id: str) -> bool:
        """Return whether a document of this id is in it."""
        return self.reader.holds(document_id)

    def find(self, question: str | Question, *, top_k: int, scope: Scope, analyzer: Analyzer) -> list[Hit]:
        """Return its best passages, best first; what the scope names and isn't here is left out."""
        documents = known_documents(scope.documents, self.reader.documents)
        if scope.where is not None:
            kept = scope.where.matching(self.reader.documents, self.reader.store.metadata)
            documents = kept if documents is None else tuple(set(documents) & set(kept))
        if not len(self.reader) or documents == ():
            return []
        languages = checked_languages(scope.languages)
        retriever = self.generation.retriever(analyzer)
        hits = retriever.retrieve(question, top_k=top_k, languages=languages, documents=documents)
        return [
            replace(hit, passage=replace(hit.passage, document=self._labelled(hit.passage.document)))
            for hit in hits
        ]

    def document(self, document_id: str) -> Document:
        """Return a whole document by its id."""
        found = self.reader.document(document_id)
        return replace(found, info=self._labelled(found.info))

    def page(self, document_id: str, number: int, *, longest_side: int, settings: Settings) -> PageImage:
        """Return a page as a picture; see :func:`kotae.pipeline.places.drawn_page`."""
        return drawn_page(
            self.reader, document_id, number, longest_side=longest_side, settings=settings.reading
        )
