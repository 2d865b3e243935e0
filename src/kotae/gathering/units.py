"""A document → what can be a row: rows of tables, forms as one record, sentences; each with the amounts in it.

Everything is a span of the document's text, so that every value can be cited where it stands.
"""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from kotae import lazy_re as re
from kotae.answering.instructions import gives_orders
from kotae.cells import cells_of
from kotae.folding import fold
from kotae.gathering.bounds import days_written, edge_of_year
from kotae.gathering.clause_labels import clause_of, end_of_range
from kotae.gathering.form_labels import heads_a_form, labelled_parts
from kotae.gathering.measures import amounts_in
from kotae.passages import breadcrumb
from kotae.records import CitedCell, Document, Span
from kotae.scripts import KANJI
from kotae.segmentation.quantities import Quantity, find_quantities

__all__ = ["UNIT_OF_LABEL", "Amount", "Cell", "Record", "around", "records_of"]

UNIT_OF_LABEL: Final = re.compile(r"[（(［\[](?P<unit>[^）)］\]]{1,12})[）)］\]]\s*\Z")
"""What a label says in brackets at its end of how its values are measured: 価格（円）, Price (USD)."""

# 会員数, 出席者数 count people, 日数 and 部数 what their own sign counts.
_PEOPLE: Final = re.compile(rf"[{KANJI}](?:者|員|客)数\Z")
_COUNTER: Final = re.compile(r"(?P<unit>[日年月週時間分秒人件回台名本冊枚個社校部]+)数\Z")
# A sign that no list knows: 62 dB, 1,450 rpm; no ordinal (2nd), and no word, for that names something.
_SIGN: Final = re.compile(r"[0-9][0-9.,]*\s?(?P<unit>(?!(?:st|nd|rd|th)\Z)[A-Za-zµμΩ°/²³]{1,5})")
# Sawagani 1.8 l, 霧の音 720ml: what is sold, and how much of it is in one.
_NAMED: Final = re.compile(r"[^\W\d_]{2,}\s+[0-9]")
_PLURAL: Final = re.compile(r"(?P<unit>[A-Za-z]+s|[A-Za-z]+ople)\Z")


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount(Span):
    """A quantity of a document with what stands beside it.

    Attributes:
        quantity: As read; its own places are those of the text it was read from.
        label: What the document calls it: the cell's label, or the clause it stands in.
        beside: The whole sentence; empty in tables.
        unit: Its unit, which may come from the label.
        key: Its normal form with that unit; of 2026年度末 the day.
        days: A date's first and last day, as it is written there; None for what is no date, or has no year.
    """

    quantity: Quantity
    label: str
    beside: str = ""
    unit: str
    key: str
    days: tuple[datetime.date, datetime.date] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell(Span):
    """A value with its label."""

    label: str
    text: str
    address: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Record(Span):
    """What can be a row.

    Attributes:
        kind: ``"row"`` of a table, ``"form"`` of labels and values, ``"prose"`` for all sentences of a document.
        cells: Of rows and forms.
        amounts: In reading order.
        heading: What it stands under.
        text: For prose its text.
    """

    kind: str
    cells: tuple[Cell, ...] = ()
    amounts: tuple[Amount, ...] = ()
    heading: str = ""
    text: str = ""
    sentences: tuple[Span, ...] = field(default=())

    @property
    def worded(self) -> tuple[Cell, ...]:
        """Its cells without an amount: names and words; of a row also its first one that has words, a name with a size."""
        return tuple(
            cell
            for place, cell in enumerate(self.cells)
            if not any(cell.start <= amount.start < cell.end for amount in self.amounts)
            or (self.kind == "row" and not place and _NAMED.search(cell.text))
        )


def records_of(
    document: Document, sentences: Sequence[Span], *, form_tables: bool = True
) -> tuple[Record, ...]:
    """Return what can be a row in a document, tables first; the last is its prose, where it has any.

    Sentences and cells that give orders to a machine are left out.

    Args:
        document: As stored.
        sentences: Of its passages, in order.
        form_tables: Whether a table of labels and values is a form, so that it tells of the document and not of its labels.
    """
    rows, form, taken = _tables(document, form_tables=form_tables)
    rest = [one for one in sentences if not any(one.start < end and one.end > start for start, end in taken)]
    pairs, prose = list(form), []
    for sentence in rest:
        written = document.text[sentence.start : sentence.end]
        if gives_orders(written):
            continue
        parts = [
            Cell(start=sentence.start + start, end=sentence.start + end, label=label, text=written[start:end])
            for label, start, end in labelled_parts(written)
        ]
        pairs += parts
        if not parts:
            prose.append(sentence)
    records = list(rows)
    if pairs:
        records.append(_record("form", pairs, document))
    if prose:
        records.append(_prose(document, prose))
    return tuple(records)


def _tables(
    document: Document, *, form_tables: bool
) -> tuple[list[Record], list[Cell], list[tuple[int, int]]]:
    """The rows of tables with at least two alike, the cells of forms, and where all of them stand."""
    named = [(block, _labelled(document, block.start, block.end)) for block in document.blocks if block.cells]
    shapes = [frozenset(cell.label for cell in cells) for _, cells in named]
    rows: list[Record] = []
    form: list[Cell] = []
    for place, (block, cells) in enumerate(named):
        beside = [shapes[other] for other in (place - 1, place + 1) if 0 <= other < len(shapes)]
        shape = shapes[place]
        if form_tables and len(cells) == 2 and heads_a_form(cells[0].label, cells[1].label):
            form.append(replace(cells[1], label=cells[0].text))
            continue
        # One label may differ: a row without a value in some column has no label there.
        alike = any(len(shape & other) >= max(2, min(len(shape), len(other)) - 1) for other in beside)
        # Three labelled values are a row even alone; two may be a line of a form.
        if len(cells) >= 3 or (alike and len(cells) >= 2):
            heading = breadcrumb(block.headings)
            rows.append(_record("row", cells, document, heading))
        else:
            form += cells
    return rows, form, [(block.start, block.end) for block, _ in named]


def _labelled(document: Document, start: int, end: int) -> list[Cell]:
    found: Sequence[CitedCell] = cells_of(document, start, end)
    return [
        Cell(
            start=cell.start,
            end=cell.end,
            label=cell.column,
            text=document.text[cell.start : cell.end],
            address=cell.address,
        )
        for cell in found
        if not gives_orders(document.text[cell.start : cell.end])
    ]


def _record(kind: str, cells: Sequence[Cell], document: Document, heading: str = "") -> Record:
    start, end = min(cell.start for cell in cells), max(cell.end for cell in cells)
    return Record(
        kind=kind,
        start=start,
        end=end,
        cells=tuple(cells),
        heading=heading,
        amounts=tuple(amount for cell in cells for amount in _cell_amounts(cell)),
        text=document.text[start:end] if kind == "row" else "",
    )


def _cell_amounts(cell: Cell) -> Iterator[Amount]:
    """The amounts of a cell; a cell of words with a number somewhere in it (a number of an article, an address) has none."""
    folded = fold(cell.text)
    if len(folded) != len(cell.text):
        folded = cell.text
    sign = _SIGN.fullmatch(folded)
    for quantity in amounts_in(folded, label=fold(cell.label)):
        rest = folded[: quantity.start] + folded[quantity.end :]
        bare = quantity.kind == "number" and not quantity.unit
        if bare and not sign and re.search(r"\w", rest.strip("約計 ")):
            continue  # オリオン10, Type 3: a number in a name
        if len(re.sub(r"[\s、。,.()（）約～〜税抜込/-]", "", rest)) > max(8, quantity.end - quantity.start):
            continue
        unit, key, end = quantity.unit, quantity.key, quantity.end
        kind = quantity
        if bare and sign:
            unit, end = sign["unit"], len(folded)
        if quantity.kind in ("number", "date") and (
            told := _unit_of(cell.label, folded[quantity.start : quantity.end])
        ):
            kind, unit, key = told, told.unit, told.key
        days = (
            days_written(key, folded, quantity.start, quantity.end, label=cell.label)
            if kind.kind == "date"
            else None
        )
        yield Amount(
            start=cell.start + quantity.start,
            end=cell.start + end,
            quantity=kind,
            label=f"{cell.label} {end_of_range(cell.label, '')}".strip(),
            unit=unit,
            key=edge_of_year(key, days),
            days=days,
        )


def _unit_of(label: str, number: str) -> Quantity | None:
    """Return the number as the label's unit makes it: 価格（円）, Price (USD), 参加人数, Participants; None without one."""
    folded = fold(label).strip()
    if _PEOPLE.search(folded):
        folded = "人数"
    match = UNIT_OF_LABEL.search(folded) or _COUNTER.search(folded) or _PLURAL.search(folded)
    if match is None or not re.fullmatch(r"[0-9.,]+", number):
        return None
    for written in (f"{number}{match['unit']}", f"{number} {match['unit']}", f"{match['unit']} {number}"):
        found = find_quantities(written)
        if len(found) == 1 and found[0].unit and found[0].kind in ("money", "count", "percent"):
            return found[0]
    return None


def _prose(document: Document, sentences: Sequence[Span]) -> Record:
    amounts: list[Amount] = []
    for sentence in sentences:
        written = document.text[sentence.start : sentence.end]
        folded = fold(written)
        if len(folded) != len(written):
            folded = written
        found = tuple(amounts_in(folded))
        for place, quantity in enumerate(found):
            label = clause_of(folded, found, place)
            dated = quantity.kind == "date"
            days = days_written(quantity.key, folded, quantity.start, quantity.end) if dated else None
            amounts.append(
                Amount(
                    start=sentence.start + quantity.start,
                    end=sentence.start + quantity.end,
                    quantity=quantity,
                    label=label,
                    beside=written,
                    unit=quantity.unit,
                    key=edge_of_year(quantity.key, days),
                    days=days,
                )
            )
    return Record(
        kind="prose",
        start=sentences[0].start,
        end=sentences[-1].end,
        amounts=tuple(amounts),
        text="\n".join(document.text[one.start : one.end] for one in sentences),
        sentences=tuple(sentences),
    )


def around(document: Document, amount: Amount, sentences: Sequence[Span]) -> Span:
    """Return the sentence an amount stands in; of a form its line, with the label."""
    beside = next((one for one in sentences if one.start <= amount.start < one.end), None)
    return beside or document.block_at(amount.start) or amount
