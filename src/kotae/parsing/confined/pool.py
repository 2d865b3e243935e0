"""The workers that wait for the next file."""

import atexit
import os
import threading
import time
from typing import Final

from kotae.parsing.confined.process import Worker
from kotae.parsing.settings import ReadingSettings

__all__ = ["give_back", "stop_workers", "take_worker"]

# Libraries that read files leak a little with each.
_FILES_PER_WORKER: Final = 500
_IDLE_WORKERS: Final = 2
# One that was taken over could go on for ever between two files.
_IDLE_SECONDS: Final = 60.0

_lock = threading.Lock()
_idle: list[Worker] = []
_ending = threading.Event()


def stop_workers() -> None:
    """Stop the workers that wait for a file."""
    with _lock:
        while _idle:
            _idle.pop().stop()


atexit.register(stop_workers)


def take_worker(settings: ReadingSettings) -> Worker:
    """Return a worker that is idle, else a new one.

    Raises:
        OSError: It can't be started.
    """
    wanted = (os.getpid(), settings.max_memory_bytes, settings.ocr)
    with _lock:
        while _idle:
            worker = _idle.pop()
            if (worker.owner, worker.memory_bytes, worker.threads) == wanted:
                return worker
            worker.stop()
    return Worker(memory_bytes=settings.max_memory_bytes, threads=settings.ocr)


def give_back(worker: Worker) -> None:
    """Keep a worker for the next file, if it is to read one more and not enough wait already."""
    worker.idle_since = time.monotonic()
    with _lock:
        if worker.files < _FILES_PER_WORKER and len(_idle) < _IDLE_WORKERS:
            _idle.append(worker)
            if not _ending.is_set():
                _ending.set()
                threading.Thread(target=_end_idle, daemon=True).start()
            return
    worker.stop()


def _end_idle() -> None:
    """Stop the workers that waited long enough, until none is left."""
    while _ending.is_set():
        time.sleep(_IDLE_SECONDS / 2)
        with _lock:
            for worker in [one for one in _idle if time.monotonic() - one.idle_since >= _IDLE_SECONDS]:
                _idle.remove(worker)
                worker.stop()
            if not _idle:
                _ending.clear()
