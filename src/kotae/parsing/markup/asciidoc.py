"""AsciiDoc's lines as they are shown: attributes filled in, conditions kept, notes numbered, tables a row on each line.

What is counted or filled in stands nowhere in the file: ``{product}`` is a name, ``. first`` is ``1. first``,
``footnote:[text]`` a mark with its text below.
"""

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import product
from typing import Final, NamedTuple

from kotae.parsing.html.lists import ordinal
from kotae.parsing.html.notices import Notices
from kotae.parsing.markup.markdown_hidden import without_hidden
from kotae.parsing.office.formulas import SUPERSCRIPTS, shifted

__all__ = ["prepared"]

_ATTRIBUTE: Final = re.compile(r":(?P<off>!?)(?P<name>[\w-]{1,100})!?:(?:[ \t]+(?P<value>.*))?")
_REFERENCE: Final = re.compile(r"(?<!\\)\{([\w-]{1,100})\}")
_SIGNS: Final = {
    "nbsp": "\u00a0",
    "empty": "",
    "sp": " ",
    "plus": "+",
    "vbar": "|",
    "amp": "&",
    "lt": "<",
    "gt": ">",
}
# A value may name others twice, in line after line: without a bound, thirty lines make gigabytes.
_MAX_VALUE: Final = 1_000
_CONDITION: Final = re.compile(r"(?P<kind>ifn?def|ifeval|endif)::(?P<names>[^\[\n]*)\[(?P<text>.*)\][ \t]*")
_FENCE: Final = re.compile(r"-{4,}|\.{4,}|`{3,}\w*|\+{4,}|/{4,}")
_DELIMITER: Final = re.compile(r"--|([=*_/.+-])\1{3,}")
_PASSED: Final = re.compile(
    r"(?<!\\)(?:pass:[a-z,]{0,30}\[(?P<macro>[^\]\n]{1,2000})\]|\+\+\+(?P<plus>[^\n]{1,2000}?)\+\+\+)"
)
_PASS: Final = re.compile(r"\[pass(?:[,#.%][^\]\n]{0,200})?\]")
_COMPARED: Final = re.compile(
    r"(?P<quote>[\"']?)(?P<left>[^\"'<>=!]{0,200})(?P=quote)\s*(?P<sign>[<>]=?|[=!]=)\s*(?P<other>[\"']?)(?P<right>[^\"'<>=!]{0,200})(?P=other)"
)
# Terms of an index, put where they stand in the book without being shown there.
_TERM: Final = re.compile(r"\(\(\([^()\n]{1,500}\)\)\)|\bindexterm:\[[^\]\n]{0,500}\]")
_SHIFTED: Final = re.compile(
    r"`[^`\n]{1,500}`|(?<=[^\W\d_)\]])(?P<sign>[~^])(?P<text>[0-9]{1,6})(?P=sign)(?![0-9])"
)
_NOTE: Final = re.compile(r"footnote:(?P<name>[\w-]{0,50})\[(?P<text>[^\]\n]{0,1000})\]")
_COLUMNS: Final = re.compile(r"\bcols=(?:\"(?P<quoted>[^\"]{1,200})\"|(?P<plain>[^\s,\]\"]{1,100}))")
_SETTINGS: Final = re.compile(
    r"\[(?P<style>arabic|decimal|(?:lower|upper)(?:alpha|roman)|lowergreek)?(?:(?:[^\]\n]{0,100}[,%\s])?"
    r"start=\"?(?P<start>[0-9]{1,6})\b)?[^\]\n]{0,100}\][ \t]*\Z"
)
_STYLES: Final = {
    "arabic": "decimal", "decimal": "decimal", "loweralpha": "lower-alpha", "upperalpha": "upper-alpha",
    "lowerroman": "lower-roman", "upperroman": "upper-roman", "lowergreek": "lower-greek",
}  # fmt: skip
_LEVELS: Final = ("decimal", "lower-alpha", "lower-roman", "upper-alpha", "upper-roman")
_ITEM: Final = re.compile(
    r"[ \t]*(?P<mark>\.{1,5}|\*{1,5}|-)[ \t]+(?=\S)|[^\s\[/|.*-].{0,200}?(?P<term>:{2,4}|;;)(?:[ \t]|\Z)"
)
# What stands before the bar of a cell: over how many columns and rows it goes, or how often it stands; how it is set.
_CELL: Final = re.compile(
    r"(?:(?<=\s)|\A)(?:(?P<right>[0-9]{1,2})?(?:\.(?P<down>[0-9]{1,2}))?(?P<sign>[+*]))?[<^>]?(?:\.[<^>])?[aehlmsdv]?(?<!\\)\|"
)
# The line above a table whose first row names its columns; a blank line below that row says so too.
_HEADED: Final = re.compile(
    r"%(?:[\w-]+%)*header\b|\boptions=\"?[^\"\]]*\bheader\b|\bopts=\"?[^\"\]]*\bheader\b"
)
_TABLE: Final = re.compile(r"[|,:]={3,}")
_SEPARATORS: Final = {",": ",", ":": ":", "csv": ",", "dsv": ":", "tsv": "\t"}
_FORMAT: Final = re.compile(r"\bformat=\"?(?P<format>csv|dsv|tsv)\b")
_MAX_SPAN: Final = 50
_MAX_PLACES: Final = 100_000
_MAX_GROWTH: Final = 200_000


def prepared(lines: Sequence[str], notices: Notices) -> list[str]:
    """Return the lines of a text as they are shown.

    Args:
        lines: As they stand in the file.
        notices: Where what isn't shown is noted.
    """
    shown = _passed(_uncommented(lines), notices)
    return list(_numbered(list(_rows(_noted(list(_filled(shown, notices)))))))


def _uncommented(lines: Iterable[str]) -> Iterator[str]:
    """Yield the lines without paragraphs and blocks that are styled as comments."""
    told = iter(_told(lines))
    for line, code in told:
        if not code and line.strip() == "[comment]":
            _styled(told)
            line = ""
        yield line


def _styled(told: Iterator[tuple[str, bool]]) -> list[str]:
    """Take the paragraph or block that a line above gives a style, without what closes a block, and return its lines."""
    first = next(told, ("", False))[0]
    end = first.strip() if _DELIMITER.fullmatch(first.strip()) else ""
    content = [] if end else [first]
    while first.strip() and (line := next(told, (end, False))[0]).strip() != end:
        content.append(line)
    return content


def _passed(lines: Iterable[str], notices: Notices) -> Iterator[str]:
    """Yield the lines, of HTML that is passed on to the page what that shows, without the terms of an index."""

    def passed(found: re.Match[str]) -> str:
        return without_hidden(found["macro"] or found["plus"], (), notices)

    block: list[str] | None = None
    fence = ""
    told = iter(_told(lines))
    for line, code in told:
        mark = line.strip()
        if (block is None and mark.strip("+") == "" and len(mark) > 3) or (fence and mark == fence):
            yield from without_hidden("\n".join(block), (), notices).split("\n") if block else ()
            block, fence = (None, "") if block is not None else ([], mark)
            yield line
        elif block is not None:
            block.append(line)
        elif not code and _PASS.fullmatch(mark):
            yield from ("", *without_hidden("\n".join(_styled(told)), (), notices).split("\n"), "")
        else:
            yield line if code else _SHIFTED.sub(_shift, _TERM.sub("", _PASSED.sub(passed, line)))
    yield from block or ()


def _shift(found: re.Match[str]) -> str:
    """Figures set below or above the line; words in code as they are."""
    return shifted(found["text"], "sub" if found["sign"] == "~" else "sup") if found["text"] else found[0]


def _filled(lines: Iterable[str], notices: Notices) -> Iterator[str]:
    """Yield the lines that are shown, with the values of their attributes; code stays as it is."""
    values = dict(_SIGNS)
    hidden: list[bool] = []
    grown = 0
    for line, code in _told(lines):
        if not code and (condition := _CONDITION.fullmatch(line)):
            line = _opened(condition, values, hidden)
        if any(hidden):
            notices.add("hidden", line)
            continue
        if not code and (found := _ATTRIBUTE.fullmatch(line)):
            if found["off"]:
                values.pop(found["name"], None)
            else:
                values[found["name"]] = _with_values(found["value"] or "", values)[:_MAX_VALUE]
        # Values within values would grow without end.
        filled = line if code or grown > _MAX_GROWTH else _with_values(line, values)
        grown += max(0, len(filled) - len(line))
        yield filled


def _told(lines: Iterable[str]) -> Iterator[tuple[str, bool]]:
    """Yield the lines, each with whether it stands in a block of code."""
    fence = ""
    for line in lines:
        mark = line.strip()
        if _FENCE.fullmatch(mark) and (not fence or mark == fence[: len(mark)]):
            fence = "" if fence else mark
        yield line, bool(fence)


def _with_values(line: str, values: dict[str, str]) -> str:
    return _REFERENCE.sub(lambda name: values.get(name[1].lower(), values.get(name[1], name[0])), line)


def _opened(condition: re.Match[str], values: dict[str, str], hidden: list[bool]) -> str:
    """Open or close a condition; the text of one on a single line is returned where it holds."""
    if condition["kind"] == "endif":
        del hidden[-1:]
        return ""
    names = re.split(r"[,+]", condition["names"])
    known = (all if "+" in condition["names"] else any)(name.strip() in values for name in names)
    if condition["kind"] == "ifeval":
        holds = _compares(_with_values(condition["text"], values))
    else:
        holds = known == (condition["kind"] == "ifdef")
    if condition["text"] and condition["kind"] != "ifeval":
        return condition["text"] if holds else ""
    hidden.append(not holds)
    return ""


def _compares(written: str) -> bool:
    """Return whether a comparison holds; so does one that can't be told, for its text is read."""
    found = _COMPARED.fullmatch(written.strip())
    if not found or "{" in written:
        return True
    sides = found["left"].strip(), found["right"].strip()
    numbers = not (found["quote"] or found["other"]) and all(
        re.fullmatch(r"-?[0-9]{1,9}(?:\.[0-9]{1,9})?", side) for side in sides
    )
    left, right = sides
    order = (
        (float(left) > float(right)) - (float(left) < float(right))
        if numbers
        else (left > right) - (left < right)
    )
    return {
        "==": order == 0, "!=": order != 0, "<": order < 0, ">": order > 0, "<=": order <= 0, ">=": order >= 0,
    }[found["sign"]]  # fmt: skip


def _noted(lines: Sequence[str]) -> Iterator[str]:
    """Yield the lines with the marks of their notes, the notes below them all."""
    notes: list[str] = []
    named: dict[str, int] = {}

    def marked(note: re.Match[str]) -> str:
        number = named.get(note["name"], 0)
        if not number:
            notes.append(note["text"])
            number = len(notes)
        if note["name"]:
            named[note["name"]] = number
        return str(number).translate(SUPERSCRIPTS)

    for line, code in _told(lines):
        yield line if code else _NOTE.sub(marked, line)
    for number, note in enumerate(notes, start=1):
        yield from ("", f"{str(number).translate(SUPERSCRIPTS)} {note}")


def _numbered(lines: Sequence[str]) -> Iterator[str]:
    """The lines with the numbers AsciiDoc counts: ``. first`` is ``1. first``; a new paragraph counts anew.

    A mark that is new below another begins a list inside of it, one that was there before goes on with its own.
    """
    lists: list[_Listing] = []
    start, style, before, inside = 1, "", "", False
    for line, code in _told(lines):
        mark = "" if code else _mark(line)
        if mark:
            known = next((place for place, one in enumerate(lists) if one.mark == mark), len(lists))
            if known == len(lists) or start > 1:
                lists[known:] = [_Listing(mark, start - 1, style or _LEVELS[len(mark) - 1])]
            del lists[known + 1 :]
            lists[known] = lists[known]._replace(counted=lists[known].counted + 1)
            start, style = 1, ""
            rest = line.lstrip()[len(mark) :].lstrip()
            if mark[0] == ".":
                line = f"{ordinal(lists[known].counted, lists[known].style)} {rest}"
            elif mark[0] == "*":
                line = f"* {rest}"
        elif not code and (asked := _SETTINGS.match(line)):
            # Attributes behind a blank line are those of another list.
            lists = lists if before.strip() else []
            start, style = int(asked["start"] or 1), _STYLES.get(asked["style"] or "", "")
        elif line.strip() and not (before.strip() or inside or line[:1] == "+"):
            lists = []
        yield line
        before, inside = line, code


class _Listing(NamedTuple):
    """A list that is open: what marks its items, how many there were, in which style they are counted."""

    mark: str
    counted: int
    style: str


def _mark(line: str) -> str:
    """What marks a line as an item, five signs at most; empty for another line."""
    item = _ITEM.match(line)
    return (item["term"] or item["mark"])[:5] if item else ""


class _Cell(NamedTuple):
    """A cell: its text, and over how many columns and rows it goes."""

    text: str
    right: int = 1
    down: int = 1


def _rows(lines: Iterable[str]) -> Iterator[str]:
    """Yield the lines with tables one row on each, ended by a bar as elsewhere; merged cells stand at all their places."""
    table: list[str] | None = None
    before = attributes = fence = ""
    for line, code in _told(lines):
        mark = line.strip()
        if (_TABLE.fullmatch(mark) and not code) if table is None else mark == fence:
            if table is None:
                table, attributes, fence = [], before, mark
            else:
                written = _FORMAT.search(attributes) if attributes.startswith("[") else None
                separator = _SEPARATORS.get(written["format"] if written else mark[0], "")
                headed = _is_headed(table, attributes)
                cells = list(_separated(table, separator)) if separator else table
                yield from ("", *_laid(cells, _width(attributes), headed=headed), "")
                table = None
        elif table is not None:
            table.append(line)
        else:
            yield line
        # A title may stand between a table and its attributes.
        before = before if before.startswith("[") and re.match(r"\.[^\s.]", line) else line
    yield from table or ()


def _is_headed(lines: Sequence[str], attributes: str) -> bool:
    """Whether the first row of a table names its columns: it is said to, or the only line above a blank one."""
    if attributes.startswith("["):
        if "noheader" in attributes:
            return False
        if _HEADED.search(attributes):
            return True
    return len(lines) > 2 and bool(lines[0].strip()) and not lines[1].strip()


def _separated(lines: Iterable[str], separator: str) -> Iterator[str]:
    """Yield the rows of a table whose values are set apart by a sign other than a bar, as rows with bars."""
    rows = csv.reader((line for line in lines if line.strip()), delimiter=separator)
    for row in rows:
        # A bar in a value is no border.
        yield "".join("|" + value.strip().replace("|", "\\|").replace("\n", " ") + " " for value in row)


def _laid(lines: Iterable[str], width: int, *, headed: bool = False) -> Iterator[str]:
    """Yield the rows of a table, the first set off by a rule if it heads the others.

    Without a width its first line of cells is its first row.
    """
    cells: list[_Cell] = []
    for line in lines:
        rest, *found = _cells(line)
        if cells and rest.text:
            cells[-1] = cells[-1]._replace(text=f"{cells[-1].text} {rest.text}".strip())
        cells += found
        width = width or sum(cell.right for cell in cells)
    grid: dict[tuple[int, int], str] = {}
    row = column = 0
    for cell in cells:
        if len(grid) > _MAX_PLACES:
            break
        while column >= width or (row, column) in grid:
            row, column = (row, column + 1) if column < width else (row + 1, 0)
        places = product(range(row, row + cell.down), range(column, min(column + cell.right, width)))
        grid.update(dict.fromkeys(places, cell.text))
        column += cell.right
    for number in range(1 + max((row for row, _ in grid), default=-1)):
        yield "".join(f"|{grid.get((number, column), '')} " for column in range(width)) + "|"
        if headed and number == 0:
            yield "|" + "---|" * width


def _cells(line: str) -> Iterator[_Cell]:
    """Yield what belongs to the cell of the line above, then the cells that begin on a line."""
    bars = list(_CELL.finditer(line))
    ends = [*(bar.start() for bar in bars), len(line)]
    yield _Cell(line[: ends[0]].strip())
    for bar, end in zip(bars, ends[1:], strict=True):
        text = line[bar.end() : end].strip().replace("\\|", "|")
        right, down = (min(int(bar[name] or 1), _MAX_SPAN) for name in ("right", "down"))
        if bar["sign"] == "*":
            yield from [_Cell(text)] * right
        else:
            yield _Cell(text, right, down)


def _width(attributes: str) -> int:
    """How many columns the line above a table announces, as ``[cols="1,2"]`` or ``[cols=3*]``; 0 for none."""
    found = _COLUMNS.search(attributes) if attributes.startswith("[") else None
    if found is None:
        return 0
    columns = re.split(r"[,;]", found["quoted"] or found["plain"])
    times = [re.match(r"\s*([0-9]{1,2})\*", column) for column in columns]
    return sum(int(many[1]) if many else 1 for many in times)
