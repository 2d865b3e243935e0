r"""ISO-2022 → text: escape sequences that switch between the character sets of several nations.

Python's codecs know the standard sets, but not what Windows writes into Japanese mail (①, ㈱, 髙, half-width
kana) nor the Chinese forms. What a set doesn't have, and sets that aren't known, become U+FFFD.
"""

import re
from collections.abc import Callable
from typing import Final

__all__ = ["decode_iso2022", "is_iso2022"]

_SIGNS: Final = re.compile(rb"\x1b(?:\$[@AB]|\$[()*+][@A-IQ]|\(I|\(J)")
_ESCAPE: Final = re.compile(rb"\x1b(?:([NO])|(\$?)([()*+.-]?)([@-~0-9]))")
_SHIFT_OUT: Final = 0x0E
_SHIFT_IN: Final = 0x0F
# Where a set is put: the first is the one that lines begin in, the last two are called for one character.
_PLACES: Final = {b"": "(", b"(": "(", b")": ")", b"-": ")", b"*": "*", b".": "*", b"+": "+"}
_SINGLE: Final = {b"N": "*", b"O": "+"}
_OF_KOREA: Final = b"\x1b$)C"
_OF_CHINA: Final = re.compile(rb"\x1b\$\)[AEG]|\x1b\$\*H")

Decode = Callable[[bytes], str]


def is_iso2022(data: bytes) -> bool:
    """Whether escape sequences of these encodings are in the bytes."""
    return _SIGNS.search(data) is not None


def decode_iso2022(data: bytes) -> tuple[str, str]:
    """Return the text of 7-bit data, and the name of the encoding; never fails."""
    if _OF_KOREA in data:
        return _shifted(data), "iso2022_kr"
    if _OF_CHINA.search(data):
        return _shifted(data), "iso2022_cn"
    for encoding in ("iso2022_jp_ext", "iso2022_jp_2"):
        try:
            return data.decode(encoding), encoding
        except UnicodeDecodeError:
            continue
    return _shifted(data), "iso2022_jp_ext"


def _shifted(data: bytes) -> str:
    sets: dict[str, Decode] = dict.fromkeys("()*+", _ascii)
    pieces: list[str] = []
    active, start, at = "(", 0, 0
    while at < len(data):
        escape = _ESCAPE.match(data, at) if data[at] == 0x1B else None
        if escape is None and data[at] not in (_SHIFT_OUT, _SHIFT_IN):
            at += 1
            # Each line begins in the first set.
            if data[at - 1] == 0x0A and active == "(":
                pieces.append(sets[active](data[start:at]))
                start = at
            continue
        pieces.append(sets[active](data[start:at]))
        if escape is None:
            active = ")" if data[at] == _SHIFT_OUT else "("
            at += 1
        elif escape[1]:
            one = sets[_SINGLE[escape[1]]]
            end = escape.end() + (1 if one is _ascii else 2)
            pieces.append(one(data[escape.end() : end]))
            at = end
        else:
            sets[_PLACES[escape[3]]] = _set_for(escape[2] == b"$", escape[4])
            at = escape.end()
        start = at
    pieces.append(sets[active](data[start:]))
    return "".join(pieces)


def _set_for(wide: bool, final: bytes) -> Decode:
    if wide:
        return {b"@": _japanese, b"B": _japanese, b"A": _chinese, b"E": _chinese, b"C": _korean}.get(
            final, _unknown
        )
    return {b"B": _ascii, b"J": _ascii, b"I": _kana, b"H": _ascii}.get(final, _unknown)


def _ascii(data: bytes) -> str:
    return data.decode("ascii", "replace")


def _kana(data: bytes) -> str:
    return "".join(chr(0xFF40 + byte) if 0x21 <= byte <= 0x5F else chr(byte & 0x7F) for byte in data)


def _unknown(data: bytes) -> str:
    return "".join("\ufffd" if byte > 0x20 else chr(byte) for byte in data)


def _wide(data: bytes, codec: str, shape: Callable[[int, int], bytes]) -> str:
    """Pairs of bytes of one 94 × 94 set; white space and controls between them stand for themselves."""
    pieces: list[str] = []
    at = 0
    while at < len(data):
        if data[at] <= 0x20 or at + 1 >= len(data):
            pieces.append(chr(data[at] & 0x7F) if data[at] <= 0x20 else "\ufffd")
            at += 1
            continue
        try:
            pieces.append(shape(data[at], data[at + 1]).decode(codec))
        except UnicodeDecodeError:
            pieces.append("\ufffd")
        at += 2
    return "".join(pieces)


def _shift_jis(row: int, cell: int) -> bytes:
    """The two bytes of Shift_JIS for a place in JIS X 0208."""
    first = (row - 0x21) // 2 + (0x81 if row < 0x5F else 0xC1)
    second = cell + (0x7E if row % 2 == 0 else 0x1F + (cell >= 0x60))
    return bytes((first & 0xFF, second & 0xFF))


def _upper(row: int, cell: int) -> bytes:
    return bytes((row | 0x80, cell | 0x80))


def _japanese(data: bytes) -> str:
    return _wide(data, "cp932", _shift_jis)


def _chinese(data: bytes) -> str:
    return _wide(data, "gb2312", _upper)


def _korean(data: bytes) -> str:
    return _wide(data, "euc_kr", _upper)
