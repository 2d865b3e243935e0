"""The values that flow through the pipeline, and the laws they keep.

file → :class:`Document` → :class:`Sentence` → :class:`Passage` → :class:`Hit` → :class:`Answer`.

Offsets are code points, half-open, into ``document.text``, the text *as read*: for every
span ``document.text[start:end]`` is the text it stands for. Nothing here holds an array.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, Literal, TypeAlias

__all__ = [
    "QUOTED_EN",
    "QUOTED_JA",
    "Answer",
    "AnswerEvent",
    "AnswerSentence",
    "Block",
    "BlockKind",
    "Box",
    "BuildReport",
    "CellSpan",
    "Citation",
    "CitedCell",
    "Document",
    "DocumentInfo",
    "Event",
    "Found",
    "Hit",
    "HitsEvent",
    "Language",
    "LeftOut",
    "MatchedTerm",
    "PageImage",
    "PageLayout",
    "Passage",
    "Sentence",
    "SentenceEvent",
    "Short",
    "SkippedFile",
    "Span",
    "StageEvent",
    "Status",
    "StruckText",
    "Support",
    "TextEvent",
    "Token",
    "Vote",
]

Language: TypeAlias = Literal["ja", "en"]
"""Text with kana or kanji is ``"ja"``; everything else is ``"en"``."""

BlockKind: TypeAlias = Literal["heading", "paragraph", "list", "table", "quote", "code", "references"]
Status: TypeAlias = Literal["answered", "not_found"]
Support: TypeAlias = Literal["quoted", "translated", "verified", "unverified"]


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
        at: Where in the text it stood, or where the piece begins in which it stood.
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
    """

    info: DocumentInfo
    text: str
    blocks: tuple[Block, ...]
    metadata: Mapping[str, str] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()
    layouts: tuple[PageLayout, ...] = ()
    struck: tuple[StruckText, ...] = ()

    def __post_init__(self) -> None:
        previous = 0
        for block in self.blocks:
            if block.start < previous or block.end > len(self.text):
                raise ValueError(f"block {block.start}-{block.end} overlaps or leaves the text")
            previous = block.end


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage(Span):
    """A slice of a document, the unit that is embedded and found.

    Attributes:
        document: Where it comes from.
        text: ``document.text[start:end]``, unedited.
        sentences: Its sentences, in order, offsets into the *document*.
        language: Its main language.
        page: 1-based page of its first sentence, where the format has pages.
        heading: The headings it stands under, joined by `` › ``; may be empty.
    """

    document: DocumentInfo
    text: str
    sentences: tuple[Sentence, ...]
    language: Language
    page: int | None = None
    heading: str = ""

    def text_of(self, sentence: Sentence) -> str:
        """Return one of its sentences as it stands."""
        return self.text[sentence.start - self.start : sentence.end - self.start]

    @property
    def texts(self) -> tuple[str, ...]:
        """Its sentences as they stand, in order."""
        return tuple(map(self.text_of, self.sentences))

    @property
    def is_history(self) -> bool:
        """Whether it is what an older message said, quoted below a newer one."""
        return self.heading.startswith((QUOTED_JA, QUOTED_EN))


@dataclass(frozen=True, slots=True, kw_only=True)
class MatchedTerm:
    """Why a passage was found: a word of the question and the word of the passage it met.

    Attributes:
        question: The word in the question (``"budget"``).
        passage: The word in the passage (``"予算"``); the same word in the same language.
        weight: Share of the lexical or bridge score it brought, in [0, 1].
    """

    question: str
    passage: str
    weight: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A passage found for a question.

    Attributes:
        passage: The passage.
        score: Fused score; higher is better; comparable within one question only.
        legs: Each leg's own normalised score (``"dense"``, ``"lexical"``, ``"bridge"``).
        matched: Terms that met, strongest first.
    """

    passage: Passage
    score: float
    legs: Mapping[str, float] = field(default_factory=dict)
    matched: tuple[MatchedTerm, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """A library that wasn't asked in the end, and why, in both languages.

    Attributes:
        library: Its name.
        reason_en: Why, in English.
        reason_ja: Why, in Japanese.
    """

    library: str
    reason_en: str
    reason_ja: str

    def reason(self, language: str) -> str:
        """Return the reason in ``"ja"`` or ``"en"``."""
        return self.reason_ja if language == "ja" else self.reason_en


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What a search found.

    Attributes:
        hits: Best first.
        left_out: Libraries it says nothing about.
    """

    hits: tuple[Hit, ...]
    left_out: tuple[LeftOut, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation(Span):
    """An exact place in a source: ``quote`` is ``document.text[start:end]``.

    Attributes:
        document: Which document.
        quote: The text there.
        page: 1-based page, slide or sheet it begins on, where the format has them.
        heading: The headings it stands under.
        boxes: Where the quote stands on its pages, in reading order, one for each line or part
            of one; empty for formats without pages of their own.
        cells: The cells of a table it quotes, in reading order; empty outside of tables.
    """

    document: DocumentInfo
    quote: str
    page: int | None = None
    heading: str = ""
    boxes: tuple[Box, ...] = ()
    cells: tuple[CitedCell, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Vote:
    """What one checker of the council said of a sentence.

    Attributes:
        checker: ``"facts"``, ``"entailment"`` or ``"likelihood"``.
        passed: Its vote; None where it abstains.
        score: In [0, 1], higher is better supported.
        reason: In plain words, in the language of the answer.
    """

    checker: str
    passed: bool | None
    score: float
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerSentence:
    """One sentence of an answer and what supports it.

    Attributes:
        text: The sentence.
        citations: At least one for a quoted or verified sentence.
        support: ``"quoted"``: the text is its citation's quote; ``"translated"``: put into the question's
            language and ``"verified"``: generated, both passed by the council; ``"unverified"`` is never
            shown as an answer.
        votes: The council's votes; empty for quotes.
        gloss: Pairs (word, gloss in the question's language) for a quote in the other
            language, every content word in order, machine-made from the dictionary; else empty.
        original: The quote it rests on, for a sentence that isn't one; else empty.
    """

    text: str
    citations: tuple[Citation, ...]
    support: Support
    votes: tuple[Vote, ...] = ()
    gloss: tuple[tuple[str, str], ...] = ()
    original: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Short:
    """The asked value by itself.

    Attributes:
        text: In the question's language where a rule knows how to say it, the original in brackets
            behind it (``¥2.3 trillion (2.3兆円)``); else as it stands.
        language: The language of ``text``.
        citation: The quote it was taken from.
        span: Where the value itself stands in that document; None where that isn't known.
    """

    text: str
    language: Language
    citation: Citation
    span: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What kotae says to a question.

    Attributes:
        question: As asked (after completion of a follow-up, the completed question).
        status: ``"answered"`` or ``"not_found"``.
        text: The whole answer as plain text; for a refusal, the refusal.
        language: The question's language.
        sentences: In order; empty for a refusal.
        hits: The passages the answer was looked for in; with ``"not_found"`` they are the
            nearest passages and *not* an answer.
        confidence: Probability that the documents answer the question, in [0, 1].
        missing: For a refusal, what the question names and no document holds, else words of it that none of the
            passages read holds, as asked.
        short: The asked value by itself; None for a refusal, or where no words can be pointed at.
        note: Anything the reader must know (the generator failed, …); may be empty.
        timings: Seconds per stage (``"retrieve"``, ``"answer"``, …).
        left_out: Libraries that didn't answer in time or not rightly: the answer says nothing about them.
    """

    question: str
    status: Status
    text: str
    language: Language
    sentences: tuple[AnswerSentence, ...]
    hits: tuple[Hit, ...] = ()
    confidence: float = 0.0
    missing: tuple[str, ...] = ()
    short: Short | None = None
    note: str = ""
    timings: Mapping[str, float] = field(default_factory=dict)
    left_out: tuple[LeftOut, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class StageEvent:
    """A stage began: ``"searching"``, ``"reading"``, ``"writing"`` or ``"checking"``."""

    stage: Literal["searching", "reading", "writing", "checking"]


@dataclass(frozen=True, slots=True, kw_only=True)
class HitsEvent:
    """The passages found."""

    hits: tuple[Hit, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TextEvent:
    """A piece of generated text, not checked yet."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SentenceEvent:
    """A finished sentence; one with an ``original`` takes the place of an earlier one whose text that is."""

    sentence: AnswerSentence


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerEvent:
    """The whole answer; always the last event."""

    answer: Answer


Event: TypeAlias = StageEvent | HitsEvent | TextEvent | SentenceEvent | AnswerEvent


@dataclass(frozen=True, slots=True, kw_only=True)
class SkippedFile:
    """A file a build left out, and why, in both languages."""

    path: str
    reason_en: str
    reason_ja: str

    def reason(self, language: str) -> str:
        """Return the reason in ``"ja"`` or ``"en"``."""
        return self.reason_ja if language == "ja" else self.reason_en


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildReport:
    """What a build did.

    Attributes:
        documents: Documents in the index now.
        passages: Passages in the index now.
        added: Documents that were not there before.
        changed: Documents whose content changed under the same path.
        removed: Documents that are gone.
        unchanged: Documents taken over as they were (also when moved or renamed).
        embedded: Passages that had to be embedded anew.
        skipped: Files left out, each with its reason.
        warnings: What readers had to guess, as ``path: warning``.
        seconds: Wall time.
    """

    documents: int
    passages: int
    added: int
    changed: int
    removed: int
    unchanged: int
    embedded: int
    skipped: tuple[SkippedFile, ...]
    warnings: tuple[str, ...]
    seconds: float
