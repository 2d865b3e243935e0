"""A quote in the other language, word by word: every content word in order with what it means in the question's language.

The dictionary says what a word may mean, the translation table which of its senses is the likely one; numbers, dates and
names are said by rule. A dictionary form and a reading stand before the sense where the word itself doesn't show them.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from kotae import lazy_re as re
from kotae.answering.coverage import Translations
from kotae.answering.rendering.acting_nouns import acting_verb, acts_first
from kotae.answering.rendering.asked_names import FIRM_EN, FIRM_JA, firm_by_sound
from kotae.answering.rendering.bare_units import bare_units
from kotae.answering.rendering.calendar_marks import calendar_marks
from kotae.answering.rendering.english_grammar import SAID, joints
from kotae.answering.rendering.english_grammar import set_phrases as english_set_phrases
from kotae.answering.rendering.figures import said_figures
from kotae.answering.rendering.framed_values import framed_values
from kotae.answering.rendering.grammar_words import grammar_words, set_phrases
from kotae.answering.rendering.numbered import is_article, said_article
from kotae.answering.rendering.phrase_words import by_parts, suffix
from kotae.answering.rendering.reading_aid import Aid, WordHelp
from kotae.answering.rendering.senses import chosen_senses, proper_name, without_remarks
from kotae.answering.rendering.transcribing import foreign_names, romanised, said_name, torn_names
from kotae.answering.rendering.usual_words import usual_english, usual_japanese
from kotae.question import find_identifiers
from kotae.records import Language
from kotae.scripts import JAPANESE, KANJI, KATAKANA
from kotae.segmentation import Analyzer
from kotae.segmentation.analyzer import Word

__all__ = ["gloss"]

# What the table finds less likely only stood beside the word in some sentence.
_LEAST: Final = 0.04
# An English word that the dictionary lacks: the table is asked only where it is surer.
_LEAST_ENGLISH: Final = 0.2
# A name is said by its sound where the table is less sure of another form.
_SURE_NAME: Final = 0.6
_SHORT_ENGLISH: Final = 4
_MOST_WORDS: Final = 120
_MOST_GLOSSES: Final = 3
# Words of the list that are as often something else.
_SEVERAL: Final = frozenset(["fine", "head", "form", "state", "second", "last", "post"])
_EMPTY: Final = frozenset(["とき", "時", "こと", "もの", "ため"])
_BESIDE_KANJI: Final = re.compile(f"[{KANJI}]\\Z")
_NON: Final = re.compile(r"\b([Nn]on)-(?=[a-z])")
_SIZED: Final = re.compile(r"(?<=[a-z])-(?=(?:sized|based|made|shaped|colou?red|owned|built|style)\b)")
# A loan word of several foreign ones: シート is a seat and a sheet.
_TWO_LOANS: Final = re.compile(r"([a-z-]+); ([a-z-]+)(?:;.*)?")
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
    # What follows a hyphen is a word of its own: non-refundable, medium-sized.
    parted = _SIZED.sub(" ", _NON.sub("\\1 ", text))
    words = tuple(word for word in analyzer.content_words(parted) if word.term not in _EMPTY)
    found = _figures_and_names(text, words, source=source, target=target, analyzer=analyzer)
    for help_ in aid.explain(parted, 0, len(text)) if aid is not None else ():
        within = [word for word in words if help_.start < word.end and word.start < help_.end]
        if within:
            said = suffix(text, help_.start, help_.end) if source == "ja" else ""
            alone = source == "ja" and help_.end - help_.start == 1 and within[0].part_of_speech != "動詞"
            torn = alone and _BESIDE_KANJI.search(text[: help_.start])
            if torn and not said:  # 温 in 油温 is no idiot, as it would be alone
                said = _tabled(within[0], source, table, printed=help_.gloss)
            said = said or _explained(help_, within, source, table, aid)
            found.help(help_, said)
    for word in words:
        if found.free(word.start, word.end):
            said = suffix(text, word.start, word.end) if source == "ja" else ""
            found.add(word.start, word.end, said or _meaning(word, source, table, unknown=aid is not None))
    for place in grammar_words(text) if source == "ja" else joints(text):
        if not _within(place, found.places):
            found.places.append(place)
    return tuple(
        (text[start:end], said)
        for start, end, said in [place for place in sorted(found.places) if place[2]][:_MOST_WORDS]
        if text[start:end] != said
    )


def _figures_and_names(
    text: str, words: Sequence[Word], *, source: Language, target: Language, analyzer: Analyzer
) -> "_Found":
    """Return what is said by rule: days, articles, names in katakana, figures."""
    found = _Found()
    for place in set_phrases(text) if source == "ja" else english_set_phrases(text):
        found.add(*place)
    names = foreign_names(text, words) if source == "ja" else ()
    # Longer ones come with the figures, and what bounds them: 3日まで.
    marks = (mark for mark in calendar_marks(text, source) if source == "en" or mark[1] - mark[0] == 1)
    values = framed_values(text, source)
    for place in (*values, *_firms(text, source), *marks, *_articles(text), *names, *torn_names(words)):
        found.add(*place)
    for place in bare_units(text) if source == "ja" else ():
        found.add(*place)
    for figure in said_figures(text, source=source, target=target, words=analyzer.content_words):
        plain = figure.bare or text[figure.start : figure.end].lower() in SAID
        if not plain and not _is_code(text, figure.start, figure.end):
            found.add(figure.start, figure.end, figure.said)
    for word in words:
        if _counts(text, word, source):
            found.add(word.start, word.end, "")  # 基 in 12基 is no group
    return found


class _Found:
    """Meanings by their places, none inside another; an empty one keeps others away."""

    def __init__(self) -> None:
        self.places: list[tuple[int, int, str]] = []

    def free(self, start: int, end: int) -> bool:
        """Return whether nothing stands at a place yet."""
        return not any(a < end and start < b for a, b, _ in self.places)

    def add(self, start: int, end: int, said: str) -> None:
        """Put a meaning at a place that is free."""
        if self.free(start, end):
            self.places.append((start, end, said))

    def help(self, help_: WordHelp, said: str) -> None:
        """Put what the dictionary says; nothing for to book, where it knows the noun alone: then nobody else may."""
        if said or (help_.verb and not help_.gloss):
            self.add(help_.start, help_.end, said)


def _is_code(text: str, start: int, end: int) -> bool:
    """Return whether digits are part of a telephone number or a code: 0148 in 555-0148 is no 148."""
    written = text[start:end]
    if re.match(r"0[0-9]", written) and "." not in written:
        return True
    plain = written.isdecimal()
    return plain and bool(re.search(r"[0-9][ -]\Z", text[:start]) or re.match(r"[ -]0[0-9]", text[end:]))


def _counts(text: str, word: Word, source: Language) -> bool:
    """Return whether a word counts or measures the figure before it: 12基, 8 h."""
    before = text[max(0, word.start - 2) : word.start]
    if source == "ja":
        return before[-1:].isdecimal()
    return len(word.surface) < _SHORT_ENGLISH and re.search(r"[0-9] ?\Z", before) is not None


def _firms(text: str, source: Language) -> Iterator[tuple[int, int, str]]:
    """Yield the names of firms, whose parts aren't said word by word: グリーンミラー株式会社 is no green mirror."""
    for match in (FIRM_JA if source == "ja" else FIRM_EN).finditer(text):
        said = firm_by_sound(match) if source == "ja" else "会社名"
        yield match.start(), match.start() + len(match[0].rstrip()), said


def _articles(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield the articles that a text names: 第16条 is Article 16."""
    for one in filter(is_article, find_identifiers(text)):
        if said := said_article(one):
            yield one.start, one.end, said


def _within(place: tuple[int, int, str], found: Sequence[tuple[int, int, str]]) -> bool:
    """Return whether a place lies in a word that has a meaning already: 少ない denies nothing."""
    return any(said and start <= place[0] and place[1] <= end for start, end, said in found)


def _explained(
    help_: WordHelp, words: Sequence[Word], source: Language, table: Translations | None, aid: Aid | None
) -> str:
    """Return what the dictionary says of a word: its form and reading, then the sense that fits; empty for nothing."""
    if words[0].language != source:
        return ""
    return _english(help_, words, table) if source == "en" else _japanese(help_, words, table, aid)


def _english(help_: WordHelp, words: Sequence[Word], table: Translations | None) -> str:
    first = words[0]
    alone = (help_.start, help_.end) == (first.start, first.end)
    surface = first.surface.lower()
    if alone and first.surface == "may":
        return "〜してもよい、〜かもしれない"
    if alone and surface in SAID:
        return SAID[surface]
    if not help_.gloss:
        return "" if help_.verb else _meaning(first, "en", table)
    forms = (f"to {help_.word}",) if help_.verb else (surface, help_.word)
    if (alone or " " in help_.word) and (usual := _usual(*forms)) and (not first.is_name or help_.start == 0):
        others = [word for word in help_.gloss.split("、") if word != usual]
        return "、".join((usual, *others[: _MOST_GLOSSES - 1]))
    # What an ending was cut off may be no word: replac.
    form = (
        "" if (help_.word in (surface, help_.word.lower()) and not alone) or not help_.known else help_.word
    )
    shown = form if form and form != surface else ""
    return f"{shown}: {help_.gloss}" if shown else help_.gloss


def _japanese(help_: WordHelp, words: Sequence[Word], table: Translations | None, aid: Aid | None) -> str:
    name = len(words) == 1 and words[0].is_name
    if name and not proper_name(help_.gloss):
        return _meaning(words[0], "ja", table)
    verbs = aid if help_.verb else None
    sense = _sense(acts_first(help_.gloss, verbs) if verbs else help_.gloss, words, table)
    usual = usual_english().get(help_.word, "")
    if usual:
        held = any(one.endswith(usual) for one in re.split("[,;] ", sense))
        sense = usual if held else f"{usual}; {sense}"
    if verbs and len(words) == 1 and (verb := acting_verb(words[0].term, usual or sense, table, verbs)):
        sense = f"to {verb}; {sense}"
    if _KATAKANA.fullmatch(help_.word) and (loans := _TWO_LOANS.fullmatch(without_remarks(help_.gloss))):
        return "; ".join(dict.fromkeys(loans.groups()))
    if not sense or name:
        return sense or _meaning(words[0], "ja", table)
    form = "" if help_.word == "".join(word.surface for word in words) else help_.word
    reading = "" if _KATAKANA.fullmatch(help_.word) else romanised(help_.reading or help_.word).lower()
    lead = " ".join(filter(None, (form, reading)))
    return f"{lead}: {sense}" if lead else sense


def _usual(*forms: str) -> str:
    """Return how a word is usually said in papers; empty where the list doesn't have it."""
    usual = usual_japanese()
    known = [form for form in forms if not {form, form.removesuffix("s")} & _SEVERAL]
    known += [form.removesuffix("s") for form in known if form.endswith("s")]
    return next((usual[form] for form in known if form in usual), "")


def _sense(printed: str, words: Sequence[Word], table: Translations | None) -> str:
    """Return what the dictionary says a word means, without its remarks."""
    term = words[0].term if len(words) == 1 else ""
    return without_remarks("; ".join(chosen_senses(printed, term, table)))


def _meaning(word: Word, source: Language, table: Translations | None, *, unknown: bool = False) -> str:
    """Return what the table and the rules for names know of a word; empty for nothing."""
    if _NUMERAL.match(word.surface) or word.language != source:
        return ""
    if word.is_name and source == "ja" and not _KATAKANA.fullmatch(word.surface):
        return romanised(word.reading) if word.reading else ""
    if source == "en" and (word.surface.isupper() or len(word.surface) < _SHORT_ENGLISH):
        return ""  # IT isn't "it"; of not, the table knows what stands beside it
    if source == "en" and unknown and word.surface[0].isupper():
        return (
            said_name(word.surface, "ja", lambda text: ()) or ""
        )  # Corby is a name, whatever stands beside it
    return _tabled(word, source, table)


def _tabled(word: Word, source: Language, table: Translations | None, *, printed: str = "") -> str:
    """Return the likeliest words of the table, those that a dictionary prints where there are any; or a name by its sound."""
    translations = table.translations(word.term, source) if table is not None else ()
    sounded = said_name(word.surface, "ja", lambda text: ()) if source == "en" and word.is_name else None
    if sounded and max((chance for _, chance in translations), default=0.0) < _SURE_NAME:
        return sounded
    least = _LEAST if source == "ja" else _LEAST_ENGLISH
    likely = [term for term, chance in translations if chance >= least][:_MOST_GLOSSES]
    shown = [table.written(term) for term in likely if _fits(term, source)] if table is not None else []
    shown = [one for one in shown if re.search(rf"\b{re.escape(one)}\b", printed)] or shown
    if shown:
        return " / ".join(dict.fromkeys(shown))
    if source == "ja" and word.origin:
        return word.origin
    if source == "en":
        return sounded or ""
    parts = by_parts(word.surface)
    heard = romanised(word.reading).lower() if word.reading else ""  # no name: without a capital
    return f"{heard}: {parts}" if heard and parts else heard


def _fits(term: str, source: Language) -> bool:
    """Return whether a term of the table is a word of the other language; katakana terms are cut for search."""
    return source == "ja" or (_JAPANESE.fullmatch(term) is not None and not _KATAKANA.fullmatch(term))
