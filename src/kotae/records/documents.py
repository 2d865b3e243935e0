"""What a file holds: text, blocks, cells, places on pages, words."""

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from kotae.languages import LANGUAGES

__all__ = [
    "QUOTED_EN",
    "QUOTED_JA",
    "Block",
    "BlockKind",
    "Box",
    "CellSpan",
    "CitedCell",
    "Document",
    "DocumentInfo",
    "Language",
    "PageImage",
    "PageLayout",
    "Sentence",
    "Span",
    "StruckText",
    "Token",
]

if TYPE_CHECKING:
    Language: TypeAlias = str
else:  # whoever checks input by its type accepts the languages there are
    Language = Literal[tuple(LANGUAGES)]
"""The code of a language; see :mod:`kotae.language` for how a text's is told."""

BlockKind: TypeAlias = Literal["heading", "paragraph", "list", "table", "quote", "code", "references"]


# The heading under which an older message stands that a newer one quotes.
QUOTED_JA: Final = "引用されたメール"
QUOTED_EN: Final = "Quoted message"


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A half-open range of code points."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"not a span: start={self.start}, end={self.end}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence(Span):
    """Where one sentence stands in its document, and its language."""

    language: Language


@dataclass(frozen=True, slots=True, kw_only=True)
class Token(Span):
    """One word of a text.

    Attributes:
        surface: The word as written, ``text[start:end]``.
        lemma: Dictionary form; the surface in lower case where the dictionary has none.
        reading: Katakana reading; empty for English and for unknown words.
        part_of_speech: UniDic's major class (``"名詞"``, ``"動詞"``, …) for Japanese,
            ``"word"``, ``"number"`` or ``"symbol"`` for English.
        origin: The foreign word a loan-word comes from (``"budget"``), else empty.
        known: Whether the dictionary knows the word.
        language: Which segmenter made it.
    """

    surface: str
    lemma: str
    reading: str = ""
    part_of_speech: str = ""
    origin: str = ""
    known: bool = True
    language: Language


@dataclass(frozen=True, slots=True, kw_only=True)
class CellSpan(Span):
    """Where the value of one table cell stands in its document.

    Attributes:
        address: ``売上!B3`` for a sheet, ``R3C2`` (row and column from 1) for any other table; of
            merged cells the first.
    """

    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CitedCell(CellSpan):
    """A cell as a citation names it.

    Attributes:
        column: What its table calls the value: the label of its column, in a form the one beside it;
            empty where there is none.
        row: What its row is called: the value the row begins with; empty for that value itself
            and in forms.
    """

    column: str = ""
    row: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Block(Span):
    """A structural piece of a document: a paragraph, a heading, a table row.

    Attributes:
        kind: What it is. ``"references"`` marks reference lists, which are kept in the text
            but don't become passages.
        headings: The headings it stands under, outermost first.
        page: 1-based page, slide or sheet, where the format has them.
        language: Its main language.
        cells: For a row of a table, where each of its values stands, in order; else empty.
    """

    kind: BlockKind
    headings: tuple[str, ...] = ()
    page: int | None = None
    language: Language
    cells: tuple[CellSpan, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A rectangle on a page, in points (1/72 inch) from the upper left corner of the page as it is shown.

    Attributes:
        page: 1-based.
        x0: Left side.
        y0: Upper side.
        x1: Right side, greater than ``x0``.
        y1: Lower side, greater than ``y0``.
    """

    page: int
    x0: float
    y0: float
    x1: float
    y1: float


@dataclass(frozen=True, slots=True, kw_only=True)
class PageLayout(Span):
    """Where the characters of one page stand, packed by :mod:`kotae.boxes`.

    The span runs from the first to the last of them in the document's text; the layouts of two
    pages may overlap there, for a sentence over a page break is put together.
    """

    page: int
    packed: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class StruckText:
    """Text that a document crosses out: no part of its text, kept to be shown.

    Attributes:
        at: Where in the text it stood; in front of a unit, just behind the one before it.
        text: The words, on one line.
    """

    at: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PageImage:
    """A page as it looks.

    Attributes:
        page: 1-based.
        png: The picture, a PNG file.
        width: Of the page in points, as :class:`Box` counts them.
        height: Of the page in points.
    """

    page: int
    png: bytes
    width: float
    height: float


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentInfo:
    """Which document something comes from.

    Attributes:
        id: Stable; made from path and content, so two files with equal text stay two documents.
        title: As given by the document, else the file's name.
        path: Relative to the corpus folder, with ``/``.
        language: The main language.
        copies: Other paths at which the same file lies, sorted; a document is kept once.
        library: The name of the library it is in, where several are asked together; else empty.
    """

    id: str
    title: str
    path: str
    language: Language
    copies: tuple[str, ...] = ()
    library: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One file as read.

    Attributes:
        info: Identity, title, path, language.
        text: The text as read; every offset in kotae counts code points of this string.
        blocks: In reading order, apart from each other; text between them is white space and markup.
        metadata: Front matter and the like, flattened to strings.
        warnings: What the reader had to leave out or guess, in English and Japanese.
        layouts: Where its characters stand on its pages, by page; empty for formats without pages
            of their own. :func:`kotae.boxes.boxes_of` reads them.
        struck: What it crosses out or deletes under tracked changes, by place: neither searched nor quoted.
        unread: Of the last document of an archive: the files in it that are there and give nothing (``/inner.md``), and
            an empty name where not all of it was looked at.
    """

    info: DocumentInfo
    text: str
    blocks: tuple[Block, ...]
    metadata: Mapping[str, str] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()
    layouts: tuple[PageLayout, ...] = ()
    struck: tuple[StruckText, ...] = ()
    unread: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        previous = 0
        for block in self.blocks:
            if block.start < previous or block.end > len(self.text):
                raise ValueError(f"block {block.start}-{block.end} overlaps or leaves the text")
            previous = block.end

    def block_at(self, at: int) -> Block | None:
        """Return the block that a place of the text lies in; None between blocks."""
        behind = bisect_right(self.blocks, at, key=lambda block: block.start)
        block = self.blocks[behind - 1] if behind else None
        return block if block is not None and at < block.end else None
