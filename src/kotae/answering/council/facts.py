"""The checker of facts: every number, date, amount and name of a sentence stands in its sources.

It has a veto. It reads surfaces only, so it can be sure: a quantity is compared by its
bilingual key, a name as written or by its form in the other language, and a denial must be
one on both sides.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kotae.answering.coverage import Translations, WordReader
from kotae.folding import fold
from kotae.language import detect_language
from kotae.records import Language, Vote
from kotae.segmentation.analyzer import Word
from kotae.segmentation.quantities import Quantity, find_quantities

__all__ = ["FactsChecker", "holds_quantity"]

_LATIN_NAME = re.compile(
    r"(?<![A-Za-z])[A-Z][A-Za-z0-9]*(?:[.&+/-][A-Za-z0-9]+)*|(?<![A-Za-z])[a-z]+[A-Z][A-Za-z0-9]*"
)
_KATAKANA_NAME = re.compile(r"[ァ-ヴー][ァ-ヴー・]+")
_KANJI_NAME = re.compile(
    r"[一-龠々]{2,}(?=氏|さん|大臣|教授|博士|首相|社長|会長|知事|法|省|庁|社|県|市|国|党|大学)"
    r"|[一-龠々]{2,}(?:法|省|庁|県|市|国|党|大学)"
)
_DENIAL = {
    "ja": re.compile(
        r"(?:ない|なかった|なく|ません|ず(?=[、に])|なし|不可(?![欠分避])|未(?=[一-龠])(?!未[然来満踏明])|禁止)(?!わけ(?:に|では)|と(?:いけ|なら))"
    ),
    "en": re.compile(
        r"\b(?:not|no|never|none|neither|nor|without|cannot|nothing|unable)\b|n't\b", re.IGNORECASE
    ),
}
# English terms that share so many letters are one word: instance, instantiate.
_STEM_CHARS = 5
# A clause of the source counts as repeated when this share of its words is said again.
_REPEATED = 0.6
# Said again word for word: then it denies as often, too.
_COPIED = 0.9
_SINGLE = re.compile(r"\b(?:an?|single|each)\b", re.IGNORECASE)
_CLAUSE_END = re.compile(
    r"[、。；;]|,\s|\.\s|\b(?:and|but|while|although|which)\b|(?<=[^ァ-ヶー])ものの|一方で"
)
# What the other language may put as a denial: 未定義 and undefined, 以外 and not.
_HALF_DENIAL = re.compile(
    r"[未不無非]|以外|除[いくき]|失敗|避け|欠[けい]|なし|ずに|だけ|のみ|まで|限[りる]"
    r"|\bun(?!der|it|til|ion|ique|icode)[a-z]{4,}"
    r"|\b(?:in(?:valid|complete|sufficient|capable|correct|active)|im(?:possible|proper|mutable))"
    r"|\b(?:fail|lack|refus|avoid|prevent|miss)\w*|\b(?:unless|except|hardly|only|until|few|little"
    r"|rather than|instead of|other than|too)\b",
    re.IGNORECASE,
)
_NOT_DENIAL = re.compile(
    r"だけでなく|のみならず|かもしれない|に違いない|ざるを得ない|なければならない|なくてはならない|"
    r"せっかくの|少なくない|not only|no longer only|no doubt",
    re.IGNORECASE,
)
_SENTENCE_STARTERS = frozenset(
    "The A An This That These Those It Its In On At By For From With As And But Or If When While Where Which Who What "
    "How Why There Their They He She His Her We Our You I According Since After Before During Under Over About More Most "
    "Here To Same If Unless Otherwise Usually Then Once Note See Example Return Returns Now Today "
    "Some Many Each Every All Both One Two Three Not No Yes Also However Although Because Thus So Such Only".split()
)


@dataclass(frozen=True, slots=True, kw_only=True)
class FactsChecker:
    """Checks a sentence's facts against the text it cites.

    Attributes:
        analyzer: Gives the words of names in the other language.
        table: Translations; without it names of the other language are looked for as they are.
    """

    analyzer: WordReader
    table: Translations | None = None

    def judge(self, sentence: str, sources: Sequence[str], *, language: Language) -> Vote:
        """Return the vote on a sentence; a vote against is a veto.

        Args:
            sentence: What was written.
            sources: The cited texts, each with its title and headings.
            language: The language of the reason.
        """
        source = fold("\n".join(sources))
        said = fold(sentence)
        wrong = [said[q.start : q.end] for q in _unheld(said, source)]
        wrong += list(self._unheld_names(said, source))
        if not wrong and not self._denies_alike(said, source):
            return _vote(
                False,
                language,
                ja="否定の有無が出典と異なります。",
                en="It denies what the source affirms, or the reverse.",
            )
        if wrong:
            named = "、".join(wrong) if language == "ja" else ", ".join(wrong)
            return _vote(False, language, ja=f"出典にない事実: {named}", en=f"Not in the source: {named}")
        return _vote(
            True,
            language,
            ja="数値・日付・名前はすべて出典にあります。",
            en="All numbers, dates and names are in the source.",
        )

    def _unheld_names(self, said: str, source: str) -> Iterable[str]:
        """Yield the names that the source doesn't hold in either language."""
        lowered = source.lower()
        source_words: set[str] | None = None
        for name in _names(said):
            if name.lower() in lowered:
                continue
            if source_words is None:
                source_words = {word.term for word in self.analyzer.content_words(source)} | _origins(
                    self.analyzer, source
                )
            if not self._is_translated(name, source_words):
                yield name

    def _denies_alike(self, said: str, source: str) -> bool:
        """Return whether each clause denies if and only if the clause of the source it repeats does.

        A clause that repeats none (in the other language, say) may deny where the source denies
        anywhere.
        """
        clauses = [(set(self._terms(clause)), _denials(clause)) for clause in _CLAUSE_END.split(source)]
        anywhere = any(count for _, count in clauses) or bool(_HALF_DENIAL.search(source))
        for clause in _CLAUSE_END.split(said):
            terms = set(self._terms(clause))
            repeated, denied = max(
                ((len(terms & held) / max(1, len(held)), count) for held, count in clauses),
                key=lambda pair: (pair[0], -pair[1]),
            )
            if repeated >= _REPEATED:
                said_denials = _denials(clause)
                if bool(said_denials) != bool(denied) or (repeated >= _COPIED and said_denials != denied):
                    return False
            elif _denials(clause) and not anywhere:
                return False
        return True

    def _terms(self, clause: str) -> Iterable[str]:
        return (word.term for word in self.analyzer.content_words(clause))

    def _is_translated(self, name: str, source_words: set[str]) -> bool:
        """Return whether every word of a name meets a word of the source, as it is or translated."""
        words = self.analyzer.content_words(name)
        return bool(words) and all(self._meets(word, source_words) for word in words)

    def _meets(self, word: Word, source_words: set[str]) -> bool:
        if word.term in source_words or _forms(word) & source_words:
            return True
        translations = self.table.translations(word.term, word.language) if self.table else ()
        return any(_is_among(term, source_words) for term, _ in translations)


def _is_among(term: str, words: set[str]) -> bool:
    """Return whether a term is one of the words, or long enough and the beginning of one."""
    stem = term[:_STEM_CHARS] if term.isascii() else term
    return term in words or (len(stem) == _STEM_CHARS and any(word.startswith(stem) for word in words))


def _forms(word: object) -> set[str]:
    """Return the foreign form of a loan-word, in lower case."""
    origin = getattr(word, "origin", "")
    return {origin.lower()} if origin else set()


def _origins(analyzer: WordReader, text: str) -> set[str]:
    return {form for word in analyzer.content_words(text) for form in _forms(word)}


def _names(text: str) -> Iterable[str]:
    """Yield Latin names, katakana names and kanji names with their endings, each once."""
    for quantity in find_quantities(text):
        text = text[: quantity.start] + " " * (quantity.end - quantity.start) + text[quantity.end :]
    found = dict.fromkeys(
        match[0].strip("・") for pattern in (_KATAKANA_NAME, _KANJI_NAME) for match in pattern.finditer(text)
    )
    for match in _LATIN_NAME.finditer(text):
        if match[0] not in _SENTENCE_STARTERS:
            found[match[0]] = None
    return found


def holds_quantity(held: Iterable[Quantity], said: Quantity) -> bool:
    """Return whether one of the held quantities says at least what is said.

    A date may be said with less than is held (2025 for 2025-05), never with more.
    """
    for quantity in held:
        if quantity.key == said.key:
            if said.unit and quantity.unit and said.unit != quantity.unit and said.kind == "count":
                continue
            return True
        if said.kind == "date" and _is_part(said.key, quantity.key):
            return True
    return False


def _is_part(said: str, held: str) -> bool:
    if not held.startswith("date:"):
        return False
    if said.startswith("date:--"):
        return held[9:].startswith(said[6:]) if len(held) > 9 and held[9] == "-" else False
    return held.startswith(said + "-")


def _unheld(said: str, source: str) -> list[Quantity]:
    held = find_quantities(source)
    if _SINGLE.search(source):
        held += find_quantities("1")
    return [quantity for quantity in find_quantities(said) if not holds_quantity(held, quantity)]


def _denials(text: str) -> int:
    """Return how often a text denies."""
    plain = _NOT_DENIAL.sub("", text)
    return len(_DENIAL["ja" if detect_language(text) == "ja" else "en"].findall(plain))


def _vote(passed: bool, language: Language, *, ja: str, en: str) -> Vote:
    return Vote(checker="facts", passed=passed, score=float(passed), reason=ja if language == "ja" else en)
