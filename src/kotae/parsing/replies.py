"""What the worker says, checked field by field: it has read an untrusted file.

Only the main process imports this: no worker's start waits for pydantic.
"""

from itertools import pairwise
from typing import Final

from pydantic import TypeAdapter

from kotae.parsing.places import check_layout, check_picture
from kotae.parsing.units import Draft
from kotae.parsing.wire import Begun, Done, Found, Noted, Pictured, Refused, Reply

__all__ = ["decode_reply"]

_REPLIES: Final[dict[bytes, TypeAdapter[Reply]]] = {
    kind.__name__[:1].encode(): TypeAdapter(kind) for kind in (Begun, Found, Pictured, Noted, Refused, Done)
}


def decode_reply(content: bytes) -> Reply:
    """Return the reply in a frame's content, checked.

    Raises:
        ValueError: It is no reply; its draft's units, cells or layouts leave the text, overlap
            or are torn; or its picture is none.
    """
    adapter = _REPLIES.get(content[:1])
    if adapter is None:
        raise ValueError("no reply")
    reply = adapter.validate_json(content[1:], strict=True)
    if isinstance(reply, Found):
        _check(reply.draft)
    elif isinstance(reply, Pictured):
        check_picture(reply.image)
    return reply


def _check(draft: Draft) -> None:
    if any(unit.end > len(draft.text) for unit in draft.units):
        raise ValueError("a unit leaves the text")
    if any(after.start < before.end for before, after in pairwise(draft.units)):
        raise ValueError("units overlap")
    if any(cell.start < unit.start or cell.end > unit.end for unit in draft.units for cell in unit.cells):
        raise ValueError("a cell leaves its row")
    places = [one.at for one in draft.struck]
    if places != sorted(places) or any(not 0 <= place <= len(draft.text) for place in places):
        raise ValueError("struck text stands outside of the text")
    for layout in draft.layouts:
        check_layout(layout, len(draft.text))
