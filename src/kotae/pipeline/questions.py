"""What may be asked: the checks every way into kotae shares."""

import unicodedata
from collections.abc import Sequence
from typing import Any

from kotae.errors import FilterError, QuestionError
from kotae.records import DocumentInfo, Language

__all__ = ["MAX_QUESTION_CHARS", "checked_documents", "checked_languages", "checked_question"]

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
        FilterError: One isn't ``"ja"`` or ``"en"``, or there is none.
    """
    if languages is None:
        return None
    given = tuple(languages)
    for language in given:
        if language not in ("ja", "en"):
            raise FilterError(
                en=f"There is no language {language!r}; choose ja, en or both.",
                ja=f"{language!r} という言語はありません。ja か en、または両方を選んでください。",
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
    by_path = {
        unicodedata.normalize("NFC", path): info.id for info in known for path in (*info.copies, info.path)
    }
    ids = {info.id for info in known}
    given = tuple(documents)
    for document in given:
        if document not in ids and unicodedata.normalize("NFC", document) not in by_path:
            raise FilterError(
                en=f"There is no document {document!r} in the index; give an id or a path as a search shows it.",
                ja=f"索引に {document!r} という文書はありません。検索結果に出る ID かパスを指定してください。",
            )
    found = tuple(by_path.get(unicodedata.normalize("NFC", document), document) for document in given)
    return _not_empty(found, en="documents", ja="文書")


def _not_empty(given: tuple[Any, ...], *, en: str, ja: str) -> tuple[Any, ...]:
    if not given:
        raise FilterError(
            en=f"The list of {en} to search is empty; name at least one, or leave it out to search all.",
            ja=f"検索する{ja}が空です。一つ以上指定するか、省略してすべてを検索してください。",
        )
    return given
