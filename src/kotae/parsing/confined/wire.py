"""What main process and worker say to each other, and how it is written.

Messages are frames: a length (8 bytes, big-endian), a letter for the kind, and JSON. What the worker
says is checked in :mod:`kotae.parsing.confined.replies` before it is used, for it has read an untrusted file.
A new field of :class:`Unit` or :class:`Draft` needs nothing here: both ends go by the dataclasses
themselves. The worker imports this at every start, so nothing heavy is imported here.
"""

import base64
import json
import struct
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache
from typing import Any, ClassVar, Final, TypeAlias

from kotae.parsing.settings import ReadingSettings
from kotae.parsing.units import Draft
from kotae.records import PageImage

__all__ = [
    "LENGTH",
    "UNCONFINED",
    "Begun",
    "Done",
    "Found",
    "Noted",
    "PageAsked",
    "Pictured",
    "Refused",
    "Reply",
    "Request",
    "decode_request",
    "encode_reply",
    "encode_request",
]

# For the checks of the other end: bytes travel as base64.
_BYTES: Final = {"val_json_bytes": "base64"}

LENGTH: Final = struct.Struct(">Q")
"""The length in front of a frame, and in front of the file's bytes behind a request."""

UNCONFINED: Final = 77
"""The exit status of a worker that couldn't give up its rights, and so reads nothing."""


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

    __pydantic_config__: ClassVar[Mapping[str, str]] = _BYTES

    draft: Draft


@dataclass(frozen=True, slots=True, kw_only=True)
class Pictured:
    """A page was drawn."""

    __pydantic_config__: ClassVar[Mapping[str, str]] = _BYTES

    image: PageImage


@dataclass(frozen=True, slots=True, kw_only=True)
class Noted:
    """Something of an archive had to be left out.

    Attributes:
        en: What and why, in English.
        ja: The same in Japanese.
        part: Which file of the archive it is that gives nothing, as a draft's part; empty where it is none.
    """

    en: str
    ja: str
    part: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """The file as a whole can't be read.

    Attributes:
        path: Which file, as it is shown.
        en: Why, in English.
        ja: The same in Japanese.
    """

    path: str
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


def encode_request(request: Request) -> bytes:
    """Return the frame of a request."""
    return _frame(b"", request)


def decode_request(content: bytes) -> Request:
    """Return the request in a frame's content; the main process wrote it, so it isn't checked again."""
    told = json.loads(content)
    page = told.pop("page", None)
    return Request(
        **told
        | {
            "settings": ReadingSettings(**told["settings"]),
            "broken": tuple(told.get("broken", ())),
            "page": PageAsked(**page) if page else None,
        }
    )


def encode_reply(reply: Reply) -> bytes:
    """Return the frame of a reply.

    Raises:
        UnicodeEncodeError: A text holds half a character, which no encoding takes.
    """
    return _frame(type(reply).__name__[:1].encode(), reply)


def _frame(letter: bytes, message: Request | Reply) -> bytes:
    content = letter + json.dumps(message, default=_plain, ensure_ascii=False).encode()
    return LENGTH.pack(len(content)) + content


def _plain(value: Any) -> object:  # noqa: ANN401 - whatever JSON has no form for
    """Return bytes as base64, a mapping as a dict, a dataclass as the fields that aren't what they are by default."""
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    if isinstance(value, Mapping):
        return dict(value)
    usual = _fields(type(value))  # type: ignore[arg-type]  # a class is hashable, which mypy doesn't see
    return {name: found for name, default in usual if (found := getattr(value, name)) != default}


@cache
def _fields(kind: type) -> tuple[tuple[str, object], ...]:
    """Return names of a dataclass's fields with their defaults.

    Raises:
        TypeError: It is no dataclass.
    """
    return tuple((one.name, one.default) for one in fields(kind))
