"""A library whose documents and passages an engine holds; this kotae searches it and reads its documents itself."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kotae.config import Settings
from kotae.milvus.conditions import NEVER, among, both
from kotae.pipeline.asking.conditions import condition_of
from kotae.pipeline.asking.places import page_of
from kotae.pipeline.asking.questions import checked_languages, known_documents
from kotae.pipeline.asking.scope import Scope
from kotae.pipeline.federated.pooling import Basis
from kotae.pipeline.opened.engine_generation import EngineGeneration
from kotae.pipeline.opened.info import IndexInfo
from kotae.pipeline.opened.member import Started, named_hits
from kotae.question import Question
from kotae.records import Box, CitedCell, DocumentInfo, Hit, LeftOut, PageImage
from kotae.segmentation import Analyzer

if TYPE_CHECKING:
    from kotae.milvus.reader import MilvusReader
    from kotae.retrieval.measured import Measured
    from kotae.retrieval.planning import Plan

__all__ = ["EngineMember"]


@dataclass(frozen=True, slots=True, kw_only=True)
class EngineMember:
    """A library in an engine, for one question; see :class:`~kotae.pipeline.opened.member.Member`.

    Attributes:
        name: Of the library.
        generation: Its snapshot, held open.
        label: What its documents say they are in; empty where it is the only library.
    """

    name: str
    generation: EngineGeneration
    label: str = ""

    @property
    def reader(self) -> "MilvusReader":
        """Its snapshot."""
        return self.generation.reader

    @property
    def documents(self) -> list[DocumentInfo]:
        """Every document, by path; they are all fetched for it."""
        return sorted(map(self.labelled, self.reader.documents), key=lambda info: info.path)

    def named(self, documents: Sequence[str]) -> Sequence[DocumentInfo]:
        """Return those of the documents, by id or path, that are in it."""
        return self.reader.named(documents)

    def labelled(self, info: DocumentInfo) -> DocumentInfo:
        """Return a document as it is told of: with the library it is in, where there are several."""
        return replace(info, library=self.label) if self.label else info

    @property
    def info(self) -> IndexInfo:
        """What is known of it."""
        return IndexInfo.told(self.reader.manifest, self.reader.skipped)

    @property
    def tags(self) -> Sequence[tuple[str, ...]]:
        """The tags of each document."""
        return self.reader.tags

    def holds(self, document_id: str) -> bool:
        """Return whether a document of this id is in it."""
        return self.reader.holds(document_id)

    @property
    def aside(self) -> LeftOut | None:
        """None: an engine that is down is an error, for its library is one of this kotae's own."""
        return None

    def measure(self, question: Question, *, analyzer: Analyzer) -> Started[Basis]:
        """Return what looks up what it is judged by."""
        retriever = self.generation.retriever(analyzer)
        return Started(lambda: Basis(retriever.measured, retriever.counted(question)))

    def measured(self, analyzer: Analyzer) -> "Measured":
        """Return what it is judged by whatever is asked."""
        return self.generation.retriever(analyzer).measured

    def start(
        self, question: Question, *, top_k: int, scope: Scope, analyzer: Analyzer, plan: "Plan | None" = None
    ) -> Started[list[Hit]]:
        """Return what searches it; see :meth:`Member.start`."""
        if plan is None:
            return Started(lambda: self.find(question, top_k=top_k, scope=scope, analyzer=analyzer))
        return Started(lambda: self.carried_out(plan, top_k=top_k, scope=scope, analyzer=analyzer))

    def find(self, question: Question, *, top_k: int, scope: Scope, analyzer: Analyzer) -> list[Hit]:
        """Return its best passages, best first; what the scope names and isn't here is left out."""
        found = self.generation.retriever(analyzer).retrieve(
            question,
            top_k=top_k,
            languages=checked_languages(scope.languages),
            condition=self._condition(scope),
        )
        return named_hits(found, self.labelled)

    def carried_out(self, plan: "Plan", *, top_k: int, scope: Scope, analyzer: Analyzer) -> list[Hit]:
        """Return the best passages of each language by a plan; what the scope names and isn't here is left out."""
        found = self.generation.retriever(analyzer).carried_out(
            plan,
            top_k=top_k,
            languages=checked_languages(scope.languages),
            condition=self._condition(scope),
        )
        return named_hits(found, self.labelled)

    def _condition(self, scope: Scope) -> str:
        condition = condition_of(scope.where)
        if scope.documents is None:
            return condition
        ids = known_documents(scope.documents, self.named(scope.documents)) or ()
        return both(condition, among("names", ids) if ids else NEVER)

    def page(self, document_id: str, number: int, *, longest_side: int, settings: Settings) -> PageImage:
        """Return a page as a picture, where the folder of documents is on this machine too."""
        info = self.reader.document(document_id).info
        return page_of(
            info,
            self.reader.file_of(document_id),
            number,
            corpus=self.reader.manifest.corpus,
            longest_side=longest_side,
            settings=settings.reading,
        )

    def text(self, document_id: str) -> str:
        """Return the text of a document it holds."""
        return self.reader.document(document_id).text

    def boxes(self, document_id: str, start: int, end: int) -> tuple[Box, ...]:
        """Return where a quote stands on its pages."""
        return self.reader.boxes(document_id, start, end)

    def cells(self, document_id: str, start: int, end: int) -> tuple[CitedCell, ...]:
        """Return the cells of a table that a quote takes in."""
        return self.reader.cells(document_id, start, end)
