"""Signs of Word files that aren't written as characters: those of symbol fonts, and what a form's fields hold."""

from typing import Final

from lxml import etree

from kotae.parsing.word.styles import W, is_on, value

__all__ = ["form_value", "shown_in", "symbol"]

# Boxes and ticks of the Wingdings fonts, as forms use them.
_WINGDINGS: Final = {
    "FE": "☑",
    "FD": "☒",
    "A8": "☐",
    "6F": "☐",
    "FC": "✔",
    "FB": "✘",
    "E0": "→",
    "A1": "○",
    "9F": "•",
}
# Letters of the font Symbol from A on, and its usual signs.
_GREEK: Final = dict(
    zip(
        (f"{code:02X}" for code in (*range(0x41, 0x5B), *range(0x61, 0x7B))),
        "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖαβχδεφγηιϕκλμνοπθρστυϖωξψζ",
        strict=True,
    )
)
_SYMBOL: Final = _GREEK | {
    "22": "∀", "24": "∃", "A2": "′", "A3": "≤", "A5": "∞", "AB": "↔", "AC": "←", "AE": "→", "B0": "°", "B1": "±", "B2": "″",
    "B3": "≥", "B4": "×", "B6": "∂", "B7": "•", "B8": "÷", "B9": "≠", "BB": "≈", "C6": "∅", "C7": "∩", "C8": "∪", "CE": "∈",
    "D1": "∇", "D6": "√", "E5": "∑", "F2": "∫",
}  # fmt: skip
_OWN: Final = range(0xE000, 0xF900)


def symbol(element: etree._Element) -> str:
    """Return what a ``w:sym`` shows; empty for a sign that no character stands for."""
    font, code = str(element.get(W + "font") or ""), str(element.get(W + "char") or "").upper()
    signs = _signs_of(font)
    if signs is not None:
        return signs.get(code[-2:], "")
    number = int(code, 16) if len(code) == 4 and not set(code) - set("0123456789ABCDEF") else 0
    # Places of a font's own say nothing outside of it; half a character is none.
    return chr(number) if number > 0x20 and number not in _OWN and not 0xD800 <= number < 0xE000 else ""


def shown_in(font: str, text: str) -> str:
    """Return a text as a font shows it, whose places of its own are those of a font of signs."""
    signs = _signs_of(font)
    if signs is None:
        return text
    return "".join(signs.get(f"{ord(sign) & 0xFF:02X}", sign) if ord(sign) in _OWN else sign for sign in text)


def _signs_of(font: str) -> dict[str, str] | None:
    if "DINGS" in font.upper():
        return _WINGDINGS
    return _SYMBOL if font.casefold() == "symbol" else None


def form_value(field: etree._Element) -> str:
    """Return what a field of a form shows that no run of text holds: the choice of a list, the tick of a box."""
    data = field.find(W + "ffData")
    chosen = data.find(W + "ddList") if data is not None else None
    if chosen is not None:
        entries = [str(entry.get(W + "val") or "") for entry in chosen.iterfind(W + "listEntry")]
        place = value(chosen, "result") or value(chosen, "default") or "0"
        return entries[int(place)] if place.isdecimal() and int(place) < len(entries) else ""
    box = data.find(W + "checkBox") if data is not None else None
    if box is None:
        return ""
    ticked = is_on(box, "checked")
    return "☑" if (bool(is_on(box, "default")) if ticked is None else ticked) else "☐"
