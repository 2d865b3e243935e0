"""What the reader's page asks for while one reads: the visible parts again, their words explained.

A long document is explained part by part as it comes into view. The server makes each part anew
from the document's text, by the same function that showed it, so evidence stays marked where it
is and everything stays escaped.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from kotae.errors import ModelError
from kotae.records import Span
from kotae.ui.desk import Desk
from kotae.ui.inline import render_inline
from kotae.ui.reader import number_evidence

__all__ = ["explained_parts"]

_MAX_PARTS: Final = 60
_MAX_CHARS: Final = 20_000
_MAX_MARKS: Final = 500
_PLACE: Final = re.compile(r"(\d{1,11})-(\d{1,11})", re.ASCII)


def explained_parts(desk: Desk, request: Mapping[str, Any], *, language: str) -> dict[str, Any]:
    """Return parts of a document as HTML with their words explained.

    Args:
        desk: The library.
        request: ``document``, the ``places`` and the evidence ``marks`` in it, both lists of
            ``"start-end"``. Anything out of range or beyond the limits is left out.
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
    length = len(document.text)
    evidence = number_evidence(document, _places(request.get("marks"), length, most=_MAX_MARKS))
    parts = {}
    left = _MAX_CHARS
    for place in _places(request.get("places"), length, most=_MAX_PARTS):
        if (left := left - (place.end - place.start)) < 0:
            break
        words = aid.explain(document.text, place.start, place.end)
        html = render_inline(document.text, place.start, place.end, evidence, words)
        parts[f"{place.start}-{place.end}"] = html
    return {"state": "ready", "parts": parts}


def _places(given: object, length: int, *, most: int) -> Iterator[Span]:
    for written in given[:most] if isinstance(given, list) else ():
        found = _PLACE.fullmatch(written) if isinstance(written, str) else None
        if found and (start := int(found[1])) < (end := int(found[2])) <= length:
            yield Span(start=start, end=end)
