"""What Rich Text says and what holds while it is read: groups, paragraphs, and the tables of the format."""

import codecs
import re
from dataclasses import dataclass, field
from typing import Final, Literal

from kotae.parsing.office.formulas import SUPERSCRIPTS, Shift
from kotae.parsing.word.text import comment_line

__all__ = [
    "CHARSETS",
    "DROPPED",
    "FLAGS",
    "HEADING",
    "MAX_DEPTH",
    "SIGNS",
    "TARGETS",
    "Event",
    "Paragraph",
    "RowDefinition",
    "State",
    "codec_named",
    "number_shown",
    "text_beside",
]

# Groups that hold no text of the document.
DROPPED: Final = frozenset(
    """fonttbl colortbl stylesheet info pict object listtable listoverridetable revtbl rsidtbl generator themedata
    colorschememapping latentstyles datastore xmlnstbl shppict nonshppict filetbl private operator bkmkstart bkmkend
    pnseclvl atrfstart atrfend atnref atndate atntime mmathPr template comment userprops panose falt objdata blipuid
    wgrffmtfilter pgdsctbl docvar objclass do defchp defpap upr xe tc tcn rxe txe listname listpicture""".split()
)
CHARSETS: Final = {
    0: "cp1252", 77: "mac_roman", 128: "cp932", 129: "cp949", 134: "gbk", 136: "big5", 161: "cp1253", 162: "cp1254",
    163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874", 238: "cp1250",
}  # fmt: skip
SIGNS: Final = {
    "tab": "\t", "line": "\n", "emdash": "—", "endash": "–", "lquote": "‘", "rquote": "’", "ldblquote": "“",
    "rdblquote": "”", "bullet": "•", "emspace": "\u2003", "enspace": "\u2002", "qmspace": " ",
}  # fmt: skip
HEADING: Final = re.compile(r"(?:heading|見出し)\s*([1-9])", re.IGNORECASE)
# Letters that are signs in the fonts bullets are set in.
_BULLETS: Final = frozenset("o l n q v u Ø ü".split())
MAX_DEPTH: Final = 500
_DRAWN_WORDS: Final = "gtextUNICODE"


# Groups that are kept apart from the text, and what they become; a text box is text again.
TARGETS: Final = {
    **dict.fromkeys("header headerl headerr headerf footer footerl footerr footerf".split(), "margin"),
    "title": "title", "author": "author", "stylesheet": "style", "footnote": "note", "annotation": "remark",
    "shptxt": "text", "sp": "drawn",
}  # fmt: skip
# Words that switch a property on, or off with 0.
FLAGS: Final = {
    "strike": "struck", "strikedl": "struck", "striked": "struck", "v": "hidden", "deleted": "deleted", "b": "bold",
}  # fmt: skip
# A lowered line (dn) is no subscript.
_SHIFTS: Final[dict[str, Shift]] = {"super": "sup", "up": "sup", "sub": "sub", "nosupersub": ""}


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """A piece of the document.

    Attributes:
        kind: A paragraph; the end of a cell, with its last paragraph; the end of a row; a note.
        text: Its text.
        level: Heading level from 1, 0 for other paragraphs.
        listed: Whether it is a list item.
        in_table: Whether a paragraph stands in a cell.
        merged: For a cell, whether it goes on with the one left of it or above it.
        bold: Whether all of its text is bold.
        right: For a cell, where its right side is, in twips; 0 where the file doesn't say.
        header: For the end of a row, whether the row is repeated on each page.
    """

    kind: Literal["paragraph", "cell", "row", "note"]
    text: str = ""
    level: int = 0
    listed: bool = False
    in_table: bool = False
    merged: str = ""
    bold: bool = False
    right: int = 0
    header: bool = False


@dataclass(slots=True)
class State:
    """What holds inside a group: it ends with the group."""

    font: int = -1
    skip: int = 1
    struck: bool = False
    hidden: bool = False
    deleted: bool = False
    shift: Shift = ""
    bold: bool = False
    colour: int = 0
    ground: int = 0
    size: int = 24
    away: bool = False
    squeezed: bool = False
    target: str = "text"
    outer: str = ""

    def make_plain(self) -> None:
        """Take all marks of characters back."""
        self.struck = self.hidden = self.deleted = self.bold = False
        self.shift = ""
        self.colour, self.ground, self.size, self.squeezed = 0, 0, 24, False

    def shifts(self, word: str, *, on: bool) -> bool:
        """Set text above its line, below it, or back on it; return whether the word says where it stands."""
        if word in _SHIFTS:
            self.shift = _SHIFTS[word] if on else ""
        return word in _SHIFTS

    def give_twice(self, word: str) -> None:
        """Begin words that are given twice (``upr``): for old programs, which are left out, then in Unicode (``ud``)."""
        self.outer, self.target = (self.target, "drop") if word == "upr" else ("ud", self.outer)

    def come_back(self, inner: "State") -> None:
        """Go on with the text around them once the second ones have ended."""
        if inner.outer == "ud" and self.outer not in ("", "ud"):
            self.target, self.outer = self.outer, ""


@dataclass(slots=True)
class Paragraph:
    """The paragraph that is being read: its text so far and how it is set."""

    parts: list[str] = field(default_factory=list)
    level: int = 0
    style: int = 0
    listed: bool = False
    in_table: bool = False
    plain: bool = False
    ground: int = 0
    away: bool = False

    def renewed(self) -> "Paragraph":
        """Return it with its text, set as paragraphs are by themselves."""
        listed = self.listed and bool("".join(self.parts).strip())
        return Paragraph(parts=self.parts, plain=self.plain, listed=listed)

    def takes(self, word: str, number: int | None) -> bool:
        """Set what a word says of it; whether it says anything."""
        if word == "intbl":
            self.in_table = True
        elif word == "outlinelevel" and number is not None and 0 <= number < 9:
            self.level = number + 1
        elif word == "s" and number is not None:
            self.style = number
        elif word == "ls":
            self.listed = True
        else:
            return False
        return True


@dataclass(slots=True)
class RowDefinition:
    """How the cells of a table's row are said to lie, before the row comes.

    Attributes:
        cells: For each, whether it goes on with the one ``"left"`` of it or the one above (``"up"``), and where its
            right side is, in twips.
        header: Whether it is repeated on each page.
    """

    cells: list[tuple[str, int]] = field(default_factory=list)
    header: bool = False
    _merged: str = ""

    def take(self, word: str, number: int | None) -> None:
        """Note what a word says of the row; other words are passed over."""
        if word == "trowd":
            self.cells, self._merged, self.header = [], "", False
        elif word == "trhdr":
            self.header = True
        elif word in ("clmrg", "clvmrg"):
            self._merged = "left" if word == "clmrg" else "up"
        elif word == "cellx":
            self.cells.append((self._merged, max(number or 0, 0)))
            self._merged = ""


def number_shown(text: str) -> str:
    """Return what stands before an item of a list, with a space: its number; empty for a bullet, which says nothing."""
    counts = any(sign.isalnum() and not 0xE000 <= ord(sign) < 0xF900 for sign in text)
    return f"{text} " if counts and text not in _BULLETS else ""


def text_beside(target: str, text: str, number: int) -> str:
    """Return how what was gathered apart from the text reads; empty where it says nothing.

    Args:
        target: What it is: a note, a remark, what stands above or below the pages, a property of a shape.
        text: What it says.
        number: Of the last note.
    """
    if target == "drawn":
        # Of the properties of a shape one is read: the words drawn in it.
        return text.removeprefix(_DRAWN_WORDS).strip() if text.startswith(_DRAWN_WORDS) else ""
    if target == "margin":
        return text if any(sign.isalpha() for sign in text) else ""
    if not text or target not in ("note", "remark"):
        return ""
    return f"{str(number).translate(SUPERSCRIPTS)} {text}" if target == "note" else comment_line("", text)


def codec_named(name: str, default: str) -> str:
    """Return the name Python has for a codec; the default where it knows none."""
    try:
        return codecs.lookup(name).name
    except LookupError:
        return "utf-8" if name == "cp65001" else default
