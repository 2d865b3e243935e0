"""Files, documents and passages in one SQLite file.

Row *i* of the vectors is passage *i* here. A passage is stored with its text although the
document holds it too, so that showing a hit never reads the rest of a long document; both are
written together and checked to be the same slice.

The file is written once by :class:`~kotae.index.store_writer.StoreWriter` and then only read, with ``immutable=1``: no
locks, no journal, and a reader keeps working after the file was removed.
"""

import json
import sqlite3
import threading
import weakref
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any
from urllib.parse import quote

from kotae.errors import IndexDamagedError, cause, failing_as
from kotae.index.manifest import unreadable
from kotae.index.rows import (
    SourceFile,
    StoredPassage,
    StoredTerms,
    document_from_row,
    info_from_row,
    layout_from_row,
    passage_from_row,
    unpack_terms,
)
from kotae.index.schema import DOCUMENT, LAYOUT, PASSAGE, TABLES
from kotae.records import Document, DocumentInfo, PageLayout, Passage

__all__ = ["StoreReader"]

# A file that was read and gave no document of its own is a copy of the one with the same bytes that did.
_COPIES = """
SELECT first.number, other.path FROM files AS first JOIN files AS other ON first.sha256 = other.sha256
WHERE other.skipped_en = '' AND other.sha256 <> x'' AND other.number <> first.number
  AND first.number IN (SELECT file FROM documents) AND other.number NOT IN (SELECT file FROM documents)
ORDER BY first.number, other.path
"""
# However much is asked for, one answer of the database fits into memory.
_ROWS_AT_ONCE = 1024
# SQLite compares numbers of 64 bits; nothing ends as far out.
_NO_END = 2**62
# The lower byte; the others say which call of the system it was.
_KIND_OF_ERROR = 0xFF


class StoreReader:
    """Reads a finished store; safe to use from many threads."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = threading.Lock()
        uri = f"file:{quote(str(path.absolute()))}?mode=ro&immutable=1"
        with self._readable():
            self._connection = sqlite3.connect(uri, uri=True, check_same_thread=False)
            self._check_schema()
            rows = self.query("SELECT id, title, path, language, file FROM documents ORDER BY number")
            copies = self._copies()
        # Also for a reader that is let go without being closed, from whatever thread.
        self._close = weakref.finalize(self, self._connection.close)
        self.infos: tuple[DocumentInfo, ...] = tuple(
            replace(info_from_row(row), copies=copies.get(row[4], ())) for row in rows
        )

    def _check_schema(self) -> None:
        """Refuse a file with other tables than were written: a view in the place of one may have rows without end."""
        made = self.query("SELECT type, sql FROM sqlite_master WHERE sql IS NOT NULL")
        tables = {" ".join(sql.split()) for kind, sql in made if kind == "table"}
        if tables != TABLES or any(kind not in ("table", "index") for kind, _ in made):
            raise _damaged(self._path)

    def _copies(self) -> dict[int, tuple[str, ...]]:
        """Return, for the number of a file that gave documents, the paths of the same file elsewhere."""
        rows = groupby(self.query(_COPIES), key=itemgetter(0))
        return {number: tuple(path for _, path in copies) for number, copies in rows}

    def close(self) -> None:
        """Close the file; closing twice is fine."""
        with self._lock:
            self._close()

    def query(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        """Return all rows of a query.

        Raises:
            IndexDamagedError: The file is torn.
        """
        with self._readable(), self._lock:
            return self._connection.execute(sql, values).fetchall()

    def __len__(self) -> int:
        return int(self.query("SELECT count(*) FROM passages")[0][0])

    def files(self) -> dict[str, tuple[int, SourceFile]]:
        """Return every file of the last build by path, with its number."""
        sql = "SELECT number, path, stamp, sha256, skipped_en, skipped_ja FROM files ORDER BY number"
        return {
            row[1]: (
                row[0],
                SourceFile(path=row[1], stamp=row[2], sha256=row[3], skipped_en=row[4], skipped_ja=row[5]),
            )
            for row in self.query(sql)
        }

    def document_numbers(self, file: int) -> list[int]:
        """Return the numbers of a file's documents, in order."""
        return [n for (n,) in self.query("SELECT number FROM documents WHERE file = ? ORDER BY number", file)]

    def document(self, number: int) -> Document:
        """Return a document by its number."""
        with self._as_written():
            row = self.query(f"SELECT {DOCUMENT} FROM documents WHERE number = ?", number)[0]
            return replace(document_from_row(row, self.layouts(number)), info=self.infos[number])

    def text(self, number: int) -> str:
        """Return a document's text alone, by its number."""
        return str(self.query("SELECT text FROM documents WHERE number = ?", number)[0][0])

    def layouts(self, number: int, *, start: int = 0, end: int | None = None) -> tuple[PageLayout, ...]:
        """Return where a document's characters stand, by page: all of it, or the pages that hold a span."""
        sql = f"SELECT {LAYOUT} FROM layouts WHERE document = ? AND end > ? AND start < ? ORDER BY page"
        rows = self.query(sql, number, start, _NO_END if end is None else end)
        return tuple(map(layout_from_row, rows))

    def file_of(self, number: int) -> SourceFile:
        """Return the file a document was read from."""
        sql = "SELECT path, stamp, sha256 FROM files WHERE number = (SELECT file FROM documents WHERE number = ?)"
        path, stamp, sha256 = self.query(sql, number)[0]
        return SourceFile(path=path, stamp=stamp, sha256=sha256)

    def document_passages(self, number: int) -> list[tuple[int, Passage]]:
        """Return the passages of a document with their rows, in order."""
        sql = f"SELECT row, {PASSAGE} FROM passages WHERE document = ? ORDER BY row"
        with self._as_written():
            return [
                (row[0], passage_from_row(row[1:], self.infos[number])) for row in self.query(sql, number)
            ]

    def stored_passages(self, number: int) -> list[StoredPassage]:
        """Return the passages of a document as they are stored, in order."""
        sql = f"SELECT row, embedded, terms, {PASSAGE} FROM passages WHERE document = ? ORDER BY row"
        with self._as_written():
            return [
                StoredPassage(
                    row=row,
                    passage=(passage := passage_from_row(values, self.infos[number])),
                    terms=unpack_terms(terms, chars=len(passage.text)),
                    embedded=embedded,
                )
                for row, embedded, terms, *values in self.query(sql, number)
            ]

    def passages(self, rows: Sequence[int]) -> tuple[Passage, ...]:
        """Return the passages of the given rows, in the order given."""
        sql = f"SELECT document, {PASSAGE} FROM passages WHERE row = ?"
        with self._as_written():
            found = [self.query(sql, int(row))[0] for row in rows]
            return tuple(passage_from_row(row[1:], self.infos[row[0]]) for row in found)

    def terms(self, row: int) -> StoredTerms:
        """Return the terms of a passage."""
        with self._as_written():
            packed, chars = self.query("SELECT terms, length(text) FROM passages WHERE row = ?", row)[0]
            return unpack_terms(packed, chars=chars)

    def all_terms(self) -> Iterator[StoredTerms]:
        """Yield the terms of every passage, in row order."""
        count = len(self)
        for start in range(0, count, _ROWS_AT_ONCE):
            sql = "SELECT terms, length(text) FROM passages WHERE row BETWEEN ? AND ? ORDER BY row"
            for packed, chars in self.query(sql, start, start + _ROWS_AT_ONCE - 1):
                with self._as_written():
                    terms = unpack_terms(packed, chars=chars)
                yield terms

    def embedded(self) -> Iterator[tuple[int, bytes]]:
        """Yield the row and the embedded hash of every passage, in row order."""
        yield from self.query("SELECT row, embedded FROM passages ORDER BY row")

    def metadata(self) -> list[dict[str, str]]:
        """Return the metadata of every document, by number."""
        rows = self.query("SELECT metadata FROM documents ORDER BY number")
        with self._as_written():
            return [json.loads(metadata) for (metadata,) in rows]

    def warnings(self) -> dict[str, tuple[str, ...]]:
        """Return the warnings of each document that has any, by path."""
        sql = "SELECT path, warnings FROM documents WHERE warnings <> '[]' ORDER BY number"
        with self._as_written():
            return {path: tuple(json.loads(warnings)) for path, warnings in self.query(sql)}

    @contextmanager
    def _readable(self) -> Iterator[None]:
        with failing_as(_damaged(self._path), on=sqlite3.DatabaseError):
            try:
                yield
            except sqlite3.OperationalError as error:  # its number tells a disk that fails from a torn file
                if getattr(error, "sqlite_errorcode", 0) & _KIND_OF_ERROR == sqlite3.SQLITE_IOERR:
                    raise unreadable(self._path, cause(error)) from error
                raise

    def _as_written(self) -> failing_as:
        """Take what isn't as :class:`~kotae.index.store_writer.StoreWriter` writes it for damage."""
        return failing_as(_damaged(self._path), on=(ValueError, TypeError, LookupError, RecursionError))


def _damaged(path: Path) -> IndexDamagedError:
    return IndexDamagedError(
        "{path}: the document store is damaged; build the index again with `kotae index`.", path=path
    )
