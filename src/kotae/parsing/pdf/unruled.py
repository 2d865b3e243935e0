"""Tables without drawn lines: rows whose chunks stand in the same columns, with blank stripes between them.

A table grows from its row of most chunks, up and down, as long as rows share its columns; what speaks for it being one is weighed
in :mod:`kotae.parsing.pdf.evidence`.
"""

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from kotae.parsing.pdf.chunks import Chunk, ChunkRow, cut_at, figures_beside, parted, touching
from kotae.parsing.pdf.columns import FINE, Band, Span, met, span
from kotae.parsing.pdf.evidence import is_table, reads_on
from kotae.parsing.plain.aligned_columns import grown

__all__ = ["bands"]

# In heights of the letters: wider gaps part a table from what follows.
_MAX_BLANK: Final = 2.2
_MAX_HEAD_BLANK: Final = 1.3
_MAX_HEAD_ROWS: Final = 4
_MAX_COLUMNS: Final = 40
# Lines with one chunk among rows go on a cell above them; more in a row are text again.
_MAX_SINGLE: Final = 3
_MAX_ROWS: Final = 300
# Every try takes a page's rows apart once more.
_MAX_TRIES: Final = 12
_MIN_ROWS: Final = 3
_FULL: Final = 0.75


def bands(rows: Sequence[ChunkRow]) -> list[Band]:
    """Return the tables among the rows of one region, from top to bottom, apart from each other.

    Args:
        rows: From top to bottom; chunks that stand across columns of a table are parted at their spaces.
    """
    found: list[Band] = []
    at = 0
    while at < len(rows):
        end = _stretch(rows, at)
        if end:
            _cut_touching(rows[at:end])
            found += _inside(rows, at, end)
        at = max(end, at + 1)
    return found


def _stretch(rows: Sequence[ChunkRow], at: int) -> int:
    """Where rows end that may be tables: most of several chunks, close to each other; 0 for none."""
    end = last = at
    limit = min(len(rows), at + _MAX_ROWS)
    while end < limit and rows[end].chunks and (end == at or _blank(rows, end) <= _MAX_BLANK):
        if len(rows[end].chunks) > 1:
            last = end + 1
        elif end - last >= _MAX_SINGLE or _is_prose_below(rows[end].chunks[0], rows[at].chunks[0]):
            break
        end += 1
    return last if last - at >= 2 and len(rows[at].chunks) > 1 else 0


def _cut_touching(rows: Sequence[ChunkRow]) -> None:
    """Part cells that touch each other: something else begins where chunks of two other rows begin behind a gap."""
    begun = Counter(round(2 * chunk.left) for row in rows for chunk in row.chunks[1:])
    close = Counter(round(2 * left) for row in rows for chunk in row.chunks for left in touching(chunk))
    near = (-1, 0, 1)
    places = [
        place / 2
        for place in begun
        if (count := sum(begun[place + step] for step in near)) > 1
        or (count and sum(close[place + step] for step in near))
    ]
    beside = Counter(
        round(2 * left) for row in rows for chunk in row.chunks for left in figures_beside(chunk)
    )
    places += [place / 2 for place, count in beside.items() if count >= _MIN_ROWS]
    for row in rows if places else ():
        row.chunks = [part for chunk in row.chunks for part in cut_at(chunk, places)]


def _is_prose_below(chunk: Chunk, first: Chunk) -> bool:
    """Whether a line below a table is prose: it reads on, and begins where the table does."""
    return reads_on(chunk) and chunk.left < first.left + chunk.size


def _inside(rows: Sequence[ChunkRow], start: int, end: int) -> list[Band]:
    """The tables within a stretch: grown from its row of most chunks, then above and below that."""
    tried: set[int] = set()
    for _ in range(_MAX_TRIES):
        seeds = [at for at in range(start, end) if len(rows[at].chunks) > 1 and at not in tried]
        if len(seeds) < 2:
            return []
        seed = max(seeds, key=lambda at: len(rows[at].chunks))
        band = _grown(rows, seed, (start, end))
        if band.end - band.start >= 2 and is_table(rows, band):
            break
        tried |= {seed, *range(band.start, band.end)}
    else:
        return []
    band.start = _with_head(rows, band, start)
    return [*_inside(rows, start, band.start), band, *_inside(rows, band.end, end)]


def _grown(rows: Sequence[ChunkRow], seed: int, limits: Span) -> Band:
    """The rows around one that share its columns; a line across them between two such rows belongs to them."""
    columns = [span(chunk) for chunk in rows[seed].chunks]
    first = last = seed
    for step in (1, -1):
        at = seed + step
        while limits[0] <= at < limits[1]:
            wider = _wider(rows[at], columns)
            if wider:
                columns = wider
                if len(rows[at].chunks) > 1:
                    first, last = min(first, at), max(last, at)
            elif not _goes_on_beyond(rows, at, at + step, columns, limits):
                break
            at += step
    last = _with_rest(rows, last, columns)
    return Band(first, last, _merged(rows[first:last], columns))


def _wider(row: ChunkRow, columns: Sequence[Span]) -> list[Span]:
    """The columns with those of another row; none where it stands across them and has no spaces there."""
    wider = grown(columns, [span(chunk) for chunk in row.chunks])
    if not wider and len(row.chunks) > 1:
        stripes = [(left[1] / FINE, right[0] / FINE) for left, right in pairwise(columns)]
        chunks = [part for chunk in row.chunks for part in parted(chunk, stripes)]
        wider = grown(columns, [span(chunk) for chunk in chunks])
        if wider:
            row.chunks = chunks
    return wider if len(wider) <= _MAX_COLUMNS else []


def _blank(rows: Sequence[ChunkRow], at: int) -> float:
    """The blank above a row, in font sizes."""
    return (rows[at].top - rows[at - 1].bottom) / max(rows[at].size, 1.0)


def _goes_on_beyond(
    rows: Sequence[ChunkRow], at: int, beyond: int, columns: Sequence[Span], limits: Span
) -> bool:
    """Whether a row that stands across columns is one within a table: the next goes on in its columns."""
    if not limits[0] <= beyond < limits[1]:
        return False
    row, other = rows[at], rows[beyond]
    across = [chunk for chunk in row.chunks if len(met(chunk, columns)) > 1]
    if len(across) > 1 or len(other.chunks) < 2 or (len(row.chunks) == 1 and reads_on(row.chunks[0])):
        return False
    return bool(_wider(other, columns))


def _with_rest(rows: Sequence[ChunkRow], last: int, columns: Sequence[Span]) -> int:
    """Where a table ends whose last row of several chunks is known: further lines of its cells may follow."""
    at = last + 1
    while at < len(rows) and len(rows[at].chunks) == 1 and _blank(rows, at) < 0.6:
        chunk = rows[at].chunks[0]
        places = met(chunk, columns)
        above = [other for other in rows[at - 1].chunks if met(other, columns) == places]
        if len(places) != 1 or not places[0] or not above:
            break
        if above[0].right - above[0].left < _FULL * (chunk.right - chunk.left):
            break
        at += 1
    return at


def _merged(rows: Sequence[ChunkRow], columns: Sequence[Span]) -> list[Span]:
    """The columns, neighbours joined that no row fills both of: labels to one side over figures to the other side of one."""
    result = list(columns)
    # Found once for each column, not for each pair.
    spans = [[span(chunk) for chunk in row.chunks] for row in rows]
    filled = [_filled(spans, column) for column in result]
    for joins in (_heads_next, _are_sparse):
        at = 0
        while at + 1 < len(result):
            if not any(map(all, zip(*filled[at : at + 2], strict=True))) and joins(filled[at:]):
                result[at : at + 2] = [(result[at][0], result[at + 1][1])]
                filled[at : at + 2] = [_filled(spans, result[at])]
            else:
                at += 1
    return result


def _heads_next(filled: Sequence[Sequence[bool]]) -> bool:
    """Whether the first of some columns has cells above those of the next one only, or the reverse.

    Where labels and figures take turns, as on sheets that set the ones left and the others right, they are paired so that
    none is left alone.
    """
    if _stands_over(filled[0], filled[1]):
        return True
    turns = 1
    while turns < len(filled):
        above, below = filled[turns - 1 + turns % 2], filled[turns - turns % 2]
        if not _stands_over(above, below):
            break
        turns += 1
    return turns > 1 and turns % 2 == 0


def _stands_over(above: Sequence[bool], below: Sequence[bool]) -> bool:
    """Whether all cells of one column are above those of another."""
    return (
        True in above and True in below and max(at for at, on in enumerate(above) if on) < below.index(True)
    )


def _are_sparse(filled: Sequence[Sequence[bool]]) -> bool:
    left, right = filled[:2]
    return 3 * min(sum(left), sum(right)) < len(left)


def _filled(rows: Sequence[Sequence[Span]], column: Span) -> list[bool]:
    """In which rows of chunks something stands in a column."""
    return [any(column[0] < end and start < column[1] for start, end in row) for row in rows]


def _with_head(rows: Sequence[ChunkRow], band: Band, free: int) -> int:
    """Where a table begins with the rows above it that stand across its columns and head them."""
    at = band.start
    while at > free and band.start - at < _MAX_HEAD_ROWS and _blank(rows, at) < _MAX_HEAD_BLANK:
        row = rows[at - 1]
        if not row.chunks or not _heads(row, band.columns):
            break
        at -= 1
    return at


def _heads(row: ChunkRow, columns: Sequence[Span]) -> bool:
    """Whether a row above a table may hold labels of its columns."""
    places = Counter(place for chunk in row.chunks for place in met(chunk, columns))
    if any(count > 1 for count in places.values()) or any(map(reads_on, row.chunks)):
        return False
    if len(row.chunks) > 1:
        return True
    left = span(row.chunks[0])[0]
    return left > columns[0][1] and bool(places)
