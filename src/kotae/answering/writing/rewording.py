"""Figures that a language model worded otherwise but says: "five major IT companies" for 5 companies, "per tonne" for 1 tonne."""

import re
from dataclasses import replace

from kotae.answering.rendering.bounds import bounds_at
from kotae.records import Language
from kotae.segmentation.numerals import CARDINALS
from kotae.segmentation.quantities import Quantity, find_quantities

__all__ = ["reworded"]


def reworded(value: str, text: str, language: Language, whole: str) -> Quantity | None:
    """Return the figure of a text that says what a value says, within the same bounds; None for none or several figures.

    Args:
        value: As it is to be said.
        text: Where to look: what was written, without the facts found already.
        language: Of the text.
        whole: What was written.
    """
    wanted = find_quantities(value)
    if len(wanted) != 1:
        return None
    if language == "en" and (apart := _apart(value, text) or _alone(value, text, whole)):
        return replace(wanted[0], start=apart.start(), end=apart.end())
    allowed = [bounds_at(value, wanted[0].start, wanted[0].end, language)]
    if value.startswith("to "):  # the end of a range: until is as good
        allowed.append(frozenset({"most"}))
    for quantity in find_quantities(text):
        same = (quantity.key, quantity.unit) == (wanted[0].key, wanted[0].unit)
        if same and bounds_at(text, quantity.start, quantity.end, language) in allowed:
            return quantity
    return None


def _apart(value: str, text: str) -> re.Match[str] | None:
    """Return where a number stands apart from what it counts: five major IT companies for 5 companies; None unless once."""
    counted = re.fullmatch(r"(?P<number>[0-9]{1,2}) (?P<what>[a-z]+)", value)
    if counted is None:
        return None
    number = int(counted["number"])
    word = f"|{CARDINALS[number]}" if number < len(CARDINALS) else ""
    between = r"(?: (?!(?:people|of|in|at|and|or|to|from|with|the|a)\b)[A-Za-z\0-]+(?<!s)(?<!ed)){1,2}"
    found = list(re.finditer(rf"\b(?:{number}{word}){between} {counted['what']}\b", text, re.IGNORECASE))
    return found[0] if len(found) == 1 else None


def _alone(value: str, text: str, whole: str) -> re.Match[str] | None:
    """Return where a number stands whose unit is said elsewhere: 1.4 … while in Australia it was 3.6 nights; "per tonne" for 1.

    None unless it is that one place.
    """
    counted = re.fullmatch(r"(?P<number>[0-9][0-9,.]*) (?P<what>[a-z]+)", value)
    if counted is None:
        return None
    what = counted["what"].removesuffix("s")
    if counted["number"] == "1":
        found = list(re.finditer(rf"\b(?:per|each|a|an) {what}\b", text, re.IGNORECASE))
    elif re.search(rf"\b{what}s?\b", whole):
        found = list(re.finditer(rf"(?<![0-9.,]){re.escape(counted['number'])}(?![0-9]|[.,][0-9])", text))
    else:
        return None
    return found[0] if len(found) == 1 else None
