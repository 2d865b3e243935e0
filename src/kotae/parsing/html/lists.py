"""The numbers a browser writes in front of list items: ``<ol>`` with start, type, value and reversed."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final
from unicodedata import normalize

from bs4.element import Tag

from kotae.parsing.html.counter_styles import CounterStyle, own_style, written

__all__ = ["Numbering", "numeral", "ordinal"]

_TYPES: Final = {
    "a": "lower-alpha",
    "A": "upper-alpha",
    "i": "lower-roman",
    "I": "upper-roman",
    "1": "decimal",
}
_ROMAN: Final = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
    (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_LETTERS: Final = {
    "lower-alpha": "abcdefghijklmnopqrstuvwxyz",
    "lower-latin": "abcdefghijklmnopqrstuvwxyz",
    "upper-alpha": "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "upper-latin": "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "lower-greek": "αβγδεζηθικλμνξοπρστυφχψω",
    "hiragana": "あいうえおかきくけこさしすせそたちつてとなにぬねのはひふへほまみむめもやゆよらりるれろわゐゑをん",
    "katakana": "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヰヱヲン",
    "hiragana-iroha": "いろはにほへとちりぬるをわかよたれそつねならむうゐのおくやまけふこえてあさきゆめみしゑひもせす",
    "katakana-iroha": "イロハニホヘトチリヌルヲワカヨタレソツネナラムウヰノオクヤマケフコエテアサキユメミシヱヒモセス",
}
_KANJI: Final = frozenset(["cjk-decimal", "japanese-informal", "cjk-ideographic", "japanese-formal"])
_KANJI_DIGITS: Final = str.maketrans("0123456789", "〇一二三四五六七八九")
_NO_STYLES: Final[Mapping[str, CounterStyle]] = {}
_UNORDERED: Final = {"disc": "•", "circle": "◦", "square": "▪", "none": ""}
_MARKLESS: Final = frozenset(["none", "disc", "circle", "square"])
_INTEGER: Final = re.compile(r"[+-]?[0-9]{1,9}")


def ordinal(number: int, style: str, own: Mapping[str, CounterStyle] = _NO_STYLES) -> str:
    """Return the mark of a list item in a CSS style: ``4.``, ``d.``, ``iv.``, 四、; decimal where the style can't.

    Args:
        number: Of the item.
        style: Its style; one of ``own`` has marks around the number too.
        own: The styles of the page itself.
    """
    if style in own:
        return f"{own[style].prefix}{numeral(number, style, own)}{own[style].suffix}".strip()
    shown = _numeral(number, style)
    japanese = style in _KANJI or "gana" in style or "kana" in style
    return f"{shown}{'、' if japanese and shown != str(number) else '.'}"


def numeral(number: int, style: str, own: Mapping[str, CounterStyle] = _NO_STYLES) -> str:
    """Return a number in a CSS style, or one of the page's own: ``4``, ``d``, ``iv``, 四; decimal where the style can't."""
    return written(number, style, own, _numeral) if style in own else _numeral(number, style)


def _numeral(number: int, style: str) -> str:
    if style in _UNORDERED:
        return _UNORDERED[style]
    shown = ""
    if style in _LETTERS and number > 0:
        shown = _in_letters(number, _LETTERS[style])
    elif style in ("lower-roman", "upper-roman") and 0 < number < 4000:
        shown = _in_roman(number)
        shown = shown.upper() if style == "upper-roman" else shown
    elif style == "cjk-decimal" and number >= 0:
        shown = str(number).translate(_KANJI_DIGITS)
    elif style in _KANJI and 0 < number < 100:
        shown = _in_kanji(number)
    elif style == "decimal-leading-zero":
        shown = f"{number:02d}"
    return shown or str(number)


def _in_letters(number: int, letters: str) -> str:
    written = ""
    while number:
        number, place = divmod(number - 1, len(letters))
        written = letters[place] + written
    return written


def _in_roman(number: int) -> str:
    written = ""
    for value, sign in _ROMAN:
        count, number = divmod(number, value)
        written += sign * count
    return written


def _in_kanji(number: int) -> str:
    digits = "〇一二三四五六七八九"
    tens, ones = divmod(number, 10)
    head = ("" if tens == 1 else digits[tens]) + "十" if tens else ""
    return head + (digits[ones] if ones or not tens else "")


@dataclass(slots=True, kw_only=True)
class Numbering:
    """Counts the items of one open list.

    Attributes:
        tag: The list.
        style: Its CSS list style; a style of marks without an order gives no mark.
        number: The number of the next item.
        step: 1, or -1 for a list that counts down.
        own: The styles of the page itself.
    """

    tag: Tag
    style: str
    number: int = 1
    step: int = 1
    own: Mapping[str, CounterStyle] = field(default_factory=dict)

    @classmethod
    def of(cls, tag: Tag, list_style: str, own: Mapping[str, CounterStyle] = _NO_STYLES) -> "Numbering":
        """Return the numbering of a list element as it opens.

        Args:
            tag: ``ol``, ``ul`` or ``menu``.
            list_style: What CSS says of its style, empty for nothing.
            own: The styles of the page itself.
        """
        if tag.name != "ol":
            counts = list_style in _LETTERS or list_style in own
            return cls(tag=tag, style=list_style if counts else "none", own=own)
        style = list_style or _TYPES.get(str(tag.get("type") or "1"), "decimal")
        backwards = tag.has_attr("reversed")
        items = sum(1 for child in tag.contents if isinstance(child, Tag) and child.name == "li")
        start = _integer(tag.get("start"))
        number = start if start is not None else items if backwards else 1
        return cls(tag=tag, style=style, number=number, step=-1 if backwards else 1, own=own)

    def mark(self, item: Tag, list_style: str) -> str:
        """Return the mark of the next item, empty for one without a number, and count on."""
        value = _integer(item.get("value"))
        number = self.number if value is None else value
        self.number = number + self.step
        style = list_style or _TYPES.get(str(item.get("type") or ""), "") or self.style
        if style in _MARKLESS:
            return ""
        given = own_style(style) if style not in self.own and set(style) & set("\"'(") else None
        mark = ordinal(number, style, {**self.own, style: given} if given else self.own)
        # Signs that count nothing are bullets.
        return mark if any(map(str.isalnum, normalize("NFKC", mark))) else ""


def _integer(value: object) -> int | None:
    written = str(value or "").strip()
    return int(written) if _INTEGER.fullmatch(written) else None
