"""How often a function runs at the same time."""

import threading
import time
from collections.abc import Callable
from typing import Any

__all__ = ["Watched"]


class Watched:
    """A method that waits until so many of it run at once, and counts whether there are more.

    A busy machine begins them one after the other: none ends before the others had their time to come.

    Attributes:
        most: The highest count so far.
    """

    def __init__(self, method: Callable[..., Any], wanted: int) -> None:
        self._method = method
        self._wanted, self._reached = wanted, threading.Event()
        self._lock = threading.Lock()
        self._now = 0
        self.most = 0

    def method(self) -> Callable[..., Any]:
        """Return the method, to be set in the place of the one watched."""

        def watched(*given: Any, **more: Any) -> Any:  # noqa: ANN401 - as the method
            with self._lock:
                self._now += 1
                self.most = max(self.most, self._now)
                if self.most >= self._wanted:
                    self._reached.set()
            try:
                self._reached.wait(30)
                time.sleep(0.2)
                return self._method(*given, **more)
            finally:
                with self._lock:
                    self._now -= 1

        return watched
