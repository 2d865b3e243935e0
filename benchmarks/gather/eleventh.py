"""A sake brewery's office, written by hand before it was asked: tanks, rice, laboratory, tours, sales, repairs, rules.

``brewery.txt`` holds 33 papers, each worded by itself, and 21 questions; it is read as ``parks.txt`` is (``sixth.py``).
"""

from benchmarks.gather.papers import Library
from benchmarks.gather.sixth import written_in

__all__ = ["brewery"]


def brewery() -> Library:
    """Tanks, rice, samples, tours, sales and repairs of a sake brewery in one folder."""
    return written_in("brewery")
