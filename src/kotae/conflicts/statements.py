"""A document → its statements: sentences, rows and labelled values as sentences, each with what can be checked in it."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from kotae.conflicts.held_names import find_name
from kotae.conflicts.parties import Parties, parties_of
from kotae.conflicts.values import Value, name_value, values_in
from kotae.folding import fold
from kotae.gathering.editions import Edition, calls_itself_old
from kotae.gathering.units import UNIT_OF_LABEL, Amount, Cell, Record, records_of
from kotae.language import detect_language
from kotae.question import find_identifiers
from kotae.records import Document, Language, Span
from kotae.segmentation.analyzer import Analyzer, Word
from kotae.segmentation.quantities import Quantity, find_quantities, years_of

__all__ = ["Statement", "statements_of"]

# What is longer says several things, and which value belongs to which can't be told.
_MOST_CHARS: Final = 300
_LEAST_CHARS: Final = 2
# A longer cell describes its row.
_MOST_BESIDE: Final = 20
_QUESTION: Final = re.compile(r"[?？]\s*\Z|か。?\Z")
# What only numbers what is said, or says that it answers: （目的）第1条　, 第4条, 3. , A.
_NUMBERING: Final = re.compile(
    r"\A(?:[(（][^()（）]{1,12}[)）]\s*)?(?:第[0-9一二三四五六七八九十]+[条項号]\s*|\(?[0-9]{1,2}[.)]\s+|[QA][.:：]\s*|[・•*-]\s+)"
)
# A code on a line of its own, and below it what it stands for: an exit value.
_CODE: Final = re.compile(r"\A\s*-?[0-9]{1,4}[ \t]*\n")
# /etc/passwd isn't /etc/group, nor --tool=none --tool=all.
_PATH: Final = re.compile(r"(?<![\w/.:])/[a-z][\w.+-]*(?:/[\w.+-]+)+|(?<![\w-])--?[a-z][\w-]*=[\w./:+-]*\w")


@dataclass(frozen=True, kw_only=True)
class Statement:
    """Something a document says.

    Attributes:
        document: Where.
        place: What is cited.
        text: What is compared and read, folded; for a cell a sentence made of its labels.
        context: Title and headings.
        analyzer: Of its words.
        cell: Whether it was made of a cell.
        day: The document's own date, ISO 8601; may be empty.
        day_from: Where that stands.
        old: Whether the document calls itself superseded.
        outdated: The year in the document's title, where there is the same paper of a later year.
    """

    document: Document
    place: Span
    text: str
    context: str
    analyzer: Analyzer
    cell: bool = False
    day: str = ""
    day_from: str = ""
    old: bool = False
    outdated: frozenset[str] = frozenset()

    @cached_property
    def language(self) -> Language:
        """Its main language."""
        return detect_language(self.text)

    @cached_property
    def quantities(self) -> tuple[Quantity, ...]:
        """Of its text."""
        return find_quantities(self.text)

    @cached_property
    def words(self) -> tuple[Word, ...]:
        """Content words outside of its quantities."""
        return tuple(
            word
            for word in self.analyzer.content_words(self.text)
            if not any(word.start < one.end and word.end > one.start for one in self.quantities)
        )

    @cached_property
    def around(self) -> tuple[Word, ...]:
        """Content words of its title and headings."""
        return self.analyzer.content_words(self.context)

    @cached_property
    def values(self) -> tuple[Value, ...]:
        """What can be said otherwise elsewhere: amounts, dates, names."""
        return values_in(self.text, self.quantities, self.words, self.language, cell=self.cell)

    def named_like(self, other: "Statement") -> tuple[Value, ...]:
        """Return the name it says, though nothing shows it to be one but that another statement has one in its place."""
        if not any(value.kind == "name" for value in other.values):
            return ()
        name = find_name(self.text, self.words, self.language, known=False)
        return () if name is None else (name_value(name, self.language),)

    @cached_property
    def identifiers(self) -> frozenset[str]:
        """Numbers of models, articles and the like, in its text or above it, and paths of files in its text."""
        named = find_identifiers(fold(f"{self.context}\n{self.text}"))
        return frozenset((*(one.key for one in named), *_PATH.findall(self.text)))

    @cached_property
    def edition(self) -> Edition:
        """Its document as one version among others."""
        return Edition.of(self.document, self.day, old=self.old)

    @cached_property
    def parties(self) -> Parties | None:
        """Between whom its document is, where that is a contract."""
        return parties_of(self.document)

    def is_of_other_parties(self, other: "Statement") -> bool:
        """Return whether both are of contracts, and these are with different parties."""
        return bool(self.parties and other.parties and self.parties.differ_from(other.parties))

    def years(self, value: Value | None) -> frozenset[str]:
        """Return the years it speaks of, its own value left aside."""
        own = [one for one in self.quantities if value is None or not value.start <= one.start < value.end]
        return years_of(own) or years_of(find_quantities(fold(self.context)))


def statements_of(
    document: Document,
    sentences: Sequence[Span],
    analyzer: Analyzer,
    *,
    day: str,
    day_from: str,
    old: bool | None = None,
) -> Iterator[Statement]:
    """Yield what a document says, as far as it can be checked.

    Args:
        document: As stored.
        sentences: Of its passages, in order.
        analyzer: The one the index was made with.
        day: The document's own date, ISO 8601; may be empty.
        day_from: Where that stands.
        old: Whether the document calls itself superseded; None has it looked at.
    """
    old = calls_itself_old(document) if old is None else old
    for place, text, cell in _said(document, sentences):
        if not _LEAST_CHARS <= len(text) <= _MOST_CHARS or _QUESTION.search(text):
            continue
        yield Statement(
            document=document,
            place=place,
            text=text,
            context=_context(document, place.start),
            analyzer=analyzer,
            cell=cell,
            day=day,
            day_from=day_from,
            old=old,
        )


def _said(document: Document, sentences: Sequence[Span]) -> Iterator[tuple[Span, str, bool]]:
    seen: set[str] = set()
    # What a table says of a pump it says of the pump's noise; the paper's title is another in each paper.
    records = records_of(document, sentences, form_tables=False)
    firsts = Counter(record.cells[0].text for record in records if record.kind == "row")
    # A paper that says the same words of several values says elsewhere what each is of: If not specified, 0 will be assumed.
    told = {_worded(document, one) for record in records for one in record.sentences}
    worded = Counter(map(_without_values, told))
    for record in records:
        if record.kind == "prose":
            # What a program printed in an example is said of that example.
            aside = {(one.start, one.end) for one in document.blocks if one.kind in ("heading", "code")}
            for sentence in record.sentences:
                if any(start <= sentence.start < end for start, end in aside):
                    continue
                text = _worded(document, sentence)
                if text not in seen and worded[_without_values(text)] == 1:
                    seen.add(text)
                    yield sentence, text, False
        else:
            yield from _of_cells(
                document, record, several=record.kind == "row" and firsts[record.cells[0].text] > 1
            )


def _worded(document: Document, sentence: Span) -> str:
    """A sentence, folded, without what only numbers it."""
    written = fold(_CODE.sub("", document.text[sentence.start : sentence.end]))
    return _NUMBERING.sub("", " ".join(written.split()))


def _without_values(text: str) -> str:
    """A sentence's words with a sign for each of its quantities."""
    for one in reversed(find_quantities(text)):
        text = f"{text[: one.start].rstrip('-−')}#{text[one.end :]}"
    return text


def _of_cells(document: Document, record: Record, *, several: bool) -> Iterator[tuple[Span, str, bool]]:
    """The values of a row or a form as sentences; of several rows with one name, what tells them apart belongs to the name."""
    for amount in record.amounts:
        cell = _cell_of(record, amount)
        if cell is None or not cell.label or (record.kind == "row" and cell is record.cells[0]):
            continue
        telling = _telling(record) if several else []
        if cell in telling:
            continue
        entity = document.info.title if record.kind == "form" else _entity(record, telling)
        value = fold(document.text[amount.start : amount.end])
        if amount.unit and amount.unit != _unit_of(value):
            value = _with_unit(value, cell.label)
        if document.info.language == "ja":
            yield amount, fold(f"{entity}の{cell.label}は{value}です。"), True
        else:
            yield amount, fold(f"The {cell.label} of {entity} is {value}."), True


def _telling(record: Record) -> list[Cell]:
    """The cells of a row between its name and what is measured: short words and bare numbers, a size, a floor."""
    measured = [
        cell
        for amount in record.amounts
        if amount.quantity.kind in ("money", "percent", "date", "time")
        if (cell := _cell_of(record, amount)) is not None
    ]
    first = min((record.cells.index(cell) for cell in measured), default=0)
    return [cell for cell in record.cells[1:first] if len(cell.text) <= _MOST_BESIDE]


def _entity(record: Record, telling: Sequence[Cell]) -> str:
    parts = [
        f"{one.label} {one.text}" if one.label and re.fullmatch(r"[0-9.,]+", fold(one.text)) else one.text
        for one in telling
    ]
    name = record.cells[0].text
    return f"{name} ({', '.join(parts)})" if parts else name


def _unit_of(written: str) -> str:
    """Return the unit of a single quantity as written; empty for none."""
    found = find_quantities(written)
    return found[0].unit if len(found) == 1 else ""


def _with_unit(value: str, label: str) -> str:
    unit = UNIT_OF_LABEL.search(fold(label))
    return f"{value} {unit['unit']}" if unit else value


def _cell_of(record: Record, amount: Amount) -> Cell | None:
    return next((cell for cell in record.cells if cell.start <= amount.start < cell.end), None)


def _context(document: Document, at: int) -> str:
    block = document.block_at(at)
    headings = () if block is None else block.headings
    return "\n".join(dict.fromkeys((document.info.title, *headings)))
