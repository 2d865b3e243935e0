"""The bytes of a zip member, expanded piece by piece and never beyond the size it states.

Python's ``zipfile`` expands a whole block of bzip2 or LZMA at once, whatever comes out of it: two
kilobytes become gigabytes. Here every method gets a bound for each piece.
"""

import bz2
import lzma
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from typing import Final, Protocol

__all__ = ["METHODS", "OTHER_METHODS", "expanded"]

_LOCAL: Final = struct.Struct("<4s22xHH")
_LOCAL_MARK: Final = b"PK\x03\x04"
_LZMA_HEAD: Final = struct.Struct("<BBH")
_LZMA_PROPERTIES: Final = 5
_MAX_DICTIONARY_BYTES: Final = 64_000_000
_PIECE_BYTES: Final = 1 << 20
_INPUT_BYTES: Final = 1 << 16


class _Expander(Protocol):
    """What ``bz2`` and ``lzma`` have in common, and ``zlib`` with :class:`_Deflate`."""

    @property
    def eof(self) -> bool: ...

    @property
    def needs_input(self) -> bool: ...

    def decompress(self, data: bytes, max_length: int = -1) -> bytes: ...


class _Deflate:
    """Raw deflate with the manners of the other two: what isn't used yet is kept inside."""

    def __init__(self) -> None:
        self._expander = zlib.decompressobj(-zlib.MAX_WBITS)

    @property
    def eof(self) -> bool:
        return self._expander.eof

    @property
    def needs_input(self) -> bool:
        return not self._expander.unconsumed_tail

    def decompress(self, data: bytes, max_length: int = -1) -> bytes:
        """Return at most ``max_length`` bytes more."""
        return self._expander.decompress(self._expander.unconsumed_tail + data, max_length)


def _lzma(head: bytes) -> lzma.LZMADecompressor:
    """Return what expands a member whose properties stand in its first bytes."""
    properties, size = head[0], int.from_bytes(head[1:_LZMA_PROPERTIES], "little")
    if size > _MAX_DICTIONARY_BYTES:
        raise ValueError("the dictionary is too large")
    chain = {
        "id": lzma.FILTER_LZMA1,
        "dict_size": max(size, 4096),
        "lc": properties % 9,
        "lp": properties // 9 % 5,
        "pb": properties // 45,
    }
    return lzma.LZMADecompressor(lzma.FORMAT_RAW, filters=[chain])


METHODS: Final = frozenset([zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
"""The methods of compression :func:`expanded` knows."""

OTHER_METHODS: Final = {
    1: "shrink",
    6: "implode",
    9: "deflate64",
    93: "zstd",
    95: "xz",
    98: "ppmd",
    99: "AES",
}
"""What others are called, as far as they are met with."""

_EXPANDERS: Final[dict[int, Callable[[], _Expander]]] = {
    zipfile.ZIP_DEFLATED: _Deflate,
    zipfile.ZIP_BZIP2: bz2.BZ2Decompressor,
}


def expanded(archive: bytes, info: zipfile.ZipInfo) -> bytes:
    """Return the content of a member, ``info.file_size`` bytes.

    Args:
        archive: The whole zip file.
        info: The member, with a method out of :data:`METHODS`, not encrypted.

    Raises:
        ValueError: It is damaged: it holds more or less than it says, or something else.
        zlib.error: The same, said by the library behind it; also ``lzma.LZMAError`` and ``OSError``.
    """
    packed = _packed(archive, info)
    if info.compress_type == zipfile.ZIP_STORED:
        content = bytes(packed)
    elif info.compress_type == zipfile.ZIP_LZMA:
        if len(packed) < _LZMA_HEAD.size:
            raise ValueError("no properties")
        *_, length = _LZMA_HEAD.unpack_from(packed)
        begin = _LZMA_HEAD.size + length
        expander = _lzma(bytes(packed[_LZMA_HEAD.size : begin]).ljust(_LZMA_PROPERTIES, b"\0"))
        content = _whole(expander, packed[begin:], info.file_size)
    else:
        content = _whole(_EXPANDERS[info.compress_type](), packed, info.file_size)
    if len(content) != info.file_size or zlib.crc32(content) != info.CRC:
        raise ValueError("not what the directory says")
    return content


def _packed(archive: bytes, info: zipfile.ZipInfo) -> memoryview:
    """Where the member's compressed bytes are; behind its own header, whose names may be longer."""
    if info.header_offset < 0 or info.header_offset + _LOCAL.size > len(archive):
        raise ValueError("no such place")
    mark, name_length, extra_length = _LOCAL.unpack_from(archive, info.header_offset)
    begin = info.header_offset + _LOCAL.size + name_length + extra_length
    if mark != _LOCAL_MARK or begin + info.compress_size > len(archive):
        raise ValueError("no such place")
    return memoryview(archive)[begin : begin + info.compress_size]


def _whole(expander: _Expander, packed: memoryview, size: int) -> bytes:
    """The member's bytes, one more than ``size`` at most."""
    return b"".join(_pieces(expander, packed, size + 1))


def _pieces(expander: _Expander, packed: memoryview, left: int) -> Iterator[bytes]:
    at = 0
    while left > 0 and not expander.eof:
        data = bytes(packed[at : at + _INPUT_BYTES]) if expander.needs_input else b""
        at += len(data)
        piece = expander.decompress(data, min(left, _PIECE_BYTES))
        if not piece and not data and expander.needs_input:
            return
        left -= len(piece)
        yield piece
