"""file → :class:`~kotae.records.Document`.

A new format is one entry in :mod:`kotae.parsing.formats`: a function from a :class:`Source` (path,
bytes, settings) to drafts, one per document the file holds; it runs in the worker process. Only
what holds many documents is taken apart here: row by row, member by member.
"""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Final

from kotae.errors import ReadingError
from kotae.parsing.decoding import read_text
from kotae.parsing.files import Source, printable, read_source
from kotae.parsing.formats import READERS
from kotae.parsing.isolation import read_isolated
from kotae.parsing.ocr import ocr_engine
from kotae.parsing.settings import ReadingSettings
from kotae.parsing.units import Draft, document_id, to_document
from kotae.records import Document

__all__ = ["SUPPORTED_SUFFIXES", "ReadingSettings", "document_id", "ocr_engine", "read_file"]


def _jsonl(source: Source) -> tuple[Draft, ...]:
    from kotae.parsing.jsonl import read_jsonl, refuse_questions

    refuse_questions(source.path)
    return read_jsonl(read_text(source).text)


def _zip(source: Source) -> tuple[Draft, ...]:
    from kotae.parsing.archive import read_archive

    return read_archive(source, reader_for=_READERS.get, collections=_COLLECTIONS)


_READERS: Final[dict[str, Callable[[Source], tuple[Draft, ...]]]] = {
    ".jsonl": _jsonl,
    ".zip": _zip,
    **{suffix: partial(read_isolated, suffix=suffix) for suffix in READERS},
}

_COLLECTIONS: Final = frozenset([".jsonl", ".zip"])

SUPPORTED_SUFFIXES: Final = frozenset(_READERS)
"""Suffixes :func:`read_file` accepts, in lower case, with their dot."""


def read_file(
    path: Path, *, relative_path: str, settings: ReadingSettings | None = None
) -> tuple[Document, ...]:
    """Return the documents of one file, in order: one, or all of a collection or archive.

    Args:
        path: Where the file is. Its suffix, in any case, chooses the reader.
        relative_path: Its path in the corpus, with ``/``; becomes part of the identity.
        settings: Limits; the defaults where None.

    Raises:
        ReadingError: The format is not supported, the file can't be read or is no text, or
            there is nothing to read in it.
    """
    shown = printable(relative_path)
    reader = _READERS.get(path.suffix.lower())
    if reader is None:
        known = " ".join(sorted(SUPPORTED_SUFFIXES))
        raise ReadingError(
            en=f"{shown}: files of this kind can't be read. Convert it to one of these: {known}",
            ja=f"{shown}: この種類のファイルは読み込めません。次のいずれかに変換してください: {known}",
        )
    settings = settings or ReadingSettings()
    limit = "max_collection_bytes" if path.suffix.lower() in _COLLECTIONS else "max_file_bytes"
    source = read_source(path, relative_path=relative_path, settings=settings, limit=limit)
    drafts = reader(source)
    if not any(draft.units for draft in drafts):
        raise ReadingError(
            en=f"{shown}: there is nothing to read in this file. "
            "Put text into it or take it out of the corpus.",
            ja=f"{shown}: このファイルには読める文章がありません。"
            "本文を入れるか、コーパスから外してください。",
        )
    return tuple(
        to_document(draft, relative_path=source.path + draft.part) for draft in drafts if draft.units
    )
