"""What is said without a value of the kind asked for answers nothing: a price without a figure, a time of day without an hour.

Unless it says that it is free, or names the time in words (noon, 日没まで).
"""

import re
from typing import Final

from kotae.folding import fold
from kotae.question.wanted import asks_who
from kotae.segmentation.quantities import Quantity, find_quantities

__all__ = ["leaves_amount_out", "leaves_time_out"]

_ASKS: Final = re.compile(
    r"いくら(?!い|でも|か(?![か。？?]|\Z))|\bhow much (?:is|are|was|were|do|does|did|will|would|must|should|can|could)\b"
    r"|(?:値段|料金|金額|価格|費用|代金)(?:は|を教えて)[^。]{0,6}\Z"
    r"|\bwhat (?:is|was|are|were|'s) the (?:price|fee|cost|fare|rent)\b|\bwhat (?:do|does|did|will|would) .{1,60}\bcosts?\b"
    r"|\bwhat (?:do|does|did|will|would|has|have) .{1,60}\b(?:invest|spend|donate)(?:ed)?\b(?! (?:in|on|to)\s*\??\Z)",
    re.IGNORECASE,
)
# How much one drinks or weighs is no money.
_NO_MONEY: Final = re.compile(
    r"\bhow much (?:do|does|did|will|would|must|should|can|could)\b(?!.*\b(?:cost|pay|charge|owe|earn|get back|spend)s?\b)"
    r"|\bhow much can be\b",
    re.IGNORECASE,
)
# That it is free, or what it rests on: the actual cost, half of the fee.
_SAYS: Final = re.compile(
    r"無料|無償|不要|[半全実]額|実費|含|かかりません|かからない|いただきません|ありません|取ら|取り|負担|ただ[。で]"
    r"|\b(?:free|nothing|no|not|none|without|half|full|twice|doubles?|triple|included?|includes|covers?|covered|actual|own|waived"
    r"|complimentary)\b",
    re.IGNORECASE,
)

_ASKS_TIME: Final = re.compile(
    r"何時(?!間|点|代|頃の|期)|\b(?<!within )(?<!in )what time(?! of (?:the )?year)\b", re.IGNORECASE
)
# A time in words, or how it is told from another one: an hour before sunset.
_SAYS_TIME: Final = re.compile(
    r"[0-9一二三四五六七八九十]時(?!間)|正午|[朝昼夕夜晩]|日没|日の出|明る|暗|終日|始発|終電|いつでも|間?[前後](?:に|まで|から)"
    r"|[0-9]\s?[ap]\.?m\b|o'clock|\b(?:noon|midday|midnight|sunrise|sunset|dawn|dusk|dark|daylight|daytime|nightfall|morning"
    r"|afternoon|evening|night|overnight|all day|any ?time|always|never|closed|past|before|after|around the clock)\b",
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
    if _SAYS.search(said):
        return False
    if _NO_MONEY.search(fold(question)):
        return not re.search("[0-9]", said) and not find_quantities(said)
    # A bare number may be an amount (the column says yen); a height, a day or a number of laps is none.
    return not _digits_outside(said) and all(map(_is_no_amount, find_quantities(said)))


def _is_no_amount(quantity: Quantity) -> bool:
    return quantity.kind in ("date", "time") or (quantity.kind == "count" and bool(quantity.unit))


def _digits_outside(text: str) -> bool:
    """Return whether digits stand in a text that belong to no quantity: a code, a number glued to letters."""
    inside = {place for found in find_quantities(text) for place in range(found.start, found.end)}
    return any(sign.isdigit() and place not in inside for place, sign in enumerate(text))


def leaves_time_out(question: str, quote: str) -> bool:
    """Return whether a question asks at what time of day something is, and a quote says no hour: that it takes three hours.

    Args:
        question: As asked.
        quote: What would be shown as its answer.
    """
    if not _ASKS_TIME.search(fold(question)):
        return False
    said = fold(quote)
    if _SAYS_TIME.search(said):
        return False
    # A bare number may be an hour (open from 11 to 3); an amount, a duration or a year isn't one.
    return not any(
        found.kind == "time" or (found.kind == "number" and found.value <= 24)
        for found in find_quantities(said)
    )
