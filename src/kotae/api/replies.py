"""The forms of others that answers are given in, for ``/openapi.json``: OpenAI's completions and errors, Dify's records."""

from typing import Any, Final, Literal

from fastapi import FastAPI
from pydantic import BaseModel, ConfigDict, Field

from kotae.api.schema import ChatMetadata, ChatSource, CitedDocument

__all__ = [
    "STREAM_REPLY",
    "Completion",
    "CompletionChunk",
    "ErrorBody",
    "KnowledgeError",
    "KnowledgeRecords",
    "describe",
    "error_replies",
]

_COMPONENTS: Final = "#/components/schemas/{model}"


class ErrorDetails(BaseModel):
    """What went wrong."""

    message: str = Field(description="What is wrong and what to do, in English and Japanese.")
    type: str
    param: str | None
    code: str


class ErrorBody(BaseModel):
    """An error in OpenAI's form."""

    error: ErrorDetails


class KnowledgeError(BaseModel):
    """An error in Dify's form."""

    error_code: int
    error_msg: str


class Usage(BaseModel):
    """How much was read and written."""

    prompt_tokens: int = Field(description="Words, as kotae's own segmenter counts them.")
    completion_tokens: int
    total_tokens: int


class Told(BaseModel):
    """What an answer tells beside its text; whatever else it has stands here too."""

    model_config = ConfigDict(extra="allow")

    status: Literal["answered", "not_found"]
    confidence: float
    missing: list[str]
    note: str


class Message(BaseModel):
    """The answer as a message."""

    role: Literal["assistant"]
    content: str


class Choice(BaseModel):
    """The one answer there is."""

    index: Literal[0]
    message: Message
    finish_reason: Literal["stop"]


class Completion(BaseModel):
    """An answer as OpenAI's chat completion, with its sources."""

    id: str
    object: Literal["chat.completion"]
    created: int
    model: str
    choices: list[Choice]
    usage: Usage
    sources: list[ChatSource]
    kotae: Told


class Delta(BaseModel):
    """What a chunk adds to the message."""

    role: Literal["assistant"] | None = None
    content: str | None = None


class ChunkChoice(BaseModel):
    """The one answer there is, as far as this chunk goes."""

    index: Literal[0]
    delta: Delta
    finish_reason: Literal["stop"] | None


class EventData(BaseModel):
    """A source, as a list of sources shows it."""

    source: CitedDocument
    document: list[str]
    metadata: list[ChatMetadata]


class ChunkEvent(BaseModel):
    """What Open WebUI keeps with a message."""

    type: Literal["source"]
    data: EventData


class CompletionChunk(BaseModel):
    """A piece of a streamed answer; the one with ``finish_reason`` has sources and ``kotae``."""

    id: str
    object: Literal["chat.completion.chunk"]
    created: int
    model: str
    choices: list[ChunkChoice]
    usage: Usage | None = None
    event: ChunkEvent | None = None
    sources: list[ChatSource] | None = None
    kotae: Told | None = None


class KnowledgeRecord(BaseModel):
    """A passage, as Dify wants it."""

    content: str
    score: float = Field(ge=0, le=1)
    title: str
    metadata: dict[str, Any]


class KnowledgeRecords(BaseModel):
    """Passages, best first, as Dify wants them."""

    records: list[KnowledgeRecord]


def error_replies(body: type[BaseModel] = ErrorBody) -> dict[int | str, dict[str, Any]]:
    """Return how errors are described in the schema: what the caller did, and what is missing here."""
    return {
        "4XX": {"model": body, "description": "The request can't be answered."},
        503: {"model": body, "description": "A model or the index is missing."},
    }


STREAM_REPLY: Final = {"text/event-stream": {"schema": {"$ref": _COMPONENTS.format(model="CompletionChunk")}}}
"""How a streamed answer is described; :func:`describe` has to name :class:`CompletionChunk`."""


def describe(app: FastAPI, *models: type[BaseModel]) -> None:
    """Let the application's schema hold models that no call returns as its only form."""
    made = app.openapi

    def described() -> dict[str, Any]:
        schema = made()
        components = schema["components"]["schemas"]
        for model in models:
            own = model.model_json_schema(ref_template=_COMPONENTS)
            for name, part in own.pop("$defs", {}).items():
                components.setdefault(name, part)
            components.setdefault(model.__name__, own)
        return schema

    app.openapi = described  # type: ignore[method-assign]  # how FastAPI wants a schema extended
