"""A long document in portions: the one to be read first is sent at once, the others follow by themselves.

A browser takes seconds to lay out a million characters, and less than a tenth of one for the screen that is
looked at. So the reader begins with the portion that holds the evidence; every other one holds its place by a
guessed height until the page's script has fetched it, nearest first. In the end the whole document is there, to
be searched and copied.
"""

import math
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final

from kotae.records import Block, Document
from kotae.ui.desk import Desk
from kotae.ui.escaping import element
from kotae.ui.reader.document_html import place_of, render_document
from kotae.ui.reader.evidence import asked_marks, asked_places
from kotae.ui.reader.inline import Mark
from kotae.ui.reader.leaves import render_waiting

__all__ = ["Portion", "filled_portions", "portions_of", "render_portions"]

PORTION_CHARS: Final = 12_000
"""A portion is at least this long, where the document is."""

# A page asks for those in sight; whoever asks for more is no page.
_MAX_PORTIONS: Final = 12
# Guesses at how text is laid out, in em: the width of a line, its height, the gap below a block.
_WIDTH, _LINE, _GAP = 36.0, 1.95, 1.1


@dataclass(frozen=True, slots=True, kw_only=True)
class Portion:
    """Blocks of a document that are sent together.

    Attributes:
        first: Number of the first block, from 0.
        last: One past the number of the last.
        tall: About how high it will be, in em.
    """

    first: int
    last: int
    tall: float


def portions_of(document: Document) -> tuple[Portion, ...]:
    """Return the portions of a document, in reading order; none where it has no blocks.

    One ends before a heading or a new page once it is long enough, and anywhere but after a heading once it
    is twice as long.
    """
    blocks = document.blocks
    cuts = [0, *_cuts(blocks), len(blocks)] if blocks else []
    return tuple(
        Portion(first=first, last=last, tall=round(sum(map(_height, blocks[first:last])), 1))
        for first, last in pairwise(cuts)
    )


def _cuts(blocks: Sequence[Block]) -> Iterator[int]:
    chars = 0
    for number, (before, block) in enumerate(pairwise(blocks), start=1):
        chars += before.end - before.start
        parted = before.page != block.page or block.kind == "heading"
        enough = PORTION_CHARS if parted else 2 * PORTION_CHARS
        if chars >= enough and before.kind != "heading":
            yield number
            chars = 0


def _height(block: Block) -> float:
    width = (block.end - block.start) * (1.0 if block.language == "ja" else 0.45)
    return math.ceil(width / _WIDTH) * _LINE + _GAP


def render_portions(document: Document, evidence: Sequence[Mark], current: int) -> str:
    """Return a document, of which only the portion that holds the current evidence is there; the first without any.

    Args:
        document: What to read.
        evidence: What to mark.
        current: The number of the evidence to begin with.
    """
    portions = portions_of(document)
    if not portions:
        return render_document(document, evidence)
    blocks = document.blocks
    place = next((place.start for place in evidence if place.number == current), 0)
    shown = max(0, bisect_left(portions, True, key=lambda portion: blocks[portion.first].start > place) - 1)
    return "".join(
        element(
            "div",
            render_document(document, evidence, range(portion.first, portion.last)) if at == shown else "",
            class_="k-portion" if at == shown else "k-portion k-empty",
            data_span=place_of(blocks[portion.first].start, blocks[portion.last - 1].end),
            style=f"--tall:{portion.tall}",
        )
        for at, portion in enumerate(portions)
    )


def filled_portions(desk: Desk, request: Mapping[str, Any]) -> dict[str, str]:
    """Return portions for the reader's script as HTML, by the span that was asked for.

    Args:
        desk: The library.
        request: ``document``, the ``spans`` wanted and the evidence ``marks`` in it, both lists of
            ``"start-end"``; anything out of range or beyond the limits is left out. With ``plain`` they are
            the words of pages that are shown as they look.
    """
    document = desk.document(str(request.get("document", "")))
    if document is None:
        return {}
    evidence = asked_marks(document, request)
    plain = request.get("plain") is True
    found: dict[str, str] = {}
    for place in asked_places(document, request.get("spans"), most=_MAX_PORTIONS):
        first, last = (
            bisect_left(document.blocks, offset, key=lambda block: block.start)
            for offset in (place.start, place.end)
        )
        found[place_of(place.start, place.end)] = (
            render_waiting(document, place)
            if plain
            else render_document(document, evidence, range(first, last))
        )
    return found
