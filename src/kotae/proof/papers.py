"""The papers a proof is held against: files in a folder, read afresh by kotae's own reader in its confined process.

A proof names files, and a proof comes from anybody: a name leads nowhere but into the folder.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from importlib import metadata
from pathlib import Path, PurePosixPath
from typing import Final

from kotae.errors import ReadingError
from kotae.parsing import (
    SUPPORTED_SUFFIXES,
    ReadingSettings,
    Source,
    UnreachableError,
    documents_in,
    read_source,
    size_limit,
)
from kotae.parsing.files import storable
from kotae.parsing.formats import OF_TEXT
from kotae.parsing.tree import files_below
from kotae.proof.content import ProvedDocument
from kotae.proof.hiding import committed, text_key, text_sha256
from kotae.records import Document

__all__ = ["Paper", "Papers", "file_hashes", "parser_versions"]

_ENDINGS: Final = (b"\n", b"\r\n", b"\r")
_PARSERS: Final = (
    *(
        "beautifulsoup4",
        "charset-normalizer",
        "docutils",
        "lxml",
        "markdown-it-py",
        "pdfplumber",
        "pypdfium2",
    ),
    *("pyspellchecker", "python-oxmsg", "tinycss2", "xlfmt", "xlrd"),
)


def file_hashes(data: bytes, path: str) -> tuple[str, ...]:
    """Return the SHA-256 of a file as it is; behind it, for files of text, those it would have with other line endings.

    Mail, version control and copying between systems exchange line endings; nobody changed the paper by that.
    """
    found = [hashlib.sha256(data).hexdigest()]
    if PurePosixPath(path).suffix.lower() in OF_TEXT:
        plain = data.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
        found += [hashlib.sha256(plain.replace(b"\n", ending)).hexdigest() for ending in _ENDINGS]
    return tuple(dict.fromkeys(found))


def parser_versions() -> dict[str, str]:
    """Return the versions of the libraries that read files."""
    return {name: metadata.version(name) for name in _PARSERS}


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A document as it is in the folder now.

    Attributes:
        found: Where its file lies, relative to the folder.
        hashes: See :func:`file_hashes`.
        document: As read now; None where the file doesn't hold it, or can't be read.
        error: Why it can't be read, else None.
    """

    found: str
    hashes: tuple[str, ...]
    document: Document | None
    error: ReadingError | None = None

    @property
    def key(self) -> bytes:
        """The key that hides what it says; only where there is a document."""
        return text_key(self.document.text if self.document else "")

    @property
    def text_sha256(self) -> str:
        """The SHA-256 of its text; only where there is a document."""
        return text_sha256(self.document.text if self.document else "")


@dataclass(frozen=True)
class Papers:
    """A folder of documents.

    Attributes:
        folder: Where they lie.
        settings: Limits of reading.
    """

    folder: Path
    settings: ReadingSettings = field(default_factory=ReadingSettings)
    _kept: dict[tuple[str, str, str, str], Paper | None] = field(default_factory=dict, repr=False)

    def paper(self, proved: ProvedDocument, *, hidden: bool) -> Paper | None:
        """Return a document of a proof; None where neither its path nor its content is in the folder. It is read once.

        Args:
            proved: What the proof says of it.
            hidden: Whether the proof hides its path: then it is found by its content.

        Raises:
            ReadingError: Its file is there and can't be had: too large, not permitted, a link out of the folder.
        """
        asked = (proved.file, proved.path, proved.sha256, proved.text_sha256)
        if asked not in self._kept:
            self._kept[asked] = self._paper(proved, hidden=hidden)
        return self._kept[asked]

    def _paper(self, proved: ProvedDocument, *, hidden: bool) -> Paper | None:
        source = None if hidden else self._source(proved.file)
        place = proved.file
        if source is None or proved.sha256 not in file_hashes(source.data, place):
            moved = self._by_content.get(proved.sha256)
            source = self._source(moved) if moved else source
            place = moved or place
        if source is None:
            return None
        named = source if hidden else replace(source, path=proved.file)
        paper = Paper(
            found=storable(place),
            hashes=file_hashes(source.data, place),
            document=None,
        )
        try:
            suffix = PurePosixPath(place).suffix.lower()  # whatever the proof calls it
            return replace(paper, document=_document(named, proved, suffix=suffix, hidden=hidden))
        except ReadingError as error:
            return replace(paper, error=error)

    def _source(self, file: str) -> Source | None:
        """Return a file of the folder; None where there is none of that name that kotae could read."""
        path = PurePosixPath(file)
        if path.is_absolute() or ".." in path.parts or path.suffix.lower() not in SUPPORTED_SUFFIXES:
            return None
        if "\x00" in file or not path.parts:
            return None
        try:
            return read_source(
                self.folder.resolve() / path,
                relative_path=str(path),
                settings=self.settings,
                limit=size_limit(file),
            )
        except UnreachableError as error:
            if error.gone:
                return None
            raise

    @cached_property
    def _by_content(self) -> dict[str, str]:
        """Where each content lies, by SHA-256, with and without regard to line endings; first path first."""
        found: dict[str, str] = {}
        for file in self._files():
            try:
                source = self._source(file)
            except ReadingError:  # unreadable files hold no proof, whatever they are
                continue
            for digest in file_hashes(source.data, file) if source is not None else ():
                found.setdefault(digest, file)
        return found

    def _files(self) -> Iterator[str]:
        for path in sorted(files_below(self.folder)):
            if path.suffix.lower() in SUPPORTED_SUFFIXES:
                yield path.relative_to(self.folder).as_posix()


def _document(source: Source, proved: ProvedDocument, *, suffix: str, hidden: bool) -> Document | None:
    """Return the document of a file that a proof means; None where the file doesn't hold it."""
    for document in documents_in(source, suffix=suffix):
        if hidden and committed(text_key(document.text)) == proved.text_sha256:
            return document
        if not hidden and document.info.path == proved.path:
            return document
    return None
