"""Which file writes where the settings name none: the catalogue's writer, fetched once by ``kotae models get``."""

from pathlib import Path
from typing import Final

from kotae.errors import GeneratorError
from kotae.models import find_model, located

__all__ = ["WRITER", "writer_path"]

WRITER: Final = "qwen2.5-coder-1.5b-instruct"


def writer_path() -> Path:
    """Return the writer's file on this machine.

    Raises:
        GeneratorError: It wasn't fetched yet.
    """
    files = located(find_model(WRITER))
    if files is None:
        raise GeneratorError(
            "There is no language model on this computer; run: kotae models get {writer}", writer=WRITER
        )
    return files[0]
