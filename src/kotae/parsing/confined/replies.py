"""What the worker says, checked field by field: it has read an untrusted file.

Only the main process imports this: no worker's start waits for pydantic.
"""

from itertools import pairwise
from typing import Any, Final

from pydantic import TypeAdapter
from pydantic_core import SchemaValidator

from kotae.parsing.confined.places import check_layout, check_picture
from kotae.parsing.confined.wire import Begun, Done, Found, Noted, Pictured, Refused, Reply
from kotae.parsing.units import Draft

__all__ = ["decode_reply"]


def _ends_at_first(schema: Any) -> Any:  # noqa: ANN401 - a tree of dicts, lists and whatever stands in them
    """Return a schema whose checks go no further than the first wrong item: what is said of each takes memory."""
    if isinstance(schema, list):
        return [_ends_at_first(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    ended = {"fail_fast": True} if schema.get("type") in ("tuple", "dict") else {}
    return {name: _ends_at_first(part) for name, part in schema.items()} | ended


_REPLIES: Final = {
    kind.__name__[:1].encode(): SchemaValidator(_ends_at_first(TypeAdapter(kind).core_schema))
    for kind in (Begun, Found, Pictured, Noted, Refused, Done)
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
    reply: Reply = adapter.validate_json(content[1:], strict=True)
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
