"""Rows as a file: CSV, XLSX, JSON, each row with its citations, and the certificate with them.

Documents are untrusted: a cell of a sheet that begins like a formula would be run by whoever opens it, so in CSV it gets an
apostrophe before it, and in XLSX it is written as text.
"""

import csv
import io
import re
from collections.abc import Sequence
from typing import Final

from kotae.cells import cell_place
from kotae.errors import InputError, failing_as
from kotae.gathering.records import Certificate, Gathered, Row
from kotae.messages import Message, translate
from kotae.records import Citation, Language
from kotae.serialise import JsonValue, json_text, to_json

__all__ = ["as_csv", "as_json", "as_xlsx"]

_COLUMNS: Final = Message(
    "no. entity value normal-form amount unit label document-date document path page place start end quote also library"
)
"""Each word is the head of a column."""
_BEGINS: Final = re.compile(r"(\A|[;\t\r\n])(?=[^\S\t\r\n]*[=+@＝＋－＠-]|\A[\t\r\n])")
_NUMBER: Final = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")
_CONTROL: Final = dict.fromkeys([*range(0x20), 0x7F])


def as_csv(gathered: Gathered) -> bytes:
    """Return the rows as CSV in UTF-8 with a mark at its beginning, so that Excel reads Japanese."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream)
    for line in _lines(gathered):
        writer.writerow([_harmless(value) for value in line])
    return b"\xef\xbb\xbf" + stream.getvalue().encode("utf-8", "replace")


def as_xlsx(gathered: Gathered) -> bytes:
    """Return the rows as a workbook: rows, and the certificate on a sheet of its own.

    Raises:
        InputError: The library that writes workbooks isn't installed.
    """
    with failing_as(
        InputError,
        "Workbooks need the extra package xlsxwriter (pip install 'kotae[xlsx]'); CSV and JSON don't.",
        on=ImportError,
    ):
        import xlsxwriter
    stream = io.BytesIO()
    safe = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with xlsxwriter.Workbook(stream, safe) as book:
        for name, lines in (
            (translate("Rows", gathered.language), _lines(gathered)),
            (translate("Certificate", gathered.language), _told(gathered)),
        ):
            sheet = book.add_worksheet(name)
            for at, line in enumerate(lines):
                for place, value in enumerate(line):
                    if isinstance(value, int):
                        sheet.write_number(at, place, value)
                    else:
                        # Excel takes no more than 32,767 characters in a cell.
                        sheet.write_string(at, place, value.translate(_CONTROL)[:32_000])
    return stream.getvalue()


def as_json(gathered: Gathered) -> bytes:
    """Return everything as one JSON object; amounts are strings, so that no digit is lost."""
    return (json_text(plain(gathered), indent=2) + "\n").encode()


def plain(gathered: Gathered) -> JsonValue:
    """Return a gathering as plain JSON values."""
    return {
        "question": gathered.question,
        "language": gathered.language,
        "operation": gathered.operation,
        "results": [
            {
                "operation": one.operation,
                "group": one.group,
                "unit": one.unit,
                "value": f"{one.value:f}",
                "terms": list(one.terms),
            }
            for one in gathered.results
        ],
        "rows": [_row(row) for row in gathered.rows],
        "certificate": to_json(gathered.certificate),
        "complete": gathered.complete,
        "libraries": to_json(gathered.libraries),
        "left_out": to_json(gathered.left_out),
        "missing": list(gathered.missing),
        "notes": list(gathered.notes),
        "seconds": gathered.seconds,
    }


def _row(row: Row) -> JsonValue:
    return {
        "entity": row.entity,
        "text": row.text,
        "key": row.key,
        "number": None if row.number is None else f"{row.number:f}",
        "unit": row.unit,
        "label": row.label,
        "context": row.context,
        "date": row.date,
        "date_from": row.date_from,
        "by": row.by,
        "sure": row.sure,
        "citation": to_json(row.citation),
        "also": to_json(row.also),
    }


def _lines(gathered: Gathered) -> list[Sequence[str | int]]:
    lines: list[Sequence[str | int]] = [_COLUMNS.text(gathered.language).split()]
    for number, row in enumerate(gathered.rows, start=1):
        citation = row.citation
        lines.append(
            (
                number,
                row.entity,
                row.text,
                row.key,
                "" if row.number is None else f"{row.number:f}",
                row.unit,
                row.label,
                row.date,
                citation.document.title,
                citation.document.path,
                "" if citation.page is None else citation.page,
                cell_place(citation.cells, gathered.language),
                citation.start,
                citation.end,
                citation.quote,
                "; ".join(_place(other, gathered.language) for other in row.also),
                citation.document.library,
            )
        )
    return lines


def _place(citation: Citation, language: str) -> str:
    path = "/".join(filter(None, (citation.document.library, citation.document.path)))
    return f"{path} {cell_place(citation.cells, language) or f'{citation.start}-{citation.end}'}"


def _told(gathered: Gathered) -> list[Sequence[str | int]]:
    """The certificate and the results, line by line."""
    sure, language = gathered.certificate, gathered.language
    lines: list[Sequence[str | int]] = [
        (translate("question", language), gathered.question),
        *((f"{one.group} {one.operation} {one.unit}".strip(), f"{one.value:f}") for one in gathered.results),
        *_counts(sure, language),
    ]
    for one in gathered.libraries:
        lines += [(translate("library", language), one.library), *_counts(one.certificate, language)]
    lines += [(left.library, left.reason(language)) for left in gathered.left_out]
    lines += [
        (" · ".join(filter(None, (one.library, one.path))), one.reason(language)) for one in sure.unread
    ]
    return lines


def _counts(sure: Certificate, language: Language) -> list[Sequence[str | int]]:
    return [
        (translate("documents in scope", language), sure.in_scope),
        (translate("documents read", language), sure.read),
        (translate("documents not readable", language), len(sure.unread)),
        (translate("documents left out (limit or stop)", language), sure.left_out),
        (translate("passages read", language), sure.passages),
    ]


def _harmless(value: str | int) -> str | int:
    """What a sheet would run gets an apostrophe before it, also where a sheet that splits at ; or tabs begins a cell."""
    if isinstance(value, int):
        return value
    cleaned = value.replace("\x00", "")
    if _NUMBER.fullmatch(cleaned):
        return cleaned
    return _BEGINS.sub(r"\1'", cleaned)
