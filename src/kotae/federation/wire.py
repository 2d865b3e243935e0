"""What two kotaes say to each other, typed: a question goes out, passages with their scores come back.

Where several libraries are asked, each first says in how many of its passages the question's words are
(:class:`CountsAsked`); the search that is planned from all these counts goes out with the question then.

The number of the protocol goes up when an older kotae would read an answer wrongly; a field that it may pass over
doesn't raise it.
"""

import base64
from collections.abc import Mapping
from typing import Annotated, Any, Final, TypeAlias

import numpy as np
from numpy.typing import NDArray
from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from kotae.records import Block, Box, CitedCell, Hit, Language, Span

__all__ = [
    "PROTOCOL",
    "Asked",
    "CountsAsked",
    "CountsReply",
    "Floats",
    "GroupSaid",
    "LanguageSaid",
    "LanguageSearch",
    "PaperSaid",
    "PapersAsked",
    "PapersReply",
    "Place",
    "PlacesAsked",
    "PlacesReply",
    "Reply",
    "Search",
    "Spoken",
    "floats",
    "spelled",
]

PROTOCOL: Final = 1

# Further than versions will be counted, and no more digits than a message can show.
_NEWEST: Final = 1_000_000
MAX_SPANS: Final = 100
# Far more than a question has words, and few enough to be checked before they are used.
_MAX_GROUPS: Final = 20_000
_MAX_TERMS: Final = 1_000
# No library counts as far.
_MAX_COUNT: Final = 2**40
_MAX_LANGUAGES: Final = 100


def spelled(values: NDArray[np.float32]) -> str:
    """Return numbers as they travel: 32 bits each, lowest byte first, in base64."""
    return base64.b64encode(np.ascontiguousarray(values, dtype="<f4").tobytes()).decode("ascii")


def floats(text: str) -> NDArray[np.float32]:
    """Return numbers that travelled, ``(n,)``.

    Raises:
        ValueError: It is no base64, or no numbers, or one isn't finite.
    """
    values = np.frombuffer(base64.b64decode(text, validate=True), dtype="<f4").astype(np.float32)
    if not np.isfinite(values).all():
        raise ValueError("a number that isn't finite")
    return values


def _are_floats(text: str) -> str:
    floats(text)
    return text


Floats: TypeAlias = Annotated[str, AfterValidator(_are_floats)]
_Chance: TypeAlias = Annotated[float, Field(ge=0, le=100, allow_inf_nan=False)]
_Terms: TypeAlias = Annotated[tuple[tuple[str, _Chance], ...], Field(max_length=_MAX_TERMS, fail_fast=True)]
_Number: TypeAlias = Annotated[float, Field(ge=-1e9, le=1e9, allow_inf_nan=False)]
_Above0: TypeAlias = Annotated[float, Field(gt=0, le=1e9, allow_inf_nan=False)]
_Count: TypeAlias = Annotated[int, Field(ge=0, le=_MAX_COUNT)]
_Counts: TypeAlias = Annotated[
    Mapping[str, Annotated[tuple[_Count, ...], Field(max_length=_MAX_LANGUAGES, fail_fast=True)]],
    Field(fail_fast=True),
]


class GroupSaid(BaseModel):
    """One word of a question and the terms that stand for it.

    Attributes:
        word: The word's own term.
        terms: Index terms with their probabilities.
        readings: Reading keys with theirs.
        bigrams: Character bigrams with theirs.
        most: What it can bring at most: the rarer it is in all libraries together, the more.
    """

    model_config = ConfigDict(frozen=True, extra="ignore")

    word: str
    terms: _Terms = ()
    readings: _Terms = ()
    bigrams: _Terms = ()
    most: _Chance


class LanguageSearch(BaseModel):
    """What is looked for in the passages of one language; see :class:`kotae.retrieval.planning.LanguagePlan`."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    crosses: bool
    words: tuple[GroupSaid, ...] = Field(max_length=_MAX_GROUPS, fail_fast=True)
    exact: tuple[GroupSaid, ...] = Field(default=(), max_length=_MAX_GROUPS, fail_fast=True)
    mean_length: _Above0
    vector: Floats
    filtered: Floats
    chance: _Number
    spread: _Above0


class Search(BaseModel):
    """A question as it was planned by whoever asks several libraries.

    Attributes:
        languages: By the language of the passages.
        surfaces: How each term is written in the question.
    """

    model_config = ConfigDict(frozen=True, extra="ignore")

    languages: Mapping[Language, LanguageSearch]
    surfaces: Mapping[str, str]


class Asked(BaseModel):
    """A question to the libraries of another kotae.

    Attributes:
        protocol: The newest protocol the asker understands.
        question: In Japanese or English.
        top_k: How many passages at most.
        languages: Only passages in these; None for all.
        documents: Only these documents, by id or path; those that aren't there are left out, without a word.
        where: Conditions on documents, as everywhere in kotae.
        search: How it is looked for, and then up to ``top_k`` passages of each language come back, the languages not
            balanced; None leaves that to the kotae that is asked, which gives ``top_k`` in all.
    """

    model_config = ConfigDict(frozen=True, extra="ignore")

    protocol: Annotated[int, Field(ge=1)] = PROTOCOL
    question: str
    top_k: int = Field(ge=1, le=1_000)
    languages: tuple[str, ...] | None = None
    documents: tuple[str, ...] | None = None
    where: Mapping[str, Any] | None = None
    search: Search | None = None


class CountsAsked(BaseModel):
    """In how many passages of another kotae a question's words are, and what else scores are judged by.

    Attributes:
        protocol: The newest protocol the asker understands.
        question: In Japanese or English.
        known: The fingerprint of the measures that the asker has already; empty for none.
    """

    model_config = ConfigDict(frozen=True, extra="ignore")

    protocol: Annotated[int, Field(ge=1)] = PROTOCOL
    question: str
    known: str = Field(default="", max_length=200)


class Spoken(BaseModel):
    """The part of every answer that is read first, whatever else a newer kotae says."""

    model_config = ConfigDict(frozen=True, extra="ignore", strict=True)

    protocol: Annotated[int, Field(ge=1, le=_NEWEST)]


class Reply(Spoken):
    """What was found for a question, and what makes its scores comparable.

    Attributes:
        model: The fingerprint of the embedding model.
        settings: By stage, those that scores and passages depend on.
        hits: Best first, of each language where the search was planned by the asker.
        fingerprint: Of the measures of its passages; another one than before says that they changed.
    """

    model: str = Field(max_length=200)
    settings: Mapping[str, Mapping[str, Any]]
    hits: tuple[Hit, ...] = Field(fail_fast=True)
    fingerprint: str = Field(default="", max_length=200)


class LanguageSaid(BaseModel):
    """The passages of one language; see :class:`kotae.retrieval.measured.LanguageMeasures`.

    Attributes:
        passages: How many.
        terms: How many terms they have.
        vectors: How many vectors the next two were taken from.
        mean: Of the vectors.
        covariance: Of the vectors: the upper triangle, row by row.
    """

    model_config = ConfigDict(frozen=True, extra="ignore", strict=True)

    passages: Annotated[int, Field(ge=1, le=_MAX_COUNT)]
    terms: _Count
    vectors: Annotated[int, Field(ge=1, le=_MAX_COUNT)]
    mean: Floats
    covariance: Floats


class CountsReply(Spoken):
    """What scores are judged by.

    Attributes:
        model: As in :class:`Reply`.
        settings: As in :class:`Reply`.
        fingerprint: As in :class:`Reply`.
        languages: By language, those without passages left out; None where the asker has them.
        words: By term, how many passages of each language that kotae knows hold it.
        readings: The same of reading keys.
        bigrams: The same of character bigrams.
    """

    model: str = Field(max_length=200)
    settings: Mapping[str, Mapping[str, Any]]
    fingerprint: str = Field(min_length=1, max_length=200)
    languages: Mapping[Language, LanguageSaid] | None
    words: _Counts
    readings: _Counts
    bigrams: _Counts


class PlacesAsked(BaseModel):
    """Where stretches of one document stand on its pages and in its tables."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    protocol: Annotated[int, Field(ge=1)] = PROTOCOL
    document: str
    spans: tuple[Span, ...] = Field(max_length=MAX_SPANS, fail_fast=True)


class Place(BaseModel):
    """Where one stretch stands."""

    model_config = ConfigDict(frozen=True, strict=True)

    boxes: tuple[Box, ...] = ()
    cells: tuple[CitedCell, ...] = ()


class PlacesReply(Spoken):
    """A place for each stretch asked for, in their order."""

    places: tuple[Place, ...] = Field(max_length=MAX_SPANS, fail_fast=True)


class PapersAsked(BaseModel):
    """What else is needed of documents to compare what they say in passages that were found; see :class:`PaperSaid`."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    protocol: Annotated[int, Field(ge=1)] = PROTOCOL
    papers: tuple[PlacesAsked, ...] = Field(max_length=MAX_SPANS, fail_fast=True)


class PaperSaid(BaseModel):
    """What of a document isn't in its passages; see :class:`kotae.conflicts.paper.Paper`.

    Attributes:
        blocks: Those within the passages, in order.
        day: Its own date, ISO 8601; may be empty.
        day_from: Where that stands.
        old: Whether it calls itself superseded.
    """

    model_config = ConfigDict(frozen=True, extra="ignore", strict=True)

    blocks: tuple[Block, ...] = Field(fail_fast=True)
    day: Annotated[str, Field(pattern=r"^([0-9]{4}-[0-9]{2}-[0-9]{2})?$")]
    day_from: Annotated[str, Field(pattern=r"^(metadata|path|text)?$")]
    old: bool


class PapersReply(Spoken):
    """For each document asked for, in their order, what was needed of it; None where it is too long to be compared."""

    papers: tuple[PaperSaid | None, ...] = Field(max_length=MAX_SPANS, fail_fast=True)
