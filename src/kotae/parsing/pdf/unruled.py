"""Tables without drawn lines: rows whose chunks stand in the same columns, with blank stripes between them.

Wide gaps alone prove nothing: columns of prose, lists with their numbers, margins with notes have them too. What is taken for a
table has columns that hold over several rows and edges that stand below each other, and doesn't read on from line to line.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, TypeAlias

from kotae.parsing.aligned_columns import grown
from kotae.parsing.pdf.chunks import Chunk, ChunkRow, cut_at, figures_beside, parted, touching
from kotae.parsing.pdf.glyphs import is_wide
from kotae.parsing.pdf.labels import is_figure

__all__ = ["Band", "Span", "bands"]

Span: TypeAlias = tuple[int, int]
"""Where a chunk or a column begins and ends along the line, in twentieths of a point."""

_FINE: Final = 20
_MAX_BLANK: Final = 2.2
_MAX_HEAD_BLANK: Final = 1.3
_MAX_HEAD_ROWS: Final = 4
_MAX_COLUMNS: Final = 40
_MAX_SINGLE: Final = 3
_MIN_ROWS: Final = 3
_WIDE: Final = 1.0
_FULL: Final = 0.75
_ALIGNED: Final = 0.3
_LONG_LATIN: Final = 20
_LONG_WIDE: Final = 10
_COUNTER: Final = re.compile(
    r"[^\w\s]|[(（\[]?(?:[0-9０-９]{1,3}(?:[.．-][0-9０-９]{1,3}){0,4}|[A-Za-zア-ン]|[ivxlcIVXLC]{1,6}|[*†‡§]+)[)）.．:：\]]{0,2}"
    r"|[①-⑳㋐-㋾]|第[0-9０-９一二三四五六七八九十百IVXivx]{1,5}[条章節項号部編款]?|(?:注|※)[0-9０-９]{0,2}|(?:Article|Section|Chapter|Q|A|Note|Step)\s?[0-9]{0,3}[.:：]?",
    re.IGNORECASE,
)


_SENTENCE: Final = re.compile(r"[。．！？]\Z|(?:\w+\W+){4,}\w+[.!?]\Z")
# An entry of an index: words, then pages.
_INDEXED: Final = re.compile(
    r"[^\d\s].*[,，、…]\s*[0-9０-９]{1,4}(?:\s*[,，、–-]\s*[0-9０-９]{1,4})*[,，、]?"
)


@dataclass(slots=True)
class Band:
    """Rows that are a table.

    Attributes:
        start: Which row is its first.
        end: Which row follows its last.
        columns: Where they stand.
    """

    start: int
    end: int
    columns: list[Span]


def span(chunk: Chunk) -> Span:
    """Return where a chunk stands along the line."""
    return round(chunk.left * _FINE), max(round(chunk.left * _FINE) + 1, round(chunk.right * _FINE))


def met(chunk: Chunk, columns: Sequence[Span]) -> list[int]:
    """Return the columns that a chunk stands in."""
    start, end = span(chunk)
    return [place for place, column in enumerate(columns) if column[0] < end and start < column[1]]


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
    while end < len(rows) and rows[end].chunks and (end == at or _blank(rows, end) <= _MAX_BLANK):
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
    beside = Counter(round(2 * left) for row in rows for chunk in row.chunks for left in figures_beside(chunk))
    places += [place / 2 for place, count in beside.items() if count >= _MIN_ROWS]
    for row in rows if places else ():
        row.chunks = [part for chunk in row.chunks for part in cut_at(chunk, places)]


def _is_prose_below(chunk: Chunk, first: Chunk) -> bool:
    """Whether a line below a table is prose: it reads on, and begins where the table does."""
    return _reads_on(chunk) and chunk.left < first.left + chunk.size


def _inside(rows: Sequence[ChunkRow], start: int, end: int) -> list[Band]:
    """The tables within a stretch: grown from its row of most chunks, then above and below that."""
    tried: set[int] = set()
    while True:
        seeds = [at for at in range(start, end) if len(rows[at].chunks) > 1 and at not in tried]
        if len(seeds) < 2:
            return []
        seed = max(seeds, key=lambda at: len(rows[at].chunks))
        band = _grown(rows, seed, (start, end))
        if band.end - band.start >= 2 and _is_table(rows, band):
            break
        tried |= {seed, *range(band.start, band.end)}
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
        stripes = [(left[1] / _FINE, right[0] / _FINE) for left, right in pairwise(columns)]
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
    if len(across) > 1 or len(other.chunks) < 2 or (len(row.chunks) == 1 and _reads_on(row.chunks[0])):
        return False
    return bool(_wider(other, columns))


def _reads_on(chunk: Chunk) -> bool:
    """Whether a line is one of prose: a sentence, or long."""
    long = len(chunk.text) > 90 - 45 * _is_wide_text(chunk.text)
    return long or _SENTENCE.search(chunk.text.strip()) is not None


def _is_wide_text(text: str) -> bool:
    return 2 * sum(map(is_wide, text)) > len(text)


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
    """The columns, neighbours joined that no row fills both of: a label to the left, figures to the right of one."""
    result = list(columns)
    for joins in (_heads_next, _are_sparse):
        at = 0
        while at + 1 < len(result):
            pair = [[_fills(row, column) for row in rows] for column in result[at : at + 2]]
            if not any(map(all, zip(*pair, strict=True))) and joins(*pair):
                result[at : at + 2] = [(result[at][0], result[at + 1][1])]
            else:
                at += 1
    return result


def _heads_next(left: Sequence[bool], right: Sequence[bool]) -> bool:
    """Whether a column has cells above those of the next one only: labels to the left over figures to the right."""
    return True in left and True in right and max(at for at, on in enumerate(left) if on) < right.index(True)


def _are_sparse(left: Sequence[bool], right: Sequence[bool]) -> bool:
    return 3 * min(sum(left), sum(right)) < len(left)


def _fills(row: ChunkRow, column: Span) -> bool:
    return any(met(chunk, [column]) for chunk in row.chunks)


def _is_table(rows: Sequence[ChunkRow], band: Band) -> bool:
    found = [row for row in rows[band.start : band.end] if len(row.chunks) > 1]
    columns = band.columns
    if len(columns) < 2 or len(found) < _MIN_ROWS:
        return False
    if sum(row.wide >= _WIDE or row.led for row in found) < max(2, len(found) // 3):
        return False
    inside = [_column(rows[band.start : band.end], column) for column in columns]
    if any(len(chunks) < 2 for chunks in inside) or (len(columns) == 2 and not _stand_below(inside[1])):
        return False
    if sum(map(_stand_below, inside)) < (len(columns) + 1) // 2:
        return False
    if all(chunk.mono for row in found for chunk in row.chunks) and not _is_of_figures(inside):
        return False
    return not (_is_list(inside) or _is_contents(found, columns) or _is_prose(inside))


def _is_of_figures(columns: Sequence[Sequence[Chunk]]) -> bool:
    """Whether most of what stands right of the first column are figures: a list that a printer set, no code."""
    values = [is_figure(chunk.text) for chunks in columns[1:] for chunk in chunks]
    return 2 * sum(values) > len(values)


def _column(rows: Sequence[ChunkRow], column: Span) -> list[Chunk]:
    return [chunk for row in rows for chunk in row.chunks if met(chunk, [column])]


def _stand_below(chunks: Sequence[Chunk]) -> bool:
    """Whether most begin, or end, or have their middle at the same place."""
    size = chunks[0].size
    for edge in (
        [chunk.left for chunk in chunks],
        [chunk.right for chunk in chunks],
        [(chunk.left + chunk.right) / 2 for chunk in chunks],
    ):
        middle = sorted(edge)[len(edge) // 2]
        if 2 * sum(abs(place - middle) < _ALIGNED * size for place in edge) >= len(edge):
            return True
    return False


def _is_list(columns: Sequence[Sequence[Chunk]]) -> bool:
    """Whether the first column holds nothing but marks and numbers of items, and the second their text."""
    if len(columns) > 2:
        return False
    marks = [_COUNTER.fullmatch(chunk.text.strip()) is not None for chunk in columns[0]]
    figures = sum(is_figure(chunk.text) for chunk in columns[1])
    return sum(marks) >= 0.7 * len(marks) and 2 * figures < len(columns[1])


def _is_contents(rows: Sequence[ChunkRow], columns: Sequence[Span]) -> bool:
    """Whether it is a list of what stands on which page: a table of contents, an index."""
    texts = [[chunk.text.strip() for chunk in row.chunks] for row in rows]
    entries = sum(_INDEXED.fullmatch(text) is not None for row in texts for text in row)
    if 3 * entries >= 2 * sum(map(len, texts)):
        return True
    pages = [int(row[-1]) for row in texts if row[-1].isdecimal() and len(row[-1]) < 5]
    if len(columns) > 3 or 10 * len(pages) < 9 * len(rows) or pages != sorted(pages):
        return False
    counted = all(_COUNTER.fullmatch(row[0]) for row in texts) and len(columns) > 2
    return sum(row.led for row in rows) >= min(_MIN_ROWS, len(rows)) or counted


def _is_prose(columns: Sequence[Sequence[Chunk]]) -> bool:
    """Whether two columns or more are running text whose lines stand beside each other."""
    running = [_runs_on(chunks) for chunks in columns]
    fullest = max(map(len, columns))
    return sum(on and len(chunks) >= 0.7 * fullest for on, chunks in zip(running, columns, strict=True)) > 1


def _runs_on(chunks: Sequence[Chunk]) -> bool:
    """Whether the lines of a column are as full as those of running text, and sentences go on over their ends."""
    if len(chunks) < _MIN_ROWS:
        return False
    left, right = min(chunk.left for chunk in chunks), max(chunk.right for chunk in chunks)
    full = sum(chunk.right - chunk.left > _FULL * (right - left) for chunk in chunks)
    chars = sum(len(chunk.text) for chunk in chunks) / len(chunks)
    words = sum(not is_figure(chunk.text) for chunk in chunks)
    least = _LONG_WIDE if _is_wide_text("".join(chunk.text for chunk in chunks)) else _LONG_LATIN
    return 2 * full >= len(chunks) and chars >= least and 2 * words > len(chunks)


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
    if any(count > 1 for count in places.values()) or any(map(_reads_on, row.chunks)):
        return False
    if len(row.chunks) > 1:
        return True
    left = span(row.chunks[0])[0]
    return left > columns[0][1] and bool(places)
