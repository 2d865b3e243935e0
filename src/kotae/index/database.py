"""SQLite files beside the index: opened anew for every call, so that threads may share them."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kotae.errors import IndexWriteError

__all__ = ["transaction"]


@contextmanager
def transaction(path: Path, *, en: str, ja: str) -> Iterator[sqlite3.Connection]:
    """Open a database for one transaction, which is undone if the block fails.

    Args:
        path: Made where it isn't there.
        en: What can't be done, in English.
        ja: The same in Japanese.

    Raises:
        IndexWriteError: The file can't be read or written.
    """
    try:
        connection = sqlite3.connect(path, timeout=10)
        try:
            with connection:
                yield connection
        finally:
            connection.close()
    except sqlite3.Error as error:
        raise IndexWriteError(
            en=f"{path}: {en} ({error}); check the folder's rights and free space.",
            ja=f"{path}: {ja}（{error}）。フォルダーの権限と空き容量を確認してください。",
        ) from error
