"""Messages for those who called and haven't fetched the answer: the last are kept, within a limit.

Gradio lets them lie for as long as it runs: whoever calls and never reads, or goes away, left every answer in memory.
"""

from asyncio import Queue
from typing import Final, Protocol

from gradio.server_messages import EventMessage, ProcessCompletedMessage
from gradio.utils import LRUCache

__all__ = ["MOST_SENDERS", "Unread", "limit_unread"]

MOST_UNREAD: Final = 200
"""Messages that wait to be fetched, of all together: the largest are pages of half a megabyte."""
MOST_SENDERS: Final = 2000
"""Sessions with messages: more than there can be connections and calls under way, as these may not go."""


class _Waiting(Protocol):
    """What is used here of Gradio's queue."""

    pending_messages_per_session: LRUCache[str, "Queue[EventMessage]"]
    pending_event_ids_session: dict[str, set[str]]


class Unread(LRUCache[str, "Queue[EventMessage]"]):
    """The messages of each session; who lets the most lie loses the oldest of theirs."""

    def __init__(self, events: dict[str, set[str]]) -> None:
        """Begin without any.

        Args:
            events: The events of each session whose end hasn't been fetched; those forgotten here go from it too.
        """
        super().__init__(MOST_SENDERS)
        self._events = events

    def __getitem__(self, key: str) -> "Queue[EventMessage]":
        """Return the messages of a session, after making room for one more."""
        over = sum(messages.qsize() for messages in self.values()) - MOST_UNREAD
        for _ in range(over):
            self._drop_one(keep=key)
        return super().__getitem__(key)

    def __delitem__(self, key: str) -> None:
        """Forget a session, and its events."""
        super().__delitem__(key)
        self._events.pop(key, None)

    def popitem(self, last: bool = True) -> tuple[str, "Queue[EventMessage]"]:
        """Forget the session that came last, or first; give it back."""
        key, messages = super().popitem(last=last)
        self._events.pop(key, None)
        return key, messages

    def _drop_one(self, *, keep: str) -> None:
        """Drop the oldest message of the session that has the most; the session too, where nothing is left of it."""
        session, messages = max(self.items(), key=lambda item: item[1].qsize())
        message = messages.get_nowait()
        waiting = self._events.get(session, set())
        if isinstance(message, ProcessCompletedMessage) and message.event_id:
            waiting.discard(message.event_id)
        if not waiting and messages.empty() and session != keep:
            del self[session]


def limit_unread(queue: _Waiting) -> None:
    """Let a queue keep no more than :data:`MOST_UNREAD` messages; before it has any."""
    queue.pending_messages_per_session = Unread(queue.pending_event_ids_session)
