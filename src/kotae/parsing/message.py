"""A message's text → a draft: subject as title, who wrote to whom and when, the new words, then what is quoted.

Quoted history keeps its text under the kind ``"quote"`` and the label of who wrote it; signatures and
disclaimers stay in the text but give no passage, as lists of sources do.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from kotae.language import detect_language
from kotae.parsing.html import read_html
from kotae.parsing.mail_parts import is_attribution, is_disclaimer, is_separator, message_parts
from kotae.parsing.plain import read_plain
from kotae.parsing.units import Draft, Unit, heading_label
from kotae.parsing.writing import TextWriter
from kotae.records import QUOTED_EN, QUOTED_JA, BlockKind

__all__ = ["Letter", "write_letter"]

_QUOTED: Final[Mapping[str, str]] = {"ja": QUOTED_JA, "en": QUOTED_EN}


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A message before it is laid out.

    Attributes:
        headers: What is shown of its headers, by name, in order; blank ones are passed over.
        subject: Its subject, on one line.
        plain: Its text, empty where it has only HTML.
        html: Its HTML, empty for none; read where there is no text.
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
    drafts = list(
        _html_drafts(letter.html) if letter.html and not letter.plain.strip() else _drafts(letter.plain)
    )
    for draft in drafts:
        writer.add_draft(draft, deeper=1)
    says = bool(letter.subject) or any(draft.units for draft in drafts)
    return Draft(
        text=writer.text,
        units=tuple(writer.units) if says else (),
        title=letter.subject,
        metadata={name.lower(): value for name, value in letter.headers.items() if value},
        warnings=(*warnings, *(warning for draft in drafts for warning in draft.warnings)),
    )


def _drafts(text: str) -> Iterator[Draft]:
    for part in message_parts(text):
        draft = read_plain(part.text)
        if part.role == "quoted":
            yield replace(draft, units=tuple(_quoted(draft, part.label)))
        elif part.role == "closing":
            yield replace(
                draft,
                units=tuple(replace(unit, kind="references", level=0, label="") for unit in draft.units),
            )
        else:
            yield draft


def _quoted(draft: Draft, label: str) -> Iterator[Unit]:
    label = _label(label, draft.text)
    for unit in draft.units:
        kind: BlockKind = "references" if unit.kind == "references" else "quote"
        yield replace(unit, kind=kind, level=0, label=label)


def _label(attribution: str, text: str) -> str:
    """Return the heading of quoted history: that it is quoted, and what the message says of whom."""
    mark, named = _QUOTED[detect_language(text)], heading_label(attribution)
    return f"{mark}: {named}" if named else mark


def _html_drafts(markup: str) -> Iterator[Draft]:
    """The parts of a message in HTML; quotes and separators are found by the pieces' own words."""
    draft = read_html(markup)
    units: list[Unit] = []
    label, history = "", False
    for unit in draft.units:
        content = draft.text[unit.start : unit.end]
        if is_attribution(content) or is_separator(content):
            label, history = _label(content, content), history or is_separator(content)
            units.append(replace(unit, kind="quote", level=0, label=label))
        elif unit.kind == "quote" or history:
            named = label or _label("", content)
            units.append(replace(unit, kind="quote", level=0, label=named))
        elif is_disclaimer(content) or content.strip() == "--":
            units.append(replace(unit, kind="references", level=0, label=""))
        else:
            units.append(unit)
    yield replace(draft, units=tuple(units))
