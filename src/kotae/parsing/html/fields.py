"""Elements that show something without holding it as text: form fields, pictures' descriptions, formulas."""

from collections.abc import Callable, Collection
from math import isfinite
from typing import Final

from bs4.element import NavigableString, Tag

from kotae.parsing.html.mathml import linear

__all__ = ["shown_instead"]

_UNSHOWN_INPUTS: Final = frozenset("hidden password submit reset button image file search color".split())
_BAR_ENDS: Final = (("value", ""), ("min", "0"), ("max", "1"))
_MAX_OPTIONS: Final = 50
_MAX_CHARS: Final = 2_000
# Shorter descriptions are signs: *, >>; these mean something.
_MIN_ALT_CHARS: Final = 3
_MARKS: Final = frozenset("○◯〇◎●×✕✖✗△▲☆★✓✔☑☐有無可否済未")
_MAX_SIBLINGS: Final = 50
_BOXES: Final = {True: "☑", False: "☐"}


def shown_instead(tag: Tag, unseen_in: Callable[[Tag], Collection[int]] = lambda _: ()) -> str | None:
    """Return what a reader sees in place of an element, empty for nothing; None for an ordinary element.

    Args:
        tag: The element.
        unseen_in: Tells which parts of a formula nobody sees, by their ``id()``.
    """
    if tag.name == "math" or tag.name.endswith(":math"):
        return f" {linear(tag, unseen_in(tag))} "
    write = {"input": _input, "select": _select, "img": _image, "meter": _bar, "progress": _bar}.get(tag.name)
    return None if write is None else write(tag)


def _bar(tag: Tag) -> str:
    """How full a bar is; the words inside are for browsers that draw none. One without a value says nothing."""
    try:
        value, low, high = (float(str(tag.get(name, usual))) for name, usual in _BAR_ENDS)
    except ValueError:
        return " "
    if not (isfinite(value) and isfinite(high) and isfinite(low) and high > low):
        return " "
    return f" {min(max((value - low) / (high - low), 0.0), 1.0):.0%} "


def _input(tag: Tag) -> str:
    kind = str(tag.get("type") or "text").lower()
    if kind in ("checkbox", "radio"):
        return f" {_BOXES[tag.has_attr('checked')]} "
    if kind in _UNSHOWN_INPUTS:
        return ""
    return f" {str(tag.get('value') or '')[:_MAX_CHARS]} "


def _select(tag: Tag) -> str:
    options = tag.find_all("option", limit=_MAX_OPTIONS)
    chosen = [option for option in options if option.has_attr("selected")]
    chosen = chosen or [option for option in options if not option.has_attr("hidden")]
    return f" {' / '.join(' '.join(option.get_text().split()) for option in chosen)} "


def _image(tag: Tag) -> str:
    """The description of a picture that stands for itself; between words it is only a sign."""
    description = " ".join(str(tag.get("alt") or "").split())[:_MAX_CHARS]
    if tag.parent is None or (len(description) < _MIN_ALT_CHARS and description not in _MARKS):
        return ""
    if description in _MARKS:
        return f" {description} "
    beside = tag.parent.contents[:_MAX_SIBLINGS]
    alone = not any(isinstance(piece, NavigableString) and piece.strip() for piece in beside)
    if tag.parent.name == "a" or not alone:
        return f" [{description}] " if tag.parent.name != "a" else ""
    return f" {description}\x1e"
