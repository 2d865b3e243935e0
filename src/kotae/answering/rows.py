"""Which row of a table a question asks for, where the rows' own words and bounds tell it better than a reader does.

Rows are alike in all but a word or two (copper, single-mode fibre) or in the range they hold for (1–4台, 5 or
more). The one that holds what the question says and its neighbours don't is the row meant.
"""

from collections.abc import Sequence
from fractions import Fraction
from typing import Final

from kotae import lazy_re as re
from kotae.answering.coverage import Translations, WordReader, cover
from kotae.answering.evidence import Evidence
from kotae.answering.instructions import gives_orders
from kotae.answering.names import terms_held
from kotae.answering.table_rows import CELLS, rows_around
from kotae.folding import fold
from kotae.question import Question
from kotae.segmentation.months import months_in
from kotae.segmentation.quantities import Quantity, find_quantities

__all__ = ["row_asked_for", "telling_words_held"]

# The words of every row are looked up for every question.
_MOST_ROWS: Final = 60
# A word more or less: the row the reader chose stays unless another one holds clearly more.
_CLEARLY: Final = 0.6
# That a row's range holds the amount or month asked for counts for as much as two words.
_INSIDE: Final = 2.0
_SPAN: Final = re.compile(r"\s*(?:[~〜～–-]|から|to)\s*")
_AT_LEAST: Final = re.compile(
    r"以上|超|から\Z|\bor (?:more|over)|\band (?:over|above|more)|\+|[~〜～–-]\s*\Z"
)
_AT_MOST: Final = re.compile(r"以下|以内|まで|\bor (?:less|fewer|under)|\bup to\b|^\s*[~〜～–-]")
_BELOW: Final = re.compile(r"未満|\b(?:under|below|less than|fewer than)\b")
_ABOVE: Final = re.compile(r"\b(?:over|above|more than|from|at least)\b")
# Which of several has the most of something: no limit (at most, 最大で何人).
_MOST: Final = re.compile(
    r"(?:一番|いちばん|最も|もっとも)(?:多|大き|高|長|広|重).*(?:どこ|どれ|誰|だれ|どの(?!くらい|ぐらい))"
    r"|\b(?:which|who|whose)\b.*\bthe (?:most|largest|biggest|highest|greatest|longest|heaviest)\b",
    re.IGNORECASE,
)
_FEWEST_COMPARED: Final = 3


def row_asked_for(
    question: Question, evidence: Evidence, *, analyzer: WordReader, table: Translations | None
) -> int | None:
    """Return which sentence of the passage is the row asked for; None where the one chosen is, or none is a row.

    Args:
        question: As read.
        evidence: The sentence chosen so far.
        analyzer: Finds content words.
        table: Translations; None compares words as they are.
    """
    passage = evidence.hit.passage
    rows = rows_around(passage, evidence.place)
    if len(rows) < 2 or len(rows) > _MOST_ROWS:
        return None
    texts = passage.texts[rows.start : rows.stop]
    most = _row_with_most(texts) if _MOST.search(question.folded) else None
    if most is not None and not gives_orders(texts[most]):
        return rows[most] if rows[most] != evidence.place else None
    held = telling_words_held(question, texts, analyzer=analyzer, table=table)
    inside = [_is_inside(question, text) for text in texts]
    if any(inside) and not all(inside):
        held = [degree + _INSIDE * found for degree, found in zip(held, inside, strict=True)]
    held = [-_INSIDE if gives_orders(text) else degree for text, degree in zip(texts, held, strict=True)]
    best = max(range(len(rows)), key=held.__getitem__)
    chosen = rows.index(evidence.place)
    # Two rows that hold as much aren't told apart by words: then the reader's choice stands.
    ties = sum(degree > held[best] - _CLEARLY for degree in held)
    return rows[best] if ties == 1 and best != chosen else None


def _row_with_most(rows: Sequence[str]) -> int | None:
    """Return the place of the row with the largest amount; None unless each below the header has one, all of one unit.

    A last row with what the others come to, give or take a hundredth, is their total and none of those compared.
    """
    amounts = [
        [one for one in find_quantities(fold(row)) if one.kind not in ("date", "time")] for row in rows
    ]
    compared = amounts[1:] if len(amounts[0]) != 1 else amounts
    if len(compared) < _FEWEST_COMPARED or any(len(found) != 1 for found in compared):
        return None
    if len({(found[0].kind, found[0].unit) for found in compared}) > 1:
        return None
    values = [found[0].value for found in compared]
    if abs(values[-1] - sum(values[:-1])) <= values[-1] / 100:
        values.pop()
    best = max(values)
    return len(rows) - len(compared) + values.index(best) if values.count(best) == 1 else None


def telling_words_held(
    question: Question, texts: Sequence[str], *, analyzer: WordReader, table: Translations | None
) -> list[float]:
    """Return for every text how many of the question's words it holds that not all of them hold; none for no text."""
    # Numbers count by what they count, not by their digits.
    words = [word for word in question.plain_words if not re.search(r"[0-9]", fold(word.surface))]
    degrees = []
    for text in texts:
        held = terms_held(analyzer.content_words(text))
        degrees.append(cover(words, held, table=table).degrees)
    telling = {
        word.term
        for word in words
        if min(degree.get(word.term, 0.0) for degree in degrees) + _CLEARLY
        < max(degree.get(word.term, 0.0) for degree in degrees)
    }
    return [sum(degree.get(term, 0.0) for term in telling) for degree in degrees]


def _is_inside(question: Question, row: str) -> bool:
    """Return whether an amount or a month of the question lies in the range that a row's first cell gives."""
    cell = fold(row).partition(CELLS)[0]
    if asked := months_in(question.folded):
        return asked <= months_in(cell)
    bounds = _range(cell)
    if bounds is None:
        return False
    low, high, counted = bounds
    alike = [
        quantity.value
        for quantity in question.quantities
        if quantity.kind in ("count", "number") and _counts_alike(quantity, question.folded, counted, cell)
    ]
    # "What is it for one, if we take eight?": the one is what is paid for, not what decides.
    values = [value for value in alike if value != 1] or alike
    return any((low is None or value >= low) and (high is None or value <= high) for value in values)


def _counts_alike(asked: Quantity, text: str, held: Quantity, cell: str) -> bool:
    """Return whether two amounts count the same: by their unit, or by the counter as it is written (8台, 4台)."""
    if asked.unit or held.unit:
        return asked.unit == held.unit
    return _counter(asked, text) == _counter(held, cell)


def _counter(quantity: Quantity, text: str) -> str:
    return re.sub(r"[0-9.,〇一二三四五六七八九十百千万\s]", "", text[quantity.start : quantity.end])


def _range(cell: str) -> tuple[Fraction | None, Fraction | None, Quantity] | None:
    """Return the least and the most of a range, and an amount of it with its unit; None for a cell that gives none."""
    found = [quantity for quantity in find_quantities(cell) if quantity.kind in ("count", "number")]
    if len(found) == 2 and _SPAN.fullmatch(cell[found[0].end : found[1].start]):
        return found[0].value, found[1].value, found[1]
    if len(found) != 1:
        return None
    (quantity,) = found
    rest = f"{cell[: quantity.start]} {cell[quantity.end :]}"
    if _BELOW.search(rest):
        return None, quantity.value - Fraction(1, 10**6), quantity
    if _AT_MOST.search(rest):
        return None, quantity.value, quantity
    if _AT_LEAST.search(rest) or _ABOVE.search(rest):
        return quantity.value, None, quantity
    return None
