"""What is remembered beside an index, each in a small SQLite file of its own, which outlives the index's generations."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from kotae.errors import IndexWriteError, failing_as
from kotae.messages import Message

__all__ = ["Beside"]


@dataclass(frozen=True, slots=True)
class Beside:
    """A database beside an index; what it is called and holds, its kinds say. Each call opens it anew, so threads may share it.

    Attributes:
        folder: Of the index.
        FILE_NAME: Of the database.
        SCHEMA: Statements that make its tables where they aren't there.
        LATER: Tables with a column each that files of earlier versions lack.
        FAILED: What can't be done where it can't be read or written.
    """

    folder: Path
    FILE_NAME: ClassVar[str]
    SCHEMA: ClassVar[tuple[str, ...]]
    LATER: ClassVar[tuple[tuple[str, str], ...]] = ()
    FAILED: ClassVar[Message]

    @property
    def path(self) -> Path:
        """Where it is."""
        return self.folder / self.FILE_NAME

    @property
    def may_be_written(self) -> bool:
        """Whether it, or the folder it would be made in, may be written."""
        return os.access(self.path if self.path.exists() else self.folder, os.W_OK)

    @contextmanager
    def opened(self) -> Iterator[sqlite3.Connection]:
        """Open it for one transaction, which is undone if the block fails; it is made where it isn't there.

        What holds something else, so that the block can't read it (``ValueError``), is a file that can't be read.

        Raises:
            IndexWriteError: The file can't be read or written, or it is none: what a link or a pipe leads to isn't the index's.
        """
        with (
            failing_as(
                IndexWriteError,
                "{path}: {failed} (the file is damaged); move it away, and a new one is made.",
                on=(sqlite3.Error, ValueError),
                path=self.path,
                failed=self.FAILED,
            ),
            failing_as(
                IndexWriteError,
                "{path}: {failed} ({reason}); check the folder's rights and free space.",
                on=sqlite3.OperationalError,
                path=self.path,
                failed=self.FAILED,
            ),
        ):
            self._refuse_others()
            connection = sqlite3.connect(self.path, timeout=10)
            try:
                with connection:
                    for statement in self.SCHEMA:
                        connection.execute(statement)
                    for table, column in self.LATER:
                        present = {row[1] for row in connection.execute(f"PRAGMA table_info({table})")}
                        if column.partition(" ")[0] not in present:
                            connection.execute(f"ALTER TABLE {table} ADD COLUMN {column}")
                    yield connection
            finally:
                connection.close()

    def _refuse_others(self) -> None:
        """Refuse what isn't an ordinary file of this folder, and journals that aren't: SQLite would follow and write."""
        for end in ("", "-journal", "-wal", "-shm"):
            path = self.folder / f"{self.FILE_NAME}{end}"
            if path.is_symlink() or (path.exists() and not path.is_file()):
                raise IndexWriteError("{path}: this isn't an ordinary file; move it away.", path=path)
