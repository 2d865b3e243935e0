"""What explains a difference between two readings of a file: characters told from the file itself, by classes.

Each class names characters that one of the programs leaves out, or writes, on purpose; they are taken from the
file by other means than either reading (its XML parts, its elements' names), so that only what stands there explains.
"""

import re
import warnings
import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import openpyxl
import pdfplumber
import xlrd
from bs4 import BeautifulSoup, XMLParsedAsHTMLWarning
from lxml import etree

from benchmarks.boxes.measure import folded

__all__ = ["Reason", "explain", "reasons"]

_LISTS = "•▪◦‣●○■□◆◇▸▹–"
# As the makers of these pages (DocBook, Sphinx) name what stands around the text.
_FRAMES = (
    "nav, header, footer, [role=navigation], .toc, .navheader, .navfooter, .docnav, #banner, #title"
    ", .related, .sphinxsidebar, .toctree-wrapper, .footer, .headerlink"
)
_NUMBER = re.compile(r"[-+]?[0-9][0-9.,]*%?")
_WRITTEN_WITH_FORMULAS = "/()^_√∑∫=" * 200
_MANY = 100_000


class Reason(NamedTuple):
    """Characters that explain a difference.

    Attributes:
        name: Of the class.
        lost: Those that the other program finds and kotae leaves out.
        invented: Those that kotae writes and the other program doesn't.
    """

    name: str
    lost: Counter[str]
    invented: Counter[str]


def reasons(path: Path, theirs: str) -> Iterator[Reason]:
    """Yield what may explain differences in a file.

    Args:
        path: The file.
        theirs: What the other program makes of it.
    """
    none: Counter[str] = Counter()
    yield Reason("signs of lists", Counter(dict.fromkeys(_LISTS, _MANY)), none)
    match path.suffix:
        case ".xlsx":
            names = openpyxl.load_workbook(path, read_only=True).sheetnames
            yield Reason("names of sheets", none, folded("".join(names)))
        case ".xls":
            yield Reason("names of sheets", none, folded("".join(xlrd.open_workbook(path).sheet_names())))
        case ".docx":
            formulas, remarks = _parts(path, "word/document.xml", "{*}oMath//{*}t"), _remarks(path)
            if formulas:
                yield Reason("formulas", none, folded(formulas + _WRITTEN_WITH_FORMULAS))
            yield Reason("remarks", none, folded(remarks))
        case ".pptx":
            held = _parts(path, "ppt/", "{*}t") + " " + _parts(path, "ppt/charts/", "{*}v")
            axes = [word for word in theirs.split() if _NUMBER.fullmatch(word) and word not in held.split()]
            chart = _parts(path, "ppt/charts/", "{*}v") + _parts(path, "ppt/charts/", "{*}t")
            yield Reason("numbers along the axes of charts", folded(" ".join(axes)), none)
            yield Reason("words of charts that aren't drawn", none, folded(chart))
            small = _parts(path, "ppt/slides/", "{*}r[{*}rPr]/{*}t")
            yield Reason("letters shown as capitals", folded(small.upper()), folded(small))
        case ".html":
            yield from _of_pages(path)
        case ".pdf":
            yield Reason("ends of lines beyond the edge of the page", none, folded("".join(_beyond(path))))


def _of_pages(path: Path) -> Iterator[Reason]:
    none: Counter[str] = Counter()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", XMLParsedAsHTMLWarning)
        soup = BeautifulSoup(path.read_bytes(), "lxml")
    framing = soup.select(_FRAMES)
    tops = [element for element in framing if not any(parent in framing for parent in element.parents)]
    yield Reason(
        "contents lists, menus, links to other pages", folded(" ".join(e.get_text(" ") for e in tops)), none
    )
    pictures = folded(
        " ".join(str(picture.get("alt") or "") for picture in soup.select("img[alt]")) + "[]" * _MANY
    )
    yield Reason("words that stand for pictures", none, pictures)
    yield Reason("colons behind terms and labels", none, Counter({":": _MANY}))


def _beyond(path: Path) -> Iterator[str]:
    """The characters of a PDF that stand beside its pages, which pdftotext leaves out."""
    with pdfplumber.open(path) as book:
        for page in book.pages:
            for char in page.chars:
                if (
                    char["x1"] > page.width
                    or char["bottom"] > page.height
                    or char["x0"] < 0
                    or char["top"] < 0
                ):
                    yield str(char["text"])


def _remarks(path: Path) -> str:
    with zipfile.ZipFile(path) as package:
        if "word/comments.xml" not in package.namelist():
            return ""
        tree = etree.fromstring(package.read("word/comments.xml"))
    namespace = tree.tag.partition("}")[0] + "}"
    found = [*(element.text or "" for element in tree.iter("{*}t"))]
    for comment in tree.iter("{*}comment"):
        found += ["Comment ():", comment.get(f"{namespace}author") or ""]
    return "".join(found)


def _parts(path: Path, below: str, what: str) -> str:
    """The texts of elements in the XML parts of a package."""
    found: list[str] = []
    with zipfile.ZipFile(path) as package:
        for name in package.namelist():
            if name.startswith(below) and name.endswith(".xml"):
                tree = etree.fromstring(package.read(name))
                found += [element.text or "" for element in tree.iterfind(f".//{what}")]
    return " ".join(found)


def explain(
    lost: Counter[str], invented: Counter[str], given: Iterator[Reason]
) -> tuple[Counter[str], Counter[str], dict[str, int]]:
    """Return what is left of the differences, and how many characters each class explains."""
    counts: dict[str, int] = {}
    for reason in given:
        less, more = lost & reason.lost, invented & reason.invented
        lost, invented = lost - less, invented - more
        if taken := less.total() + more.total():
            counts[reason.name] = counts.get(reason.name, 0) + taken
    return lost, invented, counts
