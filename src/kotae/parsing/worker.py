"""The child process of :mod:`kotae.parsing.isolation`: reads one file after another.

It talks over the pipes it was started with, writes to no file, connects to nothing, and ends when
its parent does.
"""

import base64
import json
import math
import os
import resource
import struct
import sys
from typing import BinaryIO, Final

from kotae.errors import ReadingError
from kotae.parsing import formats
from kotae.parsing.confinement import confine
from kotae.parsing.files import Source
from kotae.parsing.settings import ReadingSettings
from kotae.parsing.units import Draft

__all__ = ["main"]

_LENGTH: Final = struct.Struct(">Q")


def main() -> None:
    """Answer requests from standard input until it ends.

    A request is two lengths (8 bytes each, big-endian), a JSON header and the file's bytes; a
    reply is a length and JSON: ``drafts``, or a picture (``png``, ``width``, ``height``) where the
    header asks for a page, or ``en`` and ``ja`` of an error, or ``memory``.
    """
    into, out = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    # Whatever a library prints must not end up between the replies.
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    for limit, value in ((resource.RLIMIT_FSIZE, 0), (resource.RLIMIT_CORE, 0)):
        resource.setrlimit(limit, (value, value))
    confine()
    while (lengths := into.read(2 * _LENGTH.size)) and len(lengths) == 2 * _LENGTH.size:
        header_length, data_length = (number for (number,) in _LENGTH.iter_unpack(lengths))
        header = json.loads(into.read(header_length))
        settings = ReadingSettings(**header["settings"])
        _limit(settings, header["suffix"])
        source = Source(path=header["path"], data=into.read(data_length), settings=settings)
        if "page" in header:
            answer = _picture(source, header["page"], header["longest_side"])
        else:
            answer = _answer(source, header["suffix"])
        _reply(out, answer)
        if "memory" in answer:
            return


def _limit(settings: ReadingSettings, suffix: str) -> None:
    """Set the limits for one file; the processor time is counted from now."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    seconds = math.ceil(used.ru_utime + used.ru_stime + settings.seconds_for(suffix))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, resource.RLIM_INFINITY))
    hard = resource.getrlimit(resource.RLIMIT_AS)[1]
    wanted = settings.max_memory_bytes
    soft = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
    resource.setrlimit(resource.RLIMIT_AS, (soft, hard))


def _answer(source: Source, suffix: str) -> dict[str, object]:
    try:
        return {"drafts": [_row(draft) for draft in formats.READERS[suffix](source)]}
    except ReadingError as error:
        return {"en": error.en, "ja": error.ja}
    except MemoryError:
        return {"memory": True}


def _picture(source: Source, page: int, longest_side: int) -> dict[str, object]:
    from kotae.parsing.pdf.picture import page_picture

    try:
        image = page_picture(source, page, longest_side=longest_side)
    except ReadingError as error:
        return {"en": error.en, "ja": error.ja}
    except MemoryError:
        return {"memory": True}
    return {
        "png": base64.b64encode(image.png).decode("ascii"),
        "width": image.width,
        "height": image.height,
    }


def _row(draft: Draft) -> dict[str, object]:
    return {
        "text": draft.text,
        "units": [
            [u.start, u.end, u.kind, u.level, u.label, u.page, [[c.start, c.end, c.address] for c in u.cells]]
            for u in draft.units
        ],
        "part": draft.part,
        "title": draft.title,
        "language": draft.language,
        "metadata": dict(draft.metadata),
        "warnings": list(draft.warnings),
        "layouts": [
            [layout.start, layout.end, layout.page, base64.b64encode(layout.packed).decode("ascii")]
            for layout in draft.layouts
        ],
    }


def _reply(out: BinaryIO, answer: dict[str, object]) -> None:
    encoded = json.dumps(answer).encode("ascii")
    out.write(_LENGTH.pack(len(encoded)) + encoded)
    out.flush()
