"""Language models that write answers: in this process, or behind an OpenAI-compatible server."""

import threading
from functools import lru_cache
from pathlib import Path

from kotae.answering.generators.protocol import (
    Draft,
    Generator,
    Note,
    StatementTask,
    TranslationTask,
    WritingTask,
)
from kotae.answering.generators.settings import GenerationSettings

__all__ = [
    "Draft",
    "GenerationSettings",
    "Generator",
    "Note",
    "StatementTask",
    "TranslationTask",
    "WritingTask",
    "load_generator",
]


_loading = threading.Lock()


def load_generator(settings: GenerationSettings) -> Generator:
    """Return the generator the settings name; ``"off"`` gives the local one, for who asks anyway.

    It is loaded once for each settings in a process, for a model takes seconds and much memory.

    Raises:
        GeneratorError: It isn't installed or can't be loaded.
    """
    with _loading:
        return _load(settings)


@lru_cache(maxsize=2)
def _load(settings: GenerationSettings) -> Generator:
    if settings.backend == "server":
        from kotae.answering.generators.server import ServerGenerator

        return ServerGenerator(settings=settings)
    from kotae.answering.generators.local import LocalGenerator
    from kotae.answering.generators.writer import writer_path

    path = Path(settings.model).expanduser() if settings.model else writer_path()
    return LocalGenerator.load(path, settings=settings)
