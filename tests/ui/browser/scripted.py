"""A desk whose answers a test can direct: slow, hostile, or held back half-way."""

import threading
from collections.abc import Callable, Iterator, Sequence

from kotae.records import Answer, Event
from kotae.ui.choices import Choices
from kotae.ui.desk import Desk

__all__ = ["ScriptedDesk"]

Script = Callable[[str, Iterator[Event]], Iterator[Event]]


class ScriptedDesk(Desk):
    """Answers as a desk does, or as ``script`` makes of it.

    Attributes:
        script: From a question and the real events to the events the page gets.
        go_on: For scripts that wait until the test has looked.
        closed: Set when a script's generator was closed before its end.
    """

    script: Script | None = None
    go_on = threading.Event()
    closed = threading.Event()

    def stream(self, question: str, choices: Choices, history: Sequence[Answer]) -> Iterator[Event]:
        """Yield the events of answering."""
        events = super().stream(question, choices, history)
        return events if self.script is None else self.script(question, events)
