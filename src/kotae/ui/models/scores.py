"""How well a writer translates, in words: for the page and the command line."""

from typing import Final

from kotae.languages import ByLanguage
from kotae.models import Model
from kotae.ui.words import text

__all__ = ["told_scores"]

_INTO: Final = ByLanguage({"en": "model_into_en", "ja": "model_into_ja"})


def told_scores(model: Model, language: str) -> tuple[str, ...]:
    """Return a sentence for each language a writer was measured in; one that says so where it was in none.

    Args:
        model: A writer.
        language: Of the sentences.
    """
    said = tuple(
        text(_INTO[score.into], language, **(score.model_dump() | {"chrf": f"{score.chrf:.1f}"}))
        for score in model.score
    )
    return said or (text("model_unmeasured", language),)
