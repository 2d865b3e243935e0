"""The text of Word's paragraphs as it stands on the page: without what is deleted, struck through or hidden."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from kotae.parsing.losses import Losses
from kotae.parsing.office.equation_fields import equation_text
from kotae.parsing.office.formulas import SUPERSCRIPTS, formula_text, shifted
from kotae.parsing.packages.package import local_name
from kotae.parsing.word.covers import lies_before_text
from kotae.parsing.word.ink import WordInk, is_off_the_page
from kotae.parsing.word.signs import form_value, shown_in, symbol
from kotae.parsing.word.styles import Style, Styles, W, is_on, shift_of
from kotae.scripts import JAPANESE

__all__ = ["Anchored", "ParagraphText", "comment_line"]

# What holds runs that aren't part of the text as it stands: moved away, readings.
_DROPPED: Final = frozenset(["moveFrom", "delInstrText", "rt", "rubyPr", "pPr", "rPr", "Fallback"])
_SIGNS: Final = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
# A note's number: by itself in a link within the file, or what a field gives that repeats a note's mark.
_MARK: Final = re.compile(r"\s*[0-9]{1,3}")
_TO_NOTE: Final = re.compile(r"\s*NOTEREF\b", re.IGNORECASE)
_JAPANESE: Final = re.compile(f"[{JAPANESE}]")


def comment_line(author: str, text: str) -> str:
    """Return a remark as it is written behind what it remarks on."""
    lead = "コメント" if _JAPANESE.search(text) else "Comment"
    return f"{lead} ({author}): {text}" if author else f"{lead}: {text}"


@dataclass(slots=True)
class Anchored:
    """What hangs on a paragraph and is written after it.

    Attributes:
        boxes: Text boxes.
        notes: Foot- and endnotes, with their number in the document.
        comments: Identities of remarks.
        words: Words drawn as pictures are (WordArt).
        drawings: Whether charts, diagrams or pictures hang on it.
    """

    boxes: list[etree._Element] = field(default_factory=list)
    notes: list[tuple[int, etree._Element]] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    drawings: bool = False


@dataclass(slots=True)
class _Fields:
    """The fields a paragraph is within at some place.

    Attributes:
        told: How many are at what they are told, not yet at what they give.
        marks: How many repeat the mark of a note.
    """

    told: int = 0
    marks: int = 0
    _open: list[tuple[bool, bool]] = field(default_factory=list)
    _words: list[str] = field(default_factory=list)

    def turn(self, kind: str) -> str:
        """Begin a field, go on to what the innermost one gives, or end it; return what one that gives nothing shows."""
        if kind == "begin":
            self._words = []
            self._change(begun=(True, False))
        elif self._open and kind in ("separate", "end"):
            told, marks = self._open[-1]
            self._change(ended=True, begun=(False, marks) if kind == "separate" else None)
            if told and kind == "end":
                return equation_text("".join(self._words))
        return ""

    def tell(self, words: str) -> None:
        """Take what the innermost field is told."""
        self._words.append(words)
        if _TO_NOTE.match(words):
            self.mark()

    def mark(self) -> None:
        """Let the innermost field repeat the mark of a note."""
        if self._open:
            told, _ = self._open[-1]
            self._change(ended=True, begun=(told, True))

    def _change(self, *, begun: tuple[bool, bool] | None, ended: bool = False) -> None:
        if ended:
            told, marks = self._open.pop()
            self.told, self.marks = self.told - told, self.marks - marks
        if begun:
            self._open.append(begun)
            self.told, self.marks = self.told + begun[0], self.marks + begun[1]


@dataclass(slots=True, kw_only=True)
class ParagraphText:
    """Reads paragraphs one after the other; notes are numbered in this order.

    Attributes:
        styles: The styles of the file.
        notes: Foot- and endnotes by kind and identity.
        losses: Where what is left out is noted.
        ink: Tells what is seen.
    """

    styles: Styles
    notes: dict[tuple[str, str], etree._Element]
    losses: Losses
    ink: WordInk = field(default_factory=WordInk)
    _count: int = 0
    _fields: "_Fields" = field(default_factory=lambda: _Fields())
    _link: tuple[etree._Element | None, str] = (None, "")

    def read(self, paragraph: etree._Element, anchored: Anchored) -> str:
        """Return the text of a paragraph, without its number; what hangs on it is set aside."""
        style = self.styles.paragraph(paragraph.find(W + "pPr"))
        if self.ink.is_off(paragraph):
            self.losses.add("unseen", _plain(paragraph, "t"), count=bool(_plain(paragraph, "t").strip()))
            return ""
        parts: list[str] = []
        self._fields = _Fields()
        formula = last = ""
        pending = [paragraph]
        while pending:
            element = pending.pop()
            name = local_name(element)
            if name in _DROPPED:
                continue
            if name == "oMath":
                # Formulas beside each other stay apart: a=b c=d.
                parts.append(" " if parts and parts[-1] == formula else "")
                parts.append(formula := formula_text(element))
            elif name == "r":
                text = self._run(element, style, anchored, paragraph)
                parts.append(shifted(text, "sup" if self._is_mark(element, text, last) else ""))
            elif name == "del":
                parts.append(self.losses.cross_out("deleted", _plain(element, "delText")))
            else:
                pending.extend(child for child in reversed(element) if isinstance(child.tag, str))
                continue
            last = parts[-1] or last
        return re.sub(r"(?<![ \t])[ \t]*\n[ \t]*", "\n", "".join(parts))

    def is_bold(self, paragraph: etree._Element) -> bool:
        """Whether all text of a paragraph is bold."""
        style = self.styles.paragraph(paragraph.find(W + "pPr"))
        runs = [run for run in paragraph.iter(W + "r") if _plain(run, "t").strip()]
        flags = [is_on(run.find(W + "rPr"), "b") for run in runs]
        return bool(runs) and all(style.bold if flag is None else flag for flag in flags)

    def _run(self, run: etree._Element, style: Style, anchored: Anchored, paragraph: etree._Element) -> str:
        properties = run.find(W + "rPr")
        left_out = self._left_out(run, properties, style)
        if left_out is not None or self._is_unseen(run, properties, style, paragraph):
            return left_out or ""
        parts: list[str] = []
        pending = list(reversed(run))
        while pending:
            element = pending.pop()
            name = local_name(element)
            if name in _DROPPED or not name:
                continue
            if name == "ruby":
                pending.extend(reversed(element))
            elif name == "rubyBase":
                parts += (self._run(base, style, anchored, paragraph) for base in element.iterfind(W + "r"))
            elif name in ("AlternateContent", "Choice", "drawing", "pict", "object"):
                self._drawing(element, anchored)
            else:
                parts.append(self._piece(element, name, anchored))
        fonts = properties.find(W + "rFonts") if properties is not None else None
        font = str(fonts.get(W + "ascii") or fonts.get(W + "hAnsi") or "") if fonts is not None else ""
        text = shown_in(font, "".join(parts))
        shift = shift_of(properties)
        return shifted(text, self.styles.run(properties).shift if shift is None else shift)

    def _is_mark(self, run: etree._Element, text: str, last: str) -> bool:
        """Whether a number is a link to a note that stands right behind another number: 120 and 1, not 1201."""
        if not _MARK.fullmatch(text) or not last[-1:].isdigit():
            return False
        link = next(run.iterancestors(W + "hyperlink", W + "fldSimple"), None)
        if link is None:
            return self._fields.marks > 0
        inside = link.get(W + "anchor") or _TO_NOTE.match(str(link.get(W + "instr") or ""))
        if inside and link is not self._link[0]:
            self._link = link, _plain(link, "t")
        return bool(inside) and self._link[1] == text

    def _left_out(self, run: etree._Element, properties: etree._Element | None, style: Style) -> str | None:
        """What stands for a run that is hidden or struck through, None for another; its own word counts before its styles'."""
        named = self.styles.run(properties)
        text = _plain(run, "t")
        own = is_on(properties, "vanish")
        if own if own is not None else style.hidden != named.hidden:
            self.losses.add("hidden", count=bool(text.strip()))
            return ""
        once, twice = is_on(properties, "strike"), is_on(properties, "dstrike")
        struck = bool(once or twice) if (once, twice) != (None, None) else style.struck != named.struck
        return self.losses.cross_out("struck", text) if struck else None

    def _is_unseen(
        self,
        run: etree._Element,
        properties: etree._Element | None,
        style: Style,
        paragraph: etree._Element,
    ) -> bool:
        """Whether a run's text can't be seen; one that may not be is read and noted."""
        text = _plain(run, "t")
        if not text.strip():
            return False
        seen = self.ink.sight(properties, named=self.styles.run(properties), style=style, paragraph=paragraph)
        if seen != "seen":
            self.losses.add(seen, text)
        return seen == "unseen"

    def _piece(self, element: etree._Element, name: str, anchored: Anchored) -> str:
        if name == "t":
            # Word shows what a field gives, never what it is told: a text there is as good as hidden.
            told = self._fields.told > 0
            self.losses.add("hidden", count=told and bool((element.text or "").strip()))
            return "" if told else element.text or ""
        if name in ("footnoteReference", "endnoteReference"):
            note = self.notes.get((name.removesuffix("Reference"), str(element.get(W + "id"))))
            if note is None:
                return ""
            self._count += 1
            anchored.notes.append((self._count, note))
            return str(self._count).translate(SUPERSCRIPTS)
        if name == "commentReference":
            anchored.comments.append(str(element.get(W + "id")))
        if name == "instrText":
            self._fields.tell(element.text or "")
        if name == "sym":
            return symbol(element)
        if name == "fldChar":
            return self._fields.turn(str(element.get(W + "fldCharType"))) + form_value(element)
        return _SIGNS.get(name, "")

    def _drawing(self, element: etree._Element, anchored: Anchored) -> None:
        """Set text boxes aside and note what is drawn; of two versions of a drawing the newer one counts."""
        for part in _shown(element):
            name = local_name(part)
            self.losses.add("covered", count=lies_before_text(part))
            if name == "txbxContent":
                if is_off_the_page(element):
                    self.losses.add("unseen", _plain(part, "t"))
                else:
                    anchored.boxes.append(part)
            elif name == "graphicData":
                anchored.drawings = True
            elif name == "textpath":
                anchored.words.append(" ".join(str(part.get("string") or "").split()))
            elif name in ("pic", "imagedata"):
                self.losses.add("picture")
            elif name == "OLEObject" and not str(part.get("ProgID") or "").startswith("Equation"):
                self.losses.add("object")


def _shown(element: etree._Element) -> Iterator[etree._Element]:
    """Yield what is below an element, without older versions of it and without what is inside text boxes."""
    pending = [element]
    while pending:
        part = pending.pop()
        yield part
        if local_name(part) not in ("txbxContent", "Fallback"):
            pending.extend(child for child in reversed(part) if local_name(child) != "Fallback")


def _plain(element: etree._Element, name: str) -> str:
    return "".join(found.text or "" for found in element.iter(W + name))
