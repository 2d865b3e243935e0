"""Which file writes where the settings name none: the catalogue's writer, fetched once by ``kotae models get``."""

from pathlib import Path
from typing import Final

from kotae.errors import GeneratorError
from kotae.models import altered, find_model, located

__all__ = ["WRITER", "writer_path"]

WRITER: Final = "qwen2.5-coder-1.5b-instruct"


def writer_path() -> Path:
    """Return the writer's file on this machine.

    Raises:
        GeneratorError: It wasn't fetched yet, or isn't what was fetched any more.
    """
    model = find_model(WRITER)
    files = located(model)
    if files is None:
        raise GeneratorError(
            "There is no language model on this computer; run: kotae models get {writer}", writer=WRITER
        )
    if wrong := altered(model):
        raise GeneratorError(
            "{path}: the content isn't that of the model any more (SHA-256); run: kotae models remove {writer}, then "
            "kotae models get {writer}",
            path=wrong[0],
            writer=WRITER,
        )
    return files[0]
