"""What speaks for rows in columns being a table, and against it.

Wide gaps alone prove nothing: columns of prose, lists with their numbers, contents and indexes have them too. A table's columns
hold over several rows, their edges stand below each other, and they don't read on from line to line.
"""

import re
from collections.abc import Sequence
from typing import Final

from kotae.parsing.pdf.chunks import Chunk, ChunkRow
from kotae.parsing.pdf.columns import Band, Span, met
from kotae.parsing.pdf.glyphs import is_wide
from kotae.parsing.pdf.values import is_figure
from kotae.parsing.tables.cell_shapes import is_label, one_line, shape
from kotae.parsing.tables.series import DIGITS

__all__ = ["is_table", "reads_on"]

# Two lines that happen to align are no table.
_MIN_ROWS: Final = 3
# Two rows of so many columns are labels over values; of fewer, a line and the next.
_MIN_COLUMNS: Final = 4
_WIDE: Final = 1.0
_FULL: Final = 0.75
_ALIGNED: Final = 0.3
_MOST: Final = 0.7
_LONG_LATIN: Final = 20
_LONG_WIDE: Final = 10
_COUNTER: Final = re.compile(
    r"[^\w\s]|[(（\[]?(?:[0-9０-９]{1,5}(?:[.．-][0-9０-９]{1,3}){0,4}|[A-Za-zア-ン]|[ivxlcIVXLC]{1,6}|[*†‡§]+)[)）.．:：\]]{0,2}"
    r"|[①-⑳㋐-㋾]|第[0-9０-９一二三四五六七八九十百IVXivx]{1,5}[条章節項号部編款]?|(?:注|※)[0-9０-９]{0,2}|(?:Article|Section|Chapter|Q|A|Note|Step)\s?[0-9]{0,3}[.:：]?",
    re.IGNORECASE,
)
# Shorter texts with a full stop are abbreviations: No., approx.
_MIN_WORDS: Final = 5
# An entry of an index: words, then pages.
_INDEXED: Final = re.compile(
    r"[^\d\s].*[,，、…]\s*[0-9０-９]{1,4}(?:\s*[,，、–-]\s*[0-9０-９]{1,4})*[,，、]?"
)
_MAX_ENTRY_CHARS: Final = 120


def is_table(rows: Sequence[ChunkRow], band: Band) -> bool:
    """Return whether rows in columns are a table."""
    found = [row for row in rows[band.start : band.end] if len(row.chunks) > 1]
    columns = band.columns
    if len(columns) < 2 or (len(found) < _MIN_ROWS and not _heads_values(found, columns)):
        return False
    if sum(row.wide >= _WIDE or row.led for row in found) < max(2, len(found) // 3):
        return False
    inside = [_column(rows[band.start : band.end], column) for column in columns]
    if any(len(chunks) < 2 for chunks in inside):
        return False
    if len(columns) == 2 and not all(_stand_below(chunks, least=_MOST) for chunks in inside):
        return False
    if sum(map(_stand_below, inside)) < (len(columns) + 1) // 2:
        return False
    if all(chunk.mono for row in found for chunk in row.chunks) and not _is_of_figures(inside):
        return False
    return not (_is_list(inside) or _is_contents(found, columns, band) or _is_prose(inside))


def _heads_values(rows: Sequence[ChunkRow], columns: Sequence[Span]) -> bool:
    """Whether two rows are labels and values below them: as many of each as there are columns, and no figure is a label."""
    if len(rows) != 2 or len(columns) < _MIN_COLUMNS or any(len(row.chunks) != len(columns) for row in rows):
        return False
    head, values = ([one_line(chunk.text) for chunk in row.chunks] for row in rows)
    told = sum(shape(value) in DIGITS for value in values)
    return all(map(is_label, head)) and 3 * told >= 2 * len(values)


def _is_of_figures(columns: Sequence[Sequence[Chunk]]) -> bool:
    """Whether most of what stands right of the first column are figures: a list that a printer set, no code."""
    values = [is_figure(chunk.text) for chunks in columns[1:] for chunk in chunks]
    return 2 * sum(values) > len(values)


def _column(rows: Sequence[ChunkRow], column: Span) -> list[Chunk]:
    return [chunk for row in rows for chunk in row.chunks if met(chunk, [column])]


def _stand_below(chunks: Sequence[Chunk], least: float = 0.5) -> bool:
    """Whether most begin, or end, or have their middle at the same place."""
    size = chunks[0].size
    for edge in (
        [chunk.left for chunk in chunks],
        [chunk.right for chunk in chunks],
        [(chunk.left + chunk.right) / 2 for chunk in chunks],
    ):
        middle = sorted(edge)[len(edge) // 2]
        if sum(abs(place - middle) < _ALIGNED * size for place in edge) >= least * len(edge):
            return True
    return False


def _is_list(columns: Sequence[Sequence[Chunk]]) -> bool:
    """Whether the first column holds nothing but marks and numbers of items, or of lines of code, and the rest their text."""
    rest = [chunk for chunks in columns[1:] for chunk in chunks]
    code = 2 * sum(map(_is_code, rest)) > len(rest)
    marks = sum(_COUNTER.fullmatch(_first(chunk.text, code=code)) is not None for chunk in columns[0])
    figures = 2 * sum(is_figure(chunk.text) for chunk in rest) >= len(rest)
    return marks >= 0.7 * len(columns[0]) and (code or len(columns) == 2) and not figures


def _first(text: str, *, code: bool) -> str:
    """A cell that may hold a mark; of a line of code with its number, the number."""
    return text.split()[0] if code and text.strip() else text.strip()


def _is_code(chunk: Chunk) -> bool:
    glyphs = [glyph for run in chunk.runs for glyph in run.glyphs]
    return 2 * sum(glyph.mono for glyph in glyphs) > len(glyphs)


def _is_contents(rows: Sequence[ChunkRow], columns: Sequence[Span], band: Band) -> bool:
    """Whether it is a list of what stands on which page: a table of contents, an index."""
    texts = [[chunk.text.strip() for chunk in row.chunks] for row in rows]
    entries = sum(map(_is_entry, (text for row in texts for text in row)))
    if 3 * entries >= 2 * sum(map(len, texts)):
        return True
    pages = [int(row[-1]) for row in texts if row[-1].isdecimal() and len(row[-1]) < 5]
    if len(columns) > 3 or 10 * len(pages) < 9 * len(rows):
        return False
    if pages != sorted(pages):
        # Entries of an index of several lines, of which the last has the page.
        return all(row.led for row in rows) and 5 * len(rows) < 3 * (band.end - band.start)
    counted = all(_COUNTER.fullmatch(row[0]) for row in texts) and len(columns) > 2
    return sum(row.led for row in rows) >= min(_MIN_ROWS, len(rows)) or counted


def _is_entry(text: str) -> bool:
    return len(text) <= _MAX_ENTRY_CHARS and _INDEXED.fullmatch(text) is not None


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


def reads_on(chunk: Chunk) -> bool:
    """Return whether a line is one of prose: a sentence, or long."""
    long = len(chunk.text) > 90 - 45 * _is_wide_text(chunk.text)
    text = chunk.text.strip()
    return (
        long
        or text.endswith(("。", "．", "！", "？"))
        or (text.endswith((".", "!", "?")) and len(text.split()) >= _MIN_WORDS)
    )


def _is_wide_text(text: str) -> bool:
    return 2 * sum(map(is_wide, text)) > len(text)
