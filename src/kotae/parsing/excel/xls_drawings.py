"""What is drawn on the sheets of Excel 97 to 2003: the text of boxes and shapes, charts, and sheets that are one chart.

The library for the format passes drawings over. Their text stands in records of its own (TXO), behind the
record that says what kind of object it is in (OBJ).
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

import xlrd

from kotae.parsing.excel.xls_charts import StoredChart, text_of
from kotae.parsing.struck import harmless

__all__ = ["Drawn", "drawn_on_sheets"]

_BOF: Final = 0x809
_EOF: Final = 0x0A
_OBJ: Final = 0x5D
_TXO: Final = 0x1B6
_CONTINUE: Final = 0x3C
_WORKSHEET: Final = 0x10
_CHART: Final = 0x20
_SHEET: Final = 0x85
_CHART_TAB: Final = 2
_REMARK: Final = 0x19
_MAX_TEXTS: Final = 2_000


@dataclass(slots=True)
class Drawn:
    """What is drawn on one sheet.

    Attributes:
        texts: Of boxes and shapes, in the order of the file; remarks on cells aside.
        charts: What lies on it as a chart.
        name: Of a sheet that is one chart; empty for a worksheet.
        hidden: Whether the tab of such a sheet is hidden.
    """

    texts: list[str] = field(default_factory=list)
    charts: list[StoredChart] = field(default_factory=list)
    name: str = ""
    hidden: bool = False


def drawn_on_sheets(data: bytes) -> list[Drawn]:
    """Return what is drawn on each worksheet, and each sheet that is a chart, in order; none where the file has no such stream.

    Raises:
        xlrd.compdoc.CompDocError: The container is damaged.
    """
    if data[:8] != xlrd.compdoc.SIGNATURE:
        return []
    stream = xlrd.compdoc.CompDoc(data, logfile=_Silence()).get_named_stream("Workbook")
    reader = _Reader()
    records = list(_records(stream or b""))
    for at, (kind, body) in enumerate(records):
        reader.take(kind, body, records[at + 1 : at + 12] if kind == _TXO else [])
    return reader.found


@dataclass(slots=True)
class _Reader:
    """Takes the records of a workbook in order."""

    found: list[Drawn] = field(default_factory=list)
    depth: int = 0
    remark: bool = False
    tabs: list[tuple[str, bool]] = field(default_factory=list)
    chart: StoredChart | None = None

    def take(self, kind: int, body: bytes, behind: list[tuple[int, bytes]]) -> None:
        """Take a record, and those behind one that holds text."""
        if kind == _BOF and len(body) >= 4:
            self._begin(struct.unpack_from("<H", body, 2)[0])
        elif kind == _EOF:
            self.depth, self.chart = max(0, self.depth - 1), None
        elif kind == _SHEET and len(body) > 8 and body[5] == _CHART_TAB:
            self.tabs.append((text_of(body[6:], body[6], 1), bool(body[4] & 3)))
        elif kind == _OBJ and len(body) >= 6:
            self.remark = struct.unpack_from("<H", body, 4)[0] == _REMARK
        elif kind == _TXO and not self.remark and self.found and len(self.found[-1].texts) < _MAX_TEXTS:
            text = _text(body, behind)
            self.found[-1].texts += [text] if text else []
        elif self.chart is not None:
            self.chart.take(kind, body)

    def _begin(self, sort: int) -> None:
        """Begin a part of the workbook: a sheet, or a chart on one."""
        if not self.depth and sort == _WORKSHEET:
            self.found.append(Drawn())
        elif not self.depth and sort == _CHART:
            name, hidden = self.tabs.pop(0) if self.tabs else ("", False)
            self.found.append(Drawn(name=name or "Chart", hidden=hidden))
        if sort == _CHART and self.found:
            self.chart = StoredChart()
            self.found[-1].charts.append(self.chart)
        self.depth += 1


class _Silence:
    """Takes the messages of the library, which are of no use here."""

    def write(self, text: str) -> int:
        """Forget a message."""
        return len(text)


def _records(stream: bytes) -> Iterator[tuple[int, bytes]]:
    at = 0
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        yield kind, stream[at + 4 : at + 4 + length]
        at += 4 + length


def _text(body: bytes, behind: list[tuple[int, bytes]]) -> str:
    """The text of a TXO record, which goes on in the records behind it: a flag for two bytes a character, then those."""
    if len(body) < 12:
        return ""
    left = struct.unpack_from("<H", body, 10)[0]
    parts: list[str] = []
    for kind, piece in behind:
        if kind != _CONTINUE or left <= 0 or not piece:
            break
        wide = piece[0] & 1
        taken = piece[1 : 1 + left * (2 if wide else 1)]
        parts.append(taken.decode("utf-16-le" if wide else "latin-1", "replace"))
        left -= len(parts[-1])
    return " ".join(harmless("".join(parts)).replace("\x00", "").split())
