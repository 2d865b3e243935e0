"""What a process elsewhere says of the files it reads for a build: pieces, each a few documents of one file, as JSON.

The types are checked where a piece comes in, and the writer of the index checks that each passage is a slice of its
document: nothing is unpickled here.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import ClassVar, Final, Literal, TypeAlias

from pydantic import TypeAdapter

from kotae.errors import ReadingError
from kotae.index.rows import StoredTerms
from kotae.messages import Told
from kotae.parsing import NoWorkerError, OverdueError, UnreachableError
from kotae.pipeline.builds.executor import ReadFile
from kotae.pipeline.builds.shaping import Shaped
from kotae.records import Document, Passage

__all__ = ["Piece", "Refusal", "ShapedDocument", "decode_piece", "encode_piece", "pieces_of"]

# A file of many documents (a mailbox) is never held as one message.
_CHARS: Final = 1_000_000
"""A piece ends behind the document with which it has so many."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShapedDocument:
    """A document with what is indexed of it; see :class:`~kotae.pipeline.builds.shaping.Shaped`."""

    document: Document
    passages: tuple[Passage, ...]
    texts: tuple[str, ...]
    terms: tuple[StoredTerms, ...]

    @classmethod
    def of(cls, document: Document, shaped: Shaped) -> "ShapedDocument":
        """Return both in one record."""
        terms = (StoredTerms(one.words, one.readings, one.bigrams) for one in shaped.terms)
        return cls(
            document=document,
            passages=tuple(shaped.passages),
            texts=tuple(shaped.texts),
            terms=tuple(terms),
        )

    @property
    def shaped(self) -> Shaped:
        """What is indexed of the document."""
        return Shaped(passages=self.passages, texts=self.texts, terms=self.terms)


_Cause: TypeAlias = Literal["file", "gone", "forbidden", "worker", "late"]
_KINDS: Final[Mapping[_Cause, type[ReadingError]]] = {
    "worker": NoWorkerError,
    "late": OverdueError,
    "file": ReadingError,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """A ``ReadingError`` of elsewhere.

    Attributes:
        cause: What is at fault: the file's content, that it is gone or can't be had, that no process can be started to
            read it, or that it was late by the clock.
        path: Which file, as it is shown.
        en: Why, in English.
        ja: The same in Japanese.
    """

    cause: _Cause
    path: str
    en: str
    ja: str

    @classmethod
    def of(cls, error: ReadingError) -> "Refusal":
        """Return an error as data."""
        cause = next(cause for cause, kind in _KINDS.items() if isinstance(error, kind))
        if isinstance(error, UnreachableError):
            cause = "gone" if error.gone else "forbidden"
        return cls(cause=cause, path=error.path, en=error.reason.text("en"), ja=error.reason.text("ja"))

    def error(self) -> ReadingError:
        """Return the error, to be raised."""
        said = Told(en=self.en, ja=self.ja)
        if kind := _KINDS.get(self.cause):
            return kind(said, path=self.path)
        return UnreachableError(said, path=self.path, gone=self.cause == "gone")


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Some of what is in a file.

    Attributes:
        path: Which file, relative to the corpus.
        stamp: As :class:`~kotae.pipeline.builds.executor.ReadFile` has it; empty where the file couldn't be had.
        sha256: The same.
        documents: In the order of the file; none in the last piece of a file that gave no more.
        refusal: Why reading ended, if not because all was read.
        last: Whether nothing of the file follows.
    """

    __pydantic_config__: ClassVar[Mapping[str, str]] = {
        "val_json_bytes": "base64",
        "ser_json_bytes": "base64",
    }

    path: str
    stamp: str = ""
    sha256: bytes = b""
    documents: tuple[ShapedDocument, ...] = ()
    refusal: Refusal | None = None
    last: bool = False


@cache
def _codec() -> TypeAdapter[Piece]:
    return TypeAdapter(Piece)


def encode_piece(piece: Piece) -> bytes:
    """Return a piece as JSON."""
    return _codec().dump_json(piece)


def decode_piece(content: bytes) -> Piece:
    """Return the piece in JSON.

    Raises:
        ValueError: It is none.
    """
    return _codec().validate_json(content, strict=True)


def pieces_of(path: str, read: ReadFile, shaped: Iterator[ShapedDocument]) -> Iterator[Piece]:
    """Yield a file in pieces, at least one.

    Args:
        path: Which file.
        read: How it was read.
        shaped: Its documents; what it raises ends the file.
    """
    waiting: list[ShapedDocument] = []
    chars = 0
    refusal: Refusal | None = None
    try:
        for one in shaped:
            waiting.append(one)
            chars += len(one.document.text)
            if chars >= _CHARS:
                yield Piece(path=path, stamp=read.stamp, sha256=read.sha256, documents=tuple(waiting))
                waiting, chars = [], 0
    except ReadingError as error:
        refusal = Refusal.of(error)
    yield Piece(
        path=path,
        stamp=read.stamp,
        sha256=read.sha256,
        documents=tuple(waiting),
        refusal=refusal,
        last=True,
    )
