"""What is said of a file whose reader broke down, in both languages."""

import math
from collections.abc import Sequence
from typing import Final

from kotae.errors import ReadingError
from kotae.messages import Listed, Message, Words
from kotae.parsing.files import Source, printable

__all__ = [
    "NoWorkerError",
    "OverdueError",
    "broken",
    "not_confined",
    "not_started",
    "nothing_inside",
    "rest_left_out",
    "too_big",
    "too_slow",
    "without_name",
]

_MAX_NAMED: Final = 20
_LINE: Final = "\n  "


class NoWorkerError(ReadingError):
    """There is nobody to read the file, whatever is in it: any other one fares alike."""


class OverdueError(ReadingError):
    """A file wasn't read in time by the clock, of which its worker got little: on a quieter machine it may be."""


def not_started(source: Source, reason: str) -> NoWorkerError:
    """Return the error for a worker that can't be started."""
    shown = printable(source.path)
    return NoWorkerError(
        "the process that reads files like this one can't be started ({reason}). Free memory or "
        "processes, and index again.",
        path=shown,
        reason=reason,
    )


def not_confined(source: Source) -> NoWorkerError:
    """Return the error for a worker that couldn't give up its rights."""
    shown = printable(source.path)
    return NoWorkerError(
        "not read, because the kernel refused to confine the process that reads files. `kotae "
        "doctor` tells what this computer can do.",
        path=shown,
    )


def too_slow(source: Source, seconds: float, *, by_clock: bool) -> ReadingError:
    """Return the error for a file that took too long, by the processor's time or by the clock's."""
    shown = printable(source.path)
    limit = math.ceil(seconds)
    if source.hurried and not by_clock:
        return ReadingError(
            "not read in {limit:g} {limit:second|seconds}, all that was left after other files took too long. Take those out "
            "of the folder that are named for it, and index again.",
            path=shown,
            limit=limit,
        )
    reason = Message(
        "reading took longer than {limit:g} {limit:second|seconds} and was stopped. Split the file, or raise "
        "max_seconds under [reading] in kotae.toml.",
        limit=limit,
    )
    error = OverdueError if by_clock else ReadingError
    return error(reason, path=shown, limit=limit)


def too_big(source: Source) -> ReadingError:
    """Return the error for a file that needs too much memory."""
    shown, megabytes = printable(source.path), source.settings.max_memory_bytes / 1e6
    return ReadingError(
        "reading needs more than {limit:,.0f} MB of memory. Split the file, or raise "
        "max_memory_bytes under [reading] in kotae.toml.",
        path=shown,
        limit=megabytes,
    )


def broken(source: Source) -> ReadingError:
    """Return the error for a file whose reader ended, or said what can't be."""
    shown = printable(source.path)
    return ReadingError(
        "the file is damaged or made to do harm: its reader broke down. Save it again from the "
        "program it comes from, or take it out of the folder.",
        path=shown,
    )


def rest_left_out(seconds: float, breakdowns: int, *, hurried: bool = False) -> Message:
    """Return what is said of an archive that is given up, and how long it might have taken."""
    if hurried:
        return Message(
            "not read to its end in {seconds:g} {seconds:second|seconds}, all that was left after other files took too long, or "
            "for {breakdowns} of its files that broke what reads them. Take those files out of the folder, and index again.",
            seconds=math.ceil(seconds),
            breakdowns=breakdowns,
        )
    return Message(
        "the archive took longer than {seconds:g} {seconds:second|seconds}, or {breakdowns} of its files broke "
        "what reads them; the rest of it was left out. Split it, or raise max_seconds under [reading] in kotae.toml.",
        seconds=math.ceil(seconds),
        breakdowns=breakdowns,
    )


def nothing_inside(source: Source, notes: Sequence[Words]) -> ReadingError:
    """Return the error for an archive that gave no document; it says what was left out."""
    return ReadingError(
        "nothing in this archive can be read.{notes}",
        path=printable(source.path),
        notes=Listed(["", *notes[:_MAX_NAMED]], en=_LINE, ja=_LINE),
    )


def without_name(path: str, error: ReadingError) -> Words:
    """Return why a file can't be read; a report gives the path apart, and only what lies inside it is named."""
    return error.reason if error.path == printable(path) else error.said
