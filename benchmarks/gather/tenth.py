"""A ski slope's office, written by hand before it was asked: lifts, accidents, lessons, orders, passes, rental, rules.

``slope.txt`` holds 46 papers, each worded by itself, and 28 questions; it is read as ``parks.txt`` is (``sixth.py``).
"""

from benchmarks.gather.papers import Library
from benchmarks.gather.sixth import written_in

__all__ = ["slope"]


def slope() -> Library:
    """Lifts, accidents, lessons, orders and passes of a ski slope in one folder."""
    return written_in("slope")
