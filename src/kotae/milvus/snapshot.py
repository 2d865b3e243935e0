"""What one state of a library in an engine consists of, and by what its scores are judged: written once, then only read."""

import base64
import json
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from functools import partial
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from kotae.errors import IndexFormatError, failing_as
from kotae.index.deflated import expanded
from kotae.index.manifest import FORMAT, Manifest
from kotae.milvus.address import MilvusAddress
from kotae.records import Language, SkippedFile
from kotae.retrieval.dense import Background
from kotae.retrieval.measured import Counted, LanguageMeasures, Measured, TermCounts

__all__ = ["LAYOUT", "Snapshot", "packed", "unpacked"]

LAYOUT: Final = 1
"""Raised whenever rows are laid down in the engine otherwise."""

PIECE_CHARS: Final = 60_000
"""Longest text of one row; Milvus takes 65,535 bytes, and these pieces are ASCII."""

# What is laid down here is a twentieth of its size at the least; an altered piece may be a thousandth.
_MOST_TIMES: Final = 200
# A short piece may be packed better than any long one.
_LEAST_BYTES: Final = 1_000_000


def packed(value: object) -> list[str]:
    """Return a JSON value as ASCII texts, compressed, each short enough for a row; at least one."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
    coded = base64.b64encode(zlib.compress(text, level=6)).decode("ascii")
    return [coded[start : start + PIECE_CHARS] for start in range(0, len(coded), PIECE_CHARS)]


def unpacked(pieces: Iterable[str]) -> Any:  # noqa: ANN401 - whatever was packed
    """Return what :func:`packed` was given.

    Raises:
        ValueError: A piece is missing or altered.
    """
    coded = base64.b64decode("".join(pieces), validate=True)
    text = expanded(coded, most=_LEAST_BYTES + _MOST_TIMES * len(coded))
    try:
        return json.loads(text.decode("utf-8", "surrogatepass"))
    except RecursionError as error:
        raise ValueError("nested too deep") from error


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """One state of a library.

    Attributes:
        generation: What its collections are called after.
        last: The highest number of a document in it; above are those of an import that isn't done.
        retired: Documents below that aren't in it any more and may still be there.
        manifest: As of an index in a folder, without files.
        skipped: Files the last build left out.
        counted: In how many passages each term is.
        measured: What else scores are judged by.
    """

    generation: str
    last: int
    retired: tuple[int, ...]
    manifest: Manifest
    skipped: tuple[SkippedFile, ...]
    counted: Counted
    measured: Measured

    @property
    def visible(self) -> str:
        """The condition that holds for what is in it, on the number of a document."""
        written = f"document <= {self.last}"
        if self.retired:
            written += f" and document not in {list(self.retired)}"
        return written

    def said(self) -> dict[str, Any]:
        """Return it as a JSON value."""
        return {
            "layout": LAYOUT,
            "format": FORMAT,
            "generation": self.generation,
            "last": self.last,
            "retired": self.retired,
            "manifest": {
                name: value for name, value in asdict(self.manifest).items() if name not in ("files", "place")
            },
            "skipped": [asdict(file) for file in self.skipped],
            "counted": [
                dict(held) for held in (self.counted.words, self.counted.readings, self.counted.bigrams)
            ],
            "measured": {language: _said(own) for language, own in self.measured.languages.items()},
        }

    @classmethod
    def read(cls, said: object, address: MilvusAddress) -> "Snapshot":
        """Return what :meth:`said` gave.

        Raises:
            IndexFormatError: It was written by another kotae, or is none.
        """
        if not isinstance(said, Mapping):
            raise _other(address, type(said).__name__)
        if (said.get("layout"), said.get("format")) != (LAYOUT, FORMAT):
            raise _other(address, f"{said.get('layout')}/{said.get('format')}")
        with failing_as(
            partial(_other, address), on=(AttributeError, KeyError, TypeError, ValueError, OverflowError)
        ):
            words, readings, bigrams = (TermCounts(held) for held in said["counted"])
            return cls(
                generation=said["generation"],
                last=said["last"],
                retired=tuple(said["retired"]),
                manifest=Manifest(files={}, **said["manifest"]),
                skipped=tuple(SkippedFile(**file) for file in said["skipped"]),
                counted=Counted(words=words, readings=readings, bigrams=bigrams),
                measured=Measured(
                    languages={language: _read(own) for language, own in said["measured"].items()}
                ),
            )


def _other(address: MilvusAddress, found: str) -> IndexFormatError:
    return IndexFormatError(
        "{address}: the index has format {found}, this kotae reads {layout}/{format}; "
        "run `kotae index CORPUS --index {address}` to build it again.",
        address=address,
        found=found,
        layout=LAYOUT,
        format=FORMAT,
    )


def _said(own: LanguageMeasures) -> dict[str, Any]:
    background = own.background
    return {
        "passages": own.passages,
        "terms": own.terms,
        "vectors": background.count,
        "mean": _spelled(background.mean),
        "covariance": _spelled(background.covariance),
    }


def _read(said: Mapping[Language, Any]) -> LanguageMeasures:
    mean = _numbers(said["mean"])
    covariance = _numbers(said["covariance"]).reshape(len(mean), len(mean))
    background = Background(mean=mean, covariance=covariance, count=said["vectors"])
    return LanguageMeasures(passages=said["passages"], terms=said["terms"], background=background)


def _spelled(numbers: NDArray[np.float32]) -> str:
    return base64.b64encode(np.ascontiguousarray(numbers, dtype="<f4").tobytes()).decode("ascii")


def _numbers(spelled: str) -> NDArray[np.float32]:
    return np.frombuffer(base64.b64decode(spelled, validate=True), dtype="<f4").astype(np.float32)
