"""Papers alike in all but whom they are about: 駅前店 and 港通り店, Hill Yard and Shore Yard, a summer and a winter timetable.

A reader takes the one for the other, for every word of the question stands in both but the one that only the title or a
heading says. Which words name a branch no list can tell; titles show it: where two of them have the same word behind another
one, what stands before it tells them apart.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from kotae.answering.coverage import Translations, WordReader, cover
from kotae.answering.evidence import Evidence
from kotae.answering.held import lacking, scope_of
from kotae.answering.names import terms_held, title_in_words
from kotae.answering.table_rows import CELLS
from kotae.folding import fold
from kotae.languages import ByLanguage
from kotae.passages import HEADING_SEPARATOR
from kotae.question import Question
from kotae.records import Hit
from kotae.segmentation.analyzer import Word
from kotae.segmentation.kana import from_romaji
from kotae.segmentation.months import months_in
from kotae.translation.transliteration import is_katakana

__all__ = ["sibling_asked_for", "told_elsewhere"]

# Held by so much, words are there: of a name of two words across the languages one may be lost.
_THERE: Final = 0.5
# Held by less, a word is missing: a rare one of its translations stands there by chance.
_MET: Final = 0.3
# What ties a word to the one behind it; anything else stands between two things.
_TIES: Final = ByLanguage({"ja": ("", "の"), "en": ("", " ")})


@dataclass(frozen=True, slots=True)
class _Called:
    """What something is called: the words that tell it from its like, and the word it has in common with them."""

    telling: tuple[Word, ...]
    kind: Word


def sibling_asked_for(
    question: Question,
    evidence: Evidence,
    hits: Sequence[Hit],
    *,
    analyzer: WordReader,
    table: Translations | None,
) -> bool:
    """Return whether a question names another one of what the evidence's title or headings are about.

    So it is where a title or heading among the passages names that other one with the same word behind it, and neither the
    evidence's title, its headings nor the sentence itself says what the question says.

    Args:
        question: As read.
        evidence: The sentence that would be quoted.
        hits: All passages read.
        analyzer: Finds content words.
        table: Translations; None compares words as they are.
    """
    own = list(_called(_above(evidence.hit), analyzer))
    if not own:
        return False
    asked = terms_held(question.words)
    said = terms_held(analyzer.content_words(fold(f"{_above(evidence.hit)}\n{evidence.text}")))

    def there(words: Sequence[Word], held: set[str]) -> bool:
        return cover(words, held, table=table).share >= _THERE

    def named(words: Sequence[Word]) -> bool:
        return min(cover(words, asked, table=table).degrees.values(), default=0.0) >= _MET

    every = [called for above in dict.fromkeys(map(_above, hits)) for called in _called(above, analyzer)]
    # Words that both have in common belong to what they are: 峰の鷹舎 and 浜の鷹舎 are told apart by 峰 and 浜.
    pairs = [
        (other, _without(mine.telling, other.telling))
        for other in every
        if named(other.telling)
        for mine in own
        if (telling := _without(other.telling, mine.telling))
        and not there(telling, said)
        and _alike(other.kind, mine.kind, table)
    ]
    if not pairs:
        return False
    runs = list(_runs(question.folded, analyzer.content_words(question.folded)))
    return any(
        mine
        and not there(mine, asked)
        and not there(mine, terms_held(other.telling))
        and not _tells_much(other, every, table)
        and not _asked_of_another_kind(other, question.folded, runs, table)
        for other, mine in pairs
    )


def told_elsewhere(
    question: Question,
    evidence: Evidence,
    hits: Sequence[Hit],
    *,
    analyzer: WordReader,
    table: Translations | None,
) -> bool:
    """Return whether a name of the question stands in another paper found for it, and nowhere in what was found of this one.

    It is about somebody or somewhere that the documents know, and the evidence speaks of something else. Across the languages
    only names count whose sound is sure and that have no translation, as 霧沢 and Kirisawa: ヨナス may be Jonas, 英国 the UK.

    Args:
        question: As read.
        evidence: The sentence that would be quoted.
        hits: All passages found.
        analyzer: Finds content words.
        table: Translations; None compares words as they are.
    """
    crossed = question.language != evidence.sentence.language
    named = [
        word
        for word in question.names
        if not months_in(word.surface) and not (crossed and _has_other_spellings(word, table))
    ]
    if not named or not lacking(named, scope_of(evidence.hit), analyzer=analyzer, table=table):
        return False
    document = evidence.hit.passage.document.id
    parts: dict[bool, list[str]] = {True: [scope_of(evidence.hit)], False: []}
    for hit in hits:
        parts[hit.passage.document.id == document].append(scope_of(hit))
    own, others = (
        lacking(named, "\n".join(parts[mine]), analyzer=analyzer, table=table) for mine in (True, False)
    )
    return bool(set(own) - set(others))


def _has_other_spellings(name: Word, table: Translations | None) -> bool:
    """Return whether a name may be written in more ways than one in the other language."""
    if table is not None and table.translations(name.term, name.language):
        return True
    if name.language == "ja":
        return is_katakana(name.surface) or not name.reading
    return not from_romaji(name.surface.lower())


def _without(words: Sequence[Word], others: Sequence[Word]) -> tuple[Word, ...]:
    """Return the words that don't stand among others."""
    held = {word.term for word in others}
    return tuple(word for word in words if word.term not in held)


def _tells_much(called: _Called, every: Sequence[_Called], table: Translations | None) -> bool:
    """Return whether the same words stand before other things too, as no branch does: Japanese AI, Japanese offices."""
    held = terms_held(called.telling)
    same = (other for other in every if terms_held(other.telling) == held)
    return any(not _alike(other.kind, called.kind, table) for other in same)


def _asked_of_another_kind(
    called: _Called, text: str, runs: Sequence[Sequence[Word]], table: Translations | None
) -> bool:
    """Return whether a question has another word behind what tells a thing apart: a Japanese start-up is no Japanese AI."""
    last = called.telling[-1]
    behind = [
        (word, following)
        for run in runs
        for word, following in pairwise(run)
        if text[word.end : following.start] in ("", " ") and _alike(word, last, table)
    ]
    return bool(behind) and not any(
        _alike(following, called.kind, table) or _alike(following, last, table) for _, following in behind
    )


def _alike(one: Word, other: Word, table: Translations | None) -> bool:
    """Return whether two words are of one kind, in either language: shop and 店."""
    return any(
        cover((word,), terms_held((against,)), table=table).share >= _MET
        for word, against in ((one, other), (other, one))
    )


def _above(hit: Hit) -> str:
    return f"{title_in_words(hit.passage.document)}\n{hit.passage.heading}"


def _called(above: str, analyzer: WordReader) -> Iterator[_Called]:
    """Yield what a title and its headings name by a word and what stands before it; labels of a table name nothing."""
    lines = fold(above.replace(HEADING_SEPARATOR, "\n")).splitlines()
    for text in (line for line in lines if CELLS not in line):
        for run in _runs(text, analyzer.content_words(text)):
            if len(run) > 1:
                yield _Called(telling=tuple(run[:-1]), kind=run[-1])


def _runs(text: str, words: Sequence[Word]) -> Iterator[list[Word]]:
    """Yield the words that stand next to one another; years have a check of their own."""
    run: list[Word] = []
    for word in words:
        between = text[run[-1].end : word.start] if run else ""
        if run and between not in _TIES[word.language]:
            yield run
            run = []
        if any(sign.isdigit() for sign in word.surface):
            yield run
            run = []
            continue
        # The first word of a title may be a name as well; what has no sound in common with it doesn't meet it.
        run.append(replace(word, is_name=word.is_name or word.surface[:1].isupper()))
    yield run
