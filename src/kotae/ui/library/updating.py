"""Bringing an index up to date beside the answers, one update at a time."""

import queue
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeAlias

from kotae.config import Settings
from kotae.errors import CorpusError, IndexBusyError
from kotae.pipeline import build
from kotae.records import BuildReport

__all__ = ["Step", "Updating"]

Step: TypeAlias = tuple[str, int, int] | BuildReport
"""(stage, done, total) of an update under way, and last its report."""


def _nothing() -> None:
    """Do nothing."""


class Updating:
    """Builds one index, in a thread of its own; a second update is refused while one goes on.

    Args:
        index: The folder of the index.
        settings: Of all stages.
        built: Called after a build that succeeded.
        emptied: Called where nothing readable is left in the folder: the index stays, its documents don't.
    """

    def __init__(
        self,
        index: Path,
        *,
        settings: Settings,
        built: Callable[[], None] = _nothing,
        emptied: Callable[[], None] = _nothing,
    ) -> None:
        self._index = index
        self._settings = settings
        self._built = built
        self._emptied = emptied
        self._lock = threading.Lock()

    def run(self, folder: Path | None = None, *, wait: bool = False) -> Iterator[Step]:
        """Bring the index up to date; yield its steps, and last the report.

        The build goes on if nobody takes the steps any more.

        Args:
            folder: The folder of documents from now on; None for the present one.
            wait: Whether to wait for an update that is running: what has changed since it began isn't in it.

        Raises:
            IndexBusyError: An update is already running, and it isn't waited for.
            KotaeError: As for ``kotae.build``.
        """
        if not self._lock.acquire(blocking=wait):
            raise IndexBusyError(
                "{path}: an update is already running; wait until it is done.", path=self._index
            )
        steps: queue.SimpleQueue[Step | BaseException] = queue.SimpleQueue()
        threading.Thread(target=self._build, args=(folder, steps), name="kotae-update", daemon=True).start()
        while True:
            step = steps.get()
            if isinstance(step, BaseException):
                raise step
            yield step
            if isinstance(step, BuildReport):
                return

    def _build(self, folder: Path | None, steps: "queue.SimpleQueue[Step | BaseException]") -> None:
        def progress(stage: str, done: int, total: int) -> None:
            steps.put((stage, done, total))

        last: BuildReport | BaseException
        try:
            last = build(folder, self._index, settings=self._settings, progress=progress)
            self._built()
        except CorpusError as error:
            self._emptied()
            last = error
        except BaseException as error:  # noqa: BLE001  # handed to the thread that waits, which raises it
            last = error
        finally:
            self._lock.release()
        steps.put(last)  # whoever has this may begin the next one
