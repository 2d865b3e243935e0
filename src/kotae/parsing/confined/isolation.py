"""Parsing untrusted files in a child process that can be killed.

Files come from anywhere, and their parsers can hang, eat the memory or crash. They run in a worker
(:mod:`kotae.parsing.confined.worker`) with limits on time and memory, confined by the kernel where it can,
started once and used for many files; pages are drawn there, too. Nothing of a file is opened, unpacked,
decoded or split here: its bytes go to the worker as they are, and documents come back one at a time,
checked like any other input.
"""

import signal
import time
from collections.abc import Generator, Iterator
from dataclasses import dataclass, field, replace
from typing import Final

from kotae.errors import ReadingError
from kotae.messages import Told
from kotae.parsing import breakdowns
from kotae.parsing.confined.pool import give_back, stop_workers, take_worker
from kotae.parsing.confined.process import GoneError, LateError, Worker
from kotae.parsing.confined.replies import decode_reply
from kotae.parsing.confined.wire import (
    LENGTH,
    UNCONFINED,
    Begun,
    Done,
    Found,
    Noted,
    PageAsked,
    Pictured,
    Refused,
    Reply,
    Request,
    encode_request,
)
from kotae.parsing.files import Source, printable
from kotae.parsing.left_out import LeftOut
from kotae.parsing.settings import ARCHIVE, COLLECTIONS
from kotae.parsing.units import Draft
from kotae.records import PageImage

__all__ = ["picture_isolated", "stop_workers", "stream_isolated"]

# The child ends itself at its own limit and says so; only one that can't is killed.
_GRACE_SECONDS: Final = 5.0
_LEAST_REPLY: Final = 1_000_000
_SMALL_BYTES: Final = 1 << 20
# An archive made of files that end a process each would begin a thousand processes.
_MAX_BREAKDOWNS: Final = 20


def stream_isolated(source: Source, *, suffix: str) -> Iterator[Draft]:
    """Yield what the reader for this suffix finds, run in a worker process, as it is found.

    What had to be left out on the way is in the warnings of the last one.

    Args:
        source: The file. Its settings carry the limits; the time limit counts the worker's
            processor time, and twice as long by the clock. Archives and collections get more in
            total, the larger they are, each file of an archive as much as a file.
        suffix: Which reader, in lower case with its dot.

    Raises:
        ReadingError: What the reader raised, or the file broke a limit or its parser, and
            nothing was found before.
    """
    reading = _Reading(source=source, suffix=suffix)
    held: Draft | None = None
    for said in reading.said():
        if held is not None:
            yield held
        held = said.draft if isinstance(said, Found) else None
    notes = reading.left_out.notes
    if held is not None:
        yield reading.left_out.told_with(held) if notes else held
    elif suffix == ARCHIVE:
        raise breakdowns.nothing_inside(source, notes)
    elif notes:
        raise ReadingError(notes[0], path=printable(source.path))


def picture_isolated(source: Source, *, suffix: str, page: PageAsked) -> PageImage:
    """Return a page of a file as a picture, drawn in a worker process.

    Args:
        source: The file; its limits hold as for reading.
        suffix: The format of what is drawn, in lower case with its dot.
        page: Which page, and how large.

    Raises:
        ReadingError: There is no such page, it can't be drawn, or broke a limit.
    """
    image: PageImage | None = None
    for said in _Reading(source=source, suffix=suffix, page=page).said():
        if image is not None or not isinstance(said, Pictured) or said.image.page != page.number:
            raise breakdowns.broken(source)
        image = said.image
    if image is None:
        raise breakdowns.broken(source)
    return image


@dataclass(slots=True, kw_only=True)
class _Reading:
    """One file on its way through one worker, or several where they break down.

    Attributes:
        page: Draw this page instead of reading.
        left_out: What was left out so far.
    """

    source: Source
    suffix: str
    page: PageAsked | None = None
    left_out: LeftOut = field(default_factory=LeftOut)
    _entry: Begun | None = None
    _broken: list[int] = field(default_factory=list)
    _waited: float = 0.0
    _entry_began: float = 0.0
    _found: bool = False
    _used: float = 0.0
    _clock: float | None = None
    _chars: int = 0

    def said(self) -> Iterator[Found | Pictured]:
        """Yield documents or the picture; goes on behind an archive's entry whose reader broke down."""
        try:
            yield from self._said()
        finally:
            if self.source.patience is not None:
                self.source.patience.count(
                    self._used, chars=self._chars, most=self.source.settings.max_seconds
                )

    def _said(self) -> Iterator[Found | Pictured]:
        before = self._entry
        while (error := (yield from self._attempt())) is not None:
            if self._entry is None and not self._found:
                raise error
            self.left_out.add(error.said, part=self._named().path.removeprefix(self.source.path))
            if self._entry is None:
                return
            self._broken.append(self._entry.entry)
            late = self._waited >= self._total_seconds
            if self._entry is before or late or len(self._broken) >= _MAX_BREAKDOWNS:
                rest = breakdowns.rest_left_out(
                    self._total_seconds, len(self._broken), hurried=self.source.hurried
                )
                self.left_out.add(rest, part="")
                return
            before = self._entry

    def _attempt(self) -> Generator[Found | Pictured, None, ReadingError | None]:
        """Yield what is found from where the last attempt ended; return how this one broke down."""
        try:
            worker = take_worker(self.source.settings)
        except OSError as exc:
            raise breakdowns.not_started(self.source, exc.strerror or str(exc)) from exc
        finished, self._clock = False, worker.processor_seconds()
        try:
            self._ask(worker)
            while not isinstance(reply := self._reply(worker), Done):
                if isinstance(reply, Found | Pictured):
                    self._found = True
                    self._chars += len(reply.draft.text) if isinstance(reply, Found) else 0
                    yield reply
                elif (refused := self._take(reply)) is not None:
                    self._reply(worker)
                    finished = True
                    return refused
            finished = not reply.memory
            return breakdowns.too_big(self._named()) if reply.memory else None
        except (GoneError, LateError) as exc:
            return self._breakdown(worker.status(), late=isinstance(exc, LateError))
        finally:
            # Interrupted half-way, what the worker says next would answer another question.
            if finished:
                give_back(worker)
            else:
                worker.stop()

    def _ask(self, worker: Worker) -> None:
        settings, data = self.source.settings, self.source.data
        worker.files += 1
        request = Request(
            path=self.source.path,
            suffix=self.suffix,
            settings=settings,
            start=0 if self._entry is None else self._entry.entry + 1,
            broken=tuple(self._broken),
            seconds=max(1.0, self._total_seconds - self._waited),  # the worker took no more than was waited
            page=self.page,
        )
        self._entry_began = self._waited
        # Together where that is cheap: each write wakes the worker.
        head = encode_request(request) + LENGTH.pack(len(data))
        for part in (head + data,) if len(data) < _SMALL_BYTES else (head, data):
            worker.send(part, deadline=self._deadline())

    def _reply(self, worker: Worker) -> Reply:
        """Return what the worker says next; the time it takes counts, the time until it is asked doesn't."""
        began = time.monotonic()
        try:
            content = worker.receive(
                deadline=self._deadline(),
                max_bytes=self.source.settings.max_expanded_bytes + _LEAST_REPLY,
            )
        finally:
            waited = time.monotonic() - began
            self._waited += waited
            self._count(worker, waited)
        try:
            reply = decode_reply(content)
        except ValueError as exc:
            raise GoneError from exc
        if isinstance(reply, Pictured if self.page is None else Found):  # nobody asked for it
            raise GoneError
        if isinstance(reply, Begun) and self.suffix != ARCHIVE:  # each would get the time of a file
            raise GoneError
        return reply

    def _count(self, worker: Worker, waited: float) -> None:
        before, self._clock = self._clock, worker.processor_seconds()
        self._used += waited if before is None or self._clock is None else self._clock - before

    def _take(self, reply: Begun | Noted | Refused) -> ReadingError | None:
        if isinstance(reply, Begun):
            self._entry, self._entry_began = reply, self._waited
        elif isinstance(reply, Noted):
            self.left_out.take(reply)
        else:
            return ReadingError(Told(en=reply.en, ja=reply.ja), path=reply.path)
        return None

    def _deadline(self) -> float:
        """Until when the next thing must be said, by the monotonic clock."""
        patience = 2 * self._seconds() + _GRACE_SECONDS - (self._waited - self._entry_began)
        whole = 2 * self._total_seconds + _GRACE_SECONDS - self._waited
        return time.monotonic() + max(0.0, min(patience, whole))

    def _seconds(self) -> float:
        if self._entry is None or self._entry.suffix in COLLECTIONS:
            return self._total_seconds
        return min(self._total_seconds, self.source.settings.seconds_for(self._entry.suffix))

    @property
    def _total_seconds(self) -> float:
        return self.source.settings.seconds_for(self.suffix, len(self.source.data))

    def _named(self) -> Source:
        """The file, or the entry of it that is being read."""
        return self.source if self._entry is None else replace(self.source, path=self._entry.path, data=b"")

    def _breakdown(self, status: int, *, late: bool) -> ReadingError:
        if status == UNCONFINED:
            raise breakdowns.not_confined(self.source)
        if late or status == -signal.SIGXCPU:
            seconds = self._seconds()
            if (
                self._entry is not None
            ):  # it may have had no more than what the others left of the archive's time
                seconds = min(seconds, max(1, int(self._waited - self._entry_began)))
            return breakdowns.too_slow(self._named(), seconds, by_clock=status != -signal.SIGXCPU)
        return breakdowns.broken(self._named())
