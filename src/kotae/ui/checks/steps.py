"""Long work beside the page: in a thread of its own, telling how far it is, stopped when nobody takes its steps any more."""

import queue
import threading
from collections.abc import Callable, Generator
from dataclasses import dataclass
from typing import Final, Generic, TypeVar

__all__ = ["Done", "Work", "steps_of"]

# How soon is noticed that nobody waits any more.
_BEAT_S: Final = 0.5

_Step = TypeVar("_Step")
_Found = TypeVar("_Found")

Work = Callable[[Callable[[_Step], None], Callable[[], bool]], _Found]
"""Takes what to tell each step to, and what says whether to stop; returns what was found."""


@dataclass(frozen=True, slots=True)
class Done(Generic[_Found]):
    """What came of it, the last step."""

    found: _Found


@dataclass(frozen=True, slots=True)
class _Failed:
    error: BaseException


def steps_of(work: Work[_Step, _Found], *, name: str) -> Generator[_Step | Done[_Found] | None]:
    """Yield what some work tells, last what came of it; its error is raised here.

    None comes where nothing is told for a while: whoever takes the steps can leave then, also amid a long step. Closed
    before its end, it tells the work to stop.

    Args:
        work: Done in a thread of its own.
        name: Of the thread.
    """
    steps: queue.SimpleQueue[_Step | Done[_Found] | _Failed] = queue.SimpleQueue()
    over = threading.Event()

    def run() -> None:
        try:
            steps.put(Done(work(steps.put, over.is_set)))
        except BaseException as error:  # noqa: BLE001  # handed to the thread that waits, which raises it
            steps.put(_Failed(error))

    threading.Thread(target=run, name=name, daemon=True).start()
    try:
        while True:
            try:
                step = steps.get(timeout=_BEAT_S)
            except queue.Empty:
                yield None
                continue
            if isinstance(step, _Failed):
                raise step.error
            yield step
            if isinstance(step, Done):
                return
    finally:
        over.set()
