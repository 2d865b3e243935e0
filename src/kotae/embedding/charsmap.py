"""A character map in the binary form that SentencePiece tokenizers store it in.

The ``tokenizers`` library can rewrite characters fast with its ``Precompiled`` normaliser,
which reads a *precompiled characters map*: the byte length of a double-array trie, the trie,
then the replacements, each ended by a NUL. The trie follows the UTF-8 bytes of a character
and ends in the offset of its replacement.

A trie unit is 32 bits: the byte that leads to it in bits 0-7, whether a value hangs below it
in bit 8, and in bits 10-30 the exclusive-or of its own position and its children's base; the
child for byte *b* is at ``base ^ b``. A value has bit 31 set and lies at the base itself.
"""

import struct
from collections.abc import Mapping, Sequence

__all__ = ["precompiled_charsmap"]

_HAS_VALUE = 1 << 8
_IS_VALUE = 1 << 31
_OFFSET_SHIFT = 10
_BLOCK = 256

_Trie = dict[int, "_Trie | int"]


def precompiled_charsmap(replacements: Mapping[int, Sequence[int]]) -> bytes:
    """Return the map that replaces each code point by its sequence of code points.

    Args:
        replacements: Code point to code points; an empty sequence deletes. Code point 0
            can't be mapped: a NUL ends a string in this format.

    Returns:
        The bytes that ``tokenizers.normalizers.Precompiled`` reads.

    Raises:
        ValueError: Code point 0 is mapped or is in a replacement.
    """
    root: _Trie = {}
    texts = bytearray()
    for code_point, replacement in replacements.items():
        if code_point == 0 or 0 in replacement:
            raise ValueError("U+0000 can't be mapped in a precompiled characters map")
        node = root
        *path, last = chr(code_point).encode()
        for byte in path:
            child = node.setdefault(byte, {})
            if isinstance(child, int):  # pragma: no cover - UTF-8 is prefix-free
                raise TypeError("a character's bytes began another's")
            node = child
        node[last] = {0: len(texts)}
        texts += "".join(map(chr, replacement)).encode() + b"\0"
    trie = _double_array(root)
    return struct.pack("<I", len(trie)) + trie + bytes(texts)


def _double_array(root: _Trie) -> bytes:
    units: dict[int, int] = {0: 0}
    bases: set[int] = {0}
    todo: list[tuple[int, _Trie]] = [(0, root)]
    first_free = 1
    while todo:
        position, node = todo.pop()
        while first_free in units:
            first_free += 1
        base = _free_base(node, units, bases, first_free)
        bases.add(base)
        units[position] |= (position ^ base) << _OFFSET_SHIFT
        for byte, child in node.items():
            if isinstance(child, int):
                units[position] |= _HAS_VALUE
                units[base] = child | _IS_VALUE
            else:
                units[base ^ byte] = byte
                todo.append((base ^ byte, child))
    # A reader looks at base ^ byte for any byte without a bounds check: fill the last block.
    size = (max(max(units), max(bases)) // _BLOCK + 1) * _BLOCK
    return b"".join(struct.pack("<I", units.get(place, 0)) for place in range(size))


def _free_base(node: _Trie, units: Mapping[int, int], bases: set[int], start: int) -> int:
    """Return the first base that no node has and that gives every child an unused unit."""
    first = next(iter(node), 0)
    place = start
    while True:
        base = place ^ first
        if base not in bases and all(base ^ byte not in units for byte in node):
            return base
        place += 1
