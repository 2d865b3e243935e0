"""Ruled lines → cells: where a page draws the grid of a table.

pdfplumber finds the cells (its functions on plain edges; nothing is parsed by it), after lines that
nearly meet are made to meet.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final

from kotae.parsing.pdf.objects import Rule

__all__ = ["Cell", "grids"]

# Crossings grow with the square: what has more is a drawing.
_MAX_EDGES: Final = 1_200
_MAX_CROSSINGS: Final = 1_500
_MAX_RULES: Final = 8_000
# In points: lines of two neighbouring cells are drawn a little apart.
_SNAP: Final = 3.0
_MEET: Final = 3.0
_MIN_SIDE: Final = 3.0

_Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One cell of a grid, in reading coordinates.

    Attributes:
        left: Its box.
        top: See ``left``.
        right: See ``left``.
        bottom: See ``left``.
        row: Of its upper left corner, from 0.
        column: Of its upper left corner, from 0.
        rows: How many rows it covers.
        columns: How many columns it covers.
    """

    left: float
    top: float
    right: float
    bottom: float
    row: int
    column: int
    rows: int = 1
    columns: int = 1


def grids(rules: Iterable[Rule]) -> list[list[Cell]]:
    """Return the cells of every grid with more than one row and column, from top to bottom; none for too many lines.

    Args:
        rules: Straight lines, in reading coordinates.
    """
    edges = [_edge(rule) for rule in rules]
    upright = sum(edge["orientation"] == "v" for edge in edges)
    if upright < 1 or len(edges) - upright < 2 or len(edges) > _MAX_RULES:
        return []
    from pdfplumber.table import (
        cells_to_tables,
        edges_to_intersections,
        intersections_to_cells,
        merge_edges,
    )

    edges = merge_edges(edges, _SNAP, _SNAP, _MEET, _MEET)
    if len(edges) > _MAX_EDGES:
        return []
    edges += list(_open_sides(edges))
    crossings = edges_to_intersections(edges, _MEET, _MEET)
    if len(crossings) > _MAX_CROSSINGS:
        return []
    found = [_placed(table) for table in cells_to_tables(intersections_to_cells(crossings))]
    return [cells for cells in found if _is_table(cells)]


def _edge(rule: Rule) -> dict[str, Any]:
    left, top, right, bottom = rule
    return {
        "x0": left,
        "x1": right,
        "top": top,
        "bottom": bottom,
        "width": right - left,
        "height": bottom - top,
        "orientation": "h" if right - left >= bottom - top else "v",
        "object_type": "line",
    }


def _open_sides(edges: Sequence[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Yield the sides that tables without an outer border lack: where their lines all begin and end."""
    upright = [edge for edge in edges if edge["orientation"] == "v"]
    level = sorted((edge for edge in edges if edge["orientation"] == "h"), key=lambda edge: edge["top"])
    stacks: list[list[dict[str, Any]]] = []
    for edge in level:
        stack = next((stack for stack in reversed(stacks) if _continues(stack[-1], edge, upright)), None)
        if stack is None:
            stacks.append([edge])
        else:
            stack.append(edge)
    for stack in stacks:
        if len(stack) < 2:
            continue
        top, bottom = stack[0]["top"], stack[-1]["top"]
        for side in ("x0", "x1"):
            x = stack[0][side]
            if not any(
                abs(edge["x0"] - x) < _MEET and edge["bottom"] > top and edge["top"] < bottom
                for edge in upright
            ):
                yield _edge(Rule(x, top, x, bottom))


def _continues(last: dict[str, Any], edge: dict[str, Any], upright: Sequence[dict[str, Any]]) -> bool:
    """Whether two level lines are as long and joined by an upright one between their ends."""
    if abs(last["x0"] - edge["x0"]) > _MEET or abs(last["x1"] - edge["x1"]) > _MEET:
        return False
    return any(
        last["x0"] + _MEET < line["x0"] < last["x1"] - _MEET
        and line["top"] <= last["top"] + _MEET
        and line["bottom"] >= edge["top"] - _MEET
        for line in upright
    )


def _placed(boxes: Sequence[_Box]) -> list[Cell]:
    """Cells with their rows and columns, those too thin for a character left out."""
    boxes = [box for box in boxes if box[2] - box[0] >= _MIN_SIDE and box[3] - box[1] >= _MIN_SIDE]
    xs = _steps([edge for box in boxes for edge in (box[0], box[2])])
    ys = _steps([edge for box in boxes for edge in (box[1], box[3])])
    return [
        Cell(
            left=left,
            top=top,
            right=right,
            bottom=bottom,
            row=ys[top],
            column=xs[left],
            rows=max(1, ys[bottom] - ys[top]),
            columns=max(1, xs[right] - xs[left]),
        )
        for left, top, right, bottom in sorted(boxes, key=lambda box: (box[1], box[0]))
    ]


def _steps(edges: Iterable[float]) -> dict[float, int]:
    """The number of each border; those closer than a cell may be are one."""
    found = sorted(set(edges))
    numbers = dict.fromkeys(found[:1], 0)
    for before, after in pairwise(found):
        numbers[after] = numbers[before] + (after - before >= _MIN_SIDE)
    return numbers


def _is_table(cells: Sequence[Cell]) -> bool:
    rows = {cell.row for cell in cells}
    columns = {cell.column for cell in cells}
    return len(rows) > 1 and len(columns) > 1
