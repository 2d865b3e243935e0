r"""The words and groups of Rich Text → paragraphs, cells, rows and notes, in order.

Text is in code pages (``\\'82\\'a0``) that change with the font, or in Unicode (``\\u12354?``) with a
stand-in behind it that is skipped.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final, Literal

from kotae.parsing.losses import Losses
from kotae.parsing.office.equation_fields import equation_text
from kotae.parsing.office.formulas import SUPERSCRIPTS, shifted
from kotae.parsing.rtf.ink import RtfInk
from kotae.parsing.rtf.state import (
    CHARSETS,
    DROPPED,
    FLAGS,
    HEADING,
    MAX_DEPTH,
    SIGNS,
    TARGETS,
    Event,
    Paragraph,
    RowDefinition,
    State,
    codec_named,
    number_shown,
    text_beside,
)
from kotae.parsing.struck import crossed, harmless, said

__all__ = ["RtfParser"]

_TOKEN: Final = re.compile(
    rb"\\([a-zA-Z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z])|([{}])|[\r\n]+|([^\\{}\r\n]+)"
)
_STAND_FOR: Final = {b"~": "\u00a0", b"_": "-", b"-": "", b"\r": "\n", b"\n": "\n"}


class RtfParser:
    """Reads one file.

    Attributes:
        properties: Title and author, after :meth:`events`.
    """

    def __init__(self, data: bytes, losses: Losses) -> None:
        """Take the file.

        Args:
            data: Its bytes.
            losses: Where what is left out is noted.
        """
        self._data, self._losses, self._ink = data, losses, RtfInk(data)
        self.properties: dict[str, str] = {}
        self._codecs: dict[int, str] = {}
        self._ansi = "cp1252"
        self._state = State()
        self._stack: list[State] = []
        self._paragraph = Paragraph()
        self._bytes = bytearray()
        self._notes = 0
        self._skipping = self._surrogate = 0
        self._styles: dict[int, int] = {}
        self._style_name: tuple[int | None, list[str]] = (None, [])
        self._gathered: list[str] = []
        self._margins: set[tuple[str, str]] = set()
        self._row = RowDefinition()
        self._cell = 0
        self._leaving_out: tuple[str | None, list[str]] = (None, [])

    @property
    def is_torn(self) -> bool:
        """Whether groups were left open at the end of the file."""
        return bool(self._stack)

    def events(self) -> Iterator[Event]:
        """Yield the pieces in order; a damaged end ends the document."""
        for token in _TOKEN.finditer(self._data):
            word, number, hexadecimal, sign, brace, text = token.groups()
            if hexadecimal is not None or text is not None:
                self._take_bytes(bytes.fromhex(hexadecimal.decode()) if hexadecimal is not None else text)
                continue
            self._flush()
            if brace == b"{":
                self._open()
            elif brace == b"}":
                yield from self._close()
            elif sign is not None:
                self._symbol(sign)
            elif word is not None:
                yield from self._word(word.decode("ascii"), int(number) if number is not None else None)
        self._flush()
        if "".join(self._paragraph.parts).strip():
            yield self._end("paragraph")

    def _open(self) -> None:
        self._skipping = 0
        self._stack.append(replace(self._state) if len(self._stack) < MAX_DEPTH else self._state)

    def _close(self) -> Iterator[Event]:
        self._skipping = 0
        before = self._state
        if self._stack:
            self._state = self._stack.pop()
        if before.target == "style":
            number, parts = self._style_name
            found = HEADING.match("".join(parts).strip())
            # A style without a number of paragraphs is one of characters ("Heading 1 Char").
            if found and number is not None:
                self._styles[number] = int(found[1])
            self._style_name = (None, [])
        elif before.target not in ("text", "drop", self._state.target, self._state.outer):
            yield from self._finish(before.target)
        self._state.come_back(before)

    def _finish(self, target: str) -> Iterator[Event]:
        """Hand out what was gathered in a group of its own."""
        text, self._gathered = " ".join("".join(self._gathered).split()), []
        if target in ("title", "author"):
            self.properties[target] = text
        elif target == "number":
            self._paragraph.parts.insert(0, number_shown(text))
        elif target == "told":
            self._text(equation_text(text))
        elif (beside := text_beside(target, text, self._notes)) and (target, beside) not in self._margins:
            # Every section says again what stands above its pages.
            self._margins |= {(target, beside)} if target == "margin" else set()
            yield Event(kind="note", text=beside)

    def _take_bytes(self, data: bytes) -> None:
        skipped = min(self._skipping, len(data))
        self._skipping -= skipped
        self._bytes += data[skipped:]

    def _flush(self) -> None:
        if not self._bytes:
            return
        text = self._bytes.decode(self._codecs.get(self._state.font, self._ansi), "replace")
        self._bytes.clear()
        self._text(text)

    def _text(self, text: str) -> None:
        state, text = self._state, harmless(text)
        if state.target == "style":
            self._style_name[1].append(text)
        elif state.target != "drop" and (text := self._kept(text)):
            if state.target == "text":
                self._paragraph.plain |= bool(said(text).strip()) and not state.bold
                self._paragraph.parts.append(text)
            else:
                self._gathered.append(text)

    def _kept(self, text: str) -> str:
        """What of a text is read: nothing where it is hidden; what is crossed out, as such."""
        state = self._state
        if not text.strip():
            self._leaving_out[1].append(text)
            return text
        said = "deleted" if state.deleted else "struck" if state.struck else "hidden" if state.hidden else ""
        sight = said or self._ink.sight(state, self._paragraph)
        kind = None if sight == "seen" else sight
        if kind != self._leaving_out[0]:
            self._note_left_out()
            self._leaving_out = (kind, [])
        self._leaving_out[1].append(text)
        if kind in ("deleted", "struck"):
            return crossed(text)
        return "" if kind not in (None, "pale") else shifted(text, state.shift)

    def _note_left_out(self) -> None:
        """Note what was left out since: characters come one by one, and are one loss together."""
        kind, parts = self._leaving_out
        if kind in ("deleted", "struck"):
            self._losses.cross_out(kind, "".join(parts))  # type: ignore[arg-type]  # one of the two
        elif kind is not None:
            self._losses.add(kind, "".join(parts) if kind != "hidden" else "")  # type: ignore[arg-type]  # one of the literals
        self._leaving_out = (None, [])

    def _symbol(self, sign: bytes) -> None:
        if sign == b"*":
            # What comes next is for programs that know it; the few that are read say so below.
            self._state.target = "drop" if self._state.target == "text" else self._state.target
        elif sign in b"\\{}":
            self._take_bytes(sign)
        elif sign in _STAND_FOR:
            self._text(_STAND_FOR[sign])

    def _word(self, word: str, number: int | None) -> Iterator[Event]:
        if word in ("par", "sect", "page", "cell", "nestcell", "row", "nestrow"):
            yield from self._break(word)
        elif word == "u" and number is not None:
            self._unicode(number)
        elif word == "bin" and number is not None:
            self._skipping = max(number, 0)
        elif word in SIGNS:
            self._text(SIGNS[word])
        elif word == "chftn":
            self._reference()
        elif not self._destination(word):
            self._property(word, number)

    def _break(self, word: str) -> Iterator[Event]:
        if self._state.target != "text":
            self._gathered.append(" ")
        elif word in ("row", "nestrow"):
            self._cell = 0
            yield Event(kind="row", header=self._row.header)
        elif word in ("cell", "nestcell"):
            merged, right = self._row.cells[self._cell] if self._cell < len(self._row.cells) else ("", 0)
            self._cell += 1
            yield replace(self._end("cell"), merged=merged, right=right)
        else:
            yield self._end("paragraph")

    def _end(self, kind: Literal["paragraph", "cell"]) -> Event:
        self._note_left_out()
        done, text = self._paragraph, "".join(self._paragraph.parts)
        self._paragraph = replace(done, parts=[], plain=False)
        level = done.level or self._styles.get(done.style, 0)
        bold = bool(text.strip()) and not done.plain
        return Event(kind=kind, text=text, level=level, listed=done.listed, in_table=done.in_table, bold=bold)

    def _unicode(self, number: int) -> None:
        code = number % 0x10000
        if 0xD800 <= code < 0xDC00:
            self._surrogate = code
        elif 0xDC00 <= code < 0xE000:
            if self._surrogate:
                self._text(chr(0x10000 + ((self._surrogate - 0xD800) << 10) + code - 0xDC00))
            self._surrogate = 0
        else:
            self._text(chr(code))
        self._skipping = self._state.skip

    def _reference(self) -> None:
        if self._state.target == "text":
            self._notes += 1
            self._text(str(self._notes).translate(SUPERSCRIPTS))

    def _destination(self, word: str) -> bool:
        """Begin a group that holds something else than text of the document; whether it is one."""
        state = self._state
        if word == "footnote":
            self._notes = max(self._notes, 1)
        if word in TARGETS:
            state.target = TARGETS[word]
            # The properties of the file are in its own code page, whatever font is used around them.
            state.font = -1 if word in ("title", "author") else state.font
        elif word == "fldinst":
            state.target = "told" if self._stack and self._stack[-1].target == "text" else "drop"
        elif word in ("upr", "ud"):
            state.give_twice(word)
        elif word in ("pict", "shppict", "object"):
            self._losses.add(
                "object" if word == "object" else "picture", count=state.target == "text" or word == "shppict"
            )
            state.target = "drop"
        elif word in ("listtext", "pntext"):
            state.target, self._paragraph.listed = "number", True
        elif word in DROPPED:
            state.target = "drop"
        else:
            return False
        return True

    def _property(self, word: str, number: int | None) -> None:
        state, on = self._state, number != 0
        if word in FLAGS:
            setattr(state, FLAGS[word], on)
        elif state.shifts(word, on=on):
            self._ink.takes(word, number, state, self._paragraph)  # raised until nobody sees it
        elif word == "plain":
            state.make_plain()
        elif word == "f" and number is not None:
            state.font = number
        elif word == "uc" and number is not None:
            state.skip = max(0, min(number, 10))
        elif not self._ink.takes(word, number, state, self._paragraph):
            self._setting(word, number)

    def _setting(self, word: str, number: int | None) -> None:
        if word == "ansicpg" and number is not None:
            self._ansi = codec_named(f"cp{number}", self._ansi)
        elif word == "fcharset" and number is not None:
            self._codecs[self._state.font] = CHARSETS.get(number, self._ansi)
        elif self._state.target == "style":
            self._style_name = (number, self._style_name[1]) if word == "s" else self._style_name
        elif self._state.target == "text":
            # A note or a number has paragraphs of its own, which say nothing of the one it stands in.
            self._set_paragraph(word, number)

    def _set_paragraph(self, word: str, number: int | None) -> None:
        if word == "pard":
            self._paragraph = self._paragraph.renewed()
        elif not self._paragraph.takes(word, number):
            self._row.take(word, number)
