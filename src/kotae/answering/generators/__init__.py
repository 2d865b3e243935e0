"""Language models that write answers: in this process, or behind an OpenAI-compatible server."""

from pathlib import Path

from kotae.answering.generators.protocol import Generator, Note, WritingTask
from kotae.answering.generators.settings import GenerationSettings

__all__ = ["GenerationSettings", "Generator", "Note", "WritingTask", "load_generator"]


def load_generator(settings: GenerationSettings) -> Generator:
    """Return the generator the settings name; ``"off"`` gives the local one, for who asks anyway.

    Raises:
        GeneratorError: It isn't installed or can't be loaded.
    """
    if settings.backend == "server":
        from kotae.answering.generators.server import ServerGenerator

        return ServerGenerator(settings=settings, chat=settings.prompt != "few_shot")
    from kotae.answering.generators.default_model import default_model_path
    from kotae.answering.generators.local import LocalGenerator

    path = Path(settings.model).expanduser() if settings.model else default_model_path()
    chat = settings.prompt == "chat" or (settings.prompt == "auto" and bool(settings.model))
    return LocalGenerator.load(path, settings=settings, chat=chat)
