"""Questions that no single place answers: what a paper says as a whole, and which papers speak of something.

Nothing is written anew: each sentence is quoted and cited like any other, and the note says what was chosen from what.
"""

from collections.abc import Callable, Generator, Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Final

from kotae.answering.extracts import Picked, telling_sentences
from kotae.answering.held import scope_of
from kotae.answering.quoting import answer_text, quote_of, refusal_text
from kotae.messages import Message
from kotae.passages import HEADING_SEPARATOR
from kotae.pipeline.asking import overview_notes as notes
from kotae.pipeline.asking.scope import Scope
from kotae.pipeline.asking.topics import Topic
from kotae.pipeline.opened.member import LocalMember
from kotae.pipeline.opened.shelf import Shelf
from kotae.question import ALL_OF_IT, THIS_ONE, Overview, Question, read_question
from kotae.records import Answer, DocumentInfo, Event, Hit, HitsEvent, Passage, StageEvent
from kotae.segmentation import Analyzer
from kotae.translation import TranslationTable

__all__ = ["Overviews"]

_SENTENCES: Final = 5
_DOCUMENTS: Final = 12
# So many passages are looked through for papers that speak of something.
_LOOKED_AT: Final = 200


@dataclass(frozen=True, slots=True)
class _Chosen:
    """What is to be quoted.

    Attributes:
        picked: The sentences, in order.
        note: What they are.
        fit: How much of the topic is held where they stand, in [0, 1].
    """

    picked: tuple[Picked, ...]
    note: Message
    fit: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Overviews:
    """Answers such questions from the libraries as they are asked now.

    Attributes:
        shelf: The libraries, held open.
        scope: Where is looked.
        analyzer: The one the indexes were made with.
        table: Translations.
        find: Finds passages: so many at most.
    """

    shelf: Shelf
    scope: Scope
    analyzer: Analyzer
    table: TranslationTable
    find: Callable[[Question, int], Sequence[Hit]]

    def answered(
        self,
        question: Question,
        wish: Overview,
        history: Sequence[str | Answer],
        *,
        shown: int,
        generate: bool,
    ) -> Generator[Event, None, Answer | None]:
        """Yield what happens while such a question is answered, and return the answer; None where it is like any other.

        The first event holds all passages found.

        Args:
            question: As read.
            wish: What it wants.
            history: What was asked and answered before.
            shown: How many passages the answer keeps.
            generate: Whether the language model may translate what is quoted.
        """
        asked = read_question(
            question.text if wish.topic in (ALL_OF_IT, THIS_ONE) else wish.topic, self.analyzer
        )
        topic = Topic(asked=asked, analyzer=self.analyzer, table=self.table)
        hits = self._hits(topic, wish)
        chosen = self._documents(topic, wish, hits) if wish.form == "documents" else None
        if wish.form == "summary":
            chosen = self._summary(topic, wish, hits, history)
        if chosen is None or not chosen.picked:
            if not wish.sure:
                return None
            yield HitsEvent(hits=tuple(hits))
            return self._refused(question, topic, wish, hits[:shown])
        yield HitsEvent(hits=tuple(hits))
        yield StageEvent(stage="reading")
        quoted = [quote_of(one.passage, (one.place, one.place)) for one in chosen.picked]
        sentences = yield from self.shelf.lender.answerer(self.analyzer).told(
            question, quoted, about=[one.passage for one in chosen.picked], generate=generate
        )
        cited = {one.passage.document.id for one in chosen.picked}
        kept = [hit for hit in hits if hit.passage.document.id in cited][:shown]
        return Answer(
            question=question.text,
            status="answered",
            text=answer_text(sentences, short=None, language=question.language),
            language=question.language,
            sentences=sentences,
            hits=tuple(kept),
            confidence=chosen.fit,
            note=chosen.note.text(question.language),
            form=wish.form,
        )

    def _hits(self, topic: Topic, wish: Overview) -> Sequence[Hit]:
        if wish.topic in (ALL_OF_IT, THIS_ONE):
            return ()
        return self.find(topic.asked, _LOOKED_AT)

    def _refused(self, question: Question, topic: Topic, wish: Overview, hits: Sequence[Hit]) -> Answer:
        missing, named = topic.lacking(hits) if wish.topic else ((), ())
        return Answer(
            question=question.text,
            status="not_found",
            text=refusal_text(question.language, named),
            language=question.language,
            sentences=(),
            hits=tuple(hits),
            missing=missing,
            note=notes.WHICH.text(question.language) if wish.topic == THIS_ONE else "",
        )

    # which documents speak of it

    def _documents(self, topic: Topic, wish: Overview, hits: Sequence[Hit]) -> _Chosen | None:
        """Choose a place of each document that speaks of the topic, best first."""
        kind = self.analyzer.content_words(wish.kind) if wish.kind else ()
        best: dict[str, tuple[float, Picked]] = {}
        for hit in hits:
            passage = hit.passage
            about = f"{passage.document.path}\n{scope_of(hit)}"
            fit = topic.fit(scope_of(hit), passage.language)
            if passage.document.id in best or not fit or not topic.holds(kind, about, passage.language):
                continue
            if (place := self._speaks(topic, passage)) is not None:
                best[passage.document.id] = fit, Picked(passage, place)
        if not best:
            return None
        most = wish.points or _DOCUMENTS
        chosen = list(best.values())[:most]
        left = len(best) - len(chosen)
        note = notes.MORE_PLACES.filled(left=left) if left else notes.PLACES
        return _Chosen(tuple(picked for _, picked in chosen), note, chosen[0][0])

    def _speaks(self, topic: Topic, passage: Passage) -> int | None:
        """Return which sentence of a passage holds most of the topic, the first of several; None where none holds any."""
        shares = [topic.share(text) if text.strip() else 0.0 for text in passage.texts]
        if not shares:
            return None
        place = max(range(len(shares)), key=lambda at: (shares[at], -at))
        # What stands below a heading that says it needn't say it again.
        return place if shares[place] > 0 or topic.fit(passage.heading, passage.language) else None

    # what it says

    def _summary(
        self, topic: Topic, wish: Overview, hits: Sequence[Hit], history: Sequence[str | Answer]
    ) -> _Chosen | None:
        if wish.topic == ALL_OF_IT:
            return self._of_all(topic, wish)
        if wish.topic == THIS_ONE:
            info = self._meant(history)
            return None if info is None else self._of_paper(topic, wish, info, ())
        # A section in the asker's language before a paper in the other one, of which much is held by chance.
        own = [hit for hit in hits if hit.passage.language == topic.asked.language]
        for looked_at in (own, [hit for hit in hits if hit not in own]):
            if (by_title := self._called(topic, looked_at)) is not None:
                return self._of_paper(topic, wish, *by_title)
            if (section := self._section(topic, looked_at)) is not None:
                return self._of_section(wish, *section)
        return self._of_places(topic, wish, hits) if wish.sure else None

    def _called(self, topic: Topic, hits: Sequence[Hit]) -> tuple[DocumentInfo, Sequence[Hit]] | None:
        """Return the document whose title or file name the topic is, in the asker's language before another."""
        infos = {hit.passage.document.id: hit.passage.document for hit in hits}
        speaks = {hit.passage.document.id for hit in hits if topic.fit(scope_of(hit), hit.passage.language)}
        found = []
        for info in infos.values():
            called = f"{info.title}\n{PurePosixPath(info.path).stem}"
            fit = topic.fit(called, info.language)
            # The name alone is what it is called, where the rest (the Moonshot programme) stands in it.
            if not fit and info.id in speaks:
                fit = topic.bare.fit(called, info.language)
            if fit:
                found.append((fit, info))
        if not found:
            return None
        # Of several the one that is called so and little else.
        _, info = max(found, key=lambda one: (one[0], -len(one[1].title)))
        return info, [hit for hit in hits if hit.passage.document.id == info.id]

    def _of_paper(
        self, topic: Topic, wish: Overview, info: DocumentInfo, hits: Sequence[Hit]
    ) -> _Chosen | None:
        passages = self._passages(info.id) or _in_order(hits)
        picked = self._picked(passages, wish, about=frozenset(word.term for word in topic.asked.words))
        return _Chosen(picked, notes.EXTRACT.filled(title=info.title)) if picked else None

    def _section(self, topic: Topic, hits: Sequence[Hit]) -> tuple[DocumentInfo, str, float] | None:
        """Return the section whose headings, with its title, are the topic: the outermost such."""
        for hit in hits:
            passage = hit.passage
            parts = passage.heading.split(HEADING_SEPARATOR) if passage.heading else []
            for count in range(1, len(parts) + 1):
                above = HEADING_SEPARATOR.join(parts[:count])
                fit = topic.fit(f"{passage.document.title}\n{above}", passage.language)
                # Not by its paper's title alone, which all its sections have.
                if fit and topic.bare.share(parts[count - 1]) >= fit / 2:
                    return passage.document, above, fit
        return None

    def _of_section(self, wish: Overview, info: DocumentInfo, heading: str, fit: float) -> _Chosen | None:
        own = [
            passage
            for passage in self._passages(info.id)
            if passage.heading == heading or passage.heading.startswith(f"{heading}{HEADING_SEPARATOR}")
        ]
        picked = self._picked(own, wish)
        section = heading.rpartition(HEADING_SEPARATOR)[2]
        return (
            _Chosen(picked, notes.OF_SECTION.filled(section=section, title=info.title), fit)
            if picked
            else None
        )

    def _of_places(self, topic: Topic, wish: Overview, hits: Sequence[Hit]) -> _Chosen | None:
        fits = [(topic.fit(scope_of(hit), hit.passage.language), hit) for hit in hits]
        speaking = [hit for fit, hit in fits if fit]
        about = frozenset(word.term for word in topic.asked.words)
        passages = [hit.passage for hit in speaking]
        picked = self._picked(passages, wish, about=about)
        return _Chosen(picked, notes.OF_PLACES, max(fit for fit, _ in fits)) if picked else None

    def _of_all(self, topic: Topic, wish: Overview) -> _Chosen | None:
        papers = [(member, info) for member in self._here() for info in member.within(self.scope)]
        papers.sort(key=lambda paper: paper[1].language != topic.asked.language)
        chosen: list[Picked] = []
        for member, info in papers[: wish.points or _DOCUMENTS]:
            chosen += telling_sentences(member.passages(info.id), analyzer=self.analyzer, most=1)
        left = len(papers) - len(papers[: wish.points or _DOCUMENTS])
        note = notes.OF_ALL.filled(count=len(chosen), left=left) if left else notes.OF_EVERY
        return _Chosen(tuple(chosen), note) if chosen else None

    def _meant(self, history: Sequence[str | Answer]) -> DocumentInfo | None:
        """Return the document that *this one* is: the only one in scope, or that of the last answer."""
        papers = [info for member in self._here() for info in member.within(self.scope)]
        if len(papers) == 1:
            return papers[0]
        cited = [
            citation.document.id
            for answer in history[-1:]
            if isinstance(answer, Answer)
            for sentence in answer.sentences[:1]
            for citation in sentence.citations[:1]
        ]
        return next((info for info in papers if info.id in cited), None)

    # what there is

    def _here(self) -> Iterator[LocalMember]:
        return (member for member in self.shelf.asked(self.scope.where) if isinstance(member, LocalMember))

    def _passages(self, document_id: str) -> Sequence[Passage]:
        """Return the passages of a document in order; none where it isn't in a folder of this machine."""
        holder = self.shelf.holder(document_id)
        return holder.passages(document_id) if isinstance(holder, LocalMember) else ()

    def _picked(
        self, passages: Sequence[Passage], wish: Overview, *, about: frozenset[str] = frozenset()
    ) -> tuple[Picked, ...]:
        return telling_sentences(
            passages,
            analyzer=self.analyzer,
            most=wish.points or _SENTENCES,
            about=about,
            enough=bool(wish.points),
        )


def _in_order(hits: Sequence[Hit]) -> list[Passage]:
    return sorted((hit.passage for hit in hits), key=lambda passage: passage.start)
