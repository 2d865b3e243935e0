"""The numbers a browser writes in front of list items: ``<ol>`` with start, type, value and reversed."""

import re
from dataclasses import dataclass
from typing import Final

from bs4.element import Tag

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
_UNORDERED: Final = {"disc": "•", "circle": "◦", "square": "▪", "none": ""}
_MARKLESS: Final = frozenset(["none", "disc", "circle", "square"])
_INTEGER: Final = re.compile(r"[+-]?[0-9]{1,9}")


def ordinal(number: int, style: str) -> str:
    """Return the mark of a list item in a CSS style: ``4.``, ``d.``, ``iv.``, 四、; decimal where the style can't."""
    written = numeral(number, style)
    japanese = style in _KANJI or "gana" in style or "kana" in style
    return f"{written}{'、' if japanese and written != str(number) else '.'}"


def numeral(number: int, style: str) -> str:
    """Return a number in a CSS style: ``4``, ``d``, ``iv``, 四; decimal where the style can't."""
    if style in _UNORDERED:
        return _UNORDERED[style]
    written = ""
    if style in _LETTERS and number > 0:
        written = _in_letters(number, _LETTERS[style])
    elif style in ("lower-roman", "upper-roman") and 0 < number < 4000:
        written = _in_roman(number)
        written = written.upper() if style == "upper-roman" else written
    elif style == "cjk-decimal" and number >= 0:
        written = str(number).translate(_KANJI_DIGITS)
    elif style in _KANJI and 0 < number < 100:
        written = _in_kanji(number)
    elif style == "decimal-leading-zero":
        written = f"{number:02d}"
    return written or str(number)


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
    """

    tag: Tag
    style: str
    number: int = 1
    step: int = 1

    @classmethod
    def of(cls, tag: Tag, list_style: str) -> "Numbering":
        """Return the numbering of a list element as it opens.

        Args:
            tag: ``ol``, ``ul`` or ``menu``.
            list_style: What CSS says of its style, empty for nothing.
        """
        if tag.name != "ol":
            return cls(tag=tag, style=list_style if list_style in _LETTERS else "none")
        style = list_style or _TYPES.get(str(tag.get("type") or "1"), "decimal")
        backwards = tag.has_attr("reversed")
        items = sum(1 for child in tag.contents if isinstance(child, Tag) and child.name == "li")
        start = _integer(tag.get("start"))
        number = start if start is not None else items if backwards else 1
        return cls(tag=tag, style=style, number=number, step=-1 if backwards else 1)

    def mark(self, item: Tag, list_style: str) -> str:
        """Return the mark of the next item, empty for one without a number, and count on."""
        value = _integer(item.get("value"))
        number = self.number if value is None else value
        self.number = number + self.step
        style = list_style or _TYPES.get(str(item.get("type") or ""), "") or self.style
        return "" if style in _MARKLESS else ordinal(number, style)


def _integer(value: object) -> int | None:
    written = str(value or "").strip()
    return int(written) if _INTEGER.fullmatch(written) else None
