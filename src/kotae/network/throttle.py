"""Growing delays for wrong passwords, per address and per name, and for wrong tokens, per address.

After three wrong ones the next is looked at only after a second, then two, four, and so on. A
name's delay stays short, and isn't asked of addresses that signed in under it before: else
anybody could lock its owner out.
"""

import hashlib
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from kotae.network.connections import network_of

__all__ = ["Throttle", "TokenGuesses"]

# People mistype; a machine that guesses is told by the fourth.
FREE: Final = 3
LONGEST_FOR_ADDRESS_S: Final = 900.0
# Shorter than for an address: or anybody could lock somebody else out by typing a name.
LONGEST_FOR_NAME_S: Final = 30.0
# Shorter too, for programs of one machine share its address; a token is long enough for one guess in thirty seconds.
LONGEST_FOR_TOKEN_S: Final = 30.0
FORGOTTEN_AFTER_S: Final = 3600.0
# Whoever guesses from everywhere mustn't fill the memory; the oldest are forgotten.
MOST_KEPT: Final = 10_000


@dataclass(slots=True)
class _Failures:
    count: int = 0
    last: float = 0.0


@dataclass(slots=True)
class Throttle:
    """Counts failures; made for one event loop, so nothing here waits.

    Attributes:
        clock: Seconds that only grow.
        longest: The longest delay of an address, in seconds.
    """

    clock: Callable[[], float] = time.monotonic
    longest: float = LONGEST_FOR_ADDRESS_S
    _failures: OrderedDict[tuple[str, str], _Failures] = field(default_factory=OrderedDict)
    _welcome: OrderedDict[tuple[str, str], None] = field(default_factory=OrderedDict)

    def wait(self, address: str, name: str) -> float:
        """Return for how many seconds no password is looked at; 0.0 where one may be tried now.

        An empty name is nobody's, and has no delay of its own.
        """
        place = network_of(address)
        waits = [self._left("address", place, self.longest)]
        if name and (place, name) not in self._welcome:
            waits.append(self._left("name", name, LONGEST_FOR_NAME_S))
        return max(waits)

    def failed(self, address: str, name: str) -> None:
        """Count a wrong password."""
        place = network_of(address)
        for key in (("address", place), ("name", name), ("both", f"{place} {name}")):
            failures = self._failures.setdefault(key, _Failures())
            failures.count += 1
            failures.last = self.clock()
            self._failures.move_to_end(key)
        while len(self._failures) > MOST_KEPT:
            self._failures.popitem(last=False)

    def succeeded(self, address: str, name: str) -> None:
        """Forget an address's failures under a name, and remember that it knows the password.

        Those under other names stay: else a guesser with a name of their own could begin anew.
        """
        place = network_of(address)
        forgiven = self._failures.pop(("both", f"{place} {name}"), _Failures()).count
        if together := self._failures.get(("address", place)):
            together.count -= min(forgiven, together.count)
        self._welcome[place, name] = None
        while len(self._welcome) > MOST_KEPT:
            self._welcome.popitem(last=False)

    def _left(self, kind: str, key: str, longest: float) -> float:
        failures = self._failures.get((kind, key))
        if failures is None or failures.count < FREE:
            return 0.0
        since = self.clock() - failures.last
        if since > FORGOTTEN_AFTER_S:
            return 0.0
        delay = min(longest, 2.0 ** min(failures.count - FREE, 20))
        return max(0.0, delay - since)


@dataclass(slots=True)
class TokenGuesses:
    """Counts wrong tokens by address; made for one event loop, so nothing here waits.

    A program that shows its old token again and again guesses nothing: each token counts once, and holds up nobody.
    """

    throttle: Throttle = field(default_factory=lambda: Throttle(longest=LONGEST_FOR_TOKEN_S))
    _wrong: OrderedDict[tuple[str, bytes], None] = field(default_factory=OrderedDict)

    def wait(self, address: str, shown: str) -> float:
        """Return for how many seconds what an address shows isn't looked at; 0.0 where it may be, or is known as wrong."""
        return 0.0 if self._key(address, shown) in self._wrong else self.throttle.wait(address, "")

    def failed(self, address: str, shown: str) -> None:
        """Count a wrong token."""
        key = self._key(address, shown)
        if key not in self._wrong:
            self.throttle.failed(address, "")
        self._wrong[key] = None
        self._wrong.move_to_end(key)
        while len(self._wrong) > MOST_KEPT:
            self._wrong.popitem(last=False)

    @staticmethod
    def _key(address: str, shown: str) -> tuple[str, bytes]:
        return network_of(address), hashlib.sha256(shown.encode("utf-8", "surrogatepass")).digest()
