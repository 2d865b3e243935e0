"""Whether a language model phrases answers, and which: what the settings say and what is on this machine."""

from importlib.util import find_spec
from pathlib import Path

from kotae.answering.generators.settings import GenerationSettings
from kotae.answering.generators.writer import WRITER
from kotae.models import find_model, located
from kotae.ui.words import text

__all__ = ["can_generate", "generate_words", "generates", "writer_name"]


def can_generate(generation: GenerationSettings) -> bool:
    """Return whether a language model is there to phrase answers."""
    if generation.backend == "server":
        return True
    if find_spec("xllamacpp") is None:
        return False
    if generation.model:
        return Path(generation.model).is_file()
    return located(find_model(WRITER)) is not None


def writer_name(generation: GenerationSettings) -> str:
    """Return the name of the language model that phrases answers; empty where there is none."""
    if not can_generate(generation):
        return ""
    if generation.backend == "server":
        return f"{generation.model} ({generation.base_url})".strip()
    return Path(generation.model).name if generation.model else find_model(WRITER).name


def generates(generation: GenerationSettings) -> bool:
    """Return whether the settings ask for phrased answers from the start."""
    return generation.backend != "off" and can_generate(generation)


def generate_words(generation: GenerationSettings, language: str) -> str:
    """Return what stands under the switch for phrased answers: what it does, or why it can't be used."""
    return text("generate_info" if can_generate(generation) else "generate_missing", language)
