"""The generation that answers now, and the step over to the next one without a failed question."""

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kotae.config import Settings
from kotae.errors import ModelError, StoreError
from kotae.index.generations import current_stamp
from kotae.pipeline.generation import Generation
from kotae.pipeline.model import Model
from kotae.segmentation import Analyzer

__all__ = ["Generations"]

_log = logging.getLogger(__name__)


class Generations:
    """Leases out the generation that answers now; safe to use from many threads.

    Whether a new one is there is one ``stat`` a question. A new generation that can't be
    opened is logged once, and the one before goes on answering.
    """

    def __init__(self, root: Path, *, settings: Settings, model: Model, analyzer: Analyzer) -> None:
        self._root = root
        self._settings = settings
        self._model = model
        self._analyzer = analyzer
        self._moving = threading.Lock()
        self._closed = False
        self._refused: tuple[int, int, int] | None = None
        self._active = Generation.open(root, settings=settings, model=model)

    @contextmanager
    def lease(self) -> Iterator[Generation]:
        """Hold the generation that answers now, moving over to a new one first.

        Raises:
            ValueError: It was closed.
        """
        stamp = current_stamp(self._root)
        if stamp is not None and stamp not in (self._active.stamp, self._refused):
            self._move_over()
        generation = self._acquire()
        try:
            yield generation
        finally:
            generation.release()

    def _acquire(self) -> Generation:
        while not self._closed:
            generation = self._active
            if generation.acquire():
                return generation
        raise ValueError("this knowledge base is closed")

    def _move_over(self) -> None:
        """Open the new generation; while one thread does, the others ask the old one."""
        if not self._moving.acquire(blocking=False):
            return
        try:
            stamp = current_stamp(self._root)
            if self._closed or stamp == self._active.stamp:
                return
            try:
                following = Generation.open(self._root, settings=self._settings, model=self._model)
                if self._active.warm:
                    following.retriever(self._analyzer)
            except (StoreError, ModelError) as error:
                _log.warning("staying with the index opened before: %s", error)
                self._refused = stamp
                return
            left, self._active = self._active, following
            left.retire()
        finally:
            self._moving.release()

    def close(self) -> None:
        """Close when the last lease ends; closing twice is fine."""
        with self._moving:
            if not self._closed:
                self._closed = True
                self._active.retire()
