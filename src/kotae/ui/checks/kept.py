"""What came of looking through a library: kept as long as the page is served, and one at a time looks."""

import threading
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TypeVar

from kotae.conflicts import Conflicts
from kotae.errors import IndexBusyError, KotaeError
from kotae.selftest import Health
from kotae.ui.checks.steps import Done, Work, steps_of

__all__ = ["Checks"]

_Step = TypeVar("_Step")
_Found = TypeVar("_Found")


@dataclass(slots=True)
class Checks:
    """What was found when a library was last looked through.

    Attributes:
        conflicts: Its contradictions; None before.
        health: How well it answers; None before.
        failed: Why something couldn't be done the last time, by the name of what was looked for.
    """

    conflicts: Conflicts | None = None
    health: Health | None = None
    failed: dict[str, KotaeError] = field(default_factory=dict)
    _one: threading.Lock = field(default_factory=threading.Lock)
    _stop: threading.Event = field(default_factory=threading.Event)

    def stop(self) -> None:
        """End what is going on; what was found by then is given."""
        self._stop.set()

    @contextmanager
    def noting(self, name: str) -> Generator[None]:
        """Keep why the block couldn't be done, for the page to show; forget why it couldn't before."""
        self.failed.pop(name, None)
        try:
            yield
        except KotaeError as error:
            self.failed[name] = error

    @contextmanager
    def turn(self) -> Generator[None]:
        """Have the library for oneself.

        Raises:
            IndexBusyError: It is being looked through.
        """
        if not self._one.acquire(blocking=False):
            raise IndexBusyError(
                "This library is being looked through already; wait until that is done, or stop it where it was begun."
            )
        self._stop.clear()
        try:
            yield
        finally:
            self._one.release()

    def steps(self, work: Work[_Step, _Found]) -> Generator[_Step | Done[_Found] | None]:
        """Yield what some work tells; it ends early when it is stopped, or when nobody takes its steps any more."""

        def stoppable(told: Callable[[_Step], None], stopped: Callable[[], bool]) -> _Found:
            return work(told, lambda: stopped() or self._stop.is_set())

        return steps_of(stoppable, name="kotae-check")
