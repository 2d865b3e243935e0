"""What an engine told of passages lately, so that reading it isn't done again for the next question."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from typing import Generic, TypeVar

__all__ = ["Remembered"]

_Told = TypeVar("_Told")


class Remembered(Generic[_Told]):
    """What is true of a passage as long as its snapshot is open; safe to use from many threads.

    Args:
        most: How many passages are kept; those least lately asked for go first.
        ask: Asks for some; what isn't in its answer isn't there, which is remembered as well.
    """

    def __init__(self, most: int, ask: Callable[[Sequence[int]], Mapping[int, _Told]]) -> None:
        self._most, self._ask = most, ask
        self._lock = threading.Lock()
        self._kept: OrderedDict[int, _Told | None] = OrderedDict()

    def told(self, numbers: Sequence[int]) -> dict[int, _Told]:
        """Return what is told of passages, by number; those that aren't there are left out."""
        with self._lock:
            known = {number: self._kept[number] for number in numbers if number in self._kept}
            for number in known:
                self._kept.move_to_end(number)
        missing = [number for number in dict.fromkeys(numbers) if number not in known]
        if missing:
            answer = self._ask(missing)
            fresh = {number: answer.get(number) for number in missing}
            known |= fresh
            with self._lock:
                self._kept.update(fresh)
                while len(self._kept) > self._most:
                    self._kept.popitem(last=False)
        return {number: told for number, told in known.items() if told is not None}
