"""How many people, items, cars: a number that papers state, or the number of their rows.

*How many visitors were there?* is answered by "61,000 visitors" or the column *visitors*; *how many contracts end in 2026?* by
counting. It is a stated number where a paper counts by the question's own counter what the question asks for.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from kotae import lazy_re as re
from kotae.answering.rendering.irregular import IRREGULAR
from kotae.folding import fold
from kotae.gathering.candidates import Candidate
from kotae.gathering.concepts import Concepts
from kotae.gathering.looseness import is_verb
from kotae.gathering.phrases import Dictionary
from kotae.gathering.units import Amount
from kotae.gathering.wish import Wish
from kotae.question.together import COUNTERS
from kotae.records import Document
from kotae.segmentation.analyzer import Word
from kotae.segmentation.quantities import find_quantities

__all__ = ["Counted", "counted_in"]

_ASKED_JA: Final = re.compile(rf"何(?P<counter>[{COUNTERS}])")
_ASKED_EN: Final = re.compile(r"\b(?:how many|number of)\s+(?P<thing>[a-z]+(?: [a-z]+)?)", re.IGNORECASE)
# A column of these numbers its rows and counts nothing.
_NUMBERING: Final = re.compile(
    r"番号|コード|\bNo\b|№|\b(?:number(?! of)|code|id|ref\w*)\b|ＩＤ|年|\byear", re.IGNORECASE
)
_ENDING: Final = re.compile(r"[。！？]|[.!?]\s")
# 来訪者, 会員, 乗客, 学生, 看護師: what a dictionary gives for a word that is somebody.
_SOMEBODY: Final = re.compile(r"[者員人客生師手民婦夫士児]\Z|子供")
_WRITTEN_UNIT: Final = re.compile(r"[A-Za-z]+\Z")
_MANY: Final = re.compile(r"(?:s|ople)\Z|\b(?:number|count|total) of\b|数|人員", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """What a question asks how many there are of.

    Attributes:
        wish: The question as one for numbers that papers state.
        units: What its counter counts, by the unit's name; for a bare noun any counter's.
        things: Terms of what is counted; empty where the counter says it alone.
        people: Whether what is counted is somebody.
    """

    wish: Wish
    units: tuple[str, ...]
    things: frozenset[str]
    people: bool = False

    @property
    def unbounded(self) -> Wish:
        """The same without its bounds: whether papers state it at all."""
        return replace(self.wish, dates=(), amounts=())

    def states(self, candidate: Candidate, concepts: Concepts) -> bool:
        """Return whether a candidate's value is a number of the things asked for."""
        amount = candidate.amount
        if amount is None or amount.quantity.kind not in ("count", "number"):
            return False
        if amount.unit and amount.unit not in self.units:
            return False
        if not self.things <= set(concepts.degrees(_named(candidate.document, amount))):
            return False
        if amount.unit:
            return not amount.beside or self._counts_things(candidate.document, amount, concepts)
        if candidate.record.kind == "prose":
            return _counts_next(candidate.document, amount, self.things, concepts)
        return not _NUMBERING.search(fold(amount.label)) and bool(_MANY.search(fold(amount.label).strip()))

    def _counts_things(self, document: Document, amount: Amount, concepts: Concepts) -> bool:
        """Whether a sentence counts by its unit what is asked for: who came to a meeting are people and no meetings."""
        if amount.unit == "person":
            return self.people
        written = _WRITTEN_UNIT.search(fold(document.text[amount.start : amount.end]))
        # 12 items are items; 12件 are of what the sentence says.
        return (
            written is None or len(self.units) == 1 or self.things <= set(concepts.degrees(written.group()))
        )


def counted_in(wish: Wish, dictionary: Dictionary | None = None) -> Counted | None:
    """Return what a question asks the number of; None where it asks for none.

    Args:
        wish: What is wanted.
        dictionary: Tells who is somebody; without it any noun may be.
    """
    if wish.operation != "count" or wish.amounts:
        return None
    text = wish.question.text
    ja, en = _ASKED_JA.search(text), _ASKED_EN.search(text)
    if ja is None and en is None:
        return None
    unit = ""
    things: Sequence[str] = ()
    if ja is not None:
        unit = _unit_of(ja["counter"])
        # A whole run of nouns is what is counted: 来館 and 者.
        things = _run_before(wish, text, ja.start())
    elif en is not None:
        unit = _unit_of(f" {en['thing'].split()[0]}")
        things = [word.term for word in wish.words if en.start("thing") <= word.start < en.end("thing")]
        things = [] if unit == "person" else things[:1]
    units = (unit,) if unit else tuple(dict.fromkeys(_unit_of(sign) for sign in COUNTERS))
    rest = [word for word in wish.words if not is_verb(word, text)]
    if not (things or (unit and rest)):
        return None
    kinds = ("count", "number")
    return Counted(
        wish=replace(wish, operation="list", kinds=kinds, counters=units),
        units=units,
        things=frozenset(things),
        people=unit == "person" or en is None or _is_somebody(en["thing"], dictionary),
    )


def _is_somebody(thing: str, dictionary: Dictionary | None) -> bool:
    """Whether an English noun with what follows it is somebody, by what a dictionary gives for it."""
    if dictionary is None:
        return True
    noun = thing.split()[0].lower()
    forms = {noun, noun.removesuffix("s"), IRREGULAR.get(noun, noun)}
    return any(_SOMEBODY.search(word) for form in forms for word, _ in dictionary.english(form))


def _unit_of(sign: str) -> str:
    return next((one.unit for one in find_quantities(f"2{sign}")), "")


def _run_before(wish: Wish, text: str, end: int) -> list[str]:
    """The terms of the nouns that 何人 is asked of: those before は or が nearest to it, without a gap."""
    run: list[Word] = []
    at = end
    for word in reversed([one for one in wish.words if one.end <= end]):
        gap = text[word.end : at]
        if run and gap:
            break
        if not run and not re.fullmatch(r"[はがもの、]?(?:全部で|合計で|合わせて)?", gap):
            break
        run.append(word)
        at = word.start
    return [word.term for word in run if word.part_of_speech != "接尾辞"]


def _named(document: Document, amount: Amount) -> str:
    """What a paper calls an amount: its label; in prose what the sentence says before it (来館者が8％増えて61,000人)."""
    before = amount.beside and document.text[max(0, amount.start - len(amount.beside)) : amount.start]
    start = before.rfind("\n") + 1
    behind = document.text[amount.end : amount.end + 40].partition("\n")[0] if amount.beside else ""
    return f"{amount.label} {_sentence(before[start:], behind)}"


def _sentence(before: str, behind: str) -> str:
    """What stands before an amount in its own sentence, and its own clause behind."""
    return _ENDING.split(before)[-1] + " " + _ENDING.split(behind, maxsplit=1)[0]


def _counts_next(document: Document, amount: Amount, things: frozenset[str], concepts: Concepts) -> bool:
    """Whether a bare number of prose is one of the things that the next words name: 61,000 visitors."""
    behind = re.match(r"(?:\s+[\w-]+){1,3}", document.text[amount.end : amount.end + 60])
    return behind is not None and bool(things) and things <= set(concepts.degrees(behind.group()))
