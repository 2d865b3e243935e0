"""A library in an engine, open: its passages for a search, its documents for whoever opens one.

Of the corpus only the vocabulary and the measures are kept here; documents and passages come when they are asked for, a
few are remembered. Safe to use from many threads.
"""

import json
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property, lru_cache
from typing import Any, Final, Self

from kotae.boxes import boxes_of
from kotae.cells import cells_of
from kotae.closing import Closing
from kotae.errors import IndexNotFoundError, failing_as
from kotae.index.manifest import Manifest
from kotae.index.rows import SourceFile
from kotae.milvus.address import MilvusAddress
from kotae.milvus.client import Client
from kotae.milvus.collections import Names
from kotae.milvus.conditions import among, both
from kotae.milvus.engine import MilvusEngine, Pieces, damaged
from kotae.milvus.head import Head, read_head
from kotae.milvus.layout import content_of, info_from_record, layout_parts
from kotae.milvus.settings import MilvusSettings
from kotae.records import Box, CitedCell, Document, DocumentInfo, SkippedFile

__all__ = ["MilvusReader"]

# An answer looks into the documents of its hits again and again; more would only fill memory.
_DOCUMENTS_KEPT: Final = 16
# A document's number never changes within a snapshot.
_NUMBERS_KEPT: Final = 10_000


class MilvusReader(Closing):
    """One snapshot of a library.

    Attributes:
        address: Where it is.
        stamp: What tells this snapshot from others.
        engine: Its passages, to be searched.
    """

    def __init__(self, client: Client, head: Head) -> None:
        self._client, self._snapshot = client, head.snapshot
        self.address, self.stamp = client.address, head.name
        names = Names(client.address.library)
        self._names = names
        generation = head.snapshot.generation
        self._documents, self._parts = names.of("documents", generation), names.of("parts", generation)
        self._pieces = Pieces(client, self._parts)
        self.engine = MilvusEngine(client, head.snapshot, self._pieces)
        self._number: Callable[[str], int | None] = lru_cache(_NUMBERS_KEPT)(self._asked_number)
        self._read: Callable[[int], tuple[Document, SourceFile]] = lru_cache(_DOCUMENTS_KEPT)(
            self._asked_document
        )

    @classmethod
    def open(cls, address: MilvusAddress, settings: MilvusSettings) -> Self:
        """Open the snapshot that answers now.

        Raises:
            EngineError: The engine can't be reached or refuses.
            IndexNotFoundError: Nothing was published there yet.
            IndexFormatError: It was published by another kotae.
            IndexDamagedError: The snapshot is altered.
        """
        client = Client(address, settings)
        try:
            head = read_head(client)
            if head is None:
                raise IndexNotFoundError(
                    "{address}: there is no index here yet; build one with `kotae "
                    "index CORPUS --index {address}`.",
                    address=address,
                )
            return cls(client, head)
        except BaseException:
            client.close()
            raise

    def answering(self) -> str | None:
        """Return the stamp of the snapshot that answers by now; None where none does."""
        return self._client.target(self._names.answering)

    def close(self) -> None:
        """Close the connection; closing twice is fine."""
        self._client.close()

    def __len__(self) -> int:
        return self.manifest.counts["passages"]

    @property
    def manifest(self) -> Manifest:
        """What it was built from and how."""
        return self._snapshot.manifest

    @property
    def skipped(self) -> tuple[SkippedFile, ...]:
        """Files the last build left out."""
        return self._snapshot.skipped

    @property
    def documents(self) -> tuple[DocumentInfo, ...]:
        """Every document, in the order they were published."""
        return tuple(info for info, _ in self._listed)

    @property
    def tags(self) -> tuple[tuple[str, ...], ...]:
        """The tags of each document, as written."""
        return tuple(tags for _, tags in self._listed)

    @cached_property
    def _listed(self) -> list[tuple[DocumentInfo, tuple[str, ...]]]:
        rows = self._client.rows(self._documents, self._snapshot.visible, ["document", "record"])
        records = [self._record(row) for row in rows]
        return [(info_from_record(record), tuple(record[5])) for record in records]

    def _record(self, row: Mapping[str, Any]) -> Any:  # noqa: ANN401 - a JSON value
        """Return the record of a document.

        Raises:
            IndexDamagedError: It is missing or altered.
        """
        if not row["record"]:
            return self._pieces.whole(f'document == {row["document"]} and kind == "record"')
        with failing_as(damaged(self.address), on=ValueError):
            return json.loads(row["record"])

    def named(self, names: Sequence[str]) -> list[DocumentInfo]:
        """Return the documents of these ids or paths, of copies too, that are there."""
        wanted = [unicodedata.normalize("NFC", name) for name in names]
        condition = both(self._snapshot.visible, among("names", [*names, *wanted]))
        rows = self._client.rows(self._documents, condition, ["document", "record"])
        return [info_from_record(self._record(row)) for row in rows]

    def holds(self, document_id: str) -> bool:
        """Return whether there is a document of this id."""
        return self._number(document_id) is not None

    def _asked_number(self, document_id: str) -> int | None:
        condition = both(self._snapshot.visible, among("names", [document_id]))
        for row in self._client.rows(self._documents, condition, ["document", "record"]):
            if info_from_record(self._record(row)).id == document_id:  # a path may be called so
                return int(row["document"])
        return None

    def document(self, document_id: str) -> Document:
        """Return a whole document.

        Raises:
            KeyError: The id isn't in the library.
        """
        return self._read(self._numbered(document_id))[0]

    def _numbered(self, document_id: str) -> int:
        number = self._number(document_id)
        if number is None:
            raise KeyError(document_id)
        return number

    def _asked_document(self, number: int) -> tuple[Document, SourceFile]:
        parts = list(
            self._client.rows(
                self._parts, f"document == {number}", ["id", "kind", "start", "end", "page", "text"]
            )
        )
        rows = self._client.get(self._documents, [number], ["document", "record"])
        content = sorted((row for row in parts if row["kind"] == "content"), key=lambda row: row["id"])
        with failing_as(damaged(self.address), on=(ValueError, IndexError, TypeError)):
            layouts = layout_parts([row for row in parts if row["kind"] == "layout"])
            pieces = [row["text"] for row in content]
            return content_of(pieces, info_from_record(self._record(rows[0])), layouts)

    def boxes(self, document_id: str, start: int, end: int) -> tuple[Box, ...]:
        """Return where a span of a document's text stands on its pages; none for formats without pages.

        Raises:
            KeyError: The id isn't in the library.
        """
        place = f'kind == "layout" and end > {start} and start < {end}'
        condition = both(f"document == {self._numbered(document_id)}", place)
        with failing_as(damaged(self.address), on=ValueError):
            parts = self._client.rows(self._parts, condition, ["id", "start", "end", "page", "text"])
            return boxes_of(layout_parts(list(parts)), start, end)

    def cells(self, document_id: str, start: int, end: int) -> tuple[CitedCell, ...]:
        """Return the cells of tables that a span of a document's text quotes; none outside of tables.

        Raises:
            KeyError: The id isn't in the library.
        """
        return cells_of(self.document(document_id), start, end)

    def file_of(self, document_id: str) -> SourceFile:
        """Return the file a document was read from, as the build saw it.

        Raises:
            KeyError: The id isn't in the library.
        """
        return self._read(self._numbered(document_id))[1]
