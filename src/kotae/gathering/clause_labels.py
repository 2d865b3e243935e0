"""What a sentence calls an amount: its clause without the other amounts, and which end of a range it is."""

from collections.abc import Sequence
from typing import Final

from kotae import lazy_re as re
from kotae.scripts import JAPANESE
from kotae.segmentation.quantities import Quantity

__all__ = ["clause_of", "end_of_range"]

_CLAUSES_JA: Final = re.compile(r"[、。；;]")
_CLAUSES_EN: Final = re.compile(r"[,;]|\.(?=\s|\Z)|\band\b")
_FROM: Final = (
    re.compile(r"\b(?:from|begin(?:s|ning)?|starting)\s*\Z", re.IGNORECASE),
    re.compile(r"\s*(?:から|より|以降|[~～〜])"),
)
_TO: Final = (
    re.compile(r"\b(?:to|until|till|through|by)\s*\Z", re.IGNORECASE),
    re.compile(r"\s*(?:まで|を?期限)"),
)
_START_WORDS: Final = "開始 start begin"
_END_WORDS: Final = "終了 満了 end expire"


def clause_of(text: str, found: Sequence[Quantity], place: int) -> str:
    """Return what a sentence calls one of its amounts: its clause without the others, and which end of a range it is."""
    quantity = found[place]
    japanese = bool(re.search(f"[{JAPANESE}]", text))
    marks = [match.span() for match in (_CLAUSES_JA if japanese else _CLAUSES_EN).finditer(text)]
    low = max((end for _, end in marks if end <= quantity.start), default=0)
    high = min((start for start, _ in marks if start >= quantity.end), default=len(text))
    before = found[place - 1].end if place and found[place - 1].end > low else low
    after = found[place + 1].start if place + 1 < len(found) and found[place + 1].start < high else high
    lead = text[before : quantity.start]
    said = f"{lead} {text[quantity.end : after]}"
    if low and not re.search(r"\w", lead):  # 年間料金として、120万円: the clause before says what it is
        previous = max((end for _, end in marks if end < low), default=0)
        said = f"{text[max(previous, found[place - 1].end if place else 0) : low]} {said}"
    return f"{said} {end_of_range(text[: quantity.start], text[quantity.end :])}".strip()


def end_of_range(before: str, after: str) -> str:
    """Return the words of the end of a range that a date is; empty where it is none."""
    for (ahead, behind), words in ((_FROM, _START_WORDS), (_TO, _END_WORDS)):
        if ahead.search(before) or behind.match(after):
            return words
    return ""
