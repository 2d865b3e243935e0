"""Which cell of a row answers: the one under the label that the question names, never several at once.

A reader finds the row and then often takes the first of its values, or all of them: *One way: 320円 | Return: 600円*. What
a column is called says which of them was asked for.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from kotae.answering.coverage import Translations, WordReader
from kotae.answering.evidence import Evidence
from kotae.answering.rows import telling_words_held
from kotae.answering.table_rows import CELLS, header_of
from kotae.folding import fold
from kotae.passages import innermost
from kotae.question import Question
from kotae.records import Passage
from kotae.segmentation.quantities import find_quantities

__all__ = ["in_cell_asked_for", "of_other_counts"]

# A word more or less: the reader's cell stays unless the label of another one holds clearly more.
_CLEARLY: Final = 0.6
_LABEL: Final = re.compile(r"(?P<label>[^|:：]{1,120}): ")
# Rows of plain text: Weight: up to 2 kg, Zone 1: £4.95, Zone 2: £6.95
_IN_LINE: Final = re.compile(r"(?:\A|, )(?P<label>[^,:|、。]{1,40}): ")
# Two labels in a line may be a remark in a sentence; three are a row.
_FEWEST_IN_LINE: Final = 3
_VALUE: Final = re.compile(r"[0-9]")
_YEAR: Final = re.compile(r"(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])")


@dataclass(frozen=True, slots=True)
class _Cell:
    """Where a cell's value stands in the sentence, and what its column is called; empty where nothing tells."""

    label: str
    start: int
    end: int


def in_cell_asked_for(
    question: Question, evidence: Evidence, *, analyzer: WordReader, table: Translations | None
) -> Evidence:
    """Return the evidence with the words pointed at within one cell; as it is where its sentence is no row.

    Args:
        question: As read.
        evidence: With the words that the reader points at.
        analyzer: Finds content words.
        table: Translations; None compares words as they are.
    """
    cells, reading = _cells(evidence.hit.passage, evidence.place), evidence.reading
    offset = evidence.sentence.start
    start, end = reading.start - offset, reading.end - offset
    touched = [place for place, cell in enumerate(cells) if cell.start < end and start < cell.end]
    if len(cells) < 2 or not touched:
        return evidence
    told = _told(question, cells, touched, analyzer=analyzer, table=table)
    if told in touched and len(touched) == 1:
        return evidence
    if told is not None:
        start, end = cells[told].start, cells[told].end
    elif all(find_quantities(evidence.text[cells[place].start : cells[place].end]) for place in touched):
        end = start  # values alike, and nothing tells which: the row says all of them, one would be a guess
    else:
        end = min(end, len(evidence.text))
    return replace(evidence, reading=replace(reading, start=start + offset, end=end + offset))


def of_other_counts(question: Question, evidence: Evidence) -> bool:
    """Return whether a row's columns are for other numbers of the same than the question's: three people, of one and two.

    Columns that are for more than one number (1–4名, or more) tell nothing of the kind, nor does a cell of another column.
    """
    cells, reading = _cells(evidence.hit.passage, evidence.place), evidence.reading
    start, end = reading.start - evidence.sentence.start, reading.end - evidence.sentence.start
    pointed = [cell for cell in cells if cell.start < end and start < cell.end]
    if pointed and not any(find_quantities(fold(cell.label)) for cell in pointed):
        return False
    labels = [fold(cell.label).strip() for cell in cells]
    asked = {(one.unit, one.value) for one in question.quantities if one.kind == "count" and one.unit}
    for unit in {unit for unit, _ in asked}:
        counted = [(label, one) for label in labels for one in find_quantities(label) if one.unit == unit]
        exact = {one.value for label, one in counted if one.start == 0 and one.end == len(label)}
        wanted = {value for of, value in asked if of == unit}
        if len(exact) > 1 and len(exact) == len(counted) and not wanted & exact:
            return True
    return False


def _told(
    question: Question,
    cells: Sequence[_Cell],
    touched: Sequence[int],
    *,
    analyzer: WordReader,
    table: Translations | None,
) -> int | None:
    """Return the place of the cell meant: by the question's words in the labels, else the only one the reader points at."""
    only = touched[0] if len(touched) == 1 else None
    if only == 0:  # a row's name is asked for by what the others hold: which of them costs 600円?
        return only
    labels = [cell.label for cell in cells[1:]]
    held = [0.0, *telling_words_held(question, labels, analyzer=analyzer, table=table)]
    best = max(range(1, len(cells)), key=lambda place: (held[place], place in touched, -place))
    others = [held[only]] if only is not None else [held[place] for place in touched if place != best]
    return best if held[best] >= max(others, default=0.0) + _CLEARLY else only


def _cells(passage: Passage, place: int) -> list[_Cell]:
    """Return the cells of a row in order; none for a sentence that is no row."""
    text = passage.texts[place]
    if CELLS not in text:
        return _in_line(text)
    cells, start = [], 0
    for part in text.split(CELLS):
        match = _LABEL.match(part)
        begin = start + (match.end() if match else 0)
        cells.append(_Cell(match["label"] if match else "", begin, start + len(part)))
        start += len(part) + len(CELLS)
    if any(cell.label for cell in cells):
        return cells
    header = _header(passage, place)
    if len(header) != len(cells):
        return cells
    return [replace(cell, label=label) for cell, label in zip(cells, header, strict=True)]


def _in_line(text: str) -> list[_Cell]:
    labels = list(_IN_LINE.finditer(text))
    if len(labels) < _FEWEST_IN_LINE or labels[0].start():
        return []
    ends = [*(match.start() for match in labels[1:]), len(text)]
    return [_Cell(match["label"], match.end(), end) for match, end in zip(labels, ends, strict=True)]


def _header(passage: Passage, place: int) -> Sequence[str]:
    above = header_of(passage, place)
    written = passage.texts[above] if above is not None else innermost(passage.heading)
    # The first row of a table without a header is a row like any other.
    return (
        [] if _VALUE.search(_YEAR.sub("", fold(written))) else [cell.strip() for cell in written.split(CELLS)]
    )
