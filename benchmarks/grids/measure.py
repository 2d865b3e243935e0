"""Are the cells of tables in PDF files found, and nothing that is no table?

    python -m benchmarks.grids.measure FOLDER [--only us] [--show] [--others camelot,pdfplumber] [--record]

FOLDER holds the files of the ICDAR 2013 table competition (``us-001.pdf`` beside ``us-001-str.xml``). A *relation* is a cell
and the next one right of or below it, as that competition counts them; a *cell* is right when its text is. What is found
outside of the tables of the truth counts as wrong. ``--others`` needs those libraries installed.
"""

import argparse
import time
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from lxml import etree

from benchmarks.record import record
from kotae.parsing.files import Source
from kotae.parsing.pdf import page_text
from kotae.parsing.pdf.file import PdfFile
from kotae.parsing.pdf.legible import legible_pages
from kotae.parsing.settings import ReadingSettings


class Placed(NamedTuple):
    """A cell: its rows and columns, both ends included, and its text without white space."""

    row: int
    last_row: int
    column: int
    last_column: int
    text: str


Grid = Sequence[Placed]
Page = tuple[str, int]


class Figures(NamedTuple):
    """Relations and cells of the truth, of a reader, and in both; processor seconds.

    Attributes:
        wanted: Relations of the truth.
        found: Relations that were read.
        right: Those in both.
        cells: Cells of the truth.
        read: Cells that were read.
        same: Those in both.
        seconds: Processor time of reading.
    """

    wanted: int = 0
    found: int = 0
    right: int = 0
    cells: int = 0
    read: int = 0
    same: int = 0
    seconds: float = 0.0

    def plus(self, other: "Figures") -> "Figures":
        """Return the sum."""
        counts = [int(one + two) for one, two in zip(self[:6], other[:6], strict=True)]
        return Figures(*counts)._replace(seconds=self.seconds + other.seconds)

    def shares(self) -> dict[str, float]:
        """Return recall and precision of relations and of cells, and what was counted."""
        return {
            "relations": self.wanted,
            "relations_recall": round(self.right / max(1, self.wanted), 4),
            "relations_precision": round(self.right / max(1, self.found), 4),
            "cells": self.cells,
            "cells_recall": round(self.same / max(1, self.cells), 4),
            "cells_precision": round(self.same / max(1, self.read), 4),
            "seconds": round(self.seconds, 1),
        }


def bare(text: str) -> str:
    """Return the text without white space, spelling variants and leaders (``.....``) aside."""
    folded = "".join(unicodedata.normalize("NFKC", text).split())
    return folded.strip(".…·_") if len(folded.strip(".…·_")) else ""


def truth(path: Path) -> dict[int, list[Grid]]:
    """Return the tables of a file by page, from 1."""
    pages: dict[int, list[Grid]] = {}
    for region in etree.parse(path, etree.XMLParser(resolve_entities=False)).iter("region"):
        grid = []
        for cell in region.iter("cell"):
            row, column = int(cell.get("start-row", 0)), int(cell.get("start-col", 0))
            text = bare(cell.findtext("content") or "")
            if text:
                ends = int(cell.get("end-row", row)), int(cell.get("end-col", column))
                grid.append(Placed(row, ends[0], column, ends[1], text))
        pages.setdefault(int(region.get("page", 1)), []).append(grid)
    return pages


def relations(grid: Grid) -> Iterator[tuple[str, str, str]]:
    """Yield each cell with the next one right of it and below it, over empty ones."""
    for cell in grid:
        right = [
            other
            for other in grid
            if other.column > cell.last_column and other.row <= cell.last_row and cell.row <= other.last_row
        ]
        below = [
            other
            for other in grid
            if other.row > cell.last_row
            and other.column <= cell.last_column
            and cell.column <= other.last_column
        ]
        for other in right:
            if not any(
                between.last_column < other.column
                and between.row <= other.last_row
                and other.row <= between.last_row
                for between in right
            ):
                yield cell.text, other.text, "right"
        for other in below:
            if not any(
                between.last_row < other.row
                and between.column <= other.last_column
                and other.column <= between.last_column
                for between in below
            ):
                yield cell.text, other.text, "below"


def by_kotae(path: Path) -> dict[int, list[Grid]]:
    """Return what kotae finds."""
    source = Source(data=path.read_bytes(), path=path.name, settings=ReadingSettings())
    pages: dict[int, list[Grid]] = {}
    for text in map(page_text, legible_pages(PdfFile(source.data, path=path.name), source.settings).pages):
        pages[text.page.number] = [
            [
                Placed(
                    cell.row,
                    cell.row + cell.rows - 1,
                    cell.column,
                    cell.column + cell.columns - 1,
                    bare(" ".join(line.text for line in lines)),
                )
                for cell, lines in table.cells
                if lines
            ]
            for table in text.tables
        ]
    return pages


def by_pdfplumber(path: Path) -> dict[int, list[Grid]]:
    """Return what pdfplumber finds by the places of words."""
    import pdfplumber

    settings = {"vertical_strategy": "text", "horizontal_strategy": "text"}
    with pdfplumber.open(path) as book:
        return {page.page_number: list(map(_grid, page.extract_tables(settings))) for page in book.pages}


def by_camelot(path: Path, flavour: str) -> dict[int, list[Grid]]:
    """Return what camelot finds with one of its ways."""
    import camelot  # type: ignore[import-not-found,unused-ignore]  # only where it is compared

    pages: dict[int, list[Grid]] = {}
    for table in camelot.read_pdf(str(path), pages="all", flavor=flavour):
        pages.setdefault(int(table.page), []).append(_grid(table.df.values.tolist()))
    return pages


def _grid(rows: Sequence[Sequence[Any]]) -> Grid:
    return [
        Placed(down, down, across, across, bare(str(text)))
        for down, row in enumerate(rows)
        for across, text in enumerate(row)
        if text and bare(str(text))
    ]


READERS: dict[str, Callable[[Path], dict[int, list[Grid]]]] = {
    "kotae": by_kotae,
    "pdfplumber": by_pdfplumber,
    "camelot-stream": lambda path: by_camelot(path, "stream"),
    "camelot-network": lambda path: by_camelot(path, "network"),
    "camelot-hybrid": lambda path: by_camelot(path, "hybrid"),
}


def measured(path: Path, reader: Callable[[Path], dict[int, list[Grid]]], *, show: bool) -> Figures:
    """Return the figures of one file."""
    wanted = truth(path.with_name(f"{path.stem}-str.xml"))
    begun = time.process_time()
    found = reader(path)
    seconds = time.process_time() - begun
    total = Figures(seconds=seconds)
    for page in sorted({*wanted, *found}):
        counted = [
            (
                Counter(relation for grid in grids for relation in relations(grid)),
                Counter(cell.text for grid in grids for cell in grid if cell.text),
            )
            for grids in (wanted.get(page, []), found.get(page, []))
        ]
        (theirs, their_cells), (ours, our_cells) = counted
        total = total.plus(
            Figures(
                theirs.total(),
                ours.total(),
                (theirs & ours).total(),
                their_cells.total(),
                our_cells.total(),
                (their_cells & our_cells).total(),
            )
        )
        if show:
            print(f"  {path.name} {page}: missing {list(their_cells - our_cells)[:12]}")
            print(f"  {path.name} {page}: too many {list(our_cells - their_cells)[:12]}")
    return total


def main() -> None:
    """Measure every file of the competition in a folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--only", default="")
    parser.add_argument("--others", default="")
    parser.add_argument("--show", action="store_true")
    parser.add_argument("--record", action="store_true")
    given = parser.parse_args()
    paths = [
        path
        for path in sorted(given.folder.rglob(f"{given.only}*.pdf"))
        if path.with_name(f"{path.stem}-str.xml").exists()
    ]
    figures: dict[str, dict[str, float]] = {}
    for name in ["kotae", *filter(None, given.others.split(","))]:
        sets: dict[str, Figures] = {}
        for path in paths:
            one = measured(path, READERS[name], show=given.show)
            if given.show:
                print(name, path.name, one.shares())
            for group in (path.name[:2], "all"):
                sets[group] = sets.get(group, Figures()).plus(one)
        figures |= {f"{name} {group}": total.shares() for group, total in sets.items()}
    for name, row in figures.items():
        print(name, row)
    if given.record:
        every = figures["kotae all"]
        record(
            Path(__file__).parent,
            command="python -m benchmarks.grids.measure FOLDER --record",
            on=f"{len(paths)} files of the ICDAR 2013 table competition",
            figures=figures,
            headline={
                "en": f"Tables of {len(paths)} PDF files of the ICDAR 2013 competition: {every['relations_recall']:.1%} of "
                f"the pairs of neighbouring cells found, {every['relations_precision']:.1%} of those found right",
                "ja": f"ICDAR 2013 表認識コンテストのPDF {len(paths)}件：隣り合うセルの組の{every['relations_recall']:.1%}を"
                f"検出、検出した組の{every['relations_precision']:.1%}が正しい",
            },
        )


if __name__ == "__main__":
    main()
