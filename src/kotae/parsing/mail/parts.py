"""The parts of a message: what its writer says now, what is quoted below, signature and disclaimer.

Mail programs mark what they quote in a few ways only: ``>``, a bar or a name at the line's beginning
(:mod:`kotae.parsing.mail.quotes`), a line that says who wrote it when, a separator
(``-----Original Message-----``, -----元のメッセージ-----), or the old message's headers. Everything below
one of the last three is history, up to the next message in it: each older message keeps the name of its
own writer.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final, Literal, TypeAlias

from kotae.parsing.mail.marks import (
    header_lines,
    is_attribution,
    is_contact,
    is_disclaimer,
    is_introduction,
    is_marked,
    is_rule,
    is_sender,
    is_separator_line,
    is_signature_mark,
    is_valediction,
    reads_as_contacts,
    unmarked,
)
from kotae.parsing.mail.quotes import Marks, find_marks

__all__ = ["Part", "Role", "message_parts", "sender_line"]

Role: TypeAlias = Literal["new", "quoted", "closing"]

_ANNOUNCED: Final = re.compile(
    r"(?:[:：]|次のとおり|以下|下記|連絡先|問い?合わせ|問合せ|contact|reach).{0,20}\Z", re.IGNORECASE
)
# A message's head is a handful of lines, some of them folded; further down its text has begun.
_MAX_HEADERS: Final = 12
_MAX_CLOSING_LINES: Final = 30
_MAX_NAME_LINE: Final = 60
# A thread quoted deeper repeats what stands above.
_MAX_QUOTED: Final = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A stretch of a message.

    Attributes:
        role: ``"new"``, ``"quoted"``, or ``"closing"`` for signatures and disclaimers.
        text: Its lines, without the marks of quoting.
        label: Who is quoted, as the message says it; empty where it doesn't.
    """

    role: Role
    text: str
    label: str = ""


def sender_line(text: str) -> str:
    """Return the line among an old message's headers that names its sender, on one line; empty for none."""
    return next((" ".join(line.split()) for line in text.split("\n") if is_sender(line)), "")


def message_parts(text: str, *, sender: str = "", others: str = "") -> tuple[Part, ...]:
    """Return the parts of a plain message in reading order; none for blank text.

    Args:
        text: The message.
        sender: Who sent it, as its header says: a paragraph of contacts under this name is a signature.
        others: To whom it goes, as its headers say.
    """
    names, lines = _names(sender), text.split("\n")
    marks = find_marks(lines, people={*names, *_names(others)})
    parts = _Message(lines=lines, names=names, marks=marks).parts()
    return tuple(part for part in parts if part.text.strip())


def _names(people: str) -> tuple[str, ...]:
    """The words of names in a header, addresses aside."""
    return tuple(name for name in re.split(r"[\s\"'<>(),、・]+", people) if len(name) > 1 and "@" not in name)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Message:
    """One message, or what is left of an older one inside of it.

    Attributes:
        lines: Its lines.
        names: Of its writer.
        marks: Of the lines it quotes.
        depth: In how many quotes it stands.
    """

    lines: Sequence[str]
    names: Sequence[str] = ()
    marks: Marks = field(default_factory=Marks)
    depth: int = 0

    def parts(self) -> Iterator[Part]:
        gathered: list[str] = []
        at = 0
        while at < len(self.lines):
            found = self._quoted_at(at) or self._closing_at(at)
            if found is None:
                gathered.append(self.lines[at])
                at += 1
                continue
            yield from _new_parts(gathered)
            gathered = []
            inside, at = found
            yield from inside
        yield from _new_parts(gathered)

    def _begins_quote(self, at: int) -> bool:
        line = self.lines[at]
        if not line.strip():
            return False
        return self.marks.are_before(line) or self._begins_history(at) or self._attribution(at) > 0

    def _begins_history(self, at: int) -> bool:
        return is_separator_line(self.lines[at]) or (is_sender(self.lines[at]) and self._headers(at) >= 3)

    def _headers(self, at: int) -> int:
        return header_lines([line for line in self.lines[at : at + _MAX_HEADERS] if line.strip()])

    def _attribution(self, at: int) -> int:
        """How many lines say who wrote what follows; 0 for none, and where nothing follows."""
        lines = self.lines
        for length in (1, 2):
            if at + length <= len(lines) and is_attribution("\n".join(lines[at : at + length])):
                return length if self._skipped(at + length) < len(lines) else 0
        behind = self._skipped(at + 1)
        introduced = (
            is_introduction(lines[at]) and behind < len(lines) and self.marks.are_before(lines[behind])
        )
        return 1 if introduced else 0

    def _skipped(self, at: int) -> int:
        """The next line with something on it."""
        while at < len(self.lines) and not self.lines[at].strip():
            at += 1
        return at

    def _quoted_at(self, at: int) -> tuple[Iterator[Part], int] | None:
        """The quoted parts that begin at a line and the line behind them."""
        lines = self.lines
        if not self._begins_quote(at):
            return None
        if self.marks.are_before(lines[at]):
            end = self._end_of_marked(at)
            return self._quoted(self._unmarked(at, end), label=self.marks.name_before(lines[at])), end
        if self._begins_history(at):
            begin = self._skipped(at + 1) if is_separator_line(lines[at]) else at
            end = self._end_of_head(begin)
            head = list(lines[begin:end])
            behind = self._end_of_history(max(end, at + 1))
            return self._quoted(lines[end:behind], head=head, label=sender_line("\n".join(head))), behind
        begin = at + self._attribution(at)
        label = " ".join(" ".join(lines[at:begin]).split())
        begin = self._skipped(begin)
        if self.marks.are_before(lines[begin]):
            end = self._end_of_marked(begin)
            return self._quoted(self._unmarked(begin, end), head=[label], label=label), end
        # Nothing marked below: all that follows is the old message.
        end = self._end_of_history(begin)
        return self._quoted(lines[begin:end], head=[label], label=label), end

    def _end_of_head(self, at: int) -> int:
        """The line behind the headers of an old message, rules above them and blank lines between them included."""
        end, rest = at, self.lines[at : at + _MAX_HEADERS]
        count = header_lines([line for line in rest if line.strip()])
        if not count and rest and is_sender(rest[0]):
            return at + 1
        for place, line in enumerate(rest, at):
            if line.strip() and not is_rule(line):
                if not count:
                    break
                count, end = count - 1, place + 1
        return end

    def _end_of_history(self, at: int) -> int:
        while at < len(self.lines) and not self._begins_history(at):
            at += 1
        return at

    def _unmarked(self, at: int, end: int) -> list[str]:
        return [self.marks.off(line) for line in self.lines[at:end]]

    def _end_of_marked(self, at: int) -> int:
        """The line behind those that are quoted, of one writer where lines name him."""
        end, name = at, self.marks.name_before(self.lines[at])
        while end < len(self.lines):
            line = self.lines[end]
            if self.marks.are_before(line) and self.marks.name_before(line) == name:
                at = end = end + 1
            elif not self.lines[end].strip() and end - at < 2:
                end += 1
            else:
                break
        return at

    def _quoted(self, lines: Sequence[str], *, head: Sequence[str] = (), label: str = "") -> Iterator[Part]:
        """Yield an older message: its head, then what it says and quotes itself."""
        yield Part(role="quoted", text="\n".join(head), label=label)
        if self.depth >= _MAX_QUOTED:
            while any(map(is_marked, lines)):
                lines = [unmarked(line) for line in lines]
            yield Part(role="quoted", text="\n".join(lines), label=label)
            return
        for part in _Message(lines=lines, marks=find_marks(lines), depth=self.depth + 1).parts():
            yield Part(role="quoted", text=part.text, label=part.label or label)

    def _closing_at(self, at: int) -> tuple[Iterator[Part], int] | None:
        """The signature that begins at a line, up to the next quoted part."""
        line = self.lines[at]
        if is_signature_mark(line):
            end = at + 1
            while end < len(self.lines) and not self._begins_quote(end):
                end += 1
        elif is_rule(line) or is_valediction(line) or self._names_writer(at):
            end = self._end_of_closing(at)
            body = [piece for piece in self.lines[at:end] if piece.strip() and not is_rule(piece)]
            if not self._signs(at, body, end):
                return None
        else:
            return None
        return iter([Part(role="closing", text="\n".join(self.lines[at:end]))]), end

    def _names_writer(self, at: int) -> bool:
        """Whether a paragraph begins with the writer's own name, and nothing before it announces that."""
        line = "".join(self.lines[at][: _MAX_NAME_LINE + 1].split())
        if not any(name in line for name in self.names) or len(self.lines[at]) > _MAX_NAME_LINE:
            return False
        before = at - 1
        while before >= 0 and not self.lines[before].strip():
            before -= 1
        return 0 <= before < at - 1 and _ANNOUNCED.search(self.lines[before].strip()) is None

    def _signs(self, at: int, body: Sequence[str], end: int) -> bool:
        if is_rule(self.lines[at]):
            # Between two rules one line of contacts is enough.
            framed = any(map(is_rule, self.lines[at + 1 : end]))
            return reads_as_contacts(body, contacts=2, sentences=1) or (
                framed and reads_as_contacts(body, contacts=1)
            )
        if end < len(self.lines) and not self._begins_quote(end) and not is_disclaimer(self._paragraph(end)):
            return False
        if is_valediction(self.lines[at]):
            return len(body) == 1 or reads_as_contacts(body[1:], contacts=0)
        return reads_as_contacts(body, contacts=1) and any(map(is_contact, body))

    def _paragraph(self, at: int) -> str:
        end = at
        while end < len(self.lines) and self.lines[end].strip() and end - at < _MAX_CLOSING_LINES:
            end += 1
        return "\n".join(self.lines[at:end])

    def _end_of_closing(self, at: int) -> int:
        """Where a signature would end: at a quote, a disclaimer, the end, or too far away to be one."""
        end = at + 1
        while end < min(len(self.lines), at + _MAX_CLOSING_LINES) and not self._begins_quote(end):
            begins = self.lines[end].strip() and not self.lines[end - 1].strip()
            if begins and is_disclaimer(self._paragraph(end)):
                break
            end += 1
        return end


def _new_parts(lines: Sequence[str]) -> Iterator[Part]:
    """The writer's own lines, disclaimers apart from the rest."""
    for paragraph, closing in _paragraphs("\n".join(lines)):
        yield Part(role="closing" if closing else "new", text=paragraph)


def _paragraphs(text: str) -> Iterator[tuple[str, bool]]:
    """Yield runs of paragraphs of one sort, in order."""
    run: list[str] = []
    sort = False
    for piece in re.split(r"(?<=\n)(?=[ \t]*\n)", text):
        closing = bool(piece.strip()) and is_disclaimer(piece.strip())
        if run and piece.strip() and closing != sort:
            yield "".join(run), sort
            run = []
        sort = closing if piece.strip() else sort
        run.append(piece)
    if run:
        yield "".join(run), sort
