"""Jupyter notebooks (``.ipynb``) → their text, code and printed results, cell by cell.

A notebook is JSON; nothing in it is run.
"""

import json
from collections.abc import Iterator
from typing import Any, Final

from kotae.errors import ReadingError, failing_as
from kotae.messages import Message
from kotae.parsing.encodings.decoding import decode
from kotae.parsing.files import Source, printable
from kotae.parsing.html import read_html
from kotae.parsing.markup.markdown import read_markdown
from kotae.parsing.struck import harmless
from kotae.parsing.units import Draft
from kotae.parsing.writing import TextWriter

__all__ = ["read_notebook"]

# A cell may have printed megabytes; what is meant to be read stands at the beginning.
_MAX_OUTPUT_CHARS: Final = 20_000
_MAX_CELLS: Final = 20_000


def read_notebook(source: Source) -> Draft:
    """Return the cells of a notebook in order; its title is its first heading.

    Raises:
        ReadingError: It is damaged or no notebook.
    """
    cells = _cells(source)
    writer = TextWriter()
    warnings: dict[str, None] = {}
    for cell in cells[:_MAX_CELLS]:
        for draft in _drafts(cell):
            if isinstance(draft, Draft):
                writer.add_draft(draft)
                warnings.update((warning, None) for warning in draft.warnings)
            else:
                writer.add(draft, "code")
    pictures = sum(_has_picture(cell) for cell in cells)
    if pictures:
        warnings[
            Message(
                "pictures in the results of {pictures} {pictures:cell|cells} were not read", pictures=pictures
            ).both()
        ] = None
    if len(cells) > _MAX_CELLS:
        warnings[
            Message("reading stopped after {max_cells} {max_cells:cell|cells}", max_cells=_MAX_CELLS).both()
        ] = None
    return Draft(text=writer.text, units=tuple(writer.units), warnings=tuple(warnings))


def _cells(source: Source) -> list[dict[str, Any]]:
    with failing_as(_damaged(source), on=(ValueError, RecursionError)):
        book = json.loads(decode(source.data).text)
    cells = book.get("cells") if isinstance(book, dict) else None
    if cells is None and isinstance(book, dict):
        # Format 3 keeps its cells in sheets.
        sheets = book.get("worksheets")
        cells = (
            sheets[0].get("cells")
            if isinstance(sheets, list) and sheets and isinstance(sheets[0], dict)
            else None
        )
    if not isinstance(cells, list):
        raise _damaged(source)
    return [cell for cell in cells if isinstance(cell, dict)]


def _drafts(cell: dict[str, Any]) -> Iterator[Draft | str]:
    """What one cell gives: a draft for text, plain strings for code and printed results."""
    written = _joined(cell.get("source", cell.get("input")))
    kind = cell.get("cell_type")
    if kind == "markdown":
        yield read_markdown(written)
    elif kind == "heading":
        level = cell.get("level")
        yield read_markdown(f"{'#' * (level if isinstance(level, int) and 0 < level < 7 else 1)} {written}")
    elif kind == "code":
        yield written
        outputs = cell.get("outputs")
        for output in outputs if isinstance(outputs, list) else ():
            if isinstance(output, dict):
                yield from _result(output)
    else:
        yield written


def _result(output: dict[str, Any]) -> Iterator[Draft | str]:
    data = output.get("data")
    forms = data if isinstance(data, dict) else output
    if markdown := _joined(forms.get("text/markdown")):
        yield read_markdown(markdown[:_MAX_OUTPUT_CHARS])
    elif table := _joined(forms.get("text/html")):
        yield read_html(table[:_MAX_OUTPUT_CHARS])
    elif output.get("output_type") in ("error", "pyerr"):
        # What went wrong, without the calls that led there.
        said = (output.get("ename"), output.get("evalue"))
        yield ": ".join(part for part in said if isinstance(part, str) and part)[:_MAX_OUTPUT_CHARS]
    else:
        yield _joined(forms.get("text/plain", output.get("text")))[:_MAX_OUTPUT_CHARS]


def _has_picture(cell: dict[str, Any]) -> bool:
    outputs = cell.get("outputs")
    found = (
        [output.get("data") for output in outputs if isinstance(output, dict)]
        if isinstance(outputs, list)
        else []
    )
    return any(
        isinstance(data, dict) and any(str(form).startswith("image/") for form in data) for data in found
    )


def _joined(written: object) -> str:
    if isinstance(written, list):
        written = "".join(piece for piece in written if isinstance(piece, str))
    return harmless(written) if isinstance(written, str) else ""


def _damaged(source: Source) -> ReadingError:
    shown = printable(source.path)
    return ReadingError("the file is damaged or no notebook. Save it again from Jupyter.", path=shown)
