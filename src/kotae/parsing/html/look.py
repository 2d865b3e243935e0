"""How text in an element looks: what it inherits, and what is the element's own."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Final

import tinycss2
from tinycss2.color3 import RGBA

from kotae.parsing.html.custom_properties import MAX_VALUE_CHARS
from kotae.parsing.html.unseen import is_in_its_grounds_colour
from kotae.parsing.ink import WHITE, alike, is_tiny

__all__ = ["WHITE_PAPER", "Look", "display_of", "list_style_of", "shift_of"]

_LENGTH: Final = re.compile(r"(-?)\+?(?:\d{0,9}\.)?\d{1,9}(?:em|rem|ex|px|pt|%)")
_SMALLER: Final = re.compile(r"(?:0?\.\d{1,9}(?:em|rem)|[1-9]?\d(?:\.\d{1,9})?%|x{0,2}-?small|smaller)")
WHITE_PAPER: Final = RGBA(1.0, 1.0, 1.0, 1.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """How text in an element looks; what isn't set is inherited.

    Attributes:
        color: Its colour, None where nothing in the page says.
        background: What it stands on; None where a picture or another file decides that.
        hidden: Whether nobody sees it, nor anything in it.
        masked: Whether a mask, an effect, or a colour that can't be told may leave nothing to see of it.
        covers: Whether the element itself lies over all that stands beside it.
        layer: How high the element itself lies; None where it lies in the text.
        dark: Whether the page asks for dark colours.
        struck: Whether it is crossed out.
        list_style: The style of list marks as set here, else empty.
        shift: Whether the element itself is raised (``"sup"``) or lowered (``"sub"``), else empty.
        opacity: How much of it shows, of all that stands around it together.
        points: How large its letters are.
        invisible: Whether it is switched off until something inside is switched on.
        perspective: From how far what stands directly in the element is looked at, in points; None where that is flat.
        display: How the element itself is laid out, as CSS names it; ``absolute`` where it is taken out of its line.
        variables: Values by name that what is inside may use.
    """

    color: RGBA | None = None
    background: RGBA | None = WHITE_PAPER
    hidden: bool = False
    masked: bool = False
    covers: bool = False
    layer: int | None = None
    dark: bool = False
    struck: bool = False
    list_style: str = ""
    shift: str = ""
    opacity: float = 1.0
    points: float = 12.0
    invisible: bool = False
    perspective: float | None = None
    display: str = ""
    variables: Mapping[str, str] = field(default_factory=dict)

    @property
    def unseen(self) -> bool:
        """Whether text directly in it isn't seen; what is said of an element inside may show that one."""
        return self.invisible or is_tiny(self.points) or is_in_its_grounds_colour(self.color, self.background)

    @property
    def pale(self) -> bool:
        """Whether it is white on a ground that can't be told."""
        color = self.color
        if self.background is not None or color is None:
            return False
        return alike((color.red, color.green, color.blue), WHITE)

    def inside(self, *, hidden: bool, struck: bool) -> "Look":
        """Return how an element looks that says nothing else of itself."""
        own = (
            self.list_style
            or self.shift
            or self.covers
            or self.display
            or self.perspective
            or self.layer is not None
        )
        if (hidden, struck) == (self.hidden, self.struck) and not own:
            return self
        return replace(
            self,
            hidden=hidden,
            struck=struck,
            list_style="",
            shift="",
            covers=False,
            display="",
            perspective=None,
            layer=None,
        )


def display_of(declared: Mapping[str, str]) -> str:
    """Return how a style lays an element out; ``absolute`` where it stands in no line."""
    if declared.get("position") in ("absolute", "fixed"):
        return "absolute"
    return declared.get("display", "").removeprefix("-webkit-").removeprefix("block ").removeprefix("inline ")


def shift_of(declared: Mapping[str, str]) -> str:
    """Return whether a style raises (``"sup"``) or lowers (``"sub"``) small letters: by its name, or by moving them."""
    align = declared.get("vertical-align", "")
    words = (align, declared.get("font-variant-position", ""))
    if "super" in words or "sub" in words:
        return "sup" if "super" in words else "sub"
    if not _SMALLER.fullmatch(declared.get("font-size", "")):
        return ""
    moved: dict[str, list[str]] = {"sup": [align], "sub": []}
    if declared.get("position") == "relative":
        moved["sup"].append(declared.get("bottom", ""))
        moved["sub"].append(declared.get("top", ""))
    for way, lengths in moved.items():
        for length in lengths:
            if (found := _LENGTH.fullmatch(length)) and re.search("[1-9]", length):
                other = "sub" if way == "sup" else "sup"
                return other if found[1] else way
    return ""


def list_style_of(declared: Mapping[str, str]) -> str:
    """Return how the marks of a list look, as a style says; empty where it says nothing."""
    said = f"{declared.get('list-style-type', '')} {declared.get('list-style', '')}"
    if any(sign in said for sign in "\"'("):
        for token in tinycss2.parse_component_value_list(said[:MAX_VALUE_CHARS]):
            if token.type == "string" or (token.type == "function" and token.lower_name == "symbols"):
                return str(tinycss2.serialize([token]))
    words = said.lower().split()
    places = ("inside", "outside")
    return next((word for word in words if word not in places and "(" not in word), "")
