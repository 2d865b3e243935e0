"""Every document in scope → where papers contradict one another, and what was read for it."""

import hashlib
import time
from collections.abc import Callable, MutableMapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING, Final

from kotae.answering.coverage import Translations
from kotae.citations import citation_of
from kotae.conflicts.deciding import Decider, Pair
from kotae.conflicts.pairing import Pairing
from kotae.conflicts.records import Conflict, ConflictProgress, Conflicts, Difference, Side
from kotae.conflicts.scoring import is_alike, scored
from kotae.conflicts.statements import Statement, statements_of
from kotae.conflicts.values import Value
from kotae.gathering import Budget, Papers, Unread
from kotae.gathering.dates import document_day
from kotae.gathering.editions import outdated_years
from kotae.gathering.papers import PapersRead, allowed_documents, end_of, sentences_of
from kotae.records import DocumentInfo
from kotae.segmentation.analyzer import Analyzer

if TYPE_CHECKING:
    from kotae.answering.answerer import AnswerReader

__all__ = ["ConflictFinder", "side_of"]

# Pairs known from an earlier run take no time: telling of each would be most of the work.
_TOLD_EVERY: Final = 16


@dataclass(slots=True, kw_only=True)
class _Reading(PapersRead):
    """What was read so far, with its statements."""

    statements: list[Statement] = field(default_factory=list)


@dataclass(slots=True, kw_only=True)
class _Compared:
    """What was compared so far."""

    read: list[Pair] = field(default_factory=list)
    excused: list[Pair] = field(default_factory=list)
    remembered: int = 0
    undecided: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ConflictFinder:
    """Finds where papers contradict one another.

    Attributes:
        analyzer: The one the index was made with.
        table: Translations.
        reader: Gives the reader, when it is first needed.
    """

    analyzer: Analyzer
    table: Translations | None
    reader: "Callable[[], AnswerReader]"

    def find(
        self,
        papers: Papers,
        documents: Sequence[DocumentInfo],
        *,
        unreadable: Sequence[Unread] = (),
        budget: Budget | None = None,
        remembered: MutableMapping[str, float] | None = None,
        dismissed: frozenset[str] = frozenset(),
        progress: Callable[[ConflictProgress], None] | None = None,
        stopped: Callable[[], bool] | None = None,
    ) -> Conflicts:
        """Return where papers in scope contradict one another.

        Args:
            papers: The index.
            documents: All in scope.
            unreadable: Files in scope that gave no document.
            budget: How much may be read; None for all. Seconds hold for reading and comparing together.
            remembered: What the reader said of pairs before; what it says now is added, and pairs that are no more are dropped.
            dismissed: Ids of contradictions not to be shown.
            progress: Told after every document, and now and then while pairs are compared.
            stopped: Asked before every document and every pair; True ends it, and what was found is given.
        """
        began = time.perf_counter()
        reading = _Reading(unread=list(unreadable), stop=stopped, ends=end_of(budget, began))
        allowed = allowed_documents(documents, budget)
        for place, info in enumerate(documents[:allowed], start=1):
            if reading.over():
                break
            self._read(info, papers, reading)
            if progress is not None:
                progress(ConflictProgress(stage="reading", done=place, total=allowed))
        outdated = outdated_years(documents)
        reading.statements = [
            replace(one, outdated=outdated[one.document.info.id]) if one.document.info.id in outdated else one
            for one in reading.statements
        ]
        pairing = Pairing(statements=reading.statements, table=self.table)
        pairs = pairing.pairs()
        decider = Decider(rarity=pairing.rarity, table=self.table, reader=self.reader)
        compared = self._compare(reading.statements, pairs, decider, remembered, reading.over, progress)
        propose = partial(decider.differing, however_far=True)
        found = sorted(
            (_conflict(pair, score) for pair, score in _surest(scored(compared.read, propose))),
            key=lambda one: (-one.score, one.sides[0].citation.document.path, one.id),
        )
        return Conflicts(
            conflicts=tuple(one for one in found if one.id not in dismissed),
            differences=tuple(
                Difference(reason=pair.reason, sides=_sides(pair)) for pair in compared.excused if pair.reason
            ),
            dismissed=tuple(one for one in found if one.id in dismissed),
            certificate=reading.certificate(scope=len(documents) + len(unreadable)),
            statements=len(reading.statements),
            pairs=len(pairs) - compared.undecided,
            remembered=compared.remembered,
            undecided=compared.undecided,
            seconds=time.perf_counter() - began,
        )

    def _read(self, info: DocumentInfo, papers: Papers, reading: _Reading) -> None:
        """Read one document to its end, or note why it can't be."""
        taken = reading.take(info, papers)
        if taken is None:
            return
        document, passages = taken
        day, said = document_day(document)
        reading.statements += statements_of(
            document, sentences_of(passages), self.analyzer, day=day.isoformat() if day else "", day_from=said
        )

    @staticmethod
    def _compare(
        statements: Sequence[Statement],
        pairs: Sequence[tuple[int, int]],
        decider: Decider,
        remembered: MutableMapping[str, float] | None,
        over: Callable[[], bool],
        progress: Callable[[ConflictProgress], None] | None,
    ) -> _Compared:
        compared = _Compared()
        known: MutableMapping[str, float] = {} if remembered is None else remembered
        used: dict[str, float] = {}
        for place, (one, other) in enumerate(pairs):
            if over():
                compared.undecided = len(pairs) - place
                break
            for pair in decider.differing(statements[one], statements[other]):
                if pair.reason is not None:
                    compared.excused += [pair] if is_alike(pair) else []
                    continue
                key = _key(pair)
                compared.remembered += key in known
                read = replace(pair, read=known[key]) if key in known else decider.read(pair)
                used[key] = read.read or 0.0
                compared.read.append(read)
            if progress is not None and (place % _TOLD_EVERY == 0 or place + 1 == len(pairs)):
                progress(ConflictProgress(stage="comparing", done=place + 1, total=len(pairs)))
        # Pairs that are no more are forgotten, but not by a run that ended before it saw them all.
        if not compared.undecided:
            known.clear()
        known.update(used)
        return compared


def _surest(found: Sequence[tuple[Pair, float]]) -> list[tuple[Pair, float]]:
    """Return of each two statements the surest contradiction."""
    best: dict[tuple[int, int], tuple[Pair, float]] = {}
    for pair, score in found:
        place = (id(pair.sides[0]), id(pair.sides[1]))
        if place not in best or score > best[place][1]:
            best[place] = (pair, score)
    return list(best.values())


def _key(pair: Pair) -> str:
    """What a pair is remembered by: all that its score is made of."""
    parts = [
        f"{one.context}\x00{one.text}\x00{value}" for one, value in zip(pair.sides, pair.values, strict=True)
    ]
    return hashlib.sha256("\x01".join(parts).encode("utf-8", "replace")).hexdigest()[:32]


def _conflict(pair: Pair, score: float) -> Conflict:
    sides = _sides(pair)
    named = "\x00".join(sorted(f"{side.citation.document.path}\x01{side.citation.quote}" for side in sides))
    return Conflict(
        id=hashlib.sha256(named.encode("utf-8", "replace")).hexdigest()[:12],
        kind=pair.kind,
        sides=sides,
        score=round(score, 3),
    )


def _sides(pair: Pair) -> tuple[Side, Side]:
    """Both sides, the newer first where both are dated."""
    one, other = (side_of(statement, value) for statement, value in zip(pair.sides, pair.values, strict=True))
    if one.date and other.date and one.date != other.date:
        return (one, other) if one.date > other.date else (other, one)
    return (one, other) if one.citation.document.path <= other.citation.document.path else (other, one)


def side_of(statement: Statement, value: Value | None) -> Side:
    """Return a statement as one side of a contradiction, with its citation."""
    return Side(
        value=statement.text if value is None else statement.text[value.start : value.end],
        key="" if value is None or value.kind == "name" else value.key,
        date=statement.day,
        date_from=statement.day_from,
        citation=citation_of(statement.document, statement.place),
    )
