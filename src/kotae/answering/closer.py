"""The best evidence looked at closely: about what is named, in the row meant, read by itself, within one cell."""

from collections.abc import Sequence

from kotae.answering.cell_asked import in_cell_asked_for
from kotae.answering.coverage import Translations, WordReader
from kotae.answering.evidence import Evidence, PassageReader, read_alone, reread
from kotae.answering.held import about_what_is_named
from kotae.answering.rows import row_asked_for
from kotae.question import Question

__all__ = ["looked_at_closely"]


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
    named = about_what_is_named(question, found)
    if not named:
        return ()
    best = named[0]
    if not best.exact:
        row = row_asked_for(question, best, analyzer=analyzer, table=table)
        best = reread(question, best, row, reader) if row is not None else best
    best = read_alone(question, best, reader)
    return (in_cell_asked_for(question, best, analyzer=analyzer, table=table), *named[1:])
