"""Texts with readings and layout notes set as Aozora Bunko sets them: 吾輩《わがはい》, ｜青空《あおぞら》, ［＃改ページ］.

Readings above kanji are left out everywhere (HTML, Word), so that words stay words; the marks of this one notation are the same
thing in plain text. 《》 are quotation marks of titles as well: without a sign of the notation in the file nothing is taken out.
"""

import re
from typing import Final

from kotae.scripts import HIRAGANA, KANA, KANJI

__all__ = ["without_readings"]

_SIGN: Final = re.compile(r"｜[^｜《》\n]{1,50}《|［＃[^［］\n]{1,200}］|^底本：", re.MULTILINE)
_MARKED: Final = re.compile(
    rf"｜([^｜《》\n]{{1,50}})《[^《》\n]{{1,100}}》|(?<=[{KANJI}〆〇ヶ])《[{KANA}\u3000 ]{{1,100}}》"
)
# A character that the old character sets lack is told by where it stands in a newer one.
_LACKING: Final = re.compile(
    r"※［＃[^［］\n]{1,100}?、(?:第[34]水準(?P<plane>[12])-(?P<row>\d{1,2})-(?P<cell>\d{1,2})|U\+(?P<code>[0-9A-Fa-f]{4,5}))[^［］\n]{0,60}］"
)
# What says how a stretch is set; other notes (a picture, how the printed book reads) say something.
_LAYOUT: Final = re.compile(
    rf"［＃(?:ここ(?:から|で)|改(?:ページ|丁|段|行)|ページの左右中央|地(?:から|付き)|[０-９0-9一二三四五六七八九十]+字下げ|「[^「」［］\n]{{1,100}}」[にはの]"
    rf"(?:[{HIRAGANA}]*傍[点線]|丸傍点|白ゴマ傍点|[大中小]見出し|同行[大中小]見出し|太字|斜体|縦中横|「[^「」［］\n]{{1,100}}」の(?:ルビ|注記)))[^［］\n]{{0,60}}］"
)


def without_readings(text: str) -> str:
    """Return a text without the readings and layout notes of Aozora Bunko; one without a sign of them as it is."""
    if not _SIGN.search(text):
        return text
    return _LAYOUT.sub("", _MARKED.sub(lambda found: found[1] or "", _LACKING.sub(_character, text)))


def _character(found: re.Match[str]) -> str:
    """The character that a note describes; the note where there is none at that place."""
    try:
        if found["code"]:
            return chr(int(found["code"], 16))
        place = bytes(0xA0 + int(number) for number in (found["row"], found["cell"]))
        return (b"\x8f" * (found["plane"] == "2") + place).decode("euc_jis_2004")
    except ValueError:
        return found[0]
