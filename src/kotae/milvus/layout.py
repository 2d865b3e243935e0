"""How documents and passages are laid down in the rows of an engine, and come back equal."""

import base64
import hashlib
import json
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from math import inf
from pathlib import PurePosixPath
from typing import Any

from kotae.index.far_rows import MOST_PASSAGES, HeldTerms, passage_number
from kotae.index.protocol import FloatVector
from kotae.index.rows import (
    SourceFile,
    StoredTerms,
    document_from_row,
    document_to_row,
    passage_from_row,
    passage_to_row,
)
from kotae.milvus.client import Row
from kotae.milvus.collections import LONGEST_NAME, NOTHING, SEVERAL
from kotae.milvus.snapshot import PIECE_CHARS, packed, unpacked
from kotae.records import Document, DocumentInfo, PageLayout, Passage

__all__ = [
    "Facts",
    "StoredDocument",
    "content_of",
    "document_row",
    "info_from_record",
    "layout_parts",
    "part_rows",
    "passage_from_record",
    "passage_row",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What conditions ask of a document.

    Attributes:
        tags: As written.
        date: ``yyyymmdd``; 0 where it has none.
    """

    tags: tuple[str, ...]
    date: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredDocument:
    """A document as it is laid down.

    Attributes:
        document: As read; its info names its copies.
        file: What it was read from.
        facts: What conditions ask of it.
        rows: Of its passages in the index of the folder, in order.
        passages: In order.
        terms: Of each passage.
        embedded: The hash of what was embedded for each.
    """

    document: Document
    file: SourceFile
    facts: Facts
    rows: tuple[int, ...]
    passages: tuple[Passage, ...]
    terms: tuple[StoredTerms, ...]
    embedded: tuple[bytes, ...]

    def digest(self) -> str:
        """Return what differs wherever a row of it does; vectors follow from what was embedded."""
        held = hashlib.blake2b(digest_size=24, person=b"kotae document")
        # Without the stamp: a file that was touched is the same document.
        told = [*document_to_row(self.document), self.file.path, self.file.sha256.hex(), *_record(self)]
        held.update(_coded(told))
        for layout in self.document.layouts:
            held.update(
                f"{layout.start} {layout.end} {layout.page} {len(layout.packed)} ".encode() + layout.packed
            )
        for passage, terms, key in zip(self.passages, self.terms, self.embedded, strict=True):
            held.update(_coded([*passage_to_row(passage), terms.words, terms.readings, terms.bigrams]) + key)
        return held.hexdigest()


def _coded(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")


def _fitting(texts: Iterable[str]) -> list[str]:
    """Return the texts a row can hold, each once; the others can't be named in a condition."""
    return [text for text in dict.fromkeys(texts) if _bytes(text) <= LONGEST_NAME][:SEVERAL]


def _bytes(text: str) -> float:
    """Return how long a text is in UTF-8; infinite where it has no such form."""
    try:
        return len(text.encode("utf-8"))
    except UnicodeEncodeError:
        return inf


def _names(info: DocumentInfo) -> list[str]:
    return _fitting([info.id, *(unicodedata.normalize("NFC", path) for path in (info.path, *info.copies))])


def _record(stored: StoredDocument) -> list[Any]:
    info = stored.document.info
    return [info.id, info.title, info.path, info.language, list(info.copies), list(stored.facts.tags)]


def info_from_record(record: Sequence[Any]) -> DocumentInfo:
    """Return the identity in a record."""
    document_id, title, path, language, copies = record[:5]
    return DocumentInfo(id=document_id, title=title, path=path, language=language, copies=tuple(copies))


def _content(stored: StoredDocument) -> list[Any]:
    file = stored.file
    return [*document_to_row(stored.document), [file.path, file.stamp, file.sha256.hex()]]


def content_of(
    pieces: Sequence[str], info: DocumentInfo, layouts: tuple[PageLayout, ...]
) -> tuple[Document, SourceFile]:
    """Return a document and what it was read from.

    Raises:
        ValueError: A piece is missing or altered.
    """
    *row, (path, stamp, sha256) = unpacked(pieces)
    found = document_from_row(row, layouts)
    file = SourceFile(path=path, stamp=stamp, sha256=bytes.fromhex(sha256))
    return replace(found, info=info), file


def document_row(stored: StoredDocument, number: int) -> Row:
    """Return the row of a document."""
    return {
        "document": number,
        "names": _names(stored.document.info),
        "digest": stored.digest(),
        "record": _shown(_record(stored)),
        **NOTHING,
    }


def passage_row(stored: StoredDocument, number: int, place: int, vector: FloatVector) -> Row:
    """Return the row of a document's passage; a record that is too long for one is left to :func:`part_rows`."""
    info, passage, terms = stored.document.info, stored.passages[place], HeldTerms.of(stored.terms[place])
    counts = terms.text()
    steps = info.path.split("/")
    return {
        "id": passage_number(number, place),
        "document": number,
        "names": _names(info),
        "folders": _fitting("/".join(steps[:count]) for count in range(1, len(steps) + 1)),
        "tags": _fitting(tag.lower() for tag in stored.facts.tags),
        "kind": "".join(_fitting([PurePosixPath(info.path.split("#")[0]).suffix.lower().lstrip(".")])),
        "document_language": info.language,
        "date": stored.facts.date,
        "language": passage.language,
        "length": len(stored.terms[place].words),
        "terms": terms.sparse(),
        "counts": counts if len(counts) <= PIECE_CHARS else "",
        "vector": vector.tolist(),
        "record": _shown(_passage_record(stored, place)),
    }


def _passage_record(stored: StoredDocument, place: int) -> list[Any]:
    return [_record(stored)[:5], *passage_to_row(stored.passages[place])]


def _shown(record: list[Any]) -> str:
    """Return a record as text; empty where it is too long for a row, or no UTF-8."""
    text = json.dumps(record, ensure_ascii=False, separators=(",", ":"))
    return text if _bytes(text) <= PIECE_CHARS else ""


def passage_from_record(record: Sequence[Any]) -> Passage:
    """Return the passage in a record."""
    told, *row = record
    return passage_from_row(row, info_from_record(told))


def part_rows(stored: StoredDocument, number: int) -> Iterator[Row]:
    """Yield what of a document is too long for one row: its text and layouts, and records of unusual length.

    Raises:
        ValueError: There are more pieces than can be numbered.
    """
    parts: list[tuple[str, int, int, int, list[str]]] = [("content", 0, 0, 0, packed(_content(stored)))]
    if not _shown(_record(stored)):
        parts.append(("record", 0, 0, 0, packed(_record(stored))))
    for layout in stored.document.layouts:
        coded = base64.b64encode(layout.packed).decode("ascii")
        pieces = [coded[at : at + PIECE_CHARS] for at in range(0, max(1, len(coded)), PIECE_CHARS)]
        parts.append(("layout", layout.start, layout.end, layout.page, pieces))
    for place in range(len(stored.passages)):
        record = _passage_record(stored, place)
        if not _shown(record):
            parts.append(("passage", place, 0, 0, packed(record)))
    at = 0
    for kind, start, end, page, pieces in parts:
        for piece in pieces:
            if at >= MOST_PASSAGES:
                raise ValueError(f"{stored.document.info.path}: more than {MOST_PASSAGES:,} pieces")
            yield {
                "id": passage_number(number, at),
                "document": number,
                "kind": kind,
                "start": start,
                "end": end,
                "page": page,
                "text": piece,
                **NOTHING,
            }
            at += 1


def layout_parts(rows: Sequence[Row]) -> tuple[PageLayout, ...]:
    """Return the layouts in rows of parts, by page.

    Raises:
        ValueError: A piece is altered.
    """
    pieces: dict[tuple[int, int, int], list[str]] = {}
    for row in sorted(rows, key=lambda row: row["id"]):
        pieces.setdefault((row["page"], row["start"], row["end"]), []).append(row["text"])
    return tuple(
        PageLayout(start=start, end=end, page=page, packed=base64.b64decode("".join(found), validate=True))
        for (page, start, end), found in sorted(pieces.items())
    )
