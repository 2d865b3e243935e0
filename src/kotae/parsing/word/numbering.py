"""The numbers Word counts itself: 第1条, 2.2, (a), ①. They stand on the page and nowhere in the file.

A list is described once (``abstractNum``), used under several names (``num``), which may override
its levels, and counted in the order of the document; deeper levels begin anew below each higher one.
"""

from dataclasses import dataclass, field, replace
from typing import Final

from lxml import etree

from kotae.parsing.office.counting import numeral
from kotae.parsing.word.styles import W, value

__all__ = ["Numbering"]

# Word itself has no more.
_MAX_LEVELS: Final = 9


@dataclass(frozen=True, slots=True, kw_only=True)
class _Level:
    """One level: its first number, how numbers are written, and the text they stand in (``第%1条``)."""

    start: int = 1
    number_format: str = "decimal"
    digits: int = 0
    text: str = ""
    restart: int | None = None
    legal: bool = False
    suffix: str = " "
    style: str = ""


@dataclass(slots=True, kw_only=True)
class _List:
    """A numbering as it is described, and where counting stands."""

    levels: dict[int, _Level] = field(default_factory=dict)
    counts: dict[int, int] = field(default_factory=dict)


@dataclass(slots=True, kw_only=True)
class _Use:
    """A list under one of its names: the levels it overrides and the numbers it begins anew with."""

    source: _List
    levels: dict[int, _Level] = field(default_factory=dict)
    starts: dict[int, int] = field(default_factory=dict)


class Numbering:
    """Counts the paragraphs of a file."""

    def __init__(self, root: etree._Element | None) -> None:
        """Read the descriptions; a file without any counts nothing."""
        self._uses: dict[str, _Use] = {}
        if root is None:
            return
        lists: dict[str, _List] = {}
        links: dict[str, _List] = {}
        wanted: dict[str, str] = {}
        for described in root.iterfind(W + "abstractNum"):
            name = str(described.get(W + "abstractNumId"))
            lists[name] = _List(levels=dict(map(_level, described.iterfind(W + "lvl"))))
            links[value(described, "styleLink")] = lists[name]
            wanted[name] = value(described, "numStyleLink")
        for use in root.iterfind(W + "num"):
            name = value(use, "abstractNumId")
            source = links.get(wanted.get(name, "")) if wanted.get(name) else lists.get(name)
            if source is not None:
                self._uses[str(use.get(W + "numId"))] = _use(use, source)

    def level_of_style(self, number: str, style: str) -> int:
        """Return the level a numbering has for paragraphs of a style; 0 where it doesn't say."""
        use = self._uses.get(number)
        levels = {**use.source.levels, **use.levels} if use and style else {}
        return next((at for at, level in levels.items() if level.style == style), 0)

    def next(self, number: str, at: int) -> str:
        """Count one paragraph and return what stands before it, with what parts it from the text.

        Args:
            number: Identity of the numbering (``w:numId``).
            at: Level from 0.

        Returns:
            ``第1条 `` or ``2.2 ``; empty for bullets and for a numbering that isn't described.
        """
        use = self._uses.get(number)
        if use is None or not 0 <= at < _MAX_LEVELS:
            return ""
        levels = {**use.source.levels, **use.levels}
        counts = use.source.counts
        if at in use.starts:
            counts[at] = use.starts.pop(at)
        else:
            counts[at] = counts[at] + 1 if at in counts else levels.get(at, _Level()).start
        for above in range(at):
            counts.setdefault(above, levels.get(above, _Level()).start)
        for below in [level for level in counts if level > at]:
            restart = levels.get(below, _Level()).restart
            if restart is None or (restart and at <= restart - 1):
                del counts[below]
        return _text(levels, counts, at)


def _text(levels: dict[int, _Level], counts: dict[int, int], at: int) -> str:
    level = levels.get(at, _Level())
    if level.number_format == "bullet":
        # Signs that only begin an item say nothing; a word (注, ※) does.
        says = any(
            sign.isalnum() and ord(sign) > 0x2E80 and not 0xE000 <= ord(sign) < 0xF900 for sign in level.text
        )
        return level.text + level.suffix if says or "※" in level.text else ""
    text = level.text
    for other in range(_MAX_LEVELS):
        if f"%{other + 1}" in text:
            described = levels.get(other, _Level())
            written = "decimal" if level.legal else described.number_format
            number = numeral(counts.get(other, described.start), written)
            text = text.replace(f"%{other + 1}", number.zfill(described.digits))
    # A space of its own stands in for the one that nothing adds: 第一条　.
    written = text.strip() if level.suffix else text.lstrip()
    return written + level.suffix if text.strip() else ""


def _level(element: etree._Element) -> tuple[int, _Level]:
    formats = [
        (str(found.get(W + "val") or ""), str(found.get(W + "format") or ""))
        for found in element.iter(W + "numFmt")
    ]
    number_format, written = formats[0] if formats else ("decimal", "")
    restart = value(element, "lvlRestart")
    suffix = value(element, "suff")
    at = str(element.get(W + "ilvl") or "0")
    return (
        int(at) if at.isdigit() else 0,
        _Level(
            start=_whole(value(element, "start"), 0),  # Word leaves out what is none
            # A format of its own is given by example: 001, 002, 003.
            number_format="decimal" if number_format == "custom" else number_format,
            digits=len(written.split(",")[0].strip()) if number_format == "custom" else 0,
            text=value(element, "lvlText"),
            restart=int(restart) if restart.isdigit() else None,
            legal=element.find(W + "isLgl") is not None,
            suffix="" if suffix == "nothing" else " ",
            style=value(element, "pStyle"),
        ),
    )


def _whole(text: str, default: int) -> int:
    return int(text) if text.isdigit() and len(text) < 7 else default


def _use(element: etree._Element, source: _List) -> _Use:
    use = _Use(source=source)
    for override in element.iterfind(W + "lvlOverride"):
        at = _whole(str(override.get(W + "ilvl") or "0"), 0)
        described = override.find(W + "lvl")
        if described is not None:
            _, level = _level(described)
            use.levels[at] = replace(level)
        start = override.find(W + "startOverride")
        if start is not None:
            use.starts[at] = _whole(str(start.get(W + "val") or "0"), 0)
    return use
