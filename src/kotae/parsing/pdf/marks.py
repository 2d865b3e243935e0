"""Raised and lowered figures: marks of notes and exponents, written as what they are.

A file says ``1`` for a figure and for the small raised mark of a note alike; put side by side, 120 and
its note 1 would read as 1201, and 10 with an exponent 3 as 103. Unicode has characters for both.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from kotae.parsing.pdf.glyphs import GUESSED_SPACE, Glyph

__all__ = ["with_marks"]

_RAISED: Final = str.maketrans("0123456789０１２３４５６７８９+-−–()（）＋", "⁰¹²³⁴⁵⁶⁷⁸⁹⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻⁽⁾⁽⁾⁺")
_LETTERS: Final = str.maketrans("abcdefghijklmnoprstuvwxyz", "ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ")
_LOWERED: Final = str.maketrans("0123456789０１２３４５６７８９", "₀₁₂₃₄₅₆₇₈₉₀₁₂₃₄₅₆₇₈₉")
# Figures of notes are two thirds as large; what differs less is another font.
_SMALLER: Final = 0.85
_RISE: Final = 0.18
_FALL: Final = 0.03
_NEAR: Final = 0.4
# Longer stretches of small letters are text: a caption, an address.
_LONGEST: Final = 12


def with_marks(glyphs: Sequence[Glyph]) -> list[Glyph]:
    """Return glyphs of a page with raised figures as superscripts, lowered ones beside a figure or a letter as subscripts.

    Only small figures that touch a larger character are changed; a raised letter too where it stands
    alone behind a word or figure (``2ⁿ``, ``120ᵃ``), so that ``1st`` stays what it is.

    Args:
        glyphs: In the order they are drawn, in reading coordinates.
    """
    result = list(glyphs)
    sizes = {glyph.size for glyph in glyphs if glyph.text not in (" ", GUESSED_SPACE)}
    if not sizes or min(sizes) > _SMALLER * max(sizes):
        return result
    for start, end in _small(glyphs):
        stretch = glyphs[start:end]
        before = glyphs[start - 1] if start else None
        after = glyphs[end] if end < len(glyphs) else None
        rise = _rise(stretch, before, after)
        if rise > _RISE:
            result[start:end] = [_raised(stretch, at, before) for at in range(len(stretch))]
        elif before is not None and rise < -_FALL and _may_have_index(before, stretch):
            result[start:end] = [glyph._replace(text=glyph.text.translate(_LOWERED)) for glyph in stretch]
    return result


def _may_have_index(before: Glyph, stretch: Sequence[Glyph]) -> bool:
    """Whether what stands lower belongs to the figure before it, or counts a letter: ``H₂O``, ``x₁₀``."""
    if not _touches(before, stretch[0]):
        return False
    last = before.text[-1:]
    figures = all(_is_figure(glyph.text) for glyph in stretch)
    return _is_figure(last) or (figures and (last in ")]" or (last.isascii() and last.isalpha())))


def _small(glyphs: Sequence[Glyph]) -> Iterator[tuple[int, int]]:
    """Yield where stretches of glyphs smaller than their neighbour begin and end."""
    at = 0
    while at < len(glyphs):
        end = at + 1
        while end < len(glyphs) and _belong(glyphs[end - 1], glyphs[end]):
            end += 1
        if end - at <= _LONGEST:
            yield at, end
        at = end


def _belong(before: Glyph, after: Glyph) -> bool:
    """Whether two glyphs have one size and one height."""
    if GUESSED_SPACE in (before.text, after.text) or " " in (before.text, after.text):
        return False
    return (
        abs(before.size - after.size) < 0.1 * before.size
        and abs(before.bottom - after.bottom) < _RISE * before.size
    )


def _rise(stretch: Sequence[Glyph], before: Glyph | None, after: Glyph | None) -> float:
    """How far a stretch stands above the larger character beside it, in its sizes; 0 for none."""
    if before is not None and _touches(before, stretch[0]) and stretch[0].size <= _SMALLER * before.size:
        return (before.bottom - stretch[0].bottom) / before.size
    if after is not None and _touches(stretch[-1], after) and stretch[-1].size <= _SMALLER * after.size:
        return (after.bottom - stretch[-1].bottom) / after.size
    return 0.0


def _touches(before: Glyph, after: Glyph) -> bool:
    if before.text.isspace() or after.text.isspace():
        return False
    size = max(before.size, after.size)
    overlap = min(before.bottom, after.bottom) - max(before.top, after.top)
    return -_NEAR * size < after.left - before.right < _NEAR * size and overlap > 0


def _raised(stretch: Sequence[Glyph], at: int, before: Glyph | None) -> Glyph:
    glyph = stretch[at]
    text = glyph.text.translate(_RAISED)
    alone = len(stretch) == 1 and len(text) == 1 and before is not None and before.text[-1:].isalnum()
    return glyph._replace(text=text.translate(_LETTERS) if alone else text)


def _is_figure(character: str) -> bool:
    return character.isdecimal()
