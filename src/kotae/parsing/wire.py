"""What main process and worker say to each other: one codec for both ends.

Messages are frames: a length (8 bytes, big-endian), a letter for the kind, and JSON. What the worker
says is checked field by field before it is used, for it has read an untrusted file. A new field of :class:`Unit` or
:class:`Draft` needs nothing here: both ends go by the dataclasses themselves.
"""

import struct
from dataclasses import dataclass
from itertools import pairwise
from typing import ClassVar, Final, TypeAlias

from pydantic import ConfigDict, TypeAdapter

from kotae.parsing.places import check_layout, check_picture
from kotae.parsing.settings import ReadingSettings
from kotae.parsing.units import Draft
from kotae.records import PageImage

__all__ = [
    "LENGTH",
    "Begun",
    "Done",
    "Found",
    "Noted",
    "PageAsked",
    "Pictured",
    "Refused",
    "Reply",
    "Request",
    "decode_reply",
    "decode_request",
    "encode_reply",
    "encode_request",
]

# Bytes travel as base64.
_BYTES: Final[ConfigDict] = {"ser_json_bytes": "base64", "val_json_bytes": "base64"}

LENGTH: Final = struct.Struct(">Q")
"""The length in front of a frame, and in front of the file's bytes behind a request."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageAsked:
    """A page to draw.

    Attributes:
        number: From 1.
        longest_side: Dots along the longer side, at most.
        inner: Path of the document inside the file, for archives; else empty.
    """

    number: int
    longest_side: int
    inner: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """A file to read, or to draw a page of; its bytes follow.

    Attributes:
        path: Relative to the corpus, with ``/``.
        suffix: Which reader, in lower case with its dot.
        settings: Limits.
        start: The first entry of an archive to read; those before were read already.
        broken: Entries not to touch again: their reader broke down.
        seconds: Processor time for all of it.
        page: Draw this page instead of reading.
    """

    path: str
    suffix: str
    settings: ReadingSettings
    start: int = 0
    broken: tuple[int, ...] = ()
    seconds: float
    page: PageAsked | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Begun:
    """An entry of an archive is read next; entries are counted from 0, those of archives inside too."""

    entry: int
    path: str
    suffix: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A document was found."""

    __pydantic_config__: ClassVar[ConfigDict] = _BYTES

    draft: Draft


@dataclass(frozen=True, slots=True, kw_only=True)
class Pictured:
    """A page was drawn."""

    __pydantic_config__: ClassVar[ConfigDict] = _BYTES

    image: PageImage


@dataclass(frozen=True, slots=True, kw_only=True)
class Noted:
    """Something of an archive had to be left out."""

    en: str
    ja: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """The file as a whole can't be read."""

    en: str
    ja: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """The end of what is said of a file.

    Attributes:
        memory: Whether it ended for want of memory; the worker ends with it then.
    """

    memory: bool = False


Reply: TypeAlias = Begun | Found | Pictured | Noted | Refused | Done

_REPLIES: Final[dict[bytes, TypeAdapter[Reply]]] = {
    kind.__name__[:1].encode(): TypeAdapter(kind) for kind in (Begun, Found, Pictured, Noted, Refused, Done)
}
_REQUEST: Final = TypeAdapter(Request)


def encode_request(request: Request) -> bytes:
    """Return the frame of a request."""
    content = _REQUEST.dump_json(request)
    return LENGTH.pack(len(content)) + content


def decode_request(content: bytes) -> Request:
    """Return the request in a frame's content."""
    return _REQUEST.validate_json(content)


def encode_reply(reply: Reply) -> bytes:
    """Return the frame of a reply."""
    letter = type(reply).__name__[:1].encode()
    content = letter + _REPLIES[letter].dump_json(reply, exclude_defaults=True)
    return LENGTH.pack(len(content)) + content


def decode_reply(content: bytes) -> Reply:
    """Return the reply in a frame's content, checked.

    Raises:
        ValueError: It is no reply; its draft's units, cells or layouts leave the text, overlap
            or are torn; or its picture is none.
    """
    adapter = _REPLIES.get(content[:1])
    if adapter is None:
        raise ValueError("no reply")
    reply = adapter.validate_json(content[1:], strict=True)
    if isinstance(reply, Found):
        _check(reply.draft)
    elif isinstance(reply, Pictured):
        check_picture(reply.image)
    return reply


def _check(draft: Draft) -> None:
    if any(unit.end > len(draft.text) for unit in draft.units):
        raise ValueError("a unit leaves the text")
    if any(after.start < before.end for before, after in pairwise(draft.units)):
        raise ValueError("units overlap")
    if any(cell.start < unit.start or cell.end > unit.end for unit in draft.units for cell in unit.cells):
        raise ValueError("a cell leaves its row")
    places = [one.at for one in draft.struck]
    if places != sorted(places) or any(not 0 <= place <= len(draft.text) for place in places):
        raise ValueError("struck text stands outside of the text")
    for layout in draft.layouts:
        check_layout(layout, len(draft.text))
