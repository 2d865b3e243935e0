"""What is found: passages, and why they were."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from kotae.records.documents import QUOTED_EN, QUOTED_JA, DocumentInfo, Language, Sentence, Span
from kotae.records.reasons import Reasoned

__all__ = ["Found", "Hit", "LeftOut", "MatchedTerm", "Passage"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage(Span):
    """A slice of a document, the unit that is embedded and found.

    Attributes:
        document: Where it comes from.
        text: ``document.text[start:end]``, unedited.
        sentences: Its sentences, in order, offsets into the *document*.
        language: Its main language.
        page: 1-based page of its first sentence, where the format has pages.
        heading: The headings it stands under, joined by ``›`` between spaces; may be empty.
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
class LeftOut(Reasoned):
    """A library that wasn't asked in the end, and why.

    Attributes:
        library: Its name.
    """

    library: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What a search found.

    Attributes:
        hits: Best first.
        left_out: Libraries it says nothing about.
    """

    hits: tuple[Hit, ...]
    left_out: tuple[LeftOut, ...] = ()
