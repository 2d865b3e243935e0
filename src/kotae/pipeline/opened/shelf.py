"""All libraries as they are asked now: here or elsewhere, one question for all.

What each is judged by is put together first, the question is looked for in each by all of it, what is found is put into
one order and read once. :class:`Shelf` knows of a :class:`Member` its methods alone; one elsewhere that can't be asked is named.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kotae.errors import FilterError
from kotae.pipeline.asking.filters import Permission, Where
from kotae.pipeline.asking.questions import checked_documents, checked_languages, known_documents
from kotae.pipeline.asking.scope import Scope
from kotae.pipeline.checking.selftest_memory import chosen_threshold
from kotae.pipeline.federated.gathered import gathered, nobody
from kotae.pipeline.federated.pooling import Basis, Pooling, best_of
from kotae.pipeline.opened.here import HereMember, is_here, narrowed_to
from kotae.pipeline.opened.info import IndexInfo
from kotae.pipeline.opened.lender import Lender
from kotae.pipeline.opened.member import LocalMember, Member
from kotae.question import Question, read_question
from kotae.records import Box, CitedCell, DocumentInfo, Found, Hit, LeftOut
from kotae.segmentation import Analyzer

if TYPE_CHECKING:
    from kotae.answering import Answerer
    from kotae.retrieval.measured import Measured
    from kotae.retrieval.planning import Plan

__all__ = ["Shelf"]


@dataclass(frozen=True, slots=True)
class Shelf:
    """All libraries as they are asked now.

    Attributes:
        members: In the order given.
        lender: What lends all of them the embedding model and what answers.
        pooling: Judges them as one.
        grace_s: How long after the last of the others one elsewhere is waited for.
    """

    members: tuple[Member, ...]
    lender: Lender
    pooling: Pooling
    grace_s: float = 1.4

    @property
    def here(self) -> tuple[HereMember, ...]:
        """Those that this kotae searches itself: in a folder of this machine, or in an engine."""
        return tuple(member for member in self.members if is_here(member))

    @property
    def documents(self) -> list[DocumentInfo]:
        """Every document known here, by path; one that lies at the same path of several libraries once."""
        found: dict[str, DocumentInfo] = {}
        for member in self.members:
            for info in member.documents:
                found.setdefault(info.id, info)
        return sorted(found.values(), key=lambda info: info.path)

    def answerer(self, analyzer: Analyzer, where: Where | None = None) -> "Answerer":
        """Return what answers: from one library alone, with the threshold that was chosen for it.

        Raises:
            FilterError: A library isn't there.
        """
        found, asked = self.lender.answerer(analyzer), self.asked(where)
        if len(asked) == 1 and isinstance(asked[0], LocalMember):
            return found.refusing_below(chosen_threshold(asked[0].generation))
        return found

    def narrowed(self, permitted: Permission | None) -> "Shelf":
        """Return the libraries of this machine, with only the documents that a permission lets through.

        Others are asked with this machine's tokens, which somebody else's permission says nothing about.

        Args:
            permitted: None for all.

        Raises:
            FilterError: One of them is in an engine, where nobody is shown a part.
            ValueError: It was done before.
        """
        if permitted is None:
            return replace(self, members=self.here)
        kept = ((member, permitted.of_library(member.name)) for member in self.here)
        return replace(
            self, members=tuple(narrowed_to(member, own) for member, own in kept if own is not None)
        )

    def find(self, question: str | Question, *, top_k: int, scope: Scope, analyzer: Analyzer) -> Found:
        """Return the best passages of all libraries asked, best first; the same passage once.

        Those elsewhere are asked side by side while the ones here are searched.

        Raises:
            FederationError: None of several libraries, or the only one, could be asked.
            FilterError: A language, document or library isn't known.
            ModelError: The embedding model can't be had.
        """
        self._check(scope)
        asked = self.asked(scope.where)
        read = question if isinstance(question, Question) else read_question(question, analyzer)
        if len(asked) == 1:
            started = {asked[0].name: asked[0].start(read, top_k=top_k, scope=scope, analyzer=analyzer)}
            found, left_out = gathered(started, grace_s=self.grace_s)
            hits = [hit for own in found.values() for hit in own]
        else:
            hits, left_out = self._together(asked, read, top_k=top_k, scope=scope, analyzer=analyzer)
        if left_out and len(left_out) == len(asked):
            raise nobody(left_out)
        return Found(hits=tuple(hits), left_out=tuple(left_out))

    def _together(
        self, asked: Sequence[Member], question: Question, *, top_k: int, scope: Scope, analyzer: Analyzer
    ) -> tuple[list[Hit], list[LeftOut]]:
        """Return what several libraries hold as if they were one, best first, and those that couldn't be asked."""
        aside = {member.name: member.aside for member in asked}
        left_out = [left for left in aside.values() if left is not None]
        measuring = {
            member.name: member.measure(question, analyzer=analyzer)
            for member in asked
            if aside[member.name] is None
        }
        measured, silent = gathered(measuring, grace_s=self.grace_s)
        left_out += silent
        if not measured:
            return [], left_out
        plan = self.pooling.plan(
            question,
            list(measured.values()),
            embedder=self.lender.embedder(),
            languages=checked_languages(scope.languages),
        )
        wanted = max(top_k, self.pooling.most)
        started = {
            member.name: member.start(question, top_k=wanted, scope=scope, analyzer=analyzer, plan=plan)
            for member in asked
            if member.name in measured
        }
        found, silent = gathered(started, grace_s=self.grace_s)
        hits = [hit for own in found.values() for hit in own]
        return self.pooling.ordered(question, hits, top_k=top_k), left_out + silent

    def basis(self, question: Question, analyzer: Analyzer) -> Basis:
        """Return what the libraries of this machine are judged by, as if they were one.

        Raises:
            ModelError: The embedding model can't be had.
        """
        parts = [member.measure(question, analyzer=analyzer).result() for member in self.here]
        return self.pooling.pooled(parts)

    def measured(self, analyzer: Analyzer) -> "Measured":
        """Return what the libraries of this machine are judged by as one, whatever is asked.

        Raises:
            ModelError: The embedding model can't be had.
        """
        return self.pooling.measured([member.measured(analyzer) for member in self.here])

    def carried_out(self, plan: "Plan", *, top_k: int, scope: Scope, analyzer: Analyzer) -> list[Hit]:
        """Return what somebody else's plan finds in the libraries of this machine: the best of each language.

        Raises:
            FilterError: A language, document or library isn't known.
            ModelError: The embedding model can't be had.
        """
        self._check(scope)
        asked = [member for member in self.asked(scope.where) if is_here(member)]
        found = [
            hit
            for member in asked
            for hit in member.carried_out(plan, top_k=top_k, scope=scope, analyzer=analyzer)
        ]
        best = best_of(found)
        return [
            hit
            for language in plan.languages
            for hit in [hit for hit in best if hit.passage.language == language][:top_k]
        ]

    def _check(self, scope: Scope) -> None:
        """Refuse what isn't known.

        Raises:
            FilterError: A language or document isn't.
        """
        # What other machines hold isn't known here; what they don't hold they leave out.
        if scope.documents is None or not scope.documents or len(self.here) == len(self.members):
            checked_documents(scope.documents, self._named(scope.documents))
        checked_languages(scope.languages)

    def asked(self, where: Where | None) -> tuple[Member, ...]:
        """Return the libraries to search.

        Raises:
            FilterError: One isn't there.
        """
        if where is None or not where.library:
            return self.members
        names = [member.name for member in self.members]
        for name in where.library:
            if name not in names:
                listed = ", ".join(names)
                raise FilterError(
                    "There is no library {name!r}; there are: {listed}.", name=name, listed=listed
                )
        return tuple(member for member in self.members if member.name in where.library)

    def home(self, document: str) -> tuple[HereMember, str]:
        """Return the library that holds a document, the first of several, and the document's id.

        Args:
            document: Its id, or its path.

        Raises:
            FilterError: None of this machine holds it.
        """
        for member in self.members:
            if not is_here(member) and member.holds(document):
                raise FilterError(
                    "The document lies in {name}, and only passages of it come from there; open it there.",
                    name=member.name,
                )
        checked_documents([document], self._named([document]))
        found = ((member, known_documents([document], member.named([document]))) for member in self.here)
        return next((member, ids[0]) for member, ids in found if ids)

    def _named(self, documents: Sequence[str] | None) -> list[DocumentInfo]:
        """Return the documents of these ids or paths, perhaps with others; none for None."""
        return [info for member in self.here for info in member.named(documents or ())] if documents else []

    def boxes(self, document_id: str, start: int, end: int) -> tuple[Box, ...]:
        """Return where a quote stands on its pages."""
        return self._asked_of(document_id).boxes(document_id, start, end)

    def cells(self, document_id: str, start: int, end: int) -> tuple[CitedCell, ...]:
        """Return the cells of a table that a quote takes in."""
        return self._asked_of(document_id).cells(document_id, start, end)

    def holder(self, document_id: str) -> Member | None:
        """Return the library that holds a document, by its id, wherever it is; None where none does."""
        return next((member for member in self.members if member.holds(document_id)), None)

    def _asked_of(self, document_id: str) -> Member:
        return self.holder(document_id) or self.members[0]

    @property
    def tags(self) -> dict[str, int]:
        """Every tag as first written, with how many documents have it."""
        written: dict[str, str] = {}
        counts: Counter[str] = Counter()
        for member in self.members:
            for tags in member.tags:
                once = {tag.lower(): tag for tag in reversed(tags)}
                counts.update(once.keys())
                written = once | written
        return {written[tag]: count for tag, count in counts.items()}

    @property
    def infos(self) -> dict[str, IndexInfo]:
        """What is known of each library, by name."""
        return {member.name: member.info for member in self.members}
