"""What may be asked, and how: one model for every way in, Python, HTTP and MCP alike.

Types are strict: ``True`` is no number, ``"5"`` is none either. Whatever doesn't fit ends in one
:class:`~kotae.errors.InputError` that names the argument in both languages.
"""

from typing import Annotated, Any, Final, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    InstanceOf,
    JsonValue,
    ValidationError,
)

from kotae.errors import InputError
from kotae.messages import Listed, Message
from kotae.records import Answer, Language, Span

__all__ = [
    "MAX_SIDE",
    "MAX_TOP_K",
    "AskInput",
    "BudgetInput",
    "CheckInput",
    "ConflictInput",
    "ConversationInput",
    "DocumentInput",
    "PageInput",
    "PlacesInput",
    "ProofInput",
    "RetrieveInput",
    "SelftestInput",
    "ThresholdInput",
    "checked_input",
    "input_error",
]

MAX_TOP_K: Final = 1_000
"""Most passages one question may ask for: more is a dump of the index, not a search."""

MAX_SIDE: Final = 4_000
"""Most dots along the longer side of a page's picture."""

MAX_SELFTEST: Final = 100_000
MAX_FILTERS: Final = 10_000
MAX_HISTORY: Final = 1_000
# Below what JSON's readers and databases hold exactly; more pages no file has.
_MAX_NUMBER: Final = 2**40


def _encodable(value: object) -> object:
    # A lone surrogate can't be encoded; what holds one is never a language, an id or a path.
    return value.encode("utf-8", "replace").decode() if isinstance(value, str) else value


def _several(value: object) -> object:
    """Return one name as a list of one; the order of several is theirs."""
    if isinstance(value, str):
        return (value,)
    return tuple(value) if isinstance(value, list | set | frozenset) else value


Text = Annotated[str, BeforeValidator(_encodable)]
Names = Annotated[tuple[Text, ...], Field(max_length=MAX_FILTERS, fail_fast=True), BeforeValidator(_several)]


class _Given(BaseModel):
    model_config = ConfigDict(strict=True, frozen=True, extra="forbid")


class RetrieveInput(_Given):
    """What a search is given."""

    question: Text = Field(description="In Japanese or English; passages in both languages are found.")
    top_k: int = Field(
        default=5, ge=1, le=MAX_TOP_K, description=f"How many passages at most, 1 to {MAX_TOP_K:,}."
    )
    languages: Names | None = Field(
        default=None, description='Only documents in these languages ("ja", "en"); leave out for both.'
    )
    documents: Names | None = Field(
        default=None, description="Only these documents, by id or path; leave out for all."
    )


class AskInput(RetrieveInput):
    """What a question to be answered is given."""

    generate: bool | None = Field(
        default=None,
        description="Whether a local language model may phrase the answer; leave out for the settings' choice.",
    )


class ConversationInput(AskInput):
    """A question with what was asked before it; from Python only."""

    history: Annotated[
        tuple[Text | InstanceOf[Answer], ...],
        Field(max_length=MAX_HISTORY, fail_fast=True),
        BeforeValidator(_several),
    ] = ()


class DocumentInput(_Given):
    """What names one document, by id or path."""

    document_id: Text


class PageInput(DocumentInput):
    """What a page's picture is asked for with."""

    number: int = Field(ge=-_MAX_NUMBER, le=_MAX_NUMBER)
    longest_side: int = Field(default=1600, ge=1, le=MAX_SIDE)


class PlacesInput(DocumentInput):
    """Stretches of a document whose places are asked for."""

    spans: Annotated[
        tuple[InstanceOf[Span], ...], Field(max_length=MAX_FILTERS, fail_fast=True), BeforeValidator(_several)
    ]


class CheckInput(_Given):
    """A sentence, and the texts that should support it."""

    sentence: Text
    sources: Names


def _said(given: object) -> object:
    """Return an answer, or gathered rows.

    Raises:
        ValueError: It is something else.
    """
    if isinstance(given, Answer):
        return given
    from kotae.gathering import Gathered  # not for every question

    if isinstance(given, Gathered):
        return given
    raise ValueError("neither an answer nor rows")


class ProofInput(_Given):
    """What a proof is made of, and how."""

    answer: Annotated[Any, AfterValidator(_said)]
    page: bool = False
    hashes: bool = False
    language: Language | None = None


class ConflictInput(_Given):
    """A contradiction to be left out, or shown again."""

    conflict: Text
    again: bool = False


class SelftestInput(_Given):
    """What a library's test of itself is given."""

    questions: int = Field(default=200, ge=0, le=MAX_SELFTEST)
    keep: bool = True


class ThresholdInput(_Given):
    """The confidence below which questions are refused, and what is to be kept with it."""

    threshold: float | None = Field(ge=0, le=1, allow_inf_nan=False)
    known: dict[str, JsonValue] | None = None


class BudgetInput(_Given):
    """How much may be read."""

    documents: int | None = Field(default=None, ge=0, le=_MAX_NUMBER)
    seconds: float | None = Field(default=None, ge=0, allow_inf_nan=False)


_Input = TypeVar("_Input", bound=BaseModel)

_EXPECTED: Final[dict[str, Message]] = {
    "question": Message("a text"),
    "top_k": Message("a whole number from 1 to {most:,}", most=MAX_TOP_K),
    "languages": Message('"ja", "en", a list of them, or nothing'),
    "documents": Message("ids or paths of documents, or nothing"),
    "generate": Message("true, false or nothing"),
    "where": Message('conditions such as {{"folder": "minutes"}}, or nothing'),
    "questions": Message("a whole number from 0 to {most:,}", most=MAX_SELFTEST),
    "query": Message("a text"),
    "id": Message("the id of a document"),
    "history": Message("the questions asked before, or their answers"),
    "document_id": Message("the id or path of a document"),
    "number": Message("a whole number"),
    "longest_side": Message("a whole number from 1 to {most:,}", most=MAX_SIDE),
    "spans": Message("spans of the document"),
    "sentence": Message("a text"),
    "sources": Message("a list of texts"),
    "answer": Message("an answer or rows, as this library gave them"),
    **dict.fromkeys(("page", "hashes", "again", "keep"), Message("true or false")),
    "language": Message('"ja", "en" or nothing'),
    "conflict": Message("the id of a contradiction"),
    "threshold": Message("a number from 0 to 1, or nothing"),
    "known": Message("plain JSON values by name, or nothing"),
}


def checked_input(model: type[_Input], /, **given: object) -> _Input:
    """Return the arguments of a call, checked.

    Args:
        model: Which arguments there are.
        given: What came in, of any type.

    Raises:
        InputError: An argument has the wrong type, is out of range, is missing or isn't known.
    """
    try:
        return model.model_validate(given)
    except ValidationError as error:  # raised without it: it quotes the whole input, however long
        raise input_error(error) from None


def input_error(error: ValidationError) -> InputError:
    """Return what is wrong with the arguments of a call, each named once."""
    faults = [
        Message("{name} must be {wanted}", name=name, wanted=_EXPECTED[name])
        if name in _EXPECTED
        else Message("there is no argument {name!r}", name=name[:80])
        for name in dict.fromkeys(_argument(found["loc"]) for found in error.errors(include_url=False))
    ]
    return InputError("{faults}.", faults=Listed(faults, en="; ", ja="。"))


def _argument(place: tuple[Any, ...]) -> str:
    return str(place[0]) if place else ""
