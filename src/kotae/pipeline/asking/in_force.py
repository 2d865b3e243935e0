"""The papers that hold at a time: a question about April 2024 isn't answered by a rule of 2025, one about today by no old one.

A paper's day is the one it gives itself (:func:`kotae.gathering.dates.document_day`); one without stays. Which papers are
versions of one says :mod:`kotae.gathering.editions`.
"""

import datetime
from collections.abc import Callable, Generator, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from kotae.messages import Listed, Message
from kotae.pipeline.opened.here import document_of, is_here
from kotae.pipeline.opened.libraries import Shelf
from kotae.question import Question
from kotae.question.as_of import AsOf, as_of, says_before
from kotae.records import Answer, Document, Event, Hit

if TYPE_CHECKING:
    from kotae.gathering.editions import Edition

__all__ = ["at_its_time"]

_NOT_LATER: Final = Message("As of {day}: papers dated later were left aside.")
_NOW: Final = Message("As things stand now: {papers} left aside (replaced, or not yet in force).")
_EARLIER: Final = Message("Before the revision: from {papers}, since replaced.")
_NONE_EARLIER: Final = Message("No version from before was found: this is what {paper} says.")
_REPLACED: Final = Message("{older} is an older version; {newer} replaces it.")
_CALLS_ITSELF_OLD: Final = Message("{older} calls itself superseded.")
_DATED: Final = Message("{path} ({day})")


def at_its_time(
    asked: Question,
    answer: Answer,
    hits: Sequence[Hit],
    *,
    shelf: Shelf,
    find: Callable[[str], tuple[Question, Sequence[Hit]]],
    answered: Callable[[Question, Sequence[Hit]], Generator[Event, None, Answer]],
) -> Generator[Event, None, Answer]:
    """Yield what happens while papers of the time that a question names are asked, and return what they say.

    Where they say nothing, or the answer is from such papers already, it stays, with a word on what it is from.

    Args:
        asked: The question.
        answer: To it, from all papers.
        hits: The passages it was looked for in.
        shelf: The libraries they are from.
        find: Reads a question and finds passages for it.
        answered: Answers a question from passages.
    """
    when = as_of(asked)
    versions = _Versions.among(hits, shelf, answer=answer, when=when)
    if when is None or not versions.contradict(when, answer):
        return versions.warned(when, answer)
    other, found = find(when.text)
    versions = _Versions.among(found, shelf, answer=answer, when=when)
    if kept := versions.at(when):
        then = yield from answered(other, kept)
        # What itself says how things were before answers as well as an older paper, where it is as sure.
        stated = when.kind == "before" and any(
            says_before(one.quote) for each in answer.sentences for one in each.citations
        )
        if then.status != "not_found" and not (stated and then.confidence <= answer.confidence):
            return versions.noted(when, then, kept)
    return versions.warned(when, answer)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Versions:
    """The papers among what was found, each with its day.

    Attributes:
        hits: Passages found.
        papers: The documents here that they are of, by id; those elsewhere aren't known well enough.
        editions: Each of them as one version among others.
    """

    hits: Sequence[Hit]
    papers: Mapping[str, Document]
    editions: "Mapping[str, Edition]"

    @classmethod
    def among(cls, hits: Sequence[Hit], shelf: Shelf, *, answer: Answer, when: AsOf | None) -> "_Versions":
        """Return the papers that passages are of; for a question that names no time only those that may be of one title.

        Args:
            hits: Passages found.
            shelf: The libraries they are from.
            answer: To the question: of a refusal nothing is said.
            when: As the question names it.
        """
        if when is None and answer.status == "not_found":
            return cls(hits=hits, papers={}, editions={})
        # Here, so that a question that names no time doesn't load it.
        from kotae.gathering.dates import document_day
        from kotae.gathering.editions import Edition, bare_title

        papers, editions = {}, {}
        infos = {hit.passage.document.id: hit.passage.document for hit in hits}
        if when is None:
            cited = {bare_title(one.document.title) for each in answer.sentences for one in each.citations}
            infos = {one: info for one, info in infos.items() if bare_title(info.title) in cited}
        for identity in infos:
            holder = shelf.holder(identity)
            if holder is not None and is_here(holder):
                papers[identity] = document_of(holder, identity)
                day, _ = document_day(papers[identity])
                editions[identity] = Edition.of(papers[identity], day.isoformat() if day else "")
        return cls(hits=hits, papers=papers, editions=editions)

    def at(self, when: AsOf) -> tuple[Hit, ...]:
        """Return the hits of papers that hold at a time, in order.

        On a day or now: those that aren't dated later, without the older versions of these. Before a revision: the last
        version but one of each paper that has several, and what calls itself superseded.

        Args:
            when: As the question names it.
        """
        from kotae.gathering.editions import replaced

        last = _last_day(when)
        if last is None:
            return tuple(self.hits)
        there = {one: edition for one, edition in self.editions.items() if edition.day[:10] <= last}
        if when.kind == "before":
            older = replaced(there, surely=False)
            # Of several older ones the newest: what the revision itself replaced.
            left = {one: edition for one, edition in there.items() if one in older}
            kept = left.keys() - {one for one, newer in replaced(left, surely=False).items() if newer}
        else:
            kept = there.keys() - replaced(there, surely=when.kind == "day").keys()
        aside = self.editions.keys() - kept
        beyond = when.kind != "before"  # what lies elsewhere isn't known to be older
        return tuple(
            hit
            for hit in self.hits
            if hit.passage.document.id not in aside and (beyond or hit.passage.document.id in kept)
        )

    def contradict(self, when: AsOf, answer: Answer) -> bool:
        """Return whether an answer isn't one of papers that hold at a time, so that these have to be asked.

        Args:
            when: As the question names it.
            answer: To the question as it was asked.
        """
        if answer.status == "not_found":
            return True
        quotes = [one.citations[0] for one in answer.sentences if one.citations]
        if when.kind == "day":
            return False  # a paper that states the day answers, whenever it was written
        kept = {hit.passage.document.id for hit in self.at(when)}
        return any(one.document.id in self.editions and one.document.id not in kept for one in quotes)

    def noted(self, when: AsOf, answer: Answer, hits: Sequence[Hit]) -> Answer:
        """Return an answer from the papers of a time, which says so.

        Args:
            when: As the question names it.
            answer: From them.
            hits: Their passages.
        """
        if when.kind == "day":
            said = _NOT_LATER.filled(day=when.written)
        elif when.kind == "now":
            kept = {hit.passage.document.id for hit in hits}
            aside = self._named(one for one in self.editions if one not in kept)
            if not aside.parts:
                return answer
            said = _NOW.filled(papers=aside)
        else:
            cited = dict.fromkeys(one.document.id for each in answer.sentences for one in each.citations)
            said = _EARLIER.filled(papers=self._named(cited))
        return _with_note(answer, said)

    def warned(self, when: AsOf | None, answer: Answer) -> Answer:
        """Return an answer that says it where its first quote is of an older version, or of none where one was asked for.

        Args:
            when: As the question names it; None where it names none.
            answer: From all papers.
        """
        from kotae.gathering.editions import replaced

        if answer.status == "not_found" or not answer.sentences or not answer.sentences[0].citations:
            return answer
        cited = answer.sentences[0].citations[0]
        older = replaced(self.editions)
        if cited.document.id in older:
            return _with_note(answer, self._replaced(cited.document.id, older[cited.document.id]))
        if when is not None and when.kind == "before" and not says_before(cited.quote):
            return _with_note(answer, _NONE_EARLIER.filled(paper=cited.document.path))
        return answer

    def _replaced(self, older: str, newer: str) -> Message:
        if not newer:
            return _CALLS_ITSELF_OLD.filled(older=self._dated(older))
        return _REPLACED.filled(older=self._dated(older), newer=self._dated(newer))

    def _named(self, ids: Iterable[str]) -> Listed:
        return Listed(tuple(self._dated(one) for one in ids))

    def _dated(self, identity: str) -> Message | str:
        path, when = self.papers[identity].info.path, self.editions[identity].when
        return _DATED.filled(path=path, day=when) if when else path


def _last_day(when: AsOf) -> str | None:
    """The last day of a time, ISO 8601; None for a date without a year."""
    if when.kind != "day":
        return datetime.date.today().isoformat()
    from kotae.gathering.bounds import days_of

    days = days_of(when.key)
    return None if days is None else days[1].isoformat()


def _with_note(answer: Answer, said: Message) -> Answer:
    return replace(answer, note=" ".join(filter(None, (said.text(answer.language), answer.note))))
