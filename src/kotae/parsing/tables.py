"""Rows of cells → readable passages: each row says what its cells are (``City: Tokyo | Area: 2,194``).

A row alone says nothing without its header, and a passage may hold any row; so the header's
labels are written in front of every value.
"""

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import Final

from kotae.parsing.units import Draft
from kotae.parsing.writing import TextWriter

__all__ = ["Row", "read_delimited", "write_rows"]

Row = Sequence[str]

_MAX_LABEL_CHARS: Final = 60
_HEADER_ROWS: Final = 20
_DELIMITERS: Final = (",", "\t", ";", "|")
_NUMERIC: Final = re.compile(r"[-+−▲△¥￥$€£(]*[0-9０-９][0-9０-９,，.．:/%％円()−-]*")
_YEAR: Final = re.compile(r"(?:19|20)[0-9]{2}")
_SAMPLE_LINES: Final = 50
_MAX_FIELD_CHARS: Final = 1_000_000


def write_rows(writer: TextWriter, rows: Iterable[Row], *, second_header: bool = False) -> None:
    """Write a table, one unit per row; what stands alone above its header becomes a paragraph.

    Args:
        writer: Where to.
        rows: Cells as shown, from top to bottom; the empty string for an empty cell.
        second_header: Whether the row below the header belongs to it, as under merged cells.
    """
    pending = iter(rows)
    first = [row for row in islice(pending, _HEADER_ROWS) if any(row)]
    at = _header(first)
    if at < 0:
        for row in chain(first, pending):
            _write_row(writer, row, ())
        return
    for row in first[:at]:
        _write_row(writer, row, ())
    labels, begin = [_one_line(cell) for cell in first[at]], at + 1
    if second_header and len(first) > begin + 1:
        labels, begin = _combined(labels, first[begin]), begin + 1
    written = False
    for row in chain(first[begin:], pending):
        written |= _write_row(writer, row, labels)
    if not written:
        _write_row(writer, labels, ())


def _header(rows: Sequence[Row]) -> int:
    """The place of the header among the first rows; -1 where no row reads as one."""
    if not rows:
        return -1
    widest = max(sum(map(bool, row)) for row in rows)
    for at, row in enumerate(rows):
        filled = sum(map(bool, row))
        if filled >= 2 and 2 * filled >= widest and at + 1 < len(rows):
            return at if _reads_as_header(row) else -1
        if filled > 1:
            return -1
    return -1


def _reads_as_header(row: Row) -> bool:
    """Whether the cells are short labels and no numbers; years may stand beside a label."""
    labels = [_one_line(cell) for cell in row if cell]
    if not labels or all(map(_YEAR.fullmatch, labels)):
        return False
    return all(
        len(label) <= _MAX_LABEL_CHARS
        and (not _NUMERIC.fullmatch(label) or _YEAR.fullmatch(label))
        and not label.endswith(("。", "．"))
        for label in labels
    )


def _combined(labels: Sequence[str], second: Row) -> list[str]:
    below = [_one_line(cell) for cell in second]
    width = max(len(labels), len(below))
    pairs = zip([*labels, *[""] * width], [*below, *[""] * width], strict=False)
    return [" ".join(dict.fromkeys(part for part in pair if part)) for pair in islice(pairs, width)]


def _write_row(writer: TextWriter, row: Row, labels: Sequence[str]) -> bool:
    cells = []
    for place, cell in enumerate(row):
        value = _one_line(cell)
        label = labels[place] if place < len(labels) else ""
        if value:
            cells.append(f"{label}: {value}" if label else value)
    if len(cells) == 1 and not labels:
        writer.add(cells[0])
    elif cells:
        writer.add(" | ".join(cells), "table")
    return bool(cells)


def _one_line(cell: str) -> str:
    return " ".join(cell.split())


def read_delimited(text: str) -> Draft:
    """Return the rows of a CSV or TSV text; blank text gives none.

    The delimiter is the one of comma, tab, semicolon and bar that divides most lines alike.
    """
    csv.field_size_limit(_MAX_FIELD_CHARS)
    writer = TextWriter()
    warnings: list[str] = []
    write_rows(writer, _cells(text, _delimiter(text), warnings))
    return Draft(text=writer.text, units=tuple(writer.units), warnings=tuple(warnings))


def _delimiter(text: str) -> str:
    lines = [line for line in islice(text.split("\n", 2 * _SAMPLE_LINES), _SAMPLE_LINES) if line.strip()]
    scores = {}
    for delimiter in _DELIMITERS:
        counts = [len(next(csv.reader([line[:10_000]], delimiter=delimiter), [])) for line in lines]
        usual = max(set(counts), key=counts.count, default=0)
        scores[delimiter] = counts.count(usual) * (usual > 1)
    best = max(_DELIMITERS, key=lambda delimiter: scores[delimiter])
    return best if scores[best] else ","


def _cells(text: str, delimiter: str, warnings: list[str]) -> Iterator[Row]:
    rows = csv.reader(_lines(text), delimiter=delimiter)
    while True:
        try:
            row = next(rows, None)
        except csv.Error:
            warnings.append(
                f"line {rows.line_num} has a field that is too long and was left out"
                f" / {rows.line_num}行目は長すぎる項目があるため除きました"
            )
            continue
        if row is None:
            return
        yield row


def _lines(text: str) -> Iterator[str]:
    start = 0
    while start < len(text):
        end = text.find("\n", start) + 1 or len(text)
        yield text[start:end]
        start = end
