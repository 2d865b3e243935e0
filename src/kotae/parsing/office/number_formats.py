"""Numbers and dates as Excel shows them, by the format of their cell.

The rules of format codes are the library's (xlfmt). Here is what it leaves out, and what Japanese
workbooks are full of: eras (``ggge年``), week days (``aaa``), digits in kanji (``[DBNum1]``), the
built-in formats that a file only names by number, and full stops in dates. The parts it doesn't
know are worked out first and handed to it as literal text.
"""

import re
from datetime import date, timedelta
from functools import lru_cache
from typing import Final

from xlfmt import format_value

from kotae.dated import WEEKDAYS
from kotae.parsing.office.counting import numeral

__all__ = ["BUILTIN", "plain_number", "shown_number", "shown_text"]

_ERA_DATE: Final = '[$-411]ggge"年"m"月"d"日"'
_JAPANESE: Final = {
    **dict.fromkeys((27, 36, 50, 57), "[$-411]ge.m.d"),
    **dict.fromkeys((28, 29, 51, 54, 58), _ERA_DATE),
    **dict.fromkeys((34, 52, 55), 'yyyy"年"m"月"'),
    **dict.fromkeys((35, 53, 56), 'm"月"d"日"'),
    30: "m/d/yy",
    31: 'yyyy"年"m"月"d"日"',
    32: 'h"時"mm"分"',
    33: 'h"時"mm"分"ss"秒"',
}
BUILTIN: Final[dict[int, str]] = {
    **_JAPANESE,
    1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?", 13: "# ??/??",
    # The currency of 5 to 8 and 41 to 44 is the reader's own, which the file doesn't say: none is invented.
    **dict.fromkeys((5, 6, 37, 38), "#,##0;-#,##0"), **dict.fromkeys((7, 8, 39, 40), "#,##0.00;-#,##0.00"),
    **dict.fromkeys((41, 42), '#,##0;-#,##0;"-"'), **dict.fromkeys((43, 44), '#,##0.00;-#,##0.00;"-"'),
    # A date in the reader's own order: the year first can't be misread.
    14: "yyyy/m/d", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM", 19: "h:mm:ss AM/PM", 20: "h:mm",
    21: "h:mm:ss", 22: "yyyy/m/d h:mm", 45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss.0", 48: "##0.0E+0", 49: "@",
}  # fmt: skip
"""Codes of the formats a file names by number only; 0, ``General``, is not among them."""

_TOKEN: Final = re.compile(
    r'"[^"]*"?|[\\!].|\[[^\]]*\]|_.|\*.|AM/PM|A/P|g+|e[+-]|e+|a{3,4}|d{3,4}|\.0+|.',
    re.IGNORECASE | re.DOTALL,
)
# A bar that is written, where the library sees a fraction's.
_BAR: Final = "\ue000"
_EXPONENT: Final = re.compile(r"[eE][+-]")
_DATE_TOKEN: Final = re.compile(r"[ymdhs]", re.IGNORECASE)
_GENERAL: Final = re.compile(r"G/標準|General", re.IGNORECASE)
_LOCALE: Final = re.compile(r"\[\$-[^\]]*\]")
_DIGIT_FORMAT: Final = re.compile(r"\[DBNum([1-4])\]", re.IGNORECASE)
_ERAS: Final = (
    (date(2019, 5, 1), "令和", "R"),
    (date(1989, 1, 8), "平成", "H"),
    (date(1926, 12, 25), "昭和", "S"),
    (date(1912, 7, 30), "大正", "T"),
    (date(1868, 1, 25), "明治", "M"),
)
_WEEK_DAYS: Final = "".join(WEEKDAYS)
_KANJI_DIGITS: Final = {
    "1": str.maketrans("0123456789", "〇一二三四五六七八九"),
    "2": str.maketrans("0123456789", "〇壱弐参四伍六七八九"),
    "3": str.maketrans("0123456789", "０１２３４５６７８９"),
}
_COUNTED: Final = {"1": "japaneseCounting", "2": "japaneseLegal"}
_FAULTS: Final = (ValueError, OverflowError, ArithmeticError, IndexError, KeyError, TypeError)


@lru_cache(maxsize=65_536)
def shown_number(value: float, code: str, *, date1904: bool = False) -> str:
    """Return a number as a cell of this format shows it, on one line.

    Args:
        value: The stored number; dates are days, times parts of a day.
        code: The format code; empty or ``General`` for none.
        date1904: Whether days count from 1904.

    Returns:
        The text; empty where the format hides the number. Where the code makes no sense, or the
        number is too wide for it, the plain number.
    """
    if not code or _GENERAL.fullmatch(code):
        return plain_number(value)
    code = "".join(map(_literal, _TOKEN.findall(code)))
    digits = _DIGIT_FORMAT.search(code)
    prepared = _prepared(_GENERAL.sub("General", _DIGIT_FORMAT.sub("", code)), value, date1904=date1904)
    if digits and _GENERAL.fullmatch(prepared) and digits[1] in _COUNTED:
        counted = numeral(int(value), _COUNTED[digits[1]]) if value == int(value) >= 0 else ""
        return counted or plain_number(value)
    try:
        text = " ".join(str(format_value(value, prepared, date1904=date1904)).split())
    except _FAULTS:
        return plain_number(value)
    text = text.replace(_BAR, "/")
    if text.startswith("###"):
        return plain_number(value)
    if "[$-411]" in code and re.search(r"AM/PM", code, re.IGNORECASE):
        text = text.replace("AM", "午前").replace("PM", "午後")
    return text.translate(_KANJI_DIGITS[digits[1]]) if digits and digits[1] in _KANJI_DIGITS else text


def shown_text(text: str, code: str) -> str:
    """Return a text as a cell of this format shows it: ``@"様"`` adds to it, ``;;;`` hides it."""
    if "@" not in code.replace("@", "", code == "@") and code.count(";") < 3:
        return text
    try:
        return str(format_value(text, code))
    except _FAULTS:
        return text


def plain_number(value: float) -> str:
    """Return a number without an exponent and without the noise of binary fractions."""
    if value == int(value) and abs(value) < 1e15 if abs(value) < 1e300 else False:
        return str(int(value))
    if abs(value) >= 1e15 or (value and abs(value) < 1e-9):
        return f"{value:.15g}".replace("e", "E")
    return f"{value:.12f}".rstrip("0").rstrip(".")


def _prepared(code: str, value: float, *, date1904: bool) -> str:
    """The code with what the library doesn't know written out for this value."""
    if code == "General" or not _is_date(code):
        return _LOCALE.sub("", code)
    day = _day(value, date1904=date1904)
    japanese = "[$-411]" in code or "ja-JP" in code
    first_year = "元" if "gannen" in code else ""
    tokens = _TOKEN.findall(code)
    return "".join(_written(token, day, japanese=japanese, first_year=first_year) for token in tokens)


def _literal(token: str) -> str:
    """A token as the library knows it: ``!`` shows the next character as a backslash does, a bar between quotes is none."""
    if token[0] == "!" and len(token) > 1:
        token = f"\\{token[1]}"
    return token.replace("/", _BAR) if token[0] in '"\\' else token


def _is_date(code: str) -> bool:
    bare = [
        token for token in _TOKEN.findall(code) if token[0] not in '"\\[_*' or token[1:2].lower() in "hms"
    ]
    bare = [token for token in bare if not _EXPONENT.fullmatch(token)]
    return any(_DATE_TOKEN.match(token.lstrip("[")) or token[0] in "gGeEaA" for token in bare) and not any(
        _GENERAL.search(part) for part in code.split(";")
    )


def _day(value: float, *, date1904: bool) -> date | None:
    if not 0 <= value < 2_958_466:
        return None
    first = date(1904, 1, 1) if date1904 else date(1899, 12, 30 + (value < 60))
    return first + timedelta(days=int(value))


def _written(token: str, day: date | None, *, japanese: bool, first_year: str) -> str:
    if token == ".":
        return r"\."
    if _LOCALE.fullmatch(token):
        return ""
    kind = token[0].lower()
    if day is None or kind not in "gead" or "/" in token:
        return token
    if kind == "d":
        if not japanese or len(token) < 3:
            return token
        kind, token = "a", "a" * len(token)
    if kind == "a":
        return f'"{_WEEK_DAYS[day.weekday()]}{"曜日" if len(token) > 3 else ""}"'
    era = next((era for era in _ERAS if day >= era[0]), None)
    if kind == "g":
        return f'"{_era_name(era, len(token))}"'
    year = day.year - era[0].year + 1 if era else day.year
    return f'"{first_year if first_year and year == 1 else str(year).zfill(len(token))}"'


def _era_name(era: tuple[date, str, str] | None, length: int) -> str:
    if era is None:
        return ""
    return era[2] if length == 1 else era[1][0] if length == 2 else era[1]
