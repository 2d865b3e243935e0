"""A tiny random BERT with a carrier file of its own: the real path with nothing to download."""

import hashlib
import struct
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

HIDDEN, LAYERS, HEADS, INNER, POSITIONS = 32, 2, 4, 64, 64
_MARKS = ("<s>", "<pad>", "</s>", "<unk>")
_LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789.,のはをが日本政府投資円年月人工知能AI?。ー😀"
PIECES = (
    *((mark, 0.0) for mark in _MARKS),
    ("▁", -2.0),
    *((letter, -5.0 - number / 10) for number, letter in enumerate(dict.fromkeys(_LETTERS))),
    ("▁the", -3.0),
    ("日本", -3.5),
    ("<mask>", 0.0),
)
CHARACTERS: dict[int, tuple[int, ...]] = {
    0x01: (),
    0x09: (0x20,),
    0x0A: (0x20,),
    0x3000: (0x20,),
    0xA0: (0x20,),
    0xBD: (0x31, 0x2044, 0x32),
    **{0xFF21 + number: (0x41 + number,) for number in range(26)},
    **{0xFF10 + number: (0x30 + number,) for number in range(10)},
}


def write_carrier(path: Path, *, seed: int = 7, magic: bytes = b"E5S1") -> str:
    """Write a carrier file in the format of the real one; return its SHA-256."""
    random = np.random.default_rng(seed)
    head = magic + struct.pack(
        "<I7if i", 1, HIDDEN, LAYERS, HEADS, INNER, len(PIECES) + 3, POSITIONS, 2, 1e-12, 32
    )
    blob = "".join(piece for piece, _ in PIECES).encode()
    offsets = np.cumsum([0, *(len(piece.encode()) for piece, _ in PIECES)]).astype("<u4")
    head += struct.pack("<5iQ", len(PIECES), 0, 2, 1, 3, len(blob)) + offsets.tobytes()
    head += np.array([score for _, score in PIECES], dtype="<f4").tobytes() + blob
    characters = b"".join(
        struct.pack(f"<IB{len(replacement)}I", code, len(replacement), *replacement)
        for code, replacement in sorted(CHARACTERS.items())
    )
    head += struct.pack("<iI", len(CHARACTERS), len(characters)) + characters
    tensors = list(_tensors(random))
    directory_bytes = 4 + sum(2 + len(name) + 1 + 4 + 8 + 8 for name, _, _, _ in tensors)
    offset = len(head) + directory_bytes
    directory = struct.pack("<i", len(tensors))
    for name, kind, elements, data in tensors:
        directory += (
            struct.pack("<H", len(name))
            + name.encode()
            + struct.pack("<BIQQ", kind, elements, offset, len(data))
        )
        offset += len(data)
    content = head + directory + b"".join(data for _, _, _, data in tensors)
    path.write_bytes(content)
    return hashlib.sha256(content).hexdigest()


def _tensors(random: np.random.Generator) -> list[tuple[str, int, int, bytes]]:
    def floats(name: str, values: NDArray[np.float32]) -> tuple[str, int, int, bytes]:
        return name, 0, values.size, values.astype("<f4").tobytes()

    def nibbles(name: str, count: int) -> tuple[str, int, int, bytes]:
        blocks = np.zeros(count // 32, dtype=[("scale", "<f2"), ("nibbles", "u1", (16,))])
        blocks["scale"] = random.uniform(0.01, 0.05, len(blocks))
        blocks["nibbles"] = random.integers(0, 256, (len(blocks), 16))
        return name, 1, count, blocks.tobytes()

    def normal(*shape: int) -> NDArray[np.float32]:
        return random.normal(0, 0.05, shape).astype(np.float32)

    tensors = [
        nibbles("emb.word", (len(PIECES) + 3) * HIDDEN),
        floats("emb.pos", normal(POSITIONS, HIDDEN)),
        floats("emb.type", normal(2, HIDDEN)),
        floats("emb.ln.w", 1 + normal(HIDDEN)),
        floats("emb.ln.b", normal(HIDDEN)),
    ]
    for layer in range(LAYERS):
        for part, rows, columns in (
            ("q", HIDDEN, HIDDEN),
            ("k", HIDDEN, HIDDEN),
            ("v", HIDDEN, HIDDEN),
            ("ao", HIDDEN, HIDDEN),
            ("fi", INNER, HIDDEN),
            ("fo", HIDDEN, INNER),
        ):
            tensors.append(nibbles(f"l{layer}.{part}.w", rows * columns))
            tensors.append(floats(f"l{layer}.{part}.b", normal(rows)))
        for part in ("aln", "oln"):
            tensors.append(floats(f"l{layer}.{part}.w", 1 + normal(HIDDEN)))
            tensors.append(floats(f"l{layer}.{part}.b", normal(HIDDEN)))
    return tensors
