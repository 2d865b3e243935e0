"""What the reader's page asks for while one reads: the visible parts again, their words explained.

A long document is explained part by part as it comes into view. The server makes each part anew
from the document's text, by the same function that showed it, so evidence stays marked where it
is and everything stays escaped.
"""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from typing import Any, Final

from kotae.answering.rendering.reading_aid import WordHelp
from kotae.errors import ModelError
from kotae.records import Document, Span
from kotae.ui.desk import Desk
from kotae.ui.reader.evidence import asked_marks, asked_places
from kotae.ui.reader.inline import Words, in_markup, render_inline

__all__ = ["explained_parts"]

_MAX_PARTS: Final = 60
# About three screens; what comes into view later is asked for then.
_MAX_CHARS: Final = 20_000
# A word is explained from its paragraph; one without end would be taken apart for a screen of it.
_MAX_AROUND: Final = 4_000


def explained_parts(desk: Desk, request: Mapping[str, Any], *, language: str) -> dict[str, Any]:
    """Return parts of a document as HTML with their words explained.

    Args:
        desk: The library.
        request: ``document``, the ``places`` and the evidence ``marks`` in it, both lists of
            ``"start-end"``. Anything out of range or beyond the limits is left out. With ``plain`` the parts
            are lines of a page as drawn: nothing in them is markup, and nothing is marked.
        language: The page's language.

    Returns:
        ``state`` (``"ready"``, ``"preparing"`` or ``"failed"``), ``parts`` (place → HTML) and,
        where it failed, the ``reason``.
    """
    try:
        aid = desk.aid.get()
    except ModelError as error:
        return {"state": "failed", "parts": {}, "reason": error.message(language)}
    if aid is None:
        return {"state": "preparing", "parts": {}}
    document = desk.document(str(request.get("document", "")))
    if document is None:
        return {"state": "ready", "parts": {}}
    evidence = asked_marks(document, request)
    plain = request.get("plain") is True
    words = Words(document.text, () if plain else evidence, not plain and in_markup(document.info.path))
    parts: dict[str, str] = {}
    explained: dict[Span, Sequence[WordHelp]] = {}
    left = _MAX_CHARS
    for place in asked_places(document, request.get("places"), most=_MAX_PARTS):
        if (left := left - (place.end - place.start)) < 0:
            break
        around = _block_around(document, place)
        if around not in explained:
            explained[around] = aid.explain(document.text, around.start, around.end)
        parts[f"{place.start}-{place.end}"] = render_inline(words, place.start, place.end, explained[around])
    return {"state": "ready", "parts": parts}


def _block_around(document: Document, place: Span) -> Span:
    """Return the block a place lies in: a word broken at a line's end is one word there."""
    at = bisect_right(document.blocks, place.start, key=lambda block: block.start) - 1
    block = document.blocks[at] if at >= 0 else None
    if block is None or place.end > block.end or block.end - block.start > _MAX_AROUND:
        return Span(start=place.start, end=place.end)
    return Span(start=block.start, end=block.end)
