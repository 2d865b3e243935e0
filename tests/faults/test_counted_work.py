"""Twice the cells, shapes or notes take twice the lines of Python: counted, so that nothing beside it disturbs the measure.

Seconds are measured too, in ``test_linear_time.py``: what libraries do outside Python only a clock can see.
"""

from collections.abc import Callable

import pytest

from kotae.parsing.files import Source
from kotae.parsing.formats import READERS
from kotae.parsing.settings import ReadingSettings
from tests.faults.steps import steps_for_each_two
from tests.faults.structures import STRUCTURES

# How often a thing comes in the smallest of three files, each with twice as many as the one before.
FEWEST = 100
# What is looked at together has a bound (200 grounds below a text, the readings of a line): more things than that tell
# whether it holds. Of what is nested, fewer tell as much.
FEWEST_OF = {
    (".docx", "nested tables"): 25,
    (".odt", "nested tables"): 25,
    (".ods", "small tables"): 50,
    (".xls", "rows"): 200,
    (".xls", "merged ranges"): 200,
    (".pptx", "filled shapes on a slide"): 200,
    (".pptx", "cells in a row"): 200,
    (".pdf", "readings"): 200,
}
# Who looks at each two of the things, in one order, takes half a line or more; what is looked through in pieces of a
# bounded length takes less.
MOST_FOR_EACH_TWO = 0.3
# Texts all over a page are looked at in lines until it is too full of them; each with all others they took 80.
MOST_OF = {(".pdf", "texts all over a page"): 2.0}


@pytest.mark.parametrize(
    ("suffix", "thing"), [(suffix, thing) for suffix, made in STRUCTURES.items() for thing in made]
)
def test_lines_are_linear_in_the_number_of_things(suffix: str, thing: str) -> None:
    """One row of 8,000 cells took 7.6 s, 16,000 conditional formats 5.9 s: their number squared."""
    make = STRUCTURES[suffix][thing]

    def read(data: bytes) -> object:
        return list(READERS[suffix](Source(path=f"a{suffix}", data=data, settings=ReadingSettings())))

    # What a reader loads once isn't counted.
    assert read(make(2))
    fewest, most = (
        table.get((suffix, thing), usual)
        for table, usual in ((FEWEST_OF, FEWEST), (MOST_OF, MOST_FOR_EACH_TWO))
    )
    assert steps_for_each_two(read, make, int(fewest)) <= most


def _in_loops(things: list[int]) -> int:
    found = 0
    for thing in things:
        for other in things[:thing]:
            found += thing == other
    return found


@pytest.mark.parametrize(
    ("work", "for_each_two"),
    [
        (lambda things: [thing for thing in things if thing], 0),
        (lambda things: sorted(things, key=lambda thing: -thing), 0),
        (_in_loops, 1),
        (lambda things: [thing for thing in things if all(other < thing for other in things[:thing])], 1.5),
        (lambda things: [[other for other in things if other > thing] for thing in things], 1),
        (lambda things: [next(other for other in things if other == thing) for thing in things], 0.5),
        # Outside Python: a clock has to see it.
        (lambda things: [things.index(thing) for thing in things], 0),
    ],
    ids=["linear", "sorted", "loops", "generators", "comprehensions", "first one found", "outside Python"],
)
def test_a_square_is_counted(work: Callable[[list[int]], object], for_each_two: float) -> None:
    assert steps_for_each_two(work, lambda count: list(range(count)), FEWEST) == pytest.approx(
        for_each_two, abs=0.01
    )
