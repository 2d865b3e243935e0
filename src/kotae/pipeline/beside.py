"""What is remembered beside an index, in a small database of its own: it outlives the index's snapshots."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from sqlite3 import Connection
from typing import ClassVar, Self

from kotae.index.database import transaction
from kotae.messages import Message
from kotae.pipeline.generation import Generation

__all__ = ["Beside"]


@dataclass(frozen=True, slots=True)
class Beside:
    """A database beside an index; what it is called and holds, its kinds say.

    Attributes:
        folder: Of the index.
        FILE_NAME: Of the database.
        SCHEMA: Statements that make its tables where they aren't there.
        FAILED: What can't be done where it can't be read or written.
    """

    folder: Path
    FILE_NAME: ClassVar[str]
    SCHEMA: ClassVar[tuple[str, ...]]
    FAILED: ClassVar[Message]

    @classmethod
    def of(cls, generation: Generation) -> Self:
        """Return what is remembered beside an index."""
        return cls(generation.reader.folder.parent.parent)

    @property
    def path(self) -> Path:
        """Where it is."""
        return self.folder / self.FILE_NAME

    @property
    def may_be_written(self) -> bool:
        """Whether it, or the folder it would be made in, may be written."""
        return os.access(self.path if self.path.exists() else self.folder, os.W_OK)

    @contextmanager
    def opened(self) -> Iterator[Connection]:
        """Open it for one transaction; it is made where it isn't there.

        Raises:
            IndexWriteError: The file can't be read or written.
        """
        with transaction(self.path, self.FAILED) as connection:
            for statement in self.SCHEMA:
                connection.execute(statement)
            yield connection
