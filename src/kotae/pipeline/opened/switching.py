"""The generation that answers now, and the step over to the next one without a failed question."""

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Generic, Protocol, TypeVar

from kotae.config import Settings
from kotae.errors import ModelError, StoreError
from kotae.index.generations import current_stamp
from kotae.pipeline.opened.generation import Generation
from kotae.pipeline.opened.leases import Leases
from kotae.pipeline.opened.model import Model
from kotae.segmentation import Analyzer

__all__ = ["FolderSource", "Generations", "Source"]

_log = logging.getLogger(__name__)


class Leasable(Protocol):
    """One generation, open."""

    @property
    def stamp(self) -> object:
        """What tells it from the others of its index."""
        ...

    @property
    def leases(self) -> Leases:
        """Who uses it."""
        ...

    @property
    def warm(self) -> bool:
        """Whether it was asked anything yet."""
        ...

    def warm_up(self, analyzer: Analyzer) -> None:
        """Make what the first question needs."""
        ...


_Generation = TypeVar("_Generation", bound=Leasable)
_Opened_co = TypeVar("_Opened_co", bound=Leasable, covariant=True)


class Source(Protocol[_Opened_co]):
    """Where the generations of an index come from."""

    def stamp(self) -> object | None:
        """Return what tells the generation that should answer now from the others; None where there is none."""
        ...

    def open(self) -> _Opened_co:
        """Open the generation that answers now."""
        ...

    def close(self) -> None:
        """Let go of what is held for looking."""
        ...


class FolderSource:
    """Generations in a folder of this machine."""

    def __init__(self, root: Path, *, settings: Settings, model: Model) -> None:
        self._root, self._settings, self._model = root, settings, model

    def stamp(self) -> object | None:
        """Return what changes whenever another generation answers: one ``stat``."""
        return current_stamp(self._root)

    def open(self) -> Generation:
        """Open the generation that answers now; see :meth:`kotae.pipeline.opened.generation.Generation.open`."""
        return Generation.open(self._root, settings=self._settings, model=self._model)

    def close(self) -> None:
        """Nothing is held."""


class Generations(Generic[_Generation]):
    """Leases out the generation that answers now; safe to use from many threads.

    Whether a new one is there is looked at for every question. A new generation that can't be
    opened is logged once, and the one before goes on answering.
    """

    def __init__(self, source: Source[_Generation], *, analyzer: Analyzer) -> None:
        self._source = source
        self._analyzer = analyzer
        self._moving = threading.Lock()
        self._closed = False
        self._refused: object = None
        self._active = source.open()

    @contextmanager
    def lease(self) -> Iterator[_Generation]:
        """Hold the generation that answers now, moving over to a new one first.

        Raises:
            EngineError: The engine that holds it can't be reached.
            ValueError: It was closed.
        """
        stamp = None if self._closed else self._source.stamp()
        # One that couldn't be opened isn't tried again at every question.
        if stamp is not None and stamp not in (self._active.stamp, self._refused):
            self._move_over()
        generation = self._acquire()
        try:
            yield generation
        finally:
            generation.leases.release()

    def _acquire(self) -> _Generation:
        while not self._closed:
            generation = self._active
            # Between the look at it and the lease it may have been retired: then the next one is in its place.
            if generation.leases.acquire():
                return generation
        raise ValueError("this knowledge base is closed")

    def _move_over(self) -> None:
        """Open the new generation; while one thread does, the others ask the old one."""
        if not self._moving.acquire(blocking=False):
            return
        try:
            stamp = self._source.stamp()
            if self._closed or stamp == self._active.stamp:
                return
            try:
                following = self._source.open()
                # Whoever asks next shouldn't wait for what the one before had in memory.
                if self._active.warm:
                    following.warm_up(self._analyzer)
            except (StoreError, ModelError) as error:
                _log.warning("staying with the index opened before: %s", error)
                self._refused = stamp
                return
            left, self._active = self._active, following
            left.leases.retire()
        finally:
            self._moving.release()

    def close(self) -> None:
        """Close when the last lease ends; closing twice is fine."""
        with self._moving:
            if not self._closed:
                self._closed = True
                self._active.leases.retire()
                self._source.close()
