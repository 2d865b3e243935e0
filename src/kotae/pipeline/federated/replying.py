"""What another kotae is told that asks: passages of the libraries here, their measures, and where quotes stand."""

from collections.abc import Sequence

from kotae.errors import FederationError
from kotae.federation.wire import (
    PROTOCOL,
    Asked,
    CountsAsked,
    CountsReply,
    PaperSaid,
    PapersAsked,
    PapersReply,
    Place,
    PlacesAsked,
    PlacesReply,
    Reply,
    Search,
)
from kotae.pipeline.asking.filters import checked_where
from kotae.pipeline.asking.questions import checked_question, known_documents
from kotae.pipeline.asking.scope import Scope
from kotae.pipeline.federated.measures import Measures
from kotae.pipeline.federated.spoken import counts_said, plan_read
from kotae.pipeline.opened.knowledge_base import KnowledgeBase
from kotae.question import read_question
from kotae.records import Hit

__all__ = ["counts_for", "papers_for", "places_for", "reply_to"]


def reply_to(knowledge: KnowledgeBase, asked: Asked) -> Reply:
    """Return what the libraries of this machine hold for a question, and nothing that is held elsewhere.

    So no question goes round in circles, and no token is used for somebody it wasn't given to.

    Args:
        knowledge: As whoever asks may see it.
        asked: The question. Documents that aren't there are left out of it.

    Raises:
        FederationError: There is no library on this machine.
        KotaeError: As for :meth:`KnowledgeBase.retrieve`.
    """
    own = knowledge.within(None)
    measures = _measures(own)
    where = checked_where(asked.where)
    documents = known_documents(asked.documents, own.documents())
    hits: Sequence[Hit] = ()
    fingerprint = ""
    if asked.search is not None:
        scope = Scope(languages=asked.languages, documents=documents, where=where)
        hits, fingerprint = _carried_out(own, asked, asked.search, scope)
    elif documents != ():
        hits = own.search(asked.question, asked.top_k, asked.languages, documents, where=where).hits
    return Reply(
        protocol=PROTOCOL,
        model=measures.model,
        settings=measures.settings,
        hits=tuple(hits),
        fingerprint=fingerprint,
    )


def _carried_out(own: KnowledgeBase, asked: Asked, search: Search, scope: Scope) -> tuple[Sequence[Hit], str]:
    """Return what a plan finds, and the fingerprint of what it should have been planned by."""
    checked_question(asked.question)
    with own.leased() as shelf:
        plan = plan_read(search, dimension=shelf.here[0].reader.manifest.dimension)
        fingerprint = shelf.measured(own.analyzer).fingerprint
        if scope.documents == ():
            return (), fingerprint
        found = shelf.carried_out(plan, top_k=asked.top_k, scope=scope, analyzer=own.analyzer)
        return found, fingerprint


def counts_for(knowledge: KnowledgeBase, asked: CountsAsked) -> CountsReply:
    """Return in how many passages of this machine's libraries a question's words are, and what else scores are judged by.

    Args:
        knowledge: As whoever asks may see it: passages that aren't shown aren't counted.
        asked: The question.

    Raises:
        FederationError: There is no library on this machine.
        KotaeError: As for :meth:`KnowledgeBase.retrieve`.
    """
    own = knowledge.within(None)
    measures = _measures(own)
    question = read_question(checked_question(asked.question), own.analyzer)
    with own.leased() as shelf:
        basis = shelf.basis(question, own.analyzer)
    return counts_said(basis, measures, known=asked.known)


def _measures(own: KnowledgeBase) -> Measures:
    measures = own.measures
    if measures is None:
        raise FederationError(
            "There is no library on this machine to answer from; start kotae with the --index of one."
        )
    return measures


def places_for(knowledge: KnowledgeBase, asked: PlacesAsked) -> PlacesReply:
    """Return where stretches of a document of this machine stand.

    Raises:
        FilterError: There is no such document for whoever asks.
    """
    found = knowledge.within(None).places(asked.document, asked.spans)
    places = tuple(Place(boxes=boxes, cells=cells) for boxes, cells in found)
    return PlacesReply(protocol=PROTOCOL, places=places)


def papers_for(knowledge: KnowledgeBase, asked: PapersAsked) -> PapersReply:
    """Return what another kotae needs to compare what documents of this machine say in passages it was given.

    Raises:
        FilterError: There is no such document for whoever asks.
    """
    own = knowledge.within(None)
    return PapersReply(protocol=PROTOCOL, papers=tuple(_paper(own, paper) for paper in asked.papers))


def _paper(own: KnowledgeBase, asked: PlacesAsked) -> PaperSaid | None:
    from kotae.conflicts.paper import Paper, blocks_within

    paper = Paper.of(own.document(asked.document))
    if paper is None:
        return None
    blocks = blocks_within(paper.document, asked.spans)
    return PaperSaid(blocks=blocks, day=paper.day, day_from=paper.day_from, old=paper.old)
