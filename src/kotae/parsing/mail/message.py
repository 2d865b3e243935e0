"""A message's text → a draft: subject as title, who wrote to whom and when, the new words, then what is quoted.

Quoted history keeps its text under the kind ``"quote"`` and the label of who wrote it; signatures and
disclaimers stay in the text but give no passage, as lists of sources do.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from kotae.language import detect_language
from kotae.languages import ByLanguage
from kotae.messages import Message
from kotae.parsing.html import read_html
from kotae.parsing.mail.forms import plain_beside_page
from kotae.parsing.mail.marks import (
    is_attribution,
    is_disclaimer,
    is_separator,
    is_signature_mark,
    is_valediction,
    reads_as_contacts,
)
from kotae.parsing.mail.parts import message_parts, sender_line
from kotae.parsing.plain.text import read_plain
from kotae.parsing.units import Draft, Unit, heading_label
from kotae.parsing.writing import TextWriter
from kotae.records import QUOTED_EN, QUOTED_JA, BlockKind

__all__ = ["Letter", "write_letter"]

_UNSEEN: Final = Message(
    "the plain text of this mail was read, and says what its page doesn't: it may not be seen in a mail program"
)
_ANOTHER: Final = Message(
    "the page of this mail was read, as mail programs show it; its plain text says something else and was left out: “{text}”"
)
_MAX_SHOWN: Final = 80
_QUOTED: Final = ByLanguage[str]({"ja": QUOTED_JA, "en": QUOTED_EN})


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A message before it is laid out.

    Attributes:
        headers: What is shown of its headers, by name, in order; blank ones are passed over.
        subject: Its subject, on one line.
        plain: Its text, empty where it has only HTML.
        html: Its HTML, empty for none; read where there is no text, or one that only stands for it.
    """

    headers: Mapping[str, str]
    subject: str
    plain: str = ""
    html: str = ""


def write_letter(letter: Letter, *, warnings: Sequence[str] = ()) -> Draft:
    """Return the draft of a message; without units where it says nothing at all."""
    writer = TextWriter()
    writer.add(letter.subject, "heading", level=1)
    writer.add("\n".join(f"{name}: {value}" for name, value in letter.headers.items() if value))
    beside = plain_beside_page(letter.plain, letter.html) if letter.html and letter.plain.strip() else ""
    in_html = beside == "other" or (bool(letter.html) and not letter.plain.strip())
    drafts = list(_html_drafts(letter.html) if in_html else _drafts(letter))
    if beside == "more":
        warnings = (*warnings, _UNSEEN.both())
    if beside == "other":
        said = " ".join(letter.plain.split())
        warnings = (
            *warnings,
            _ANOTHER.filled(text=said[:_MAX_SHOWN] + "…" * (len(said) > _MAX_SHOWN)).both(),
        )
    for draft in drafts:
        writer.add_draft(draft, deeper=1)
    says = bool(letter.subject) or any(draft.units for draft in drafts)
    return Draft(
        text=writer.text,
        units=tuple(writer.units) if says else (),
        title=letter.subject,
        language=detect_language("\n".join(draft.text for draft in drafts)) if drafts else None,
        metadata={name.lower(): value for name, value in letter.headers.items() if value},
        warnings=(*warnings, *(warning for draft in drafts for warning in draft.warnings)),
        struck=writer.all_struck(),
    )


def _drafts(letter: Letter) -> Iterator[Draft]:
    mark = _QUOTED[detect_language(letter.plain)]
    others = " ".join(letter.headers.get(name, "") for name in ("To", "Cc"))
    for part in message_parts(letter.plain, sender=letter.headers.get("From", ""), others=others):
        draft = read_plain(part.text)
        if part.role == "quoted":
            yield replace(draft, units=tuple(_quoted(draft, _label(mark, part.label))))
        elif part.role == "closing":
            yield replace(
                draft,
                units=tuple(replace(unit, kind="references", level=0, label="") for unit in draft.units),
            )
        else:
            yield draft


def _quoted(draft: Draft, label: str) -> Iterator[Unit]:
    for unit in draft.units:
        kind: BlockKind = "references" if unit.kind == "references" else "quote"
        yield replace(unit, kind=kind, level=0, label=label)


def _label(mark: str, attribution: str) -> str:
    """Return the heading of quoted history: that it is quoted, and what the message says of whom."""
    named = heading_label(attribution)
    return f"{mark}: {named}" if named else mark


def _html_drafts(markup: str) -> Iterator[Draft]:
    """The parts of a message in HTML; quotes and separators are found by the pieces' own words."""
    draft = read_html(markup)
    mark = _QUOTED[detect_language(draft.text)]
    units: list[Unit] = []
    label, history = "", False
    for at, unit in enumerate(draft.units):
        content = draft.text[unit.start : unit.end]
        if is_attribution(content) or is_separator(content):
            label = _label(mark, sender_line(content) or content)
            # Nothing marked below who wrote it: all that follows is the old message.
            plain = all(below.kind != "quote" for below in draft.units[at + 1 : at + 2])
            history = history or plain or is_separator(content)
            units.append(replace(unit, kind="quote", level=0, label=label))
        elif unit.kind == "quote" or history:
            units.append(replace(unit, kind="quote", level=0, label=label or mark))
        else:
            label = ""
            units.append(_closing(unit) if _closes(content) else unit)
    yield replace(draft, units=tuple(_signed(draft.text, units)))


def _closes(content: str) -> bool:
    """Whether a piece is a disclaimer or begins with the sign that sets off a signature."""
    return is_disclaimer(content) or is_signature_mark(content.split("\n")[0].strip())


def _closing(unit: Unit) -> Unit:
    return replace(unit, kind="references", level=0, label="")


def _signed(text: str, units: Sequence[Unit]) -> Iterator[Unit]:
    """The units; what stands from a valediction to the end of the new words is a signature, if it looks like one."""
    lines = [text[unit.start : unit.end] for unit in units]
    at = 0
    while at < len(units):
        end = at + 1
        if units[at].kind != "quote" and is_valediction(lines[at].split("\n")[0]):
            while end < len(units) and units[end].kind not in ("quote", "references"):
                end += 1
            below = "\n".join(lines[at:end]).split("\n")[1:]
            if not below or reads_as_contacts([line for line in below if line.strip()], contacts=0):
                yield from map(_closing, units[at:end])
                at = end
                continue
            end = at + 1
        yield from units[at:end]
        at = end
