"""A quote in the other language, word by word: every content word in order with what it means in the question's language.

The dictionary says what a word may mean, the translation table which of its senses is the likely one; numbers, dates and
names are said by rule. A dictionary form and a reading stand before the sense where the word itself doesn't show them.
"""

import re
from collections.abc import Sequence
from typing import Final

from kotae.answering.coverage import Translations
from kotae.answering.figures import said_figures
from kotae.answering.grammar_words import grammar_words
from kotae.answering.reading_aid import Aid, WordHelp, proper_name
from kotae.answering.senses import chosen_senses, without_remarks
from kotae.answering.transcribing import romanised, said_name
from kotae.answering.usual_words import usual_english, usual_japanese
from kotae.records import Language
from kotae.scripts import JAPANESE, KANJI, KATAKANA
from kotae.segmentation import Analyzer
from kotae.segmentation.analyzer import Word

__all__ = ["gloss"]

_LEAST: Final = 0.04
# An English word that the dictionary lacks: the table is asked only where it is surer.
_LEAST_ENGLISH: Final = 0.2
# A name is said by its sound where the table is less sure of another form.
_SURE_NAME: Final = 0.6
_SHORT_ENGLISH: Final = 4
_MOST_WORDS: Final = 120
_MOST_GLOSSES: Final = 3
# Denials in English have one word in Japanese, not the dialects of the dictionary.
_SAID: Final = {
    "not": "〜ない",
    "no": "〜ない",
    "never": "決して〜ない",
    "only": "〜だけ",
    "must": "〜しなければならない",
    "unless": "〜でない限り",
}
# Words of the list that are as often something else.
_SEVERAL: Final = frozenset(["fine", "head", "form", "state", "second", "last"])
_EMPTY: Final = frozenset(["とき", "時", "こと", "もの", "ため"])
_NUMERAL: Final = re.compile(r"[0-9]")
_JAPANESE: Final = re.compile(f"[{JAPANESE}]{{2,}}|[{KANJI}]")
_KATAKANA: Final = re.compile(f"[{KATAKANA}・]+")


def gloss(
    text: str,
    *,
    source: Language,
    target: Language,
    analyzer: Analyzer,
    table: Translations | None,
    aid: Aid | None = None,
) -> tuple[tuple[str, str], ...]:
    """Return pairs of a word as it stands and its meaning, in order; words nothing is known of are left out.

    Args:
        text: A quote.
        source: Its language.
        target: The language of the meanings.
        analyzer: Finds content words and readings.
        table: Translations; None glosses names, quantities and what the dictionary has.
        aid: The dictionary; without it the likeliest words of the table are shown.
    """
    words = tuple(word for word in analyzer.content_words(text) if word.term not in _EMPTY)
    figures = said_figures(text, source=source, target=target, words=analyzer.content_words)
    found = [(figure.start, figure.end, figure.said) for figure in figures if not figure.bare]
    taken = [(start, end) for start, end, _ in found]

    def free(start: int, end: int) -> bool:
        return not any(a < end and start < b for a, b in taken)

    for help_ in aid.explain(text, 0, len(text)) if aid is not None else ():
        within = [word for word in words if help_.start < word.end and word.start < help_.end]
        if within and free(help_.start, help_.end) and (said := _explained(help_, within, source, table)):
            found.append((help_.start, help_.end, said))
            taken.append((help_.start, help_.end))
    found += [
        (word.start, word.end, said)
        for word in words
        if free(word.start, word.end) and (said := _meaning(word, source, table))
    ]
    if source == "ja" and target == "en":
        found += [place for place in grammar_words(text) if not _within(place, found)]
    found.sort()
    return tuple(
        (text[start:end], said) for start, end, said in found[:_MOST_WORDS] if text[start:end] != said
    )


def _within(place: tuple[int, int, str], found: Sequence[tuple[int, int, str]]) -> bool:
    """Return whether a place lies in a word that has a meaning already: 少ない denies nothing."""
    return any(start <= place[0] and place[1] <= end for start, end, _ in found)


def _explained(help_: WordHelp, words: Sequence[Word], source: Language, table: Translations | None) -> str:
    """Return what the dictionary says of a word: its form and reading, then the sense that fits; empty for nothing."""
    if words[0].language != source:
        return ""
    return _english(help_, words, table) if source == "en" else _japanese(help_, words, table)


def _english(help_: WordHelp, words: Sequence[Word], table: Translations | None) -> str:
    first, alone = words[0], len(words) == 1
    surface = first.surface.lower()
    if alone and surface in _SAID:
        return _SAID[surface]
    if not help_.gloss:
        return _meaning(first, "en", table)
    if alone and (usual := _usual(surface, help_.word)) and (not first.is_name or help_.start == 0):
        others = [word for word in help_.gloss.split("、") if word != usual]
        return "、".join((usual, *others[: _MOST_GLOSSES - 1]))
    form = "" if help_.word in (surface, help_.word.lower()) and not alone else help_.word
    shown = form if form and form != surface else ""
    return f"{shown}: {help_.gloss}" if shown else help_.gloss


def _japanese(help_: WordHelp, words: Sequence[Word], table: Translations | None) -> str:
    name = len(words) == 1 and words[0].is_name
    if name and not proper_name(help_.gloss):
        return _meaning(words[0], "ja", table)
    sense = _sense(help_.gloss, words, table)
    usual = usual_english().get(help_.word, "")
    if usual and usual not in sense:
        sense = f"{usual}; {sense}"
    if not sense or name:
        return sense or _meaning(words[0], "ja", table)
    form = "" if help_.word == "".join(word.surface for word in words) else help_.word
    reading = "" if _KATAKANA.fullmatch(help_.word) else romanised(help_.reading or help_.word).lower()
    lead = " ".join(filter(None, (form, reading)))
    return f"{lead}: {sense}" if lead else sense


def _usual(*forms: str) -> str:
    """Return how a word is usually said in papers; empty where the list doesn't have it."""
    usual = usual_japanese()
    known = [form for form in forms if form not in _SEVERAL]
    known += [form.removesuffix("s") for form in known if form.endswith("s")]
    return next((usual[form] for form in known if form in usual), "")


def _sense(printed: str, words: Sequence[Word], table: Translations | None) -> str:
    """Return what the dictionary says a word means, without its remarks."""
    term = words[0].term if len(words) == 1 else ""
    return without_remarks("; ".join(chosen_senses(printed, term, table)))


def _meaning(word: Word, source: Language, table: Translations | None) -> str:
    """Return what the table and the rules for names know of a word; empty for nothing."""
    if _NUMERAL.match(word.surface) or word.language != source:
        return ""
    if word.is_name and source == "ja" and not _KATAKANA.fullmatch(word.surface):
        return romanised(word.reading) if word.reading else ""
    if source == "en" and (word.surface.isupper() or len(word.surface) < _SHORT_ENGLISH):
        return ""  # IT isn't "it"; of not, the table knows what stands beside it
    translations = table.translations(word.term, source) if table is not None else ()
    sounded = said_name(word.surface, "ja", lambda text: ()) if source == "en" and word.is_name else None
    if sounded and max((chance for _, chance in translations), default=0.0) < _SURE_NAME:
        return sounded
    least = _LEAST if source == "ja" else _LEAST_ENGLISH
    likely = [term for term, chance in translations if chance >= least][:_MOST_GLOSSES]
    if table is not None and (shown := [table.written(term) for term in likely if _fits(term, source)]):
        return " / ".join(dict.fromkeys(shown))
    if source == "ja" and word.origin:
        return word.origin
    if source == "en":
        return sounded or ""
    return romanised(word.reading) if word.reading else ""


def _fits(term: str, source: Language) -> bool:
    """Return whether a term of the table is a word of the other language; katakana terms are cut for search."""
    return source == "ja" or (_JAPANESE.fullmatch(term) is not None and not _KATAKANA.fullmatch(term))
