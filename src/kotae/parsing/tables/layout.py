"""Which cells of a table are labels: header rows, header columns (forms), both or none.

A wrong label is worse than none: it makes a value say something else. So every reading needs
evidence, gathered from what the format says, how cells are set off, what they look like and what
they are called; where a form and a table are equally likely, the form is taken, whose labels stay
beside their values.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from kotae.parsing.tables.cell_shapes import Cell, is_known_label, is_label, is_note, is_unit, one_line, shape
from kotae.parsing.tables.forms import filled, find_form, rows_agree
from kotae.parsing.tables.labels import PLACEHOLDERS
from kotae.parsing.tables.series import DIGITS, Rows, begins_with_series, is_flagged, stands_over_groups

__all__ = [
    "Layout",
    "continues",
    "find_layout",
    "reads_as_header",
    "same_texts",
    "second_part",
    "starts_table",
]

# Labels stand at the beginning; a long table isn't gone through for them.
_SAMPLE_ROWS: Final = 60
_MAX_HEADER_ROWS: Final = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """Where the labels of a table stand.

    Attributes:
        header_rows: So many rows at the top hold the labels of their columns.
        labels: One for each column, joined over the header rows; empty for a column without one.
        label_columns: For a form, the columns whose cells name what stands right of them.
        grouped: Whether the column before the first of them names groups of labels.
        named_rows: Whether the first cell of a row names the row and needs no label itself.
    """

    header_rows: int = 0
    labels: tuple[str, ...] = ()
    label_columns: tuple[int, ...] = ()
    grouped: bool = False
    named_rows: bool = False


def same_texts(row: Sequence[Cell], other: Sequence[Cell]) -> bool:
    """Whether two rows say the same: a header that is repeated on the next page."""
    return [cell.text for cell in row] == [cell.text for cell in other]


def find_layout(rows: Rows, *, header_first: bool = False) -> Layout:
    """Return the layout of a table.

    Args:
        rows: At least one, all of one width, none of them empty.
        header_first: Whether the format's custom is to begin with a header (``.csv``).
    """
    sample = _without_notes(rows[:_SAMPLE_ROWS])
    if flagged := _flagged_rows(sample):
        return _headed(sample, flagged)
    if form := find_form(sample, header_first=header_first):
        return Layout(label_columns=form[0], grouped=form[1])
    return _headed(sample, 0) if _begins_with_header(sample) else Layout()


def _without_notes(rows: Rows) -> Rows:
    """The rows but for those that only remark on the others, which say nothing of where labels stand."""
    kept = [row for row in rows if len(filled(row)) != 1 or not is_note(one_line(filled(row)[0].text))]
    return kept if len(kept) > 1 else rows


def _flagged_rows(rows: Rows) -> int:
    """How many rows at the top the format itself calls headers; 0 where they would be all or columns."""
    count = 0
    while count < len(rows) and is_flagged(rows[count]):
        count += 1
    return count if count < len(rows) else 0


def _headed(rows: Rows, count: int) -> Layout:
    """The layout with these header rows, or with those that are found, for 0."""
    count = count or _header_rows(rows)
    labels = []
    for column in zip(*_spread(rows[:count]), strict=True):
        parts: list[str] = []
        for part in dict.fromkeys(one_line(cell.text) for cell in column if cell.text):
            parts.append(part if not parts or not is_unit(part) else f"\b{part}")
        labels.append(" ".join(parts).replace(" \b", ""))
    return Layout(header_rows=count, labels=tuple(labels), named_rows=_names_rows(rows, count))


def _spread(rows: Rows) -> Rows:
    """Header rows with a label for several columns at each of them, where no merged cells say so."""
    spread = [list(row) for row in rows]
    for row, below in pairwise(spread):
        if any(left is right and left.text for left, right in pairwise(row)):
            continue
        for place in range(1, len(row)):
            if not row[place].text and below[place].text and place > 1:
                row[place] = row[place - 1]
    return spread


def _header_rows(rows: Rows) -> int:
    count = 1
    while count < min(len(rows) - 1, _MAX_HEADER_ROWS) and _belongs_to_header(rows, count):
        count += 1
    return count


def _belongs_to_header(rows: Rows, at: int) -> bool:
    """Whether a row goes on with the header above it."""
    above, row = rows[at - 1], rows[at]
    # One cell at several places is one object.
    held = {id(cell) for cell in above}
    new = [cell for cell in filled(row) if id(cell) not in held]
    if not new:
        return True
    if all(is_unit(one_line(cell.text)) for cell in new) or (at == 1 and stands_over_groups(rows)):
        return True
    if not all(is_label(one_line(cell.text)) for cell in new):
        return False
    wide = any(left is right and left.text for left, right in pairwise(above))
    goes_on = any(cell.text and id(cell) in held for cell in row)
    if wide or goes_on:
        return True
    # In files without merged cells: blanks above where there are labels below, and the other way.
    blank_above = [place for place, cell in enumerate(above) if not cell.text]
    return (
        at == 1
        and not row[0].text
        and any(place > 1 for place in blank_above)
        and all(row[place].text for place in blank_above if place)
        and len(new) > len(filled(above)) - 1
    )


def _names_rows(rows: Rows, count: int) -> bool:
    """Whether the first column holds the properties of what the header row names."""
    names = [one_line(row[0].text) for row in rows[count:]]
    header = [one_line(cell.text) for cell in rows[0][1:] if cell.text]
    if count != 1 or len(rows[0]) < 3 or any(map(is_known_label, header)):
        return False
    return sum(map(is_known_label, names)) >= 2 and len(set(names)) == len(names) and rows_agree(rows[1:])


def reads_as_header(row: Sequence[Cell]) -> bool:
    """Whether the cells are short labels and no numbers; years may stand beside a label."""
    texts = [one_line(cell.text) for cell in filled(row)]
    years = sum(text.isdigit() for text in texts)
    return len(texts) > 1 and years < len(texts) and all(map(is_label, texts))


def _begins_with_header(rows: Rows) -> bool:
    if len(rows) < 2:
        return False
    if stands_over_groups(rows):
        return True
    row, widest = rows[0], max(len(filled(row)) for row in rows)
    rows = [row, *(other for other in rows[1:] if not same_texts(row, other))]
    if 2 * len(filled(row)) < widest and not any(left is right for left, right in pairwise(row)):
        return False
    if len(rows) > 1 and _is_pair_over_more(rows):  # rows that say the same are one here
        return False
    if begins_with_series(rows):
        return True
    if not (reads_as_header(row) or _ticks_over_figures(rows)) or _reaches_down(rows):
        return False
    # What comes again below it is a value.
    return not any(
        cell.text and not cell.strong and any(one_line(other[place].text) == one_line(cell.text) for other in rows[1:])
        for place, cell in enumerate(row)
        if all(other[place] is not cell for other in rows[1:])
    )  # fmt: skip


def _is_pair_over_more(rows: Rows) -> bool:
    """Whether the first row is a label and its value above rows with further columns, and so heads none of them."""
    first, second = rows[0], rows[1]
    places = [place for place, cell in enumerate(first) if cell.text]
    if (
        len(first) < 4
        or len(places) != 2
        or places[1] != places[0] + 1
        or first[places[0]] is first[places[1]]
    ):
        return False
    if _heads_columns(rows, places):
        return False
    # Below the name of a group the second row of a header goes on, beside a blank.
    both = bool(second[places[0]].text) == bool(second[places[1]].text)
    return both and any(all(cell.text for cell in row) for row in rows[1:])


def _heads_columns(rows: Rows, places: Sequence[int]) -> bool:
    """Whether two cells at the right end of the first row are of one kind and stand over figures only: ``4月 | 5月``."""
    pair = [one_line(rows[0][place].text) for place in places]
    below = [shape(one_line(row[place].text)) for row in rows[1:] for place in places if row[place].text]
    alike = shape(pair[0]) == shape(pair[1]) and not any(map(is_known_label, pair))
    return (
        places[0] > 0 and places[1] == len(rows[0]) - 1 and alike and bool(below) and DIGITS.issuperset(below)
    )


def _ticks_over_figures(rows: Rows) -> bool:
    """Whether words that are no labels elsewhere (``Yes``, ``可``) head nothing but figures here, beside labels."""
    texts = [one_line(cell.text) for cell in rows[0]]
    ticks = [place for place, text in enumerate(texts) if text.casefold() in PLACEHOLDERS]
    others = [text for place, text in enumerate(texts) if text and place not in ticks]
    figures = all(
        shape(one_line(row[place].text)) in DIGITS for row in rows[1:] for place in ticks if row[place].text
    )
    return bool(ticks) and bool(others) and all(map(is_label, others)) and figures


def _reaches_down(rows: Rows) -> bool:
    """Whether a cell of what would be the header is merged with one of the rows below it."""
    count = _header_rows(rows)
    return count < len(rows) and any(
        cell.text and cell is below for cell, below in zip(rows[count - 1], rows[count], strict=True)
    )


def starts_table(rows: Rows, at: int) -> bool:
    """Whether a row within a table with a header begins another one, with a header of its own.

    Needs proof: several labels, different from each other, at least half of them known as such or
    set off like the first header, with rows below that look otherwise.
    """
    row = rows[at]
    if at + 1 < len(rows) and is_flagged(row) and not is_flagged(rows[at - 1]):
        return True
    if at + 1 >= len(rows) or not reads_as_header(row) or len(filled(rows[at + 1])) < 2:
        return False
    cells = filled(row)
    texts = [one_line(cell.text) for cell in cells]
    if len(set(texts)) < len(texts) or (len(texts) < 3 and any(cell.text for cell in row[2:])):
        return False
    like_header = all(cell.strong for cell in cells) and not any(cell.strong for cell in rows[at - 1])
    known = sum(map(is_known_label, texts))
    if not like_header and 2 * known <= len(texts) - (len(texts) > 2):
        return False
    return like_header or known == len(texts) or _breaks(rows, at)


def _breaks(rows: Rows, at: int) -> bool:
    """Whether in some column digits above give way to words here and digits again, or another kind, below."""
    for place, cell in enumerate(rows[at]):
        above, below = (shape(one_line(rows[at + step][place].text)) for step in (-1, 1))
        if cell.text and above in DIGITS and below != "empty":
            return True
    return False


def continues(layout: Layout, rows: Rows, before: Sequence[Cell]) -> bool:
    """Whether rows below a gap go on with the table above it instead of beginning their own.

    Args:
        layout: Of the table above.
        rows: Below the gap, as wide as the table above.
        before: The last full row above.
    """
    if not layout.header_rows or len(filled(rows[0])) < 2 or is_note(one_line(rows[0][0].text)):
        return False
    texts = [one_line(cell.text) for cell in filled(rows[0])]
    if any(cell.strong for cell in rows[0]) and not all(cell.strong for cell in filled(before)):
        return len(rows) == 1
    # Of several rows the first may be another header: one known label among labels is enough, for a
    # value under the labels of another table is worse than a value without.
    known = sum(map(is_known_label, texts))
    if 2 * known > len(texts) or (known and len(rows) > 1 and reads_as_header(rows[0])):
        return len(rows) == 1
    pairs = [
        (shape(one_line(above.text)) in DIGITS, shape(one_line(below.text)) in DIGITS)
        for above, below in zip(before, rows[0], strict=True)
        if above.text and below.text
    ]
    return bool(pairs) and all(above == below for above, below in pairs)


def second_part(rows: Rows) -> int:
    """Return where a table with a header begins below a form, 0 where it doesn't.

    Its header is the first row of three cells and more that are all known as labels; the rows
    above it hold values beside their labels.
    """
    for at, row in enumerate(rows):
        texts = [one_line(cell.text) for cell in filled(row)]
        if len(texts) > 2 and len(set(texts)) == len(texts) and all(map(is_known_label, texts)):
            return at if at + 1 < len(rows) else 0
        if at > _SAMPLE_ROWS or len(texts) > 6:
            return 0
    return 0
