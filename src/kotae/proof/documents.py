"""Whether the documents and quotes of a proof are in the papers."""

import hmac
from collections.abc import Iterator
from dataclasses import dataclass

from kotae.errors import ReadingError
from kotae.messages import Message, Words
from kotae.proof.content import BaseProof, ProvedCitation, ProvedDocument, ReadPassage
from kotae.proof.findings import Finding, Verdict, found
from kotae.proof.hiding import committed, hidden_text, text_key
from kotae.proof.made import Tools
from kotae.proof.papers import Paper, Papers
from kotae.proof.places import cited
from kotae.records import Document

__all__ = ["Held", "check_citation", "check_document", "check_passage"]

_NAMES = {
    "id": Message("identity"),
    "title": Message("title"),
    "chars": Message("length"),
    "page": Message("page"),
    "heading": Message("heading"),
    "cells": Message("cells"),
    "boxes": Message("place on its page"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A document of a proof as far as it could be had.

    Attributes:
        shown: What it is called in messages.
        document: As read now; None where it couldn't be.
        exact: Whether its text is the one the proof speaks of.
        excused: Whether another text may be due to other readers, for the file is the same and they aren't.
        readers: What reads here, for messages.
    """

    shown: str
    document: Document | None = None
    exact: bool = False
    excused: bool = False
    readers: str = ""

    @property
    def key(self) -> bytes:
        """The key that hides what it says; only where there is a document."""
        return text_key(self.document.text if self.document else "")


def check_document(proof: BaseProof, number: int, papers: Papers, tools: Tools) -> Iterator[Finding | Held]:
    """Yield what is found of one document of a proof; the document itself comes last.

    Args:
        proof: The proof.
        number: Which document, from 0.
        papers: Where to look.
        tools: What reads here.
    """
    proved, where = proof.documents[number], f"documents.{number}"
    hides = proof.form == "hashes"
    shown = f"#{number + 1}" if hides else proved.path
    try:
        paper = papers.paper(proved, hidden=hides)
    except ReadingError as error:
        yield found("document_unreadable", "unchecked", where, path=shown, rest=error.said)
        yield Held(shown=shown)
        return
    if paper is None:
        yield found("document_missing", "unchecked", where, path=shown)
        yield Held(shown=shown)
        return
    shown = f"{shown} ({paper.found})" if hides else shown
    same = proved.sha256 in paper.hashes
    held = Held(
        shown=shown,
        document=paper.document,
        exact=paper.document is not None and _text_sha256(paper, hides=hides) == proved.text_sha256,
        excused=same and not _same_readers(proof.made, tools),
        readers=f"kotae {tools.kotae}",
    )
    yield from _of_file(proved, paper, held, where, hides=hides)
    if held.exact and paper.document is not None and not hides:
        yield from _of_names(proved, paper.document, held, where)
    yield held


def _same_readers(made: Tools, here: Tools) -> bool:
    return (made.kotae, made.parsers, made.reading) == (here.kotae, here.parsers, here.reading)


def _text_sha256(paper: Paper, *, hides: bool) -> str:
    return committed(paper.key) if hides else paper.text_sha256


def _of_file(
    proved: ProvedDocument, paper: Paper, held: Held, where: str, *, hides: bool
) -> Iterator[Finding]:
    same = proved.sha256 in paper.hashes
    if not same:
        rest = (
            Message("What kotae reads from it is the same.")
            if held.exact
            else Message("Its text is another one.")
        )
        yield found("document_changed", "fails", where, path=held.shown, rest=rest)
    verdict: Verdict = "unchecked" if same else "fails"
    if paper.error is not None:
        yield found("document_unreadable", verdict, where, path=held.shown, rest=paper.error.said)
    elif paper.document is None and not (hides and held.excused):
        yield found("document_gone", "fails", where, path=held.shown)
    elif same and not held.exact:
        verdict = "unchecked" if held.excused else "fails"
        yield found("document_text", verdict, where, path=held.shown, rest=held.readers)
    elif same:
        kind = "document" if paper.hashes[0] == proved.sha256 else "document_line_endings"
        if not hides and paper.found != proved.file:
            kind = "document_moved"
        yield found(kind, "holds", where, path=held.shown, found=paper.found)


def _of_names(proved: ProvedDocument, document: Document, held: Held, where: str) -> Iterator[Finding]:
    now = {"id": document.info.id, "title": document.info.title, "chars": len(document.text)}
    for name, value in now.items():
        if value != getattr(proved, name):
            yield found("document_named", "fails", where, path=held.shown, rest=_NAMES[name])


def check_citation(citation: ProvedCitation, held: Held, where: str, *, hides: bool) -> Iterator[Finding]:
    """Yield what is found of one citation.

    Args:
        citation: As the proof has it.
        held: Its document.
        where: Which citation it is.
        hides: Whether the proof holds hashes in the place of texts.
    """
    if held.document is None:
        yield _at("quote_unread", "unchecked", where, citation, held)
        return
    text, start, end = held.document.text, citation.start, citation.end
    # The words first: where cells and boxes stand takes longer to find.
    if end > len(text) or not _is(citation.quote, text[start:end], "quote", held, hides=hides):
        yield _missing(citation, held, where, hides=hides)
        return
    now = cited(held.document, number=citation.document, start=start, end=end)
    others = [name for name in ("page", "cells", "boxes") if getattr(now, name) != getattr(citation, name)]
    if not _is(citation.heading, now.heading, "heading", held, hides=hides):
        others.append("heading")
    if others and held.excused:
        yield _at("place", "unchecked", where, citation, held, rest=held.readers)
    for name in others if not held.excused else ():
        yield _at("place", "fails", where, citation, held, rest=_NAMES[name])
    if not others:
        yield _at("quote", "holds", where, citation, held)


def _at(
    kind: str,
    verdict: Verdict,
    where: str,
    place: ProvedCitation | ReadPassage,
    held: Held,
    *,
    rest: Words | str = "",
) -> Finding:
    return found(kind, verdict, where, path=held.shown, start=place.start, end=place.end, rest=rest)


def _is(proved: str, text: str, field: str, held: Held, *, hides: bool) -> bool:
    """Return whether a text, or what stands for it, is that of the document."""
    return hmac.compare_digest(
        proved.encode(), (hidden_text(held.key, field, text) if hides else text).encode()
    )


def _missing(citation: ProvedCitation, held: Held, where: str, *, hides: bool) -> Finding:
    verdict: Verdict = "unchecked" if held.excused and not held.exact else "fails"
    if hides:
        return _at(
            "quote_unread" if verdict == "unchecked" else "quote_broken", verdict, where, citation, held
        )
    at = held.document.text.find(citation.quote) if held.document else -1
    if at >= 0:
        span = f"{at}-{at + len(citation.quote)}"
        return _at("quote_elsewhere", verdict, where, citation, held, rest=span)
    return _at("quote_unread" if verdict == "unchecked" else "quote_missing", verdict, where, citation, held)


def check_passage(passage: ReadPassage, held: Held, where: str) -> Iterator[Finding]:
    """Yield what is wrong with a passage that was read; nothing where it lies in its document."""
    if held.exact and held.document is not None:
        text = held.document.text[passage.start : passage.end]
        if passage.end > len(held.document.text) or not text.strip():
            yield _at("passage", "fails", where, passage, held)
