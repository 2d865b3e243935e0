"""Compares the characters kotae reads in real files with those another program finds.

    python -m benchmarks.texts.measure FOLDER [--pages 4] [--show] [--record]

PDF against pdftotext (some pages spread over each file), everything else against the text LibreOffice saves. Characters are
compared as a multiset, spelling variants, white space and hyphens aside; so an order that differs doesn't count, a character
that is missing or too many does. Labels that kotae writes in front of each value of a table are left out of the comparison,
for the file has them once. What each program shows that the other leaves out on purpose is counted by classes
(:mod:`benchmarks.texts.explained`); what no class explains is the figure.
"""

import argparse
import csv
import subprocess
import tempfile
from collections import Counter
from pathlib import Path
from typing import NamedTuple

from benchmarks.boxes.measure import character_figures, folded, sample
from benchmarks.record import record
from benchmarks.texts.explained import explain, reasons
from kotae.parsing import read_file
from kotae.records import Document

_FILTERS = {
    ".xlsx": "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1",
    ".xls": "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1",
}


class Compared(NamedTuple):
    """Characters of a file.

    Attributes:
        chars: Those the other program finds.
        lost: Those of them that kotae hasn't, and nothing explains.
        invented: Those that are too many, and nothing explains.
        explained: Those lost or invented that something explains, by class.
    """

    chars: int
    lost: int
    invented: int
    explained: dict[str, int]


def said_once(document: Document) -> Counter[str]:
    """Return the characters of a document, labels in front of values counted once a table."""
    found: Counter[str] = Counter()
    labels: set[str] = set()
    for block in document.blocks:
        text = document.text[block.start : block.end]
        if not block.cells:
            labels.clear()
            found += folded(text)
            continue
        at = block.start
        for cell in block.cells:
            label = document.text[at : cell.start].strip(" |:")
            if label not in labels:
                found += folded(label)
            labels.add(label)
            found += folded(document.text[cell.start : cell.end])
            at = cell.end
    return found


def by_libreoffice(path: Path) -> str:
    """Return what LibreOffice saves a file as text; of slides what is drawn."""
    target = _FILTERS.get(path.suffix, "txt:Text (encoded):UTF8")
    with tempfile.TemporaryDirectory() as folder:
        source = path
        if path.suffix == ".pptx":
            subprocess.run(
                ["soffice", "--headless", "--convert-to", "pdf", "--outdir", folder, str(path)],
                check=True, capture_output=True,
            )  # fmt: skip
            (source,) = Path(folder).glob("*.pdf")
            shown = subprocess.run(["pdftotext", "-raw", source, "-"], check=True, capture_output=True)
            return shown.stdout.decode()
        subprocess.run(
            ["soffice", "--headless", "--convert-to", target, "--outdir", folder, str(source)],
            check=True, capture_output=True,
        )  # fmt: skip
        texts = [made.read_text("utf-8", "replace") for made in sorted(Path(folder).iterdir())]
    text = "\n".join(texts).replace("\ufeff", "")
    if path.suffix in _FILTERS:
        text = "\n".join(" ".join(row) for row in csv.reader(text.splitlines()))
    return text


def compared(path: Path, *, pages: int, show: bool) -> Compared:
    """Return the figures of one file."""
    explained: dict[str, int] = {}
    if path.suffix == ".pdf":
        with tempfile.TemporaryDirectory() as folder:
            copy = Path(folder) / "sample.pdf"
            copy.write_bytes(sample(path, pages))
            (document,) = read_file(copy, relative_path="sample.pdf")
            figures, lost, invented = character_figures(document, copy)
            chars = figures.chars
            beside = {
                "running titles and page numbers": figures.margins,
                "readings above characters": figures.ruby,
            }
            lost, invented, explained = explain(lost, invented, reasons(copy, ""))
            explained |= {name: count for name, count in beside.items() if count}
    else:
        (document, *_) = read_file(path, relative_path=path.name)
        text = by_libreoffice(path)
        theirs, ours = folded(text), said_once(document)
        lost, invented, explained = explain(theirs - ours, ours - theirs, reasons(path, text))
        chars = theirs.total()
    if show:
        print(f"    lost {dict(lost.most_common(14))}, invented {dict(invented.most_common(14))}")
    return Compared(chars, lost.total(), invented.total(), explained)


def main() -> None:
    """Compare every file below a folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--pages", type=int, default=4)
    parser.add_argument("--show", action="store_true")
    parser.add_argument("--record", action="store_true")
    given = parser.parse_args()
    kinds: dict[str, Counter[str]] = {}
    classes: Counter[str] = Counter()
    for path in sorted(given.folder.iterdir()):
        found = compared(path, pages=given.pages, show=given.show)
        print(f"{path.name}: {found}", flush=True)
        row = Counter(files=1, characters=found.chars, lost=found.lost, invented=found.invented)
        row["explained"] = sum(found.explained.values())
        classes.update(found.explained)
        totals = ["all"] if path.suffix == ".html" else ["all", "all but html"]
        for kind in (path.suffix[1:], *totals):
            kinds.setdefault(kind, Counter()).update(row)
    table: dict[str, dict[str, float]] = {}
    for kind, row in sorted(kinds.items(), key=lambda pair: (pair[0].startswith("all"), pair[0])):
        wrong = (row["lost"] + row["invented"]) / row["characters"]
        table[kind] = {
            **{key: row[key] for key in ("files", "characters", "explained", "lost", "invented")},
            "share": round(wrong, 5),
        }
        print(kind, table[kind])
    table["explained, by class"] = dict(classes.most_common())
    print(table["explained, by class"])
    if given.record:
        record(
            Path(__file__).parent,
            command="python -m benchmarks.texts.measure FOLDER --record",
            on=f"{table['all']['files']} real files in Japanese and English; README.md names them and the differences",
            figures=table,
        )


if __name__ == "__main__":
    main()
