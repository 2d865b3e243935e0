"""What stands at the margins of lists and forms: sums below, named in a column of figures, and boxes for stamps beside."""

from collections import Counter
from collections.abc import Sequence
from typing import Final

from kotae.parsing.tables.cell_shapes import Cell, is_label, one_line, shape
from kotae.parsing.tables.forms import filled, find_form
from kotae.parsing.tables.labels import PLACEHOLDERS
from kotae.parsing.tables.series import DIGITS, Rows

__all__ = ["columns_of_figures", "form_beside_stamps", "names_row"]

# What a column holds shows at its beginning; a long table isn't gone through for it.
_SAMPLE_ROWS: Final = 60


def columns_of_figures(rows: Rows) -> frozenset[int]:
    """Return the columns, from 0, of which half of the cells or more are figures in rows that begin left of them.

    Args:
        rows: Below the header; none give none.
    """
    figures, others = Counter[int](), Counter[int]()
    for row in rows[:_SAMPLE_ROWS]:
        places = [place for place, cell in enumerate(row) if cell.text]
        for place in places[1:]:
            counted = figures if shape(one_line(row[place].text)) in DIGITS else others
            counted[place] += 1
    return frozenset(place for place, count in figures.items() if count >= others[place])


def names_row(row: Sequence[Cell], figures: frozenset[int]) -> range:
    """Return the places of a row's first cell where it is words in a column of figures, with a figure next; else none.

    Columns left of it are empty, or it is merged across them: it isn't their thing's price that the words say, they name
    the row. In the first column alone words are a value (a date that is open).
    """
    first = next((place for place, cell in enumerate(row) if cell.text), len(row))
    end = first + 1
    while end < len(row) and row[end] is row[first]:
        end += 1
    value = next((one_line(cell.text) for cell in row[end:] if cell.text), "")
    if end < 2 or figures.isdisjoint(range(first, end)) or shape(value) not in DIGITS:
        return range(0)
    words = one_line(row[first].text)
    named = is_label(words) and shape(words) not in DIGITS and words.casefold() not in PLACEHOLDERS
    return range(first, end) if named else range(0)


def form_beside_stamps(rows: Rows) -> int:
    """Return how many columns a form has beside whose head stand boxes for stamps (``承認 | 審査 | 起案``); 0 where none does.

    They are columns that hold a label in the first row, and nothing below it.

    Args:
        rows: At least one, all of one width.
    """
    below = [
        place
        for row in rows[1:]
        for place, cell in enumerate(row)
        if cell.text and (not place or cell is not row[place - 1])
    ]
    width = max(below, default=-1) + 1
    if len(rows) < 3 or width < 2:
        return 0
    boxes = [cell for cell in filled(rows[0][width:]) if cell is not rows[0][width - 1]]
    if not boxes or not all(is_label(one_line(cell.text)) for cell in boxes):
        return 0
    form = find_form([row[:width] for row in rows[1:]], header_first=False)
    return width if form and len(filled(rows[0][:width])) < 2 else 0
