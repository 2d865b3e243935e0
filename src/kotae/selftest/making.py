"""A document → questions that rules make of it: of cells, sentences, definitions and headings, with twins and near misses.

Which of a document's statements are taken is decided by a hash of their words, so that the same ones are asked again as
long as the document stays as it is.
"""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from kotae.conflicts.statements import Statement, statements_of
from kotae.conflicts.values import Value
from kotae.folding import fold
from kotae.language import opposite
from kotae.records import Block, Document, Language, Span
from kotae.selftest.exchanging import Exchanger
from kotae.selftest.records import Exchange, Kind, SelfQuestion
from kotae.selftest.twins import Twins, joined
from kotae.selftest.wording import (
    about_heading,
    about_term,
    defined_term,
    is_askable,
    keyword_question,
    numbered,
    parts_of_cell,
    question_for,
)

__all__ = ["QuestionMaker", "Seed"]

Seed = tuple[SelfQuestion, ...]
"""The questions made of one statement: itself, its twin, and what was made unanswerable of both."""

# A value with one word beside it is said of anything: *total 500 yen*.
_LEAST_WORDS: Final = 2
# Nobody types a longer one.
_MOST_QUESTION: Final = 160
# Shorter ones are numbers, longer ones sentences.
_HEADING_CHARS: Final = (3, 40)
# Below a heading with less there is nothing to quote.
_LEAST_SECTION: Final = 40
# One seed in four is about a heading, and one near miss in four asks for another unit.
_EVERY: Final = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionMaker:
    """Makes questions of documents.

    Attributes:
        twins: Says things in the other language.
        exchanger: Makes questions unanswerable.
    """

    twins: Twins
    exchanger: Exchanger

    def seeds(self, document: Document, sentences: Sequence[Span], *, most: int) -> list[Seed]:
        """Return what can be asked of a document, in an order that only its words decide; none where nothing can.

        Args:
            document: As stored.
            sentences: Of its passages, in order.
            most: How many seeds at most; a fourth of them at most is about headings.
        """
        if document.info.language not in ("ja", "en"):
            return []  # the rules are made for these
        statements = list(statements_of(document, sentences, self.twins.analyzer, day="", day_from=""))
        statements.sort(key=lambda one: _hash(document, one.text))
        headings = sorted(_sections(document), key=lambda one: _hash(document, one[0]))
        of_headings = [
            seed
            for heading, place in headings[: most // _EVERY]
            if (seed := self._of_heading(document, heading, place))
        ]
        found: list[Seed] = []
        for statement in statements:
            if len(found) >= most - len(of_headings):
                break
            if seed := self._of_statement(statement):
                found.append(seed)
        found += of_headings
        return sorted(found, key=lambda seed: _hash(document, seed[0].text))

    def _of_statement(self, statement: Statement) -> Seed:
        language = statement.language
        if language != statement.document.info.language:
            return ()
        if not statement.cell and (term := defined_term(statement.text, language)):
            return self._of_definition(statement, term)
        # The statement of a cell ends in its value; a sentence mostly tells the first one it holds.
        value = next(iter(reversed(statement.values) if statement.cell else statement.values), None)
        if (
            value is None
            or len(statement.words) < _LEAST_WORDS
            or not is_askable(statement.text, value, language)
        ):
            return ()
        own = question_for(statement.text, value, language)
        if len(own) > _MOST_QUESTION:
            return ()
        base = _question(
            statement.document, "cell" if statement.cell else "sentence", own, language, statement.place
        )
        base = replace(base, value=value.key)
        return self._with_twin(base, self._about(statement, value), value)

    def _about(self, statement: Statement, value: Value) -> str:
        """Return in the other language what a value is said of; empty where not enough of it is known."""
        language = statement.language
        if statement.cell:
            entity, label = parts_of_cell(statement.text, language)
            if label and (said := self.twins.phrase(label, language)):
                titled = fold(statement.document.info.title) == entity
                of = "" if titled else self.twins.phrase(entity, language)
                return joined(
                    [of, said] if language == "en" else [said, of and f"of {of}"], opposite(language)
                )
        first = numbered(statement.text)
        about = [
            word
            for word in statement.words
            if word.start >= first and not value.start <= word.start < value.end
        ]
        before = [word for word in about if word.start < value.start]
        return self.twins.words(before if len(before) >= _LEAST_WORDS else about, language)

    def _with_twin(self, base: SelfQuestion, said: str, value: Value) -> Seed:
        """Return the questions that are made of one for a value."""
        target = opposite(base.language)
        kind = _asked_kind(value)
        pair = [base]
        if said:
            pair.append(_other(base, keyword_question(said, kind, target), target))
        turn = int(base.id, 16)
        missed = []
        for one in pair:
            asked = ""
            if turn % _EVERY == 0 and (unit := self.exchanger.unit(value, one.language, turn)):
                own = base.text.replace(value.asks, unit, 1)
                asked = own if one is base else keyword_with_unit(said, unit, target)
            missed.append(self._missed(one, turn, asked))
        return (*pair, *missed)

    def _missed(self, one: SelfQuestion, turn: int, of_unit: str = "") -> SelfQuestion:
        """Return the unanswerable question of an answered one: two in four with something exchanged, where it can be."""
        if of_unit and of_unit != one.text:
            return _near(one, of_unit, "unit")
        if turn % _EVERY in (1, 2) and (found := self.exchanger.exchanged(one.text)):
            return _near(one, *found)
        return _near(one, one.text, "taken away")

    def _of_definition(self, statement: Statement, term: str) -> Seed:
        language, target = statement.language, opposite(statement.language)
        base = _question(
            statement.document, "definition", about_term(term, language), language, statement.place
        )
        said = self.twins.phrase(term, language)
        twin = [_other(base, about_term(said, target), target)] if said else []
        return (base, *twin, *(_near(one, one.text, "taken away") for one in (base, *twin)))

    def _of_heading(self, document: Document, heading: str, place: Span) -> Seed:
        language = document.info.language
        target = opposite(language)
        base = _question(document, "heading", about_heading(heading, language), language, place)
        said = self.twins.phrase(heading, language)
        twin = [_other(base, about_heading(said, target), target)] if said else []
        return (base, *twin)


def keyword_with_unit(said: str, unit: str, language: Language) -> str:
    """Return a question in few words that asks in a unit."""
    return f"{said}は{unit}ですか" if language == "ja" else f"{unit[0].upper()}{unit[1:]} is {said}?"


def _asked_kind(value: Value) -> str:
    head = value.key.partition(":")[0]
    if value.kind == "name":
        return "name"
    if head in ("date", "time", "percent"):
        return head
    return "money" if head.isupper() else "count"


def _question(document: Document, kind: Kind, text: str, language: Language, place: Span) -> SelfQuestion:
    return SelfQuestion(
        id=_hash(document, f"{kind}\x00{language}\x00{text}"),
        text=text,
        language=language,
        document=document.info,
        kind=kind,
        place=Span(start=place.start, end=place.end),
    )


def _other(base: SelfQuestion, text: str, language: Language) -> SelfQuestion:
    return replace(base, id=_digest(f"{base.id}\x00{language}\x00{text}"), text=text, language=language)


def _near(base: SelfQuestion, text: str, exchanged: Exchange) -> SelfQuestion:
    return replace(base, id=_digest(f"{base.id}\x00{exchanged}\x00{text}"), text=text, exchanged=exchanged)


def _hash(document: Document, text: str) -> str:
    return _digest(f"{document.info.path}\x00{text}")


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:12]


def _sections(document: Document) -> Iterator[tuple[str, Span]]:
    """Yield the headings of a document that stand once in it, with what stands under them."""
    under: dict[str, list[Block]] = {}
    for block in document.blocks:
        if block.kind in ("paragraph", "list", "table") and block.headings and not block.cells:
            under.setdefault(block.headings[-1], []).append(block)
    low, high = _HEADING_CHARS
    for heading, blocks in under.items():
        place = Span(start=blocks[0].start, end=blocks[-1].end)
        plain = fold(heading).strip()
        if (
            low <= len(plain) <= high
            and "|" not in plain
            and place.end - place.start >= _LEAST_SECTION
            and plain != fold(document.info.title)
        ):
            yield heading, place
