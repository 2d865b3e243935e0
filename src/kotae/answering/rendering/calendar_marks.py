"""Days that are written short, which a dictionary takes for other words and for lengths: Sat 7:30, （火・金）, 12日10時."""

from collections.abc import Iterator
from typing import Final

from kotae import lazy_re as re
from kotae.answering.rendering.numbered import ordinal
from kotae.dated import WEEKDAYS
from kotae.records import Language
from kotae.scripts import KANJI

__all__ = ["calendar_marks"]

_JAPANESE: Final = re.compile(
    rf"(?<=[(（])[月火水木金土日](?:[・、~〜～–-][月火水木金土日])*(?=[)）・祝])|(?<![{KANJI}])[月火水木金土日](?:[・~〜～][月火水木金土日])+(?![{KANJI}])"
)
# A day of a month where an hour or "on" follows, or, after a date, a part of the day or a weekday: 13日の朝.
_DATE: Final = re.compile(r"[0-9]月[0-9]{1,2}日")
_DAY_ALONE: Final = re.compile(
    r"(?<![0-9月])(?P<day>[1-9]|[12][0-9]|3[01])日"
    r"(?:(?P<sure>(?=[ 　]?[0-9]{1,2}(?:時(?!間)|:)|に(?![0-9一二三数つ])))"
    r"|(?=の(?:朝|昼|夕|夜|午[前後]|正午)|[(（][月火水木金土日]))"
)
# The further days of a list or span that names its month once: 3月15日と22日.
_FURTHER_DAY: Final = re.compile(
    r"[0-9]月[0-9]{1,2}日(?:\([^()]*\))?(?:[と、・や〜～~–-]|から|及び|および|または|又は)(?P<day>[0-9]{1,2})日(?![0-9間目分])"
)
_NTH_DAY: Final = re.compile(r"(?<![0-9])([0-9]{1,3})日目")
_DAY: Final = r"(?:Mon|Tues?|Wed|Thu(?:rs?)?|Fri|Sat|Sun)"
_ENGLISH: Final = re.compile(
    rf"\b{_DAY}\b(?=\.?,? ?(?:[0-9&,/–-]|and {_DAY}|to {_DAY}))|(?<=[&,/–-]){_DAY}\b|(?<=[&,/–-] ){_DAY}\b"
)


def calendar_marks(text: str, source: Language) -> Iterator[tuple[int, int, str]]:
    """Yield (start, end, meaning) of the days written short that a text surely holds."""
    return _in_japanese(text) if source == "ja" else _in_english(text)


def _in_japanese(text: str) -> Iterator[tuple[int, int, str]]:
    for match in _JAPANESE.finditer(text):
        for place, letter in enumerate(match[0], start=match.start()):
            if letter in WEEKDAYS:
                yield place, place + 1, WEEKDAYS[letter]
    for match in _DAY_ALONE.finditer(text):
        if match["sure"] is not None or _DATE.search(text[: match.start()]):
            yield match.start(), match.end(), f"the {ordinal(int(match['day']))}"
    for match in _FURTHER_DAY.finditer(text):
        yield match.start("day"), match.end(), f"the {ordinal(int(match['day']))}"
    for match in _NTH_DAY.finditer(text):
        yield match.start(), match.end(), f"day {match[1]}"


def _in_english(text: str) -> Iterator[tuple[int, int, str]]:
    for match in _ENGLISH.finditer(text):
        day = next(day for day, name in WEEKDAYS.items() if name.startswith(match[0][:3]))
        yield match.start(), match.end(), f"{day}曜日"
