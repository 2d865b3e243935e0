"""Which PDF library reads real manuals best? Sentences of the HTML or EPUB edition looked for in the PDF's text.

The same manuals exist as PDF and as HTML or EPUB, made from one source: every sentence of the
latter should occur in what is read from the former. White space doesn't count. See README.md.
"""

import argparse
import re
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.record import record
from kotae.parsing.files import Source
from kotae.parsing.formats import READERS
from kotae.parsing.pdf import read_pdf
from kotae.parsing.settings import ReadingSettings

_SETTINGS = ReadingSettings(max_file_bytes=1_000_000_000, max_seconds=600)
_SENTENCE = re.compile(r"[^。！？]+[。！？]|[A-Z][^.!?]{30,}[.!?](?=\s|\Z)")
_MIN_CHARS = 15


@dataclass(frozen=True, slots=True, kw_only=True)
class Manual:
    """A manual as PDF, and in another edition that is easier to read."""

    name: str
    pdf: str
    other: str


MANUALS = (
    Manual(
        name="debian-reference (ja)",
        pdf="debian-reference-ja/usr/share/debian-reference/debian-reference.ja.pdf",
        other="debian-reference-ja/usr/share/debian-reference/*.ja.html",
    ),
    Manual(
        name="debian-reference (en)",
        pdf="debian-reference-en/usr/share/debian-reference/debian-reference.en.pdf",
        other="debian-reference-en/usr/share/debian-reference/*.en.html",
    ),
    Manual(
        name="maint-guide (ja)",
        pdf="maint-guide-ja/usr/share/doc/maint-guide-ja/maint-guide.ja.pdf",
        other="maint-guide-ja/usr/share/doc/maint-guide-ja/html/*.html",
    ),
    Manual(
        name="developers-reference (ja)",
        pdf="developers-reference-ja/usr/share/developers-reference/ja/developers-reference.pdf",
        other="developers-reference-ja/usr/share/developers-reference/ja/developers-reference.epub",
    ),
    Manual(
        name="debian-edu (ja)",
        pdf="debian-edu-doc-ja/usr/share/doc/debian-edu-doc-ja/debian-edu-bullseye-manual.pdf",
        other="debian-edu-doc-ja/usr/share/doc/debian-edu-doc-ja/debian-edu-bullseye-manual.epub",
    ),
)


def _pdfium(path: Path) -> list[str]:
    import pypdfium2

    file = pypdfium2.PdfDocument(path)
    return [page.get_textpage().get_text_bounded() for page in file]


def _pypdf(path: Path) -> list[str]:
    import pypdf

    return [page.extract_text() for page in pypdf.PdfReader(path).pages]


def _pdfplumber(path: Path) -> list[str]:
    import pdfplumber

    with pdfplumber.open(path) as file:
        return [page.extract_text() for page in file.pages]


def _kotae(path: Path) -> list[str]:
    draft = read_pdf(Source(path=path.name, data=path.read_bytes(), settings=_SETTINGS))
    return [draft.text[unit.start : unit.end] for unit in draft.units]


LIBRARIES: dict[str, Callable[[Path], list[str]]] = {
    "pypdf": _pypdf,
    "pdfplumber": _pdfplumber,
    "pypdfium2": _pdfium,
    "kotae": _kotae,
}


def sentences_of(path: Path) -> Iterator[str]:
    """Yield the sentences of an HTML or EPUB file, prose only."""
    source = Source(path=path.name, data=path.read_bytes(), settings=_SETTINGS)
    for draft in READERS[path.suffix](source):
        for unit in draft.units:
            if unit.kind in ("paragraph", "list"):
                text = " ".join(draft.text[unit.start : unit.end].split())
                yield from (found[0].strip() for found in _SENTENCE.finditer(text))


def _sentences(folder: Path, manual: Manual) -> Iterator[str]:
    """Sentences of the other edition."""
    for path in sorted(folder.glob(manual.other)):
        yield from sentences_of(path)


def bare(text: str) -> str:
    """Return a text without what is set differently in print: white space, quotation marks, hyphens."""
    return re.sub(r"[\s\"'“”‘’`\-‐–—]", "", text)


def main() -> None:
    """Print one table row per manual and library."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="where the packages were unpacked")
    parser.add_argument("--record", action="store_true", help="write results.json")
    arguments = parser.parse_args()
    folder, table = arguments.folder, {}
    print("| manual | library | sentences found | found within one piece | processor seconds |")
    print("|---|---|---|---|---|")
    for manual in MANUALS:
        wanted = {
            found for sentence in _sentences(folder, manual) if len(found := bare(sentence)) >= _MIN_CHARS
        }
        pdf = folder / manual.pdf
        for name, read in LIBRARIES.items():
            started = time.process_time()
            pieces = read(pdf)
            seconds = time.process_time() - started
            stripped = [bare(piece) for piece in pieces]
            whole, joined = "".join(stripped), "\n".join(stripped)
            found = sum(sentence in whole for sentence in wanted) / len(wanted)
            inside = sum(sentence in joined for sentence in wanted) / len(wanted)
            print(
                f"| {manual.name}, {len(wanted)} | {name} | {found:.3f} | {inside:.3f} | {seconds:.1f} |",
                flush=True,
            )
            table[f"{manual.name}, {len(wanted)}: {name}"] = {
                "sentences found": round(found, 3),
                "found within one piece": round(inside, 3),
                "processor seconds": round(seconds, 1),
            }
    if arguments.record:
        record(
            Path(__file__).parent,
            command="python -m benchmarks.formats.run unpacked --record",
            on="five manuals as PDF, their sentences of prose as in the HTML or EPUB edition",
            figures=table,
        )


if __name__ == "__main__":
    main()
