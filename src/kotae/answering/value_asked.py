"""What says no value of the kind asked for answers nothing: a price without a figure, a weight told of a height.

A reader takes them for one another, for all else is alike: *110 cm or more* answers *what is the least weight?*, that it takes
three hours *at what time?* What a value is called and its units tell them apart, in either language; so does that something is
free, or a time in words (noon, 日没まで).
"""

from dataclasses import dataclass
from typing import Final

from kotae import lazy_re as re
from kotae.folding import fold
from kotae.question.wanted import asks_who
from kotae.segmentation.quantities import Quantity, find_quantities

__all__ = ["leaves_amount_out", "tells_another_value"]

_ASKS_PRICE: Final = re.compile(
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
_SAYS_PRICE: Final = re.compile(
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

# 体重は何キロ, 長さを教えて, 重さの上限は？ ask for it; 体重を量る人は誰 doesn't.
_HOW_MUCH: Final = (
    r"(?:[^。、誰]{0,12}?(?:どれ(?:くらい|ぐらい|だけ|ほど)|どの(?:くらい|ぐらい)|何|いくら)"
    r"|(?:の\w{1,3})?は\W*\Z|を教え)"
)
_WHAT: Final = r"\b(?:what(?:'s| is| was| are| were| does| did)?|which|give|tell)\b.{0,40}\b"
_METRES: Final = (
    r"[0-9]\s?(?:km|m|cm|mm|ft|in|キロ(?!グラム)|メートル|センチ|ミリ(?!リットル)|インチ|フィート|尺|間|寸)(?![a-z])"
    r"|\b(?:kilomet\w+|(?:centi|milli)?met(?:re|er)s?|feet|foot|inch(?:es)?|yards?|miles?)\b"
)


@dataclass(frozen=True, slots=True)
class _Measure:
    """What asks for a measure, and what speaks of it: its names and its units."""

    asks: "re.Pattern[str]"
    says: "re.Pattern[str]"


def _measure(*asks: str, says: tuple[str, ...]) -> _Measure:
    return _Measure(re.compile("|".join(asks), re.IGNORECASE), re.compile("|".join(says), re.IGNORECASE))


_MEASURES: Final = (
    _measure(
        rf"(?:重さ|重量|体重|目方){_HOW_MUCH}",
        r"何(?:グラム|トン|kg)(?!メートル)",
        r"\bhow heavy\b",
        r"\bhow much (?:do|does|did|may|can) .{1,60}\bweigh\b",
        rf"{_WHAT}weight\b",
        r"\bhow many (?:kilograms|grams|kg|tonnes|tons)\b",
        says=(
            r"重|目方|軽|[0-9]\s?(?:kg|g|mg|t|lbs?|oz|キロ(?!メートル)|グラム|トン|ポンド)(?![a-z])",
            r"\b(?:weigh\w*|heav\w+|kilos?|(?:kilo|milli)?grams?|tonnes?|tons?|pounds?|ounces?|stones?)\b",
        ),
    ),
    _measure(
        r"(?:気温|温度|水温|室温|体温|暑さ)[^。、]{0,8}?(?:何度|どれ|どの)",
        r"何度(?:を(?:超|上回|下回)|以[上下]|になっ)",
        r"\bhow (?:hot|cold|warm)\b",
        rf"{_WHAT}temperature\b",
        r"\bhow many degrees\b",
        says=(
            r"度|℃|°|温|暑|冷|凍",
            r"\b(?:degrees?|temperature|hot\w*|cold\w*|warm\w*|cool\w*|frozen|freezing|boiling|celsius)\b",
        ),
    ),
    _measure(
        rf"厚[さみ]{_HOW_MUCH}",
        r"\bhow thick\b",
        rf"{_WHAT}thickness\b",
        says=(r"厚|[0-9]\s?(?:mm|cm|ミリ|センチ|寸|分)|\b(?:thick\w*|(?:centi|milli)met\w+|inch(?:es)?)\b",),
    ),
    _measure(
        rf"(?:長さ|高さ|深さ|(?<!げ)幅|身長){_HOW_MUCH}",
        r"\bhow (?:wide|deep|tall)\b",
        rf"{_WHAT}(?:length|height|width|depth|wingspan)\b",
        # A meeting has a length too, and a fee a height.
        says=(
            r"長|高|深|幅|丈|[0-9]\s?(?:秒|分|時|日|週|か月|年)|円",
            r"\b(?:long|length|high|height|tall|deep|depth|wide|width|seconds?|minutes?|hours?|days?|weeks?|months?|years?)\b",
            _METRES,
        ),
    ),
    _measure(
        rf"(?:速度|時速|速さ){_HOW_MUCH}",
        rf"{_WHAT}(?:speed|velocity)\b",
        says=(
            r"速|/[hs](?![a-z])|(?:bps|km/?h|kph|mph)(?![a-z])|毎[秒分時]",
            r"\b(?:knots?|speed\w*|fast\w*|per (?:hour|second|minute))\b",
        ),
    ),
    _measure(
        r"何位",
        r"\bhow high .{1,40}\brank(?:s|ed|ing)?\b|\bwhat rank\b|\bwhere .{1,60}\brank\b",
        says=(
            r"位|番目|最[上下]|トップ|首位",
            r"\b(?:rank\w*|\w*[0-9](?:st|nd|rd|th)|place[ds]?|first|second|third|last|top|position)\b",
        ),
    ),
    _measure(
        r"電話(?:番号)?は(?:何番|\W*\Z)|電話番号(?:は何|を教え)",
        r"\b(?:what|which)\b.{0,40}\b(?:phone|telephone|mobile) number\b",
        says=(r"[0-9]{2,}[-) ][0-9]{2,}|\+[0-9]|[0-9]{6,}|内線|\bextension\b",),
    ),
    _measure(
        r"メールアドレス(?:は|を)",
        rf"{_WHAT}e-?mail(?: address)\b",
        says=(r"@|アドレス|\baddress\b",),
    ),
)


def leaves_amount_out(question: str, quote: str) -> bool:
    """Return whether a question asks how much something costs, and a quote says neither a figure nor that it costs nothing.

    Args:
        question: As asked.
        quote: What would be shown as its answer.
    """
    asked, said = fold(question), fold(quote)
    if not _ASKS_PRICE.search(asked) or asks_who(question) or _SAYS_PRICE.search(said):
        return False
    if _NO_MONEY.search(asked):
        return not _has_figures(said)
    # A bare number may be an amount (the column says yen); a height, a day or a number of laps is none.
    return not _digits_outside(said) and all(map(_is_no_amount, find_quantities(said)))


def tells_another_value(question: str, quote: str, above: str = "") -> bool:
    """Return whether a question asks for an hour that a quote lacks, or for a measure and the quote has figures of others.

    Args:
        question: As asked.
        quote: What would be shown as its answer.
        above: The headings it stands under: below *Weight*, 705 is one.
    """
    asked, said = fold(question), fold(quote)
    if _ASKS_TIME.search(asked) and not _SAYS_TIME.search(said) and not _has_hour(said):
        return True
    wanted = [measure for measure in _MEASURES if measure.asks.search(asked)]
    return (
        bool(wanted)
        and _has_figures(said)
        and not any(measure.says.search(f"{above}\n{said}") for measure in wanted)
    )


def _has_figures(text: str) -> bool:
    return bool(re.search("[0-9]", text) or find_quantities(text))


def _has_hour(text: str) -> bool:
    """Return whether a number may be an hour (open from 11 to 3); an amount, a duration or a year isn't one."""
    found = find_quantities(text)
    return any(one.kind == "time" or (one.kind == "number" and one.value <= 24) for one in found)


def _is_no_amount(quantity: Quantity) -> bool:
    return quantity.kind in ("date", "time") or (quantity.kind == "count" and bool(quantity.unit))


def _digits_outside(text: str) -> bool:
    """Return whether digits stand in a text that belong to no quantity: a code, a number glued to letters."""
    inside = {place for found in find_quantities(text) for place in range(found.start, found.end)}
    return any(sign.isdigit() and place not in inside for place, sign in enumerate(text))
