"""A folder of documents that is followed while the page is served: what changes in it can be asked about by itself."""

import threading
from collections.abc import Callable
from pathlib import Path

from kotae.config import Settings
from kotae.errors import KotaeError
from kotae.pipeline import watch

__all__ = ["Following"]


class Following:
    """Follows one folder, in a thread of its own, from when it is turned on until it is turned off.

    Args:
        index: The folder of the index.
        settings: All settings.
        built: Called after each build that succeeded.
    """

    def __init__(self, index: Path, *, settings: Settings, built: Callable[[], None]) -> None:
        self._index = index
        self._settings = settings
        self._built = built
        self._lock = threading.Lock()
        self._stop: threading.Event | None = None
        self._error: KotaeError | None = None

    @property
    def on(self) -> bool:
        """Whether the folder is followed now."""
        return self._stop is not None

    @property
    def error(self) -> KotaeError | None:
        """What the last build ended with; None where it succeeded."""
        return self._error

    def turn(self, *, on: bool) -> None:
        """Begin to follow the folder, or leave off; a build under way finishes, and nobody is told of it any more."""
        with self._lock:
            if on == self.on:
                return
            if self._stop is not None:
                self._stop.set()
                self._stop, self._error = None, None
                return
            self._stop = threading.Event()
            threading.Thread(
                target=self._follow, args=(self._stop,), name="kotae-follow", daemon=True
            ).start()

    def _follow(self, stop: threading.Event) -> None:
        for outcome in watch(None, self._index, stop=stop, settings=self._settings):
            with self._lock:  # who has turned it off may close what a build is told to
                if stop.is_set():
                    return
                self._error = outcome if isinstance(outcome, KotaeError) else None
                if self._error is None:
                    self._built()
