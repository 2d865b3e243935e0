"""Does every cell of a table keep its labels, in every format?

    python -m benchmarks.tables.measure [--show] [--record]

Needs LibreOffice (``soffice``), which writes the formats that no library here writes. A cell is right when the text
as read holds it as a cell, under all of its labels and the name of its row and under no other label of the sheet; on
sheets (``.xlsx``, ``.xls``, ``.ods``, ``.csv``) at its own address too.
"""

import argparse
import re
import subprocess
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from benchmarks.record import record
from benchmarks.tables.files import write_all
from benchmarks.tables.tables import SECOND, TABLES, Meaning, Sheet
from kotae.cells import cells_of
from kotae.parsing import read_file
from kotae.parsing.tables.sheets import column_letters
from kotae.records import CitedCell, Document

_SHEETS = frozenset(["xlsx", "xls", "ods", "csv"])
_SIGNS = re.compile(r"[\s:：|]+")


def bare(text: str) -> str:
    """A text without white space and the signs between labels."""
    return _SIGNS.sub("", text)


def stands(meaning: Meaning, cell: CitedCell, line: str) -> bool:
    """Whether a cell stands under all of its labels and no other.

    Args:
        meaning: What it means.
        cell: As read.
        line: The row it was read in, with what stands above the row.
    """
    left = bare(cell.column)
    # What names a group of labels may stand at the row's beginning.
    elsewhere = [bare(meaning.name), *([bare(cell.row)] if len(meaning.labels) > 1 else [])]
    for label in sorted(map(bare, filter(None, (*meaning.labels, meaning.name))), key=len, reverse=True):
        if label not in left and label not in elsewhere:
            return False
        left = left.replace(label, "", 1)
    return not re.search(r"\w", left) and bare(meaning.name) in bare(line)


def cells(document: Document) -> Iterator[tuple[CitedCell, str]]:
    """Yield every cell of a document with the row it stands in, and what is above that."""
    for block in document.blocks:
        line = " ".join((*block.headings, document.text[block.start : block.end]))
        for cell in cells_of(document, block.start, block.end):
            yield cell, line


def judge(
    sheet: Sheet, document: Document, kind: str, *, show: bool, printed: str | None = None
) -> Counter[str]:
    """Return how many cells there are, how many are right, how many were read at all, and how many aren't on the page.

    Args:
        sheet: What was written.
        document: As read.
        kind: Its format.
        show: Whether to print what is wrong.
        printed: What another program finds on the page: a printed sheet cuts text off at the edges of its cells, and what isn't
            there whole, or whose label isn't, can't be read. None where everything is there.
    """
    found: dict[str, list[tuple[CitedCell, str]]] = {}
    for cell, line in cells(document):
        found.setdefault(bare(document.text[cell.start : cell.end]), []).append((cell, line))
    counts: Counter[str] = Counter()
    for meaning in sheet.meanings():
        address = f"{column_letters(meaning.column)}{meaning.row}"
        if printed is not None and not all(
            bare(text) in printed for text in (meaning.value, meaning.name, *meaning.labels)
        ):
            counts.update(cut=1)
            continue
        at = [
            (cell, line)
            for cell, line in found.get(bare(meaning.value), [])
            if kind not in _SHEETS or cell.address.rpartition("!")[2] == address
        ]
        right = any(stands(meaning, cell, line) for cell, line in at)
        counts.update(cells=1, right=right, read=bare(meaning.value) in bare(document.text))
        if show and not right:
            said = [(cell.address, cell.column, cell.row) for cell, _ in at]
            print(f"  {kind} {sheet.name}: {meaning.value!r} of {meaning.labels} {meaning.name!r}: {said}")
    return counts


def measured(sheets: tuple[Sheet, ...], folder: Path, *, show: bool) -> dict[str, dict[str, float]]:
    """Return the figures of each format, and of all together.

    Args:
        sheets: What to write and read.
        folder: Where the files are, or are written where it is empty.
        show: Whether to print what is wrong.
    """
    folder.mkdir(exist_ok=True)
    if not any(folder.iterdir()):
        write_all(sheets, folder)
    totals: dict[str, Counter[str]] = {}
    for path in sorted(folder.iterdir()):
        number, _, kind = path.name.partition(".")
        sheet = sheets[int(number)]
        (document, *_) = read_file(path, relative_path=path.name)
        printed = None
        if kind == "sheet.pdf":
            done = subprocess.run(["pdftotext", "-raw", path, "-"], check=True, capture_output=True)
            printed = bare(done.stdout.decode())
        counts = judge(sheet, document, kind, show=show, printed=printed)
        totals.setdefault(kind, Counter()).update({"tables": len(sheet.parts), **counts})
    totals["all"] = sum(totals.values(), Counter())
    return {
        kind: {
            "tables": counts["tables"],
            "cells": counts["cells"],
            "read": counts["read"],
            "right": counts["right"],
            **({"cut off on the page": counts["cut"]} if counts["cut"] else {}),
            "share": round(counts["right"] / counts["cells"], 4),
        }
        for kind, counts in totals.items()
    }


def main() -> None:
    """Measure, and write the record if asked."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--show", action="store_true")
    arguments.add_argument("--record", action="store_true")
    arguments.add_argument("--folder", type=Path, help="where the files are kept between two runs")
    given = arguments.parse_args()
    table: dict[str, dict[str, float]] = {}
    with tempfile.TemporaryDirectory() as made:
        for name, sheets in (("", TABLES), ("second ", SECOND)):
            folder = (given.folder or Path(made)) / (name.strip() or "seen")
            folder.parent.mkdir(exist_ok=True)
            found = measured(sheets, folder, show=given.show)
            table.update({name + kind: row for kind, row in found.items()})
    for kind, row in table.items():
        print(kind, row)
    if given.record:
        every, second = table["all"], table["second all"]
        formats = len(table) // 2 - 1
        record(
            Path(__file__).parent,
            command="python -m benchmarks.tables.measure --record",
            on=f"{len(TABLES)} sheets of tables and {len(SECOND)} of a second set, in Japanese and English, in {formats} formats",
            figures=table,
            headline={
                "en": f"Cells of tables read under their own labels: {every['share']:.1%} of {every['cells']:,} in {formats} "
                f"formats, {second['share']:.1%} of {second['cells']:,} in a second set",
                "ja": f"正しい見出しのもとに読めた表のセル：{formats}形式の{every['cells']:,}個のうち{every['share']:.1%}、"
                f"二組目の{second['cells']:,}個のうち{second['share']:.1%}",
            },
        )


if __name__ == "__main__":
    main()
