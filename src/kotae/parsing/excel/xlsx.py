"""Excel workbooks → units: one row at a time with its labels, under the name of its sheet.

Beside its cells a sheet has comments, text boxes, charts, diagrams, and lines printed on each page.
"""

import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Final

from kotae.messages import Message
from kotae.parsing.excel.drawings import note_covered, write_drawing
from kotae.parsing.excel.styles import rich_text
from kotae.parsing.excel.workbook import Workbook, Worksheet
from kotae.parsing.files import Source
from kotae.parsing.losses import Losses
from kotae.parsing.packages.package import Package, child_text, properties
from kotae.parsing.slides.ink import Theme
from kotae.parsing.tables.sheets import write_sheet
from kotae.parsing.units import Draft
from kotae.parsing.writing import TextWriter
from kotae.scripts import JAPANESE

__all__ = ["DEFAULT_NAME", "hidden_sheet", "read_xlsx", "write_comment"]

DEFAULT_NAME: Final = re.compile(r"(?:Sheet|シート|Tabelle|Feuil)\s?\d*", re.IGNORECASE)
"""Names a sheet has that nobody named."""

_PAGE_ONLY: Final = re.compile(r"[\W\d]*+(?:page|ページ|頁|of)?[\W\d]*+", re.IGNORECASE)
_THREADED: Final = re.compile(r"\A\[(?:Threaded comment|スレッド化されたコメント)\]")
_JAPANESE: Final = re.compile(f"[{JAPANESE}]")


def read_xlsx(source: Source) -> Draft:
    """Return the rows of every sheet that isn't hidden; ``page`` is the place of the sheet from 1.

    Raises:
        ReadingError: It is encrypted, damaged or no workbook.
    """
    package, losses = Package(source), Losses()
    writer = TextWriter()
    warnings: list[str] = []
    unstored = 0
    losses.struck.place = lambda: writer.ahead
    workbook = Workbook(package, losses)
    sheets, theme = list(workbook.sheets()), Theme.of(workbook.theme, None)
    for place, sheet in enumerate(sheets, start=1):
        if not sheet.visible:
            warnings.append(hidden_sheet(sheet.name))
            continue
        writer.page = place
        if len(sheets) > 1 or not DEFAULT_NAME.fullmatch(sheet.name):
            writer.add(sheet.name, "heading", level=1)
        _write(writer, package, sheet, losses, theme)
        warnings += sheet.cells.warnings
        unstored += sheet.unstored
    if unstored:
        warnings.append(
            Message(
                "{unstored} {unstored:formula has|formulas have} no stored result and {unstored:was|were} "
                "left out; open and save the file in Excel",
                unstored=unstored,
            ).both()
        )
    units = tuple(writer.units) if any(unit.kind != "heading" for unit in writer.units) else ()
    core = package.xml("docProps/core.xml")
    return Draft(
        text=writer.text,
        units=units,
        # Not the name of the first sheet, which the title would else be.
        title=child_text(core, "title") or PurePosixPath(source.path).stem,
        metadata=properties(core),
        warnings=(*warnings, *losses.warnings()),
        struck=writer.all_struck(losses.struck.pieces(writer.length)),
    )


def hidden_sheet(name: str) -> str:
    """Return the warning for a sheet whose tab is hidden."""
    return Message("hidden sheet left out: {name}", name=name).both()


def _write(writer: TextWriter, package: Package, sheet: Worksheet, losses: Losses, theme: Theme) -> None:
    for line in sheet.header:
        if not _PAGE_ONLY.fullmatch(line):
            writer.add(line)
    write_sheet(writer, sheet.cells)
    related = package.related(sheet.part) if sheet.part else {}
    for address, author, text in _comments(package, related, losses):
        write_comment(writer, f"{sheet.name}!{address}" if sheet.name else address, author, text)
    for kind, name in related.values():
        drawing = package.xml(name) if kind == "drawing" else None
        if drawing is not None:
            write_drawing(writer, package, name, drawing, losses, theme)
            note_covered(drawing, sheet.cells, losses)
        losses.add("object", count=kind in ("oleObject", "package"))


def write_comment(writer: TextWriter, address: str, author: str, text: str) -> None:
    """Write a remark on a cell: where it is, who made it, what it says."""
    text = " ".join(text.split())
    if not text:
        return
    place = address.rpartition("!")[2]
    by = f" {author}" if author and not text.startswith(author) else ""
    lead = f"{'コメント' if _JAPANESE.search(text) else 'Comment'} ({place}{by}): "
    writer.add(lead + text, cells=[(len(lead), len(lead) + len(text), address)])


def _comments(
    package: Package, related: dict[str, tuple[str, str]], losses: Losses
) -> Iterator[tuple[str, str, str]]:
    """Yield address, author and text of the remarks on cells; of threads the single remarks."""
    threaded: set[str] = set()
    for kind, name in related.values():
        root = package.xml(name) if kind == "threadedComment" else None
        for comment in root.iter("{*}threadedComment") if root is not None else ():
            threaded.add(str(comment.get("ref")))
            yield str(comment.get("ref")), "", child_text(comment, "text")
    for kind, name in related.values():
        root = package.xml(name) if kind == "comments" else None
        if root is None:
            continue
        authors = [" ".join((author.text or "").split()) for author in root.iter("{*}author")]
        for comment in root.iter("{*}comment"):
            found = comment.find("{*}text")
            text = rich_text(found, losses) if found is not None else ""
            number = str(comment.get("authorId") or "")
            author = authors[int(number)] if number.isdigit() and int(number) < len(authors) else ""
            address = str(comment.get("ref") or "")
            if address not in threaded or not _THREADED.match(text):
                yield address, "" if author.startswith("tc=") else author, text
