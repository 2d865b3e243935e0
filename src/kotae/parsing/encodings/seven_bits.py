"""UTF-7 and HZ: bytes of ASCII only, of which some runs stand for other characters (``caf+AOk-``, ``~{VPND~}``).

Any text of ASCII may hold such runs by chance (*rest+API*), so what they stand for has to read as words.
"""

import re
from typing import Final

from kotae.parsing.encodings.charsets import reads_as_prose
from kotae.parsing.encodings.ordinary import ordinariness

__all__ = ["seven_bit_encoding"]

_MARKS: Final = (b"+/v8", b"+/v9", b"+/v+", b"+/v/")
# A plus sign stands for itself as "+-" only.
_BARE_PLUS: Final = re.compile(rb"\+(?:-|[A-Za-z0-9+/]{3,})|(?P<bare>\+)")
_PROSE: Final = 0.5


def seven_bit_encoding(data: bytes, *, declared: str = "") -> str:
    """Return ``"utf-7"`` or ``"hz"`` for bytes in one of them, else the empty string.

    Args:
        data: Bytes of ASCII.
        declared: The charset that the document names, which is believed if the bytes agree.
    """
    declared = declared.strip().lower().replace("_", "-")
    if b"+" in data and _reads_as_utf7(data, declared in ("utf-7", "unicode-1-1-utf-7")):
        return "utf-7"
    if b"~{" in data and b"~}" in data and _means_more(data, "hz", declared in ("hz", "hz-gb-2312")):
        return "hz"
    return ""


def _reads_as_utf7(data: bytes, declared: bool) -> bool:
    marked = data.startswith(_MARKS)
    if not marked and any(found["bare"] for found in _BARE_PLUS.finditer(data)):
        return False
    return _means_more(data, "utf-7", declared or marked)


def _means_more(data: bytes, encoding: str, believed: bool) -> bool:
    try:
        text = data.decode(encoding)
    except UnicodeError:
        return False
    beyond = {character for character in text if character > "\x7f"}
    if any("\ud800" <= character <= "\udfff" for character in beyond):
        return False
    if believed or not beyond:
        return bool(beyond)
    return len(beyond) > 1 and (ordinariness(text) >= _PROSE or reads_as_prose(text))
