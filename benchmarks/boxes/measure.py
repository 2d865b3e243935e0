"""Reads pages of PDF files with kotae and with other programs, and compares characters and boxes.

    python -m benchmarks.boxes.measure FOLDER … [--pages 6] [--show] [--kept FIGURES] [--record]

Some pages of every PDF below the folders are copied into a file of their own, which is then read by
kotae, by pdftotext (its characters) and by pdfminer.six (the place of each character: an independent
reading of the file). A sentence's boxes are right when the characters in them are the sentence's.
"""

import argparse
import io
import json
import re
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import reduce
from pathlib import Path
from typing import Any, NamedTuple

import pdfplumber
import pypdfium2

from benchmarks.boxes.characters import explained, folded, invented, placed_characters
from benchmarks.record import record
from kotae.boxes import boxes_of
from kotae.errors import ReadingError
from kotae.parsing import read_file
from kotae.parsing.pdf.glyphs import is_wide
from kotae.records import Box, Document
from kotae.segmentation import Segmenter

_RUBY = 0.67
# How far above its line the middle of a character is, in font sizes.
_MIDDLE = 0.33
_HALF_WIDE = frozenset("。、，．」』）】")
# What pdfminer.six gives for a character that its font doesn't name; it may be a ligature of up to three.
_UNNAMED = re.compile(r"\(cid:[0-9]+\)")

_SAID = {
    "margins": "running titles and page numbers",
    "ruby": "readings above characters",
    "left_out": "pages that are reported and left out",
    "marked": "shown as unreadable",
}


class Figures(NamedTuple):
    """What one file, or all, came to.

    Attributes:
        pages: Pages compared.
        sentences: Sentences whose boxes were compared, without those with unreadable characters.
        exact: Of them, those with exactly their characters in their boxes.
        named: Of them, those with as many characters, of which the other program names some otherwise or not at all.
        unplaced: Characters of sentences without a place.
        chars: Characters that pdftotext finds.
        lost: Of them, those that kotae hasn't.
        margins: Of the lost, those of running titles and page numbers.
        ruby: Of the lost, readings above characters.
        left_out: Of the lost, those of pages that kotae says it leaves out.
        marked: Of the lost, those that kotae marks as unreadable (U+FFFD).
        invented: Characters that pdftotext hasn't.
    """

    pages: int = 0
    sentences: int = 0
    exact: int = 0
    named: int = 0
    unplaced: int = 0
    chars: int = 0
    lost: int = 0
    margins: int = 0
    ruby: int = 0
    left_out: int = 0
    marked: int = 0
    invented: int = 0

    def plus(self, other: "Figures") -> "Figures":
        """Return the sum."""
        return Figures(*(one + two for one, two in zip(self, other, strict=True)))


def sample(path: Path, pages: int) -> bytes:
    """Return a PDF of some pages of a file, spread over all of it; empty where it can't be opened."""
    try:
        book = pypdfium2.PdfDocument(path)
        step = max(1, len(book) // pages)
        chosen = list(range(len(book)))[step // 2 :: step][:pages]
        copy = pypdfium2.PdfDocument.new()
        copy.import_pages(book, chosen)
        content = io.BytesIO()
        copy.save(content)
    except pypdfium2.PdfiumError:
        return b""
    return content.getvalue()


def holds(box: Box, char: dict[str, Any]) -> bool:
    """Whether the middle of a character's ink lies in a box; that of Japanese marks is in their first half."""
    share = 0.25 if char["text"] in _HALF_WIDE else 0.5
    level = box.x1 - box.x0 > box.y1 - box.y0
    x = char["x0"] + (char["x1"] - char["x0"]) * (share if level else 0.5)
    y = char["top"] + (char["bottom"] - char["top"]) * (0.5 if level else share)
    across, along = char["matrix"][:2]
    if level and across > 0 and not along:
        # Where the font says nothing true of its height, the line that the character stands on is sure.
        y = char["top"] + char["y1"] - char["matrix"][5] - _MIDDLE * char["size"]
    return bool(box.x0 <= x <= box.x1 and box.y0 <= y <= box.y1)


def box_figures(document: Document, pages: Sequence[list[dict[str, Any]]], *, show: bool) -> Figures:
    """Return how many sentences have exactly their characters in their boxes."""
    total = Figures()
    for sentence in Segmenter().document_sentences(document):
        text = document.text[sentence.start : sentence.end]
        if "\ufffd" in text:
            continue
        boxes = boxes_of(document.layouts, sentence.start, sentence.end)
        inside = {id(char): char for box in boxes for char in pages[box.page - 1] if holds(box, char)}
        wanted = placed_characters(document, sentence.start, sentence.end)
        # Small kana may be readings, which kotae leaves out, or what kanbun adds, which it keeps.
        seen = [str(char["text"]) for char in inside.values()]
        if folded("".join(seen)) != wanted:
            seen = list(_without_ruby(inside))
        found = folded("".join(character for character in seen if not _UNNAMED.match(character)))
        unnamed = sum(bool(_UNNAMED.match(character)) for character in seen)
        unplaced = folded(text) - wanted - Counter(":|") - Counter(":|" * text.count("|"))
        exact, count = found == wanted and not unnamed, found.total() + unnamed == wanted.total()
        if unnamed and not found - wanted:
            # What isn't named may be a space, or a ligature of up to three.
            count = (wanted - found).total() <= 3 * unnamed
        total = total.plus(Figures(sentences=1, exact=int(exact), named=int(count and not exact)))
        total = total.plus(Figures(unplaced=unplaced.total()))
        if show and not count:
            print(f"    {text[:70]!r}: more {dict(found - wanted)}, missing {dict(wanted - found)}"[:230])
    return total


def _without_ruby(inside: Mapping[int, dict[str, Any]]) -> Iterator[str]:
    """Yield the characters but for small kana: readings above a line lie in its box, and belong there."""
    sizes = sorted(float(char["size"]) for char in inside.values())
    usual = sizes[len(sizes) // 2] if sizes else 0.0
    for char in inside.values():
        if char["size"] > _RUBY * usual or not all(map(is_wide, char["text"])):
            yield char["text"]


def measured(path: Path, *, pages: int, show: bool) -> Figures | None:
    """Return the figures of one file; None for one that can't be read."""
    data = sample(path, pages)
    if not data:
        return None
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "sample.pdf"
        copy.write_bytes(data)
        try:
            (document,) = read_file(copy, relative_path="sample.pdf")
        except ReadingError as error:
            print(f"{path.name}: {error.en}")
            return None
        with pdfplumber.open(copy) as book:
            chars = [page.chars for page in book.pages]
        lost, of_them = explained(document, copy)
        more = invented(document, copy)
        figures = Figures(pages=len(chars), invented=more.total(), **of_them).plus(
            box_figures(document, chars, show=show)
        )
    print(f"{path.name}: {figures}")
    for warning in document.warnings:
        print(f"    {warning.split(' / ')[0]}")
    if show:
        print(f"    lost {dict(lost.most_common(12))}, invented {dict(more.most_common(12))}")
    return figures


def main() -> None:
    """Measure every PDF below the folders named on the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--pages", type=int, default=6)
    parser.add_argument("--show", action="store_true")
    parser.add_argument(
        "--kept", type=Path, help="figures of each file, one a line; files in it aren't measured again"
    )
    parser.add_argument("--record", action="store_true")
    options = parser.parse_args()
    done = kept(options.kept)
    for folder in options.folders:
        for path in [folder] if folder.is_file() else sorted(folder.rglob("*.pdf")):
            if path.name in done:
                continue
            figures = measured(path, pages=options.pages, show=options.show)
            if figures is not None:
                done[path.name] = figures
                keep(options.kept, path.name, figures)
    total = reduce(Figures.plus, done.values(), Figures())
    row = shares(total, files=len(done))
    print(row)
    if options.record:
        record(
            Path(__file__).parent,
            command="python -m benchmarks.boxes.measure FOLDER --kept FIGURES --record",
            on=f"{total.pages} pages of {len(done)} files in Japanese and English; README.md names them",
            figures={"all": row},
        )


def shares(total: Figures, *, files: int) -> dict[str, float]:
    """Return the figures of all files, with their shares."""
    right = total.exact + total.named
    explained = {name: getattr(total, name) for name in ("margins", "ruby", "left_out", "marked")}
    unexplained = total.lost - sum(explained.values())
    return {
        "files": files,
        **{name: getattr(total, name) for name in ("pages", "sentences", "exact", "named", "chars")},
        "boxes exact": round(total.exact / max(1, total.sentences), 4),
        "boxes right": round(right / max(1, total.sentences), 4),
        **{
            f"lost: {_SAID[name]}": round(count / max(1, total.chars), 5) for name, count in explained.items()
        },
        "lost: unexplained": round(unexplained / max(1, total.chars), 5),
        "characters invented": round(total.invented / max(1, total.chars), 5),
    }


def kept(path: Path | None) -> dict[str, Figures]:
    """Return the figures of files that were measured before; none where nothing is kept."""
    if path is None or not path.exists():
        return {}
    lines = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    return {line["file"]: Figures(**line["figures"]) for line in lines}


def keep(path: Path | None, name: str, figures: Figures) -> None:
    """Add the figures of a file to those that are kept, so that a run that is cut off goes on with the next one."""
    if path is not None:
        with path.open("a", encoding="utf-8") as file:
            file.write(json.dumps({"file": name, "figures": figures._asdict()}, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
