"""SQLite files beside the index: opened anew for every call, so that threads may share them."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kotae.errors import IndexWriteError, failing_as
from kotae.messages import Message

__all__ = ["transaction"]


@contextmanager
def transaction(path: Path, failed: Message) -> Iterator[sqlite3.Connection]:
    """Open a database for one transaction, which is undone if the block fails.

    Args:
        path: Made where it isn't there.
        failed: What can't be done where it fails.

    Raises:
        IndexWriteError: The file can't be read or written.
    """
    with failing_as(
        IndexWriteError,
        "{path}: {failed} ({reason}); check the folder's rights and free space.",
        on=sqlite3.Error,
        path=path,
        failed=failed,
    ):
        connection = sqlite3.connect(path, timeout=10)
        try:
            with connection:
                yield connection
        finally:
            connection.close()
