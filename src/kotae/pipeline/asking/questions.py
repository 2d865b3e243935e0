"""What may be asked: the checks every way into kotae shares."""

import unicodedata
from collections.abc import Sequence
from typing import Any

from kotae.errors import FilterError, QuestionError
from kotae.languages import LANGUAGES
from kotae.messages import Listed, Message
from kotae.records import DocumentInfo, Language

__all__ = [
    "MAX_QUESTION_CHARS",
    "checked_documents",
    "checked_languages",
    "checked_question",
    "known_documents",
]

MAX_QUESTION_CHARS = 8_000
"""Longest question, in code points; a longer one is a document pasted by mistake."""


def checked_question(question: str) -> str:
    """Return the question without white space around it.

    Raises:
        QuestionError: It is empty or too long.
    """
    # A NUL ends a text for the dictionary.
    text = question.replace("\x00", " ").strip()
    if not text:
        raise QuestionError("The question is empty; ask something in Japanese or English.")
    if len(text) > MAX_QUESTION_CHARS:
        raise QuestionError(
            "The question has {count:,} {count:character|characters}, more than {limit:,}; shorten it, "
            "or put the text among the documents.",
            count=len(text),
            limit=MAX_QUESTION_CHARS,
        )
    return text


def checked_languages(languages: Sequence[str] | None) -> tuple[Language, ...] | None:
    """Return the languages to search; None for all.

    Raises:
        FilterError: One isn't known, or there is none.
    """
    if languages is None:
        return None
    given = tuple(languages)
    for language in given:
        if language not in LANGUAGES:
            raise FilterError(
                "There is no language {language!r}; choose from {languages}, one or several.",
                language=language,
                languages=Listed(tuple(LANGUAGES)),
            )
    return _not_empty(given, Message("languages"))


def checked_documents(
    documents: Sequence[str] | None, known: Sequence[DocumentInfo]
) -> tuple[str, ...] | None:
    """Return the ids of the documents to search; None for all.

    Args:
        documents: Ids or paths, of copies too; a path in any Unicode form.
        known: What is in the index.

    Raises:
        FilterError: One isn't in the index, or there is none.
    """
    if documents is None:
        return None
    for document, found in _resolved(documents, known):
        if found is None:
            raise FilterError(
                "There is no document {document!r} in the index; give an id or a path as a search shows it.",
                document=document,
            )
    return _not_empty(known_documents(documents, known) or (), Message("documents"))


def known_documents(documents: Sequence[str] | None, known: Sequence[DocumentInfo]) -> tuple[str, ...] | None:
    """Return the ids of those of the documents that are known, as for :func:`checked_documents`; None for all."""
    if documents is None:
        return None
    return tuple(found for _, found in _resolved(documents, known) if found is not None)


def _resolved(documents: Sequence[str], known: Sequence[DocumentInfo]) -> list[tuple[str, str | None]]:
    """Return each document as named, with its id; None where there is none."""
    by_path = {
        unicodedata.normalize("NFC", path): info.id for info in known for path in (*info.copies, info.path)
    }
    ids = {info.id for info in known}
    return [
        (
            document,
            by_path.get(unicodedata.normalize("NFC", document), document if document in ids else None),
        )
        for document in documents
    ]


def _not_empty(given: tuple[Any, ...], named: Message) -> tuple[Any, ...]:
    if not given:
        raise FilterError(
            "The list of {named} to search is empty; name at least one, or leave it out to search all.",
            named=named,
        )
    return given
