"""The question in the words of what is read: dates, times and weekdays as the passage writes them.

A reader this small doesn't know that Saturday at 10 is the row *土 | 10:00*, or that 2019 is 令和元年. Nor does it look for the
year in the title: under *Prices 2025* it is far surer of what things cost than of what they cost in fiscal 2025.
"""

import re
from collections.abc import Sequence
from typing import Final

from kotae.answering.table_rows import CELLS, cells_of_row
from kotae.folding import fold
from kotae.question import Question
from kotae.segmentation.quantities import Quantity, find_quantities, years_of
from kotae.segmentation.weekdays import find_weekdays, weekdays_of_cell

__all__ = ["in_words_of"]

# What belongs to a date in a question and goes with it: in fiscal …, (…), …の.
_BEFORE_DATE: Final = re.compile(
    r"(?:\s*\b(?:in|for|during|of|from)\s+(?:the\s+)?(?:(?:fiscal|financial|calendar)\s+)?(?:year\s+)?|[(（])\Z",
    re.IGNORECASE,
)
_BEHIND_DATE: Final = re.compile(
    r"(?:\s+(?:fiscal|financial|calendar)\s+year\b|['’]s\b)?年?度?[)）]?(?:における|には|では|[のにはも])?、?"
)


def in_words_of(question: Question, text: str, above: str = "") -> str:
    """Return the question as a passage would put it; as it is where the passage writes nothing of it another way.

    Another writing of a date stands behind it, 2019年 (令和元年); that of a time, and of a weekday that has a row, in its place.
    The only year of a question is left out where what stands above the passage says it and the passage doesn't.

    Args:
        question: As read.
        text: The passage's.
        above: Its title and headings.
    """
    said, days = question.folded, find_weekdays(question.folded)
    timed = [quantity for quantity in question.quantities if quantity.kind in ("date", "time")]
    if not timed and not days:
        return question.text
    held, dates = find_quantities(folded := fold(text)), [one for one in timed if years_of([one])]
    top = fold(above) if len(dates) == 1 else ""
    places = [(named.start, named.end, _cell_of(named.days, text) or None) for named in days]
    for one in timed:
        written = _written(one.key, held, folded)
        if written and one.kind == "time":
            places.append((one.start, one.end, written))
        elif written and written not in said:
            places.append((one.end, one.end, f" ({written})"))
        elif one in dates and not written and _written(one.key, find_quantities(top), top):
            places.append((*_with_what_ties_it_in(said, one), ""))
    for start, end, put in sorted(places, key=lambda place: -place[0]):
        said = said if put is None else said[:start] + put + said[end:]
    return question.text if said == question.folded else said


def _with_what_ties_it_in(said: str, date: Quantity) -> tuple[int, int]:
    """Return where a date begins and ends in a question together with the words that belong to it."""
    before, behind = _BEFORE_DATE.search(said[: date.start]), _BEHIND_DATE.match(said, date.end)
    return before.start() if before else date.start, behind.end() if behind else date.end


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
