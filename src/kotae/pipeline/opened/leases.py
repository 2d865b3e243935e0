"""Something that is closed when the last one who uses it is done."""

import threading
from collections.abc import Callable

__all__ = ["Leases"]


class Leases:
    """Counts who uses something; safe to use from many threads."""

    def __init__(self, close: Callable[[], object]) -> None:
        """Take what closes it."""
        self._close = close
        self._count = 0
        self._retired = False
        self._lock = threading.Lock()

    def acquire(self) -> bool:
        """Take a lease; False if it is closed already, because another one took its place."""
        with self._lock:
            if self._retired and not self._count:
                return False
            self._count += 1
            return True

    def release(self) -> None:
        """Give a lease back."""
        with self._lock:
            self._count -= 1
            last = self._retired and not self._count
        if last:
            self._close()

    def retire(self) -> None:
        """Close it as soon as nobody uses it."""
        with self._lock:
            self._retired = True
            unused = not self._count
        if unused:
            self._close()
