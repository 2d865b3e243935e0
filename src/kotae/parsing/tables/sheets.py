"""Sheets → tables: cells at places, of which some lie together and make a table.

Workbooks, OpenDocument sheets and comma-separated files all come through here. A sheet holds
several tables as often as one: empty rows and columns part them, and where they only part rows
of one table, the rows below the gap keep their labels.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Final, TypeAlias

from kotae.messages import Message
from kotae.parsing.tables.cell_shapes import Cell, is_note, is_unit, one_line, shape
from kotae.parsing.tables.crossed_cells import note_crossed
from kotae.parsing.tables.layout import continues
from kotae.parsing.tables.rows import Table, write_body, write_line, write_table
from kotae.parsing.writing import TextWriter

__all__ = ["Sheet", "column_letters", "column_number", "write_sheet"]

_EMPTY: Final = Cell(text="")
_MAX_COLUMNS: Final = 500
_MAX_CELLS: Final = 2_000_000
_MAX_TITLE_CHARS: Final = 60
# Two blank rows at most: what stands further up is the title of something else.
_MAX_TITLE_GAP: Final = 2
_Cells: TypeAlias = dict[int, dict[int, Cell]]


def column_letters(number: int) -> str:
    """Return the name of a column: A for 1, AA for 27."""
    name = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        name = chr(65 + rest) + name
    return name


def column_number(letters: str) -> int:
    """Return which column a name is of: 1 for A, 27 for AA."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


@dataclass(slots=True, kw_only=True)
class Sheet:
    """The cells of a sheet by row and column from 1.

    Attributes:
        name: As on its tab; stands in the addresses.
        rows: Row → column → cell, only those that hold text.
    """

    name: str
    rows: _Cells = field(default_factory=dict)
    _count: int = 0
    # Readers ask for the last row and column again and again: they aren't looked for in all rows.
    _last_row: int = 0
    _columns: Counter[int] = field(default_factory=Counter)
    _too_wide: set[int] = field(default_factory=set)
    _left_out: int = 0
    _below: int = 0

    def address(self, row: int, column: int) -> str:
        """Return the address of a cell: ``売上!B3``."""
        place = f"{column_letters(column)}{row}"
        return f"{self.name}!{place}" if self.name else place

    def put(self, row: int, column: int, text: str, *, strong: bool = False, header: bool = False) -> None:
        """Put a cell that isn't blank at its place; those over the limits are counted and reported."""
        if column > _MAX_COLUMNS:
            self._too_wide.add(row)
        elif self._count >= _MAX_CELLS:
            self._left_out += 1
        else:
            self._count += 1
            cell = Cell.of(text, address=self.address(row, column), strong=strong, header=header)
            held = self.rows.setdefault(row, {})
            self._columns[column] += column not in held
            held[column] = cell
            self._last_row = max(self._last_row, row)

    def merge(self, top: int, left: int, bottom: int, right: int) -> None:
        """Let the cell at the top left stand at all places of a range, as far as the sheet is used; none below is seen."""
        cell = self.rows.get(top, {}).get(left)
        right = min(right, _MAX_COLUMNS, self.last_column)
        if right < left:
            return
        for row in range(top, min(bottom, self.last_row) + 1):
            if self._count >= _MAX_CELLS:
                return
            self._count += right - left + 1
            held = self.rows.setdefault(row, {})
            below = [at for at in range(left, right + 1) if at in held and (row, at) != (top, left)]
            self._below += len(below)
            for at in below:
                del held[at]
            self._columns.subtract(below)
            if cell is not None:
                self._columns.update(at for at in range(left, right + 1) if at not in held)
                held.update(dict.fromkeys(range(left, right + 1), cell))

    def mark_header(self, row: int, left: int, right: int) -> None:
        """Let the cells of a row between two columns be a header: the file itself says that they are one."""
        held = self.rows.get(row, {})
        marked: dict[int, Cell] = {}
        for column in [column for column in held if left <= column <= right]:
            cell = held[column]
            held[column] = marked.setdefault(id(cell), replace(cell, header=True))

    @property
    def last_row(self) -> int:
        """The last row that holds anything, 0 for an empty sheet."""
        return self._last_row

    @property
    def last_column(self) -> int:
        """The last column that holds anything, 0 for an empty sheet."""
        return max((column for column, count in self._columns.items() if count), default=0)

    @property
    def warnings(self) -> list[str]:
        """What was left out for being too much, or below a merged cell, in both languages."""
        found = []
        if self._below:
            found.append(
                Message(
                    "{count} {count:cell|cells} below a merged one {count:was|were} left out",
                    count=self._below,
                ).both()
            )
        if self._too_wide:
            rows = len(self._too_wide)
            found.append(
                Message(
                    "what lies beyond column {max_columns} was left out in {rows} {rows:row|rows}",
                    max_columns=_MAX_COLUMNS,
                    rows=rows,
                ).both()
            )
        if self._left_out:
            found.append(
                Message(
                    "{left_out:,} {left_out:cell|cells} after the first {max_cells:,} {left_out:was|were} left out",
                    left_out=self._left_out,
                    max_cells=_MAX_CELLS,
                ).both()
            )
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class _Region:
    """Cells that lie together: the first row and column, and rows of cells, all of one width."""

    top: int
    left: int
    rows: Sequence[Sequence[Cell]]

    @property
    def bottom(self) -> int:
        return self.top + len(self.rows) - 1

    @property
    def alone(self) -> Cell | None:
        """Its only cell, where it has but one."""
        cells = {id(cell): cell for row in self.rows for cell in row if cell.text}
        return next(iter(cells.values())) if len(cells) == 1 else None


def write_sheet(writer: TextWriter, sheet: Sheet, *, header_first: bool = False) -> None:
    """Write the tables and lines of a sheet, from top to bottom and left to right.

    Args:
        writer: Where to.
        sheet: What is on it.
        header_first: Whether the format's custom is to begin with a header.
    """
    regions = list(_regions(sheet.rows))
    title, table, origin = "", Table(), 0
    for at, region in enumerate(regions):
        following = regions[at + 1] if at + 1 < len(regions) else None
        if region.alone is not None:
            text = one_line(region.alone.text)
            note_crossed(writer, [cell for row in region.rows for cell in row])
            if following is not None and _heads(text, region, following):
                title = write_line(writer, text, title)
            else:
                writer.add(text, label=table.title)
                title = ""
            continue
        rows = _aligned(region, table, origin)
        if not title and rows and continues(table.layout, rows, table.last):
            table = write_body(writer, rows, table, begin=0)
        else:
            table = write_table(writer, region.rows, title=title, header_first=header_first)
            origin = region.left
        title = ""


def _heads(text: str, region: _Region, following: _Region) -> bool:
    """Whether a line by itself is the title of what comes next."""
    near = 0 < following.top - region.bottom <= _MAX_TITLE_GAP + 1
    return near and (is_unit(text) or (len(text) <= _MAX_TITLE_CHARS and not is_note(text)))


def _aligned(region: _Region, table: Table, origin: int) -> list[list[Cell]]:
    """The rows of a region in the columns of the table above; empty where they don't fit."""
    columns = [origin + place - region.left for place in table.columns]
    used = {place for row in region.rows for place, cell in enumerate(row) if cell.text}
    if not table.last or not used <= set(columns):
        return []
    width = len(region.rows[0])
    return [[row[place] if 0 <= place < width else _EMPTY for place in columns] for row in region.rows]


def _regions(cells: _Cells) -> Iterator[_Region]:
    """Yield what empty rows and columns part."""
    numbers = sorted(number for number, row in cells.items() if row)
    bands: list[list[int]] = []
    for number in numbers:
        if not bands or number > bands[-1][-1] + 1:
            bands.append([])
        bands[-1].append(number)
    for band in bands:
        groups = _column_groups(cells, band)
        for left, right in groups:
            if len(groups) == 1:
                rows = [
                    [cells[number].get(place, _EMPTY) for place in range(left, right + 1)] for number in band
                ]
                yield _Region(top=band[0], left=left, rows=rows)
            else:
                part = {
                    number: {place: cell for place, cell in cells[number].items() if left <= place <= right}
                    for number in band
                }
                yield from _regions(part)


def _column_groups(cells: _Cells, band: Sequence[int]) -> list[tuple[int, int]]:
    """The stretches of columns of neighbouring rows that are tables of their own."""
    used = sorted({place for number in band for place in cells[number]})
    groups = [(used[0], used[0])]
    for before, place in pairwise(used):
        if place > before + 1 and _stands_alone(cells, band, place):
            groups.append((place, place))
        else:
            groups[-1] = (groups[-1][0], place)
    if any(right == left for left, right in groups[:-1]) and len(band) > 1:
        return [(used[0], used[-1])]
    return groups


def _stands_alone(cells: _Cells, band: Sequence[int], left: int) -> bool:
    """Whether what begins at a column behind an empty one has two columns and names its own rows."""
    names = [one_line(cells[number][left].text) for number in band if left in cells[number]]
    wide = any(left + 1 in cells[number] for number in band)
    numbers = sum(shape(name) in ("number", "quantity", "date", "time") for name in names[1:])
    return wide and len(names) > 1 and 2 * numbers <= len(names) - 1
