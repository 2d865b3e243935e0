"""Passages found for a question → the evidence in them, what of the question stands with it, and how sure that is."""

from collections.abc import Sequence
from typing import Final

from kotae.answering.closer import looked_at_closely
from kotae.answering.confidence import confidence
from kotae.answering.coverage import Translations, WordReader, words_held
from kotae.answering.evidence import PassageReader, find_evidence
from kotae.answering.held import held_by
from kotae.answering.outcome import Examination
from kotae.answering.settings import AnsweringSettings
from kotae.question import Question
from kotae.records import Hit

__all__ = ["examined"]

# Of papers about other years one seldom has more than two before the one meant.
_TRIED: Final = 3


def examined(
    question: Question,
    hits: Sequence[Hit],
    *,
    reader: PassageReader,
    analyzer: WordReader,
    table: Translations | None,
    settings: AnsweringSettings,
) -> Examination | None:
    """Return what the reader finds in the hits; None where there is no sentence to read.

    Args:
        question: As read.
        hits: Passages found for it, best first.
        reader: Reads them.
        analyzer: Finds content words.
        table: Translations; None compares words as they are.
        settings: How many are read.
    """
    # Who or what it is about is said once and then understood: only the other words tell sentences apart.
    words = [word for word in question.plain_words if not word.is_name]
    held = words_held(words, analyzer=analyzer, table=table)
    found = find_evidence(question, hits, reader=reader, held=held, settings=settings)
    read = hits[: settings.passages_read]
    first: Examination | None = None
    for _ in range(_TRIED):
        looked = looked_at_closely(question, found, reader=reader, analyzer=analyzer, table=table)
        if not looked:
            break
        checked = held_by(question, looked[0], read, analyzer=analyzer, table=table)
        examination = Examination(
            evidence=looked, held=checked, confidence=confidence(question, looked, checked)
        )
        first = first or examination
        if not checked.years:
            return examination
        # It is certainly about another year or month, so it rivals nothing: the next best may be about the one meant.
        found = tuple(one for one in found if one.hit is not looked[0].hit)
    return first
