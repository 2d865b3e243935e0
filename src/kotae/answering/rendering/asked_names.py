"""The name in an answer to who, or to which company: what is said beside it stays in the original.

作業責任者の桐谷由佳 is Kiritani Yuka; a firm's name in kana is said by its sound, however its parts may translate; English
names stay in their own letters, as Japanese papers write them.
"""

from collections.abc import Callable, Sequence
from typing import Final

from kotae import lazy_re as re
from kotae.answering.rendering.transcribing import BY_SOUND, romanised, said_name
from kotae.answering.rendering.usual_words import usual_japanese
from kotae.folding import fold
from kotae.question.wanted import asks_name, asks_who
from kotae.records import Language
from kotae.scripts import KATAKANA
from kotae.segmentation.analyzer import Word

__all__ = ["FIRM_EN", "FIRM_JA", "firm_by_sound", "said_asked_name", "said_place"]

_FIRMS: Final = {"株式会社": "Co., Ltd.", "有限会社": "Ltd.", "合同会社": "LLC", "社": "Company"}
FIRM_JA: Final = re.compile(
    rf"(?P<name>(?<![{KATAKANA}])[{KATAKANA}・]{{3,}})(?P<kind>株式会社|有限会社|合同会社|社(?![{KATAKANA}員長会内外]))"
    rf"|(?P<before>株式会社|有限会社|合同会社)(?P<other>[{KATAKANA}・]{{3,}})"
)
"""A firm whose name is in kana."""
_WORD: Final = r"[A-Z][\w'’-]*"
FIRM_EN: Final = re.compile(
    rf"(?:{_WORD} )+(?:& (?:{_WORD} ?)+|(?:Ltd|Limited|Inc|LLC|LLP|Corp|Co|GmbH|AG|plc|PLC)\b\.?)"
)
"""A firm as its ending, or "and Sons", tells it."""
_NAME: Final = rf"(?:(?:Dr|Mr|Mrs|Ms|Miss|Prof)\b\.? )?{_WORD}(?: {_WORD}){{1,3}}"
_ROLE: Final = r"(?:(?:the|our|its|her|his) )?[a-z][a-z' -]*"
_NAMED_EN: Final = re.compile(
    rf"(?:(?:to|by|from|with) )?(?:(?P<alone>{_NAME})(?: (?:of|from|at) (?:the )?{_NAME})?(?:, {_ROLE})?"
    rf"|{_ROLE}, (?P<told>{_NAME}))"
)
_PLACE_EN: Final = re.compile(
    rf"(?:(?P<side>(?i:at|in|from|to|near|outside|behind|opposite)) )(?:the )?(?P<name>{_WORD}(?: {_WORD}){{0,3}})"
)
_WHERE_JA: Final = re.compile(r"どこ|どちら|どの(?:町|村|市|街|駅|港|場所)|場所は")
_BESIDE_JA: Final = {"near": "の近く", "outside": "の外", "behind": "の裏", "opposite": "の向かい"}
_WHOSE_JA: Final = re.compile(r"どこの|どの.{0,6}社")


def said_asked_name(
    span: str, target: Language, question: str, words: Callable[[str], Sequence[Word]]
) -> str | None:
    """Return the name in an answer as it is said in the other language; None where none is asked for, or none is plain.

    Args:
        span: The answer as it stands.
        target: The question's language.
        question: As asked.
        words: Gives the words of a text with their readings.
    """
    if not (asks_who(question) or asks_name(question) or _WHOSE_JA.search(question)):
        return None
    text = fold(span).strip(" 。、，,.;:")
    if target == "ja":
        match = _NAMED_EN.fullmatch(text)
        name = (match["alone"] or match["told"]) if match else ""
        ordinary = usual_japanese()
        return name if name and not any(word.lower() in ordinary for word in name.split()) else None
    if match := FIRM_JA.fullmatch(text):
        return firm_by_sound(match)
    return _person(text, words)


def said_place(span: str, question: str, known: Callable[[str], str] | None) -> str | None:
    """Return the English name of a place in an answer to where; in its own letters where no dictionary has it.

    Args:
        span: The answer as it stands: at Dunmorrow, near Aberdeen.
        question: As asked, in Japanese.
        known: Gives names that a dictionary has; empty for others.
    """
    match = _PLACE_EN.fullmatch(fold(span).strip(" .,;:"))
    if match is None or _WHERE_JA.search(question) is None:
        return None
    said = (known(match["name"]) if known else "") or match["name"]
    return f"{said}{_BESIDE_JA.get((match['side'] or '').lower(), '')}"


def firm_by_sound(firm: re.Match[str]) -> str:
    """Return a firm that :data:`FIRM_JA` found in Latin letters; how it is really spelt, nobody can tell."""
    name, kind = firm["name"] or firm["other"], firm["kind"] or firm["before"]
    return f"{romanised(name)} {_FIRMS[kind]}{BY_SOUND}"


def _person(text: str, words: Callable[[str], Sequence[Word]]) -> str | None:
    """Return somebody's name behind what they are: 店主の時任修平; None where other words stand in it."""
    name = text.rpartition("の")[2]
    found = words(name) if name != text else ()
    known = [word for word in found if word.is_name]
    if not known or any(not word.is_name and word.part_of_speech != "接尾辞" for word in found):
        return None
    return said_name(name, "en", words)
