"""Which cells of a table are labels: header rows, header columns (forms), both or none.

A wrong label is worse than none: it makes a value say something else. So every reading needs
evidence, gathered from what the format says, how cells are set off, what they look like and what
they are called; where a form and a table are equally likely, the form is taken, whose labels stay
beside their values.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, TypeAlias

from kotae.parsing.cell_shapes import Cell, is_known_label, is_label, is_note, is_unit, one_line, shape

__all__ = ["Layout", "Rows", "continues", "filled", "find_layout", "reads_as_header", "same_texts", "second_part", "starts_table"]

Rows: TypeAlias = Sequence[Sequence[Cell]]

_SAMPLE_ROWS: Final = 60
_MAX_HEADER_ROWS: Final = 4
_DIGITS: Final = frozenset(["number", "quantity", "date", "time", "code"])


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


def filled(row: Sequence[Cell]) -> list[Cell]:
    """Return the cells of a row that hold text, each merged one once, in order."""
    return [cell for place, cell in enumerate(row) if cell.text and (not place or row[place - 1] is not cell)]


def same_texts(row: Sequence[Cell], other: Sequence[Cell]) -> bool:
    """Whether two rows say the same: a header that is repeated on the next page."""
    return [cell.text for cell in row] == [cell.text for cell in other]


def find_layout(rows: Rows, *, header_first: bool = False) -> Layout:
    """Return the layout of a table.

    Args:
        rows: At least one, all of one width, none of them empty.
        header_first: Whether the format's custom is to begin with a header (``.csv``).
    """
    sample = rows[:_SAMPLE_ROWS]
    if flagged := _flagged_rows(sample):
        return _headed(sample, flagged)
    if form := _form(sample, header_first=header_first):
        return form
    return _headed(sample, 0) if _begins_with_header(sample) else Layout()


def _flagged_rows(rows: Rows) -> int:
    """How many rows at the top the format itself calls headers; 0 where they would be all or columns."""
    count = 0
    while count < len(rows) and all(cell.header for cell in filled(rows[count])):
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
    new = [cell for cell in filled(row) if all(cell is not other for other in above)]
    if not new:
        return True
    if all(is_unit(one_line(cell.text)) for cell in new):
        return True
    if not all(is_label(one_line(cell.text)) for cell in new):
        return False
    wide = any(left is right and left.text for left, right in pairwise(above))
    goes_on = any(cell.text and any(cell is other for other in above) for cell in row)
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
    return sum(map(is_known_label, names)) >= 2 and len(set(names)) == len(names) and _rows_agree(rows[1:])


def _rows_agree(rows: Rows) -> bool:
    """Whether the values of a row look alike more than those of a column."""
    across = [len({_look(cell) for cell in filled(row[1:])}) for row in rows]
    down = [len({_look(row[place]) for row in rows if row[place].text}) for place in range(1, len(rows[0]))]
    alike = sum(count == 1 for count in across)
    full = all(len(filled(row[1:])) > 1 or len(row) == 2 for row in rows)
    return full and 2 * alike > len(rows) and all(count > 1 for count in down if len(rows) > 1)


def _look(cell: Cell) -> str:
    """The shape of a cell with the unit of a quantity."""
    text = one_line(cell.text)
    return shape(text) + (text.lstrip("0123456789.,-+ ") if shape(text) == "quantity" else "")


def _form(rows: Rows, *, header_first: bool) -> Layout | None:
    width = len(rows[0])
    flagged = _flagged_column(rows)
    if flagged and width == 2:
        return Layout(label_columns=(0,))
    if width == 2:
        return Layout(label_columns=(0,)) if _is_list_of_pairs(rows, header_first=header_first) else None
    columns = tuple(place for place in range(width - 1) if _is_label_column(rows, place))
    grouped = columns[:1] == (1,) or columns[:2] == (0, 1)
    if grouped and _has_groups(rows):
        columns = tuple(place for place in columns if place)
    elif not columns or columns[0] != 0:
        return None
    else:
        grouped = False
    if any(right == left + 1 for left, right in pairwise(columns)) or not _is_form(
        rows, columns, grouped=grouped
    ):
        return None
    return Layout(label_columns=columns, grouped=grouped)


def _flagged_column(rows: Rows) -> bool:
    """Whether the format itself calls the first column a header, and nothing else."""
    return all(
        row[0].header and not any(cell.header for cell in filled(row[1:])) for row in rows if row[0].text
    )


def _has_groups(rows: Rows) -> bool:
    return any(above[0] is below[0] and above[0].text for above, below in pairwise(rows))


def _is_label_column(rows: Rows, place: int) -> bool:
    """Whether all cells of a column may be labels and at least half say so by their words or looks."""
    # What is merged across columns is a value or a line of its own.
    own = [row[place] for row in rows if row[place + 1] is not row[place] and (not place or row[place - 1] is not row[place])]
    cells = [cell for at, cell in enumerate(own) if cell.text and (not at or own[at - 1] is not cell)]
    texts = [one_line(cell.text) for cell in cells]
    if not texts or not all(is_label(text) and shape(text) not in _DIGITS for text in texts):
        return False
    # The first may name the column: the rest have to speak for themselves.
    rest = texts[1:] or texts
    named = sum(is_known_label(text) or text.endswith((":", "：")) for text in rest)
    others = [cell for row in rows for cell in row if cell.text]
    set_off = all(cell.strong for cell in cells) and 2 * sum(cell.strong for cell in others) <= len(others) + 1
    return 2 * named >= len(rest) or set_off


def _is_form(rows: Rows, columns: Sequence[int], *, grouped: bool) -> bool:
    """Whether the first row holds a value too, so that it heads nothing."""
    values = [
        cell for place, cell in enumerate(rows[0]) if place not in columns and not (grouped and not place)
    ]
    texts = [one_line(cell.text) for cell in filled(values)]
    if _begins_with_series(rows) or all(text[:4].isdigit() and is_label(text) for text in texts):
        return False
    if any(cell.strong for cell in filled(values)) or 2 * sum(map(is_known_label, texts)) > len(texts):
        return False
    # One column of labels and several of values that look alike in each row: things compared.
    return len(columns) > 1 or grouped or len(rows) < 2 or not _rows_agree(rows)


def _is_list_of_pairs(rows: Rows, *, header_first: bool) -> bool:
    """Whether two columns are labels and values, not a table of two columns with a header."""
    names = [one_line(row[0].text) for row in rows]
    values = [one_line(row[1].text) for row in rows]
    if not all(is_label(name) and shape(name) not in _DIGITS for name in names if name) or not names[0]:
        return False
    colons = sum(name.endswith((":", "：")) for name in names)
    form = (
        3 * _set_off([row[0] for row in rows], [row[1] for row in rows])
        + min(4, 2 * sum(map(is_known_label, names[1:])))
        + (is_known_label(names[0]) and not is_known_label(values[0]))
        + 3 * (2 * colons > len(names))
        + 2 * (shape(values[0]) in _DIGITS or shape(values[0]) == "prose")
        + (len({shape(value) for value in values if value}) > 2)
        - 2 * (len(set(filter(None, names))) < len(list(filter(None, names))))
    )
    if len(rows) == 1:
        return form > 0
    header = (
        3 * _set_off(rows[0], [cell for row in rows[1:] for cell in row])
        + 2 * header_first
        + 3 * is_known_label(values[0])
        + (is_known_label(names[0]) and is_known_label(values[0]))
        + _contrast(values)
        + 3 * (bool(values[0]) and not any(values[1:]))
        + (len(rows) > 20)
    )
    return form >= header


def _contrast(values: Sequence[str]) -> int:
    """How much a column's first cell differs from the rest, which look alike: 0 to 2."""
    shapes = {shape(value) for value in values[1:] if value}
    if len(shapes) != 1 or shape(values[0]) in _DIGITS or not shapes <= _DIGITS or not values[0]:
        return 0
    return 2 if len(values) > 2 else 1


def _set_off(cells: Sequence[Cell], others: Sequence[Cell]) -> bool:
    texts = [cell for cell in others if cell.text]
    return all(cell.strong for cell in cells if cell.text) and 2 * sum(cell.strong for cell in texts) < max(
        len(texts), 1
    )


def reads_as_header(row: Sequence[Cell]) -> bool:
    """Whether the cells are short labels and no numbers; years may stand beside a label."""
    texts = [one_line(cell.text) for cell in filled(row)]
    years = sum(text.isdigit() for text in texts)
    return len(texts) > 1 and years < len(texts) and all(map(is_label, texts))


def _begins_with_header(rows: Rows) -> bool:
    if len(rows) < 2:
        return False
    row, widest = rows[0], max(len(filled(row)) for row in rows)
    rows = [row, *(other for other in rows[1:] if not same_texts(row, other))]
    if 2 * len(filled(row)) < widest and not any(left is right for left, right in pairwise(row)):
        return False
    if _begins_with_series(rows):
        return True
    if not reads_as_header(row):
        return False
    # What comes again below it is a value.
    return not any(
        cell.text and not cell.strong and any(one_line(other[place].text) == one_line(cell.text) for other in rows[1:])
        for place, cell in enumerate(row)
        if all(other[place] is not cell for other in rows[1:])
    )  # fmt: skip


def _begins_with_series(rows: Rows) -> bool:
    """Whether the first row counts or dates its columns: ``[店, 4/1, 4/2, 4/3]``, ``[, 1, 2, 3]``."""
    first, *rest = [one_line(cell.text) for cell in rows[0]]
    if len(rest) < 2 or not all(rest) or (first and (not is_label(first) or shape(first) in _DIGITS)):
        return False
    kinds = {shape(text) for text in rest}
    if kinds == {"number"}:
        return all(text.isdigit() for text in rest) and all(
            int(right) == int(left) + 1 for left, right in pairwise(rest)
        )
    below = {shape(one_line(cell.text)) for row in rows[1:] for cell in row[1:]} - {"empty"}
    return len(kinds) == 1 and kinds <= {"date", "time"} and not kinds & below


def starts_table(rows: Rows, at: int) -> bool:
    """Whether a row within a table with a header begins another one, with a header of its own.

    Needs proof: several labels, different from each other, at least half of them known as such or
    set off like the first header, with rows below that look otherwise.
    """
    row = rows[at]
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
        if cell.text and above in _DIGITS and below != "empty":
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
    if 2 * sum(map(is_known_label, texts)) > len(texts) or any(cell.strong for cell in rows[0]):
        return len(rows) == 1
    pairs = [
        (shape(one_line(above.text)) in _DIGITS, shape(one_line(below.text)) in _DIGITS)
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
