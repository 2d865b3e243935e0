"""Errors as each interface's callers expect them: status, shape, both languages.

OpenAI's clients read ``{"error": {"message", "type", "param", "code"}}``; Dify reads
``{"error_code", "error_msg"}``.
"""

from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException
from starlette.responses import Response

from kotae.errors import (
    FederationError,
    FilterError,
    GeneratorError,
    InputError,
    KotaeError,
    ModelError,
    ProofError,
    QuestionError,
    ReadingError,
    StoreError,
)
from kotae.messages import Message, Words
from kotae.pipeline.asking.faults import fault_of

__all__ = [
    "DIFY_PATH",
    "NoPageError",
    "NotServedError",
    "add_error_handlers",
    "error_body",
    "refusal",
    "status_of",
]

DIFY_PATH = "/retrieval"

_CODES = {
    400: "invalid_request",
    401: "invalid_api_key",
    404: "not_found",
    405: "method_not_allowed",
    409: "changed_meanwhile",
    413: "request_too_large",
    421: "wrong_host",
    429: "too_many_guesses",
    503: "unavailable",
}
# In place of what the framework says, in one language.
_SAID = {
    400: Message("The body can't be read as JSON."),
    404: Message("There is nothing at this address."),
    405: Message("This address takes another method."),
    500: Message("Something went wrong here; the server's log says what."),
}
_UNDECLARED = Message("The body isn't declared as JSON; send the header 'Content-Type: application/json'.")
# Dify's own numbers where it has some, the status elsewhere.
_DIFY_CODES = {401: 1002, 404: 2001}
_UNAVAILABLE = (ModelError, StoreError, GeneratorError, FederationError)


class NotServedError(KotaeError):
    """A program asks for a model, a knowledge base or a document that isn't there."""

    def __init__(self, asked: str, served: tuple[str, ...]) -> None:
        names = ", ".join(served)
        super().__init__(Message("{asked!r} isn't served here; there is: {names}.", asked=asked, names=names))


class NoPageError(KotaeError):
    """A page can't be shown: the document has none, or none with that number, or its file has changed."""


def status_of(error: KotaeError) -> int:
    """Return the HTTP status an error is told with."""
    if isinstance(error, NotServedError | NoPageError):
        return 404
    if isinstance(error, QuestionError | FilterError | InputError):
        return 400
    if isinstance(error, ProofError | ReadingError):  # the papers aren't as they were indexed
        return 409
    return 503 if isinstance(error, _UNAVAILABLE) else 500


def error_body(status: int, message: str, *, param: str | None = None) -> dict[str, Any]:
    """Return the body of an error in OpenAI's form."""
    kind = "invalid_request_error" if status < 500 else "server_error"
    code = _CODES.get(status, "error")
    return {"error": {"message": message, "type": kind, "param": param, "code": code}}


def refusal(status: int, path: str, said: Words) -> Response:
    """Return a refusal in the form the path's callers expect."""
    return _told(path, status, said.both())


def _told(path: str, status: int, message: str, *, param: str | None = None) -> Response:
    headers = {"WWW-Authenticate": "Bearer"} if status == 401 else None
    if path == DIFY_PATH:
        body: dict[str, Any] = {"error_code": _DIFY_CODES.get(status, status), "error_msg": message}
    else:
        body = error_body(status, message, param=param)
    return JSONResponse(body, status_code=status, headers=headers)


def add_error_handlers(app: FastAPI) -> None:
    """Let the application tell kotae's errors, malformed requests and unknown paths."""

    async def told(request: Request, error: Exception) -> Response:
        path = request.url.path
        if isinstance(error, KotaeError):
            return _told(path, status_of(error), error.said.both())
        if isinstance(error, RequestValidationError):
            return _malformed(path, error, declared=request.headers.get("content-type", ""))
        status = error.status_code if isinstance(error, HTTPException) else 500
        said = _SAID.get(status)
        return _told(path, status, said.both() if said else str(getattr(error, "detail", status)))

    for kind in (KotaeError, RequestValidationError, HTTPException):
        app.add_exception_handler(kind, told)


def _malformed(path: str, error: RequestValidationError, *, declared: str) -> Response:
    first = error.errors()[0]
    # Then the body was looked at as one text, whatever stands in it: curl, too, says form unless told otherwise.
    if first["loc"] == ("body",) and declared and "json" not in declared.lower():
        return _told(path, 400, _UNDECLARED.both())
    place = () if first["type"] == "json_invalid" else first["loc"]  # there it is a number of characters
    param = ".".join(str(part) for part in place if part != "body") or None
    where = param or "body"
    message = Message("{where}: {fault}; see /openapi.json.", where=where, fault=fault_of(first)).both()
    return _told(path, 400, message, param=param)
