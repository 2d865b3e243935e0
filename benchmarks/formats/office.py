"""Which libraries read Word, PowerPoint, Excel, EPUB and HTML best? Japanese manuals of Debian's. See README.md.

Word, PowerPoint and EPUB files are made by pandoc from a manual's HTML, so that what has to be found is known. For HTML
the EPUB edition of the same manual says what is text, and lines that recur on most pages are menus.
"""

import argparse
import datetime
import io
import re
import subprocess
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from benchmarks.formats.run import bare, sentences_of
from benchmarks.record import record
from kotae.parsing.files import Source
from kotae.parsing.formats import READERS
from kotae.parsing.settings import ReadingSettings

_SETTINGS = ReadingSettings(max_file_bytes=1_000_000_000, max_seconds=600)
_MIN_CHARS = 15
_GUIDE = "maint-guide-ja/usr/share/doc/maint-guide-ja/html"
_REFERENCE = "developers-reference-ja/usr/share/developers-reference/ja"
Reader = Callable[[Path], str]
Table = dict[str, dict[str, float]]


def kotae(path: Path) -> str:
    """Everything kotae would store, units apart by line breaks."""
    source = Source(path=path.name, data=path.read_bytes(), settings=_SETTINGS)
    return "\n".join(
        draft.text[unit.start : unit.end] for draft in READERS[path.suffix](source) for unit in draft.units
    )


def _python_docx(path: Path) -> str:
    import docx

    return "\n".join(paragraph.text for paragraph in docx.Document(str(path)).paragraphs)


def _mammoth(path: Path) -> str:
    import mammoth

    with path.open("rb") as file:
        return str(mammoth.extract_raw_text(file).value)


def _docx2txt(path: Path) -> str:
    import docx2txt

    return str(docx2txt.process(str(path)))


def _python_pptx(path: Path) -> str:
    import pptx

    shapes = (shape for slide in pptx.Presentation(str(path)).slides for shape in slide.shapes)
    return "\n".join(shape.text_frame.text for shape in shapes if shape.has_text_frame)


def _ebooklib(path: Path) -> str:
    import ebooklib
    from bs4 import BeautifulSoup
    from ebooklib import epub

    items = epub.read_epub(str(path)).get_items_of_type(ebooklib.ITEM_DOCUMENT)
    return "\n".join(BeautifulSoup(item.get_content(), "lxml").get_text() for item in items)


def _pandoc(path: Path) -> str:
    return subprocess.run(
        ["pandoc", "--to=plain", "--wrap=none", str(path)], capture_output=True, text=True, check=True
    ).stdout


def _trafilatura(path: Path) -> str:
    import trafilatura

    return trafilatura.extract(path.read_text("utf-8"), include_tables=True, favor_recall=True) or ""


def _inscriptis(path: Path) -> str:
    import inscriptis

    return str(inscriptis.get_text(re.sub(r"<\?xml[^>]*>", "", path.read_text("utf-8"))))


WORD: dict[str, Reader] = {
    "python-docx": _python_docx,
    "mammoth": _mammoth,
    "docx2txt": _docx2txt,
    "kotae": kotae,
}
SLIDES: dict[str, Reader] = {"python-pptx": _python_pptx, "kotae": kotae}
BOOKS: dict[str, Reader] = {"EbookLib": _ebooklib, "pandoc": _pandoc, "kotae": kotae}
PAGES: dict[str, Reader] = {"trafilatura": _trafilatura, "inscriptis": _inscriptis, "kotae": kotae}


def _wanted(paths: Iterable[Path]) -> set[str]:
    found = (bare(sentence) for path in paths for sentence in sentences_of(path))
    # Marks of notes are written in as many ways as there are libraries.
    return {s for s in found if len(s) >= _MIN_CHARS and not re.search("[⁰¹²³⁴-⁹]", s)}


def _row(kind: str, name: str, read: Reader, paths: list[Path], wanted: set[str]) -> Table:
    began = time.process_time()
    texts = [read(path) for path in paths]
    seconds = time.process_time() - began
    whole = bare("\n".join(texts))
    found = sum(sentence in whole for sentence in wanted) / len(wanted)
    menus = f"{_recurring(texts):.3f}" if len(texts) > 2 else ""
    print(f"| {kind}, {len(wanted)} | {name} | {found:.3f} | {menus} | {seconds:.1f} |", flush=True)
    recurring = {"recurring lines": float(menus)} if menus else {}
    row = {"found": round(found, 3), **recurring, "processor seconds": round(seconds, 1)}
    return {f"{kind}, {len(wanted)}: {name}": row}


def _recurring(texts: list[str]) -> float:
    """The share of characters in lines that stand on more than half of the pages."""
    lines = [[line.strip() for line in text.split("\n") if line.strip()] for text in texts]
    pages = Counter(line for page in lines for line in set(page))
    chars = [(len(line), pages[line] > len(texts) / 2) for page in lines for line in page]
    return sum(length for length, often in chars if often) / sum(length for length, _ in chars)


def _made(folder: Path, chapters: list[Path]) -> Iterator[Path]:
    for suffix in (".docx", ".pptx", ".epub"):
        target = folder / f"guide{suffix}"
        subprocess.run(
            ["pandoc", "--quiet", "--from=html", f"--output={target}", *map(str, chapters)], check=True
        )
        yield target


def _sheet() -> None:
    """What a sheet shows as 12.5%, 2,000億円 and dates, as the libraries give it."""
    import openpyxl
    import python_calamine

    book, content = openpyxl.Workbook(), io.BytesIO()
    sheet = book.active
    assert sheet is not None
    cells = [(0.125, "0.0%"), (2000, '#,##0"億円"'), (datetime.date(2025, 4, 1), 'yyyy"年"m"月"d"日"')]
    sheet.append(["割合", "予算", "開始日"])
    sheet.append([value for value, _ in cells])
    for column, (_, shown) in enumerate(cells, start=1):
        sheet.cell(2, column).number_format = shown
    book.save(content)
    content.seek(0)
    rows = python_calamine.CalamineWorkbook.from_filelike(content).get_sheet_by_index(0).to_python()
    raw = [str(cell.value) for cell in openpyxl.load_workbook(content)["Sheet"][2]]
    source = Source(path="a.xlsx", data=content.getvalue(), settings=_SETTINGS)
    (draft,) = READERS[".xlsx"](source)
    print(f"\npython-calamine: {rows[1]}\nopenpyxl, values: {raw}\nkotae: {draft.text.splitlines()[-1]}")


def main() -> None:
    """Print one table row per format and library, then what a sheet's cells look like."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="where the packages were unpacked")
    parser.add_argument("--record", action="store_true", help="write results_office.json")
    arguments = parser.parse_args()
    folder: Path = arguments.folder
    table: Table = {}
    print(
        "| format, sentences | library | found | recurring lines | processor seconds |\n|---|---|---|---|---|"
    )
    chapters = sorted((folder / _GUIDE).glob("*.html"))
    wanted = _wanted(chapters)
    with tempfile.TemporaryDirectory() as name:
        for path, readers in zip(_made(Path(name), chapters), (WORD, SLIDES, BOOKS), strict=True):
            for library, read in readers.items():
                table |= _row(path.suffix, library, read, [path], wanted)
    book = folder / _REFERENCE / "developers-reference.epub"
    pages = sorted((folder / _REFERENCE).glob("*.html"))
    for library, read in BOOKS.items():
        table |= _row(".epub (its own)", library, read, [book], _wanted(pages))
    for library, read in PAGES.items():
        table |= _row(".html", library, read, pages, _wanted([book]))
    _sheet()
    if arguments.record:
        record(
            Path(__file__).parent,
            command="python -m benchmarks.formats.office unpacked --record",
            on="a Japanese manual's HTML made into Word, PowerPoint and EPUB by pandoc; another as it is packaged",
            figures=table,
            name="results_office",
        )


if __name__ == "__main__":
    main()
