"""Documents that were read lately: a reader asks for one again with every screen that comes into view."""

import threading
from collections import OrderedDict
from collections.abc import Callable
from typing import Final

from kotae.records import Document

__all__ = ["OpenedDocuments"]

# Documents can be large, and a reader goes back and forth between few.
MAX_KEPT: Final = 4


class OpenedDocuments:
    """The documents opened last; safe to use from many threads.

    An id is made from a document's path and text, so what is kept under it is never another document. Whether it
    may still be seen is for the caller to check.
    """

    def __init__(self) -> None:
        self._kept: OrderedDict[str, Document] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, name: str, load: Callable[[str], Document]) -> Document:
        """Return a document, loaded where it isn't among the last few.

        Args:
            name: Its id.
            load: Loads it; what it raises goes through.
        """
        with self._lock:
            if found := self._kept.get(name):
                self._kept.move_to_end(name)
                return found
        found = load(name)
        with self._lock:
            self._kept[name] = found
            while len(self._kept) > MAX_KEPT:
                self._kept.popitem(last=False)
        return found
