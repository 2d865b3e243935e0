"""The reader, loaded when the first question needs it, and one for all indexes: it depends on none."""

import threading
from functools import cache

from kotae.reader import Reader
from kotae.reader.overlap import OverlapReader

__all__ = ["overlap_reader", "shared_reader"]

_lock = threading.Lock()


def shared_reader() -> Reader:
    """Return the reader of this process.

    Raises:
        ModelError: Its weights or the default model are missing or damaged; asked again, it is tried again.
    """
    with _lock:
        return _loaded()


@cache
def _loaded() -> Reader:
    return Reader.load()


def overlap_reader() -> OverlapReader:
    """Return the reader that goes with the embedder that needs no model."""
    return OverlapReader()
