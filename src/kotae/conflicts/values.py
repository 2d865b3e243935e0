"""What of a statement can be said otherwise elsewhere, and what an echo of the statement asks for it.

"The fee is 500 yen." becomes "The fee is how much?": a reader that answers it from another paper's statement with that
paper's value has found the same thing said there.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final, Literal

from kotae import lazy_re as re
from kotae.conflicts.held_names import Name, find_name
from kotae.languages import ByLanguage
from kotae.records import Language, Span
from kotae.scripts import KANJI, KATAKANA
from kotae.segmentation.analyzer import Word
from kotae.segmentation.quantities import Quantity

__all__ = [
    "Value",
    "comparable",
    "counted_in",
    "echo",
    "in_base_unit",
    "is_measure",
    "name_value",
    "values_in",
]

# Which of five amounts belongs to what can't be told by the words beside them: such a sentence is left aside.
_MOST: Final = 4
_ASKS: Final = ByLanguage[dict[str, str]](
    {
        "ja": {"date": "いつ", "money": "いくら", "percent": "何%", "time": "何時", "name": "誰"},
        "en": {
            "date": "when",
            "money": "how much",
            "percent": "what percentage",
            "time": "what time",
            "name": "who",
        },
    }
)
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
# Signs that no list of units knows, for a letter or two may be anything else (3D, 4K, 2F): 350dpi, 62 dB, 250 g.
_SIGNS: Final = r"(?P<sign>dpi|ppi|rpm|fps|bpm|ppm|dBA?|k?cal|h?Pa|m?Ah|mV|kV|lm|lx|px|pt|psi|kN|[gNVWA]|cc|cl|dl)(?![A-Za-z0-9])"
_SIGN: Final = re.compile(rf" ?{_SIGNS}")
_GLUED: Final = re.compile(rf"(?<![A-Za-z0-9.,-])(?P<number>[0-9]+(?:,[0-9]{{3}})*(?:\.[0-9]+)?){_SIGNS}")
# And in Japanese a counter that no list knows: 124単位, 1,204席, 3営業日後. What only numbers a thing is none.
_COUNTER_JA: Final = re.compile(
    rf"(?![号番条章項版丁階級次等型系代目])(?P<counter>[{KANJI}]{{1,3}}?|[{KATAKANA}]{{2,6}}?)"
    rf"(?:(?=以[上内下降後]|未満|程度|前後|[前後間内]|[当あ]たり)|(?![{KANJI}{KATAKANA}]))"
)
# Said of a weight or a way: キロ.
_EITHER: Final = {"キロ": frozenset({"kg", "m"})}
# A day that a sentence is about says when it holds: 5月3日は運休する.
_TOPIC_JA: Final = re.compile(r"(?:に)?(?:は|も)|に限り|だけ")
# What only numbers a thing isn't said of it.
_NUMBERS_A_THING: Final = frozenset({"article", "rank", "floor"})
_ORDINAL: Final = re.compile(r"(?:[0-9]+(?:st|nd|rd|th)|first|second|third|fourth|fifth)\b", re.IGNORECASE)
# "もう一か所": another one, not how many there are.
_ANOTHER: Final = re.compile(r"もう\Z")
_AGE: Final = re.compile(r"\bage\b[^0-9.;]{0,40}\Z|\baged? (?:of )?\Z", re.IGNORECASE)
# What an amount is told for: 一人10冊, 一年につき20日; 1時間40分 is one amount.
_ONE: Final = re.compile(r"[一1](?!時間|分|秒)[^0-9一二三四五六七八九十百千万億兆.,]{1,3}")
_FOR_EACH: Final = re.compile(r"につき|[当あ]たり|当り|ごと|毎|(?=[0-9])")


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
    found += _glued(text, quantities, language)
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
    if cell and found:
        found = [max(found, key=lambda value: value.end)]  # the others tell which row it is
    if not found and (name := find_name(text, words, language)):
        return (name_value(name, language),)
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
    unit = counted_in(text, quantity, language)
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
    if kind == "date" and language == "ja" and _is_topic(text, quantity):
        return None
    if kind in ("date", "time"):
        return Value(
            start=quantity.start, end=quantity.end, kind="date", key=quantity.key, unit=kind, asks=asks
        )
    base, amount = in_base_unit(unit, quantity.value)
    return Value(
        start=quantity.start,
        end=quantity.end,
        kind="number",
        key=quantity.key,
        unit=base,
        amount=amount,
        asks=asks,
    )


def counted_in(text: str, quantity: Quantity, language: Language) -> str:
    """Return the unit of a quantity, else a sign or in Japanese a counter that no list of units knows; empty for none."""
    if quantity.unit or quantity.kind != "number":
        return quantity.unit
    if sign := _SIGN.match(text, quantity.end):
        return sign["sign"]
    counter = _COUNTER_JA.match(text, quantity.end) if language == "ja" else None
    return counter["counter"] if counter else ""


def _glued(text: str, quantities: Sequence[Quantity], language: Language) -> Iterator[Value]:
    """Yield numbers with a sign right behind them, which elsewhere are names of models: 350dpi."""
    for match in _GLUED.finditer(text):
        if not any(one.start < match.end() and one.end > match.start() for one in quantities):
            number = match["number"].replace(",", "")
            yield Value(
                start=match.start("number"),
                end=match.end("number"),
                kind="number",
                key=f"number:{number}",
                unit=match["sign"],
                amount=Fraction(number),
                asks="何" if language == "ja" else "how many ",
            )


def _is_topic(text: str, quantity: Quantity) -> bool:
    """Whether a day begins its clause and the rest is said of it."""
    begins = not text[: quantity.start].strip() or text[: quantity.start].rstrip().endswith(("、", "。"))
    return begins and _TOPIC_JA.match(text, quantity.end) is not None


def name_value(name: Name, language: Language) -> Value:
    """Return a name as a value of its statement."""
    return Value(
        start=name.start, end=name.end, kind="name", key=name.key, unit="name", asks=_ASKS[language]["name"]
    )


def echo(text: str, value: Value, language: Language) -> str:
    """Return a statement as a question for one of its values."""
    asked = f"{text[: value.start]}{value.asks}{text[value.end :]}".strip().rstrip("。.;")
    return f"{asked}か。" if language == "ja" else f"{asked}?"


def in_base_unit(unit: str, amount: Fraction) -> tuple[str, Fraction]:
    """Return an amount in the unit that it is compared by; in its own where it has no other."""
    base, factor = _BASES.get(unit, (unit, Fraction(1)))
    return base, amount * factor


def is_measure(unit: str) -> bool:
    """Return whether a unit measures and is called the same in every language; else it counts things."""
    return unit in _MEASURES


def comparable(one: Value, other: Value, *, crossed: bool) -> bool:
    """Return whether two values are of one kind and one unit; counters of different languages may be called differently."""
    if one.kind != other.kind:
        return False
    if (
        one.unit == other.unit
        or other.unit in _EITHER.get(one.unit, ())
        or one.unit in _EITHER.get(other.unit, ())
    ):
        return True
    return crossed and one.unit not in _MEASURES and other.unit not in _MEASURES
