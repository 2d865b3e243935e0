"""A library that another kotae answers from: its documents stay there, and only passages found for a question come."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from kotae import __version__
from kotae.errors import FederationError
from kotae.federation.checking import checked_hits, checked_papers, checked_places
from kotae.federation.node import Node
from kotae.federation.wire import Asked, CountsAsked, CountsReply, PapersAsked, Place, PlacesAsked, Reply
from kotae.index.manifest import differing
from kotae.pipeline.asking.filters import Where
from kotae.pipeline.asking.questions import checked_languages
from kotae.pipeline.asking.scope import Scope
from kotae.pipeline.federated.known import Known
from kotae.pipeline.federated.measures import Measures
from kotae.pipeline.federated.pooling import Basis
from kotae.pipeline.federated.spoken import counts_read, measured_read, plan_said
from kotae.pipeline.opened.info import IndexInfo
from kotae.pipeline.opened.member import Started, named_hits
from kotae.question import Question
from kotae.records import Box, CitedCell, DocumentInfo, Hit, LeftOut, Passage, Span
from kotae.records.reasons import reasons
from kotae.retrieval.planning import Plan
from kotae.segmentation import Analyzer

if TYPE_CHECKING:
    from kotae.conflicts.paper import Paper

__all__ = ["RemoteMember"]


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoteMember:
    """A library elsewhere, for one question.

    Attributes:
        name: Of the library.
        node: The kotae that answers from it.
        expected: Gives the measures its scores must come from.
        created: When this knowledge base was opened, ISO 8601 with offset.
        known: What it said before.
    """

    name: str
    node: Node
    expected: Callable[[], Measures]
    created: str
    known: Known
    _silent: list[str] = field(default_factory=list)
    _places: dict[tuple[str, int, int], Place] = field(default_factory=dict)

    @property
    def documents(self) -> list[DocumentInfo]:
        """None: which documents there are stays there as well."""
        return []

    @property
    def tags(self) -> Sequence[tuple[str, ...]]:
        """None."""
        return []

    @property
    def info(self) -> IndexInfo:
        """Where it is, with its address in the place of the folder; nothing is known of its documents."""
        return IndexInfo(
            documents=0,
            passages=0,
            languages={"ja": 0, "en": 0},
            created=self.created,
            corpus=self.node.address.url,
            model="",
            settings={},
            kotae=__version__,
            skipped=(),
        )

    def holds(self, document_id: str) -> bool:
        """Return whether an id is of this library; which it has is only known there."""
        library, sign, _ = document_id.rpartition(":")
        return bool(sign) and library == self.name

    @property
    def aside(self) -> LeftOut | None:
        """Why it isn't asked for now; None where it is."""
        put = self.node.standing.aside()
        return None if put is None else LeftOut(library=self.name, **reasons(put.said))

    def measure(self, question: Question, *, analyzer: Analyzer) -> Started[Basis]:
        """Ask what it is judged by, unless it said that before; see :meth:`Member.measure`."""
        del analyzer
        known = self.known.basis(question.text)
        if known is not None:
            return Started(lambda: known)
        fingerprint, passages = self.known.passages
        waiting = self.node.counts(CountsAsked(question=question.text, known=fingerprint))

        def told() -> Basis:
            reply = waiting.result()
            self._check_measures(reply)
            measured = passages if reply.fingerprint == fingerprint else None
            if reply.languages is not None:
                measured = measured_read(reply.languages, dimension=self.expected().dimension)
            if measured is None:
                raise FederationError("its answer can't be right (no measures)")
            basis = Basis(measured, counts_read(reply, measured))
            self.known.keep(question.text, basis, fingerprint=reply.fingerprint)
            return basis

        return Started(told, waiting.future, self.node.standing.failed)

    def start(
        self, question: Question, *, top_k: int, scope: Scope, analyzer: Analyzer, plan: Plan | None = None
    ) -> Started[list[Hit]]:
        """Send the question, and return what waits for the passages; see :meth:`Member.start`."""
        del analyzer
        where = scope.where.model_copy(update={"library": ()}) if scope.where is not None else None
        if where is not None and where.document:
            where = where.model_copy(update={"document": self._own_names(where.document)})
        asked = Asked(
            question=question.text,
            top_k=top_k,
            languages=checked_languages(scope.languages),
            documents=None if scope.documents is None else self._own_names(scope.documents),
            where=where.model_dump(mode="json", exclude_defaults=True) if where is not None else None,
            search=None if plan is None else plan_said(plan),
        )
        waiting = self.node.ask(asked)
        return Started(
            lambda: self._believed(waiting.result(), asked, where), waiting.future, self.node.standing.failed
        )

    def _own_names(self, names: Sequence[str]) -> tuple[str, ...]:
        """Return documents as the other kotae calls them."""
        return tuple(name.rpartition(":")[2] if self.holds(name) else name for name in names)

    def _believed(self, reply: Reply, asked: Asked, where: Where | None) -> list[Hit]:
        self._check_measures(reply)
        if asked.search is not None:
            self.known.hear(reply.fingerprint)
        hits = checked_hits(reply.hits, asked)
        if where is not None:
            # Dates and tags are in what the documents say of themselves, and that stays there.
            seen = where.model_copy(update={"after": None, "before": None, "tag": ()})
            infos = list({hit.passage.document.id: hit.passage.document for hit in hits}.values())
            if len(seen.matching(infos, lambda: ())) < len(infos):
                raise FederationError("its answer can't be right (a document that wasn't asked for)")
        return named_hits(hits, self._named)

    def _check_measures(self, reply: Reply | CountsReply) -> None:
        own = self.expected()
        differences = differing(own.settings, reply.settings)
        if own.model != reply.model:
            differences.append(("embedding.model", own.model, reply.model))
        if differences:
            name, mine, theirs = differences[0][0][:80], differences[0][1], differences[0][2]
            raise FederationError(
                "its scores don't compare with those here ({name}: {mine!r} here, {theirs!r} there)",
                name=name,
                mine=mine,
                theirs=str(theirs)[:60],
            )

    def _named(self, info: DocumentInfo) -> DocumentInfo:
        """Return a document as it is called here: no other library can have one of that id."""
        return replace(info, id=f"{self.name}:{info.id}", library=self.name)

    def papers(self, passages: Mapping[str, Sequence[Passage]]) -> "Started[dict[str, Paper]]":
        """Ask what is needed to compare what documents say in passages that came from here.

        Args:
            passages: By the document's id, as it is called here.
        """
        from kotae.conflicts.paper import Paper

        asked = PapersAsked(
            papers=tuple(
                PlacesAsked(
                    document=document_id.rpartition(":")[2],
                    spans=tuple(Span(start=one.start, end=one.end) for one in found),
                )
                for document_id, found in passages.items()
            )
        )
        waiting = self.node.papers(asked)

        def told() -> dict[str, Paper]:
            papers: dict[str, Paper] = {}
            said = checked_papers(waiting.result().papers, asked)
            for (document_id, found), one in zip(passages.items(), said, strict=True):
                if one is None:
                    continue
                paper = Paper.found(found, one.blocks, day=one.day, day_from=one.day_from, old=one.old)
                if paper is not None:
                    papers[document_id] = paper
            return papers

        return Started(told, waiting.future, self.node.standing.failed)

    def text(self, document_id: str) -> None:
        """None: the documents stay there."""

    def boxes(self, document_id: str, start: int, end: int) -> tuple[Box, ...]:
        """Return where a quote stands on its pages; nothing where that can't be had."""
        return self._place(document_id, start, end).boxes

    def cells(self, document_id: str, start: int, end: int) -> tuple[CitedCell, ...]:
        """Return the cells of a table that a quote takes in; nothing where that can't be had."""
        return self._place(document_id, start, end).cells

    def _place(self, document_id: str, start: int, end: int) -> Place:
        place = (document_id, start, end)
        # One that fell silent isn't waited for again: the quote is good without its boxes.
        if place not in self._places and not self._silent:
            asked = PlacesAsked(document=document_id.rpartition(":")[2], spans=(Span(start=start, end=end),))
            try:
                self._places[place] = checked_places(self.node.places(asked).result().places, asked)[0]
            except FederationError as error:
                self._silent.append(str(error))
        return self._places.get(place, Place())
