"""A library of other papers, written by hand before the sixth round of work: the office of a city's parks.

``parks.txt`` holds 42 papers of seven kinds that name the same parks, days and people (trees, playgrounds, events, gifts,
visitors, mowing, minutes), each worded by itself, and what is asked: ``=== PATH`` begins a paper; ``??? QUESTION`` a question,
below it a line ``PATH | KEY | NAME`` for each true row and ``= UNIT NUMBER`` for each true result, ``*`` for any unit.
"""

from decimal import Decimal
from pathlib import Path

from benchmarks.gather.papers import Asked, Library, TrueRow, prose, table

__all__ = ["parks", "written_in"]


def parks() -> Library:
    """Trees, playgrounds, events, gifts, visitors and mowing of a city's parks in one folder."""
    return written_in("parks")


def written_in(name: str) -> Library:
    """Return the library of that name: its papers and questions stand in ``NAME.txt``."""
    text = (Path(__file__).parent / f"{name}.txt").read_text(encoding="utf-8")
    papers, *asked = text.split("\n??? ")
    files = {}
    for part in papers.removeprefix("=== ").split("\n=== "):
        path, content = part.split("\n", 1)
        files[path] = _content(path, content)
    return Library(name=name, files=files, asked=tuple(map(_asked, asked)))


def _content(path: str, text: str) -> bytes:
    title, *lines = filter(None, text.splitlines())
    if path.endswith(".docx"):
        return prose("docx", title.removeprefix("# "), [("", line) for line in lines])
    if path.endswith(".xlsx"):
        return table("xlsx", title.removeprefix("# "), [line.split("|") for line in lines])
    return f"{text}\n".encode()


def _asked(part: str) -> Asked:
    question, *lines = part.strip().splitlines()
    results = dict(line.removeprefix("= ").split() for line in lines if line.startswith("= "))
    rows = [[*map(str.strip, line.split("|")), "", ""] for line in lines if not line.startswith("= ")]
    return Asked(
        text=question,
        rows=tuple(TrueRow(paths=(path,), value=value, holds=holds) for path, value, holds, *_ in rows),
        results={unit: Decimal(number) for unit, number in results.items()},
    )
