"""The question in the words of what is read: dates, times and weekdays as the passage writes them.

A reader this small doesn't know that Saturday at 10 is the row *土 | 10:00*, or that 2019 is 令和元年.
"""

from kotae.answering.table_rows import CELLS, cells_of_row
from kotae.folding import fold
from kotae.question import Question
from kotae.segmentation.quantities import find_quantities
from kotae.segmentation.weekdays import find_weekdays, weekdays_of_cell

__all__ = ["in_words_of"]


def in_words_of(question: Question, text: str) -> str:
    """Return the question as a passage would put it; as it is where the passage writes nothing of it another way.

    Another writing of a date stands behind it, 2019年 (令和元年); that of a time, and of a weekday that has a row, in its place.

    Args:
        question: As read.
        text: The passage's.
    """
    folded, said = fold(text), question.folded
    places = [
        *(
            (date.start, date.end, _written(date.key, folded), " ({})")
            for date in question.quantities
            if date.kind == "date"
        ),
        *(
            (time.start, time.end, _written(time.key, folded), "{}")
            for time in question.quantities
            if time.kind == "time"
        ),
        *((named.start, named.end, _cell_of(named.days, text), "{}") for named in find_weekdays(said)),
    ]
    for start, end, written, form in sorted(places, reverse=True):
        if written and (form == "{}" or written not in said):
            said = said[: start if form == "{}" else end] + form.format(written) + said[end:]
    return question.text if said == question.folded else said


def _written(key: str, folded: str) -> str:
    """Return how a text writes a date or time, or one within it; empty where it doesn't."""
    return next(
        (
            folded[held.start : held.end]
            for held in find_quantities(folded)
            if held.key == key or held.key.startswith(f"{key}-")
        ),
        "",
    )


def _cell_of(days: frozenset[int], text: str) -> str:
    """Return the cell that names the days, where one writing of them has all the rows that are theirs; empty for none."""
    cells = {
        cell
        for row in text.splitlines()
        if CELLS in row
        for cell in cells_of_row(fold(row))
        if days <= weekdays_of_cell(cell)
    }
    return cells.pop() if len(cells) == 1 else ""
