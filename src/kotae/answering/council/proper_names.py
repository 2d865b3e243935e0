"""Whether every name of a sentence stands in its sources, in either language.

A name is what is written as one: a capital inside a sentence, katakana, a kanji word the
dictionary knows as a name or that ends like one (省, 大学). It may stand in the source as it is,
as a translation or paraphrase, or by its sound: Matsuo is 松尾, Anthropic is アンソロピック. A name whose
spelling in the other language is known must have that spelling, so that オリクル isn't taken for Oracle.
"""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from kotae import lazy_re as re
from kotae.answering.coverage import Translations
from kotae.language import word_language
from kotae.scripts import KANJI, KATAKANA
from kotae.segmentation import Analyzer
from kotae.segmentation.analyzer import Word
from kotae.segmentation.kana import from_romaji, reading_key
from kotae.segmentation.latin import parts
from kotae.segmentation.quantities import find_quantities
from kotae.translation.transliteration import is_katakana, is_latin_name, likeness

__all__ = ["unheld_names"]

_LATIN_NAME = re.compile(
    r"(?<![A-Za-z])[A-Z][A-Za-z0-9]*(?:[.&+/-][A-Za-z0-9]+)*|(?<![A-Za-z])[a-z]+[A-Z][A-Za-z0-9]*"
)
_KATAKANA_NAME = re.compile(f"[{KATAKANA}]{{2,}}")
_KANJI_NAME = re.compile(
    rf"[{KANJI}]{{2,}}(?=氏|さん|大臣|教授|博士|首相|社長|会長|知事)"
    rf"|[{KANJI}]{{2,}}(?:法(?!律|人|的)|省(?!略)|庁|県|市(?!場|民|町)|国(?!内|民|際|家)|党|大学)"
)
# English terms that share so many letters are one word: instance, instantiate.
_STEM_CHARS = 5
_LEAST_LIKENESS = 0.7
# Short names are alike by chance: more of them must agree.
_LEAST_SHORT_LIKENESS = 0.8
_SHORT_CHARS = 4
# A capital there says nothing: every sentence has one.
_STARTS = re.compile(r"(?:\A|[.。!?]\s*)\Z")
_LONG_VOWEL = re.compile(r"ee|ea|oo|ou")
# A translation this likely is how the name is spelt in the other language.
_KNOWN_SPELLING = 0.02
_ORDINARY = frozenset(
    """
    The A An This That These Those It Its In On At By For From With And As But Or Of To If When While
    Where Which Who What How Why There Their They He She His Her We Our You Your I My According Since
    After Before During Under Over About More Most Less Fewer Few Here Same Unless Otherwise Usually
    Then Once Note See Example Return Returns Now Today Some Many Each Every All Any Both One Two
    Three Four Five Six Seven Eight Nine Ten Not No Yes Also However Although Because Thus So Such
    Only Even Just Still Yet Nobody Nothing None Everyone Somebody Someone People Among Between Until
    Within Without Through Around Approximately Nearly Almost Roughly Up Out Do Does Did Is Are Was
    Were Be Can May Must Will Would Should Could Has Have Had Let Use Take Per Throughout Whether
    Whose Another Other Others Several Instead Later Earlier First Second Third Last Next Half
    Please Additionally Furthermore Moreover Therefore Meanwhile Currently Recently Based Due Regarding Concerning
    Depending Never Always Often Sometimes Generally Especially Particularly Keep Make Submit Contact Check Put Bring
    Send Ask Take Mr
    Ministry Agency Act Law Article President Prime Minister Professor Mr Mrs Ms Dr
    """.split()
)


@dataclass(frozen=True)
class _Source:
    """The cited text, read once."""

    text: str
    analyzer: Analyzer
    table: Translations | None

    @cached_property
    def lowered(self) -> str:
        return self.text.lower()

    @cached_property
    def squeezed(self) -> str:
        return re.sub(r"[^a-z0-9]+", "", self.lowered)

    @cached_property
    def words(self) -> tuple[Word, ...]:
        return self.analyzer.content_words(self.text)

    @cached_property
    def terms(self) -> frozenset[str]:
        return frozenset(word.term for word in self.words) | {
            word.origin.lower() for word in self.words if word.origin
        }

    @cached_property
    def latin(self) -> tuple[str, ...]:
        """Every Latin word in lower case, and pairs that a name may write together (Deep Seek)."""
        single = re.findall(r"[a-z]+", self.lowered)
        return tuple(dict.fromkeys([*single, *(a + b for a, b in itertools.pairwise(single))]))

    @cached_property
    def katakana(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(_KATAKANA_NAME.findall(self.text)))

    @cached_property
    def readings(self) -> frozenset[str]:
        """The sounds of kanji words, alone and joined with the next one."""
        heard = [reading_key(word.reading) for word in self.words if word.reading]
        return frozenset([*heard, *(a + b for a, b in itertools.pairwise(heard))])


def unheld_names(
    said: str, source: str, *, analyzer: Analyzer, table: Translations | None = None
) -> list[str]:
    """Return the names of a sentence that its sources don't hold in either language, each once.

    Args:
        said: The sentence, folded.
        source: The cited text, folded.
        analyzer: Finds words, names and readings.
        table: Translations; without it names of the other language go by sound only.
    """
    read = _Source(text=source, analyzer=analyzer, table=table)
    wrong: dict[str, None] = {}
    for quantity in find_quantities(said):
        said = said[: quantity.start] + " " * (quantity.end - quantity.start) + said[quantity.end :]
    for name in _names(said, read):
        if name.lower() not in read.lowered and not _is_held(name, read):
            wrong[name] = None
    return list(wrong)


def _names(text: str, source: _Source) -> Iterator[str]:
    for pattern in (_KATAKANA_NAME, _KANJI_NAME):
        yield from (match[0] for match in pattern.finditer(text))
    for match in _LATIN_NAME.finditer(text):
        if match[0] in _ORDINARY or (_STARTS.search(text[: match.start()]) and _is_plural(match[0], source)):
            continue
        yield match[0]
    for word in source.analyzer.content_words(text):
        if word.language == "ja" and word.is_name and not is_katakana(word.surface):
            yield word.surface


def _is_plural(word: str, source: _Source) -> bool:
    """Return whether a word that begins a sentence is a plain plural: Customers, but not Airbus or Paris."""
    if not word.endswith("s") or source.table is None:
        return False
    stems = [found.term for found in source.analyzer.content_words(word) if found.term != word.lower()]
    known = [term for stem in stems for term, _ in source.table.translations(stem, "en")[:3]]
    return bool(known) and not any(is_katakana(term) for term in known)


def _is_held(name: str, source: _Source) -> bool:
    if is_katakana(name):
        return _katakana_held(name, source)
    if word_language(name) == "en":
        return all(_latin_held(part.lower(), source) for part in parts(name) if part.isalpha())
    return all(_word_held(word, source) for word in source.analyzer.content_words(name))


def _katakana_held(name: str, source: _Source) -> bool:
    """Return whether a katakana name meets the source as a whole, or each of its words does."""
    words = source.analyzer.content_words(name)
    if words and all(word.term in source.terms for word in words):
        return True
    if any(_sounds_like(name, latin, source) for latin in source.latin):
        return True
    return bool(words) and all(_word_held(word, source) for word in words)


def _word_held(word: Word, source: _Source) -> bool:
    """Return whether a Japanese word of a name meets the source."""
    if word.term in source.terms or word.part_of_speech == "接尾辞":
        return True
    if not _KATAKANA_NAME.fullmatch(word.surface) and len(word.surface) > 1 and word.surface in source.text:
        return True
    origin = word.origin.lower()
    if origin and (origin in source.terms or (len(origin) >= _SHORT_CHARS and origin in source.squeezed)):
        return True
    if source.table and any(
        _is_among(term, source.terms)
        for terms in (
            source.table.translations(word.term, "ja"),
            source.table.paraphrases(word.term, "ja"),
        )
        for term, _ in terms
    ):
        return True
    heard = reading_key(word.reading)
    return bool(heard) and any(reading_key(from_romaji(latin)) == heard for latin in source.latin)


def _latin_held(word: str, source: _Source) -> bool:
    """Return whether a word of a Latin name, in lower case, meets the source."""
    if word in source.latin or word in source.terms:
        return True
    stems = [found.term for found in source.analyzer.content_words(word)] or [word]
    if any(_is_among(stem, source.terms) for stem in stems):
        return True
    if source.table and any(
        term in source.terms or (word_language(term) == "ja" and term in source.text)
        for stem in stems
        for term, _ in source.table.translations(stem, "en")
    ):
        return True
    kana = from_romaji(word)
    if len(kana) > 1 and reading_key(kana) in source.readings:
        return True
    return any(_sounds_like(katakana, word, source) for katakana in source.katakana)


def _sounds_like(katakana: str, latin: str, source: _Source) -> bool:
    """Return whether a katakana and a Latin name are one by sound, and no other spelling is known."""
    if not is_latin_name(latin):
        return False
    short = min(len(katakana), len(latin)) <= _SHORT_CHARS
    least = _LEAST_SHORT_LIKENESS if short else _LEAST_LIKENESS
    if max(likeness(katakana, latin), likeness(katakana, _LONG_VOWEL.sub(_short_vowel, latin))) < least:
        return False
    stems = {found.term for found in source.analyzer.content_words(latin)} | {latin}
    words = source.analyzer.content_words(katakana)
    if len(words) == 1 and _knows_other(words[0], stems, source):
        return False
    known = {
        term
        for stem in stems
        for term, probability in (source.table.translations(stem, "en") if source.table else ())
        if is_katakana(term) and probability >= _KNOWN_SPELLING
    }
    return not known or any(word.term in known for word in words)


def _short_vowel(match: re.Match[str]) -> str:
    return "i" if match[0][0] == "e" else "u"


def _knows_other(word: Word, stems: set[str], source: _Source) -> bool:
    """Return whether a katakana word is known to be spelt otherwise in Latin letters."""
    known = {
        term
        for term, probability in (source.table.translations(word.term, "ja") if source.table else ())
        if word_language(term) == "en" and probability >= _KNOWN_SPELLING
    }
    if word.origin and word_language(word.origin) == "en":
        known |= {found.term for found in source.analyzer.content_words(word.origin)} | {word.origin.lower()}
    return bool(known) and not known & stems


def _is_among(term: str, words: frozenset[str]) -> bool:
    """Return whether a term is one of the words, or long enough and the beginning of one."""
    stem = term[:_STEM_CHARS] if word_language(term) == "en" else term
    return term in words or (len(stem) == _STEM_CHARS and any(word.startswith(stem) for word in words))
