"""Citations: a place of a document as one, and the law that every quote is the document's own text.

A citation names a span; its quote must be exactly the text of that span, every sentence shown
must have one, and a quoted sentence must be its citation's quote.
"""

from collections.abc import Callable, Iterator

from kotae.cells import cells_of
from kotae.passages import breadcrumb
from kotae.records import Answer, AnswerSentence, Citation, Document, Span

__all__ = ["CitationError", "broken_citations", "check_citations", "citation_of"]


class CitationError(ValueError):
    """An answer cites what its document doesn't say at that place: a bug, never bad input."""


def check_citations(answer: Answer, text_of: Callable[[str], str]) -> None:
    """Return nothing if every citation of an answer holds.

    Args:
        answer: The answer; one without sentences always holds.
        text_of: Gives a document's text for its id.

    Raises:
        CitationError: A quote differs from its span, or a sentence has no citation.
    """
    for problem in broken_citations(answer, text_of):
        raise CitationError(problem)


def broken_citations(answer: Answer, text_of: Callable[[str], str]) -> Iterator[str]:
    """Yield one line for each citation or sentence of an answer that breaks the law.

    Args:
        answer: The answer.
        text_of: Gives a document's text for its id.
    """
    for number, sentence in enumerate(answer.sentences, start=1):
        if not sentence.citations:
            yield f"sentence {number} has no citation: {sentence.text!r}"
        if sentence.support == "unverified":
            yield f"sentence {number} is unverified and must not be shown: {sentence.text!r}"
        if sentence.support == "quoted" and not _is_quoted(sentence):
            yield f"sentence {number} is not the quote of its citation: {sentence.text!r}"
        for citation in sentence.citations:
            if text_of(citation.document.id)[citation.start : citation.end] != citation.quote:
                yield _differs(number, citation)


def _is_quoted(sentence: AnswerSentence) -> bool:
    return any(citation.quote == sentence.text for citation in sentence.citations)


def _differs(number: int, citation: Citation) -> str:
    place = f"{citation.document.path}:{citation.start}-{citation.end}"
    return f"sentence {number} cites {place}, which is not {citation.quote!r}"


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
