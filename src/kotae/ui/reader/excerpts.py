"""A passage or a quotation as safe HTML: rows of tables without the strokes between their cells.

Offsets stay those of the document, so what is cited is marked at the same place whatever stands around it.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from kotae.labels import labels_above
from kotae.records import AnswerSentence, Citation, Span
from kotae.ui.escaping import element, escape, joined_spans
from kotae.ui.reader.inline import Mark, Words, in_markup, render_inline, table_lines, table_row

__all__ = ["path_of", "render_excerpt", "render_quote"]

# A head with a rule below it and rows, or rows alone where a passage begins within a table, perhaps within a row.
_TABLE = re.compile(
    r"^(?:[^\n|]*\|[^\n]*\n[ \t]*+\|?(?:[ \t]*+:?-{3,}+:?[ \t]*+\|)+(?:[ \t]*+:?-{3,}+:?[ \t]*+)?(?:\n|\Z))?"
    r"(?:[ \t]*\|[^\n]+(?:\n|\Z))+"
    r"|\A[^\n|]+\|[^\n]*\|[ \t]*(?:\n(?![ \t]*\|?[ \t]*:?-{3,})|\Z)(?:[ \t]*\|[^\n]+(?:\n|\Z))*",
    re.MULTILINE,
)
# A row of a table as it is read, and its cells.
_ROW = re.compile(r"^(?![ \t]*\|)[^\n|]+(?:[ ]\|[ ][^\n|]+)+(?<![ |])$", re.MULTILINE)
_CELL = re.compile(r"[^\n|\s](?:[^\n|]*[^\n|\s])?")
_LABEL_AND_VALUE = re.compile(r"(?P<label>[^:：\n]{1,60}?)[ ]?[:：][ ]*(?P<value>(?![/ ]).+)", re.DOTALL)
_LABELLED = re.compile(r"[:：][ ]?\S")
# A table in a card: what is wider is told cell by cell.
MAX_COLUMNS = 5
# Longer values are sentences, which columns would tear.
MAX_CELL_CHARS = 40

_Row = tuple[re.Match[str], list[re.Match[str]]]


def path_of(sentence: AnswerSentence) -> str:
    """Return the path of the document that a sentence is from; empty for one without a source."""
    return sentence.citations[0].document.path if sentence.citations else ""


def render_quote(citation: Citation) -> str:
    """Return what is cited as HTML; rows of a table alone under the labels that stand above them."""
    return render_excerpt(
        citation.quote,
        path=citation.document.path,
        cells=bool(citation.cells),
        labels=labels_above(citation.heading, citation.quote),
    )


def render_excerpt(
    text: str,
    spans: Iterable[Span] = (),
    *,
    path: str = "",
    offset: int = 0,
    cells: bool = False,
    in_line: bool = False,
    labels: Sequence[str] = (),
) -> str:
    """Return a passage or quotation as HTML, its markup hidden and the spans in it marked.

    Args:
        text: The passage.
        path: The document's, whose format tells whether inline markup is markup; empty where none is.
        spans: Places in the document; overlapping ones are joined, those outside ignored.
        offset: Where the passage begins in the document.
        cells: Whether it is known to quote rows of a table; else rows whose cells say their labels count.
        in_line: Whether it stands within a paragraph, where a table would end it: rows are shown as their cells.
        labels: Of the columns, where the text is rows of one table alone that don't say them.
    """
    joined = joined_spans(spans, first=offset, last=offset + len(text))
    evidence = [Mark(start=start - offset, end=end - offset, number=1) for start, end in joined]
    words = Words(text, evidence, in_markup(path))
    if labels and not in_line:
        rows = "".join(table_row(words, *line) for line in table_lines(text, 0, len(text)))
        return element("table", _head(labels) + element("tbody", rows))
    pieces = []
    position = 0
    for table in _TABLE.finditer(text):
        lines = list(table_lines(text, *table.span()))
        # A table stands apart by itself: an empty line beside it would be a gap.
        apart, before = bool(lines) and not in_line, table.start()
        if apart:
            before = position + len(text[position:before].rstrip())
        pieces.append(_with_rows(words, position, before, cells=cells, in_line=in_line))
        if in_line:
            pieces += [_cells(words, _CELL.finditer(text, *line)) for line in lines]
        elif lines:
            rows = "".join(table_row(words, *line) for line in lines)
            pieces.append(element("table", element("tbody", rows)))
        position = table.end()
        if apart:
            position += len(text[position:]) - len(text[position:].lstrip())
    pieces.append(_with_rows(words, position, len(text), cells=cells, in_line=in_line))
    return "".join(pieces)


def _with_rows(words: Words, start: int, end: int, *, cells: bool, in_line: bool) -> str:
    """Return text with rows of tables in it, without the strokes between their cells.

    Rows below one another with the same labels are a table, whose labels are said once.
    """
    text = words.text
    found = [(row, list(_CELL.finditer(text, *row.span()))) for row in _ROW.finditer(text, start, end)]
    rows = [(row, parts) for row, parts in found if cells or all(_LABELLED.search(part[0]) for part in parts)]
    pieces = []
    position = start
    for labels, alike in _alike(text, rows):
        apart, before = bool(labels) and not in_line, alike[0][0].start()
        if apart:
            before = position + len(text[position:before].rstrip())
        pieces.append(render_inline(words, position, before))
        if apart:
            pieces.append(_table(words, labels, [parts for _, parts in alike]))
        else:
            pieces.append("\n".join(_cells(words, parts) for _, parts in alike))
        position = alike[-1][0].end()
    pieces.append(render_inline(words, position, end))
    return "".join(pieces)


def _alike(text: str, rows: Sequence[_Row]) -> Iterator[tuple[tuple[str, ...], list[_Row]]]:
    """Yield rows that make a table with its labels; a row by itself, or one that is too wide, without labels."""
    together: list[_Row] = []
    labels: tuple[str, ...] = ()
    for row, parts in rows:
        own = _labels(parts)
        if together and not (own and own == labels and text[together[-1][0].end() : row.start()].isspace()):
            yield (labels if len(together) > 1 else ()), together
            together = []
        together.append((row, parts))
        labels = own
    if together:
        yield (labels if len(together) > 1 else ()), together


def _labels(parts: Sequence[re.Match[str]]) -> tuple[str, ...]:
    """Return the labels of a row's cells; none where a cell has none, or where a card is too narrow for the row."""
    labels = [_LABEL_AND_VALUE.match(part[0]) for part in parts]
    if len(parts) > MAX_COLUMNS or any(len(part[0]) > MAX_CELL_CHARS for part in parts):
        return ()
    return tuple(label["label"] for label in labels if label) if all(labels) else ()


def _table(words: Words, labels: Sequence[str], rows: Sequence[Sequence[re.Match[str]]]) -> str:
    body = ""
    for parts in rows:
        starts = [part.start() + _value_start(part[0]) for part in parts]
        values = zip(starts, (part.end() for part in parts), strict=True)
        shown = "".join(element("td", render_inline(words, *value)) for value in values)
        body += element("tr", shown)
    return element("table", _head(labels) + element("tbody", body))


def _head(labels: Sequence[str]) -> str:
    names = "".join(element("th", escape(label), scope="col", dir="auto") for label in labels)
    return element("thead", element("tr", names))


def _value_start(cell: str) -> int:
    label = _LABEL_AND_VALUE.match(cell)
    return label.start("value") if label else 0


def _cells(words: Words, parts: Iterable[re.Match[str]]) -> str:
    return element("span", "".join(_cell(words, *part.span()) for part in parts), class_="k-cells")


def _cell(words: Words, start: int, end: int) -> str:
    """Return a cell, what it is called above what it says; copied, both are in one line with their colon."""
    label = _LABEL_AND_VALUE.match(words.text[start:end])
    if label is None:
        return element("span", render_inline(words, start, end), class_="k-cell")
    middle, value = start + label.end("label"), start + label.start("value")
    colon = element("span", escape(words.text[middle:value]), class_="k-sr")
    name = element("span", render_inline(words, start, middle) + colon, class_="k-cell-label")
    return element("span", name + render_inline(words, value, end), class_="k-cell")
