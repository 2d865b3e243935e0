"""The documents of a pack as the files they would be: text, Markdown, a page, a table of commas, a mail, Word, a workbook."""

import csv
import re
from collections.abc import Sequence
from email.message import EmailMessage
from io import BytesIO
from pathlib import Path

import docx
import openpyxl

from benchmarks.libraries.packs import Document

__all__ = ["write_folder"]

_HEADERS = ("From", "To", "Date", "Subject")


def write_folder(documents: Sequence[Document], folder: Path) -> None:
    """Write every document into a folder, named by its number and title.

    Plain text begins with its title; Markdown, pages, tables and mails are written as they stand, a mail's headers encoded as
    a mail program encodes them. ``docx`` is written from headings, tables and paragraphs; ``xlsx`` from rows of commas,
    a sheet for each line ``# its name``, cells of digits alone as numbers.

    Args:
        documents: Of one pack.
        folder: Made where it isn't there.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for number, document in enumerate(documents, start=1):
        name = re.sub(r"\W+", "_", document.title)[:40].strip("_")
        path = folder / f"{number:02}_{name}.{document.form}"
        path.write_bytes(_content(document))


def _content(document: Document) -> bytes:
    if document.form == "eml":
        return _mail(document.text)
    if document.form == "docx":
        return _word(document.text)
    if document.form == "xlsx":
        return _workbook(document.text)
    if document.form == "txt" and not document.text.startswith(document.title):
        return f"{document.title}\n\n{document.text}\n".encode()
    return f"{document.text}\n".encode()


def _mail(text: str) -> bytes:
    head, _, body = text.partition("\n\n")
    mail = EmailMessage()
    for line in head.splitlines():
        name, _, value = line.partition(": ")
        if name in _HEADERS:
            mail[name] = value
    mail.set_content(body + "\n", cte="base64")
    return mail.as_bytes()


def _word(text: str) -> bytes:
    """Return a Word file; blocks of the text are parted by blank lines."""
    made = docx.Document()
    for block in re.split(r"\n{2,}", text):
        lines = block.splitlines()
        if heading := re.fullmatch(r"(#+) (.+)", block):
            made.add_heading(heading[2], level=len(heading[1]))
        elif block.startswith("|"):
            rows = [line.strip("| ").split(" | ") for line in lines if not re.fullmatch(r"[|\- ]+", line)]
            table = made.add_table(rows=0, cols=len(rows[0]))
            for row in rows:
                for cell, words in zip(table.add_row().cells, row, strict=True):
                    cell.text = words
        else:
            for line in lines:
                made.add_paragraph(line)
    stored = BytesIO()
    made.save(stored)
    return stored.getvalue()


def _workbook(text: str) -> bytes:
    """Return a workbook; a line ``# NAME`` begins a sheet."""
    made = openpyxl.Workbook()
    made.remove(made.active)
    for line in text.splitlines():
        if line.startswith("# "):
            sheet = made.create_sheet(line[2:])
        else:
            (cells,) = csv.reader([line])
            sheet.append([int(cell) if cell.isdecimal() else cell for cell in cells])
    stored = BytesIO()
    made.save(stored)
    return stored.getvalue()
