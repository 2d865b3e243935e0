"""Sessions of Gradio, each opened by its owner alone.

Gradio takes a session's hash, or an event's id, from whoever sends it. Here a hash is turned into
one that depends on its sender too, so the same hash from somebody else names an empty session of
their own. Event ids and the places of uploads are made by the server; it remembers for whom, and knows no others.
"""

import hashlib
import hmac
import secrets
from collections import OrderedDict
from dataclasses import dataclass, field
from typing import Final

__all__ = ["ForeignSessionError", "Sessions"]

# Events end unseen where a visitor leaves, so that nothing else would ever empty this.
MOST_EVENTS: Final = 20_000
# Gradio's are about ten letters; these are keys of a table that visitors fill.
_MAX_HASH_CHARS: Final = 200


class ForeignSessionError(Exception):
    """The session, event or upload isn't the sender's, or is no text."""


@dataclass(slots=True)
class Sessions:
    """Whose event and whose upload is whose; used from one event loop."""

    _key: bytes = field(default_factory=lambda: secrets.token_bytes(32))
    _owners: OrderedDict[str, str] = field(default_factory=OrderedDict)
    _uploads: OrderedDict[tuple[str, str], None] = field(default_factory=OrderedDict)

    def inner(self, given: object, owner: str) -> str:
        """Return the hash under which Gradio keeps the owner's session.

        Args:
            given: The session's hash as sent.
            owner: Who sent it.

        Raises:
            ForeignSessionError: It is no text, empty or too long.
        """
        if not isinstance(given, str) or not 0 < len(given) <= _MAX_HASH_CHARS:
            raise ForeignSessionError
        message = f"{len(owner)}:{owner}{given}".encode("utf-8", "surrogatepass")
        return hmac.new(self._key, message, hashlib.sha256).hexdigest()

    def keep_event(self, event: str, owner: str) -> None:
        """Remember whose event it is; the oldest of very many is forgotten, and opens nothing then."""
        self._owners[event] = owner
        while len(self._owners) > MOST_EVENTS:
            self._owners.popitem(last=False)

    def check_event(self, event: object, owner: str) -> None:
        """Let the owner of an event pass.

        Raises:
            ForeignSessionError: It is somebody else's, or unknown.
        """
        known = self._owners.get(event) if isinstance(event, str) else None
        if known is None or not hmac.compare_digest(known.encode(), owner.encode()):
            raise ForeignSessionError

    def keep_upload(self, path: str, owner: str) -> None:
        """Remember who sent a file; two may send the same one, and it lies in one place then."""
        self._uploads[path, owner] = None
        while len(self._uploads) > MOST_EVENTS:
            self._uploads.popitem(last=False)

    def check_upload(self, path: object, owner: str) -> None:
        """Let who sent a file name it.

        Raises:
            ForeignSessionError: It is another file: somebody else's, one of this machine, or an address.
        """
        if not isinstance(path, str) or (path, owner) not in self._uploads:
            raise ForeignSessionError
