"""What two kotaes say to each other, typed: a question goes out, passages with their scores come back.

The number of the protocol goes up when an older kotae would read an answer wrongly; a field that it may pass over
doesn't raise it.
"""

from collections.abc import Mapping
from typing import Annotated, Any, Final

from pydantic import BaseModel, ConfigDict, Field

from kotae.records import Box, CitedCell, Hit, Span

__all__ = ["PROTOCOL", "Asked", "Place", "PlacesAsked", "PlacesReply", "Reply", "Spoken"]

PROTOCOL: Final = 1

MAX_SPANS: Final = 100


class Asked(BaseModel):
    """A question to the libraries of another kotae.

    Attributes:
        protocol: The newest protocol the asker understands.
        question: In Japanese or English.
        top_k: How many passages at most.
        languages: Only passages in these; None for all.
        documents: Only these documents, by id or path; those that aren't there are left out, without a word.
        where: Conditions on documents, as everywhere in kotae.
    """

    model_config = ConfigDict(frozen=True, extra="ignore")

    protocol: Annotated[int, Field(ge=1)] = PROTOCOL
    question: str
    top_k: int = Field(ge=1, le=1_000)
    languages: tuple[str, ...] | None = None
    documents: tuple[str, ...] | None = None
    where: Mapping[str, Any] | None = None


class Spoken(BaseModel):
    """The part of every answer that is read first, whatever else a newer kotae says."""

    model_config = ConfigDict(frozen=True, extra="ignore", strict=True)

    protocol: Annotated[int, Field(ge=1)]


class Reply(Spoken):
    """What was found for a question, and what makes its scores comparable.

    Attributes:
        model: The fingerprint of the embedding model.
        settings: By stage, those that scores and passages depend on.
        hits: Best first.
    """

    model: str = Field(max_length=200)
    settings: Mapping[str, Mapping[str, Any]]
    hits: tuple[Hit, ...]


class PlacesAsked(BaseModel):
    """Where stretches of one document stand on its pages and in its tables."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    protocol: Annotated[int, Field(ge=1)] = PROTOCOL
    document: str
    spans: tuple[Span, ...] = Field(max_length=MAX_SPANS)


class Place(BaseModel):
    """Where one stretch stands."""

    model_config = ConfigDict(frozen=True, strict=True)

    boxes: tuple[Box, ...] = ()
    cells: tuple[CitedCell, ...] = ()


class PlacesReply(Spoken):
    """A place for each stretch asked for, in their order."""

    places: tuple[Place, ...]
