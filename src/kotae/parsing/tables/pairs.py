"""Two columns: labels with their values, or a table with a header."""

from collections.abc import Sequence

from kotae.parsing.tables.cell_shapes import Cell, is_known_label, is_label, one_line, shape
from kotae.parsing.tables.series import DIGITS, Rows, heads_a_series, uncounted

__all__ = ["is_list_of_pairs"]


def is_list_of_pairs(rows: Rows, *, header_first: bool) -> bool:
    """Return whether two columns are labels and values, not a table of two columns with a header.

    Args:
        rows: At least one, each of two cells.
        header_first: Whether the format's custom is to begin with a header row.
    """
    # A name merged over several rows is one name.
    names = [
        one_line(row[0].text) if not at or rows[at - 1][0] is not row[0] else ""
        for at, row in enumerate(rows)
    ]
    values = [one_line(row[1].text) for row in rows]
    if not all(is_label(name) and shape(name) not in DIGITS for name in names if name) or not names[0]:
        return False
    colons = sum(name.endswith((":", "：")) for name in names)
    repeated = len(set(filter(None, names))) < len(list(filter(None, names)))
    # Labels may be counted: 電話1, 電話2.
    series = heads_a_series(names)
    names = list(map(uncounted, names))
    known = 0 if series else sum(map(is_known_label, names[1:]))
    form = (
        3 * _set_off([row[0] for row in rows], [row[1] for row in rows])
        + min(4, 2 * known)
        + (is_known_label(names[0]) and not is_known_label(values[0]) and known > 0)
        + 3 * (2 * colons > len(names))
        + 5 * (len(rows) > 1 and rows[0][0] is rows[1][0])
        + 2 * (shape(values[0]) in DIGITS or shape(values[0]) == "prose")
        + 3 * (len({shape(value) for value in values if value}) > 2)
        - 2 * repeated
    )
    if len(rows) == 1:
        return form > 0
    header = (
        3 * _set_off(rows[0], [cell for row in rows[1:] for cell in row])
        + 2 * header_first
        + 3 * is_known_label(values[0])
        # A form's labels are known more often than its first alone.
        + (is_known_label(names[0]) and (is_known_label(values[0]) or not known))
        + _contrast(values)
        + 3 * series
        + 3 * (bool(values[0]) and not any(values[1:]))
        + 5 * _heads_again(names, values)
        + (len(rows) > 20)
    )
    return form >= header


def _heads_again(names: Sequence[str], values: Sequence[str]) -> bool:
    """Whether the first pair and one further down are two known labels each: the headers of two tables."""
    pairs = [
        is_known_label(name) and is_known_label(value) for name, value in zip(names, values, strict=True)
    ]
    return pairs[0] and any(pairs[2:-1])


def _contrast(values: Sequence[str]) -> int:
    """How much a column's first cell differs from the rest, which look alike: 0 to 2."""
    shapes = {shape(value) for value in values[1:] if value}
    if len(shapes) != 1 or shape(values[0]) in DIGITS or not shapes <= DIGITS or not values[0]:
        return 0
    return 2 if len(values) > 2 else 1


def _set_off(cells: Sequence[Cell], others: Sequence[Cell]) -> bool:
    texts = [cell for cell in others if cell.text]
    return all(cell.strong for cell in cells if cell.text) and 2 * sum(cell.strong for cell in texts) < max(
        len(texts), 1
    )
