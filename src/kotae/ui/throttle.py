"""Growing delays for wrong passwords, per address and per name.

After three wrong ones the next is looked at only after a second, then two, four, and so on. A
name's delay stays short, and isn't asked of addresses that signed in under it before: else
anybody could lock its owner out.
"""

import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from kotae.network.connections import network_of

__all__ = ["Throttle"]

# People mistype; a machine that guesses is told by the fourth.
FREE: Final = 3
LONGEST_FOR_ADDRESS_S: Final = 900.0
# Shorter than for an address: or anybody could lock somebody else out by typing a name.
LONGEST_FOR_NAME_S: Final = 30.0
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
    """

    clock: Callable[[], float] = time.monotonic
    _failures: OrderedDict[tuple[str, str], _Failures] = field(default_factory=OrderedDict)
    _welcome: OrderedDict[tuple[str, str], None] = field(default_factory=OrderedDict)

    def wait(self, address: str, name: str) -> float:
        """Return for how many seconds no password is looked at; 0.0 where one may be tried now."""
        place = network_of(address)
        waits = [self._left("address", place, LONGEST_FOR_ADDRESS_S)]
        if (place, name) not in self._welcome:
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
