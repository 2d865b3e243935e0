"""How many lines of Python a piece of work takes: the same number on every machine, however busy it is."""

import sys
from collections.abc import Callable
from types import FrameType
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from _typeshed import TraceFunction

__all__ = ["steps", "steps_for_each_two"]

_Given = TypeVar("_Given")


def steps(work: Callable[[_Given], object], given: _Given) -> int:
    """Return how many lines of Python this thread runs: each turn of a loop and each call counts anew.

    What libraries do outside Python (expressions, XML, arrays) is one step however long it takes: only clocks see that.
    """
    counted = 0

    def count(_frame: FrameType, _event: str, _arg: object) -> "TraceFunction":
        nonlocal counted
        counted += 1
        return count

    before = sys.gettrace()
    sys.settrace(count)
    try:
        work(given)
    finally:
        sys.settrace(before)
    return counted


def steps_for_each_two(work: Callable[[_Given], object], make: Callable[[int], _Given], count: int) -> float:
    """Return how many lines a piece of work takes for each two of the things it is given, beside those for each one.

    Of ``a + b n + c n²`` lines this is ``c``, exactly, however much larger ``b`` is; a line for each two that differ, in one
    order, is a half.

    Args:
        work: Reads what is made.
        make: Makes what has so many things.
        count: How many there are first; then twice and four times as many.
    """
    few, more, most = (steps(work, make(many)) for many in (count, 2 * count, 4 * count))
    return ((most - more) - 2 * (more - few)) / (6 * count * count)
