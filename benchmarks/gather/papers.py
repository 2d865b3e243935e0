# ruff: noqa: E501 - what papers say is one line each
"""Papers in five formats, and what was asked of them: what the libraries of this benchmark are written with."""

import csv
import html
import io
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from email.message import EmailMessage
from typing import Any

import docx
import xlsxwriter

__all__ = [
    "Asked",
    "Library",
    "Record",
    "TrueRow",
    "Ways",
    "day_en",
    "day_ja",
    "form",
    "prose",
    "records",
    "table",
]

Record = dict[str, Any]

MONTHS = "January February March April May June July August September October November December".split()


@dataclass(frozen=True, kw_only=True)
class TrueRow:
    """A row that must be found.

    Attributes:
        paths: Where it stands; any of these papers may be cited.
        value: Its key (``JPY:120000``, ``date:2026-03-31``, ``number:5``); empty where only the paper counts.
        holds: What the row's entity or quote must hold, where a paper has several rows.
    """

    paths: tuple[str, ...]
    value: str = ""
    holds: str = ""


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A question with its true rows; ``results`` are the true numbers by unit, empty for a plain list."""

    text: str
    rows: tuple[TrueRow, ...]
    results: dict[str, Decimal] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Library:
    """Papers by path, and questions."""

    name: str
    files: dict[str, bytes]
    asked: tuple[Asked, ...]


@dataclass(frozen=True, kw_only=True)
class Ways:
    """How one kind of paper is worded: in turn by writer; each gives path, title and text or rows."""

    folder: str
    ways: Sequence[Callable[[Record], tuple[str, str, Any]]]

    def papers(self, records: Iterable[Record]) -> dict[str, bytes]:
        """Write each record, and note its path."""
        files = {}
        for place, record in enumerate(records):
            name, title, said = self.ways[place % len(self.ways)](record)
            kind = name.rsplit(".", 1)[1]
            record["path"] = f"{self.folder}/{place + 1:02d}-{name}"
            if isinstance(said, list):
                files[record["path"]] = table(kind, title, said, header=False)
            elif kind == "eml":
                files[record["path"]] = mail(title, said)
            else:
                files[record["path"]] = prose(kind, title, [("", part) for part in said.split("\n")])
        return files


def records(rows: Iterable[tuple[Any, ...]], *names: str) -> list[Record]:
    """Return rows as records with these fields."""
    return [dict(zip(names, row, strict=True)) for row in rows]


def mail(subject: str, text: str) -> bytes:
    """A mail of plain text."""
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "office@example.jp", "team@example.jp", subject
    message["Date"] = "Mon, 01 Jun 2026 09:00:00 +0900"
    message.set_content(text)
    return bytes(message)


def day_ja(day: str, *, era: bool = False) -> str:
    """2026-03-31 → 2026年3月31日, or 令和8年3月31日."""
    year, month, date = map(int, day.split("-"))
    return f"令和{year - 2018}年{month}月{date}日" if era and year > 2019 else f"{year}年{month}月{date}日"


def day_en(day: str) -> str:
    """2026-03-31 → 31 March 2026."""
    year, month, date = map(int, day.split("-"))
    return f"{date} {MONTHS[month - 1]} {year}"


def form(kind: str, title: str, pairs: Sequence[tuple[str, str]], below: str = "") -> bytes:
    """A paper with a table of label and value, and perhaps a paragraph below."""
    return table(kind, title, [list(pair) for pair in pairs], header=False, below=below)


def prose(kind: str, title: str, parts: Sequence[tuple[str, str]]) -> bytes:
    """A paper of headings, which may be empty, each with its paragraph."""
    if kind == "docx":
        paper = docx.Document()
        paper.add_heading(title, 1)
        for heading, text in parts:
            if heading:
                paper.add_heading(heading, 2)
            paper.add_paragraph(text)
        return _saved(paper)
    if kind == "html":
        body = "".join(
            (f"<h2>{html.escape(heading)}</h2>" if heading else "") + f"<p>{html.escape(text)}</p>"
            for heading, text in parts
        )
        return _page(title, body)
    lines = [f"# {title}", ""]
    for heading, text in parts:
        lines += [f"## {heading}", ""] if heading else []
        lines += [text, ""]
    return "\n".join(lines).encode()


def table(  # noqa: C901 - five formats, one after the other
    kind: str,
    title: str,
    rows: Sequence[Sequence[str | int]],
    *,
    header: bool = True,
    above: str = "",
    below: str = "",
) -> bytes:
    """A paper with a table; the first row is its header."""
    if kind == "csv":
        stream = io.StringIO()
        csv.writer(stream).writerows(rows)
        return stream.getvalue().encode()
    if kind == "xlsx":
        return _sheet(title, rows)
    if kind == "docx":
        paper = docx.Document()
        paper.add_heading(title, 1)
        if above:
            paper.add_paragraph(above)
        grid = paper.add_table(rows=len(rows), cols=len(rows[0]))
        for at, row in enumerate(rows):
            for place, value in enumerate(row):
                grid.cell(at, place).text = str(value)
        if below:
            paper.add_paragraph(below)
        return _saved(paper)
    if kind == "html":
        made = "".join(
            "<tr>"
            + "".join(
                f"<{mark}>{html.escape(str(value))}</{mark}>"
                for place, value in enumerate(row)
                for mark in ["th" if (header and not at) or (not header and not place) else "td"]
            )
            + "</tr>"
            for at, row in enumerate(rows)
        )
        return _page(title, f"<p>{html.escape(above)}</p><table>{made}</table><p>{html.escape(below)}</p>")
    cells = [[str(value) for value in row] for row in rows]
    if not header:
        lines = [f"- {label}: {value}" for label, value in cells]
    else:
        lines = ["| " + " | ".join(row) + " |" for row in cells]
        lines.insert(1, "|" + "---|" * len(cells[0]))
    return "\n".join([f"# {title}", "", *([above, ""] if above else []), *lines, "", below, ""]).encode()


def _saved(paper: "docx.document.Document") -> bytes:
    stream = io.BytesIO()
    paper.save(stream)
    return stream.getvalue()


def _page(title: str, body: str) -> bytes:
    shown = html.escape(title)
    return f"<!doctype html><html><head><meta charset='utf-8'><title>{shown}</title></head><body><h1>{shown}</h1>{body}</body></html>".encode()


def _sheet(title: str, rows: Sequence[Sequence[str | int]]) -> bytes:
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        sheet = book.add_worksheet(title[:28])
        for at, row in enumerate(rows):
            for place, value in enumerate(row):
                sheet.write(at, place, value)
    return stream.getvalue()
