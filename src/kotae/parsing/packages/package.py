"""Zip packages: Office files, EPUB books and archives, opened with limits and never to disk.

A few kilobytes can expand to terabytes, and names can point out of any folder. So sizes are
checked before anything is expanded, nothing is read beyond its stated size, and names only
ever look up members.
"""

import io
import lzma
import re
import zipfile
import zlib
from posixpath import dirname, join, normpath
from typing import Final

from lxml import etree

from kotae.errors import ReadingError, failing_as
from kotae.messages import Message
from kotae.parsing.files import Source, printable
from kotae.parsing.packages.inflating import METHODS, OTHER_METHODS, expanded

__all__ = ["DRAWING", "Package", "child_text", "local_name", "opened", "properties", "unescaped"]

DRAWING: Final = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
"""Namespace of what is drawn, in slides, sheets and pages alike, as lxml writes it before a name."""

_ENTRY: Final = b"PK\x01\x02"
_ESCAPED: Final = re.compile(r"_x([0-9A-Fa-f]{4})_")
_MAX_ENTRIES: Final = 20_000
# How XML begins that is in none of the encodings made of ASCII.
_BEGINNINGS: Final = (
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
    (b"<\0", "utf-16-le"),
    (b"\0<", "utf-16-be"),
)
_DECLARED: Final = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.-]{1,40})[\"'][^>]{0,200}\?>"
)
_XML: Final = re.compile(rb"(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?\s*\0?<")
_AS_UTF_8: Final = ("utf-8", "utf8", "us-ascii", "ascii")
# Of private use, as such and as references; text crossed out is written with them (:mod:`kotae.parsing.struck`).
_PRIVATE: Final = re.compile(
    rb"\xf4[\x80-\x8f][\x80-\xbf]{2}|&#x0*10[0-9a-fA-F]{4};"
    rb"|&#0*1(?:04857[6-9]|0485[89]\d|048[6-9]\d\d|049\d{3}|0[5-9]\d{4}|1[01]\d{4});"
)
_OLD_OFFICE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# Files in the strict form of the format say the same under other names.
_STRICT: Final = b"http://purl.oclc.org/ooxml/"
_NAMESPACES: Final = tuple(
    (_STRICT + strict + b'"', b"http://schemas.openxmlformats.org/" + usual + b'"')
    for strict, usual in (
        (b"wordprocessingml/main", b"wordprocessingml/2006/main"),
        (b"drawingml/main", b"drawingml/2006/main"),
        (b"officeDocument/relationships", b"officeDocument/2006/relationships"),
        (b"officeDocument/math", b"officeDocument/2006/math"),
    )
)
_BROKEN: Final = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    EOFError,
    OSError,
    NotImplementedError,
    RuntimeError,
    ValueError,
)


def local_name(element: etree._Element) -> str:
    """Return the name of an element without its namespace; empty for comments and the like."""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def child_text(element: etree._Element | None, name: str) -> str:
    """Return the text of the first descendant of that local name on one line; empty without one."""
    if element is not None:
        for found in element.iter("{*}" + name):
            return " ".join("".join(str(part) for part in found.itertext()).split())
    return ""


def properties(core: etree._Element | None, *names: str) -> dict[str, str]:
    """Return what an office file says of itself, without what it leaves empty.

    Args:
        core: Its properties; None where it has none.
        names: Further ones than its author and what it is tagged with, as the format calls them.
    """
    wanted = {"author": "creator", "keywords": "keywords", "category": "category"} | {
        name: name for name in names
    }
    found = {name: child_text(core, written) for name, written in wanted.items()}
    return {name: value for name, value in found.items() if value}


class Package:
    """The members of a zip file, by name."""

    XML_OPTIONS: Final[dict[str, bool]] = {
        "resolve_entities": False,
        "no_network": True,
        "load_dtd": False,
        "huge_tree": False,
        "remove_comments": True,
        "remove_pis": True,
    }
    """How XML from untrusted files is parsed: nothing is fetched, expanded or endlessly deep."""

    def __init__(self, source: Source) -> None:
        """Open it and check its directory.

        Raises:
            ReadingError: It is no zip file, an encrypted or pre-2007 Office file, or it would
                expand beyond the limit.
        """
        self._shown = printable(source.path)
        if source.data.startswith(_OLD_OFFICE):
            raise self._error(
                Message(
                    "this Office file asks for a password or has the format used before 2007. Save it without a "
                    "password as .docx, .xlsx or .pptx."
                )
            )
        if source.data.count(_ENTRY) > _MAX_ENTRIES:
            raise self._error(
                Message(
                    "this archive has more than {max_entries:,} {max_entries:entry|entries}. Split it.",
                    max_entries=_MAX_ENTRIES,
                )
            )
        with failing_as(self.damaged(), on=_BROKEN):
            self._data = source.data
            self._zip = zipfile.ZipFile(io.BytesIO(source.data))
            self.entries = tuple(self._zip.infolist())
        self._check_size(source.settings.max_expanded_bytes)

    def __contains__(self, name: str) -> bool:
        return name in self._zip.NameToInfo

    def read(self, name: str) -> bytes:
        """Return a member's content; empty for one that isn't there.

        Raises:
            ReadingError: It is encrypted or damaged.
        """
        info = self._zip.NameToInfo.get(name)
        return self.read_entry(info) if info is not None else b""

    def read_entry(self, info: zipfile.ZipInfo) -> bytes:
        """Return the content of one of :attr:`entries`, never more than it says it has.

        Raises:
            ReadingError: It is encrypted or damaged.
        """
        if info.flag_bits & 1:
            raise self._error(Message("this file asks for a password. Save it without one."))
        if info.compress_type not in METHODS:
            name = OTHER_METHODS.get(info.compress_type, str(info.compress_type))
            raise self._error(
                Message(
                    "the method of compression ({name}) isn't read. Pack it again with an ordinary zip program.",
                    name=name,
                )
            )
        with failing_as(self.damaged(), on=_BROKEN):
            return expanded(self._data, info)

    def xml_data(self, name: str) -> bytes:
        """Return a member that is XML, its characters of private use that would cross out text as U+FFFD.

        Raises:
            ReadingError: It is encrypted or damaged, or in an encoding that nobody knows.
        """
        data = self.read(name)
        encoding = next((name for begin, name in _BEGINNINGS if data.startswith(begin)), "")
        if not encoding and (declared := _DECLARED.match(data)):
            encoding = declared[1].decode("ascii").lower()
        if encoding and encoding not in _AS_UTF_8:
            with failing_as(self.damaged(), on=(LookupError, ValueError)):
                data = _DECLARED.sub(b"", data.decode(encoding).encode(), count=1)
        return _PRIVATE.sub(b"\xef\xbf\xbd", data)

    def xml(self, name: str) -> etree._Element | None:
        """Return a member as XML, entities left alone; None for one that isn't there.

        Raises:
            ReadingError: It is damaged or no XML.
        """
        data = self.xml_data(name)
        if not data:
            return None
        if _STRICT in data[:4096]:
            for strict, usual in _NAMESPACES:
                data = data.replace(strict, usual)
        with failing_as(self.damaged(), on=(etree.XMLSyntaxError, ValueError)):
            return etree.fromstring(data, etree.XMLParser(**self.XML_OPTIONS))

    def related(self, part: str) -> dict[str, tuple[str, str]]:
        """Return what a part of an Office file refers to: id → (kind, name of the member)."""
        folder, _, name = part.rpartition("/")
        root = self.xml(join(folder, "_rels", f"{name}.rels"))
        found: dict[str, tuple[str, str]] = {}
        for relation in root if root is not None else ():
            if local_name(relation) == "Relationship" and relation.get("TargetMode") != "External":
                target = str(relation.get("Target") or "")
                member = (
                    target.lstrip("/") if target.startswith("/") else normpath(join(dirname(part), target))
                )
                kind = str(relation.get("Type") or "").rpartition("/")[2]
                found[str(relation.get("Id"))] = (kind, member)
        return found

    def main_part(self, default: str) -> str:
        """Return the name of the member an Office file begins with."""
        kinds = self.related("").values()
        return next((name for kind, name in kinds if kind == "officeDocument"), default)

    def _check_size(self, limit: int) -> None:
        expanded = sum(info.file_size for info in self.entries)
        if expanded > limit:
            raise self._error(
                Message(
                    "it would expand to {expanded:,.0f} MB, more than the limit of {limit:,.0f} MB. Split it, or "
                    "raise max_expanded_bytes under [reading] in kotae.toml.",
                    expanded=expanded / 1e6,
                    limit=limit / 1e6,
                )
            )

    def damaged(self) -> ReadingError:
        """Return the error for a package whose parts don't fit together."""
        return self._error(
            Message(
                "the file is damaged or not what its name says. Save it again from the program it comes from."
            )
        )

    def _error(self, reason: Message) -> ReadingError:
        return ReadingError(reason, path=self._shown)


class OneFile(Package):
    """A document in one file of XML: its parts, asked for by the names they have in a package, are all the same root."""

    def __init__(self, source: Source, *parts: str) -> None:
        """Parse it.

        Args:
            source: The file.
            parts: Names of members that it stands for.

        Raises:
            ReadingError: It is damaged or no XML.
        """
        self._shown = printable(source.path)
        self._data, self._parts, self.entries = source.data, parts, ()
        self._root = super().xml(parts[0])

    def __contains__(self, name: str) -> bool:
        return name in self._parts

    def read(self, name: str) -> bytes:
        """Return the file for each of its parts; empty for any other."""
        return self._data if name in self._parts else b""

    def xml(self, name: str) -> etree._Element | None:
        """Return its root for each of its parts; None for any other."""
        return self._root if name in self._parts else None


def opened(source: Source, *parts: str) -> Package:
    """Return a package, or a file of XML that stands for these parts of one."""
    return OneFile(source, *parts) if _XML.match(source.data) else Package(source)


def unescaped(text: str) -> str:
    """Return text of a workbook or a slide without Office's way of writing what XML can't hold: ``_x000B_``.

    A character that isn't shown (the carriage return of ``_x000D_``) becomes a space.
    """
    return _ESCAPED.sub(_character, text) if "_x" in text else text


def _character(found: re.Match[str]) -> str:
    character = chr(int(found[1], 16))
    return character if character.isprintable() else " "
