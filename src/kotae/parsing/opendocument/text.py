"""The text of OpenDocument paragraphs as it stands on the page: without what is struck through or hidden."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from lxml import etree

from kotae.parsing.ink import Colour, hex_colour
from kotae.parsing.losses import Loss, Losses
from kotae.parsing.office.formulas import SUPERSCRIPTS, Shift, shifted
from kotae.parsing.opendocument.ink import OdfInk
from kotae.parsing.opendocument.styles import SHAPES, OdfStyles, TextStyle, attribute
from kotae.parsing.packages.package import local_name

__all__ = ["OdfHanging", "OdfText", "deleted_texts"]

_SPACE: Final = re.compile(r"[ \t\r\n]+")
_MAX_SPACES: Final = 1_000
# What hangs on a paragraph and is written after it, or isn't text.
_FRAMES: Final = SHAPES | {"g"}
_DROPPED: Final = frozenset(["ruby-text", "tracked-changes", "script", "sequence-decls", "hidden-paragraph"])
_MARK: Final = re.compile(r"\s*[0-9]{1,3}")
_SIGNS: Final = {"tab": "\t", "line-break": "\n"}


@dataclass(slots=True)
class OdfHanging:
    """What hangs on a paragraph: frames, notes with their number, remarks."""

    frames: list[etree._Element] = field(default_factory=list)
    notes: list[tuple[str, etree._Element]] = field(default_factory=list)
    remarks: list[etree._Element] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Look:
    """How text looks: what its paragraph says, then its spans from the outermost."""

    struck: bool
    hidden: bool
    shift: Shift
    colour: str
    size: str
    ground: Colour | None

    def inside(self, style: TextStyle) -> "_Look":
        """Return how text looks in a span of a style."""
        ground = hex_colour(style.filled)
        return _Look(
            struck=_first(style.struck, self.struck),
            hidden=_first(style.hidden, self.hidden),
            shift=self.shift if style.shift is None else style.shift,
            colour=style.colour or self.colour,
            size=style.size or self.size,
            ground=self.ground if ground is None else ground,
        )


@dataclass(slots=True, kw_only=True)
class OdfText:
    """Reads paragraphs one after the other; notes are numbered in this order.

    Attributes:
        styles: The styles of the file.
        losses: Where what is left out is noted.
        ink: Tells what is seen.
        deleted: What was deleted under tracked changes, by the name of the change.
    """

    styles: OdfStyles
    losses: Losses
    ink: OdfInk
    deleted: dict[str, str] = field(default_factory=dict)
    _count: int = 0

    def take_deleted(self, mark: etree._Element) -> str:
        """Return what was deleted at a mark, as text that is crossed out."""
        return self.losses.cross_out("deleted", self.deleted.pop(attribute(mark, "change-id"), ""))

    def leave_out(self, frame: etree._Element, why: Loss) -> None:
        """Note a frame that isn't seen, or may not be."""
        text = " ".join(" ".join(frame.itertext()).split())
        self.losses.add(why, text, count=bool(text))

    def read(self, paragraph: etree._Element, hanging: OdfHanging, *, cell: TextStyle | None = None) -> str:
        """Return the text of a ``text:p`` or ``text:h``; what hangs on it is set aside.

        Args:
            paragraph: The element.
            hanging: Where to.
            cell: The style of the cell it stands in.
        """
        if any(
            attribute(mark, "is-hidden") != "false" for mark in paragraph.iterfind(".//{*}hidden-paragraph")
        ):
            self.losses.add("hidden")  # all of it, wherever in it the mark stands
            return ""
        own = self.styles.style("paragraph", attribute(paragraph, "style-name"))
        first = self._first_look(own, cell, paragraph)
        parts: list[str] = []
        # Text before the first child, then for each child itself and the text behind it.
        pending: list[tuple[etree._Element | str, _Look]] = []
        self._push(paragraph, first, pending)
        while pending:
            item, look = pending.pop()
            if isinstance(item, str):
                parts.append(self._shown(item, look))
                continue
            name = local_name(item)
            if name == "span":
                style = self.styles.style("text", attribute(item, "style-name"))
                self._push(item, look.inside(style), pending)
            elif not self._set_aside(item, name, hanging, parts):
                self._push(item, replace(look, shift="sup") if _is_mark(item, parts) else look, pending)
        return re.sub(r"(?<![ \t])[ \t]*\n[ \t]*", "\n", "".join(parts))

    def _first_look(self, own: TextStyle, cell: TextStyle | None, paragraph: etree._Element) -> "_Look":
        ground = hex_colour(own.filled)
        return _Look(
            struck=_first(own.struck, cell.struck if cell is not None else None),
            hidden=_first(own.hidden, None),
            shift=own.shift or "",
            colour=own.colour or (cell.colour if cell is not None else ""),
            size=own.size or (cell.size if cell is not None else ""),
            ground=ground if ground is not None else self.ink.under(paragraph, cell),
        )

    def _push(
        self,
        element: etree._Element,
        look: _Look,
        pending: list[tuple[etree._Element | str, _Look]],
    ) -> None:
        for child in reversed(element):
            if child.tail:
                pending.append((child.tail, look))
            if isinstance(child.tag, str):
                pending.append((child, look))
        if element.text:
            pending.append((element.text, look))

    def _shown(self, text: str, look: _Look) -> str:
        text = _SPACE.sub(" ", text)
        if not text.strip():
            return text
        if look.struck:
            return self.losses.cross_out("struck", text)
        if look.hidden:
            self.losses.add("hidden")
            return ""
        seen = self.ink.sight(look.colour, look.size, look.ground)
        if seen != "seen":
            self.losses.add(seen, text)
        if seen == "unseen":
            return ""
        return shifted(text, look.shift)

    def _set_aside(self, element: etree._Element, name: str, hanging: OdfHanging, parts: list[str]) -> bool:
        """Deal with an element that is no plain container; whether it was one."""
        if name in _SIGNS or name == "change":
            parts.append(_SIGNS[name] if name in _SIGNS else self.take_deleted(element))
        elif name == "s":
            count = attribute(element, "c")
            parts.append(" " * (min(int(count), _MAX_SPACES) if count.isdigit() else 1))
        elif name == "note":
            self._count += 1
            mark = str(self._count).translate(SUPERSCRIPTS)
            hanging.notes.append((mark, element))
            parts.append(mark)
        elif name in ("annotation", "annotation-end"):
            hanging.remarks += [element] if name == "annotation" else []
        elif name == "hidden-text" or attribute(element, "display") == "none":
            if attribute(element, "is-hidden") == "false":
                return False
            self.losses.add("hidden")
        elif name in _FRAMES:
            hanging.frames.append(element)
        else:
            return name in _DROPPED
        return True


def _is_mark(element: etree._Element, before: Sequence[str]) -> bool:
    """Whether a number is a link to a note, or repeats its mark, right behind another number: 120 and 1, not 1201."""
    if local_name(element) != "note-ref" and not attribute(element, "href").startswith("#"):
        return False
    last = next((piece for piece in reversed(before) if piece), "")
    return last[-1:].isdigit() and _MARK.fullmatch("".join(element.itertext())) is not None


def _first(own: bool | None, other: bool | None) -> bool:
    return bool(other if own is None else own)


def deleted_texts(changes: etree._Element) -> Iterator[tuple[str, str]]:
    """Yield the name of each deletion under tracked changes and what was deleted."""
    for region in changes.iter("{*}changed-region"):
        for part in region.iterfind("{*}deletion"):
            text = " ".join(
                "".join(p.itertext())
                for p in part.iter("{*}p", "{*}h")
                if local_name(p.getparent()) == "deletion"
            )
            yield attribute(region, "id"), text
