"""Citations: a place of a document as one, and the law that every quote is the document's own text.

A citation names a span; its quote must be exactly the text of that span, every sentence shown
must have one, and a quoted sentence must be its citation's quote. :mod:`kotae.pipeline.asking.door` holds every answer to it.
"""

from collections.abc import Callable, Iterator
from typing import TypeAlias

from kotae.cells import cells_of
from kotae.passages import breadcrumb
from kotae.records import AnswerSentence, Citation, Document, Span

__all__ = ["TextAt", "citation_of", "faults", "stands"]

TextAt: TypeAlias = Callable[[str, int, int], str]
"""Gives what stands in a document between two offsets: its id, start, end → the text, empty where there is no such document."""


def faults(sentence: AnswerSentence, text_at: TextAt) -> Iterator[str]:
    """Yield what is wrong with one sentence by the law, each as the end of a line about it; nothing where it holds."""
    if not sentence.citations:
        yield f"has no citation: {sentence.text!r}"
    if sentence.support == "unverified":
        yield f"is unverified and must not be shown: {sentence.text!r}"
    quoted = sentence.text if sentence.support == "quoted" else sentence.original
    if quoted and all(citation.quote != quoted for citation in sentence.citations):
        yield f"is not the quote of its citation: {quoted!r}"
    for citation in sentence.citations:
        if not stands(citation, text_at):
            yield _differs(citation)


def stands(citation: Citation, text_at: TextAt) -> bool:
    """Return whether a quote is its document's text at that place, character for character; an empty one is none."""
    return (
        bool(citation.quote) and text_at(citation.document.id, citation.start, citation.end) == citation.quote
    )


def _differs(citation: Citation) -> str:
    return f"cites {citation.document.path}:{citation.start}-{citation.end}, which is not {citation.quote!r}"


def citation_of(document: Document, place: Span) -> Citation:
    """Return a place of a document as a citation, with its page, its headings and the cells it takes in."""
    block = document.block_at(place.start)
    return Citation(
        start=place.start,
        end=place.end,
        document=document.info,
        quote=document.text[place.start : place.end],
        page=None if block is None else block.page,
        heading="" if block is None else breadcrumb(block.headings),
        cells=cells_of(document, place.start, place.end),
    )
