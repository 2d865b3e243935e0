"""The question's words, met in either language: in labels, in values, in what stands above, in clauses."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise
from typing import Final

from kotae import lazy_re as re
from kotae.answering.coverage import Translations, cover
from kotae.answering.names import meets_as_name, terms_held
from kotae.folding import fold
from kotae.gathering.kinds import is_one_of
from kotae.gathering.phrases import Phrase
from kotae.gathering.units import Record
from kotae.language import opposite, word_language
from kotae.records import Document
from kotae.segmentation.analyzer import Analyzer, Word
from kotae.segmentation.kana import from_romaji, reading_key

__all__ = ["DENYING", "MET", "VISITORS", "Concepts", "ends_in", "joined", "met_in"]

MET: Final = 0.25
"""From this degree on a word counts as met."""

# Labels and values come again in every paper of a kind.
_REMEMBERED: Final = 50_000
# Which end of a period is meant: a label says it in one word (満了日, valid until), a question in another (終了する, ends).
_ENDS: Final = (
    re.compile(
        r"終了|満了|終わ|切れ|失効|期限|工期|完成|完了|竣工|\b(?:end(?:s|ed|ing)?|expir\w*|until|terminat\w*|due|finish\w*|complet(?:ed|ion))\b",
        re.IGNORECASE,
    ),
    re.compile(
        r"開始|始ま|発効|効力発生|施行|\b(?:start\w*|begin\w*|commenc\w*|effective|(?:valid|from) from|takes? effect)\b",
        re.IGNORECASE,
    ),
)
# Who comes to a place is called by the place in Japanese (来館者, 来園者, 入場者): no dictionary has them all.
VISITORS: Final = re.compile(
    r"来[館場園店校庁訪]|入[館場園]者|観客|聴衆|\b(?:visitors?|audiences?|attendances?|spectators?)\b",
    re.IGNORECASE,
)
DENYING: Final = frozenset("不未非")
"""What a Japanese word that denies begins with, where it is a word by itself: 不合格, 未提出, 非公開."""
_NEGATED: Final = re.compile(r"\bnon-(?=[a-z])", re.IGNORECASE)
# Below 1: a paper with the word itself is the surer one.
_OF_AN_END: Final = 0.8
_AS_PHRASE: Final = 0.9
# The rarest word counts twice as much as one that stands everywhere.
_MOST_RARE: Final = 4.0


@dataclass(frozen=True, slots=True)
class _Held:
    terms: set[str]
    lowered: str
    sounds: str = ""


@dataclass(slots=True, kw_only=True)
class Concepts:
    """Meets a question's words with texts; texts that come again (labels, values) are looked at once.

    Args:
        words: The question's.
        analyzer: The one the index was made with.
        table: Translations.
        rarity: How rare a word is, with its translations.
        phrases: Neighbouring words that a dictionary knows together.
        names: Terms that are one name: in the other language they are met together or not at all.
    """

    words: Sequence[Word]
    analyzer: Analyzer
    table: Translations | None
    rarity: Callable[[Word], float]
    phrases: Sequence[Phrase] = ()
    names: Sequence[tuple[str, ...]] = ()
    weights: dict[str, float] = field(init=False)
    degrees: Callable[[str], Mapping[str, float]] = field(init=False)

    def __post_init__(self) -> None:
        self.weights = {
            word.term: 1.0 + min(self.rarity(word), _MOST_RARE) / _MOST_RARE for word in self.words
        }
        self.degrees = lru_cache(maxsize=_REMEMBERED)(self._degrees)

    @property
    def compounds(self) -> frozenset[str]:
        """Terms of several words that a dictionary knows as one (meeting room, 会議室): the other language says them so."""
        return frozenset(term for phrase in self.phrases if len(phrase.words) > 1 for term in phrase.words)

    def _degrees(self, text: str) -> Mapping[str, float]:
        """Return how well each word is met in a text, in [0, 1]; words that aren't are left out."""
        if not text or not self.words:
            return {}
        held = self._held(text)
        found = cover(self.words, held.terms, table=self.table).degrees
        met = {term: degree for term, degree in found.items() if degree >= MET}
        for word in self.words:
            if degree := self._otherwise(word, held, met.get(word.term, 0.0)):
                met[word.term] = degree
        for phrase in self.phrases:
            if phrase.words - set(met) and _is_said(phrase, held):
                met |= {term: max(met.get(term, 0.0), _AS_PHRASE) for term in phrase.words}
        # 開発部 is a department, not half of the General Affairs Department.
        for name in self.names:
            met |= self._rest_of(name, met, held)
        halves = {term for name in self.names if not met.keys() >= set(name) for term in name}
        return {term: degree for term, degree in met.items() if term not in halves or term in held.terms}

    def _rest_of(self, name: tuple[str, ...], met: Mapping[str, float], held: _Held) -> dict[str, float]:
        """Words behind a name that is met by its sound, as far as they only say what it is: 大沢設備 is Osawa Plumbing.

        They are met just so: where another paper says them, too, it is the one that is meant (Kitayama School, not Hospital).
        """
        words = [next(word for word in self.words if word.term == term) for term in name]
        first = words[0]
        if first.term not in met or self.table is None or not meets_as_name(first, held.terms):
            return {}
        if not all(self.table.translations(word.term, word.language) for word in words[1:]):
            return {}  # a surname: Dorsey isn't Smith, though both are called Hana
        return {word.term: max(met.get(word.term, 0.0), MET) for word in words[1:]}

    def _otherwise(self, word: Word, held: _Held, met: float) -> float:
        """How well a word is met by more than terms: as it is written, as the end of a period, by the way back."""
        if not met and self._stands(word, held):
            return 1.0
        alike = any(said.search(word.surface) and said.search(held.lowered) for said in (*_ENDS, VISITORS))
        if alike or is_one_of(word.surface, held.lowered):
            return max(met, _OF_AN_END)
        chance = self._back(word, held)
        return max(met, chance) if chance >= MET else met

    def _held(self, text: str) -> _Held:
        content = self.analyzer.content_words(text)
        # Non-burnable waste holds no burnable waste, 不合格 nothing that has passed.
        if any(map(DENYING.__contains__, text)) and not any(word.surface in DENYING for word in self.words):
            text = _without_denied(text, content)
            content = self.analyzer.content_words(text)
        terms = terms_held(content)
        whole = _NEGATED.sub("non", text)
        terms |= {term for term in self.analyzer.terms(whole).words if ":" not in term}
        return _Held(terms, fold(text).lower(), reading_key("".join(word.reading for word in content)))

    def _back(self, word: Word, held: _Held) -> float:
        """How likely the question's word translates one of the text: 支社 is a branch, though a branch is more often 支店."""
        if self.table is None:
            return 0.0
        other = opposite(word.language)
        chances = (
            chance
            for term in held.terms
            if word_language(term) == other
            for back, chance in self.table.translations(term, other)
            if back == word.term
        )
        return min(1.0, 2 * max(chances, default=0.0))

    @staticmethod
    def _stands(word: Word, held: _Held) -> bool:
        """Whether a word of the other script, or taken apart otherwise, stands there all the same."""
        written = fold(word.surface).lower()
        if word.language == "ja":
            # A label for what a thing is called names the thing: 船名, 店名.
            return (written if len(written) > 1 else f"{written}名") in held.lowered
        kana = from_romaji(written) if word.is_name and len(written) > 2 else ""
        sound = reading_key(kana) if kana else ""
        return len(sound) > 2 and sound in held.sounds

    def share(self, degrees: Mapping[str, float]) -> float:
        """Return which part of the question's weight is met, in [0, 1]; 1 for a question without words."""
        whole = sum(self.weights.values())
        return sum(self.weights[term] * degree for term, degree in degrees.items()) / whole if whole else 1.0

    def worth(self, degrees: Mapping[str, float]) -> float:
        """Return the weight that is met, unbounded."""
        return sum(self.weights[term] * degree for term, degree in degrees.items())


def _without_denied(text: str, content: Sequence[Word]) -> str:
    """Return a text with blanks for each prefix that denies and the word it denies."""
    for prefix, denied in pairwise(content):
        if prefix.surface in DENYING and prefix.end == denied.start:
            text = f"{text[: prefix.start]}{' ' * (denied.end - prefix.start)}{text[denied.end :]}"
    return text


def _is_said(phrase: Phrase, held: _Held) -> bool:
    if phrase.japanese:
        return any(fold(word).lower() in held.lowered for written in phrase.written for word in written)
    return any(written <= held.terms for written in phrase.written)


def ends_in(text: str) -> frozenset[int]:
    """Return which ends of a period a text names: 0 for its end, 1 for its begin."""
    return frozenset(place for place, end in enumerate(_ENDS) if end.search(fold(text).lower()))


def joined(*parts: Mapping[str, float]) -> dict[str, float]:
    """Return for each word the best degree of all."""
    best: dict[str, float] = {}
    for part in parts:
        for term, degree in part.items():
            best[term] = max(best.get(term, 0.0), degree)
    return best


def met_in(document: Document, records: Sequence[Record], concepts: Concepts) -> set[str]:
    """Return the words that a paper meets anywhere: above, in labels and values, in sentences."""
    texts = [document.info.title]
    for record in records:
        texts.append(record.heading)
        texts += [text for cell in record.cells for text in (cell.label, cell.text)]
        texts += [document.text[one.start : one.end] for one in record.sentences]
    return {term for text in texts for term in concepts.degrees(text)}
