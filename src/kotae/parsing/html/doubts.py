"""Text of a page that is read though it may not be seen: what is said of it."""

import re
from dataclasses import dataclass
from typing import Final

from bs4.element import Tag

from kotae.parsing.html.look import Look
from kotae.parsing.html.marks import class_names
from kotae.parsing.html.notices import Notices, excerpt
from kotae.parsing.html.overlays import below
from kotae.parsing.html.style import Styles

__all__ = ["Doubts", "is_about_scripts", "is_said_twice"]

_ABOUT_SCRIPTS: Final = re.compile(r"javascript|java script|スクリプト", re.IGNORECASE)
# For each, what lies beside it is gone through.
_MAX_COVERS: Final = 20


@dataclass(slots=True)
class Doubts:
    """Notes it element by element."""

    styles: Styles
    notices: Notices
    _covers: int = 0

    def note(self, tag: Tag, look: Look, around: Look) -> None:
        """Note what an element gives doubts of that what it stands in doesn't give.

        Args:
            tag: The element.
            look: How it looks.
            around: How what it stands in looks.
        """
        if look.pale and not around.pale:
            self.notices.add("pale", excerpt(tag))
        found = (
            str(tag.attrs.get("hidden")).lower() == "until-found"
        )  # by who searches the page for its words
        if found or (look.masked and not around.masked):
            self.notices.add("masked", excerpt(tag))
        if tag.name == "noscript" and not is_about_scripts(tag):
            self.notices.add("scripts", excerpt(tag))
        if look.covers and self._covers < _MAX_COVERS:
            self._covers += 1
            for piece in below(tag, look.layer or 0, lambda other: self.styles.look(other, around)):
                self.notices.add("covered", excerpt(piece) if isinstance(piece, Tag) else str(piece))


def is_about_scripts(tag: Tag) -> bool:
    """Return whether an element only says that scripts should be switched on."""
    return _ABOUT_SCRIPTS.search(excerpt(tag)) is not None


def is_said_twice(tag: Tag) -> bool:
    """Return whether hidden from screen readers because a formula beside it says the same to them."""
    return any(name.startswith(("katex", "mjx", "mathjax", "mwe-math")) for name in class_names(tag))
