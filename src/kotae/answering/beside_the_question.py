"""Values that the reader points at and that don't answer: said in the question already, of another kind, or denied."""

from typing import Final

from kotae import lazy_re as re
from kotae.answering.council.denials import denials
from kotae.folding import fold
from kotae.question import Question
from kotae.question.wanted import asked_figure, asks_share, asks_whether
from kotae.segmentation.quantities import find_quantities

__all__ = ["is_beside", "repeats"]

# What a question of a choice names may well be its answer.
_CHOICE: Final = re.compile(r"\bor\b|または|それとも|どちら|どっち|か、|\bwhich\b", re.IGNORECASE)
# Shorter values stand in a question by chance: 3年, yes.
_LEAST_REPEATED: Final = 4


def is_beside(question: Question, span: str, sentence: str) -> bool:
    """Return whether a value answers something else than what is asked.

    So does a share where a number of things is asked for (How many companies? 84%), a time that the question states itself,
    and what its sentence denies where a yes or a no is wanted.

    Args:
        question: As read.
        span: The value.
        sentence: What it stands in.
    """
    if asks_whether(question.text) and denials(fold(sentence)) > denials(fold(span)):
        return True
    quantities = find_quantities(fold(span))
    shares = bool(quantities) and all(held.kind == "percent" for held in quantities)
    if shares and asked_figure(question.text) == "count" and not asks_share(question.text):
        return True
    stated = {quantity.key for quantity in question.quantities if quantity.kind in ("date", "time")}
    return any(held.key in stated and held.end - held.start == len(span) for held in quantities)


def repeats(said: str, question: Question) -> bool:
    """Return whether a short answer only says back what the question names: mirror face, asked what MirrorFace is."""
    plain, asked = (re.sub(r"\W", "", fold(text)).lower() for text in (said, question.text))
    return len(plain) >= _LEAST_REPEATED and plain in asked and _CHOICE.search(question.text) is None
