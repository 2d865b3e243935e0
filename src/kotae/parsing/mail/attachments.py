"""Attachments of a message → documents of their own, each through the reader of its kind.

What can't be read is named in one warning of the message; it never stops the others.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import Final

from kotae.errors import ReadingError
from kotae.messages import Message
from kotae.parsing.files import Source, printable
from kotae.parsing.packages.archive import Readers, read_archive
from kotae.parsing.settings import ARCHIVE
from kotae.parsing.units import Draft

__all__ = ["Attached", "Attachment", "read_attachments"]

# Each becomes a document of its own, and a made mail may hold tens of thousands of empty ones.
_MAX_READ: Final = 200
_MAX_NAMED: Final = 10
_MAX_NAME_CHARS: Final = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A file inside a message.

    Attributes:
        name: As the message names it; only a name, never a path.
        data: Its content.
    """

    name: str
    data: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Attached:
    """What was read of a message's attachments.

    Attributes:
        drafts: In order; their ``part`` names them behind the message's path.
        warnings: What wasn't read and why, in both languages.
    """

    drafts: tuple[Draft, ...] = ()
    warnings: tuple[str, ...] = ()


def read_attachments(source: Source, attachments: Sequence[Attachment], readers: Readers) -> Attached:
    """Return the drafts of the attachments of a message.

    Args:
        source: The message; how deep messages and archives may be inside each other is counted from here.
        attachments: In order.
        readers: Of the files attached.
    """
    drafts: list[Draft] = []
    warnings: list[str] = []
    unread: list[str] = []
    names: set[str] = set()
    for attachment in attachments[:_MAX_READ]:
        name = _free_name(attachment.name, names)
        try:
            drafts += _read(source, Attachment(name=name, data=attachment.data), readers)
        except KeyError:
            unread.append(name)
        except ReadingError as error:
            warnings.append(error.said.both())
    unread += [_file_name(attachment.name) for attachment in attachments[_MAX_READ:]]
    return Attached(drafts=tuple(drafts), warnings=(*_unread_warning(unread), *warnings))


def _read(source: Source, attachment: Attachment, readers: Readers) -> Iterator[Draft]:
    """The drafts of one attachment.

    Raises:
        KeyError: Files of this kind aren't read.
        ReadingError: It can't be read.
    """
    name = attachment.name
    suffix = PurePosixPath(name).suffix.lower()
    settings = source.settings
    if suffix in (ARCHIVE, ".eml", ".msg"):
        settings = (
            replace(settings, max_nesting=settings.max_nesting - 1) if settings.max_nesting else settings
        )
        if not source.settings.max_nesting:
            raise _too_deep(source, name)
    inner = Source(path=f"{source.path}/{name}", data=attachment.data, settings=settings)
    found = read_archive(inner, readers) if suffix == ARCHIVE else readers[suffix](inner)
    return (replace(draft, part=f"/{name}{draft.part}") for draft in found if draft.units)


def _too_deep(source: Source, name: str) -> ReadingError:
    shown = printable(f"{source.path}/{name}")
    return ReadingError(
        "messages and archives are nested too deep here. Save it into the folder, or raise "
        "max_nesting under [reading] in kotae.toml.",
        path=shown,
    )


def _file_name(written: str) -> str:
    """A name without the folders in front of it."""
    name = PurePosixPath(written.replace("\\", "/")).name[-_MAX_NAME_CHARS:]
    return printable(name) or "attachment"


def _free_name(written: str, taken: set[str]) -> str:
    """A name no other attachment has: the second ``a.txt`` is ``a (2).txt``."""
    name = free = _file_name(written)
    number = 1
    while free in taken:
        number += 1
        path = PurePosixPath(name)
        free = f"{path.stem} ({number}){path.suffix}"
    taken.add(free)
    return free


def _unread_warning(names: Sequence[str]) -> Iterator[str]:
    if names:
        listed = ", ".join(names[:_MAX_NAMED]) + ("…" if len(names) > _MAX_NAMED else "")
        yield (Message("attachments of these kinds are not read: {listed}", listed=listed).both())
