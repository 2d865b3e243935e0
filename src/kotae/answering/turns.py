"""How many answers are read at once: as many as there are processors, the others in the order they came.

More at once would take longer for everybody: they wait for one another's interpreter lock in the middle of the reader's
work, while processors stand idle, and who asks something long is overtaken by all who come later.
"""

import os
import threading
from collections import deque
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from typing import TypeVar

__all__ = ["Turns", "in_turns", "reading_turn", "run_through"]

_Step = TypeVar("_Step")


class Turns:
    """Lets so many in at once and keeps the others in order; safe to use from many threads.

    Args:
        at_once: How many, at least 1.
    """

    def __init__(self, at_once: int) -> None:
        self._free = at_once
        self._waiting: deque[threading.Lock] = deque()
        self._lock = threading.Lock()

    @contextmanager
    def taken(self) -> Iterator[None]:
        """Wait for one's turn and hold it for as long as the context lasts. Not to be entered twice by one thread."""
        mine = threading.Lock()
        mine.acquire()
        with self._lock:
            if self._free:
                self._free -= 1
                mine.release()
            else:
                self._waiting.append(mine)
        try:
            mine.acquire()
        except BaseException:  # interrupted while waiting: nobody may be given a turn that isn't taken
            self._left(mine)
            raise
        try:
            yield
        finally:
            self._next()

    def _next(self) -> None:
        with self._lock:
            if self._waiting:
                self._waiting.popleft().release()
            else:
                self._free += 1

    def _left(self, mine: threading.Lock) -> None:
        with self._lock:
            waited = mine in self._waiting
            if waited:
                self._waiting.remove(mine)
        if not waited:
            self._next()


def _processors() -> int:
    # Only Linux says which processors a process may use.
    mine = getattr(os, "sched_getaffinity", None)
    return len(mine(0)) if mine else os.cpu_count() or 1


_reading = Turns(_processors())


def _renew() -> None:
    """Begin anew in a fork, which has none of the threads that would give their turns back."""
    global _reading
    _reading = Turns(_processors())


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_renew)


@contextmanager
def reading_turn() -> Iterator[None]:
    """Wait until an answer may be read, and read it; see :class:`Turns`."""
    with _reading.taken():
        yield


def in_turns(steps: Iterator[_Step]) -> Iterator[_Step]:
    """Yield what an iterator gives, each step made in a turn of its own: nobody's is held while the last one is looked at."""
    while True:
        with reading_turn():
            try:
                step = next(steps)
            except StopIteration:
                return
        yield step


def run_through(steps: Generator[object, None, _Step]) -> _Step:
    """Return what a generator returns, whatever it yields before."""
    while True:
        try:
            next(steps)
        except StopIteration as end:
            returned: _Step = end.value
            return returned
