"""What of a statement can be said otherwise elsewhere, and what an echo of the statement asks for it.

"The fee is 500 yen." becomes "The fee is how much?": a reader that answers it from another paper's statement with that
paper's value has found the same thing said there.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final, Literal

from kotae.records import Language, Span
from kotae.scripts import HIRAGANA, KANJI, KATAKANA
from kotae.segmentation.analyzer import Word
from kotae.segmentation.quantities import Quantity

__all__ = ["Value", "comparable", "echo", "values_in"]

_MOST: Final = 4
_ASKS: Final[dict[Language, dict[str, str]]] = {
    "ja": {"date": "いつ", "money": "いくら", "percent": "何%", "time": "何時", "name": "誰"},
    "en": {
        "date": "when",
        "money": "how much",
        "percent": "what percentage",
        "time": "what time",
        "name": "who",
    },
}
_BASES: Final[dict[str, tuple[str, Fraction]]] = {
    "t": ("kg", Fraction(1000)), "g": ("kg", Fraction(1, 1000)),
    "km": ("m", Fraction(1000)), "cm": ("m", Fraction(1, 100)), "mm": ("m", Fraction(1, 1000)),
    "hour": ("second", Fraction(3600)), "minute": ("second", Fraction(60)), "ms": ("second", Fraction(1, 1000)),
    "week": ("day", Fraction(7)), "year": ("month", Fraction(12)),
    "ha": ("m2", Fraction(10_000)), "km2": ("m2", Fraction(1_000_000)),
    "MW": ("kW", Fraction(1000)), "GW": ("kW", Fraction(1_000_000)),
    "MWh": ("kWh", Fraction(1000)), "GWh": ("kWh", Fraction(1_000_000)), "TWh": ("kWh", Fraction(10**9)),
}  # fmt: skip
_MEASURES: Final = frozenset(base for base, _ in _BASES.values()) | {
    "JPY",
    "USD",
    "EUR",
    "GBP",
    "CNY",
    "KRW",
    "INR",
    "percent",
    "degree",
    "litre",
    "m3",
    "night",
    "age",
    "date",
    "time",
    "name",
}
_YEAR: Final = re.compile(r"date:[0-9]{4}")
# A bare number that counts what follows it: 10 books.
_COUNTS: Final = re.compile(r" [a-z]{3,}")
# And in Japanese a counter that no list knows: 124単位, 1,204席. What only numbers a thing is none.
_COUNTER_JA: Final = re.compile(
    rf"(?![号番条章項版丁階級次等型系代目])(?P<counter>[{KANJI}]{{1,2}}|[{KATAKANA}]{{2,6}})(?![{KANJI}{KATAKANA}])"
)
# What only numbers a thing isn't said of it.
_NUMBERS_A_THING: Final = frozenset({"article", "rank", "floor"})
_ORDINAL: Final = re.compile(r"(?:[0-9]+(?:st|nd|rd|th)|first|second|third|fourth|fifth)\b", re.IGNORECASE)
# "もう一か所": another one, not how many there are.
_ANOTHER: Final = re.compile(r"もう\Z")
_AGE: Final = re.compile(r"\bage\b[^0-9.;]{0,40}\Z|\baged? (?:of )?\Z", re.IGNORECASE)
# What an amount is told for: 一人10冊, 一年につき20日; 1時間40分 is one amount.
_ONE: Final = re.compile(r"[一1](?!時間|分|秒)[^0-9一二三四五六七八九十百千万億兆.,]{1,3}")
_FOR_EACH: Final = re.compile(r"につき|[当あ]たり|当り|ごと|毎|(?=[0-9])")
# Where a sentence says who or what fills a place, rather than what somebody does.
_NAME_JA: Final = re.compile(
    rf"(?:は|には|を|のは)(?P<name>(?:(?![はをが])[{KANJI}{KATAKANA}A-Za-z・{HIRAGANA}]){{2,20}}?)"
    r"(?:氏|さん|教授|博士|先生)?(?:です|である|だ|でした|であった|となる|となった|が(?:務|担当|指定|行|就|代表|主催|設計|運営|診察)|が[^、。はが]{1,20}(?:。|\Z)|に委託|を管轄|。|\Z)"
)
_NAME_BEGINS_JA: Final = re.compile(
    rf"\A(?P<name>[{KANJI}{KATAKANA}A-Za-z・]{{2,20}}?)(?:氏|さん|教授|博士|先生)?(?:が(?:務|担当|就任|代表|主催|設計))"
)
_CAPITALS: Final = r"(?:(?:Dr|Mr|Ms|Mrs|Prof)\.? )?[A-Z][\w&'-]*(?: (?:of |the )?[A-Z][\w&'-]*){0,4}"
_NAME_EN: Final = re.compile(
    rf"(?:\b(?:is|was|are|were|by|to|named|called)\b(?: by| to)?(?: the)? )(?P<name>{_CAPITALS})\s*[.;]?\Z"
)
_NAME_BEGINS_EN: Final = re.compile(
    rf"\A(?:The )?(?P<name>{_CAPITALS}) (?:is|was|became|has been|has|chairs|heads|runs|leads|designed"
    r"|manages|directs|hosts|organi[sz]es|owns)\b"
)
_TITLES: Final = re.compile(r"(?:氏|さん|教授|博士|医師|先生)\Z")
_ORGANISATION: Final = re.compile(
    r"(?:財団|社団|会社|商店|商会|商事|事務所|センター|裁判所|サービス|工業|工務店|産業|製作所|建設|建築|造園|運輸|交通|警備|設備|電機|印刷|食品|法人|組合|協会|銀行|大学|学園|病院|省|庁|局|研究所|委員会)\Z"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Value(Span):
    """A value of a statement, at its place in the statement's text.

    Attributes:
        kind: What it is.
        key: Its normal form; of a name the name.
        unit: What amounts are compared by: a base unit, a currency; empty where none is known.
        amount: In that unit; 0 for dates and names.
    """

    kind: Literal["number", "date", "name"]
    key: str
    unit: str = ""
    amount: Fraction = Fraction(0)
    asks: str


def values_in(
    text: str, quantities: Sequence[Quantity], words: Sequence[Word], language: Language, *, cell: bool
) -> tuple[Value, ...]:
    """Return the values of a statement, in order; none where there are too many to be told apart.

    Args:
        text: Folded.
        quantities: Of it.
        words: Its content words.
        language: Its own.
        cell: Whether it was made of a cell: then a bare number is a value, too.
    """
    found = [
        value
        for quantity in quantities
        if (value := _of_quantity(text, quantity, language, bare=cell)) is not None
    ]
    if any(value.kind == "number" for value in found):
        found = [
            value for value in found if value.kind == "number"
        ]  # a date beside an amount says when it holds
    if any(value.kind == "date" and "-" in value.key for value in found):
        found = [
            value for value in found if not _YEAR.fullmatch(value.key)
        ]  # and so does a year beside a day
    held = [value for value in found if not _is_each(text, value, language)]
    if any(value.kind == "number" for value in held):
        found = held
    if len(found) > _MOST:
        return ()
    if not found and (name := _name(text, words, language)):
        return (name,)
    return tuple(found)


def _is_each(text: str, value: Value, language: Language) -> bool:
    """Whether a value only tells for what another one holds: each person, a year."""
    return (
        language == "ja"
        and value.kind == "number"
        and _ONE.fullmatch(text[value.start : value.end]) is not None
        and _FOR_EACH.match(text, value.end) is not None
    )


def _of_quantity(text: str, quantity: Quantity, language: Language, *, bare: bool) -> Value | None:
    kind, unit = quantity.kind, quantity.unit
    counter = _COUNTER_JA.match(text, quantity.end) if language == "ja" and kind == "number" else None
    unit = unit or (counter["counter"] if counter else "")
    if language == "en" and kind == "number" and not unit and _AGE.search(text[: quantity.start]):
        unit = "age"
    bare = bare or bool(unit) or (language == "en" and _COUNTS.match(text, quantity.end) is not None)
    if quantity.value == 1 and _ANOTHER.search(text[: quantity.start]):
        return None
    if unit in _NUMBERS_A_THING or (kind == "number" and not bare):
        return None
    written = text[quantity.start : quantity.end]
    if written.startswith("第") or _ORDINAL.match(written):
        return None
    counted = re.sub(r"\A[0-9.,\s]+", "", written)
    how_many = f"何{counted}" if language == "ja" else f"how many {counted}".rstrip()
    asks = _ASKS[language].get(kind) or how_many
    if kind in ("date", "time"):
        return Value(
            start=quantity.start, end=quantity.end, kind="date", key=quantity.key, unit=kind, asks=asks
        )
    base, factor = _BASES.get(unit, (unit, Fraction(1)))
    return Value(
        start=quantity.start,
        end=quantity.end,
        kind="number",
        key=quantity.key,
        unit=base,
        amount=quantity.value * factor,
        asks=asks,
    )


def _name(text: str, words: Sequence[Word], language: Language) -> Value | None:
    """Return who or what a sentence says fills a place; None where it says no such thing."""
    patterns = (_NAME_JA, _NAME_BEGINS_JA) if language == "ja" else (_NAME_EN, _NAME_BEGINS_EN)
    for pattern in patterns:
        if match := pattern.search(text):
            inside = [word for word in words if match.start("name") <= word.start < match.end("name")]
            named = any(word.is_name for word in inside) or _ORGANISATION.search(match["name"])
            if inside and (language == "en" or named):
                return Value(
                    start=match.start("name"),
                    end=match.end("name"),
                    kind="name",
                    key=_TITLES.sub("", match["name"]),
                    unit="name",
                    asks=_ASKS[language]["name"],
                )
    return None


def echo(text: str, value: Value, language: Language) -> str:
    """Return a statement as a question for one of its values."""
    asked = f"{text[: value.start]}{value.asks}{text[value.end :]}".strip().rstrip("。.;")
    return f"{asked}か。" if language == "ja" else f"{asked}?"


def comparable(one: Value, other: Value, *, crossed: bool) -> bool:
    """Return whether two values are of one kind and one unit; counters of different languages may be called differently."""
    if one.kind != other.kind:
        return False
    if one.unit == other.unit:
        return True
    return crossed and one.unit not in _MEASURES and other.unit not in _MEASURES
