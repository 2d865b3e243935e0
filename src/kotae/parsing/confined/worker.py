"""The child process of :mod:`kotae.parsing.confined.isolation`: reads one file after another, or draws a page.

It talks over the pipes it was started with, writes to no file, connects to nothing, and ends when
its parent does. It starts often, so what only some files need is imported when one of them comes.
"""

import math
import os
import resource
import sys
from collections.abc import Iterator
from dataclasses import replace
from time import process_time
from typing import BinaryIO, Final

from kotae.errors import ReadingError
from kotae.parsing import formats
from kotae.parsing.confined.confinement import confine
from kotae.parsing.confined.wire import (
    LENGTH,
    UNCONFINED,
    Begun,
    Done,
    Found,
    PageAsked,
    Pictured,
    Refused,
    Reply,
    Request,
    decode_request,
    encode_reply,
)
from kotae.parsing.files import Source, printable
from kotae.parsing.settings import ARCHIVE, COLLECTIONS
from kotae.parsing.units import Draft, Unit, clean_text

__all__ = ["main"]

# Each pipe and the like takes memory of the kernel's, which no limit of this process counts.
_OPEN_FILES: Final = 256


def main() -> None:
    """Answer requests from standard input until it ends; see :mod:`kotae.parsing.confined.wire`."""
    into, out = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    # Whatever a library prints must not end up between the replies.
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    _limit_for_good(int(sys.argv[2]))
    try:
        confine(threads=bool(sys.argv[3]))
    except OSError:
        sys.exit(UNCONFINED)
    while (length := into.read(LENGTH.size)) and len(length) == LENGTH.size:
        request = decode_request(into.read(*LENGTH.unpack(length)))
        (size,) = LENGTH.unpack(into.read(LENGTH.size))
        source = Source(path=request.path, data=into.read(size), settings=request.settings)
        if not _answer(out, source, request):
            return


def _limit_for_good(memory_bytes: int) -> None:
    """Set the limits that hold for every file; they can't be raised again."""
    known = resource.getrlimit(resource.RLIMIT_AS)[1]
    wanted = memory_bytes if known == resource.RLIM_INFINITY else min(memory_bytes, known)
    for limit, value in (
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, min(_OPEN_FILES, resource.getrlimit(resource.RLIMIT_NOFILE)[1])),
        (resource.RLIMIT_AS, wanted),
    ):
        resource.setrlimit(limit, (value, value))
    if sys.platform == "linux":
        # Timers and queued signals come out of the account's share, not of this process' own.
        resource.setrlimit(resource.RLIMIT_SIGPENDING, (0, 0))


def _limit_time(end: float) -> None:
    """Let this process run until it has taken so many seconds of processor time, from its start."""
    resource.setrlimit(resource.RLIMIT_CPU, (max(1, math.ceil(end)), resource.RLIM_INFINITY))


def _answer(out: BinaryIO, source: Source, request: Request) -> bool:
    """Read one file and say what is in it; False where there is no memory to go on with."""
    memory = False
    try:
        for reply in _replies(source, request):
            _say(out, reply)
    except ReadingError as error:
        _say(out, Refused(path=error.path, en=error.reason.text("en"), ja=error.reason.text("ja")))
    except MemoryError:
        memory = True
    _say(out, Done(memory=memory))
    return not memory


def _replies(source: Source, request: Request) -> Iterator[Reply]:
    end = process_time() + request.seconds
    _limit_time(end)
    if request.page is not None:
        yield _picture(source, request.page)
        return
    if request.suffix != ARCHIVE:
        for draft in formats.READERS[request.suffix](source):
            yield Found(draft=draft)
        return
    from kotae.parsing.packages.archive import Progress, walk_archive

    progress = Progress(start=request.start, broken=request.broken)
    for said in walk_archive(source, formats.READERS, progress):
        if isinstance(said, Begun):
            own = request.seconds if said.suffix in COLLECTIONS else source.settings.seconds_for(said.suffix)
            _limit_time(min(end, process_time() + own))
        yield said


def _picture(source: Source, asked: PageAsked) -> Pictured:
    from kotae.parsing.packages.archive import member
    from kotae.parsing.pdf.picture import page_picture

    drawn = member(source, asked.inner) if asked.inner else source
    if drawn is None:
        shown = printable(f"{source.path}/{asked.inner}")
        raise ReadingError("a document inside this kind of file can't be shown as pages.", path=shown)
    return Pictured(image=page_picture(drawn, asked.number, longest_side=asked.longest_side))


def _say(out: BinaryIO, reply: Reply) -> None:
    try:
        frame = encode_reply(reply)
    except UnicodeEncodeError:  # half a character, which no encoding takes
        if not isinstance(reply, Found):
            raise
        frame = encode_reply(Found(draft=_storable(reply.draft)))
    out.write(frame)
    out.flush()


def _storable(draft: Draft) -> Draft:
    return replace(
        draft,
        text=clean_text(draft.text),
        units=tuple(_clean(unit) for unit in draft.units),
        part=clean_text(draft.part),
        title=clean_text(draft.title),
        metadata={clean_text(key): clean_text(value) for key, value in draft.metadata.items()},
        warnings=tuple(map(clean_text, draft.warnings)),
    )


def _clean(unit: Unit) -> Unit:
    cells = tuple(replace(cell, address=clean_text(cell.address)) for cell in unit.cells)
    return replace(unit, label=clean_text(unit.label), cells=cells)
