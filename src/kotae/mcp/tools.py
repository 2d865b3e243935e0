"""The tools, each a question to the library and a typed result.

``search`` and ``fetch`` have the shapes that assistants with only these two expect: a query in,
``{"results": [{"id", "title", "url"}]}`` out; an id in, ``{"id", "title", "text", "url", "metadata"}`` out.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import anyio.to_thread
from mcp.server.mcpserver import Context
from mcp.server.mcpserver.exceptions import ToolError

from kotae.api.library import Library
from kotae.api.message import whole_message
from kotae.api.schema import Source, sources
from kotae.errors import KotaeError
from kotae.mcp.results import (
    Answered,
    Fetched,
    Libraries,
    LibraryInfo,
    Passages,
    SearchResult,
    SearchResults,
)
from kotae.messages import Message
from kotae.pipeline.asking.filters import Where
from kotae.records import Event, Language, StageEvent
from kotae.serialise import numbered_citations, to_json

__all__ = ["MAX_FETCHED_CHARS", "Tools", "document_uri"]

MAX_FETCHED_CHARS = 200_000
"""Longest text given at once, in code points; the rest is asked for by its place."""

_FOUND_DOCUMENTS = 10
_PLACE = re.compile(r"(?P<document>.+)#(?P<start>\d{1,12})-(?P<end>\d{1,12})")
_STAGES = {
    "searching": Message("Searching the documents").both(),
    "preparing": Message("Preparing the dictionary, once on this computer").both(),
    "reading": Message("Reading what was found").both(),
    "writing": Message("Writing").both(),
    "checking": Message("Checking against the sources").both(),
}
_LEFT_OUT = ("text", "sentences", "hits", "timings")


def document_uri(document_id: str) -> str:
    """Return the address of a document among the server's resources."""
    return f"kotae://documents/{document_id}"


@contextmanager
def _told() -> Iterator[None]:
    """Turn an error of kotae into one the assistant reads, in both languages."""
    try:
        yield
    except KotaeError as error:
        raise ToolError(error.said.both()) from error


@dataclass(frozen=True, slots=True, kw_only=True)
class Tools:
    """The tools of one library; every docstring is what the assistant reads."""

    library: Library

    async def ask(
        self,
        question: str,
        ctx: Context,
        top_k: int = 5,
        generate: bool | None = None,
        languages: list[Language] | None = None,
        documents: list[str] | None = None,
        where: Where | None = None,
    ) -> Answered:
        """Answer a question from the user's own documents, in its language, every sentence with its exact source.

        The status "not_found" means the documents don't hold the answer: say so, don't guess.
        languages (["ja"], ["en"]), documents (ids or paths) and where ({"folder": "minutes", "after": "2025-04"})
        narrow where to look.
        """
        with _told():
            events = self.library.knowledge.stream(
                question,
                top_k=top_k,
                generate=generate,
                languages=languages,
                documents=documents,
                where=where,
            )
            taken: list[Event] = []
            while (event := await anyio.to_thread.run_sync(next, events, None)) is not None:
                taken.append(event)
                if isinstance(event, StageEvent):
                    await ctx.report_progress(len(taken), message=_STAGES[event.stage])
        return _answered(taken)

    def retrieve(
        self,
        question: str,
        top_k: int = 5,
        languages: list[Language] | None = None,
        documents: list[str] | None = None,
        where: Where | None = None,
    ) -> Passages:
        """Find the passages of the user's documents that best match a question, in Japanese and English.

        Each has its document, page and offsets (code points of the document's text). languages, documents and where
        narrow where to look, as for ask.
        """
        with _told():
            hits = self.library.knowledge.retrieve(
                question, top_k=top_k, languages=languages, documents=documents, where=where
            )
        return Passages(hits=hits)

    def search(self, query: str) -> SearchResults:
        """Find the user's documents for a query, in Japanese or English; read one whole with fetch."""
        with _told():
            hits = self.library.knowledge.retrieve(query, top_k=3 * _FOUND_DOCUMENTS)
        found: dict[str, SearchResult] = {}
        for hit in hits:
            info = hit.passage.document
            found.setdefault(
                info.id,
                SearchResult(id=info.id, title=info.title, url=document_uri(info.id)),
            )
        return SearchResults(results=list(found.values())[:_FOUND_DOCUMENTS])

    def fetch(self, id: str) -> Fetched:  # the protocol's own name
        """Read a document by the id that search gave.

        A long one is cut, and metadata says so; "id#start-end" gives the code points from start to end.
        """
        place = _PLACE.fullmatch(id)
        with _told():
            document = self.library.knowledge.document(place["document"] if place else id)
        start = min(int(place["start"]), len(document.text)) if place else 0
        end = min(int(place["end"]), len(document.text)) if place else len(document.text)
        end = min(max(start, end), start + MAX_FETCHED_CHARS)
        info = document.info
        metadata = {
            **document.metadata,
            "path": info.path,
            "language": info.language,
            "start": start,
            "end": end,
            "length": len(document.text),
            "cut": start > 0 or end < len(document.text),
        }
        text = document.text[start:end]
        return Fetched(id=id, title=info.title, text=text, url=document_uri(info.id), metadata=metadata)

    def libraries(self) -> Libraries:
        """List the libraries of documents that can be asked, with their size and languages."""
        with _told():
            known = self.library.knowledge.libraries
        return Libraries(
            libraries=[
                LibraryInfo(
                    # One alone is called as its models are; of several each by the name that where takes.
                    name=name if len(known) > 1 else self.library.name,
                    documents=info.documents,
                    passages=info.passages,
                    languages={str(language): count for language, count in info.languages.items()},
                    created=info.created,
                )
                for name, info in known.items()
            ]
        )


def _answered(events: list[Event]) -> Answered:
    text, answer = whole_message(events)
    fields = to_json(answer)
    kept = fields.items() if isinstance(fields, dict) else ()
    return Answered.model_validate(
        {name: value for name, value in kept if name not in _LEFT_OUT}
        | {"text": text, "sources": [Source.model_validate(s) for s in sources(numbered_citations(answer))]}
    )
