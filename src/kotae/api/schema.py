"""What programs send and get: the typed schema behind ``/openapi.json``.

kotae's own calls answer with the records of the pipeline as they are, so a field added there is in the
schema too. Offsets count code points of the document's text; ``text[start:end]`` is the quote.
"""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from kotae.pipeline.asking.filters import Where
from kotae.pipeline.asking.inputs import MAX_TOP_K, AskInput, RetrieveInput
from kotae.records import Box, Citation, CitedCell, DocumentInfo, Hit, Language
from kotae.serialise import JsonValue, to_json

__all__ = [
    "AskRequest",
    "ChatMessage",
    "ChatMetadata",
    "ChatRequest",
    "ChatSource",
    "CitedDocument",
    "Documents",
    "Found",
    "Health",
    "KnowledgeRequest",
    "Model",
    "Models",
    "ProveRequest",
    "RetrieveRequest",
    "Source",
    "chat_sources",
    "sources",
]

TopK = Annotated[int, Field(ge=1, le=MAX_TOP_K, description="How many passages to look at.")]


class RetrieveRequest(RetrieveInput):
    """A search for passages."""

    where: Where | None = Field(None, description="Only documents for which all of this holds.")


class AskRequest(AskInput):
    """A question."""

    where: Where | None = Field(None, description="Only documents for which all of this holds.")
    history: list[str] = Field([], description="Questions asked before, oldest first.")


class ProveRequest(AskRequest):
    """A question whose answer is wanted as a proof."""

    page: bool = Field(False, description="An HTML page for people, the proof inside.")
    hashes: bool = Field(False, description="Hashes instead of the documents' text.")


class Found(BaseModel):
    """Passages, best first."""

    hits: list[Hit]


class Documents(BaseModel):
    """Every document of the library, by path."""

    documents: list[DocumentInfo]


class Health(BaseModel):
    """That the server answers."""

    status: Literal["ok"] = "ok"


class Source(BaseModel):
    """A place an answer cites; ``number`` is the mark ``[1]`` in its text."""

    model_config = ConfigDict(extra="allow")

    number: int
    quote: str
    document: DocumentInfo
    page: int | None
    heading: str
    start: int
    end: int
    boxes: list[Box] = Field(description="Where the quote stands on its pages, in points; one for each line.")
    cells: list[CitedCell] = Field(description="The cells of a table it quotes.")


def sources(citations: tuple[Citation, ...]) -> list[JsonValue]:
    """Return citations as :class:`Source` has them, numbered from 1, with every field a citation has."""
    found: list[JsonValue] = []
    for number, citation in enumerate(citations, start=1):
        fields = to_json(citation)
        found.append({"number": number, **fields} if isinstance(fields, dict) else fields)
    return found


class CitedDocument(BaseModel):
    """Which document a place of a chat's answer is in."""

    model_config = ConfigDict(extra="allow")

    id: str
    title: str
    path: str
    language: Language
    name: str = Field(description="Title and path, as a list of sources shows them.")


class ChatMetadata(BaseModel):
    """What chat clients group and label a source by."""

    source: str = Field(description="The place: ``ID#START-END``, what the tool ``fetch`` takes.")
    name: str
    page: int | None = Field(
        None, description="From 0, as chat clients count; the source's own counts from 1."
    )


class ChatSource(BaseModel):
    """A place a chat's answer cites; ``number`` is the mark ``[1]`` in its text.

    ``source``, ``document`` and ``metadata`` are what Open WebUI shows behind a mark. Its page stops at a ``document``
    that is no list, and shows nothing of the conversation any more.
    """

    model_config = ConfigDict(extra="allow")

    number: int
    quote: str
    source: CitedDocument
    document: list[str] = Field(description="The quote alone.")
    metadata: list[ChatMetadata]
    page: int | None
    heading: str
    start: int
    end: int
    boxes: list[Box] = Field(description="Where the quote stands on its pages, in points; one for each line.")
    cells: list[CitedCell] = Field(description="The cells of a table it quotes.")


def chat_sources(citations: tuple[Citation, ...]) -> list[JsonValue]:
    """Return citations as :class:`ChatSource` has them, numbered from 1, with every field a citation has."""
    return [
        {**fields, **_shown(citation)}
        for fields, citation in zip(sources(citations), citations, strict=True)
        if isinstance(fields, dict)
    ]


def _shown(citation: Citation) -> dict[str, JsonValue]:
    cited, told = citation.document, to_json(citation.document)
    path = ": ".join(filter(None, (cited.library, cited.path)))
    name = f"{cited.title} ({path})"
    metadata: dict[str, JsonValue] = {
        "source": f"{cited.id}#{citation.start}-{citation.end}",
        "name": name,
    }
    if citation.page is not None:
        metadata["page"] = citation.page - 1
    return {
        "source": {**(told if isinstance(told, dict) else {}), "name": name},
        "document": [citation.quote],
        "metadata": [metadata],
    }


class Model(BaseModel):
    """A library under the name of a model."""

    id: str
    object: Literal["model"] = "model"
    created: int
    owned_by: str = "kotae"


class Models(BaseModel):
    """The names this server answers to."""

    object: Literal["list"] = "list"
    data: list[Model]


class ChatMessage(BaseModel):
    """One message of a conversation; text, or parts of which only text can be read."""

    role: Literal["system", "developer", "user", "assistant", "tool", "function"]
    content: str | list[dict[str, Any]] | None = None


class StreamOptions(BaseModel):
    """How an answer is streamed."""

    include_usage: bool = False


class ChatRequest(BaseModel):
    """OpenAI's chat request, as far as it means something here; what it doesn't name is ignored.

    ``top_k``, ``languages``, ``documents``, ``where`` and ``generate`` are kotae's own.
    """

    model: str
    messages: list[ChatMessage] = Field(min_length=1)
    stream: bool = False
    stream_options: StreamOptions | None = None
    n: Literal[1] | None = Field(None, description="One answer is given.")
    response_format: dict[str, Any] | None = Field(None, description='Only {"type": "text"}.')
    top_k: TopK = 5
    languages: list[Language] | None = None
    documents: list[str] | None = None
    where: Where | None = None
    generate: bool | None = None


class RetrievalSetting(BaseModel):
    """Dify's limits of a retrieval."""

    top_k: TopK = 5
    score_threshold: float = Field(0.0, ge=0, le=1)


class KnowledgeRequest(BaseModel):
    """Dify's request to an external knowledge base."""

    knowledge_id: str
    query: str
    retrieval_setting: RetrievalSetting
    metadata_condition: dict[str, Any] | None = None
