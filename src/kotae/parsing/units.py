"""What every format is first turned into, and how that becomes a :class:`Document`.

A reader knows its format and yields units: spans with a kind and, for headings, a level.
Everything after is the same for all formats and lives here: heading paths, languages, title,
identity. The law: units stand in reading order, apart from each other, each with something
to read in it.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from hashlib import blake2b
from pathlib import PurePosixPath
from typing import Final

from kotae.language import detect_language
from kotae.languages import LANGUAGES
from kotae.parsing.invisible import marked
from kotae.records import (
    Block,
    BlockKind,
    CellSpan,
    Document,
    DocumentInfo,
    Language,
    PageLayout,
    Span,
    StruckText,
)

__all__ = [
    "Draft",
    "Unit",
    "clean_text",
    "document_id",
    "heading_label",
    "paragraphs",
    "strip_span",
    "to_document",
]

_MAX_LABEL_CHARS: Final = 200
# A block of a megabyte isn't in another language further down.
_LANGUAGE_SAMPLE_CHARS: Final = 20_000
_LINK: Final = re.compile(r"!?\[([^\[\]]{0,300})\](?:\([^()\n]{0,500}\)|\[[^\[\]]{0,100}\])")
_ANCHOR: Final = re.compile(r"(?<!\s)\s*\{\s*[#.:][^{}]{0,200}\}\s*$")
_MARKUP: Final = re.compile(
    r"\*{1,3}|`{1,3}|~~|(?<![^\W_])__?|__?(?![^\W_])|</?[a-zA-Z][^<>]{0,300}>|\[\^[^\]]{1,50}\]"
)
_BLANK_LINES: Final = re.compile(r"\n(?:[^\S\n]*\n)+")
_UNSTORABLE: Final = re.compile("[\x00\ud800-\udfff]")
_FOOTNOTE_MARKS: Final = re.compile(r"[¹²³⁰⁴-⁹]+$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit(Span):
    """A structural piece of a text, before it knows its headings.

    Attributes:
        kind: What it is.
        level: 1 (outermost) or more for a heading, 0 for everything else.
        label: A heading's text without markup, as it stands in heading paths; for other
            kinds a run-in heading the piece begins with, else empty.
        page: 1-based page, slide or sheet, where the format has them.
        cells: For a row of a table, where each of its values stands in the text; else empty.
    """

    kind: BlockKind
    level: int = 0
    label: str = ""
    page: int | None = None
    cells: tuple[CellSpan, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What a reader found in one document.

    Attributes:
        text: The text as read.
        units: Its pieces, in order and apart from each other.
        part: Which document of its file this is, appended to the file's path: ``#12``,
            ``/inner.md``; empty where the file is the document.
        title: As the document gives it, else empty.
        language: As the document gives it, else None.
        metadata: Front matter and the like, flattened to strings.
        warnings: What had to be left out or guessed, each in both languages.
        layouts: Where characters stand on pages, for formats with pages of their own.
        struck: What is crossed out, in the order of the text, each at a place in it.
        slides: Whether its pages are slides: nothing on one stands under a heading of the one before.
        unread: As a document's.
    """

    text: str
    units: tuple[Unit, ...]
    part: str = ""
    title: str = ""
    language: Language | None = None
    metadata: Mapping[str, str] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()
    layouts: tuple[PageLayout, ...] = ()
    struck: tuple[StruckText, ...] = ()
    slides: bool = False
    unread: tuple[str, ...] = ()

    def decoded(self, encoding: str, warnings: tuple[str, ...]) -> "Draft":
        """Return the draft with what decoding found out: an unusual encoding, and warnings."""
        metadata = dict(self.metadata) if encoding == "utf-8" else {**self.metadata, "encoding": encoding}
        return replace(self, metadata=metadata, warnings=(*warnings, *self.warnings))


def document_id(path: str, text: str) -> str:
    """Return 32 hexadecimal digits that name this text at this path.

    Path and text both count, so two files with equal text stay two documents.
    """
    digest = blake2b(digest_size=16, person=b"kotae.document")
    for part in (path, text):
        encoded = part.encode("utf-8", "surrogatepass")
        digest.update(len(encoded).to_bytes(8, "big"))
        digest.update(encoded)
    return digest.hexdigest()


def heading_label(text: str) -> str:
    """Return a heading on one line without inline markup, anchors and footnote marks."""
    line = " ".join(text[: 4 * _MAX_LABEL_CHARS].split())
    line = _LINK.sub(r"\1", _ANCHOR.sub("", line))
    return _FOOTNOTE_MARKS.sub("", _MARKUP.sub("", line)).strip()[:_MAX_LABEL_CHARS]


def clean_text(text: str) -> str:
    r"""Return text from a parser in the form all texts have: ``\n`` ends lines, NUL and halves of characters are U+FFFD."""
    return _UNSTORABLE.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))


def paragraphs(text: str) -> tuple[Unit, ...]:
    """Return one paragraph for every stretch between blank lines; nothing is taken for a heading."""
    bounds = [0, *(edge for gap in _BLANK_LINES.finditer(text) for edge in gap.span()), len(text)]
    spans = (strip_span(text, *bounds[position : position + 2]) for position in range(0, len(bounds), 2))
    return tuple(Unit(start=start, end=end, kind="paragraph") for start, end in spans if start < end)


def strip_span(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the span without white space at its ends; an empty one where nothing is left."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def to_document(draft: Draft, *, relative_path: str) -> Document:
    """Return the document: units with their heading paths, languages, title and identity.

    The title is the one the document gives, else its first heading, else the file's name.
    A heading that repeats the title is left out of the paths below it.

    Args:
        draft: What the reader found.
        relative_path: Path in the corpus, with ``/``.
    """
    text, told = marked(draft.text)
    draft = replace(draft, text=text, warnings=(*draft.warnings, *told))
    title = draft.title or next((unit.label for unit in draft.units if unit.level and unit.label), "")
    title = title or PurePosixPath(relative_path).stem
    blocks = tuple(_blocks(draft, title))
    info = DocumentInfo(
        id=document_id(relative_path, draft.text),
        title=title,
        path=relative_path,
        language=draft.language or _main_language(draft.text, blocks),
    )
    return Document(
        info=info,
        text=draft.text,
        blocks=blocks,
        metadata=dict(draft.metadata),
        warnings=draft.warnings,
        layouts=draft.layouts,
        struck=draft.struck,
        unread=draft.unread,
    )


def _blocks(draft: Draft, title: str) -> Iterable[Block]:
    path: list[tuple[int, str]] = []
    text = draft.text
    slide: int | None = None
    for unit in draft.units:
        if draft.slides and unit.page != slide:
            path, slide = [], unit.page
        if unit.level:
            while path and path[-1][0] >= unit.level:
                path.pop()
        labels = tuple(label for _, label in path if label and label != title)
        if unit.label and not unit.level:
            labels = (*labels, unit.label)
        yield Block(
            start=unit.start,
            end=unit.end,
            kind=unit.kind,
            headings=labels,
            page=unit.page,
            language=detect_language(text[unit.start : min(unit.end, unit.start + _LANGUAGE_SAMPLE_CHARS)]),
            cells=unit.cells,
        )
        if unit.level:
            path.append((unit.level, unit.label))


def _main_language(text: str, blocks: Sequence[Block]) -> Language:
    """The language most of the prose is written in; a Japanese character says twice as much."""
    weights: dict[Language, int] = dict.fromkeys(LANGUAGES, 0)
    for weigh_all in (False, True):
        for block in blocks:
            if weigh_all or block.kind not in ("code", "references"):
                weights[block.language] += (block.end - block.start) * (2 if block.language == "ja" else 1)
        if any(weights.values()):
            return max(weights, key=weights.__getitem__)
    return detect_language(text)
