"""Sentences that a page break split: text copied from pages has blank lines in the middle of one."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from kotae.parsing.plain.headings import ends_sentence, ends_verbally
from kotae.parsing.units import Unit
from kotae.scripts import HIRAGANA, JAPANESE

__all__ = ["RUN_IN", "join_broken"]

# How far from a break the text is looked at: joining stays linear.
_NEAR_CHARS: Final = 2_000
_JAPANESE_LETTER: Final = f"[{JAPANESE}〆]"
_HIRAGANA: Final = re.compile(f"[{HIRAGANA}ゝゞ]")
_OPEN_END: Final = re.compile(rf"(?:{_JAPANESE_LETTER}|、|[A-Za-z0-9Ａ-Ｚａ-ｚ０-９])\Z")
RUN_IN: Final = re.compile(
    rf"(?=[^\n:：]{{0,40}}[{JAPANESE}])([^。．、？！?!:：\n]{{2,40}})[:：][ \t　]*(?=\S)"
)
"""Matches a small heading before a colon that a Japanese paragraph begins with."""

_OPENING: Final = re.compile(
    r"また|しかし|そ[のれこうし]|こ[のれこうし]|あ[のれ]|なお|ただ|さら|つまり|まず|もし|もっとも|ところ|では|でも|なぜ"
    r"|たとえ|いわ|よって|したがって|ゆえに|すなわち|ちなみに|おそらく|もちろん|とはいえ|ほか|どの|いずれ|すで|いま|かつて|わが|われ"
)
_ENGLISH_OPEN: Final = re.compile(r"(?:[a-z]{2,}|,|[a-z]-)\Z")


def join_broken(text: str, units: Sequence[Unit]) -> list[Unit]:
    """Return the units with a paragraph joined to the one before it where a page break split a sentence."""
    joined: list[Unit] = []
    for unit in units:
        if (
            joined
            and unit.kind == "paragraph"
            and joined[-1].kind in ("paragraph", "list")
            and _continues(text, joined[-1], unit)
        ):
            joined[-1] = replace(joined[-1], end=unit.end)
        else:
            joined.append(unit)
    return joined


def _continues(text: str, before: Unit, after: Unit) -> bool:
    """Whether the second unit goes on with the sentence the first one breaks off.

    English asks for a lower-case start, since headings and captions lack a full stop too.
    """
    first = text[max(before.start, before.end - _NEAR_CHARS) : before.end].rstrip("*_ ")
    second = text[after.start : min(after.end, after.start + _NEAR_CHARS)].lstrip("*_ ")
    if not first or not second or not re.search(r"[。．！？.!?]", second) or RUN_IN.match(second):
        return False
    if ends_sentence(first) or re.search(r"https?://\S*\Z", first[-300:]):
        return False
    if re.match(_JAPANESE_LETTER, second):
        return "。" in second and _breaks_off_japanese(first, second)
    return (
        len(first) >= 60 and second[0].islower() and bool(_ENGLISH_OPEN.search(first)) and second[1:2] != "."
    )


def _breaks_off_japanese(first: str, second: str) -> bool:
    """A comma is certain; after whole sentences, so is a particle or half a verb.

    A noun may end a note (``…を参照``): then the rest must be long, a stump, or go on with
    hiragana that begins no sentence.
    """
    if first.endswith("、"):
        return True
    if "。" not in first or not _OPEN_END.search(first) or ends_verbally(first):
        return False
    if _HIRAGANA.match(first[-1]):
        return True
    stump = len(first) - first.rindex("。") - 1
    goes_on = _HIRAGANA.match(second) is not None and not _OPENING.match(second)
    return len(first) >= 150 or stump <= 3 or goes_on
