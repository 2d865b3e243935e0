"""What may be asked: the checks every way into kotae shares."""

import unicodedata
from collections.abc import Sequence
from typing import Any

from kotae.errors import FilterError, QuestionError
from kotae.languages import LANGUAGES
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
        raise QuestionError(
            en="The question is empty; ask something in Japanese or English.",
            ja="質問が空です。日本語か英語で質問してください。",
        )
    if len(text) > MAX_QUESTION_CHARS:
        raise QuestionError(
            en=f"The question has {len(text):,} characters, more than {MAX_QUESTION_CHARS:,}; "
            "shorten it, or put the text among the documents.",
            ja=f"質問が {len(text):,} 文字あり、上限の {MAX_QUESTION_CHARS:,} 文字を超えています。"
            "短くするか、文章を文書として追加してください。",
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
                en=f"There is no language {language!r}; choose from {', '.join(LANGUAGES)}, one or several.",
                ja=f"{language!r} という言語はありません。{'、'.join(LANGUAGES)} から一つ以上を選んでください。",
            )
    return _not_empty(given, en="languages", ja="言語")


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
                en=f"There is no document {document!r} in the index; give an id or a path as a search shows it.",
                ja=f"索引に {document!r} という文書はありません。検索結果に出る ID かパスを指定してください。",
            )
    return _not_empty(known_documents(documents, known) or (), en="documents", ja="文書")


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


def _not_empty(given: tuple[Any, ...], *, en: str, ja: str) -> tuple[Any, ...]:
    if not given:
        raise FilterError(
            en=f"The list of {en} to search is empty; name at least one, or leave it out to search all.",
            ja=f"検索する{ja}が空です。一つ以上指定するか、省略してすべてを検索してください。",
        )
    return given
