"""Pictures of pages for the reader: drawn a few at a time, and kept for a while.

A page costs a worker up to a second; scrolling back, zooming out and the strip ask for the same
ones again. What may be seen is asked of the library each time, so a document that was removed is
shown no more, whatever is kept.
"""

import threading
from collections import OrderedDict
from contextlib import suppress
from typing import Final, Protocol

from kotae.errors import KotaeError
from kotae.records import DocumentInfo, PageImage

__all__ = ["MAX_AT_ONCE", "SIZES", "PagePictures", "picture_address"]

SIZES: Final = {"strip": 220, "page": 1500, "close": 3000}
"""Name of a size → dots along the longer side."""

MAX_KEPT_BYTES: Final = 48_000_000
# Each is a process that reads a whole file; answers need the processors, too.
MAX_AT_ONCE: Final = 2

_Key = tuple[str, int, str]


class Library(Protocol):
    """What is asked of a desk."""

    def documents(self) -> list[DocumentInfo]:
        """Return every document that may be seen."""

    def drawn_page(self, document: str, number: int, *, longest_side: int) -> PageImage:
        """Return a page as a picture; see ``KnowledgeBase.page``."""


def picture_address(document: str, number: int, size: str) -> str:
    """Return the address of a picture, relative to the page's."""
    return f"pages/{document}/{number}/{size}"


class PagePictures:
    """The pictures of a library's pages; safe to use from many threads.

    Args:
        library: Whose.
    """

    def __init__(self, library: Library) -> None:
        self._library = library
        self._kept: OrderedDict[_Key, PageImage] = OrderedDict()
        self._lock = threading.Lock()
        self._drawing = threading.BoundedSemaphore(MAX_AT_ONCE)

    def get(self, document: str, number: int, size: str) -> PageImage | None:
        """Return a page's picture; None where there is no such document or size.

        Args:
            document: Its id.
            number: Of the page, from 1.
            size: One of :data:`SIZES`.

        Raises:
            ReadingError: It has no such page, or its file has moved or changed.
            FilterError: An update took the document away meanwhile.
        """
        if size not in SIZES or document not in {info.id for info in self._library.documents()}:
            return None
        key = (document, number, size)
        with self._drawing:
            with self._lock:
                if found := self._kept.get(key):
                    self._kept.move_to_end(key)
                    return found
            drawn = self._library.drawn_page(document, number, longest_side=SIZES[size])
        self._keep(key, drawn)
        return drawn

    def prepare(self, document: str, number: int) -> None:
        """Draw a page that may be asked for next, beside everything else; nothing where much is being drawn."""
        if self._drawing.acquire(blocking=False):
            self._drawing.release()
            threading.Thread(
                target=self._prepare, args=(document, number), name="kotae-picture", daemon=True
            ).start()

    def _prepare(self, document: str, number: int) -> None:
        with suppress(KotaeError, ValueError):  # told when it is asked for; closed meanwhile
            self.get(document, number, "page")

    def _keep(self, key: _Key, drawn: PageImage) -> None:
        with self._lock:
            self._kept[key] = drawn
            while sum(len(image.png) for image in self._kept.values()) > MAX_KEPT_BYTES:
                self._kept.popitem(last=False)
