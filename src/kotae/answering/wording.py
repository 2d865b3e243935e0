"""The question in the words of what is read: dates, times and weekdays as the passage writes them.

A reader this small doesn't know that Saturday at 10 is the row *土 | 10:00*, or that 2019 is 令和元年.
"""

from collections.abc import Sequence
from typing import Final

from kotae.answering.table_rows import CELLS, cells_of_row
from kotae.folding import fold
from kotae.question import Question
from kotae.segmentation.quantities import Quantity, find_quantities
from kotae.segmentation.weekdays import find_weekdays, weekdays_of_cell

__all__ = ["in_words_of"]

_IN_ITS_PLACE: Final = "{}"
_FORMS: Final = {"date": " ({})", "time": _IN_ITS_PLACE}
"""How another writing is said: behind the question's own, or in its place."""


def in_words_of(question: Question, text: str) -> str:
    """Return the question as a passage would put it; as it is where the passage writes nothing of it another way.

    Another writing of a date stands behind it, 2019年 (令和元年); that of a time, and of a weekday that has a row, in its place.

    Args:
        question: As read.
        text: The passage's.
    """
    said, days = question.folded, find_weekdays(question.folded)
    timed = [quantity for quantity in question.quantities if quantity.kind in _FORMS]
    if not timed and not days:
        return question.text
    held = find_quantities(folded := fold(text))
    places = [
        *((one.start, one.end, _written(one.key, held, folded), _FORMS[one.kind]) for one in timed),
        *((named.start, named.end, _cell_of(named.days, text), _IN_ITS_PLACE) for named in days),
    ]
    for start, end, written, form in sorted(places, reverse=True):
        if written and (form == _IN_ITS_PLACE or written not in said):
            said = said[: start if form == _IN_ITS_PLACE else end] + form.format(written) + said[end:]
    return question.text if said == question.folded else said


def _written(key: str, held: Sequence[Quantity], folded: str) -> str:
    """Return how a text writes a date or time, or one within it; empty where it doesn't."""
    return next(
        (folded[one.start : one.end] for one in held if one.key == key or one.key.startswith(f"{key}-")), ""
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
