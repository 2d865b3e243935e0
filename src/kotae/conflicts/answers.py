"""An answer, and what another paper says instead: both are shown, the newer first, never silently one of them.

The question itself tells what both must speak of: the other paper's statement has to answer it, with a value that differs by
exact comparison, where nothing shows another subject, another period, rounding or a limit.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from kotae.answering.coverage import Translations, cover, evenly
from kotae.answering.names import terms_held
from kotae.answering.quoting import answer_text
from kotae.conflicts.deciding import Decider, Pair, passage_of
from kotae.conflicts.finder import side_of
from kotae.conflicts.paper import Paper
from kotae.conflicts.statements import Statement, statements_of
from kotae.conflicts.values import Value
from kotae.messages import Message
from kotae.question import Question, says_itself
from kotae.reader import Reading
from kotae.records import Answer, AnswerSentence, Citation, Hit, Span
from kotae.segmentation.analyzer import Analyzer
from kotae.segmentation.quantities import years_of

if TYPE_CHECKING:
    from kotae.answering.answerer import AnswerReader

__all__ = ["MOST_HITS", "OtherValues"]

MOST_HITS: Final = 5
"""So many of the best passages are compared with what is quoted."""

# A passage has seldom more; of a long table only its beginning is compared.
_MOST_STATEMENTS: Final = 12
# How much less sure the reader may be of the other paper, and how much of the question it may say less.
_BELOW: Final = 3.0
_LEAST: Final = 0.0
# Within a language the statements share their words: "the chain is replaced" isn't "a card is replaced".
_ALIKE: Final = 0.6
_ALIKE_CROSSED: Final = 0.1
_LESS_HELD: Final = 0.15
_LESS_CROSSED: Final = 0.35
# So many pairs, best first, are read once more: each asked for the other's value. Of two that speak of one thing the reader is
# sure both ways (5 to 8 of log-odds), of a weekday's fee and a weekday member's joining fee it is not (-5 to -1).
_MOST_READ: Final = 3
_LEAST_READ: Final = 0.0
_NEWER: Final = Message(
    "Documents differ: {newer} ({newest}) is the newer one, {older} ({oldest}) the older."
)
_UNDATED: Final = Message("Documents differ: {newer} and {older}; which one is newer isn't said.")


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherValues:
    """Finds what another paper says to the same question.

    Attributes:
        analyzer: The one the index was made with.
        table: Translations.
        reader: Gives the reader, when it is first needed.
        paper: Gives a document by its id; None where it isn't compared.
    """

    analyzer: Analyzer
    table: Translations | None
    reader: "Callable[[], AnswerReader]"
    paper: Callable[[str], Paper | None]

    def shown(self, question: Question, answer: Answer, hits: Sequence[Hit]) -> Answer:
        """Return an answer with what another paper says instead, and which is newer; as it is where there is nothing.

        Args:
            question: As read.
            answer: To it.
            hits: The passages it was looked for in.
        """
        if not answer.sentences or answer.sentences[0].support != "quoted":
            return answer
        cited = answer.sentences[0].citations[0]
        if not says_itself(question.text, cited.quote):
            return answer
        own = [one for one in self._own(cited) if one.values]
        if not own:
            return answer
        others = [one for hit in hits[:MOST_HITS] for one in self._said(hit, cited.document.id)]
        if asked := years_of(question.quantities):  # what was so in another year is no other answer
            others = [one for one in others if not (years := one.years(None)) or years & asked]
        pairs = [pair for one in own for other in others for pair in self._differing(one, other)]
        best = self._read(question, pairs)
        return answer if best is None else _with(answer, best)

    def _own(self, cited: Citation) -> list[Statement]:
        paper = self.paper(cited.document.id)
        if paper is None:
            return []
        return [
            one
            for one in self._statements(paper, [cited])
            if one.place.start < cited.end and one.place.end > cited.start
        ]

    def _said(self, hit: Hit, own: str) -> Sequence[Statement]:
        if hit.passage.document.id == own or (paper := self.paper(hit.passage.document.id)) is None:
            return []
        passage = hit.passage
        found = self._statements(paper, list(passage.sentences))
        return [one for one in found if one.place.start < passage.end and one.place.end > passage.start][
            :_MOST_STATEMENTS
        ]

    def _statements(self, paper: Paper, sentences: Sequence[Span]) -> list[Statement]:
        return list(
            statements_of(
                paper.document,
                sentences,
                self.analyzer,
                day=paper.day,
                day_from=paper.day_from,
                old=paper.old,
            )
        )

    @property
    def _decider(self) -> Decider:
        return Decider(rarity=evenly, table=self.table, reader=self.reader)

    def _differing(self, one: Statement, other: Statement) -> Iterator[Pair]:
        """Values of two statements that differ, where nothing shows that they speak of different things."""
        for pair in self._decider.differing(one, other):
            least = (_ALIKE_CROSSED, 0.0) if pair.like.crossed else (_ALIKE, _ALIKE / 2)
            alike = pair.like.most >= least[0] and pair.like.least >= least[1]
            if alike and not pair.agrees and pair.kind != "denial" and pair.reason in (None, "superseded"):
                yield pair

    def _read(self, question: Question, pairs: Sequence[Pair]) -> Pair | None:
        """The pair whose other statement answers the question best, with the value that differs; None for none."""
        # Reading costs most: it is left to what speaks of the question's things.
        held = {key: self._held(question, side) for key, side in _sides(pairs).items()}
        pairs = [pair for pair in pairs if _says_as_much(pair, held)]
        if not pairs:
            return None
        sides = _sides(pairs)
        readings = self.reader().read(question.text, list(map(passage_of, sides.values())))
        said = dict(zip(sides, readings, strict=True))
        found = []
        for pair in pairs:
            own, other = (said[id(side)] for side in pair.sides)
            if (
                other.answers >= max(_LEAST, own.answers - _BELOW)
                and _points(own, pair.values[0])
                and _points(other, pair.values[1])
            ):
                found.append((other.answers, pair))
        best = [pair for _, pair in sorted(found, key=lambda each: -each[0])[:_MOST_READ]]
        return next((pair for pair in best if (self._decider.read(pair).read or 0.0) >= _LEAST_READ), None)

    def _held(self, question: Question, statement: Statement) -> float:
        held = terms_held((*statement.words, *statement.around))
        return cover(question.words, held, table=self.table).share


def _sides(pairs: Sequence[Pair]) -> dict[int, Statement]:
    """The statements of some pairs, each once, by what tells them apart."""
    return {id(side): side for pair in pairs for side in pair.sides}


def _says_as_much(pair: Pair, held: Mapping[int, float]) -> bool:
    """Whether the other statement holds about as much of the question as the one quoted."""
    one, other = pair.sides
    less = _LESS_CROSSED if one.language != other.language else _LESS_HELD
    return held[id(other)] >= held[id(one)] - less


def _points(reading: Reading, value: Value | None) -> bool:
    return value is not None and reading.start < value.end and reading.end > value.start


def _row_of(statement: Statement) -> Statement:
    """A value of a table with the row it stands in: alone it says nothing; a sentence as it is."""
    row = statement.document.block_at(statement.place.start) if statement.cell else None
    return replace(statement, place=Span(start=row.start, end=row.end)) if row and row.cells else statement


def _with(answer: Answer, pair: Pair) -> Answer:
    """The answer with both quotes, the newer first where both are dated, and a note that they differ."""
    one, other = pair.sides
    first = answer.sentences[0]
    citation = side_of(_row_of(other), pair.values[1]).citation
    second = AnswerSentence(
        text=citation.quote, citations=(citation,), support="quoted", language=citation.document.language
    )
    days = (one.edition.when, other.edition.when)
    dated = all(days) and days[0] != days[1]
    newer, older = (other, one) if dated and days[1] > days[0] else (one, other)
    said = (_NEWER if dated else _UNDATED).filled(
        newer=newer.document.info.path,
        newest=max(days),
        older=older.document.info.path,
        oldest=min(days),
    )
    swapped = newer is other
    sentences = (second, first) if swapped else (first, second)
    kept = [each for each in answer.sentences[1:] if each.text != second.text]
    short = None if swapped else answer.short
    shown = (*sentences, *kept)
    return replace(
        answer,
        sentences=shown,
        short=short,
        text=answer_text(shown, short=short, language=answer.language),
        note=" ".join(filter(None, (said.text(answer.language), answer.note))),
    )
