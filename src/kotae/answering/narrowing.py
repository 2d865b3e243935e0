"""A passage cut down to what it says of the thing asked about: the row of PO-2025-00318, the text of 第4条, the third step.

Rows, articles and items stand side by side in one passage and are alike in everything but what they are
about, and that is told exactly by an identifier, by the number of an item, or by the year that a row begins with.
The reader is better not shown the neighbours.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from kotae.answering.table_rows import CELLS, cells_of_row, header_of, is_field, rows_around
from kotae.folding import fold
from kotae.passages import breadcrumb
from kotae.question import Question, find_identifiers
from kotae.question.numbered import find_numbered
from kotae.records import Passage
from kotae.scripts import KANJI
from kotae.segmentation.number_words import ORDINALS
from kotae.segmentation.numerals import parse_japanese
from kotae.segmentation.quantities import find_quantities, years_of
from kotae.segmentation.weekdays import find_weekdays, weekdays_of_cell

__all__ = ["narrowed", "part_about", "part_of"]

_LEADING: Final = re.compile(r"^[\s\W_]*")
_ITEM: Final = re.compile(
    r"\s*(?:[-*・]\s*)?(?:(?:step|手順|ステップ)\s?)?[(（]?([0-9]{1,2})(?:[.):：、]|\s)(?![0-9])",
    re.IGNORECASE,
)
_NTH_JA: Final = re.compile(
    r"([0-9]{1,2}|[一二三四五六七八九十]{1,3})(?:番目|つ目|個目|点目|段階目)|第([0-9]{1,2}|[一二三四五六七八九十]{1,3})の"
)
_NTH_EN: Final = re.compile(rf"\b(?:([0-9]{{1,2}})(?:st|nd|rd|th)|({'|'.join(ORDINALS)}))\b")
# What a number names when it stands behind it: error 34, ゾーン3.
_NUMBERED: Final = re.compile(
    r"(?:\b(?:error|code|status|step|item|no\.|number|zone|level|stage|option|rule|point)|エラー|コード|ステップ|手順|番号|項目|ゾーン|レベル|区分)\s?#?([0-9]{1,3})(?![0-9]|[.,][0-9])",
    re.IGNORECASE,
)
_OF_NUMBERS: Final = re.compile(r"番号?\Z|\b(?:no\.?|number|id)\Z|[#№]")
# What is counted with 号: a 号車 is a 車.
_COUNTED: Final = re.compile(rf"(?!号)[{KANJI}]")
_HEAD: Final = re.compile(r"^.{0,40}?(?:…|\.\.\.|[:=]|[—–]|\s-\s)")


def narrowed(question: Question, passage: Passage) -> tuple[int, Passage]:
    """Return the stretch of a passage that isn't about something else of the kind asked about.

    Args:
        question: As read.
        passage: With at least one sentence.

    Returns:
        The first sentence kept, and the passage with the sentences kept and the header of their table among its
        headings; 0 and the passage itself where it isn't about the thing asked for, or about nothing else.
    """
    asked = {identifier.key for identifier in question.identifiers}
    asked |= {f"year:{year}" for year in years_of(question.quantities)}
    asked |= set(_ordinals(question.folded)) | _times(question)
    numbered = [one for one in find_numbered(question.folded) if not one.ordinal]
    asked |= {f"row:{one.number}" for one in numbered}
    if not asked:
        return 0, passage
    spoken = list(_subjects_of(passage.texts, [one.kind for one in numbered]))
    about = [bool(keys & asked) and not _differs(keys, asked) for keys in spoken]
    wanted = [place for place, said in enumerate(about) if said]
    if not wanted:
        return 0, passage
    shapes = {_shape(key) for place in wanted for key in spoken[place] & asked}
    other = [
        not said and any(_shape(key) in shapes for key in keys)
        for said, keys in zip(about, spoken, strict=True)
    ]
    if not any(other):
        return 0, passage
    first = last = wanted[0]
    while last + 1 < len(other) and not other[last + 1]:
        last += 1
    while first and not other[first - 1]:
        first -= 1
    return first, part_of(passage, first, last)


def _times(question: Question) -> set[str]:
    """Return the keys of the weekdays that a question names, and of the time of day it names with them: 土曜日の10時."""
    days = {f"weekday:{day}" for named in find_weekdays(question.folded) for day in named.days}
    return days | {quantity.key for quantity in question.quantities if days and quantity.kind == "time"}


def _differs(keys: frozenset[str], asked: set[str]) -> bool:
    """Return whether a row is about another day or time than the one asked for beside it."""
    timed = [{key for key in part if key.startswith(("weekday:", "time:"))} for part in (keys, asked - keys)]
    return any(
        _shape(key) in {_shape(own) for own in timed[0]}
        and not any(_shape(own) == _shape(key) for own in timed[0] & asked)
        for key in timed[1]
    )


def _subjects_of(texts: Sequence[str], kinds: Sequence[str] = ()) -> Iterator[frozenset[str]]:
    """Yield for every sentence the keys of what it is about: a row by its cells, other text by how it begins.

    What a sentence begins with is spoken of until another of the same shape begins one. ``kinds`` are what the question names
    by a number: a row is of kart 12 where its first cell is 12, and its column holds numbers of karts.
    """
    subjects: dict[str, str] = {}
    label = ""
    for text in texts:
        folded = fold(text)
        if CELLS in folded:
            own, _, value = folded.partition(CELLS)[0].strip().rpartition(": ")
            if not value.isdecimal():
                label = value
            elif kinds and _numbers_of(own or label, kinds):
                yield frozenset((*_of_row(folded), f"row:{int(value)}"))
                continue
            yield frozenset(_of_row(folded))
            continue
        if item := _ITEM.match(folded):
            subjects["item:0"] = f"item:{int(item[1])}"
        start, head = _LEADING.match(folded), _HEAD.match(folded)
        for identifier in find_identifiers(folded):
            if (start and identifier.start <= start.end()) or (head and identifier.end <= head.end()):
                subjects[_shape(identifier.key)] = identifier.key
        yield frozenset(subjects.values())


def _of_row(row: str) -> Iterator[str]:
    yield from (identifier.key for identifier in find_identifiers(row))
    yield from (f"weekday:{day}" for cell in cells_of_row(row) for day in weekdays_of_cell(cell))
    yield from (quantity.key for quantity in find_quantities(row) if quantity.kind == "time")
    first, _, _ = row.partition(CELLS)
    yield from (f"year:{year}" for year in years_of(find_quantities(first)))


def _numbers_of(label: str, kinds: Sequence[str]) -> bool:
    """Return whether a column holds the numbers that name something: 車番 of 15号車, Room of room 12, No. of anything."""
    called = label.lower()
    return _OF_NUMBERS.search(called) is not None or any(
        kind in called or any(sign in called for sign in _COUNTED.findall(kind)) for kind in kinds
    )


def _ordinals(question: str) -> Iterator[str]:
    """Yield the keys of the items that a question counts to: 三番目, 3つ目, the third."""
    for match in _NTH_JA.finditer(question):
        written = match[1] or match[2]
        yield f"item:{int(written) if written.isdigit() else int(parse_japanese(written))}"
    yield from (f"item:{int(match[1])}" for match in _NUMBERED.finditer(question))
    for match in _NTH_EN.finditer(question.lower()):
        yield f"item:{int(match[1]) if match[1] else 1 + ORDINALS.index(match[2])}"


def _shape(key: str) -> str:
    return re.sub(r"[0-9]+", "0", key)


def part_of(passage: Passage, first: int, last: int) -> Passage:
    """Return the sentences from ``first`` to ``last`` as a passage, with the header of their table among its headings."""
    sentences = passage.sentences[first : last + 1]
    start, end = sentences[0].start, sentences[-1].end
    header = header_of(passage, first)
    above = passage.texts[header].strip() if header is not None else ""
    return replace(
        passage,
        start=start,
        end=end,
        text=passage.text[start - passage.start : end - passage.start],
        sentences=sentences,
        heading=breadcrumb((passage.heading, above)),
    )


def part_about(question: Question, passage: Passage, place: int) -> Passage:
    """Return one sentence as a passage; of a form with the field among its headings that says whom the question is about.

    A form's field by itself, *Allergies | wasp stings*, tells nothing of anybody.
    """
    part = part_of(passage, place, place)
    named = _field_that_names(question, passage, place)
    return replace(part, heading=breadcrumb((part.heading, named))) if named else part


def _field_that_names(question: Question, passage: Passage, place: int) -> str:
    """Return the field of the same form that holds a name or an identifier of the question; empty where there is none."""
    texts = passage.texts
    if not is_field(texts[place]):
        return ""
    fields = [texts[at] for at in rows_around(passage, place) if is_field(texts[at])]
    names = [
        *(fold(word.surface).lower() for word in question.names),
        *(one.written.lower() for one in question.identifiers),
    ]
    holding = [field for field in fields if any(name in fold(field).lower() for name in names)]
    # A field of its own that names it needs none; two of them are a table of many.
    return holding[0].strip() if len(holding) == 1 and holding[0] != texts[place] else ""
