"""The papers a proof is held against: files in a folder, read afresh by kotae's own reader in its confined process.

A proof names files, and a proof comes from anybody: a name leads nowhere but into the folder.
"""

import hashlib
from collections.abc import Collection, Iterator, Sequence
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
    drafts_in,
    read_source,
    size_limit,
)
from kotae.parsing.files import storable
from kotae.parsing.formats import OF_TEXT
from kotae.parsing.tree import files_below
from kotae.parsing.units import Draft, to_document
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
    """A folder of documents. Of the wanted ones, whatever they name and however often, each file is parsed once.

    Attributes:
        folder: Where they lie.
        settings: Limits of reading.
        wanted: What a proof says of its documents: all that is kept of a file when it is read. Others are read each by
            itself.
    """

    folder: Path
    settings: ReadingSettings = field(default_factory=ReadingSettings)
    wanted: Sequence[ProvedDocument] = ()
    _hashed: dict[str, tuple[str, ...] | ReadingError | None] = field(default_factory=dict, repr=False)
    _read: dict[tuple[str, bool], dict[str, Draft | None] | ReadingError] = field(
        default_factory=dict, repr=False
    )
    _made: dict[tuple[str, str, str], Document] = field(default_factory=dict, repr=False)
    _called: dict[str, str] = field(default_factory=dict, repr=False)

    def paper(self, proved: ProvedDocument, *, hidden: bool) -> Paper | None:
        """Return a document of a proof; None where neither its path nor its content is in the folder.

        Args:
            proved: What the proof says of it.
            hidden: Whether the proof hides its path: then it is found by its content.

        Raises:
            ReadingError: Its file is there and can't be had: too large, not permitted, a link out of the folder.
        """
        place = proved.file
        hashes = None if hidden else self.hashes(place)
        if hashes is None or proved.sha256 not in hashes:
            moved = self._by_content.get(proved.sha256, "")
            # Of files of one content an index keeps one, so nobody's proof gives it two names.
            # Where names are hidden, every document of a file has another one, and each is looked for by what it says.
            told = self.wanted and not hidden
            first = self._called.setdefault(moved, proved.file) if told else proved.file
            if moved and first == proved.file:
                place, hashes = moved, self.hashes(moved)
        if hashes is None:
            return None
        paper = Paper(found=storable(place), hashes=hashes, document=None)
        try:
            return replace(paper, document=self._document(place, proved, hidden=hidden))
        except ReadingError as error:
            return replace(paper, error=error)

    def hashes(self, file: str) -> tuple[str, ...] | None:
        """Return the hashes of a file, see :func:`file_hashes`; None where there is none of that name.

        Raises:
            ReadingError: It is there and can't be had.
        """
        if file not in self._hashed:
            try:
                source = self._source(file)
                self._hashed[file] = None if source is None else file_hashes(source.data, file)
            except ReadingError as error:
                self._hashed[file] = error
        found = self._hashed[file]
        if isinstance(found, ReadingError):
            raise found
        return found

    def _document(self, place: str, proved: ProvedDocument, *, hidden: bool) -> Document | None:
        """Return the document of a file that a proof means; None where the file doesn't hold it."""
        key = _key(proved, hidden=hidden)
        kept = self._read.setdefault((place, hidden), {})
        if not isinstance(kept, ReadingError) and key not in kept:
            told = {key, *(_key(other, hidden=hidden) for other in self.wanted)}
            try:
                kept.update(dict.fromkeys(told) | self._drafts(place, told, hidden=hidden))
            except ReadingError as error:
                kept = self._read[place, hidden] = error
        if isinstance(kept, ReadingError):
            raise kept
        draft = kept[key]
        if draft is None:
            return None
        made = (place, place if hidden else proved.file, draft.part)
        if made not in self._made:
            self._made[made] = to_document(draft, relative_path=made[1] + draft.part)
        return self._made[made]

    def _drafts(self, place: str, told: Collection[str], *, hidden: bool) -> dict[str, Draft]:
        """Return what a file holds of what is told, by what tells it; the first of equals."""
        source = self._source(place)
        found: dict[str, Draft] = {}
        if source is None:  # it went meanwhile
            return found
        for draft in drafts_in(source, suffix=PurePosixPath(place).suffix.lower()):
            key = draft.part
            if hidden:
                key = committed(text_key(to_document(draft, relative_path=place).text))
            if key in told:
                found.setdefault(key, draft)
            if len(found) == len(told):
                break
        return found

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
        for file in self.files():
            try:
                hashes = self.hashes(file)
            except ReadingError:  # unreadable files hold no proof, whatever they are
                continue
            for digest in hashes or ():
                found.setdefault(digest, file)
        return found

    def files(self) -> Iterator[str]:
        """Yield the files that kotae could read, by path."""
        for path in sorted(files_below(self.folder)):
            if path.suffix.lower() in SUPPORTED_SUFFIXES:
                yield path.relative_to(self.folder).as_posix()


def _key(proved: ProvedDocument, *, hidden: bool) -> str:
    """Return what tells a document within its file: its content, or what its path has behind the file's."""
    return proved.text_sha256 if hidden else proved.path.removeprefix(proved.file)
