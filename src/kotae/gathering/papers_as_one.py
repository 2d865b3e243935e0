"""A paper that is one thing (a claim, an order, a trip: it has a number of its own) and lists its parts in a table.

Asked how many trips went to Glasgow, the paper counts, not its lines; asked for the taxis, the lines. And a line of totals is no
line: what is put together of the lines must not hold it too.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import PurePosixPath
from typing import Final

from kotae.folding import fold
from kotae.gathering.candidates import Candidate
from kotae.gathering.concepts import Concepts
from kotae.gathering.units import Record
from kotae.gathering.wish import Wish
from kotae.question import find_identifiers
from kotae.records import DocumentInfo

__all__ = ["as_one", "is_total", "series_of"]

_TOTAL: Final = re.compile(
    r"(?:総?合計|総計|小計|中計|累計|計|平均)(?:額|金額)?(?:[（(].*)?"
    r"|(?:(?:grand|overall|running)\s+)?(?:sub-?\s?)?(?:total|sum|average)s?(?:\s+(?:amount|cost|due|sum))?:?",
    re.IGNORECASE,
)


def is_total(record: Record) -> bool:
    """Return whether a row of a table puts together the rows above it: one of its words is *total*, 合計, *average*."""
    return record.kind == "row" and any(_TOTAL.fullmatch(fold(cell.text).strip()) for cell in record.worded)


def as_one(found: Sequence[Candidate], rows: int, wish: Wish, concepts: Concepts) -> Sequence[Candidate]:
    """Return the candidates of a paper; the one that stands for it where all its rows are found for what the paper is.

    Args:
        found: Of one paper.
        rows: How many rows its table has, without totals.
        wish: What is wanted.
        concepts: Weighs words.
    """
    lines = [one for one in found if one.record.kind == "row"]
    if not lines or not _may_be_one(lines[0], wish):
        return found
    first = lines[0]
    if len(lines) < rows or any(
        set(one.met) != set(first.met)
        or (wish.kinds and (one.amount and one.amount.key) != (first.amount and first.amount.key))
        for one in lines
    ):
        return found  # some of its lines, or each for another reason
    best = max(
        (one for one in found if one.record.kind != "row"),
        key=lambda one: concepts.worth(one.met),
        default=None,
    )
    if best is not None and concepts.worth(best.met) >= concepts.worth(first.met):
        return [best]
    # Without a kind of value that is asked for, no amount of a line is the paper's.
    return [replace(first, whole=True, amount=first.amount if wish.kinds else None)]


def _may_be_one(candidate: Candidate, wish: Wish) -> bool:
    """Whether things are listed or counted, not amounts, and the paper has a number of its own."""
    if wish.operation not in ("list", "count") or wish.amounts or wish.question.identifiers:
        return False
    if wish.kinds and wish.kinds[0] != "date":
        return False
    return bool(series_of(candidate.document.info))


def series_of(info: DocumentInfo) -> str:
    """Return what the number of a paper begins with, in its title or its file's name: ``"t"`` of T-1004; empty for none."""
    for text in (info.title, PurePosixPath(info.path).stem):
        for one in find_identifiers(fold(text)):
            if one.key.startswith("code:") and (
                letters := re.match(r"[a-z]+", one.key.removeprefix("code:"))
            ):
                return letters[0]
    return ""
