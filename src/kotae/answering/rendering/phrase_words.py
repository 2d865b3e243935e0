"""What stands before and behind Japanese nouns, as English says it: places, kinds of things, prefixes."""

from typing import Final

from kotae import lazy_re as re
from kotae.answering.rendering.usual_words import word_list
from kotae.scripts import KANJI, KATAKANA

__all__ = ["BEGINNINGS", "BESIDE", "ENDINGS", "NAMED", "PARTS", "PLACES", "by_parts", "suffix"]

PLACES: Final = word_list("places")
BESIDE: Final = word_list("beside")
"""Places that say which one is meant: 隣の寺 is the neighbouring temple."""
ENDINGS: Final = word_list("endings")
"""What stands behind a name or a noun and tells what kind of thing it is: of a name only where English has a capital."""
PARTS: Final = {part: ENDINGS[part] for part in "市町村区県府駅"}
"""Parts of an address behind its name: 長崎市 is Nagasaki City."""
NAMED: Final = {said.lower(): written for written, said in reversed(ENDINGS.items()) if said[0].isupper()}
"""The same in Japanese, by the English word that stands behind a name."""
BEGINNINGS: Final = word_list("beginnings")

_SUFFIXES: Final = word_list("suffixes")
"""What stands behind another word and means something else alone: 炊飯中 is during cooking."""
_BEHIND: Final = re.compile(rf"[{KANJI}{KATAKANA}0-9ー]\Z")
# Behind a number it counts: 20代 are people in their twenties, 1990年代 is a decade, 3級 a grade and 5口 five shares.
_COUNTED: Final = re.compile(r"(?:[0-9〇一二三四五六七八九十百千万年世][代物口]|[0-9][紙校団計])\Z")


def by_parts(written: str) -> str:
    """Return what the parts of a word of two kanji mean that stand before and behind nouns: all + machine; empty for others."""
    said = [BEGINNINGS.get(part) or ENDINGS.get(part, "").lower() for part in written]
    return " + ".join(said) if len(said) > 1 and all(said) else ""


def suffix(text: str, start: int, end: int) -> str:
    """Return what a word at a place says as an ending of the word before it; empty where it is none."""
    said = _SUFFIXES.get(text[start:end]) or ENDINGS.get(text[start:end], "").lower()
    goes_on = re.match(f"[{KANJI}{KATAKANA}]", text[end:]) is not None
    ends = said and not goes_on and _BEHIND.search(text[:start]) and not _COUNTED.search(text[:end])
    return said if ends else ""
