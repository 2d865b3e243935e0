"""What another kotae says, before it is believed.

A node may be broken or lie. What can be checked without its documents is checked here, and an answer with one
thing wrong is refused whole. That a passage stands in the node's document can't be known from here: a passage is shown
as that library's, and no node can speak for another one's documents.
"""

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from typing import Final

from kotae.errors import FederationError
from kotae.federation.wire import Asked, PaperSaid, PapersAsked, Place, PlacesAsked
from kotae.messages import Message
from kotae.records import Block, DocumentInfo, Hit, Passage, Span

__all__ = ["MAX_SCORE", "checked_hits", "checked_papers", "checked_places", "impossible"]

MAX_SCORE: Final = 2.5
"""Above what three legs, the neighbours and the balance of languages can add up to."""

_ID: Final = re.compile(r"[0-9a-f]{32}")
_MAX_OFFSET: Final = 2**40
# What another machine says is shown, and stored by nobody here: generous, but no flood.
_MAX_NAME_CHARS: Final = 4_000
_MAX_PASSAGE_CHARS: Final = 100_000
_MAX_MATCHED: Final = 1_000
_MAX_SIDE: Final = 1e6


def checked_hits(hits: Sequence[Hit], asked: Asked) -> tuple[Hit, ...]:
    """Return the hits, best first, once all of them hold together.

    Args:
        hits: As another kotae gave them.
        asked: What it was asked.

    Raises:
        FederationError: Something in them can't be true; it says what.
    """
    counts = Counter(hit.passage.language for hit in hits)
    planned = asked.search is not None
    if asked.search is not None and not counts.keys() <= asked.search.languages.keys():
        raise impossible(Message("a passage in a language that wasn't asked for"))
    # A search that was planned gives so many of each language.
    if (max(counts.values(), default=0) if planned else len(hits)) > asked.top_k:
        raise impossible(
            Message(
                "{given:,} {given:passage|passages} where {most:,} {most:was|were} asked for",
                given=len(hits),
                most=asked.top_k,
            )
        )
    documents: dict[str, DocumentInfo] = {}
    places = set()
    for hit in hits:
        _check_scores(hit)
        _check_passage(hit.passage)
        _check_asked(hit.passage, asked)
        info = hit.passage.document
        if documents.setdefault(info.id, info) != info:
            raise impossible(Message("two documents of one id"))
        places.add((info.id, hit.passage.start, hit.passage.end))
    if len(places) < len(hits):
        raise impossible(Message("one passage twice"))
    return tuple(sorted(hits, key=lambda hit: -hit.score))


def _check_scores(hit: Hit) -> None:
    numbers = (hit.score, *hit.legs.values(), *(term.weight for term in hit.matched))
    if not all(math.isfinite(number) and abs(number) <= MAX_SCORE * 4 for number in numbers):
        raise impossible(Message("a score that can't be"))
    if abs(hit.score) > MAX_SCORE or len(hit.matched) > _MAX_MATCHED or len(hit.legs) > _MAX_MATCHED:
        raise impossible(Message("a score that can't be"))


def _check_passage(passage: Passage) -> None:
    info = passage.document
    names = (info.title, info.path, passage.heading, info.library, *info.copies)
    if not _ID.fullmatch(info.id) or not info.path or max(map(len, names)) > _MAX_NAME_CHARS:
        raise impossible(Message("a document that can't be"))
    if not passage.text.strip() or len(passage.text) > _MAX_PASSAGE_CHARS:
        raise impossible(Message("a passage without text, or too long"))
    if passage.end > _MAX_OFFSET or passage.end - passage.start != len(passage.text):
        raise impossible(Message("offsets that don't fit the text"))
    if passage.page is not None and not 1 <= passage.page <= _MAX_OFFSET:
        raise impossible(Message("a page that can't be"))
    before = passage.start
    for sentence in passage.sentences:
        if sentence.start < before or sentence.end > passage.end or sentence.end == sentence.start:
            raise impossible(Message("offsets that don't fit the text"))
        before = sentence.end


def _check_asked(passage: Passage, asked: Asked) -> None:
    """Refuse what wasn't asked for, as far as a document's own names tell."""
    info = passage.document
    if asked.languages is not None and passage.language not in asked.languages:
        raise impossible(Message("a passage in a language that wasn't asked for"))
    names = {info.id, *map(_composed, (info.path, *info.copies))}
    if asked.documents is not None and names.isdisjoint(map(_composed, asked.documents)):
        raise impossible(Message("a document that wasn't asked for"))


def _composed(path: str) -> str:
    return unicodedata.normalize("NFC", path)


def checked_places(places: Sequence[Place], asked: PlacesAsked) -> tuple[Place, ...]:
    """Return where stretches stand, once every number is one and every cell lies within its stretch's document.

    Args:
        places: As another kotae gave them.
        asked: What it was asked.

    Raises:
        FederationError: Something in them can't be true.
    """
    if len(places) != len(asked.spans):
        raise impossible(Message("other places than asked for"))
    for place in places:
        sides = [side for box in place.boxes for side in (box.x0, box.y0, box.x1, box.y1)]
        if len(sides) > _MAX_MATCHED * 4 or not all(
            math.isfinite(side) and abs(side) < _MAX_SIDE for side in sides
        ):
            raise impossible(Message("a place that can't be"))
        if any(
            not (1 <= box.page <= _MAX_OFFSET and box.x0 < box.x1 and box.y0 < box.y1) for box in place.boxes
        ):
            raise impossible(Message("a place that can't be"))
        cells = place.cells
        if len(cells) > _MAX_MATCHED or any(
            cell.end > _MAX_OFFSET or max(map(len, (cell.address, cell.column, cell.row))) > _MAX_NAME_CHARS
            for cell in cells
        ):
            raise impossible(Message("a place that can't be"))
    return tuple(places)


def checked_papers(papers: Sequence[PaperSaid | None], asked: PapersAsked) -> tuple[PaperSaid | None, ...]:
    """Return what was said of documents, once every block lies within a passage that was asked about.

    Args:
        papers: As another kotae gave them.
        asked: What it was asked.

    Raises:
        FederationError: Something in them can't be true.
    """
    if len(papers) != len(asked.papers):
        raise impossible(Message("other documents than asked for"))
    for paper, wanted in zip(papers, asked.papers, strict=True):
        if paper is not None:
            _check_blocks(paper.blocks, wanted.spans)
    return tuple(papers)


def _check_blocks(blocks: Sequence[Block], spans: Sequence[Span]) -> None:
    before = 0
    for block in blocks:
        inside = any(span.start <= block.start and block.end <= span.end for span in spans)
        ends = [block.start, *(end for cell in block.cells for end in (cell.start, cell.end)), block.end]
        if not inside or block.start < before or ends != sorted(ends):
            raise impossible(Message("offsets that don't fit the text"))
        names = (*block.headings, *(cell.address for cell in block.cells))
        if len(names) > _MAX_MATCHED or max(map(len, names), default=0) > _MAX_NAME_CHARS:
            raise impossible(Message("a place that can't be"))
        before = block.end


def impossible(wrong: Message) -> FederationError:
    """Return the error of an answer that can't be right, and says what is wrong with it."""
    return FederationError("its answer can't be right ({wrong})", wrong=wrong)
