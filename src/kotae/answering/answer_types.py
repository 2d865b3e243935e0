"""What kind of answer a question wants, and what kinds of answer a sentence holds.

Both are read from the surface, in both languages, because no small tagger names people and
organisations well in both; a type is evidence among other evidence, never a filter.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kotae.answering.question_types import AnswerType, asked_types
from kotae.records import Language
from kotae.segmentation.quantities import Quantity, find_quantities

__all__ = ["AnswerType", "Expectation", "expect", "type_match", "wanted_quantities"]

_UNIT_ASKED = re.compile(
    r"何(?P<ja>[^\s何はがをにでと、。？?]{1,4})|how many (?P<en>[a-z -]+)", re.IGNORECASE
)

_QUANTITY_KINDS: dict[str, frozenset[str]] = {
    "number": frozenset({"number", "count"}),
    "money": frozenset({"money"}),
    "percent": frozenset({"percent"}),
    "date": frozenset({"date", "time"}),
}
_CUES: dict[str, re.Pattern[str]] = {
    "person": re.compile(
        r"[一-龠ァ-ヶー・]{2,}(?:氏|さん|大臣|教授|博士|首相|総理|社長|会長|監督|議員|知事|選手|首席|天皇|皇帝|大統領)|[ァ-ヶー]{2,}・[ァ-ヶー]{2,}"
        r"|\b(?:Mr|Ms|Mrs|Dr|Prof(?:essor)?|Minister|President|King|Queen|Sir)\.? [A-Z]|\b[A-Z][a-z]+(?: [A-Z]\.?)? [A-Z][a-z]+"
    ),
    "organisation": re.compile(
        r"株式会社|[一-龠ァ-ヶーA-Za-z](?:社|庁|省|大学|研究所|研究室|機構|委員会|党|銀行|本部|局|協会|連盟|企業)|\b[A-Z][A-Za-z]*[A-Z][A-Za-z]*\b"
        r"|\b(?:Inc|Corp|University|Agency|Ministry|Institute|Committee|Company|Bank|Party|Group)\b"
        r"|\b(?:[A-Z][a-z]+ ){1,3}(?:Lab|Office)"
    ),
    "place": re.compile(
        r"[一-龠ァ-ヶー](?:県|市|国|州|都|道|府|区|町|村|島|川|山|湾|地方)|日本|米国|中国|英国|欧州|アメリカ|アジア|アフリカ|北海道|九州"
        r"|\b(?:in|at|near|of|to) (?:the )?[A-Z][a-z]+|\b(?:Japan|China|U\.?S\.?|Europe|Asia|Africa)\b"
    ),
    "name": re.compile(r"[「『“\"][^」』”\"]+[」』”\"]|[ァ-ヶー]{3,}|\b[A-Z][A-Za-z0-9]+"),
    "definition": re.compile(
        r"とは|である|です|という|を指|のこと|を意味|\b(?:is|are|was|were) (?:an?|the)\b|refers? to|means|known as|called"
    ),
    "reason": re.compile(
        r"ため|から|ので|背景|理由|原因|により|によって|狙い|目的|because"
        r"|since|due to|reason|in order to|so that|as a result|caused|aims?\b|\bto [a-z]+",
        re.IGNORECASE,
    ),
    "manner": re.compile(
        r"により|によって|ことで|通じて|して|方法|\bby\b|through|using|via|with", re.IGNORECASE
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Expectation:
    """What a question wants to hear.

    Attributes:
        types: The types that would answer it, likeliest first; empty where it can't be told.
        unit: What is to be counted, as in a quantity's ``unit``; empty where not said.
        given: Keys of the quantities the question itself states: not answers to it.
    """

    types: tuple[AnswerType, ...]
    unit: str = ""
    given: frozenset[str] = frozenset()


def expect(question: str, language: Language) -> Expectation:
    """Return what a question wants to hear; no type for text that is no question."""
    given = frozenset(quantity.key for quantity in find_quantities(question))
    types = asked_types(question, language)
    unit = _asked_unit(question) if types == ("number",) else ""
    return Expectation(types=types, unit=unit, given=given)


def _asked_unit(question: str) -> str:
    match = _UNIT_ASKED.search(question)
    if match is None:
        return ""
    counted = f"2{match['ja']}" if match["ja"] else f"2 {match['en']}"
    quantities = find_quantities(counted)
    return quantities[0].unit if quantities and quantities[0].kind == "count" else ""


def type_match(expectation: Expectation, sentence: str, quantities: Sequence[Quantity]) -> float:
    """Return how well a sentence holds the wanted type, in [0, 1]; 0.5 where nothing is known.

    Args:
        expectation: What the question wants.
        sentence: The sentence.
        quantities: Its quantities.
    """
    if not expectation.types or expectation.types == ("yes_no",):
        return 0.5
    return max(_held(kind, expectation, sentence, quantities) for kind in expectation.types)


def wanted_quantities(expectation: Expectation, quantities: Sequence[Quantity]) -> frozenset[str]:
    """Return the keys of those quantities that are of a wanted kind and not the question's own."""
    kinds = frozenset().union(*(_QUANTITY_KINDS.get(kind, frozenset()) for kind in expectation.types))
    return frozenset(q.key for q in quantities if q.kind in kinds and q.key not in expectation.given)


def _held(kind: str, expectation: Expectation, sentence: str, quantities: Sequence[Quantity]) -> float:
    wanted = _QUANTITY_KINDS.get(kind)
    if wanted is None:
        cue = _CUES.get(kind)
        return 0.5 if cue is None else 0.9 * bool(cue.search(sentence))
    held = [q for q in quantities if q.kind in wanted and q.key not in expectation.given]
    if not held:
        return 0.0
    if expectation.unit and kind == "number":
        return 1.0 if any(quantity.unit == expectation.unit for quantity in held) else 0.4
    return 1.0
