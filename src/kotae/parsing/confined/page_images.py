"""A page of a document as a picture, drawn from the file it was read from, in the worker process."""

import hashlib
from pathlib import Path, PurePosixPath
from typing import Final

from kotae.errors import ReadingError
from kotae.parsing.confined.wire import PageAsked
from kotae.parsing.files import printable, read_source
from kotae.parsing.settings import ReadingSettings
from kotae.records import PageImage

__all__ = ["page_image"]

_DRAWN: Final = frozenset([".pdf"])


def page_image(
    path: Path,
    *,
    relative_path: str,
    inner: str,
    sha256: bytes,
    page: int,
    longest_side: int,
    settings: ReadingSettings,
) -> PageImage:
    """Return a page as people see it.

    Args:
        path: Where the file is.
        relative_path: Its path in the corpus, with ``/``.
        inner: Path of the document inside the file, for archives; else empty.
        sha256: Of the file as it was read for the index.
        page: From 1.
        longest_side: Dots along the longer side, at most.
        settings: Limits; those of reading hold.

    Raises:
        ReadingError: The format has no pages to draw, the file is gone or has changed, it has no
            such page, or it broke a limit.
    """
    from kotae.parsing.confined.isolation import picture_isolated

    suffix = PurePosixPath(inner or relative_path).suffix.lower()
    shown = printable(relative_path + inner)
    if suffix not in _DRAWN:
        raise ReadingError("files of this kind have no pages to show; only PDF has.", path=shown)
    limit = "max_collection_bytes" if inner else "max_file_bytes"
    source = read_source(path, relative_path=relative_path, settings=settings, limit=limit)
    if hashlib.sha256(source.data).digest() != sha256:
        raise ReadingError(
            "the file has changed since it was indexed. Index again with `kotae index`.", path=shown
        )
    asked = PageAsked(number=page, longest_side=longest_side, inner=inner.removeprefix("/"))
    return picture_isolated(source, suffix=suffix, page=asked)
