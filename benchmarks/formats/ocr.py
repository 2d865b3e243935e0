"""Which OCR engine reads Japanese and English scans best? Wrong characters on pages whose text is known. See README.md.

The pages are those of ``tests/parsing/scans/harbour.pdf``: set in a known text, laid askew, blurred and noisy.
"""

import argparse
import html
import re
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pypdfium2

from benchmarks.record import record
from tests.parsing.scans.make import HORIZONTAL, VERTICAL

_SCAN = Path("tests/parsing/scans/harbour.pdf")
Engine = Callable[[Any], list[str]]


def _rapidocr() -> Engine:
    import rapidocr

    engine = rapidocr.RapidOCR(params={"Global.log_level": "critical", "Global.use_cls": False})

    def read(page: Any) -> list[str]:  # noqa: ANN401  # pypdfium2 is untyped
        picture = page.render(scale=2_000 / max(page.get_size())).to_numpy()[..., :3]
        found = engine(picture)
        lines = list(zip(found.boxes, found.txts, strict=True))
        tall = np.mean([box[3][1] - box[0][1] > box[1][0] - box[0][0] for box, _ in lines]) > 0.5
        return [
            text for box, text in sorted(lines, key=lambda line: -line[0][0][0] if tall else line[0][0][1])
        ]

    return read


def _tesseract(languages: str, folder: str) -> Engine:
    import tesserocr

    def read(page: Any) -> list[str]:  # noqa: ANN401  # pypdfium2 is untyped
        with tesserocr.PyTessBaseAPI(path=folder, lang=languages) as api:
            api.SetImage(page.render(scale=300 / 72).to_pil().convert("L"))
            api.SetSourceResolution(300)
            return str(api.GetUTF8Text()).split("\n")

    return read


def _text(page: str) -> str:
    """The text of a page's HTML; the reading above 権利 may or may not be read."""
    words = re.sub(r"<rt>.*?</rt>|<[^>]*>", "", page.partition("<body")[2].partition(">")[2])
    return re.sub(r"\s", "", html.unescape(words))


def _distance(first: Sequence[str], second: Sequence[str]) -> int:
    row = list(range(len(second) + 1))
    for number, one in enumerate(first, start=1):
        before, row[0] = row[0], number
        for place, other in enumerate(second, start=1):
            before, row[place] = row[place], min(row[place] + 1, row[place - 1] + 1, before + (one != other))
    return row[-1]


def main() -> None:
    """Print one table row per engine and page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("tessdata", help="the folder of tesseract's models")
    parser.add_argument("--record", action="store_true", help="write results_ocr.json")
    arguments = parser.parse_args()
    engines = {
        "rapidocr, PP-OCRv6 small": _rapidocr(),
        "tesseract, jpn+eng": _tesseract("jpn+eng", arguments.tessdata),
    }
    table: dict[str, dict[str, float]] = {}
    print("| page, characters | engine | wrong characters | processor seconds |\n|---|---|---|---|")
    for number, (name, page) in enumerate((("horizontal", HORIZONTAL), ("vertical", VERTICAL))):
        wanted = _text(page)
        for engine, read in engines.items():
            began = time.process_time()
            lines = read(pypdfium2.PdfDocument(_SCAN)[number])
            got = re.sub(r"\s|^けんり$", "", "\n".join(lines), flags=re.MULTILINE)
            wrong = _distance(got, wanted)
            print(
                f"| {name}, {len(wanted)} | {engine} | {wrong} | {time.process_time() - began:.1f} |",
                flush=True,
            )
            row = {"wrong characters": wrong, "processor seconds": round(time.process_time() - began, 1)}
            table[f"{name}, {len(wanted)}: {engine}"] = row
    if arguments.record:
        record(
            Path(__file__).parent,
            command="python -m benchmarks.formats.ocr PREFIX/share/tessdata/ --record",
            on="the two pages of tests/parsing/scans/harbour.pdf",
            figures=table,
            name="results_ocr",
        )


if __name__ == "__main__":
    main()
