"""Writes files, documents and passages into the SQLite file that :mod:`kotae.index.store` reads."""

import sqlite3
from collections.abc import Iterable
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from kotae.index.rows import (
    PassageTerms,
    SourceFile,
    document_to_row,
    layout_to_row,
    pack_terms,
    passage_to_row,
)
from kotae.index.schema import DOCUMENT, INDEXES, LAYOUT, PASSAGE, SCHEMA
from kotae.index.store import StoreReader
from kotae.records import Document, Passage

__all__ = ["StoreWriter"]


class StoreWriter:
    """Writes a new store, in order; nothing can be changed once written."""

    def __init__(self, path: Path) -> None:
        self._connection = sqlite3.connect(path, isolation_level=None)
        with ExitStack() as opening:
            opening.callback(self._connection.close)
            # Nobody reads the file before it is complete: no journal, and one fsync at the end.
            self._connection.execute("PRAGMA journal_mode = OFF")
            self._connection.execute("PRAGMA synchronous = OFF")
            self._connection.executescript(SCHEMA)
            self._connection.execute("BEGIN")
            opening.pop_all()
        self.files = 0
        self.documents = 0
        self.passages = 0

    def add_file(self, file: SourceFile) -> int:
        """Record a file of the corpus and return its number."""
        values = (self.files, file.path, file.stamp, file.sha256, file.skipped_en, file.skipped_ja)
        self._connection.execute("INSERT INTO files VALUES (?, ?, ?, ?, ?, ?)", values)
        self.files += 1
        return self.files - 1

    def add_document(self, document: Document, *, file: int) -> int:
        """Record a document of ``file`` and return its number."""
        self._connection.execute(
            "INSERT INTO documents VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (self.documents, file, *document_to_row(document)),
        )
        self._add_layouts(map(layout_to_row, document.layouts))
        self.documents += 1
        return self.documents - 1

    def _add_layouts(self, rows: Iterable[tuple[Any, ...]]) -> None:
        """Record where the characters of the document being written stand."""
        self._connection.executemany(
            "INSERT INTO layouts VALUES (?, ?, ?, ?, ?)", [(self.documents, *row) for row in rows]
        )

    def add_passage(self, passage: Passage, *, document: int, embedded: bytes, terms: PassageTerms) -> int:
        """Record a passage and return its row.

        Args:
            passage: A slice of the document.
            document: The document's number.
            embedded: Hash of the text that is embedded for it.
            terms: What the word index gets.
        """
        self._connection.execute(
            "INSERT INTO passages VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (self.passages, document, *passage_to_row(passage), embedded, pack_terms(terms)),
        )
        self.passages += 1
        return self.passages - 1

    def copy_document(self, source: StoreReader, number: int, *, file: int) -> list[tuple[int, bytes]]:
        """Take a document over unchanged, with its passages.

        Args:
            source: The store it is in.
            number: Its number there.
            file: The number of its file here.

        Returns:
            For each passage, in order, its row in ``source`` and its embedded hash. Their rows
            here follow each other, the first is the value of ``passages`` before the call.
        """
        row = source.query(f"SELECT {DOCUMENT} FROM documents WHERE number = ?", number)[0]
        values = (self.documents, file, *row)
        self._connection.execute("INSERT INTO documents VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", values)
        self._add_layouts(
            source.query(f"SELECT {LAYOUT} FROM layouts WHERE document = ? ORDER BY page", number)
        )
        columns = f"row, {PASSAGE}, embedded, terms"
        copied = source.query(f"SELECT {columns} FROM passages WHERE document = ? ORDER BY row", number)
        self._connection.executemany(
            "INSERT INTO passages VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                (new_row, self.documents, *values[1:])
                for new_row, values in enumerate(copied, start=self.passages)
            ],
        )
        self.documents += 1
        self.passages += len(copied)
        return [(values[0], values[-2]) for values in copied]

    def close(self, *, finish: bool) -> None:
        """Close the file; with ``finish``, complete it first (a store is whole or worthless)."""
        try:
            if finish:
                self._connection.execute("COMMIT")
                self._connection.executescript(INDEXES)
        finally:
            self._connection.close()
