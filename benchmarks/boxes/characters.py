"""Characters of a PDF as kotae has them and as pdftotext finds them: what is lost, and what explains it."""

import subprocess
import unicodedata
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from kotae.boxes import unpack
from kotae.parsing.pdf.glyphs import is_wide
from kotae.records import Document

__all__ = ["explained", "folded", "invented", "placed_characters"]

_MARGIN = 0.13
_RUBY = 0.67
_HYPHENS = frozenset("-‐\xad\ufffd")
# One sign that programs name otherwise: minus, wave, dots one below the other.
_VARIANTS = str.maketrans({"⁻": "-", "−": "-", "〜": "~", "～": "~", "∼": "~", "⁝": "..."})


class _Word(NamedTuple):
    """A word of pdftotext: the page it is on, from 1, how far down it stands (0 to 1), its height in usual heights."""

    text: str
    page: int
    share: float
    height: float


def folded(text: str) -> Counter[str]:
    """Return the characters of a text: without white space, hyphens and control characters, marks apart from letters."""
    normal = unicodedata.normalize("NFKD", text.translate(_VARIANTS))
    return Counter(
        character
        for character in normal
        if not (character.isspace() or character in _HYPHENS)
        and unicodedata.category(character) not in ("Cf", "Cc")
    )


def placed_characters(document: Document, start: int, end: int) -> Counter[str]:
    """Return the characters of a span that stand on pages; a label said in several rows stands there once."""
    places: dict[tuple[str, int, bool, int, float], int] = {}
    for layout in document.layouts:
        for stretch in unpack(layout) if layout.start < end and layout.end > start else ():
            here = Counter(
                (
                    document.text[at],
                    layout.page,
                    stretch.upright,
                    round(stretch.near),
                    stretch.edges[at - stretch.start],
                )
                for at in range(max(start, stretch.start), min(end, stretch.end))
            )
            places |= {place: max(count, places.get(place, 0)) for place, count in here.items()}
    return folded("".join(place[0] * count for place, count in places.items()))


def explained(document: Document, data: Path) -> tuple[Counter[str], dict[str, int]]:
    """Return the characters lost against pdftotext for no known reason, and how many are lost in all and for which.

    Args:
        document: The PDF as kotae reads it.
        data: The file.
    """
    theirs, ours = folded(_text(data)), placed_characters(document, 0, len(document.text))
    lost = rest = theirs - ours
    read = {layout.page for layout in document.layouts}
    found: dict[str, Counter[str]] = {name: Counter() for name in ("left_out", "margins", "ruby")}
    for word in _words(data):
        if document.warnings and word.page not in read:
            found["left_out"] += folded(word.text)
        elif not _MARGIN <= word.share <= 1 - _MARGIN:
            found["margins"] += folded(word.text)
        elif word.height < _RUBY and all(map(is_wide, word.text)):
            found["ruby"] += folded(word.text)
    counts = {"chars": theirs.total(), "lost": lost.total()}
    for name, signs in found.items():
        counts[name] = (rest & signs).total()
        rest -= signs
    counts["marked"] = min(document.text.count("\ufffd"), rest.total())
    return rest, counts


def invented(document: Document, data: Path) -> Counter[str]:
    """Return the characters with a place that pdftotext hasn't."""
    return placed_characters(document, 0, len(document.text)) - folded(_text(data))


def _text(data: Path) -> str:
    return subprocess.run(["pdftotext", "-raw", data, "-"], capture_output=True, check=True).stdout.decode()


def _words(data: Path) -> Iterator[_Word]:
    from lxml import etree

    done = subprocess.run(["pdftotext", "-bbox", data, "-"], capture_output=True, check=True)
    tree = etree.fromstring(done.stdout, etree.XMLParser(recover=True, resolve_entities=False))
    for number, page in enumerate(tree.iter("{*}page"), start=1):
        found = [(word.text or "", *_box(word)) for word in page.iter("{*}word")]
        # A word that runs down the page is as wide as a level one is high.
        heights = sorted(
            min(right - left, bottom - top) for _, left, top, right, bottom in found if right - left
        ) or [1.0]
        usual = max(0.1, heights[len(heights) // 2])
        for text, left, top, right, bottom in found:
            share = (top + bottom) / 2 / float(page.get("height") or 1)
            yield _Word(text, number, share, min(right - left, bottom - top) / usual)


def _box(word: Any) -> tuple[float, float, float, float]:  # noqa: ANN401 -- of an untyped library
    left, top, right, bottom = (float(word.get(name) or 0) for name in ("xMin", "yMin", "xMax", "yMax"))
    return left, top, right, bottom
