"""What the tools return: the typed schemas an assistant sees. Offsets count code points of the document's text."""

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

from kotae.api.schema import Source
from kotae.records import Hit, Language

__all__ = ["Answered", "Fetched", "Libraries", "LibraryInfo", "Passages", "SearchResult", "SearchResults"]


class Answered(BaseModel):
    """An answer; ``[1]`` in its text is the source with that number."""

    model_config = ConfigDict(extra="allow")

    status: Literal["answered", "not_found"]
    text: str
    language: Language
    confidence: float
    missing: list[str]
    note: str
    sources: list[Source]


class Passages(BaseModel):
    """Passages, best first."""

    hits: list[Hit]


class SearchResult(BaseModel):
    """A document that was found; nothing but what connectors read."""

    id: str
    title: str
    url: str


class SearchResults(BaseModel):
    """Documents, best first."""

    results: list[SearchResult]


class Fetched(BaseModel):
    """The text of a document, or of a part of it."""

    id: str
    title: str
    text: str
    url: str
    metadata: dict[str, Any]


class LibraryInfo(BaseModel):
    """What is known of a library."""

    name: str
    documents: int
    passages: int
    languages: dict[str, int]
    created: str


class Libraries(BaseModel):
    """The libraries that can be asked."""

    libraries: list[LibraryInfo]
