"""Outlook messages made for tests: a compound file with the few properties that matter."""

import struct
from collections.abc import Iterator, Mapping

__all__ = ["compound", "make_msg", "make_msg_of_bytes"]

_SECTOR = 512
_CUTOFF = 4096
_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_STORAGE, _STREAM, _ROOT = 1, 2, 5
Tree = Mapping[str, "bytes | Tree"]


def make_msg(
    *,
    subject: str,
    sender: str,
    body: str = "",
    html: bytes = b"",
    attachments: Mapping[str, bytes] | None = None,
) -> bytes:
    """Return a message with its properties in Unicode (0x001F) and binary (0x0102)."""
    tree: dict[str, bytes | Tree] = _properties(
        {0x0037001F: subject, 0x0C1A001F: sender, 0x1000001F: body, 0x10130102: html}, head=32
    )
    for number, (name, data) in enumerate((attachments or {}).items()):
        tree[f"__attach_version1.0_#{number:08X}"] = _properties({0x3707001F: name, 0x37010102: data}, head=8)
    return compound(tree)


def make_msg_of_bytes(values: Mapping[int, bytes], numbers: Mapping[int, int]) -> bytes:
    """Return a message whose properties aren't in Unicode (0x001E), and such as are numbers (0x0003), by their tags."""
    tree = _properties(values, head=32)
    table = tree["__properties_version1.0"]
    assert isinstance(table, bytes)
    added = (struct.pack("<IIII", tag, 6, number, 0) for tag, number in numbers.items())
    return compound(tree | {"__properties_version1.0": table + b"".join(added)})


def _properties(values: Mapping[int, str | bytes], *, head: int) -> dict[str, "bytes | Tree"]:
    streams: dict[str, bytes | Tree] = {}
    table = bytes(head)
    for tag, value in values.items():
        if value:
            data = value.encode("utf-16-le") if isinstance(value, str) else value
            streams[f"__substg1.0_{tag:08X}"] = data
            table += struct.pack("<IIII", tag, 6, len(data) + (2 if isinstance(value, str) else 0), 0)
    streams["__properties_version1.0"] = table
    return streams


def compound(tree: Tree) -> bytes:
    """Return a compound file with these streams."""
    entries: list[tuple[str, int, bytes, list[int]]] = [("Root Entry", _ROOT, b"", [])]
    _add(tree, 0, entries)
    sectors: list[bytes] = []
    chain: list[int] = []
    small: list[bytes] = []
    small_chain: list[int] = []
    starts = [0]
    for _, _, data, _ in entries[1:]:
        if len(data) < _CUTOFF:
            starts.append(_append(data, small, small_chain, size=64) if data else _END)
        else:
            starts.append(_append(data, sectors, chain))
    mini = b"".join(small)
    entries[0] = ("Root Entry", _ROOT, mini, entries[0][3])
    starts[0] = _append(mini, sectors, chain) if mini else _END
    mini_fat = struct.pack(f"<{len(small_chain)}I", *small_chain)
    mini_fat += b"\xff" * (-len(mini_fat) % _SECTOR)
    first_mini = _append(mini_fat, sectors, chain) if mini else _END
    directory = b"".join(_entry(entries, number, starts[number]) for number in range(len(entries)))
    first = _append(directory + bytes(-len(directory) % _SECTOR), sectors, chain)
    tables = 1
    while (len(chain) + tables) * 4 > tables * _SECTOR:
        tables += 1
    at = len(chain)
    fat = struct.pack(f"<{len(chain)}I", *chain) + struct.pack(f"<{tables}I", *[_FAT] * tables)
    fat += b"\xff" * (-len(fat) % _SECTOR)
    places = [*range(at, at + tables), *[_FREE] * (109 - tables)]
    header = struct.pack(
        "<8s16xHHHHH6xIIIIIIIII", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 0x3E, 3, 0xFFFE, 9, 6,
        0, tables, first, 0, _CUTOFF, first_mini, len(mini_fat) // _SECTOR, _END, 0,
    )  # fmt: skip
    return header + struct.pack("<109I", *places) + b"".join(sectors) + fat


def _add(tree: Tree, parent: int, entries: list[tuple[str, int, bytes, list[int]]]) -> None:
    for name, content in tree.items():
        number = len(entries)
        entries[parent][3].append(number)
        if isinstance(content, bytes):
            entries.append((name, _STREAM, content, []))
        else:
            entries.append((name, _STORAGE, b"", []))
            _add(content, number, entries)


def _append(data: bytes, sectors: list[bytes], chain: list[int], *, size: int = _SECTOR) -> int:
    first = len(chain)
    pieces = list(_pieces(data, size))
    sectors += pieces
    chain += [*range(first + 1, first + len(pieces)), _END]
    return first


def _pieces(data: bytes, size: int) -> Iterator[bytes]:
    for start in range(0, len(data), size):
        yield data[start : start + size].ljust(size, b"\0")


def _entry(entries: list[tuple[str, int, bytes, list[int]]], number: int, start: int) -> bytes:
    name, kind, data, inside = entries[number]
    encoded = name.encode("utf-16-le") + b"\0\0"
    # Siblings hang in one line, each at the right of the one before: a tree all the same.
    siblings = next((children for *_, children in entries if number in children), [number])
    beside = siblings[siblings.index(number) + 1 :]
    return struct.pack(
        "<64sHBBIII16xI8x8xIQ", encoded, len(encoded), kind, 1, _FREE, beside[0] if beside else _FREE,
        inside[0] if inside else _FREE, 0, start, len(data),
    )  # fmt: skip
