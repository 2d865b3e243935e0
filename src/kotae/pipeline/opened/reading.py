"""The reader, loaded when the first question needs it, and one for all indexes: it depends on none."""

import hashlib
import threading
from collections.abc import Callable
from functools import cache

from kotae.reader import Reader
from kotae.reader.overlap import OverlapReader
from kotae.reader.weights import default_weights

__all__ = ["reader_fingerprint", "reader_for", "shared_reader"]

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


def reader_for(words_only: bool) -> Callable[[], Reader | OverlapReader]:
    """Return what gives the reader: the one of this process, or the one that goes with the embedder that needs no model."""
    return OverlapReader if words_only else shared_reader


@cache
def reader_fingerprint(words_only: bool) -> str:
    """Return what tells one reader from another: the SHA-256 of its weights, or the name of the one that needs none.

    Raises:
        ModelError: The weights are missing.
    """
    return "overlap" if words_only else hashlib.sha256(default_weights().read_bytes()).hexdigest()
