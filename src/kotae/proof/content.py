"""What a proof holds: an answer with everything that is needed to re-check it from the papers alone.

The law: what stands here can be derived again from the documents, or is held by the seal alone and named so
(:data:`SEALED_ONLY`). Offsets count code points of a document's text as kotae reads it, as everywhere.
"""

from collections.abc import Iterator
from typing import Annotated, Final, Literal, Self, TypeAlias

from pydantic import Field, model_validator

from kotae.proof.coverage import Coverage
from kotae.proof.made import Library, Tools
from kotae.proof.part import MOST as _MOST
from kotae.proof.part import Count as _Place
from kotae.proof.part import Digest as _Digest
from kotae.proof.part import Part as _Part
from kotae.records import Language

__all__ = [
    "FORMAT",
    "NEWEST",
    "SEALED_ONLY",
    "VERSION",
    "WITHOUT_COVERAGE",
    "BaseProof",
    "Form",
    "Picture",
    "Proof",
    "ProvedAnswer",
    "ProvedBox",
    "ProvedCell",
    "ProvedCitation",
    "ProvedDocument",
    "ProvedSentence",
    "ProvedShort",
    "ProvedVote",
    "ReadPassage",
    "Seal",
]

FORMAT: Final = "kotae proof"
VERSION: Final = 2
"""Raised whenever an older kotae could misread a newer proof, or the other way round; the newest is :data:`NEWEST`."""

NEWEST: Final = 3
"""The version of proofs of rows, which have no answer; see :mod:`kotae.proof.gathered`."""

WITHOUT_COVERAGE: Final = 1
"""The version before proofs had a certificate of coverage; such a proof is checked as it was made."""

SEALED_ONLY: Final = ("question", "confidence", "missing", "note", "library", "made", "coverage")
"""Parts that can't be derived from the documents: seal and signature alone keep them."""

Form: TypeAlias = Literal["quotes", "hashes"]
_Page: TypeAlias = Annotated[int, Field(ge=1)]
_MOST_WORDS: Final = 1_000


class ProvedDocument(_Part):
    """A document that an answer cites or was looked for in.

    Attributes:
        id: Made from path and text, so that it proves both.
        path: As kotae names the document.
        file: The file it stands in; other than ``path`` for a part of an archive, a mail or a collection.
        title: As kotae shows it.
        sha256: Of the file.
        text_sha256: Of the text as kotae reads it, in UTF-8.
        chars: How many code points the text has.
    """

    id: Annotated[str, Field(pattern=r"^[0-9a-f]{32}$")]
    path: str
    file: str
    title: str
    sha256: _Digest
    text_sha256: _Digest
    chars: _Place


class ProvedCell(_Part):
    """A cell of a table that a citation holds; ``address`` as in :class:`kotae.records.CellSpan`."""

    address: str
    start: _Place
    end: _Place


class ProvedBox(_Part):
    """A rectangle on a page, in points from its upper left corner."""

    page: _Page
    x0: float
    y0: float
    x1: float
    y1: float


class ProvedCitation(_Part):
    """A place in a document.

    Attributes:
        document: Which of the proof's documents, from 0.
        start: Where the quote begins.
        end: Where it ends.
        quote: The text there.
        page: Page, slide or sheet it begins on.
        heading: The headings it stands under.
        cells: The cells of a table that lie in it.
        boxes: Where it stands on its pages.
    """

    document: _Place
    start: _Place
    end: _Place
    quote: Annotated[str, Field(min_length=1)]
    page: _Page | None
    heading: str
    cells: tuple[ProvedCell, ...]
    boxes: tuple[ProvedBox, ...]


class ProvedVote(_Part):
    """What a checker of the council said; ``score`` with two decimals."""

    checker: str
    passed: bool | None
    score: Annotated[float, Field(ge=0, le=1)]
    reason: str


class ProvedSentence(_Part):
    """One sentence of the answer.

    Attributes:
        text: As shown.
        support: As in :class:`kotae.records.AnswerSentence`, never ``"unverified"``.
        citations: Which of the proof's citations, from 0; the first one is what it rests on.
        votes: The council's; none for a quote.
    """

    text: str
    support: Literal["quoted", "translated", "verified"]
    citations: Annotated[tuple[_Place, ...], Field(min_length=1)]
    votes: tuple[ProvedVote, ...]


class ProvedShort(_Part):
    """The asked value by itself.

    Attributes:
        text: As shown.
        language: The language of ``text``.
        citation: Which of the proof's citations holds it.
        start: Where the value stands in that document.
        end: Where it ends.
    """

    text: str
    language: Language
    citation: _Place
    start: _Place
    end: _Place


class ProvedAnswer(_Part):
    """What was said."""

    status: Literal["answered", "not_found"]
    language: Language
    text: str
    short: ProvedShort | None
    sentences: Annotated[tuple[ProvedSentence, ...], Field(max_length=_MOST_WORDS)]
    missing: Annotated[tuple[str, ...], Field(max_length=_MOST_WORDS)]
    note: str
    confidence: Annotated[float, Field(ge=0, le=1)]


class ReadPassage(_Part):
    """A stretch of a document that the answer was looked for in."""

    document: _Place
    start: _Place
    end: _Place


class Picture(_Part):
    """A page's picture that is shown with the proof; only its hash is part of it."""

    document: _Place
    page: _Page
    sha256: _Digest


class Seal(_Part):
    """What holds all the rest together.

    Attributes:
        sha256: Of everything else in canonical form (RFC 8785).
        public_key: Of the person who signed, 32 bytes in hexadecimal; None for an unsigned proof.
        signature: Ed25519 over the same canonical form, 64 bytes in hexadecimal.
    """

    sha256: _Digest
    public_key: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")] | None = None
    signature: Annotated[str, Field(pattern=r"^[0-9a-f]{128}$")] | None = None


class BaseProof(_Part):
    """What every proof holds, whatever was said.

    Attributes:
        format: :data:`FORMAT`.
        version: Of the format: :data:`VERSION` for answers, :data:`NEWEST` for rows.
        form: ``"quotes"``, or ``"hashes"`` where documents may not be shown; see :mod:`kotae.proof.hiding`.
        question: As asked.
        citations: The places it rests on.
        documents: The documents they stand in, and those that were read besides.
        read: The passages it was looked for in, as far as an answer keeps them; none for rows.
        library: What was searched.
        coverage: What was looked at for the answer; None in a proof of version 1.
        made: What made it.
        pictures: Pages shown with it.
        seal: Hash and signature over all of that; None while it is being made.
    """

    format: Literal["kotae proof"]
    version: Literal[1, 2, 3]
    form: Form
    question: str
    citations: Annotated[tuple[ProvedCitation, ...], Field(max_length=_MOST)]
    documents: Annotated[tuple[ProvedDocument, ...], Field(max_length=_MOST)]
    read: Annotated[tuple[ReadPassage, ...], Field(max_length=_MOST)]
    library: Library
    coverage: Coverage | None = None
    made: Tools
    pictures: tuple[Picture, ...] = ()
    seal: Seal | None = None

    @model_validator(mode="after")
    def _is_of_its_version(self) -> Self:
        if (self.coverage is None) != (self.version == WITHOUT_COVERAGE):
            raise ValueError("a certificate of coverage belongs to every proof but those of version 1")
        return self

    def used(self) -> Iterator[tuple[str, int]]:
        """Yield each part that rests on a citation, with its number."""
        raise NotImplementedError


class Proof(BaseProof):
    """A proof of an answer.

    Attributes:
        answer: What was said.
    """

    version: Literal[1, 2]
    answer: ProvedAnswer

    def used(self) -> Iterator[tuple[str, int]]:
        """Yield each part that rests on a citation, with its number."""
        for number, sentence in enumerate(self.answer.sentences):
            for citation in sentence.citations:
                yield f"answer.sentences.{number}", citation
        if self.answer.short is not None:
            yield "answer.short", self.answer.short.citation
