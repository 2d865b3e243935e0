"""Comma-separated files and their like → rows of cells, laid out as a sheet is."""

import csv
import re
from collections.abc import Iterator
from itertools import islice
from typing import Final

from kotae.messages import Message
from kotae.parsing.tables.sheets import Sheet, write_sheet
from kotae.parsing.units import Draft
from kotae.parsing.writing import TextWriter

__all__ = ["read_delimited"]

_DELIMITERS: Final = (",", "\t", ";", "|")
_SAMPLE_LINES: Final = 50
# How programs keep Excel from making a number of a code: ="00427".
_KEPT: Final = re.compile(r'="([^"]*)"')
_MAX_FIELD_CHARS: Final = 1_000_000
# A first line that only tells Excel how the cells are parted.
_TOLD: Final = re.compile(r"\A\s*\"?sep=([,;|\t])\"?[ ]*(?:\n|\Z)", re.IGNORECASE)


def read_delimited(text: str) -> Draft:
    """Return the rows of a CSV or TSV text; blank text gives none.

    The delimiter is the one that a first line ``sep=;`` tells, else the one of comma, tab, semicolon
    and bar that divides most lines alike.
    """
    csv.field_size_limit(_MAX_FIELD_CHARS)
    writer = TextWriter()
    warnings: list[str] = []
    sheet = Sheet(name="")
    told = _TOLD.match(text)
    rows = _rows(text[told.end() :], told[1], warnings) if told else _rows(text, _delimiter(text), warnings)
    for down, row in enumerate(rows, start=2 if told else 1):
        for right, value in enumerate(row, start=1):
            kept = _KEPT.fullmatch(value.strip())
            text = kept[1] if kept else value
            if text.strip():
                sheet.put(down, right, text)
    write_sheet(writer, sheet, header_first=True)
    warnings += sheet.warnings
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


def _rows(text: str, delimiter: str, warnings: list[str]) -> Iterator[list[str]]:
    rows = csv.reader(_lines(text), delimiter=delimiter)
    while True:
        try:
            row = next(rows, None)
        except csv.Error:
            warnings.append(
                Message(
                    "line {line_num} has a field that is too long and was left out", line_num=rows.line_num
                ).both()
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
