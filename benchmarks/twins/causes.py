"""Why two askers are shown different evidence, told from what both were shown and what was found for each."""

from typing import Final

from kotae.language import detect_language
from kotae.records import Answer, Citation

__all__ = ["CAUSES", "cause"]

_COPY: Final = "another place that says it too"
_NEITHER: Final = "another place, neither right"
_SENTENCE: Final = "another sentence of the passage"
_PASSAGE: Final = "another passage of the document"
_OWN: Final = "another document, in the asker's language"
_CROSSED: Final = "another document, in the other language"
_WRONG: Final = "refused, the other wrong"
_NOT_FOUND: Final = "refused, the other's passage not found"
_WITHIN: Final = "refused though found, within a language"
_ACROSS: Final = "refused though found, across languages"

CAUSES: Final = (
    _COPY, _NEITHER, _SENTENCE, _PASSAGE, _OWN, _CROSSED, _WRONG, _NOT_FOUND, _WITHIN, _ACROSS,
)  # fmt: skip
"""All there are, in the order in which they are shown."""


def cause(texts: tuple[str, str], answers: tuple[Answer, Answer], right: tuple[bool, bool]) -> str:
    """Return which of :data:`CAUSES` sets two answers apart, at least one of which quotes something.

    Where one is right, it is told of the other one.

    Args:
        texts: The question as each asked it.
        answers: With all passages that were found.
        right: Of each, whether it quotes the words wanted.
    """
    refused = [not one.sentences for one in answers]
    if any(refused):
        missing = refused.index(True)
        if not right[1 - missing]:
            return _WRONG
        return _refused(texts[missing], answers[missing], _quoted(answers[1 - missing]))
    if all(right) or not any(right):
        return _COPY if all(right) else _NEITHER
    wrong = right.index(False)
    return _elsewhere(texts[wrong], answers[wrong], _quoted(answers[1 - wrong]))


def _refused(asked: str, answer: Answer, wanted: Citation) -> str:
    if not any(_holds(answer, place, wanted) for place in range(len(answer.hits))):
        return _NOT_FOUND
    return _WITHIN if detect_language(asked) == wanted.document.language else _ACROSS


def _elsewhere(asked: str, answer: Answer, wanted: Citation) -> str:
    shown = _quoted(answer)
    if shown.document.id != wanted.document.id:
        return _OWN if detect_language(asked) == shown.document.language else _CROSSED
    together = any(
        _holds(answer, place, wanted) and _holds(answer, place, shown) for place in range(len(answer.hits))
    )
    return _SENTENCE if together else _PASSAGE


def _holds(answer: Answer, place: int, cited: Citation) -> bool:
    """Whether a passage found meets what is cited."""
    passage = answer.hits[place].passage
    return (
        passage.document.id == cited.document.id and passage.start < cited.end and cited.start < passage.end
    )


def _quoted(answer: Answer) -> Citation:
    return answer.sentences[0].citations[0]
