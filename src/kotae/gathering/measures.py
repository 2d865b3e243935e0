"""The quantities of a text that are amounts: not the one thing of which another is said, and a bare キロ by what it measures."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from kotae import lazy_re as re
from kotae.answering.rendering.bare_units import bare_units
from kotae.segmentation.quantities import Quantity, find_quantities

__all__ = ["amounts_in", "dimension_of"]

# 一頭平均92,000円, 1人当たり500円, 一日の乳量は22キロ: of each one; 休みは一日とする says one day.
_EACH: Final = re.compile(r"(?:あたり|当たり|当り|につき|ごと|毎(?!日)|平均)")
_OF_EACH: Final = re.compile(r"の(?!うち|間|内|みの?|ほか|他)[^、。\n]{1,20}[はが]")
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
    if one.unit or one.kind != "number" or not text.startswith("キロ", one.end):
        return one
    before = f"{label} "
    for start, end, said in bare_units(before + text):
        unit = said.split()[-1]
        if start <= len(before) + one.start < end and unit in ("kg", "km") and " or " not in said:
            return replace(one, kind="count", unit=unit, end=one.end + len("キロ"))
    return one
