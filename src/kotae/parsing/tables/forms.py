"""Forms: tables whose columns hold labels, with values right of them (``氏名 | 佐藤 | 所属 | 総務部``)."""

from collections import Counter
from collections.abc import Sequence
from itertools import chain, combinations, pairwise
from typing import Final, TypeAlias

from kotae.parsing.tables.cell_shapes import Cell, is_known_label, is_label, one_line, shape
from kotae.parsing.tables.pairs import is_list_of_pairs
from kotae.parsing.tables.series import DIGITS, Rows, begins_with_series, heads_a_series

__all__ = [
    "Form",
    "filled",
    "find_form",
    "forms_beside",
    "rows_agree",
]

Form: TypeAlias = tuple[tuple[int, ...], bool]
"""The columns of labels, and whether the first column names groups of them."""

# A form fits on a page or two; what goes on is a list of records side by side.
_MAX_FORM_ROWS: Final = 60
_MONEY: Final = frozenset("¥￥$€£")


def filled(row: Sequence[Cell]) -> list[Cell]:
    """Return the cells of a row that hold text, each merged one once, in order."""
    return [cell for place, cell in enumerate(row) if cell.text and (not place or row[place - 1] is not cell)]


def find_form(rows: Rows, *, header_first: bool) -> Form | None:
    """Return how a table is a form, None where it is none.

    Args:
        rows: At least one, all of one width.
        header_first: Whether the format's custom is to begin with a header row.
    """
    width = len(rows[0])
    flagged = _flagged_column(rows)
    if flagged and width == 2:
        return (0,), False
    if width == 2:
        return ((0,), False) if is_list_of_pairs(rows, header_first=header_first) else None
    if forms_beside(rows):
        return tuple(range(0, width, 2)), False
    texts = [cell for row in rows for cell in row if cell.text]
    few_strong = 2 * sum(cell.strong for cell in texts) <= len(texts) + 1
    columns = tuple(
        place for place in range(width - 1) if _is_label_column(rows, place, may_be_set_off=few_strong)
    )
    columns = _with_likely(rows, columns)
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
    return columns, grouped


def forms_beside(rows: Rows) -> bool:
    """Return whether every two columns are a form of its own.

    They are where one begins and ends lower than another, where each has a title, or where two have labels in
    common: in one row their values would be mixed up.

    Args:
        rows: At least one, all of one width.
    """
    width = len(rows[0])
    if width < 4 or width % 2 or len(rows) > _MAX_FORM_ROWS:
        return False
    parts = [_form_at(rows, place) for place in range(0, width, 2)]
    forms = [part for part in parts if part is not None]
    if len(forms) < len(parts):
        return False
    begins, ends, titled, names = zip(*forms, strict=True)
    known = all(any(map(is_known_label, one)) for one in names)
    again = _any_share_two(names)
    # A pair alone above a table begins higher too, but the table ends all its columns.
    apart = len(set(begins)) > 1 and (known or len(set(ends)) > 1)
    return apart or again or (known and all(titled))


def _any_share_two(names: Sequence[frozenset[str]]) -> bool:
    """Whether any two of these sets have two labels in common; each has so few that its pairs can be looked up."""
    seen: set[tuple[str, str]] = set()
    common = {label for label, count in Counter(chain.from_iterable(names)).items() if count > 1}
    for one in names:
        pairs = set(combinations(sorted(one & common), 2))
        if not seen.isdisjoint(pairs):
            return True
        seen |= pairs
    return False


def _form_at(rows: Rows, place: int) -> tuple[int, int, bool, frozenset[str]] | None:
    """Where two columns begin and end, whether a title stands above, and their labels; None where they are no form."""
    pairs = [row[place : place + 2] for row in rows]
    used = [at for at, pair in enumerate(pairs) if any(cell.text for cell in pair)]
    # What is merged across belongs to both.
    across = place and any(row[place].text and row[place] is row[place - 1] for row in rows)
    if not used or across or used[-1] - used[0] >= len(used):
        return None
    own = [pairs[at] for at in used]
    titled = len(own) > 1 and len(filled(own[0])) == 1
    body = own[1:] if titled else own
    if not all(name.text for name, _ in body) or find_form(body, header_first=False) is None:
        return None
    return used[0], used[-1], titled, frozenset(one_line(name.text) for name, _ in body)


def _with_likely(rows: Rows, columns: tuple[int, ...]) -> tuple[int, ...]:
    """The columns of labels, with those that stand as columns of labels do in forms.

    That is the column beside one whose cells are merged over rows, or every second column: some of
    its words have to be known, or what stands right of each has to be of several kinds, as only
    the values of a form are. Where a value is merged over all the rest of its row, the others are
    pairs too.
    """
    if _has_groups(rows) and columns == (0,) and _may_name(rows, 1) and _knows(rows, 1):
        return (0, 1)
    width = len(rows[0])
    likely = tuple(range(0, width - 1, 2))
    names = set(columns)
    if width % 2 or width < 4 or not all(place in names or _may_name(rows, place) for place in likely):
        return columns
    kinds = [len({_look(row[place + 1]) for row in rows if row[place + 1].text}) for place in likely]
    if min(kinds) > 2 or (
        columns[:1] == (0,) and min(kinds) > 1 and any(_knows(rows, p) for p in likely[1:])
    ):
        return likely
    if min(kinds) > 1 and columns and set(columns) <= set(likely) and _alternate(rows):
        return likely
    return likely if columns == (0,) and _fills_rest(rows[0]) and not rows_agree(rows[1:]) else columns


def _alternate(rows: Rows) -> bool:
    """Whether the first row is known labels at every second place only, and so holds values too."""
    known = [is_known_label(one_line(cell.text)) for cell in rows[0]]
    return all(known[::2]) and not any(known[1::2])


def _fills_rest(row: Sequence[Cell]) -> bool:
    """Whether a row is a label with one value merged over all other columns."""
    return row[0] is not row[1] and bool(row[1].text) and all(cell is row[1] for cell in row[2:])


def _may_name(rows: Rows, place: int) -> bool:
    """Whether a column's cells are labels, different from each other; what is merged across is none of them."""
    own = [row[place] for row in rows if not place or row[place - 1] is not row[place]]
    texts = [one_line(cell.text) for cell in own if cell.text]
    labels = all(is_label(text) and shape(text) not in DIGITS for text in texts)
    return labels and len(set(texts)) == len(texts)


def _knows(rows: Rows, place: int) -> bool:
    """Whether a label of a column is known, its first aside: that may head the column."""
    return any(is_known_label(one_line(row[place].text)) for row in rows[1:])


def _flagged_column(rows: Rows) -> bool:
    """Whether the format itself calls the first column a header, and nothing else."""
    return all(
        row[0].header and not any(cell.header for cell in filled(row[1:])) for row in rows if row[0].text
    )


def _has_groups(rows: Rows) -> bool:
    return any(above[0] is below[0] and above[0].text for above, below in pairwise(rows))


def _is_label_column(rows: Rows, place: int, *, may_be_set_off: bool) -> bool:
    """Whether all cells of a column may be labels and at least half say so by their words or looks.

    Args:
        rows: Of the table.
        place: Of the column, not the last one.
        may_be_set_off: Whether so few cells of the table are strong that those which are stand out.
    """
    # What is merged across columns is a value or a line of its own.
    own = [
        row[place]
        for row in rows
        if row[place + 1] is not row[place] and (not place or row[place - 1] is not row[place])
    ]
    cells = [cell for at, cell in enumerate(own) if cell.text and (not at or own[at - 1] is not cell)]
    texts = [one_line(cell.text) for cell in cells]
    if not texts or not all(is_label(text) and shape(text) not in DIGITS for text in texts):
        return False
    if heads_a_series(texts):
        return False
    # The first may name the column: the rest have to speak for themselves.
    rest = texts[1:] or texts
    named = sum(is_known_label(text) or text.endswith((":", "：")) for text in rest)
    set_off = may_be_set_off and all(cell.strong for cell in cells)
    return 2 * named >= len(rest) or set_off


def _is_form(rows: Rows, columns: Sequence[int], *, grouped: bool) -> bool:
    """Whether the first row holds a value too, so that it heads nothing."""
    names = {*columns, 0} if grouped else {*columns}
    values = [cell for place, cell in enumerate(rows[0]) if place not in names]
    texts = [one_line(cell.text) for cell in filled(values)]
    if texts and not any(rows[0][place].text for place in columns):
        return False
    # Years head columns; one day beside a label is its value.
    years = all(text[:4].isdigit() and is_label(text) for text in texts)
    if begins_with_series(rows) or (years and list(map(shape, texts)) != ["date"]):
        return False
    if len(columns) == 1 and _heads_figures(rows, names):
        return False
    if any(cell.strong for cell in filled(values)) or 2 * sum(map(is_known_label, texts)) > len(texts):
        return False
    # One column of labels and several of values that look alike in each row: things compared.
    return len(columns) > 1 or grouped or len(rows) < 2 or not rows_agree(rows)


def _is_bare(text: str) -> bool:
    """Whether a text is a number that doesn't say itself what it counts."""
    return shape(text) == "number" and _MONEY.isdisjoint(text)


def _heads_figures(rows: Rows, names: set[int]) -> bool:
    """Whether the first row is full, and under a word of it stand bare numbers only: it says what they count (``円``)."""
    if len(rows) < 3 or rows[0][0] is rows[1][0] or not all(cell.text for cell in rows[0]):
        return False
    for place in set(range(len(rows[0]))) - names:
        head, *below = (one_line(row[place].text) for row in rows if row[place].text)
        if shape(head) == "words" and len(below) > 1 and all(map(_is_bare, below)):
            return True
    return False


def rows_agree(rows: Rows) -> bool:
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
