"""A weight is no height: of something measured, what says another measure of it doesn't say the one asked for.

A reader takes them for one another, for all else is alike: *110 cm or more* answers *what is the least weight?*, 毎秒9メートル
answers 何度を超えたら. What a measure is called and its units tell them apart, in either language.
"""

from dataclasses import dataclass
from typing import Final

from kotae import lazy_re as re
from kotae.folding import fold
from kotae.segmentation.quantities import find_quantities

__all__ = ["tells_another_measure"]

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


def tells_another_measure(question: str, quote: str, above: str = "") -> bool:
    """Return whether a question asks for a measure, and a quote has figures that are of none of its names and units.

    Args:
        question: As asked.
        quote: What would be shown as its answer.
        above: The headings it stands under: below *Weight*, 705 is one.
    """
    asked = fold(question)
    wanted = [measure for measure in _MEASURES if measure.asks.search(asked)]
    if not wanted:
        return False
    said = fold(quote)
    if not re.search("[0-9]", said) and not find_quantities(said):
        return False
    return not any(measure.says.search(f"{above}\n{said}") for measure in wanted)
