"""Charts of Excel 97 to 2003: their titles, and the values that the file keeps with them.

A chart is a stretch of records. What it is called and what its series are called stands in records of text
(SERIESTEXT); behind a record that says what follows (SIINDEX) come values and categories, as cells.
"""

import struct
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from kotae.parsing.struck import harmless

__all__ = ["StoredChart", "StoredValue", "text_of"]

_BEGIN: Final = 0x1033
_END: Final = 0x1034
_SERIES: Final = 0x1003
_TEXT: Final = 0x100D
_LINK: Final = 0x1027
_INDEX: Final = 0x1065
_NUMBER: Final = 0x203
_LABEL: Final = 0x204
_CATEGORIES: Final = 2
_VALUES: Final = 1
_TITLE: Final = 1
_MAX_POINTS: Final = 5_000


class StoredValue(NamedTuple):
    """A text, or a number with the number of its format."""

    text: str
    number: float | None = None
    style: int = 0


@dataclass(slots=True)
class StoredChart:
    """One chart.

    Attributes:
        titles: Its own first, then those of its axes.
        names: Of its series, by their place.
        values: By series, then by point.
        categories: Likewise.
    """

    titles: list[str] = field(default_factory=list)
    names: dict[int, str] = field(default_factory=dict)
    values: dict[int, dict[int, StoredValue]] = field(default_factory=dict)
    categories: dict[int, dict[int, StoredValue]] = field(default_factory=dict)
    _open: list[int] = field(default_factory=list)
    _last: int = 0
    _series: int = -1
    _kind: int = 0
    _count: int = 0

    def take(self, kind: int, body: bytes) -> None:
        """Take the next record of the chart."""
        if kind == _BEGIN:
            self._open.append(self._last)
        elif kind == _END:
            self._open = self._open[:-1]
        elif kind == _SERIES:
            self._series += 1
        elif kind == _TEXT and len(body) > 3:
            self._name(text_of(body[2:], body[2], 1))
        elif kind == _LINK and body[:1] == bytes([_TITLE]) and self.titles:
            self.titles.insert(0, self.titles.pop())
        elif kind == _INDEX and len(body) > 1:
            self._kind = body[0]
        elif kind in (_NUMBER, _LABEL) and len(body) > 7:
            self._value(kind, body)
        self._last = kind

    def _name(self, text: str) -> None:
        if _SERIES in self._open:
            self.names.setdefault(self._series, text)
        elif text and len(self.titles) < _MAX_POINTS:
            self.titles.append(text)

    def _value(self, kind: int, body: bytes) -> None:
        point, series, style = struct.unpack_from("<HHH", body)
        kept = {_VALUES: self.values, _CATEGORIES: self.categories}.get(self._kind)
        if kept is None or self._count >= _MAX_POINTS:
            return
        self._count += 1
        found: StoredValue | None = None
        if kind == _NUMBER and len(body) >= 14:
            found = StoredValue("", struct.unpack_from("<d", body, 6)[0], style)
        elif kind == _LABEL and len(body) > 8:
            found = StoredValue(text_of(body[6:], struct.unpack_from("<H", body, 6)[0], 2))
        if found is not None:
            kept.setdefault(series, {})[point] = found


def text_of(data: bytes, count: int, head: int) -> str:
    """Return a text that is stored as its length, a flag for two bytes a character, and those.

    Args:
        data: From its length on.
        count: How many characters it has.
        head: How many bytes its length takes.
    """
    wide = data[head : head + 1] == b"\x01"
    taken = data[head + 1 : head + 1 + count * (2 if wide else 1)]
    return " ".join(harmless(taken.decode("utf-16-le" if wide else "latin-1", "replace")).split())
