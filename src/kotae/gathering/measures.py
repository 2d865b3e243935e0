"""The quantities of a text that are amounts: not the one thing of which another is said, and a bare キロ by what it measures."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from kotae import lazy_re as re
from kotae.answering.rendering.bare_units import bare_units
from kotae.scripts import KATAKANA
from kotae.segmentation.quantities import Quantity, find_quantities

__all__ = ["amounts_in", "dimension_of", "is_size", "is_unit_price", "units_asked"]

# 一頭平均92,000円, 1人当たり500円, 一日の乳量は22キロ: of each one; 休みは一日とする says one day.
_EACH: Final = re.compile(r"(?:あたり|当たり|当り|につき|ごと|毎(?!日)|平均)")
_OF_EACH: Final = re.compile(r"の(?!うち|間|内|みの?|ほか|他)[^、。\n]{1,20}[はが]")
# 単価, at 410 yen a kilogram, 1kgあたり520円: what one of them costs. Per night or month is what somebody is paid.
_UNIT_PRICE: Final = re.compile(r"単価|\b(?:unit|piece) (?:price|cost)s?\b", re.IGNORECASE)
_PERIOD: Final = r"(?:night|day|week|month|year|hour|shift)"
_OF_ONE_BEHIND: Final = re.compile(
    rf"\s?(?:/\s?|(?:a|an|per|the) )(?!{_PERIOD})[a-z]|\s?(?:each|apiece)\b", re.IGNORECASE
)
_OF_ONE_BEFORE: Final = re.compile(
    r"(?:1|一)\s?(?!日|月|年|晩|泊|時間|週)[^\s、。0-9]{1,5}(?:あたり|当たり|当り|につき)\s?[¥$£€]?\Z"
)
# The nouns that adjectives measure by, and what they are measured in.
_UNITS: Final = {
    "weight": ("kg", "g", "mg", "t"),
    **dict.fromkeys(
        ("height", "depth", "width", "thickness"), ("m", "cm", "mm", "nm", "km", "foot", "inch", "mile")
    ),
    "volume": ("litre", "mL", "m3"),
    "temperature": ("degree",),
}
_ASKED_UNIT: Final = re.compile(
    rf"何(?P<ja>[{KATAKANA}]{{2,}}|[kcm]?[gm]|L)|\bhow many (?P<en>[a-z]{{3,}})", re.IGNORECASE
)
# What has a size stands right behind it: 25 mm meters, 25mmの量水器; 口径25mm calls it by its dimension.
_SIZED: Final = re.compile(r" [a-z]{3}|の(?!もの|うち)")
_DIMENSION: Final = re.compile(r"(?:口径|直径|内径|外径|管径|容量|厚さ|幅|長さ|高さ)\Z")
_BARE_KILOS: Final = ("kg", "km")


def dimension_of(noun: str) -> tuple[str, ...]:
    """Return the units that what an adjective measures by is told in; none where any may be."""
    return _UNITS.get(noun, ())


def units_asked(text: str) -> tuple[str, ...]:
    """Return the units that answer a question for one of them, with others of its dimension: 何キロ, how many litres."""
    match = _ASKED_UNIT.search(text)
    if match is None:
        return ()
    if match["ja"] == "キロ":
        return _BARE_KILOS
    found = find_quantities(f"3{match['ja']}" if match["ja"] else f"3 {match['en']}")
    units = {one.unit for one in found if one.unit}
    return next((own for own in _UNITS.values() if units & set(own)), ())


def is_size(amount: Quantity, text: str, bounds: Sequence[tuple[int, int]]) -> bool:
    """Return whether an amount of a question only says of which size the things are that it asks about.

    Args:
        amount: Of the question.
        text: The question, folded.
        bounds: Where it sets bounds on amounts.
    """
    measures = any(amount.unit in own for own in _UNITS.values())
    if not measures or (amount.start, amount.end) in bounds:
        return False
    return bool(_SIZED.match(text, amount.end) or _DIMENSION.search(text[: amount.start]))


def is_unit_price(label: str, before: str, behind: str) -> bool:
    """Return whether an amount of money is what one of several costs, by its label and what stands around it."""
    return bool(_UNIT_PRICE.search(label) or _OF_ONE_BEHIND.match(behind) or _OF_ONE_BEFORE.search(before))


def amounts_in(text: str, *, label: str = "") -> Iterator[Quantity]:
    """Yield the quantities of a text that are amounts, in order.

    Args:
        text: Folded.
        label: What stands before it in its own cell.
    """
    found = find_quantities(text)
    for place, one in enumerate(found):
        more = any(other.kind != "date" for other in found[place + 1 :])
        if more and one.kind == "count" and one.value == 1:
            behind = text[one.end :]
            if _EACH.match(behind) or _OF_EACH.match(behind):
                continue
        yield _in_kilos(text, one, label)


def _in_kilos(text: str, one: Quantity, label: str) -> Quantity:
    """Return a quantity; of a bare キロ in kilograms or kilometres, where the words beside it say which."""
    if one.unit or one.kind != "number" or not text.startswith("キロ", one.end):
        return one
    before = f"{label} "
    for start, end, said in bare_units(before + text):
        unit = said.split()[-1]
        if start <= len(before) + one.start < end and unit in ("kg", "km") and " or " not in said:
            return replace(one, kind="count", unit=unit, end=one.end + len("キロ"))
    return one
