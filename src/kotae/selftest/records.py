"""What a library's test of itself is made of: questions with their places, what came of them, and what is said of all that.

Shares are in [0, 1]; intervals are of 95 %.
"""

from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from scipy.stats import binomtest

from kotae.gathering import Certificate
from kotae.records import DocumentInfo, Language, Span
from kotae.records.reasons import Reasoned

__all__ = [
    "Asked",
    "Cause",
    "DocumentHealth",
    "Exchange",
    "Expected",
    "Group",
    "Health",
    "Kind",
    "Outcome",
    "Proposal",
    "SelfQuestion",
    "SelftestProgress",
    "Share",
    "Worse",
]

Kind: TypeAlias = Literal["cell", "sentence", "definition", "heading"]
"""What a question was made of."""

Exchange: TypeAlias = Literal["identifier", "year", "name", "unit", "taken away"]
"""What makes a question unanswerable: something put in that stands nowhere in the library, something else asked for, or
every passage left aside that could hold the answer."""

Outcome: TypeAlias = Literal["right", "wrong", "refused", "invented"]
"""Wrong: answered with something else; refused: rightly where there is no answer; invented: answered though there is none."""

Cause: TypeAlias = Literal[
    "garbled", "scanned", "long table", "left out", "no questions", "mixed up", "unclear"
]
"""Why a document answers badly; ``"mixed up"``: another document is taken for it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SelfQuestion:
    """A question that a rule made of a document.

    Attributes:
        id: Stable: made of path, kind, words and language.
        text: As asked.
        language: It is asked in.
        document: It was made of.
        kind: Of what.
        place: Where the answer stands; of an unanswerable question, where that of the question it was made from does.
        value: What the answer must hold: an amount or date in its normal form, else words; empty where the place tells.
        exchanged: What makes it unanswerable; None for one that is answered.
    """

    id: str
    text: str
    language: Language
    document: DocumentInfo
    kind: Kind
    place: Span
    value: str = ""
    exchanged: Exchange | None = None

    @property
    def answerable(self) -> bool:
        """Whether the library holds an answer."""
        return self.exchanged is None

    @property
    def direction(self) -> str:
        """Question → document language, ``"en→ja"``."""
        return f"{self.language}→{self.document.language}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What came of one question.

    Attributes:
        question: As made.
        confidence: The probability given that the library holds an answer, in [0, 1].
        right: Whether the first quote is the answer, whatever the confidence; False for unanswerable ones.
        quoted: The path of the document quoted first; empty for none.
    """

    question: SelfQuestion
    confidence: float
    right: bool
    quoted: str = ""

    def outcome(self, threshold: float) -> Outcome:
        """Return what a threshold makes of it."""
        if self.confidence < threshold:
            return "refused"
        if not self.question.answerable:
            return "invented"
        return "right" if self.right else "wrong"


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """How many of how many, with the interval by Wilson.

    Attributes:
        count: How many.
        of: Of how many.
        share: In [0, 1]; 0 of none.
        interval: Of 95 %; everything of none.
    """

    count: int
    of: int
    share: float = field(init=False)
    interval: tuple[float, float] = field(init=False)

    def __post_init__(self) -> None:
        low, high = 0.0, 1.0
        if self.of:
            found = binomtest(self.count, self.of).proportion_ci(method="wilson")
            low, high = float(found.low), float(found.high)
        object.__setattr__(self, "share", self.count / self.of if self.of else 0.0)
        object.__setattr__(self, "interval", (low, high))


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """The figures of some of the questions, as they were made.

    Attributes:
        name: ``"all"``, a direction (``"en→ja"``), or a folder.
        right: Of answerable questions.
        refused: Of answerable questions: wrongly.
        invented: Of unanswerable questions: answered.
    """

    name: str
    right: Share
    refused: Share
    invented: Share


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """What is expected of people's own questions, which are harder than those that a rule makes.

    Attributes:
        right: Of questions that the library answers.
        refused: Of these: wrongly refused.
        invented: Of those that it doesn't answer: answered all the same.
        right_interval: Of 95 %, over questions and over libraries.
        refused_interval: The same.
        invented_interval: The same.
    """

    right: float
    refused: float
    invented: float
    right_interval: tuple[float, float]
    refused_interval: tuple[float, float]
    invented_interval: tuple[float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentHealth(Reasoned):
    """A document that answers badly, and why.

    Attributes:
        path: Of the document.
        right: Of the answerable questions made of it.
        cause: Why, as far as it can be told.
        beside: For ``"mixed up"`` the path of the document that is taken for it; else empty.
    """

    path: str
    right: Share
    cause: Cause
    beside: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A threshold for this library, with what is expected of it; it is used only when somebody says so.

    Attributes:
        threshold: Below this confidence a question is refused.
        expected: With it.
    """

    threshold: float
    expected: Expected


@dataclass(frozen=True, slots=True, kw_only=True)
class Worse:
    """Something that got worse since the last run.

    Attributes:
        name: As :attr:`Group.name`.
        before: How many of the questions asked both times came out well then.
        now: How many do now.
        of: How many were asked both times.
        lost: Paths of the documents whose questions came out well and don't any more.
        p: How likely so many would turn by chance, by the sign test.
    """

    name: str
    before: int
    now: int
    of: int
    lost: tuple[str, ...]
    p: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """How well a library answers, as far as it can tell by itself.

    Attributes:
        threshold: What was refused below.
        groups: All questions, then by direction, then by folder.
        expected: For people's own questions; None where too few questions could be asked.
        proposal: None where nothing is gained by another threshold, or too few questions could be asked.
        documents: Those that answer badly, the worst first.
        worse: Against the last run.
        since: When that was, ISO 8601; empty without one.
        compared: How many questions were asked both times.
        tested: Every question.
        certificate: Which documents questions were made of, which weren't, and why.
        not_asked: Questions that were made and that the budget, or being stopped, left out.
        seconds: How long it took.
    """

    threshold: float
    groups: tuple[Group, ...]
    expected: Expected | None = None
    proposal: Proposal | None = None
    documents: tuple[DocumentHealth, ...] = ()
    worse: tuple[Worse, ...] = ()
    since: str = ""
    compared: int = 0
    tested: tuple[Asked, ...] = ()
    certificate: Certificate = field(default_factory=Certificate)
    not_asked: int = 0
    seconds: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class SelftestProgress:
    """How far it is: documents read, then questions asked."""

    stage: Literal["reading", "asking"]
    done: int
    total: int
