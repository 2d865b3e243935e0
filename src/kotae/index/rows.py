"""How records are laid down in SQLite columns and come back equal."""

import json
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final, Protocol

from kotae.index.deflated import expanded
from kotae.records import (
    Block,
    CellSpan,
    Document,
    DocumentInfo,
    PageLayout,
    Passage,
    Sentence,
    SkippedFile,
    StruckText,
)

__all__ = [
    "PassageTerms",
    "SourceFile",
    "StoredPassage",
    "StoredTerms",
    "as_skipped",
    "blocks_from_json",
    "blocks_to_json",
    "document_from_row",
    "document_to_row",
    "info_from_row",
    "layout_from_row",
    "layout_to_row",
    "pack_terms",
    "passage_from_row",
    "passage_to_row",
    "sentences_from_json",
    "sentences_to_json",
    "unpack_terms",
]

# A character has a bigram, and may become eighteen of them; a title and headings stand before the text.
_TERM_BYTES_OF_A_CHARACTER: Final = 300
# For the title and the headings, which the length of the passage says nothing of.
_TERM_BYTES_BESIDE: Final = 100_000


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceFile:
    """One file of the corpus as a build saw it.

    Attributes:
        path: Relative to the corpus folder, with ``/``.
        stamp: Size, modification and change time (ns), device and inode: while these are
            the same, so is the content.
        sha256: Of the bytes; empty where the file couldn't be read.
        skipped_en: Why the file gave no document; empty where it did.
        skipped_ja: The same in Japanese.
    """

    path: str
    stamp: str
    sha256: bytes
    skipped_en: str = ""
    skipped_ja: str = ""


class PassageTerms(Protocol):
    """What a passage is found by; duplicates are its term frequencies."""

    @property
    def words(self) -> tuple[str, ...]:
        """Lemmas, stems, identifiers and quantities."""
        ...

    @property
    def readings(self) -> tuple[str, ...]:
        """Reading keys of its Japanese words."""
        ...

    @property
    def bigrams(self) -> tuple[str, ...]:
        """Character pairs."""
        ...


@dataclass(frozen=True, slots=True)
class StoredTerms:
    """Terms as they come back from the store."""

    words: tuple[str, ...]
    readings: tuple[str, ...]
    bigrams: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredPassage:
    """A passage as it comes back from the store, with all that was written for it.

    Attributes:
        row: Its row.
        passage: A slice of its document.
        terms: What the word index has of it.
        embedded: The hash of the text that was embedded for it.
    """

    row: int
    passage: Passage
    terms: StoredTerms
    embedded: bytes


def as_skipped(file: SourceFile) -> SkippedFile:
    """Return how a file that gave nothing is reported."""
    return SkippedFile(path=file.path, reason_en=file.skipped_en, reason_ja=file.skipped_ja)


def blocks_to_json(blocks: Sequence[Block]) -> str:
    """Return the blocks as a compact JSON array."""
    return _dump(
        [
            [
                *(b.start, b.end, b.kind, list(b.headings), b.page, b.language),
                # Most blocks are no rows of tables: the field is left out there.
                *([[[c.start, c.end, c.address] for c in b.cells]] if b.cells else []),
            ]
            for b in blocks
        ]
    )


def blocks_from_json(text: str) -> tuple[Block, ...]:
    """Return what :func:`blocks_to_json` was given."""
    return tuple(
        Block(
            start=start,
            end=end,
            kind=kind,
            headings=tuple(headings),
            page=page,
            language=language,
            cells=tuple(CellSpan(start=s, end=e, address=a) for row in cells for s, e, a in row),
        )
        for start, end, kind, headings, page, language, *cells in json.loads(text)
    )


def sentences_to_json(sentences: Sequence[Sentence]) -> str:
    """Return the sentences as a compact JSON array."""
    return _dump([[s.start, s.end, s.language] for s in sentences])


def sentences_from_json(text: str) -> tuple[Sentence, ...]:
    """Return what :func:`sentences_to_json` was given."""
    return tuple(Sentence(start=s, end=e, language=language) for s, e, language in json.loads(text))


def pack_terms(terms: PassageTerms) -> bytes:
    """Return the terms as compressed JSON; they are most of a store's size otherwise."""
    return zlib.compress(_dump([terms.words, terms.readings, terms.bigrams]).encode(), level=1)


def unpack_terms(packed: bytes, *, chars: int) -> StoredTerms:
    """Return what :func:`pack_terms` was given.

    Args:
        packed: What it returned.
        chars: How many characters the passage has; no more terms are expanded than it can give.

    Raises:
        ValueError: It is torn, altered, or more than the passage can give.
    """
    most = _TERM_BYTES_BESIDE + _TERM_BYTES_OF_A_CHARACTER * chars
    words, readings, bigrams = map(tuple, json.loads(expanded(packed, most=most)))
    if not all(isinstance(term, str) for term in (*words, *readings, *bigrams)):
        raise ValueError("a term that is no text")
    return StoredTerms(words, readings, bigrams)


def document_to_row(document: Document) -> tuple[str, str, str, str, str, str, str, str, str]:
    """Return id, title, path, language, text, blocks, metadata, warnings, struck text."""
    info = document.info
    return (
        info.id,
        info.title,
        info.path,
        info.language,
        document.text,
        blocks_to_json(document.blocks),
        _dump(dict(document.metadata)),
        _dump(list(document.warnings)),
        _dump([[one.at, one.text] for one in document.struck]),
    )


def document_from_row(row: Sequence[Any], layouts: tuple[PageLayout, ...] = ()) -> Document:
    """Return what :func:`document_to_row` was given; ``layouts`` are rows of their own."""
    text, blocks, metadata, warnings, struck = row[4:9]
    return Document(
        info=info_from_row(row),
        text=text,
        blocks=blocks_from_json(blocks),
        metadata=json.loads(metadata),
        warnings=tuple(json.loads(warnings)),
        layouts=layouts,
        struck=tuple(StruckText(at=at, text=words) for at, words in json.loads(struck)),
    )


def layout_to_row(layout: PageLayout) -> tuple[int, int, int, bytes]:
    """Return start, end, page, packed."""
    return layout.start, layout.end, layout.page, layout.packed


def layout_from_row(row: Sequence[Any]) -> PageLayout:
    """Return what :func:`layout_to_row` was given."""
    start, end, page, packed = row
    return PageLayout(start=start, end=end, page=page, packed=packed)


def info_from_row(row: Sequence[Any]) -> DocumentInfo:
    """Return the identity in the first four columns of a document's row."""
    document_id, title, path, language = row[:4]
    return DocumentInfo(id=document_id, title=title, path=path, language=language)


def passage_to_row(passage: Passage) -> tuple[int, int, int | None, str, str, str, str]:
    """Return start, end, page, heading, language, text, sentences."""
    return (
        passage.start,
        passage.end,
        passage.page,
        passage.heading,
        passage.language,
        passage.text,
        sentences_to_json(passage.sentences),
    )


def passage_from_row(row: Sequence[Any], info: DocumentInfo) -> Passage:
    """Return what :func:`passage_to_row` was given."""
    start, end, page, heading, language, text, sentences = row
    return Passage(
        document=info,
        start=start,
        end=end,
        page=page,
        heading=heading,
        language=language,
        text=text,
        sentences=sentences_from_json(sentences),
    )


def _dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
