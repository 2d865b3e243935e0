"""What of the question stands with the evidence, in any spelling or language: exact checks that need no model.

A question about WD-105, about 2019 or about Nvidia isn't answered by a passage about WD-102, 2021 or Intel, however
alike they are to a model. No list of any trade is used: identifiers, years and names are read off the
surface.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from kotae.answering.coverage import Coverage, Translations, WordReader, cover
from kotae.answering.evidence import Evidence
from kotae.answering.names import terms_held, title_in_words
from kotae.folding import fold
from kotae.question import Question, find_identifiers, read_question
from kotae.question.numbered import find_numbered, numbers_lacking
from kotae.question.wanted import asks_when
from kotae.records import Hit, Language
from kotae.segmentation.analyzer import Analyzer, Word
from kotae.segmentation.kana import from_romaji, reading_key
from kotae.segmentation.months import months_in
from kotae.segmentation.quantities import find_quantities, periods_of, years_of
from kotae.segmentation.weekdays import find_weekdays

__all__ = ["Held", "about_what_is_named", "held_by", "identifiers_of", "lacking", "scope_of", "stands_in"]

# Held by less, a word counts as missing: a rare one of its translations stands there by chance.
_MET: Final = 0.3
# Two letters sound like a part of almost any name.
_LEAST_ROMAJI: Final = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """What a piece of evidence holds of its question.

    Attributes:
        coverage: The question's content words in the passage, its headings and its title.
        identifiers: Those that stand in no passage read of this document, as written, and numbers of things of which
            it has others (第3回 where there are 第1回 and 第2回): the evidence speaks of something else.
        distant: How many identifiers stand in the document, but not in this passage.
        years: Years, quarters and halves the question states that stand in no passage read of this document, as written (of
            the last two only where it has another one); and months that its passage lacks, where the evidence is about one
            other month: cash at the end of August isn't that of September.
        names: Names that neither passage nor title hold in any spelling.
        words: Content words that no passage read holds.
        unheard_of: Names that no passage read holds and that aren't words of the language either (no
            translation of them is known): the question is about somebody or something else.
        nowhere: Names that no passage read holds in any spelling, nor by a translation that is known of them.
    """

    coverage: Coverage
    identifiers: tuple[str, ...]
    distant: int
    years: tuple[str, ...]
    names: tuple[str, ...]
    words: tuple[str, ...]
    unheard_of: tuple[str, ...] = ()
    nowhere: tuple[str, ...] = ()


def scope_of(hit: Hit) -> str:
    """Return what a passage is read as: its title, its headings and its text, folded."""
    passage = hit.passage
    return fold(f"{title_in_words(passage.document)}\n{passage.heading}\n{passage.text}")


def identifiers_of(hit: Hit) -> frozenset[str]:
    """Return the keys of the identifiers in a passage, its headings and its title."""
    return frozenset(identifier.key for identifier in find_identifiers(scope_of(hit)))


class _Heard:
    """A text analysed once, for all that is looked up in it."""

    def __init__(self, text: str, analyzer: WordReader) -> None:
        self._lowered = text.lower()
        self._content = analyzer.content_words(text)

    def covered(self, words: Sequence[Word], table: Translations | None) -> Coverage:
        """Return how far the words stand in the text."""
        held = terms_held(self._content)
        return cover(words, held, table=table)

    def missing(
        self, words: Sequence[Word], coverage: Coverage, table: Translations | None
    ) -> tuple[str, ...]:
        """Return the words that aren't held, as written, each once."""
        missing = [word for word in words if coverage.degrees.get(word.term, 0.0) < _MET]
        if not missing:
            return ()
        return tuple(
            dict.fromkeys(
                word.surface
                for word in missing
                if fold(word.surface).lower() not in self._lowered
                and not _is_heard(word, self._sounds)
                and not (table and any(_one_name(word, other, table) for other in self._names))
            )
        )

    @cached_property
    def _names(self) -> tuple[Word, ...]:
        return tuple({word.term: word for word in self._content if word.is_name}.values())

    @cached_property
    def _sounds(self) -> str:
        """How the whole text sounds."""
        return reading_key("".join(word.reading for word in self._content))


def held_by(
    question: Question,
    evidence: Evidence,
    hits: Sequence[Hit],
    *,
    analyzer: WordReader,
    table: Translations | None,
) -> Held:
    """Return what a piece of evidence holds of its question.

    Args:
        question: As read.
        evidence: The sentence that would be quoted.
        hits: All passages read.
        analyzer: Finds content words.
        table: Translations; None compares words as they are.
    """
    document = evidence.hit.passage.document.id
    own = [hit for hit in hits if hit.passage.document.id == document] or [evidence.hit]
    around = "\n".join(map(scope_of, own))
    scope = scope_of(evidence.hit)
    near = _Heard(scope, analyzer)
    everywhere = _Heard("\n".join(map(scope_of, hits)), analyzer)
    in_passage = identifiers_of(evidence.hit)
    in_document = {identifier.key for identifier in find_identifiers(around)}
    asked = {identifier.key: identifier.written for identifier in question.identifiers}
    dated = find_quantities(around)
    years, months, parts = years_of(dated), months_in(scope), periods_of(dated)
    stated = frozenset() if asks_when(question.folded) else months_in(fold(evidence.text))
    # A question of nothing but amounts and dates has no plain words.
    words = question.plain_words or question.words
    coverage = near.covered(words, table)
    anywhere = everywhere.covered(words, table)
    # A month has other spellings and a check of its own.
    named = tuple(word for word in question.names if not months_in(word.surface))
    nowhere = everywhere.missing(named, anywhere, table)
    rare = {word.surface for word in question.names if not _is_a_word(word, table)}
    return Held(
        unheard_of=tuple(name for name in nowhere if name in rare),
        nowhere=tuple(name for name in nowhere if name not in rare),
        coverage=coverage,
        identifiers=(
            *(
                written
                for key, written in asked.items()
                if key not in in_document and not _stands(written, around)
            ),
            *numbers_lacking(
                find_numbered(question.folded),
                around,
                crossed=question.language != evidence.sentence.language,
            ),
        ),
        distant=sum(key in in_document and key not in in_passage for key in asked),
        years=tuple(
            written
            for quantity in question.quantities
            if quantity.kind == "date"
            for written in [question.folded[quantity.start : quantity.end]]
            if (years_of([quantity]) - years and not _stands(written, around))
            or any(part[0] in {held[0] for held in parts} for part in periods_of([quantity]) - parts)
            or (len(stated) == 1 and months_in(written) - months)
        ),
        names=near.missing(question.names, coverage, table),
        words=everywhere.missing(words, anywhere, table),
    )


def lacking(
    words: Sequence[Word], text: str, *, analyzer: WordReader, table: Translations | None
) -> tuple[str, ...]:
    """Return the words that a text holds in no spelling, nor by a translation, as written, each once.

    Args:
        words: Of a question.
        text: Folded.
        analyzer: Finds content words.
        table: Translations; None compares words as they are.
    """
    heard = _Heard(text, analyzer)
    return heard.missing(words, heard.covered(words, table), table)


def stands_in(
    name: str, *, find: Callable[[Question], Sequence[Hit]], analyzer: Analyzer, table: Translations | None
) -> bool:
    """Return whether an identifier, a year or a name stands in any passage found for it, in some spelling or language.

    Args:
        name: As the question writes it.
        find: Finds passages; their titles and headings count.
        analyzer: Reads the name, and finds content words.
        table: Translations; None compares words as they are.
    """
    asked = read_question(name, analyzer)
    years = years_of(asked.quantities)
    keys = {identifier.key for identifier in asked.identifiers}
    for hit in find(asked):
        scope = scope_of(hit)
        if _stands(asked.folded, scope) or keys & identifiers_of(hit):
            return True
        if years and years <= years_of(find_quantities(scope)):
            return True
        if asked.plain_words and not keys and not years:
            near = _Heard(scope, analyzer)
            if not near.missing(asked.plain_words, near.covered(asked.plain_words, table), table):
                return True
    return False


def _stands(written: str, text: str) -> bool:
    """Return whether a code or a year stands somewhere as written, whatever joins its parts (R-14, R14).

    R14 is a year of an era only in Japanese, elsewhere a number of something.
    """
    parts = map(re.escape, re.findall(r"[A-Za-z]+|[0-9]+|[^A-Za-z0-9 _./-]+", written))
    joined = "[-_./ ]?".join(parts)
    return re.search(rf"(?<![0-9A-Za-z]){joined}(?![0-9A-Za-z])", text, re.IGNORECASE) is not None


def _is_a_word(word: Word, table: Translations | None) -> bool:
    return table is None or bool(table.translations(word.term, word.language))


def _one_name(name: Word, other: Word, table: Translations) -> bool:
    """Return whether two names are known for one another, however rarely: US and 米国, 米国 and アメリカ."""
    if not name.is_name:
        return False
    if name.language == other.language:
        return any(
            _links(one, another, table.paraphrases, _MET) for one, another in ((name, other), (other, name))
        )
    return any(
        _links(one, another, table.translations, 0.0) for one, another in ((name, other), (other, name))
    )


def _links(
    one: Word, other: Word, known: Callable[[str, Language], Sequence[tuple[str, float]]], least: float
) -> bool:
    return any(term == other.term and degree >= least for term, degree in known(one.term, one.language))


def _is_heard(word: Word, heard: str) -> bool:
    """Return whether a name in rōmaji sounds like something in the text: Misakino, みさき野."""
    kana = from_romaji(word.surface.lower()) if len(word.surface) >= _LEAST_ROMAJI else ""
    sound = reading_key(kana or word.reading)
    return len(sound) >= _LEAST_ROMAJI and sound in heard


def about_what_is_named(
    question: Question, found: Sequence[Evidence]
) -> tuple[tuple[Evidence, ...], tuple[Evidence, ...]]:
    """Return the evidence with most of the question's identifiers or the row of its weekday, and the rest; each in order."""
    asked = {identifier.key for identifier in question.identifiers}
    if not asked and not find_weekdays(question.folded):
        return tuple(found), ()
    named = [
        len(asked & identifiers_of(evidence.hit)) if asked else int(evidence.exact) for evidence in found
    ]
    most = max(named, default=0)
    first = tuple(evidence for evidence, count in zip(found, named, strict=True) if count == most)
    return first, tuple(evidence for evidence in found if evidence not in first)
