"""What happens while a question that no single place answers is answered, in its order."""

import time
from collections.abc import Generator
from dataclasses import replace
from typing import Protocol

from kotae.config import Settings
from kotae.pipeline.asking.door import Door
from kotae.pipeline.asking.inputs import ConversationInput
from kotae.pipeline.asking.overviews import Overviews
from kotae.pipeline.asking.scope import Scope
from kotae.pipeline.federated.left_out import with_left_out
from kotae.pipeline.opened.lender import translations
from kotae.pipeline.opened.shelf import Shelf
from kotae.question import Overview, Question, read_question
from kotae.records import Answer, AnswerEvent, Event, Hit, HitsEvent, LeftOut
from kotae.segmentation import Analyzer

__all__ = ["overview_events"]


class Asks(Protocol):
    """What is needed of whoever is asked."""

    @property
    def analyzer(self) -> Analyzer:
        """What takes questions and passages apart."""
        ...

    @property
    def settings(self) -> Settings:
        """All settings."""
        ...


def overview_events(
    question: str,
    wish: Overview,
    given: ConversationInput,
    scope: Scope,
    *,
    shelf: Shelf,
    asks: Asks,
) -> Generator[Event, None, bool]:
    """Yield what happens while such a question is answered, and return True; False, and nothing, where it is like any other.

    Args:
        question: As asked.
        wish: What it wants.
        given: How it was asked.
        scope: Where it is looked for.
        shelf: The libraries, held open.
        asks: Has the analyser that the indexes were made with, and all settings.
    """
    analyzer, settings = asks.analyzer, asks.settings
    began = time.perf_counter()
    left_out: list[LeftOut] = []

    def find(topic: Question, top_k: int) -> tuple[Hit, ...]:
        found = shelf.find(topic, top_k=top_k, scope=scope, analyzer=analyzer)
        left_out.extend(found.left_out)
        return found.hits

    overviews = Overviews(
        shelf=shelf, scope=scope, analyzer=analyzer, table=translations(settings), find=find
    )
    writes = settings.generation.backend != "off" if given.generate is None else given.generate
    asked = read_question(question, analyzer)
    events = overviews.answered(asked, wish, given.history, shown=given.top_k, generate=writes)
    door = Door(shelf, ())
    while True:
        try:
            event = next(events)
        except StopIteration as ended:
            answer: Answer | None = ended.value
            break
        if isinstance(event, HitsEvent):
            door = Door(shelf, event.hits)
            event = HitsEvent(hits=event.hits[: given.top_k])
        yield from door.out(event)
    if answer is None:
        return False
    timed = replace(answer, timings={"answer": time.perf_counter() - began})
    yield from door.out(AnswerEvent(answer=with_left_out(timed, left_out)))
    return True
