"""A question for an amount of money isn't answered by a sentence without a figure, unless that says that it is free."""

import re
from typing import Final

from kotae.folding import fold
from kotae.question.wanted import asks_who
from kotae.segmentation.quantities import find_quantities

__all__ = ["leaves_amount_out"]

_ASKS: Final = re.compile(
    r"いくら(?!い|でも|か(?![か。？?]|\Z))|\bhow much (?:is|are|was|were|do|does|did|will|would|must|should|can|could)\b"
    r"|(?:値段|料金|金額|価格|費用|代金)(?:は|を教えて)[^。]{0,6}\Z"
    r"|\bwhat (?:is|was|are|were|'s) the (?:price|fee|cost|fare|rent)\b|\bwhat (?:do|does|did|will|would) .{1,60}\bcosts?\b",
    re.IGNORECASE,
)
# That it is free, or what it rests on: the actual cost, half of the fee.
_SAYS: Final = re.compile(
    r"[0-9]|無料|無償|不要|[半全実]額|実費|含|かかりません|かからない|いただきません|ありません|取ら|取り|負担|ただ[。で]"
    r"|\b(?:free|nothing|no|not|none|without|half|full|twice|doubles?|triple|included?|includes|covers?|covered|actual|own|waived"
    r"|complimentary)\b",
    re.IGNORECASE,
)


def leaves_amount_out(question: str, quote: str) -> bool:
    """Return whether a question asks how much something costs, and a quote says neither a figure nor that it costs nothing.

    Args:
        question: As asked.
        quote: What would be shown as its answer.
    """
    if not _ASKS.search(fold(question)) or asks_who(question):
        return False
    said = fold(quote)
    return not _SAYS.search(said) and not find_quantities(said)
