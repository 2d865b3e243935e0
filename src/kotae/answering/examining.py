"""Passages found for a question → the evidence in them, what of the question stands with it, and how sure that is."""

from collections.abc import Generator, Sequence
from functools import partial
from typing import Final

from kotae.answering.cell_asked import of_other_counts
from kotae.answering.closer import looked_at_closely
from kotae.answering.confidence import confidence
from kotae.answering.coverage import Translations, WordReader, words_held
from kotae.answering.evidence import Evidence, PassageReader, evidence_so_far
from kotae.answering.held import held_by
from kotae.answering.kind_meant import of_another_kind
from kotae.answering.month_meant import of_another_month, of_another_weekday
from kotae.answering.outcome import Examination
from kotae.answering.quoting import quotes
from kotae.answering.read_once import ReadOnce
from kotae.answering.settings import AnsweringSettings
from kotae.answering.siblings import sibling_asked_for, told_elsewhere
from kotae.answering.table_rows import header_of
from kotae.answering.value_asked import leaves_amount_out, tells_another_value
from kotae.question import Question
from kotae.records import AnswerSentence, Hit

__all__ = ["examining"]

# Of papers about other years or branches one seldom has more than two before the one meant.
_TRIED: Final = 3
# What is found only among the passages that are read before a refusal must be surer: over d1 and three folders of two
# clubs such answers were right at .46 to .87, and wrong at .27 to .43 (five) and at .59 to .75 (three).
_SURE_LATE: Final = 0.4
# What is told while more is read. Over 104 questions (the shipped papers, an observatory's) 67 of 80 answers had such a quote,
# after 2.4 passages of 8; it was the first of the whole answer for 63, and none of them was refused.
_SURE_EARLY: Final = 0.35
_WORTH_A_LOOK: Final = -2.0


def examining(
    question: Question,
    hits: Sequence[Hit],
    *,
    reader: PassageReader,
    analyzer: WordReader,
    table: Translations | None,
    settings: AnsweringSettings,
) -> Generator[AnswerSentence, None, Examination | None]:
    """Return what the reader finds in the hits; None where there is no sentence to read.

    Before that it yields, once at most, the quote that is as good as sure while further passages are still to be read.

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
    reader = ReadOnce(reader)
    find = partial(evidence_so_far, question, hits, reader=reader, held=held, settings=settings)
    look = partial(
        _looked_at, question, hits=hits, reader=reader, analyzer=analyzer, table=table, settings=settings
    )
    found: tuple[Evidence, ...] = ()
    looked_at: tuple[Evidence, ...] = ()
    told = False
    for found in find():
        if not told and found[:1] != looked_at and found[0].reading.answers >= _WORTH_A_LOOK:
            looked_at = found[:1]
            lead = look(found, hits[: settings.passages_read])
            if lead is not None and lead.confidence >= _SURE_EARLY:
                told = True
                yield quotes(lead.evidence, settings)[0][1]
    first = look(found, hits[: settings.passages_read])
    if (
        first is not None
        and first.confidence < settings.min_confidence
        and len(hits) > settings.passages_read
    ):
        *_, found = find(known=found)
        further = look(found, hits[: settings.most_read])
        if further is not None and further.confidence >= max(settings.min_confidence, _SURE_LATE):
            return further
    return first


def _looked_at(
    question: Question,
    found: tuple[Evidence, ...],
    read: Sequence[Hit],
    *,
    hits: Sequence[Hit],
    reader: PassageReader,
    analyzer: WordReader,
    table: Translations | None,
    settings: AnsweringSettings,
) -> Examination | None:
    """Return what the best of some evidence is worth, or the next best where that is certainly about another year or branch."""
    first: Examination | None = None
    passed_over = name_wanted = False
    for _ in range(_TRIED):
        looked = looked_at_closely(question, found, reader=reader, analyzer=analyzer, table=table)
        if not looked:
            break
        checked = held_by(question, looked[0], read, analyzer=analyzer, table=table)
        sibling = sibling_asked_for(question, looked[0], read, analyzer=analyzer, table=table)
        (_, quote), *_ = quotes(looked[:1], settings)
        silent = leaves_amount_out(question.text, quote.text)
        unnamed = told_elsewhere(question, looked[0], hits, analyzer=analyzer, table=table)
        elsewhere = sibling or unnamed or _of_other_values(question, looked[0], quote.text)
        sure = 0.0 if silent or elsewhere else confidence(question, looked, checked)
        # The branch or month meant may well say nothing of what the other one says: what is said of it must be surer then.
        # After a paper that lacks the name, one that lacks it too, if only by its script, says no more.
        if (passed_over and sure < _SURE_LATE) or (name_wanted and checked.names):
            sure = 0.0
        examination = Examination(evidence=looked, held=checked, confidence=sure)
        first = first or examination
        if not checked.years and not silent and not elsewhere:
            return examination
        passed_over, name_wanted = passed_over or elsewhere, name_wanted or unnamed
        # It is certainly about something else, so it rivals nothing: the next best may be about what is meant.
        found = tuple(one for one in found if one.hit is not looked[0].hit)
    return first


def _of_other_values(question: Question, best: Evidence, quote: str) -> bool:
    """Return whether what would be quoted is of another month, day, kind, number or measure than asked for, or lacks the hour."""
    return (
        tells_another_value(question.text, quote, _said_above(best))
        or of_another_month(question, best)
        or of_another_weekday(question, best)
        or of_another_kind(question, best.hit.passage, best.text)
        or of_other_counts(question, best)
    )


def _said_above(evidence: Evidence) -> str:
    """Return the headings and the header that a sentence stands under."""
    passage = evidence.hit.passage
    header = header_of(passage, evidence.place)
    return f"{passage.heading}\n{passage.texts[header] if header is not None else ''}"
