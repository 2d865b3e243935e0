"""file → :class:`~kotae.records.Document`.

A new format is one entry in :mod:`kotae.parsing.formats`: a function from a :class:`Source` (path,
bytes, settings) to drafts, one per document the file holds. All of them run in the worker process;
here a file is only fetched and checked, and what the worker found made into documents.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from kotae.errors import ReadingError
from kotae.parsing.breakdowns import NoWorkerError, OverdueError
from kotae.parsing.confined.page_images import page_image
from kotae.parsing.files import (
    Source,
    UnreachableError,
    checksum,
    disk_of,
    printable,
    read_source,
    stamp_of,
    too_large,
)
from kotae.parsing.formats import READERS
from kotae.parsing.ocr import ocr_engine
from kotae.parsing.patience import HURRIED, Patience
from kotae.parsing.settings import ARCHIVE, ReadingSettings, size_limit
from kotae.parsing.units import Draft, document_id, to_document
from kotae.records import Document

__all__ = [
    "HURRIED",
    "SUPPORTED_SUFFIXES",
    "NoWorkerError",
    "OverdueError",
    "Patience",
    "ReadingSettings",
    "Source",
    "UnreachableError",
    "checksum",
    "disk_of",
    "document_id",
    "documents_in",
    "drafts_in",
    "ocr_engine",
    "page_image",
    "read_file",
    "read_source",
    "size_limit",
    "stamp_of",
    "too_large",
]

SUPPORTED_SUFFIXES: Final = frozenset([*READERS, ARCHIVE])
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
    if path.suffix.lower() not in SUPPORTED_SUFFIXES:
        shown = printable(relative_path)
        known = " ".join(sorted(SUPPORTED_SUFFIXES))
        raise ReadingError(
            "files of this kind can't be read. Convert it to one of these: {known}", path=shown, known=known
        )
    settings = settings or ReadingSettings()
    source = read_source(path, relative_path=relative_path, settings=settings, limit=size_limit(path.name))
    return tuple(documents_in(source, suffix=path.suffix.lower()))


def documents_in(source: Source, *, suffix: str) -> Iterator[Document]:
    """Yield the documents of one file as they are found, in order; see :func:`drafts_in`."""
    for draft in drafts_in(source, suffix=suffix):
        yield to_document(draft, relative_path=source.path + draft.part)


def drafts_in(source: Source, *, suffix: str) -> Iterator[Draft]:
    """Yield what is read of one file as it is found, in order.

    Args:
        source: The file's path, bytes and limits.
        suffix: Which reader, in lower case with its dot; one of :data:`SUPPORTED_SUFFIXES`.

    Raises:
        ReadingError: Nothing can be read in it. Once a document was found, what goes wrong
            behind it is in the warnings of the last one.
    """
    from kotae.parsing.confined.isolation import (
        stream_isolated,  # what the main process needs beyond the worker
    )

    found = False
    for draft in stream_isolated(source, suffix=suffix):
        if draft.units:
            found = True
            yield draft
    if not found:
        shown = printable(source.path)
        raise ReadingError(
            "there is nothing to read in this file. Put text into it or take it out of the folder.",
            path=shown,
        )
