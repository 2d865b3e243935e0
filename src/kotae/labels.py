"""What heads a table's rows, told apart from the headings that they stand under.

A passage keeps a table's labels as its innermost heading, for searching; people read them above the rows.
"""

from typing import Final

from kotae.passages import HEADING_SEPARATOR, breadcrumb, heading_in, innermost
from kotae.records import Answer, AnswerSentence

__all__ = ["labels_above", "source_name", "told_headings"]

# Between the labels of a table.
_STROKE: Final = " | "


def told_headings(headings: str, language: str) -> str:
    """Return a passage's headings for a reader: without the labels of a table, what is quoted said in the language."""
    named = breadcrumb(part for part in headings.split(HEADING_SEPARATOR) if _STROKE not in part)
    return heading_in(named, language)


def labels_above(headings: str, words: str) -> tuple[str, ...]:
    """Return the labels of the columns of what is rows of one table alone; empty for anything else.

    Args:
        headings: Of the passage.
        words: Rows as they are written, with or without strokes around them; where they say their labels
            themselves, or are the row of labels, there are none.
    """
    labels = tuple(part.strip() for part in innermost(headings).split(_STROKE))
    rows = [_written_cells(line) for line in words.splitlines() if line.strip()]
    if len(labels) < 2 or not rows or any(len(row) != len(labels) or row == labels for row in rows):
        return ()
    said = any(
        cell.startswith((f"{label}:", f"{label}：")) for cell, label in zip(rows[0], labels, strict=True)
    )
    return () if said else labels


def _written_cells(row: str) -> tuple[str, ...]:
    inner = row.strip().removeprefix("|").removesuffix("|")
    return tuple(cell.strip() for cell in inner.split("|"))


def source_name(answer: Answer, sentence: AnswerSentence, language: str) -> str:
    """Return what a sentence of a list or an extract is from: its document, or in an extract of one its heading; may be empty.

    Args:
        answer: What it is of.
        sentence: One of its sentences.
        language: Whoever reads it.
    """
    if answer.form == "answer" or not sentence.citations:
        return ""
    cited = sentence.citations[0]
    several = len({one.citations[0].document.id for one in answer.sentences if one.citations}) > 1
    if answer.form == "documents" or several:
        return cited.document.title
    return innermost(told_headings(cited.heading, language))
