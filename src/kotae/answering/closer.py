"""The best evidence looked at closely: about what is named, in the row meant, read by itself, within one cell."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final, TypeAlias

from kotae import lazy_re as re
from kotae.answering.cell_asked import in_cell_asked_for
from kotae.answering.coverage import Translations, WordReader, cover
from kotae.answering.evidence import Evidence, PassageReader, read_alone, reread
from kotae.answering.held import about_what_is_named
from kotae.answering.names import terms_held
from kotae.answering.rows import row_asked_for
from kotae.answering.table_rows import CELLS, is_field
from kotae.folding import fold
from kotae.question import Question
from kotae.segmentation.quantities import find_quantities

__all__ = ["looked_at_closely"]

# The second best by the first reading is the right one often enough to be read by itself too; the third hardly ever is.
_READ_AGAIN: Final = 2
# What the log-odds of the sentence by itself count for beside those of its passage, and how much more than while reading how
# the passage was found: fitted as a conditional logit over 22 libraries that the reader wasn't trained on, some left out
# at a time; of 924 questions 2 in 100 more are then answered right (``benchmarks/answers``), and of nine further features
# (words held, the embedder on the sentence, kinds of value, neighbours of the same document) none added anything.
_ALONE_WORTH: Final = 0.55
_FOUND_AGAIN: Final = 1.8
# Rows that hold for different things (copper, fibre) are alike to the reader, within two or three of log-odds.
_MUCH_MORE: Final = 4.0
# What several come to; not only *plans of all*.
_TOTAL: Final = re.compile(
    r"合わせ|合計|総額|総計|\b(?:(?:taken|all|put) together|altogether|combined|in total|a total of)\b",
    re.IGNORECASE,
)
_ASKS_TOTAL: Final = re.compile(
    rf"{_TOTAL.pattern}|全部|全体|\b(?:total|overall|all|together)\b", re.IGNORECASE
)
_Read: TypeAlias = tuple[Evidence, Evidence]


def looked_at_closely(
    question: Question,
    found: Sequence[Evidence],
    *,
    reader: PassageReader,
    analyzer: WordReader,
    table: Translations | None,
) -> tuple[Evidence, ...]:
    """Return the evidence with that first which is about what the question names, its sentence and words chosen anew.

    Args:
        question: As read.
        found: Best first; none gives none.
        reader: Reads a sentence by itself.
        analyzer: Finds content words.
        table: Translations; None compares words as they are.
    """
    named, others = about_what_is_named(question, found)
    if not named:
        return ()
    chosen = named[:_READ_AGAIN]
    again = [_by_itself(question, one, reader=reader, analyzer=analyzer, table=table) for one in chosen]
    ordered = sorted(zip(chosen, again, strict=True), key=lambda pair: _read_twice(*pair), reverse=True)
    (_, best), *behind = _told_of_one(question, ordered, analyzer=analyzer, table=table)
    best = in_cell_asked_for(question, best, analyzer=analyzer, table=table)
    return (best, *(one for one, _ in behind), *named[_READ_AGAIN:], *others)


def _told_of_one(
    question: Question, ordered: list[_Read], *, analyzer: WordReader, table: Translations | None
) -> list[_Read]:
    """Return what was read, best first; the row of what a question names before a total of several for which it doesn't ask."""
    if len(ordered) < 2 or _ASKS_TOTAL.search(question.folded):
        return ordered
    (_, best), (_, other) = ordered
    said = fold(best.text)
    if not _TOTAL.search(said) or not find_quantities(said) or other.reading.answers <= 0:
        return ordered
    first, cells, _ = other.text.partition(CELLS)
    about = analyzer.content_words(fold(first.rpartition(": ")[2])) if cells else ()
    about = [replace(word, is_name=True) for word in about]  # オラクル and Oracle meet by their sound
    held = terms_held(question.plain_words)
    named = bool(about) and min(cover(about, held, table=table).degrees.values()) >= 1.0
    return ordered[::-1] if named else ordered


def _by_itself(
    question: Question,
    evidence: Evidence,
    *,
    reader: PassageReader,
    analyzer: WordReader,
    table: Translations | None,
) -> Evidence:
    """Return the evidence with the row that is meant, read without its passage.

    The fields of a form are told apart by what they say of somebody, and only one of them says the name: words don't take a
    row that the reader finds to say nothing for one that it finds to say much more.
    """
    row = None if evidence.exact else row_asked_for(question, evidence, analyzer=analyzer, table=table)
    if row is None:
        return read_alone(question, evidence, reader)
    other = read_alone(question, reread(question, evidence, row, reader), reader)
    if (other.alone or 0.0) > 0 or not is_field(evidence.text):
        return other
    own = read_alone(question, evidence, reader)
    return own if (own.alone or 0.0) > (other.alone or 0.0) + _MUCH_MORE else other


def _read_twice(evidence: Evidence, again: Evidence) -> float:
    """Return what a sentence is worth by both readings and by how its passage was found, comparable within one question."""
    answers = evidence.reading.answers
    return answers + _ALONE_WORTH * (again.alone or 0.0) + _FOUND_AGAIN * (evidence.score - answers)
