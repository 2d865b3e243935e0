"""The door by which every answer leaves: what is quoted stands in its document character for character, or it isn't shown.

The page, the command line, Python, HTTP and MCP all take their answers from here, and what is saved or exported is made of those.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import cache

from kotae.citations import faults, stands
from kotae.messages import Message
from kotae.pipeline.asking.places import with_places
from kotae.pipeline.asking.texts import Texts, not_standing
from kotae.pipeline.opened.shelf import Shelf
from kotae.records import (
    Answer,
    AnswerEvent,
    AnswerSentence,
    Box,
    CitedCell,
    DocumentInfo,
    Event,
    Hit,
    HitsEvent,
    LeadEvent,
    SentenceEvent,
)

__all__ = ["Door"]


class Door:
    """Lets out what is told of one answer, each citation with its boxes and cells.

    Args:
        shelf: The libraries asked, held open.
        hits: What was found in them for it.
    """

    def __init__(self, shelf: Shelf, hits: Sequence[Hit]) -> None:
        self._at = Texts(shelf.members, (hit.passage for hit in hits)).at
        self._kept_back: dict[tuple[str, ...], str] = {}
        # The same places are told of twice: with their sentences, and with the answer.
        self.boxes: Callable[[str, int, int], tuple[Box, ...]] = cache(shelf.boxes)
        self.cells: Callable[[str, int, int], tuple[CitedCell, ...]] = cache(shelf.cells)

    def out(self, event: Event) -> Iterator[Event]:
        """Yield the event as it may be told; a sentence that doesn't hold not at all.

        Raises:
            IndexDamagedError: Nothing holds of what was to be answered.
        """
        match event:
            case HitsEvent(hits=hits):
                event = HitsEvent(hits=self._standing(hits))
            case SentenceEvent(sentence=sentence) | LeadEvent(sentence=sentence) if not self._holds(sentence):
                return
            case AnswerEvent(answer=answer):
                event = AnswerEvent(answer=self._held(answer))
        yield with_places(event, self)

    def _held(self, answer: Answer) -> Answer:
        """What holds of an answer; what was kept back is said in its note."""
        sentences = tuple(filter(self._holds, answer.sentences))
        short = answer.short
        if short is not None and not stands(short.citation, self._at):
            self._keep_back(short.citation.document, short.citation.quote)
            short = None
        held = replace(answer, sentences=sentences, short=short, hits=self._standing(answer.hits))
        if sentences:  # the text says again what they say, so it is made of those that hold
            # Here, so that nobody who only searches loads what answers.
            from kotae.answering.quoting import answer_text

            held = replace(held, text=answer_text(sentences, short=short, language=answer.language))
        if not self._kept_back:
            return held
        paths = list(dict.fromkeys(self._kept_back.values()))
        if answer.sentences and not sentences:
            raise not_standing(paths)
        said = Message(
            "Left out, for it doesn't stand so in {paths}: {count} {count:quote|quotes}. Build the index "
            "again with `kotae index`; if that "
            "doesn't help, please report it.",
            count=len(self._kept_back),
            paths=", ".join(paths),
        )
        return replace(held, note=" ".join(filter(None, (said.text(answer.language), answer.note))))

    def _holds(self, sentence: AnswerSentence) -> bool:
        if not any(faults(sentence, self._at)):
            return True
        documents = [citation.document for citation in sentence.citations]
        self._keep_back(documents[0] if documents else None, sentence.text)
        return False

    def _standing(self, hits: Sequence[Hit]) -> tuple[Hit, ...]:
        kept = []
        for hit in hits:
            passage = hit.passage
            if self._at(passage.document.id, passage.start, passage.end) == passage.text:
                kept.append(hit)
            else:
                self._keep_back(passage.document, passage.text)
        return tuple(kept)

    def _keep_back(self, document: DocumentInfo | None, text: str) -> None:
        path = "" if document is None else document.path
        self._kept_back[path, text] = path
