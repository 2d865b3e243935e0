"""Answering other kotaes: passages of the libraries of this machine, as typed as they are asked for."""

from fastapi import APIRouter

from kotae.api.views import Served
from kotae.federation.wire import (
    Asked,
    CountsAsked,
    CountsReply,
    PapersAsked,
    PapersReply,
    PlacesAsked,
    PlacesReply,
    Reply,
)
from kotae.pipeline.federated.replying import counts_for, papers_for, places_for, reply_to

__all__ = ["add_node"]


def add_node(app: APIRouter) -> None:
    """Add the calls by which another kotae asks."""

    @app.post("/v1/node/retrieve")
    def retrieve(asked: Asked, library: Served) -> Reply:
        """Find passages for another kotae, with what makes their scores comparable; only in libraries of this machine."""
        return reply_to(library.knowledge, asked)

    @app.post("/v1/node/counts")
    def counts(asked: CountsAsked, library: Served) -> CountsReply:
        """Tell another kotae in how many passages a question's words are, so that rarity is judged over all libraries."""
        return counts_for(library.knowledge, asked)

    @app.post("/v1/node/places")
    def places(asked: PlacesAsked, library: Served) -> PlacesReply:
        """Tell where stretches of a document stand on its pages and in its tables."""
        return places_for(library.knowledge, asked)

    @app.post("/v1/node/papers")
    def papers(asked: PapersAsked, library: Served) -> PapersReply:
        """Tell what, besides passages that were found, is needed to compare what documents say: blocks there, their own date."""
        return papers_for(library.knowledge, asked)
