"""What a library's test of itself leaves beside the index: how its questions came out, and the threshold that somebody chose.

Of a question its hash, its document's path and the outcome are kept, no words of it. This module is needed for every question
asked, so it loads nothing of the test itself.
"""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Annotated, ClassVar, Final, TypeAlias

from pydantic import Field, TypeAdapter

from kotae.answering.settings import AnsweringSettings
from kotae.index.database import Beside
from kotae.messages import Message
from kotae.pipeline.opened.generation import Generation
from kotae.pipeline.opened.reading import reader_fingerprint

__all__ = ["SelftestMemory", "chosen_threshold"]

Outcomes: TypeAlias = Mapping[str, tuple[str, bool]]
"""Of every question asked, by id, its document's path and whether it came out well."""

_OUTCOMES: Final = TypeAdapter(dict[str, tuple[str, bool]])
_SHARE: Final = TypeAdapter(Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)])


class SelftestMemory(Beside):
    """How the questions of the last run came out, and the threshold chosen."""

    __slots__ = ()

    FILE_NAME: ClassVar = "selftest.sqlite3"
    SCHEMA: ClassVar = (
        "CREATE TABLE IF NOT EXISTS last (scope TEXT PRIMARY KEY, at TEXT NOT NULL, outcomes TEXT NOT NULL)",
        "CREATE TABLE IF NOT EXISTS threshold (one INTEGER PRIMARY KEY CHECK (one = 1), value REAL NOT NULL, "
        "at TEXT NOT NULL, reader TEXT NOT NULL, known TEXT NOT NULL)",
    )
    FAILED: ClassVar = Message("what is remembered of the library's test can't be kept")

    def last(self, scope: str) -> tuple[str, Outcomes] | None:
        """Return when the last run over the same documents with the same reader was, and its outcomes; None without one.

        Raises:
            IndexWriteError: The file can't be read.
        """
        if not self.path.exists():
            return None
        with self.opened() as connection:
            row = connection.execute("SELECT at, outcomes FROM last WHERE scope = ?", (scope,)).fetchone()
            return None if row is None else (str(row[0]), _OUTCOMES.validate_json(row[1]))

    def remember(self, scope: str, at: str, outcomes: Outcomes) -> None:
        """Keep a run in the place of the one before; nothing where the folder may only be read.

        Raises:
            IndexWriteError: The file can't be written.
        """
        if not self.may_be_written:
            return
        with self.opened() as connection:
            connection.execute(
                "INSERT OR REPLACE INTO last VALUES (?, ?, ?)",
                (scope, at, json.dumps(outcomes, ensure_ascii=False)),
            )

    def threshold(self, reader: str) -> float | None:
        """Return the threshold that somebody chose for this library; None without one, or where another reader reads now.

        Raises:
            IndexWriteError: The file can't be read.
        """
        if not self.path.exists():
            return None
        with self.opened() as connection:
            row = connection.execute("SELECT value FROM threshold WHERE reader = ?", (reader,)).fetchone()
            return None if row is None else _SHARE.validate_python(row[0])

    def choose(self, value: float | None, *, reader: str, known: Mapping[str, object]) -> None:
        """Keep a threshold for this library; None takes it back.

        Args:
            value: From 0 to 1.
            reader: The fingerprint of the reader that it holds for.
            known: What is to be kept with it: what was tested, what was expected.

        Raises:
            IndexWriteError: The file can't be written.
        """
        with self.opened() as connection:
            connection.execute("DELETE FROM threshold")
            if value is not None:
                at = datetime.now(UTC).isoformat(timespec="seconds")
                connection.execute(
                    "INSERT INTO threshold VALUES (1, ?, ?, ?, ?)",
                    (value, at, reader, json.dumps(known, ensure_ascii=False)),
                )


def chosen_threshold(generation: Generation) -> float:
    """Return below what confidence a question over one library is refused.

    A threshold set in the settings goes before the one chosen for the library.
    """
    usual, set_to = AnsweringSettings().min_confidence, generation.settings.answering.min_confidence
    # Whoever writes the default into the settings can't be told from whoever writes nothing.
    if set_to != usual:
        return set_to
    chosen = SelftestMemory(generation.root).threshold(reader_fingerprint(generation.lender.words_only))
    return usual if chosen is None else chosen
