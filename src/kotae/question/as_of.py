"""A question that asks how things stand or stood: as of April 2024, currently, before the revision; 現在, 改正前は.

The time says which papers count; none of them need write it.
"""

import re
from dataclasses import dataclass
from typing import Final, Literal

from kotae.question.question import Question
from kotae.scripts import KANJI

__all__ = ["AsOf", "as_of", "says_before"]

_BEFORE: Final = re.compile(r"(?:^|[,(]?\s*)\bas (?:of|at|on)\s+(?:the\s+)?\Z", re.IGNORECASE)
_BEHIND: Final = re.compile(
    r"\s*(?:の?(?:時点|段階)|現在)(?:において(?:は)?|における|では|での|で|には|に|の|は)?、?"
)
# What is an electric current, or an account or a list of assets, says no time: only *the current fee* does.
_NO_TIME: Final = (
    r"accounts?|assets?|liabilit|ratio|ratings?|draw|consumption|density|transformers?|leak|sensors?|limit|flow|meters?|clamp"
    r"|affairs|events|of\b|in\b|at\b|through|per\b|that|which|is\b|are\b|does|do\b|flows?|drawn|and\b|or\b"
)
_NOW: Final = re.compile(
    r",?\s*\b(?:currently|at present|presently|at the moment|right now|nowadays|these days|as of (?:now|today)|today"
    r"|(?<!until )(?<!by )(?<!from )now(?! (?:and|that|on)\b))\b,?"
    rf"|(?<=\bthe )(?:current|present)\s+(?=[a-z])(?!{_NO_TIME})"
    rf"|(?<=\b(?:our|its) )current\s+(?=[a-z])(?!{_NO_TIME})|(?<=\btheir )current\s+(?=[a-z])(?!{_NO_TIME})"
    rf"|(?<![{KANJI}0-9])(?:現在|現時点|目下|今日|いま|今)"
    r"(?:(?:において(?:は)?|における|では|での|で|の|は|、)(?!と)、?|(?=いくら|何|なん|誰|だれ|ど[このれう]|いつ))"
    rf"|(?<![{KANJI}])現行(?:の|では)?",
    re.IGNORECASE,
)
_CHANGE: Final = r"(?:revision|amendment|revised|amended|(?:price|fee|rate|rule) (?:change|rise|increase|cut)s?|rise|increase)"
_OLD_PAPER: Final = (
    r"(?:version|edition|rules?|regulations?|polic(?:y|ies)|terms|tariff|price list|manual|guidelines?"
    r"|contract|agreement)"
)
_EARLIER: Final = re.compile(
    rf",?\s*\b(?:before|prior to|until) (?:the |its |their |(?:it|they) (?:was|were) )?(?:latest |last )?{_CHANGE}\b"
    r"(?! of (?:19|20)[0-9])"
    r"(?: (?:of|to) the (?:rules?|regulations?|fees?|prices?|polic(?:y|ies)|terms))?,?"
    rf"|,?\s*\b(?:in|under|by|according to|per) the (?:previous|former|earlier|old|superseded) {_OLD_PAPER}\b"
    rf"(?: of the {_OLD_PAPER})?,?"
    r"|(?:改正|改定|改訂|値上げ|値下げ|見直し|変更)の?前(?:には|に|では|においては|における|まで(?:は)?|の|は)、?"
    r"|旧(?:規程|規則|規定|規約|版|料金表|料金|制度|要綱|要領|基準|約款|契約|マニュアル|手引き?|ルール)"
    r"(?:では|においては|における|によれば|によると|だと|の|は)、?"
    r"|(?:以前|前|一つ前|ひとつ前|従前)の(?:規程|規則|規定|規約|版|料金表|制度|要綱|要領|基準|約款|マニュアル|ルール)"
    r"(?:では|においては|における|によれば|によると|だと|の|は)、?",
    re.IGNORECASE,
)
_SAYS_BEFORE: Final = re.compile(
    r"(?:改正|改定|改訂|変更|値上げ|値下げ|見直し)の?前|従前|以前は|旧規|旧[料制]"
    r"|\b(?:previously|formerly|until then|before the|prior to the|used to|was raised from|was lowered from|increased from)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class AsOf:
    """When what is asked about is or was so.

    Attributes:
        kind: On a ``"day"``, ``"now"``, or ``"before"`` the papers were revised.
        written: As the question writes it, folded.
        key: Of a day its key, as :class:`~kotae.segmentation.quantities.Quantity` has it; else empty.
        text: The question without it.
    """

    kind: Literal["day", "now", "before"]
    written: str
    key: str
    text: str


def as_of(question: Question) -> AsOf | None:
    """Return the time whose state a question asks for; None where it names none, or names nothing else.

    A date that is a matter of the question (*in April 2024*, 2024年4月の) isn't one, an electric current neither.
    """
    return _of_a_day(question) or _told(question, _EARLIER, "before") or _told(question, _NOW, "now")


def says_before(text: str) -> bool:
    """Return whether a text itself says how things were before they changed."""
    return _SAYS_BEFORE.search(text) is not None


def _of_a_day(question: Question) -> AsOf | None:
    said = question.folded
    for date in question.quantities:
        before, behind = _BEFORE.search(said[: date.start]), _BEHIND.match(said, date.end)
        if date.kind != "date" or not (before or behind):
            continue
        first, last = before.start() if before else date.start, behind.end() if behind else date.end
        if left := _without(said, first, last):
            return AsOf("day", said[date.start : date.end], date.key, left)
    return None


def _told(question: Question, words: re.Pattern[str], kind: Literal["now", "before"]) -> AsOf | None:
    said = question.folded
    for match in words.finditer(said):
        # 2024年4月現在 is a day.
        dated = any(one.kind == "date" and one.end == match.start() for one in question.quantities)
        if not dated and (left := _without(said, *match.span())):
            return AsOf(kind, match.group().strip(" ,、"), "", left)
    return None


def _without(said: str, first: int, last: int) -> str:
    """A question without some of its words; empty where nothing else is left of it."""
    joint = " " if said[first:last].startswith(" ") or said[last:].startswith(" ") else ""
    left = re.sub(r"\s+([?.,])", r"\1", f"{said[:first]}{joint}{said[last:]}")
    left = re.sub(r" {2,}", " ", left).strip(" ,、")
    return left if len(left) > 1 else ""
