"""Numbers as programs count with them: 一, ①, ア, iv, 壱, ``First`` — the numbering formats of Office files."""

import re
from collections.abc import Callable
from typing import Final

__all__ = ["kanji_number", "letters", "numeral", "roman"]

_DIGITS: Final = "〇一二三四五六七八九"
_UNITS: Final = ("", "十", "百", "千")
_GREAT: Final = ("", "万", "億", "兆")
_UNSAID_ONE: Final = re.compile("(?<![一二三四五六七八九])(?=[十百千])")
_LEGAL: Final = str.maketrans("一二三四五六七八九十百千万", "壱弐参四伍六七八九拾百阡萬")
_ROMAN: Final = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"),
    (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip
_AIUEO: Final = "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン"
_IROHA: Final = (
    "イロハニホヘトチリヌルヲワカヨタレソツネナラムウヰノオクヤマケフコエテアサキユメミシヱヒモセス"
)
_HALF_WIDTH: Final = str.maketrans(_AIUEO + "ヰヱ", "ｱｲｳｴｵｶｷｸｹｺｻｼｽｾｿﾀﾁﾂﾃﾄﾅﾆﾇﾈﾉﾊﾋﾌﾍﾎﾏﾐﾑﾒﾓﾔﾕﾖﾗﾘﾙﾚﾛﾜｦﾝｲｴ")
_FULL_WIDTH: Final = str.maketrans("0123456789", "０１２３４５６７８９")
_STEMS: Final = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES: Final = "子丑寅卯辰巳午未申酉戌亥"
_CIRCLED_KANJI: Final = "㊀㊁㊂㊃㊄㊅㊆㊇㊈㊉"
_WORDS: Final = (
    "One Two Three Four Five Six Seven Eight Nine Ten Eleven Twelve Thirteen Fourteen Fifteen Sixteen Seventeen Eighteen"
    " Nineteen".split()
)
_TENS: Final = "Twenty Thirty Forty Fifty Sixty Seventy Eighty Ninety".split()
_ORDINALS: Final = {
    "One": "First", "Two": "Second", "Three": "Third", "Five": "Fifth", "Eight": "Eighth", "Nine": "Ninth",
    "Twelve": "Twelfth",
}  # fmt: skip
_MAX_NUMBER: Final = 10**15


def kanji_number(number: int) -> str:
    """Return a number from 0 to below 10¹⁵ as it is said: 十二, 百二十三, 二千二十六; others in digits."""
    if not 0 <= number < _MAX_NUMBER:
        return str(number)
    parts: list[str] = []
    for great in _GREAT:
        number, low = divmod(number, 10_000)
        if low:
            parts.append(_below_ten_thousand(low, one=bool(great)) + great)
    return "".join(reversed(parts)) or "〇"


def _below_ten_thousand(number: int, *, one: bool) -> str:
    text = ""
    for place in (3, 2, 1, 0):
        digit = number // 10**place % 10
        if digit:
            # 一 is said before 万 and by itself, not before 十, 百 and 千.
            text += (_DIGITS[digit] if digit > 1 or not place else "") + _UNITS[place]
    return text if text != "千" or not one else "一千"


def roman(number: int) -> str:
    """Return a number from 1 to 32,767 in capital Roman numerals; others in digits."""
    if not 0 < number <= 32_767:
        return str(number)
    text = ""
    for value, letters_ in _ROMAN:
        text += letters_ * (number // value)
        number %= value
    return text


def letters(number: int) -> str:
    """Return A to Z, then AA, BB, …: as Word counts with letters."""
    return chr(65 + (number - 1) % 26) * min((number - 1) // 26 + 1, 40) if number > 0 else str(number)


def _in(row: str) -> Callable[[int], str]:
    return lambda number: row[(number - 1) % len(row)] if number > 0 else str(number)


def _range(first: int, *, start: int, last: int) -> Callable[[int], str]:
    """Characters that stand in a row in Unicode, for numbers from ``start`` to ``last``; else digits."""
    return lambda number: chr(first + number - start) if start <= number <= last else str(number)


def _circled(number: int) -> str:
    if number == 0:
        return "⓪"
    for first, start, last in ((0x2460, 1, 20), (0x3251, 21, 35), (0x32B1, 36, 50)):
        if start <= number <= last:
            return chr(first + number - start)
    return str(number)


def _ordinal(number: int) -> str:
    ending = "th" if 10 < number % 100 < 14 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def _cardinal_words(number: int) -> str:
    if not 0 < number < 100:
        return str(number)
    if number < 20:
        return _WORDS[number - 1]
    ten, one = divmod(number, 10)
    return _TENS[ten - 2] + (f"-{_WORDS[one - 1].lower()}" if one else "")


def _ordinal_words(number: int) -> str:
    words = _cardinal_words(number)
    if words.isdigit():
        return _ordinal(number)
    head, hyphen, last = words.rpartition("-")
    ending = _ORDINALS.get(last.capitalize(), f"{last.capitalize()}th").replace("tyth", "tieth")
    return f"{head}{hyphen}{ending.lower() if hyphen else ending}"


def _digits_in_kanji(number: int) -> str:
    return "".join(_DIGITS[int(digit)] for digit in str(number)) if number >= 0 else str(number)


_FORMATS: Final[dict[str, Callable[[int], str]]] = {
    "decimalZero": lambda number: str(number).zfill(2),
    "upperRoman": roman,
    "lowerRoman": lambda number: roman(number).lower(),
    "upperLetter": letters,
    "lowerLetter": lambda number: letters(number).lower(),
    "ordinal": _ordinal,
    "cardinalText": _cardinal_words,
    "ordinalText": _ordinal_words,
    "hex": lambda number: f"{number:X}",
    "numberInDash": lambda number: f"- {number} -",
    **dict.fromkeys(
        ("decimalFullWidth", "decimalFullWidth2"), lambda number: str(number).translate(_FULL_WIDTH)
    ),
    **dict.fromkeys(
        ("japaneseCounting", "chineseCounting", "chineseCountingThousand", "taiwaneseCounting",
         "taiwaneseCountingThousand", "koreanCounting"), kanji_number,
    ),
    **dict.fromkeys(
        ("japaneseDigitalTenThousand", "ideographDigital", "taiwaneseDigital", "koreanDigital2"), _digits_in_kanji
    ),
    **dict.fromkeys(
        ("japaneseLegal", "chineseLegalSimplified", "ideographLegalTraditional"),
        # Where money is meant, 十 is 壱拾: nobody can write a figure in front.
        lambda number: _UNSAID_ONE.sub("一", kanji_number(number)).translate(_LEGAL),
    ),
    "aiueo": lambda number: _in(_AIUEO)(number).translate(_HALF_WIDTH),
    "aiueoFullWidth": _in(_AIUEO),
    "iroha": lambda number: _in(_IROHA)(number).translate(_HALF_WIDTH),
    "irohaFullWidth": _in(_IROHA),
    "ideographTraditional": _in(_STEMS),
    "ideographZodiac": _in(_BRANCHES),
    "ideographZodiacTraditional": lambda number: _in(_STEMS)(number) + _in(_BRANCHES)(number),
    **dict.fromkeys(("decimalEnclosedCircle", "decimalEnclosedCircleChinese"), _circled),
    "decimalEnclosedFullstop": _range(0x2488, start=1, last=20),
    "decimalEnclosedParen": _range(0x2474, start=1, last=20),
    "ideographEnclosedCircle": lambda number: (
        _CIRCLED_KANJI[number - 1] if 0 < number <= 10 else f"({kanji_number(number)})"
    ),
    "none": lambda number: "",
    "bullet": lambda number: "",
}  # fmt: skip


def numeral(number: int, number_format: str) -> str:
    """Return a number as a Word numbering format writes it; ``decimal`` for a format that isn't known.

    Args:
        number: What is counted.
        number_format: The value of ``w:numFmt``, such as ``japaneseCounting``.
    """
    write = _FORMATS.get(number_format)
    return write(number) if write else str(number)
