"""Recognising reference lists, so that titles and links of sources don't crowd the hits.

Two signs: a heading that says so (参考文献, ``References``), or a run of entries that are
nothing but titles and bare links. Prose under such a heading stays prose.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from kotae.parsing.plain.headings import ends_sentence, is_references_heading
from kotae.parsing.units import Unit

__all__ = ["mark_references"]

_BULLET: Final = r"(?:[-*+•・]\s*)?"
_NUMBERS: Final = r"(?:\[?\d{1,3}\]?[.,)]?\s+){1,40}"
_URL: Final = re.compile(r"(?:https?://|www\.|doi:)\S", re.IGNORECASE)
_LINK_LINE: Final = re.compile(
    rf"{_BULLET}(?:{_NUMBERS}|\[\^?\w{{1,20}}\]:?\s*)?(?:URL\s*[:：]\s*)?<?(?:https?://|www\.)[^\s<>]+>?",
    re.I,
)
_LINK_REST: Final = re.compile(r"(?=[^\n]*%[0-9A-Fa-f]{2}%)[\w%./?=&#+~:@,;-]+")
_NUMBERED: Final = re.compile(rf"{_BULLET}(?:{_NUMBERS}|\[\d{{1,3}}\]\s*|\[\^\w{{1,20}}\]:?\s*)(?=\D)")
_BARE_NUMBERS: Final = re.compile(r"(?:\d{1,3}\s+){0,60}\d{1,3}")
_MAX_ENTRY_CHARS: Final = 1_000
# Two links under a heading may be all a paragraph points to.
_MIN_LINKS: Final = 3
_ENTRY_KINDS: Final = ("paragraph", "list")


def mark_references(text: str, units: Sequence[Unit]) -> tuple[Unit, ...]:
    """Return the units with those of reference lists made kind ``"references"``.

    Args:
        text: The text the units stand in.
        units: In reading order.

    Returns:
        As many units, at the same places; only kinds differ. Headings, tables and code under
        a references heading keep their kind.
    """
    marked = _mark_sections(text, units)
    return _mark_runs(text, marked)


def _mark_sections(text: str, units: Sequence[Unit]) -> list[Unit]:
    marked: list[Unit] = []
    section_level = 0
    for unit in units:
        if unit.level and (not section_level or unit.level <= section_level):
            section_level = unit.level if is_references_heading(unit.label) else 0
        elif (
            section_level
            and unit.kind in (*_ENTRY_KINDS, "table", "quote")
            and not _is_prose(text[unit.start : unit.end])
        ):
            unit = replace(unit, kind="references", label="")
        marked.append(unit)
    return marked


def _is_prose(content: str) -> bool:
    """Two sentences and more without any link, year, or number in front: not an entry."""
    if _URL.search(content) or _NUMBERED.match(content) or re.search(r"(?:19|20)\d\d", content):
        return False
    sentences = len(re.findall(r"[。！？]|[.!?](?:\s+(?=[A-Z])|\Z)", content))
    return sentences >= 2 and len(content) > 60 and ends_sentence(content)


def _mark_runs(text: str, units: Sequence[Unit]) -> tuple[Unit, ...]:
    shapes = [_shape(text, unit) for unit in units]
    for position, shape in enumerate(shapes):
        if shape in ("title", "numbered") and shapes[position + 1 : position + 2] not in (
            ["link"],
            ["entry"],
        ):
            shapes[position] = ""
    marked = list(units)
    begin = 0
    while begin < len(units):
        end = begin
        while end < len(units) and shapes[end]:
            end += 1
        if _is_list(shapes[begin:end]):
            marked[begin:end] = [replace(unit, kind="references", label="") for unit in units[begin:end]]
        begin = max(end, begin + 1)
    return tuple(marked)


def _is_list(shapes: Sequence[str]) -> bool:
    """Whether a stretch of entry-shaped units holds enough links for a reference list."""
    links = sum(shape in ("link", "entry") for shape in shapes)
    return links >= (2 if "numbered" in shapes else _MIN_LINKS)


def _shape(text: str, unit: Unit) -> str:
    """What a unit looks like in a reference list; the empty string: not like one at all."""
    if unit.kind not in _ENTRY_KINDS or unit.end - unit.start > _MAX_ENTRY_CHARS:
        return ""
    content = text[unit.start : unit.end].strip()
    lines = content.split("\n")
    if all(_LINK_LINE.fullmatch(line.strip()) for line in lines):
        return "link"
    if (
        len(lines) > 1
        and _LINK_LINE.fullmatch(lines[-1].strip())
        and (_NUMBERED.match(content) or not ends_sentence(lines[0]))
    ):
        return "entry"
    if _BARE_NUMBERS.fullmatch(content) or _LINK_REST.fullmatch(content):
        return "rest"
    if _NUMBERED.match(content):
        return "numbered"
    return "" if _ends_prose(content) else "title"


def _ends_prose(content: str) -> bool:
    return len(content) > 300 or content.endswith(("。", "：", ":", "！"))
