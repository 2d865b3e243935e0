"""What a library's test of itself leaves beside the index: how its questions came out, and the threshold that somebody chose.

Of a question its hash, its document's path and the outcome are kept, no words of it. This module is needed for every question
asked, so it loads nothing of the test itself.
"""

import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from sqlite3 import Connection
from typing import Final, TypeAlias

from kotae.answering.settings import AnsweringSettings
from kotae.errors import InputError
from kotae.index.database import transaction
from kotae.messages import Message
from kotae.pipeline.generation import Generation
from kotae.pipeline.reading import reader_fingerprint

__all__ = ["FILE_NAME", "SelftestMemory", "chosen_threshold", "memory_of"]

FILE_NAME: Final = "selftest.sqlite3"
_SCHEMA: Final = (
    "CREATE TABLE IF NOT EXISTS last (scope TEXT PRIMARY KEY, at TEXT NOT NULL, outcomes TEXT NOT NULL)",
    "CREATE TABLE IF NOT EXISTS threshold (one INTEGER PRIMARY KEY CHECK (one = 1), value REAL NOT NULL, "
    "at TEXT NOT NULL, reader TEXT NOT NULL, known TEXT NOT NULL)",
)


Outcomes: TypeAlias = Mapping[str, tuple[str, bool]]
"""Of every question asked, by id, its document's path and whether it came out well."""


@dataclass(frozen=True, slots=True)
class SelftestMemory:
    """What is remembered beside an index.

    Attributes:
        folder: Of the index.
    """

    folder: Path

    def last(self, scope: str) -> tuple[str, Outcomes] | None:
        """Return when the last run over the same documents with the same reader was, and its outcomes; None without one.

        Raises:
            IndexWriteError: The file can't be read.
        """
        if not self._path.exists():
            return None
        with self._opened() as connection:
            row = connection.execute("SELECT at, outcomes FROM last WHERE scope = ?", (scope,)).fetchone()
        if row is None:
            return None
        outcomes = {str(name): (str(path), bool(well)) for name, (path, well) in json.loads(row[1]).items()}
        return str(row[0]), outcomes

    def remember(self, scope: str, at: str, outcomes: Outcomes) -> None:
        """Keep a run in the place of the one before; nothing where the folder may only be read.

        Raises:
            IndexWriteError: The file can't be written.
        """
        if not os.access(self._path if self._path.exists() else self.folder, os.W_OK):
            return
        with self._opened() as connection:
            connection.execute(
                "INSERT OR REPLACE INTO last VALUES (?, ?, ?)",
                (scope, at, json.dumps(outcomes, ensure_ascii=False)),
            )

    def threshold(self, reader: str) -> float | None:
        """Return the threshold that somebody chose for this library; None without one, or where another reader reads now.

        Raises:
            IndexWriteError: The file can't be read.
        """
        if not self._path.exists():
            return None
        with self._opened() as connection:
            row = connection.execute("SELECT value FROM threshold WHERE reader = ?", (reader,)).fetchone()
        return None if row is None else float(row[0])

    def choose(self, value: float | None, *, reader: str, known: Mapping[str, object]) -> None:
        """Keep a threshold for this library; None takes it back.

        Args:
            value: From 0 to 1.
            reader: The fingerprint of the reader that it holds for.
            known: What is to be kept with it: what was tested, what was expected.

        Raises:
            InputError: It is out of range.
            IndexWriteError: The file can't be written.
        """
        if value is not None and not 0 <= value <= 1:
            raise InputError("A threshold lies between 0 and 1; {value} doesn't.", value=value)
        with self._opened() as connection:
            connection.execute("DELETE FROM threshold")
            if value is not None:
                at = datetime.now(UTC).isoformat(timespec="seconds")
                connection.execute(
                    "INSERT INTO threshold VALUES (1, ?, ?, ?, ?)",
                    (value, at, reader, json.dumps(known, ensure_ascii=False)),
                )

    @property
    def _path(self) -> Path:
        return self.folder / FILE_NAME

    @contextmanager
    def _opened(self) -> Iterator[Connection]:
        with transaction(
            self._path, Message("what is remembered of the library's test can't be kept")
        ) as connection:
            for statement in _SCHEMA:
                connection.execute(statement)
            yield connection


def memory_of(generation: Generation) -> SelftestMemory:
    """Return what is remembered beside an index."""
    return SelftestMemory(generation.reader.folder.parent.parent)


def chosen_threshold(generation: Generation) -> float:
    """Return below what confidence a question over one library is refused.

    A threshold set in the settings goes before the one chosen for the library.
    """
    usual, set_to = AnsweringSettings().min_confidence, generation.settings.answering.min_confidence
    if set_to != usual:
        return set_to
    chosen = memory_of(generation).threshold(reader_fingerprint(generation.words_only))
    return usual if chosen is None else chosen
