"""The quantities of a text that are amounts: not the one thing of which another is said, and a bare キロ by what it measures."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from kotae import lazy_re as re
from kotae.scripts import KATAKANA
from kotae.segmentation.quantities import Quantity, find_quantities

__all__ = ["amounts_in", "dimension_of"]

# 一頭平均92,000円, 1人当たり500円, 一日の乳量は22キロ: of each one; 休みは一日とする says one day.
_EACH: Final = re.compile(r"(?:あたり|当たり|当り|につき|ごと|毎(?!日)|平均)")
_OF_EACH: Final = re.compile(r"の(?!うち|間|内|みの?|ほか|他)[^、。\n]{1,20}[はが]")
_KILO: Final = re.compile(rf"キロ(?![{KATAKANA}])")
_DISTANCE: Final = re.compile(r"距離|走[行っる]|道|先|離れ|区間|延長|歩|往復|片道|時速|燃費|路|山|川|コース")
_WEIGHT: Final = re.compile(r"重|量|収穫|飼料|肥料|米|野菜|肉|魚|荷|積|ごみ|運[んぶ]|生まれ")
# The nouns that adjectives measure by, and what they are measured in.
_UNITS: Final = {
    "weight": ("kg", "g", "mg", "t"),
    **dict.fromkeys(
        ("height", "depth", "width", "thickness"), ("m", "cm", "mm", "nm", "km", "foot", "inch", "mile")
    ),
    "temperature": ("degree",),
}


def dimension_of(noun: str) -> tuple[str, ...]:
    """Return the units that what an adjective measures by is told in; none where any may be."""
    return _UNITS.get(noun, ())


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
    behind = _KILO.match(text, one.end)
    if behind is None or one.unit or one.kind != "number":
        return one
    beside = f"{label} {text[max(0, one.start - 30) : one.start]} {text[behind.end() : behind.end() + 12]}"
    far, heavy = _DISTANCE.search(beside), _WEIGHT.search(beside)
    if (far is None) == (heavy is None):
        return one
    return replace(one, kind="count", unit="km" if far else "kg", end=behind.end())
