"""Uploads: how many, how large, and that none is left lying.

Gradio writes an upload beside its cache before anything else looks at it, and leaves what a
broken connection cut off. The folder is made for one run and removed at its end; what a killed
run left is removed at the next start.
"""

import os
import shutil
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from filelock import FileLock, Timeout
from python_multipart.multipart import parse_options_header

__all__ = ["Uploads", "page_folder"]

MAX_FILES: Final = 100
# Each is written to the disk before anything in it is looked at.
MAX_AT_ONCE: Final = 4
MAX_OF_ONE: Final = 2
"""Of one who signed in, or of one address: the other places stay for others."""
TOGETHER: Final = 10
"""An upload may have this many times the size of the largest file."""
KEPT_S: Final = 600.0
LEAST_BYTES_S: Final = 20_000
"""Slower than any connection people send files over; whoever drips keeps a place from others."""
GRACE_S: Final = 30.0
LONGEST_S: Final = 1_800.0

_PREFIX: Final = "kotae-page-"
_LOCK: Final = "in-use.lock"


@contextmanager
def page_folder() -> Iterator[Path]:
    """Give a private folder for a run of the page; remove it afterwards, and what killed runs left."""
    _remove_left()
    with (
        tempfile.TemporaryDirectory(prefix=_PREFIX, ignore_cleanup_errors=True) as state,
        FileLock(Path(state, _LOCK), timeout=0),
    ):
        yield Path(state)


def _remove_left() -> None:
    """Remove the folders of runs that ended without doing so: their lock is free."""
    for left in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*"):
        with suppress(OSError, Timeout):
            if left.is_symlink() or left.stat().st_uid != os.geteuid() or not (left / _LOCK).is_file():
                continue
            with FileLock(left / _LOCK, timeout=0):
                shutil.rmtree(left)


@dataclass(slots=True)
class Uploads:
    """The uploads of one page; used from one event loop.

    Attributes:
        folder: Where Gradio writes them.
        each_mb: Largest file.
    """

    folder: Path
    each_mb: int
    _active: Counter[str] = field(default_factory=Counter)

    @property
    def together_mb(self) -> int:
        """How much one upload may bring, and how much may wait to be taken in."""
        return TOGETHER * self.each_mb

    def begin(self, length: int, whose: str) -> str:
        """Count an upload in; return the key of the words that refuse it, else nothing.

        Args:
            length: How many bytes it says it has.
            whose: Who sends it: a name that signed in, or an address.
        """
        self._remove_old()
        if length > self._most_bytes:
            return "refused_upload_size"
        active = self._active.total()
        if self._active[whose] >= MAX_OF_ONE or active >= MAX_AT_ONCE:
            return "refused_upload_waiting"
        if self._waiting() + length > 2 * self._most_bytes:
            return "refused_upload_waiting"
        self._active[whose] += 1
        return ""

    def end(self, whose: str) -> None:
        """Count an upload out; what one that broke off has left is removed when none is under way."""
        self._active[whose] -= 1
        if not self._active[whose]:
            del self._active[whose]
        if not self._active:
            for left in self.folder.glob("tmp*"):
                if left.is_file():
                    left.unlink(missing_ok=True)

    def counter(self, content_type: str) -> "PartCounter":
        """Return what counts the parts and bytes of one upload as they come."""
        return PartCounter(content_type, most_bytes=self._most_bytes)

    @property
    def _most_bytes(self) -> int:
        return self.together_mb * 1_000_000 + 100_000  # the parts have headers too

    def _waiting(self) -> int:
        return sum(entry.size for entry in _files(self.folder))

    def _remove_old(self) -> None:
        now = time.time()
        for entry in _files(self.folder):
            if now - entry.changed > KEPT_S:
                entry.path.unlink(missing_ok=True)


class PartCounter:
    """Counts the parts of a multipart body: a delimiter stands before each, and never within one."""

    def __init__(self, content_type: str, *, most_bytes: int) -> None:
        # As Gradio reads it: what another reader takes for the delimiter may be another one.
        self._delimiter = b"--" + parse_options_header(content_type)[1].get(b"boundary", b"")
        self._tail = b""
        self._most_bytes = most_bytes
        self._began = time.monotonic()
        self.bytes = 0
        self.delimiters = 0

    @property
    def seconds_left(self) -> float:
        """How long its next piece may take to come; less than nothing where it has been too slow already."""
        longest = min(LONGEST_S, GRACE_S + self.bytes / LEAST_BYTES_S)
        return self._began + longest - time.monotonic()

    def refusal(self, data: bytes) -> str:
        """Take a piece of the body in; return the key of the words that refuse it, else nothing."""
        self.bytes += len(data)
        joined = self._tail + data
        self.delimiters += joined.count(self._delimiter)
        # A delimiter may lie across two pieces; a whole one isn't counted again.
        keep = len(self._delimiter) - 1
        self._tail = joined[-keep:] if keep else b""
        if self.bytes > self._most_bytes:
            return "refused_upload_size"
        return "refused_upload_number" if self.delimiters > MAX_FILES + 1 else ""


@dataclass(frozen=True, slots=True)
class _File:
    path: Path
    size: int
    changed: float


def _files(folder: Path) -> Iterator[_File]:
    for path in folder.rglob("*"):
        with suppress(FileNotFoundError):  # taken in meanwhile
            found = path.stat()
            if path.is_file():
                yield _File(path, found.st_size, found.st_mtime)
