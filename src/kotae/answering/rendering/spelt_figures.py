"""Figures as the rules for saying them expect them: 14.00 as a time, 6〜9月 with both its months, 年に一度 with a digit."""

from typing import Final

from kotae import lazy_re as re
from kotae.records import Language

__all__ = ["spelt"]

_CLOCK: Final = r"(?:[01]?[0-9]|2[0-3])\.[0-5][0-9]"
# Hours with a dot where a weekday, or a.m. and p.m., tell that they are hours: 4.15 alone is a number.
_DOTTED: Final = re.compile(
    r"(?:\b(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,? |\b(?:open|opens|daily|hours):? )"
    rf"{_CLOCK}\s*(?:[-–~]|to|until)\s*{_CLOCK}(?![0-9.%])"
    rf"|(?<![0-9.£$€¥]){_CLOCK}(?:\s*(?:[-–~]|to|until)\s*{_CLOCK})?(?=\s*[ap]\.?m\b)",
    re.IGNORECASE,
)
# The half of the day that a range says once: 7:15-9:00 p.m.
_HALF: Final = re.compile(
    r"(?<![0-9.:£$€¥])(?P<first>1[0-2]|[1-9])(?P<minutes>:[0-5][0-9])?\s*(?:[-–~]|to|until)\s*(?P<last>1[0-2]|[1-9])"
    r"(?P<rest>(?::[0-5][0-9])?\s*(?P<half>[ap])\.?m\b\.?)",
    re.IGNORECASE,
)
_MONTHS: Final = re.compile(r"(?<![0-9./])(1[0-2]|[1-9])(?=[~〜～–-](?:1[0-2]|[1-9])月)")
# The half of the day stands before the first hour only: 夜9時から11時.
_HOURS: Final = re.compile(
    r"(?P<half>午後|夜|晩|夕方|朝|午前)の?(?P<first>1[0-2]|[1-9])(?P<minutes>時(?:半|[0-9]{1,2}分)?)"
    r"(?:(?P<gap>\s?(?:から|[~〜～–-])\s?)(?P<last>1[0-2]|[1-9])(?=時))?"
)
# The month stands before the first day only: 10月5日から7日.
_DAYS: Final = re.compile(
    r"(?P<month>1[0-2]|[1-9])月(?P<first>[1-3]?[0-9])日(?P<gap>から|[~〜～–-])(?P<last>[1-3]?[0-9])日(?!間|前|後|以)"
)
_ONCE: Final = re.compile(r"(?<=に)([一二三1-3])度(?!目|以|[0-9])")
_DIGITS: Final = str.maketrans("一二三", "123")


def spelt(text: str, source: Language) -> str:
    """Return a folded text with its figures written out; nothing else changes."""
    if source == "en":
        return _HALF.sub(_halved, _DOTTED.sub(lambda clock: clock[0].replace(".", ":"), text))
    text = _DAYS.sub(r"\g<month>月\g<first>日\g<gap>\g<month>月\g<last>日", _MONTHS.sub(r"\1月", text))
    text = _HOURS.sub(_in_full, text)
    return _ONCE.sub(lambda once: f"{once[1].translate(_DIGITS)}回", text)


def _halved(hours: re.Match[str]) -> str:
    """Return a range with the half of the day said of both its ends: 11:00-1:00 p.m. begins before noon."""
    same = int(hours["first"]) % 12 <= int(hours["last"]) % 12
    half = hours["half"].lower() if same else {"a": "p", "p": "a"}[hours["half"].lower()]
    return f"{hours['first']}{hours['minutes'] or ''} {half}m to {hours['last']}{hours['rest']}"


def _in_full(hours: re.Match[str]) -> str:
    """Return Japanese hours with the half of the day said of both: 夜9時から11時 is 午後9時から午後11時; 夜12時 stays."""
    half = "午前" if hours["half"] in ("朝", "午前") else "午後"
    first, last = int(hours["first"]), int(hours["last"] or 0)
    if first == 12 or (hours["half"] in ("夜", "晩") and first < 6):  # 夜2時: after midnight
        return hours[0]
    said = f"{half}{first}{hours['minutes']}"
    if not last:
        return said
    return f"{said}{hours['gap']}{half if first < last < 12 else ''}{last}"
