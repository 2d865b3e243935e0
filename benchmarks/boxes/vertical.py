"""Writes pages of upright Japanese, for the measure of boxes: LibreOffice sets them, as it sets a book.

    python -m benchmarks.boxes.vertical corpus/ja FOLDER

Every Japanese text of a folder becomes a Word file whose lines run down the page, with a title, in one or two bands;
LibreOffice makes PDF files of them.
Kanbun is Chinese with marks for reading it as Japanese: marks of return are set low, what is to be added high.
"""

import argparse
import re
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import docx
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

_MOST_PARAGRAPHS = 24
_KANBUN = (
    "學{而}{時|ニ}習{レ}{之|ヲ}、不{二}亦説{一}乎。",
    "有{下}{朋|ノ}自{二}遠方{一}來{上}、不{二}亦樂{一}乎。",
    "人不{レ}{知|ラ}而不{レ}{慍|ラ}、不{二}亦君子{一}乎。",
    "温{レ}{故|キヲ}而知{レ}{新|シキヲ}、可{二}以爲{一}{師|ト}矣。",
    "己{|ノ}所{レ}不{レ}{欲|セ}、勿{レ}施{二}於人{一}。",
)
_MARK = re.compile(r"\{([^{}|]*)(?:\|([^{}]*))?\}")
_RETURNS = frozenset("レ一二三上下")


def upright(document: Any, *, columns: int) -> None:  # noqa: ANN401 -- of an untyped library
    """Let the lines of a file run down the page, in so many bands."""
    section = document.sections[0]._sectPr
    direction = OxmlElement("w:textDirection")
    direction.set(qn("w:val"), "tbRl")
    section.append(direction)
    if columns > 1:
        (bands,) = section.iterchildren(qn("w:cols"))
        bands.set(qn("w:num"), str(columns))


def write_text(text: str, path: Path, *, columns: int) -> None:
    """Write a text as an upright Word file, its first line as the title."""
    text = re.sub(r"\A---\n.*?\n---\n", "", text, flags=re.DOTALL).replace("**", "")
    title, *paragraphs = [line.strip() for line in text.splitlines() if line.strip(" |")]
    paragraphs = [paragraph for paragraph in paragraphs if not paragraph.startswith("|")]
    document = docx.Document()
    upright(document, columns=columns)
    document.add_heading(title.lstrip("# "), 1)
    for paragraph in paragraphs[:_MOST_PARAGRAPHS]:
        document.add_paragraph(paragraph.lstrip("#- "))
    document.save(str(path))


def write_kanbun(path: Path) -> None:
    """Write sentences of the Analects with marks of return and what is to be added in reading."""
    document = docx.Document()
    upright(document, columns=1)
    document.add_heading("論語", 1)
    for sentence in _KANBUN * 2:
        paragraph = document.add_paragraph()
        for words, small, low in pieces(sentence):
            run = paragraph.add_run(words)
            run.font.subscript, run.font.superscript = small and low, small and not low
    document.save(str(path))


def pieces(sentence: str) -> Iterator[tuple[str, bool, bool]]:
    """Yield the pieces of a sentence: words, whether they are set small, and then whether low."""
    at = 0
    for found in _MARK.finditer(sentence):
        yield sentence[at : found.start()], False, False
        mark, added = found[1], found[2] or ""
        yield mark, mark in _RETURNS, True
        yield added, True, False
        at = found.end()
    yield sentence[at:], False, False


def main() -> None:
    """Write the pages."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path, help="Japanese texts in Markdown")
    parser.add_argument("folder", type=Path)
    given = parser.parse_args()
    given.folder.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as made:
        for number, path in enumerate(sorted(given.corpus.glob("*.md"))):
            write_text(path.read_text("utf-8"), Path(made) / f"{path.stem}.docx", columns=1 + number % 2)
        write_kanbun(Path(made) / "kanbun.docx")
        subprocess.run(
            ["soffice", "--headless", "--convert-to", "pdf", "--outdir", str(given.folder), *map(str, Path(made).iterdir())],
            check=True, capture_output=True,
        )  # fmt: skip


if __name__ == "__main__":
    main()
