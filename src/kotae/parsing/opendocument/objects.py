"""What is embedded in OpenDocument files: formulas as one line of text, charts as tables."""

from dataclasses import replace
from posixpath import join, normpath

from bs4 import BeautifulSoup
from lxml import etree

from kotae.parsing.html.mathml import linear
from kotae.parsing.opendocument.styles import attribute
from kotae.parsing.opendocument.tables import table_cells
from kotae.parsing.opendocument.text import OdfHanging, OdfText
from kotae.parsing.packages.package import Package, local_name
from kotae.parsing.tables.cell_shapes import Cell
from kotae.parsing.tables.rows import write_table
from kotae.parsing.writing import TextWriter

__all__ = ["write_object"]


def write_object(writer: TextWriter, package: Package, element: etree._Element, texts: OdfText) -> None:
    """Write a ``draw:object``; one that holds nothing to read is noted as left out.

    Args:
        writer: Where to.
        package: The file.
        element: Names the part of it that holds the object, or holds it itself.
        texts: Reads paragraphs, and notes what is left out.
    """
    inside = next(element.iterfind("*"), None)
    root = (
        package.xml(normpath(join(attribute(element, "href"), "content.xml"))) if inside is None else inside
    )
    if root is None:
        texts.losses.add("object")
    elif local_name(root) == "math":
        writer.add(_formula(root))
    else:
        _write_chart(writer, root, texts)


def _formula(root: etree._Element) -> str:
    """A formula on one line: what its MathML says, else what was typed."""
    found = BeautifulSoup(etree.tostring(root, encoding="unicode"), "lxml").find(["math", "math:math"])
    shown = linear(found) if found is not None else ""
    typed = next(root.iter("{*}annotation"), None)
    return shown or (" ".join((typed.text or "").split()) if typed is not None else "")


def _write_chart(writer: TextWriter, root: etree._Element, texts: OdfText) -> None:
    titles = [" ".join(" ".join(t.itertext()).split()) for t in root.iter("{*}title")]
    title = " ".join(titles)
    writer.add(title, label=title)
    tables = list(root.iterfind(".//{*}chart/{*}table"))
    if not tables and not title:
        texts.losses.add("object")
    for table in tables:
        rows = table_cells(table, texts, OdfHanging())
        write_table(writer, [[_told(cell) for cell in row] for row in rows], title=title)


def _told(cell: Cell) -> Cell:
    """A cell of a chart's table; what it says of a value that isn't there is nothing."""
    return replace(cell, text="") if cell.text == "NaN" else cell
