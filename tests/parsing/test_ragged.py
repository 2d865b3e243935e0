"""A row far wider than the others: no row is filled up to a width it hasn't, and values stay under their labels."""

import pytest

from kotae.parsing.tables.cell_shapes import Cell
from kotae.parsing.tables.ragged import even_parts
from kotae.parsing.tables.rows import cells_of, write_table
from kotae.parsing.writing import TextWriter
from tests.faults.steps import steps


@pytest.mark.parametrize(
    ("rows", "parts"),
    [
        ([], []),
        ([(3, 3)] * 9, [9]),
        # As a sheet is: three hundred columns, of which each row holds a few.
        ([(300, 10)] * 1_500, [1_500]),
        ([(9_000, 9_000), *[(2, 2)] * 5], [6]),
        ([(9_000, 9_000), *[(2, 2)] * 5_000], [32, 4_969]),
        ([*[(2, 2)] * 5_000, (9_000, 9_000)], [5_000, 1]),
        ([(9_000, 9_000)] * 500, [500]),
    ],
    ids=["none", "even", "sparse", "short", "wide above", "wide below", "wide all"],
)
def test_even_parts_of_rows(rows: list[tuple[int, int]], parts: list[int]) -> None:
    assert even_parts(rows) == parts
    assert sum(parts) == len(rows)


@pytest.mark.parametrize(
    ("header", "values", "first", "last"),
    [
        (["Name", "Price"], ["Pen", "12"], "Name: Pen 0 | Price: 12", "Name: Pen 1999 | Price: 12"),
        (["品名", "価格"], ["ペン", "12"], "品名: ペン 0 | 価格: 12", "品名: ペン 1999 | 価格: 12"),
    ],
    ids=["en", "ja"],
)
def test_narrow_rows_below_a_wide_header_keep_their_labels(
    header: list[str], values: list[str], first: str, last: str
) -> None:
    """Four thousand rows were filled up with four thousand empty cells each: 16 million, in over ten seconds."""
    wide = [*header, *(f"{header[0]} {at}" for at in range(2_000))]
    rows: list[list[Cell]] = cells_of([wide, *([f"{values[0]} {at}", values[1]] for at in range(2_000))])
    writer = TextWriter()
    # Lines of Python: filled up they were 39 million.
    assert steps(lambda rows: write_table(writer, rows), rows) < 10_000_000
    lines = [writer.text[unit.start : unit.end] for unit in writer.units]
    assert first in lines
    assert last in lines
