"""What lies over the text of a page: elements laid over others, masks, effects that leave nothing to see.

Where things end up is only known after a browser has laid the page out. What is told here is told by what
an element says of itself: that it fills what it stands in and lets nothing through. What lies below is read and said.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from itertools import islice
from typing import Final

from bs4.element import NavigableString, PreformattedString, Tag
from tinycss2.color3 import RGBA

from kotae.parsing.html.colours import colours_in
from kotae.parsing.html.lengths import points_of
from kotae.parsing.html.look import Look
from kotae.parsing.html.unseen import FAINTEST

__all__ = ["OVERLAY_PROPERTIES", "below", "fills_its_place", "is_masked_away", "layer_of", "may_be_masked"]

OVERLAY_PROPERTIES: Final = frozenset(
    "mask mask-image -webkit-mask -webkit-mask-image z-index mix-blend-mode color-scheme right bottom".split()
)

_MASKS: Final = ("mask", "mask-image", "-webkit-mask", "-webkit-mask-image")
# Wider and higher than any button or badge that may lie over a corner of text.
_WIDE_POINTS: Final = 450.0
_HIGH_POINTS: Final = 300.0
_MAX_BESIDE: Final = 200
_EFFECTS: Final = re.compile(
    r"blur\(\s*(?:[3-9]|\d\d|[\d.]+r?em)|brightness\(\s*(?:[5-9]|\d\d(?!%)|[5-9]\d\d%|\d{4})|contrast\(\s*(?:0?\.0|0(?!\.)|[0-4]%)"
)
# With these letters that are darker than their ground stay so.
_DARKENING: Final = ("normal", "multiply", "darken", "color-burn")


def _masks(declared: Mapping[str, str]) -> list[str]:
    return [mask for name in _MASKS if (mask := declared.get(name, "none")) not in ("none", "", "initial")]


def is_masked_away(declared: Mapping[str, str]) -> bool:
    """Return whether a mask lets nothing of an element through."""
    return any(
        colours and all(colour.alpha < FAINTEST for colour in colours)
        for mask in _masks(declared)
        if "gradient(" in mask and "url(" not in mask
        for colours in [colours_in(mask)]
    )


def may_be_masked(declared: Mapping[str, str]) -> bool:
    """Return whether a mask, a cut or an effect may leave nothing to see of an element."""
    return (
        any("(" in mask for mask in _masks(declared))
        or "url(" in declared.get("clip-path", "")
        or _EFFECTS.search(declared.get("filter", "")) is not None
        or declared.get("mix-blend-mode", "normal") not in _DARKENING
    )


def layer_of(declared: Mapping[str, str]) -> int | None:
    """Return how high an element lies that is placed by itself; None for one that lies in the text."""
    if declared.get("position") not in ("absolute", "fixed", "relative", "sticky"):
        return None
    written = declared.get("z-index", "")
    return int(written) if re.fullmatch(r"[+-]?\d{1,9}", written) else 0


def fills_its_place(declared: Mapping[str, str], ground: RGBA | None, *, opaque: bool) -> bool:
    """Return whether an element lies over all that stands where it stands, and lets nothing through.

    Args:
        declared: What is said of it, in lower case.
        ground: What its own text stands on; None where a picture decides that.
        opaque: Whether it shows wholly.
    """
    if declared.get("position") not in ("absolute", "fixed") or (layer_of(declared) or 0) < 0 or not opaque:
        return False
    if not any(declared.get(name) for name in ("background", "background-color", "background-image")):
        return False
    if ground is not None and ground.alpha < 1 - FAINTEST:
        return False
    inset = declared.get("inset", "").split()
    everywhere = bool(inset) and all(_is_edge(side) for side in inset)
    across = all(_is_edge(declared.get(side, "")) for side in ("left", "right"))
    down = all(_is_edge(declared.get(side, "")) for side in ("top", "bottom"))
    wide = across or _is_long(declared.get("width", ""), _WIDE_POINTS)
    high = down or _is_long(declared.get("height", ""), _HIGH_POINTS)
    return everywhere or (wide and high)


def _is_edge(written: str) -> bool:
    """Whether a side lies at the edge of what an element stands in, or beyond."""
    length = points_of(written)
    return length is not None and length <= 1


def _is_long(written: str, least: float) -> bool:
    found = re.fullmatch(r"(\d{1,6}(?:\.\d{1,6})?)(?:%|vw|vh|dvh|dvw|lvh|svh)", written)
    if found:
        return float(found[1]) >= 95
    length = points_of(written)
    return length is not None and length >= least


def below(cover: Tag, layer: int, look: Callable[[Tag], Look]) -> Iterator[Tag | NavigableString]:
    """Yield what stands beside an element that lies over it.

    Args:
        cover: The element.
        layer: How high it lies.
        look: Tells how an element beside it looks.
    """
    later = False
    for other in islice(cover.parent.contents if cover.parent is not None else (), _MAX_BESIDE):
        if other is cover:
            later = True
        elif isinstance(other, Tag):
            seen = look(other)
            if not seen.hidden and (
                seen.layer is None or seen.layer < layer or (seen.layer == layer and not later)
            ):
                yield other
        elif isinstance(other, NavigableString) and not isinstance(other, PreformattedString):
            yield other
