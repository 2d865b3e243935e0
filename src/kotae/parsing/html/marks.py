"""Raised and lowered text: note marks and powers, which must never become digits of the number before them."""

import re
from typing import Final

from bs4.element import NavigableString, Tag

from kotae.parsing.office.formulas import SUBSCRIPTS

__all__ = ["SUPERSCRIPTS", "class_names", "mark_text"]

SUPERSCRIPTS: Final = str.maketrans("0123456789+-−n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻ⁿ")

_NUMBER: Final = re.compile(r"\s*+[\[(（]?\s*+([0-9]{1,3})\s*+[\])）]?\s*+")
_NUMBERS: Final = re.compile(r"\s*[0-9]{1,3}(?:\s*[,、–-]\s*[0-9]{1,3})+\s*")
_POWER: Final = re.compile(r"\s*([+\-−]?[0-9]{1,3}|n)\s*")
# Ordinals (5th, 1er) and marks that stand for themselves (™).
_PLAIN: Final = re.compile(r"\s*(?:st|nd|rd|th|e|er|re|o|a\.m\.|tm|sm|™|®|©|\W{0,3})\s*", re.IGNORECASE)
_SIGNS: Final = re.compile(r"\s*+[\[(（]?\s*+([*†‡§¶※]++|注\s*+[0-9]{0,3}|[a-z])\s*+[\])）]?\s*+")
_VARIABLE: Final = re.compile(r"(?:\A|[^A-Za-z])[A-Za-z)]\s*\Z")
_NOTE_NAMES: Final = frozenset(
    "fn fnref footnote footnote-ref footnoteref footnote-reference noteref reference cite-ref endnote-ref note-ref note".split()
)
# The number before a note is a link back: sdfootnotesym, footnote-backref.
_NOTE_LINK: Final = re.compile(r"[a-z]{0,4}-?(?:foot|end)note")
# A plain span is only a mark where its name can mean nothing else, and where it is glued to what it remarks on.
_SPAN_NAMES: Final = frozenset(
    "fn fnref footnote footnote-ref footnoteref footnote-reference footnote-mark noteref note-ref note-mark endnote-ref".split()
)
_RAISED_NAMES: Final = frozenset("sup superscript".split())
_LOWERED_NAMES: Final = frozenset("sub subscript".split())
_INLINE: Final = frozenset("b i em strong span code sup sub a u mark small".split())
_NOTE_ROLES: Final = frozenset(["doc-noteref", "noteref", "doc-biblioref"])


def class_names(tag: Tag) -> tuple[str, ...]:
    """Return the class names of an element, in lower case."""
    written = tag.attrs.get("class")
    if not written:
        return ()
    if isinstance(written, str):
        return tuple(written.lower().split())
    return tuple(str(name).lower() for name in written)


def mark_text(tag: Tag, shift: str = "") -> str | None:
    """Return how a raised, lowered or note-marking element reads; None for one that is text like any other.

    A note mark of digits and a power are superscript digits (¹⁴, 10⁶), letters and signs of notes stand in
    brackets, other raised text follows a ``^``.

    Args:
        tag: The element.
        shift: What its style says: ``"sup"``, ``"sub"``, or empty for nothing.
    """
    if not shift and tag.name not in ("sup", "sub", "a", "span"):
        return None
    content = _short_text(tag)
    if content is None:
        return None
    shift = shift or _shift(tag)
    if shift == "sub":
        return content.translate(SUBSCRIPTS) if content.strip().isdecimal() else None
    if is_note_mark(tag, content):
        return _note(content)
    return _raised(content, tag) if shift == "sup" else None


def _shift(tag: Tag) -> str:
    """Whether an element is raised or lowered by its own name, or by its class, whose style may lie in another file."""
    if tag.name in ("sup", "sub"):
        return tag.name
    names = set(class_names(tag))
    return "sup" if names & _RAISED_NAMES else "sub" if names & _LOWERED_NAMES else ""


def is_note_mark(tag: Tag, content: str) -> bool:
    """Whether an element is the mark of a note: by its role or class, or a link in the page that is only a number."""
    marked = {str(tag.get("epub:type") or ""), str(tag.get("role") or "")} & _NOTE_ROLES
    names = set(re.findall(r"[\w-]+", " ".join(class_names(tag))))
    if tag.name == "span" and not marked:
        return bool(names & _SPAN_NAMES) and _NUMBER.fullmatch(content) is not None and _glued(tag)
    if not (_NUMBER.fullmatch(content) or _NUMBERS.fullmatch(content) or _SIGNS.fullmatch(content)):
        return False
    if marked or names & _NOTE_NAMES or any(_NOTE_LINK.match(name) for name in names if tag.name == "a"):
        return True
    return tag.name == "a" and "#" in str(tag.get("href") or "") and _glued(tag)


def _glued(tag: Tag) -> bool:
    """Whether a link follows the text before it without a space, as a mark does and a page number doesn't."""
    before, around = tag.previous_sibling, tag.parent
    while before is None and around is not None and around.name in _INLINE:
        before, around = around.previous_sibling, around.parent
    if isinstance(before, Tag):
        return before.name in _INLINE
    return isinstance(before, NavigableString) and bool(before) and not before[-1].isspace()


def _note(content: str) -> str:
    if number := _NUMBER.fullmatch(content):
        return number[1].translate(SUPERSCRIPTS)
    if _NUMBERS.fullmatch(content):
        return "".join(content.split()).replace("、", ",").translate(SUPERSCRIPTS)
    sign = _SIGNS.fullmatch(content)
    return f"[{sign[1]}]" if sign else content


def _raised(content: str, tag: Tag) -> str | None:
    if number := _NUMBER.fullmatch(content):
        return number[1].translate(SUPERSCRIPTS)
    if _NUMBERS.fullmatch(content):
        return _note(content)
    if power := _POWER.fullmatch(content):
        return power[1].translate(SUPERSCRIPTS)
    if _PLAIN.fullmatch(content):
        return None
    if _SIGNS.fullmatch(content):
        before = tag.previous_sibling or ""
        # Behind a lone letter stands a power (e^x), behind a word or a number a note.
        return f"^{content.strip()}" if _VARIABLE.search(str(before)[-3:]) else _note(content)
    # Raised formulas: x^(n+1). Words (MC, name) are ordinals and the like.
    return (
        f"^({content.strip()})"
        if re.fullmatch(r"\s*[\w+\-−*/]{1,12}\s*", content) and re.search(r"[+\-−*/0-9]", content)
        else None
    )


def _short_text(tag: Tag) -> str | None:
    """The text of an element that is a mark at most: one path down, not deep, not long; None for more."""
    pieces: list[str] = []
    contents = tag.contents
    for _ in range(4):
        pieces += [str(piece) for piece in contents if isinstance(piece, NavigableString)]
        inner = [piece for piece in contents if isinstance(piece, Tag)]
        if not inner:
            joined = "".join(pieces)
            return joined if joined.strip() and len(joined) <= 40 else None
        if len(inner) > 1:
            return None
        contents = inner[0].contents
    return None
