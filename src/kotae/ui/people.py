"""Who is being answered now: what is only tried for later gives way to them."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

__all__ = ["People"]


class People:
    """Counts those who are being answered; safe to use from many threads."""

    def __init__(self) -> None:
        self._here = 0
        self._changed = threading.Condition()

    @contextmanager
    def one(self) -> Iterator[None]:
        """Be answered as long as the context lasts."""
        with self._changed:
            self._here += 1
            self._changed.notify_all()
        try:
            yield
        finally:
            with self._changed:
                self._here -= 1
                self._changed.notify_all()

    def come_within(self, seconds: float) -> bool:
        """Return whether somebody is being answered, now or before so many seconds have passed; it waits so long at most."""
        with self._changed:
            return self._changed.wait_for(lambda: self._here > 0, seconds)

    def gone_within(self, seconds: float) -> bool:
        """Return whether nobody is being answered, now or before so many seconds have passed; it waits so long at most."""
        with self._changed:
            return self._changed.wait_for(lambda: self._here == 0, seconds)
