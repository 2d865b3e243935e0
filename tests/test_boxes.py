"""Boxes: what is packed comes back, any span has its rectangles, nothing torn is read."""

import zlib
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kotae.boxes import Stretch, boxes_of, pack, unpack
from kotae.records import Box

LINE = Stretch(10, False, 100, 112, [50, 60, 70, 75, 80])
VERTICAL = Stretch(16, True, 300, 310, [40, 50, 60])
LEFTWARDS = Stretch(20, False, 200, 210, [90, 80, 70])


def test_any_part_of_a_line_has_its_own_box() -> None:
    layout = pack(3, [LINE, VERTICAL, LEFTWARDS])
    assert (layout.start, layout.end, layout.page) == (10, 22, 3)
    assert boxes_of([layout], 11, 13) == (Box(page=3, x0=60, y0=100, x1=75, y1=112),)
    assert boxes_of([layout], 13, 17) == (
        Box(page=3, x0=75, y0=100, x1=80, y1=112),
        Box(page=3, x0=300, y0=40, x1=310, y1=50),
    )
    assert boxes_of([layout], 21, 30) == (Box(page=3, x0=70, y0=200, x1=80, y1=210),)
    assert boxes_of([layout], 14, 16) == ()
    assert boxes_of([], 0, 9) == ()


def test_boxes_of_a_sentence_over_two_pages_are_in_reading_order() -> None:
    second = pack(2, [Stretch(14, False, 30, 40, [5, 10])])
    first = pack(1, [LINE])
    assert [box.page for box in boxes_of([second, first], 0, 99)] == [1, 2]


numbers = st.floats(-2000, 2000).map(lambda value: round(value, 1))


@st.composite
def stretches(draw: st.DrawFn) -> list[Stretch]:
    found, at = [], 0
    for _ in range(draw(st.integers(1, 6))):
        start = at + draw(st.integers(0, 5))
        near, far = sorted((draw(numbers), draw(numbers)))
        edges = draw(st.lists(numbers, min_size=2, max_size=8))
        found.append(Stretch(start, draw(st.booleans()), near, far, edges))
        at = found[-1].end
    return found


@settings(deadline=None)
@given(stretches())
def test_what_is_packed_comes_back(found: list[Stretch]) -> None:
    back = unpack(pack(7, found))
    assert [(s.start, s.upright, round(s.near, 1), round(s.far, 1)) for s in back] == [
        (s.start, s.upright, round(s.near, 1), round(s.far, 1)) for s in found
    ]
    assert [list(s.edges) for s in back] == [pytest.approx(list(s.edges)) for s in found]


def test_size_of_any_page_is_held_to_a_limit() -> None:
    (back,) = unpack(pack(1, [Stretch(0, False, -1e30, float("inf"), [0, 1e12, float("nan")])]))
    assert (back.near, back.far, list(back.edges)) == (-1e6, 1e6, [0, 1e6, -1e6])


@pytest.mark.parametrize(
    "packed",
    [b"", b"torn", zlib.compress(b"abc"), zlib.compress(bytes(4_000_000)), pack(1, [LINE]).packed[:-3]],
    ids=["empty", "no zlib", "no numbers", "bomb", "cut off"],
)
def test_altered_layout_is_refused(packed: bytes) -> None:
    with pytest.raises(ValueError, match=r"layout|bytes length"):
        unpack(replace(pack(1, [LINE]), packed=packed))


def test_layout_at_another_place_is_refused() -> None:
    with pytest.raises(ValueError, match="where it says"):
        unpack(replace(pack(1, [LINE]), end=15))
