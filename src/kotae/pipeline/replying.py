"""What another kotae is told that asks: passages of the libraries here, and where their quotes stand."""

from kotae.errors import FederationError
from kotae.federation.wire import PROTOCOL, Asked, Place, PlacesAsked, PlacesReply, Reply
from kotae.pipeline.filters import checked_where
from kotae.pipeline.knowledge_base import KnowledgeBase
from kotae.pipeline.questions import known_documents

__all__ = ["places_for", "reply_to"]


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
    measures = own.measures
    if measures is None:
        raise FederationError(
            en="There is no library on this machine to answer from.",
            ja="このマシンには、答えるための文書庫がありません。",
        )
    where = checked_where(asked.where)
    documents = known_documents(asked.documents, own.documents())
    hits = (
        ()
        if documents == ()
        else own.search(asked.question, asked.top_k, asked.languages, documents, where=where).hits
    )
    return Reply(protocol=PROTOCOL, model=measures.model, settings=measures.settings, hits=hits)


def places_for(knowledge: KnowledgeBase, asked: PlacesAsked) -> PlacesReply:
    """Return where stretches of a document of this machine stand.

    Raises:
        FilterError: There is no such document for whoever asks.
    """
    found = knowledge.within(None).places(asked.document, asked.spans)
    places = tuple(Place(boxes=boxes, cells=cells) for boxes, cells in found)
    return PlacesReply(protocol=PROTOCOL, places=places)
