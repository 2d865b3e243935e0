"""The steps of a build as a process passes them: how often and for how long each is taken, and a death at one of them.

What is called at each step is wrapped in the process that will be killed, a fork; the product knows nothing of it. A build's
time is nearly all reading: a moment drawn from the time alone nearly never falls on the swap.
"""

import os
import random
import signal
import time
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

import kotae.pipeline.builds.executor
import kotae.pipeline.builds.job
from kotae.embedding.hashing import HashingEmbedder
from kotae.index import generations, ownership
from kotae.index.manifest import Manifest
from kotae.index.store_writer import StoreWriter
from kotae.index.unfinished import Unfinished
from kotae.index.vector_file import VectorFile
from kotae.index.writer import IndexWriter
from kotae.pipeline.builds.shaping import Shaper

__all__ = ["STEPS", "Death", "Taken", "die_at", "drawn", "record_steps"]

STEPS: Final = ("read", "parse", "segment", "embed", "write", "fsync", "swap", "clean up")
"""In their order."""

Taken: TypeAlias = Mapping[str, Sequence[float]]
"""By step the seconds that each of its calls took, in the order in which they began."""
_Run: TypeAlias = Callable[[], object]
_Observer: TypeAlias = Callable[[str, _Run], object]

_CALLS: Final[tuple[tuple[str, Any, str], ...]] = (
    ("read", kotae.pipeline.builds.job, "list_files"),
    ("read", kotae.pipeline.builds.job, "stamped"),
    ("read", kotae.pipeline.builds.executor, "read_source"),
    ("segment", Shaper, "shape"),
    ("embed", HashingEmbedder, "embed_passages"),
    ("write", generations, "new_folder"),
    ("write", StoreWriter, "add_document"),
    ("write", StoreWriter, "copy_document"),
    ("write", VectorFile, "put"),
    ("write", Unfinished, "keep"),
    ("write", IndexWriter, "_write_files"),
    ("write", Manifest, "write"),
    ("fsync", os, "fsync"),
    ("clean up", generations, "remove_others"),
    ("clean up", Unfinished, "remove"),
    ("clean up", os, "rmdir"),
    ("clean up", ownership, "_unlink"),
)
_CURRENT: Final = "CURRENT"
_WHEN: Final = ("before", "within", "after")


@dataclass(frozen=True, slots=True, kw_only=True)
class Death:
    """A moment of a build.

    Attributes:
        step: One of :data:`STEPS`.
        call: Which of the step's calls, from 1.
        when: Right ``before`` it, ``within`` it, right ``after`` it.
        seconds: How long after its beginning, within it.
    """

    step: str
    call: int
    when: str
    seconds: float


def drawn(taken: Taken, turn: int, chance: random.Random) -> Death:
    """Draw a moment of the step whose turn it is, of those that are taken: any of its calls, right before, within or after it."""
    steps = [step for step in STEPS if taken[step]]
    step = steps[turn % len(steps)]
    call = chance.randrange(len(taken[step]))
    return Death(
        step=step,
        call=call + 1,
        when=chance.choice(_WHEN),
        seconds=max(1e-6, chance.random() * taken[step][call]),
    )


def record_steps() -> dict[str, list[float]]:
    """Return what fills while this process builds, by step; the wrappers stay for the rest of its life."""
    taken: dict[str, list[float]] = {step: [] for step in STEPS}

    def observe(step: str, run: _Run) -> object:
        place = len(taken[step])
        taken[step].append(0.0)
        began = time.perf_counter()
        try:
            return run()
        finally:
            taken[step][place] = time.perf_counter() - began

    _wrap(observe)
    return taken


def die_at(death: Death) -> None:
    """Let this process be killed at a moment of the build that it goes on to."""
    # Nobody handles it: the kernel ends the process where it stands, as it does for SIGKILL.
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    counted: Counter[str] = Counter()

    def observe(step: str, run: _Run) -> object:
        counted[step] += 1
        if (step, counted[step]) != (death.step, death.call):
            return run()
        if death.when == "before":
            os.kill(os.getpid(), signal.SIGKILL)
        elif death.when == "within":
            signal.setitimer(signal.ITIMER_REAL, death.seconds)
        result = run()
        os.kill(os.getpid(), signal.SIGKILL)
        return result

    _wrap(observe)


def _wrap(observe: _Observer) -> None:
    for step, owner, name in _CALLS:
        setattr(owner, name, _observed(step, getattr(owner, name), observe))
    # A file is parsed while one goes through what it holds.
    executor: Any = kotae.pipeline.builds.executor
    parsed = executor.documents_in
    executor.documents_in = lambda *given, **named: _each_observed("parse", parsed(*given, **named), observe)
    replaced = os.replace

    def replace(source: str, target: str, **named: int) -> None:
        if os.path.basename(target) == _CURRENT:
            observe("swap", lambda: replaced(source, target, **named))
        else:
            replaced(source, target, **named)

    system: Any = os
    system.replace = replace


def _observed(step: str, real: Callable[..., object], observe: _Observer) -> Callable[..., object]:
    return lambda *given, **named: observe(step, lambda: real(*given, **named))


def _each_observed(step: str, found: Iterable[object], observe: _Observer) -> Iterable[object]:
    waiting, end = iter(found), object()
    while (one := observe(step, lambda: next(waiting, end))) is not end:
        yield one
