"""The text of OpenDocument paragraphs as it stands on the page: without what is struck through or hidden."""

import re
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from kotae.parsing.drawings import raised
from kotae.parsing.losses import Losses
from kotae.parsing.odf_styles import OdfStyles, TextStyle, attribute
from kotae.parsing.package import local_name

__all__ = ["OdfHanging", "OdfText"]

_SUPERSCRIPTS: Final = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_SPACE: Final = re.compile(r"[ \t\r\n]+")
_MAX_SPACES: Final = 1_000
# What hangs on a paragraph and is written after it, or isn't text.
_FRAMES: Final = frozenset(
    ["frame", "custom-shape", "g", "rect", "ellipse", "polygon", "path", "line", "connector"]
)
_DROPPED: Final = frozenset(["ruby-text", "tracked-changes", "hidden-paragraph", "script", "sequence-decls"])
_SIGNS: Final = {"tab": "\t", "line-break": "\n"}


@dataclass(slots=True)
class OdfHanging:
    """What hangs on a paragraph: frames, notes with their number, remarks."""

    frames: list[etree._Element] = field(default_factory=list)
    notes: list[tuple[str, etree._Element]] = field(default_factory=list)
    remarks: list[etree._Element] = field(default_factory=list)


@dataclass(slots=True, kw_only=True)
class OdfText:
    """Reads paragraphs one after the other; notes are numbered in this order."""

    styles: OdfStyles
    losses: Losses
    _count: int = 0

    def read(self, paragraph: etree._Element, hanging: OdfHanging, *, cell: TextStyle | None = None) -> str:
        """Return the text of a ``text:p`` or ``text:h``; what hangs on it is set aside.

        Args:
            paragraph: The element.
            hanging: Where to.
            cell: The style of the cell it stands in.
        """
        own = self.styles.style("paragraph", attribute(paragraph, "style-name"))
        first = (
            _first(own.struck, cell.struck if cell is not None else None),
            _first(own.hidden, None),
            bool(own.raised),
        )
        parts: list[str] = []
        # Text before the first child, then for each child itself and the text behind it.
        pending: list[tuple[etree._Element | str, tuple[bool, bool, bool]]] = []
        self._push(paragraph, first, pending)
        while pending:
            item, look = pending.pop()
            if isinstance(item, str):
                parts.append(self._shown(item, look))
                continue
            name = local_name(item)
            if name == "span":
                style = self.styles.style("text", attribute(item, "style-name"))
                inner = (
                    _first(style.struck, look[0]),
                    _first(style.hidden, look[1]),
                    _first(style.raised, look[2]),
                )
                self._push(item, inner, pending)
            elif not self._set_aside(item, name, hanging, parts):
                self._push(item, look, pending)
        return re.sub(r"[ \t]*\n[ \t]*", "\n", "".join(parts))

    def _push(
        self,
        element: etree._Element,
        look: tuple[bool, bool, bool],
        pending: list[tuple[etree._Element | str, tuple[bool, bool, bool]]],
    ) -> None:
        for child in reversed(element):
            if child.tail:
                pending.append((child.tail, look))
            if isinstance(child.tag, str):
                pending.append((child, look))
        if element.text:
            pending.append((element.text, look))

    def _shown(self, text: str, look: tuple[bool, bool, bool]) -> str:
        text = _SPACE.sub(" ", text)
        struck, hidden, high = look
        if (struck or hidden) and text.strip():
            self.losses.add("struck" if struck else "hidden", text if struck else "")
            return ""
        return raised(text) if high else text

    def _set_aside(self, element: etree._Element, name: str, hanging: OdfHanging, parts: list[str]) -> bool:
        """Deal with an element that is no plain container; whether it was one."""
        if name in _SIGNS:
            parts.append(_SIGNS[name])
        elif name == "s":
            count = attribute(element, "c")
            parts.append(" " * (min(int(count), _MAX_SPACES) if count.isdigit() else 1))
        elif name == "note":
            self._count += 1
            mark = str(self._count).translate(_SUPERSCRIPTS)
            hanging.notes.append((mark, element))
            parts.append(mark)
        elif name in ("annotation", "annotation-end"):
            hanging.remarks += [element] if name == "annotation" else []
        elif name in _FRAMES:
            hanging.frames.append(element)
        else:
            return name in _DROPPED
        return True


def _first(own: bool | None, other: bool | None) -> bool:
    return bool(other if own is None else own)
