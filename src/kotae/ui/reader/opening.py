"""Opening a document in the reader: where a link leads, and how the document is shown there."""

from collections.abc import Mapping, Sequence
from typing import Any

from kotae.errors import KotaeError
from kotae.records import Document, PageImage, Span
from kotae.ui.cards import reader_address
from kotae.ui.conversations.conversation import Turn
from kotae.ui.desk import Desk
from kotae.ui.reader.evidence import number_evidence
from kotae.ui.reader.leaves import has_leaves, page_of
from kotae.ui.reader.view import View, render_missing, render_reader

# A gathered row may stand in every line of a long table, and each mark is an element of the page.
MAX_MARKED = 500

__all__ = ["number_of", "open_document"]


def open_document(
    desk: Desk, request: Mapping[str, Any], turns: Sequence[Turn], *, language: str, own_page: bool = False
) -> str:
    """Return the reader for a link of the page or of an address.

    Args:
        desk: The library.
        request: ``document`` and, for a place in it, ``start`` and ``end``; ``turn`` adds the
            other places that answer cites; ``view`` ``"text"`` shows a document with pages as text.
            Anything else in it, or anything out of range, is ignored.
        turns: The conversation.
        language: The page's language.
        own_page: Whether the reader is a page of its own.
    """
    name = str(request.get("document", ""))
    document = desk.document(name)
    if document is None:
        return render_missing(language)
    places = _places(request, document, turns)
    evidence = number_evidence(document, places)
    current = next((e.number for e in evidence if places and e.start <= places[0].start < e.end), 1)
    as_text = request.get("view") == "text"
    page, note = None, ""
    if has_leaves(document) and not as_text:
        page, note = _drawn(desk, name, page_of(document, evidence, current), language)
    place = places[0] if places else None
    view = View(
        language=language,
        own_page="" if own_page else reader_address(name, place, as_text=as_text),
        page=page,
        other=_other_view(request, name, place, as_text=not as_text) if page or as_text else None,
        note=note,
    )
    return render_reader(document, evidence, current, view)


def _places(request: Mapping[str, Any], document: Document, turns: Sequence[Turn]) -> list[Span]:
    """Return the place asked for, then the others that the turn's answer cites."""
    places: list[Span] = []
    start, end = number_of(request.get("start")), number_of(request.get("end"))
    if start is not None and end is not None and start < end <= len(document.text):
        places.append(Span(start=start, end=end))
    turn = next((turn for turn in turns if turn.number == number_of(request.get("turn"))), None)
    if turn:
        said = turn.answer.sentences if turn.answer else turn.checked
        cited = [c for s in said for c in s.citations if c.document.id == document.info.id]
        places.extend(cited)
    if turn and turn.gathered:
        cited = [row.citation for row in turn.gathered.rows if row.citation.document.id == document.info.id]
        places.extend(cited[:MAX_MARKED])
    return places


def _drawn(desk: Desk, name: str, number: int, language: str) -> tuple[PageImage | None, str]:
    """Return the page to show at once; where it can't be drawn, None and why."""
    try:
        return desk.pictures.get(name, number, "page"), ""
    except KotaeError as error:
        return None, error.message(language)


def _other_view(
    request: Mapping[str, Any], name: str, place: Span | None, *, as_text: bool
) -> Mapping[str, object]:
    """Return the attributes of the link to the other view of the same place."""
    return {
        "href": reader_address(name, place, as_text=as_text),
        "data_action": "read",
        "data_view": "text" if as_text else "pages",
        "data_document": name,
        "data_start": place.start if place else None,
        "data_end": place.end if place else None,
        "data_turn": number_of(request.get("turn")),
    }


def number_of(value: object) -> int | None:
    """Return the number that a browser wrote; None where it is none, or too long."""
    written = str(value)
    return int(written) if written.isascii() and written.isdigit() and len(written) < 12 else None
