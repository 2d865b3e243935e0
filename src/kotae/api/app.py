"""The application: which path answers with what."""

from collections.abc import Sequence
from functools import partial
from typing import Annotated, Any, Final

from anyio import CapacityLimiter, to_thread
from fastapi import APIRouter, Depends, FastAPI, Query
from fastapi.responses import StreamingResponse
from fastapi.security import HTTPBearer
from starlette.middleware import Middleware
from starlette.responses import Response

from kotae import __version__
from kotae.api import chat, dify
from kotae.api.library import Library
from kotae.api.node import add_node
from kotae.api.refusals import DIFY_PATH, NoPageError, NotServedError, add_error_handlers, refusal
from kotae.api.replies import (
    STREAM_REPLY,
    Completion,
    CompletionChunk,
    KnowledgeError,
    KnowledgeRecords,
    describe,
    error_replies,
)
from kotae.api.schema import (
    AskRequest,
    ChatRequest,
    Documents,
    Found,
    Health,
    KnowledgeRequest,
    Model,
    Models,
    ProveRequest,
    RetrieveRequest,
)
from kotae.api.views import Served, views
from kotae.errors import FilterError, ReadingError
from kotae.network.guard import Guard
from kotae.network.token import Token, Tokens
from kotae.pipeline.asking.inputs import MAX_SIDE
from kotae.records import Answer, Document, PageImage

__all__ = ["create_app"]

HEALTH_PATH = "/health"
SCHEMA_PATH = "/openapi.json"

FILES_AT_ONCE: Final = 2
"""Calls that have files read at the same time, each in a process of its own; more wait, without a thread."""


def create_app(
    library: Library, *, token: Token | Tokens, loopback_only: bool, allowed: Sequence[str] = ()
) -> FastAPI:
    """Return the application for one library.

    Args:
        library: Who answers.
        token: What a caller must show, one or any of several, except to ask for health and schema, which tell nothing
            of the documents. Each sees only what its conditions let through.
        loopback_only: Whether only names of this machine are accepted as host.
        allowed: Origins whose pages may call.
    """
    tokens = token if isinstance(token, Tokens) else Tokens((token,))
    guard = Middleware(
        Guard,
        token=tokens,
        loopback_only=loopback_only,
        refusal=refusal,
        open_paths=(HEALTH_PATH, SCHEMA_PATH),
        allowed=allowed,
    )
    app = FastAPI(
        title="kotae",
        version=__version__,
        summary="Questions to a person's own documents, in Japanese or English, with exact citations.",
        openapi_url=SCHEMA_PATH,
        # Its pages load scripts from another server.
        docs_url=None,
        redoc_url=None,
        middleware=[guard],
        # A browser's page has no business here, and a token no place in an address.
        redirect_slashes=False,
    )
    add_error_handlers(app)
    app.state.views = views(library, tokens)

    @app.get(HEALTH_PATH)
    def health() -> Health:
        """Tell that the server answers."""
        return Health()

    # The guard looks at the token; this tells the schema that one is needed.
    shown = [Depends(HTTPBearer(auto_error=False))]
    calls = APIRouter(dependencies=shown, responses=error_replies())
    files = CapacityLimiter(FILES_AT_ONCE)
    _add_own_calls(calls, files)
    _add_documents(calls, files)
    _add_chat(calls)
    add_node(calls)
    app.include_router(calls)
    foreign = APIRouter(dependencies=shown, responses=error_replies(KnowledgeError))
    _add_dify(foreign)
    app.include_router(foreign)
    describe(app, CompletionChunk)
    return app


def _add_own_calls(app: APIRouter, files: CapacityLimiter) -> None:
    @app.post("/v1/retrieve")
    def retrieve(request: RetrieveRequest, library: Served) -> Found:
        """Find the passages that best match a question."""
        hits = library.knowledge.retrieve(
            request.question,
            top_k=request.top_k,
            languages=request.languages,
            documents=request.documents,
            where=request.where,
        )
        return Found(hits=hits)

    @app.post("/v1/ask")
    def ask(request: AskRequest, library: Served) -> Answer:
        """Answer a question, every sentence with its exact sources, or refuse."""
        return _answered(library, request)

    @app.post(
        "/v1/prove",
        response_class=Response,
        responses={
            200: {
                "content": {"application/json": {}, "text/html": {}},
                "description": "The proof, or its page.",
            }
        },
    )
    async def prove(request: ProveRequest, library: Served) -> Response:
        """Answer a question with a proof that ``kotae verify`` checks: canonical JSON, or a page that holds it."""
        content = await to_thread.run_sync(_proved, library, request, limiter=files)
        return Response(content, media_type="text/html" if request.page else "application/json")


def _add_documents(app: APIRouter, files: CapacityLimiter) -> None:
    @app.get("/v1/documents")
    def documents(library: Served) -> Documents:
        """List every document, by path."""
        return Documents(documents=library.knowledge.documents())

    @app.get("/v1/documents/{document:path}")
    def document(document: str, library: Served) -> Document:
        """Return a whole document, by id or path, as it was read: what every offset counts in."""
        try:
            return library.knowledge.document(document)
        except FilterError as error:
            raise _no_document(library, document) from error

    @app.get(
        "/v1/page",
        response_class=Response,
        responses={200: {"content": {"image/png": {}}, "description": "The picture."}},
    )
    async def page(
        library: Served,
        document: str,
        number: Annotated[int, Query(ge=1)],
        longest_side: Annotated[int, Query(ge=1, le=MAX_SIDE)] = 1600,
    ) -> Response:
        """Return a page of a document as a picture; the boxes of citations are in points of it.

        The headers ``X-Page-Width`` and ``X-Page-Height`` have its size in points.
        """
        picture = partial(_drawn, library, document, number, longest_side=longest_side)
        drawn = await to_thread.run_sync(picture, limiter=files)
        size = {"X-Page-Width": f"{drawn.width:g}", "X-Page-Height": f"{drawn.height:g}"}
        return Response(drawn.png, media_type="image/png", headers=size)


def _answered(library: Library, request: AskRequest) -> Answer:
    return library.knowledge.ask(
        request.question,
        top_k=request.top_k,
        generate=request.generate,
        history=request.history,
        languages=request.languages,
        documents=request.documents,
        where=request.where,
    )


def _proved(library: Library, request: ProveRequest) -> bytes:
    answer = _answered(library, request)
    return library.knowledge.prove(answer, page=request.page, hashes=request.hashes)


def _drawn(library: Library, document: str, number: int, *, longest_side: int) -> PageImage:
    try:
        return library.knowledge.page(document, number, longest_side=longest_side)
    except FilterError as error:
        raise _no_document(library, document) from error
    except ReadingError as error:
        raise NoPageError(error.said) from error


def _no_document(library: Library, asked: str) -> NotServedError:
    return NotServedError(asked, tuple(info.path for info in library.knowledge.documents()[:10]))


def _add_chat(app: APIRouter) -> None:
    @app.get("/v1/models")
    def models(library: Served) -> Models:
        """List the names that can be asked as a model."""
        return Models(data=[Model(id=name, created=library.created) for name in library.models])

    @app.get("/v1/models/{model}")
    def model(model: str, library: Served) -> Model:
        """Describe one of them."""
        if model not in library.models:
            raise NotServedError(model, library.models)
        return Model(id=model, created=library.created)

    @app.post(
        "/v1/chat/completions",
        response_model=None,
        responses={200: {"model": Completion, "content": STREAM_REPLY}},
    )
    def chat_completions(request: ChatRequest, library: Served) -> dict[str, Any] | Response:
        """Answer the last message of a conversation, in OpenAI's form, whole or as a stream."""
        if not request.stream:
            return chat.complete(library, request)
        lines = chat.stream(library, request)
        # Proxies must not hold lines back.
        headers = {"Cache-Control": "no-cache", "X-Accel-Buffering": "no"}
        return StreamingResponse(lines, media_type="text/event-stream", headers=headers)


def _add_dify(app: APIRouter) -> None:
    @app.post(DIFY_PATH, response_model=None, responses={200: {"model": KnowledgeRecords}})
    def retrieval(request: KnowledgeRequest, library: Served) -> dict[str, Any]:
        """Find passages, in the form of Dify's external knowledge bases."""
        return {"records": dify.records(library, request)}
