"""What the SDK refuses by itself, said in both languages: requests that are none, and replies that aren't for anybody.

The SDK speaks English. Its errors pass through here by the ways it offers (its middleware, the application it makes).
"""

import json
import re
from typing import Any, Final

from mcp.server.context import CallNext, HandlerResult, ServerRequestContext
from mcp.types import INVALID_PARAMS, METHOD_NOT_FOUND, PARSE_ERROR
from pydantic import ValidationError
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Receive, Scope, Send
from starlette.types import Message as Sent

from kotae.messages import Message
from kotae.scripts import KANA
from mcp import MCPError

__all__ = ["Worded", "in_both_languages"]

_MAX_REASON_CHARS: Final = 160
_MAX_REPLY_BYTES: Final = 64_000
# One language, a stroke, the other: a name alone that is sent back has no stroke.
_OURS: Final = re.compile(f" / .*[{KANA}]", re.DOTALL)


async def in_both_languages(ctx: ServerRequestContext[Any, Any], call_next: CallNext) -> HandlerResult:
    """Call what answers a request, and say in both languages what the SDK says of one that can't be answered."""
    try:
        return await call_next(ctx)
    except ValidationError as error:
        raise MCPError(INVALID_PARAMS, _of_request(INVALID_PARAMS, "", ctx.method)) from error
    except MCPError as error:
        if _is_ours(error.error.message):  # kotae's own
            raise
        raise MCPError(
            error.error.code, _of_request(error.error.code, error.error.message, ctx.method)
        ) from error


def _is_ours(said: str) -> bool:
    return _OURS.search(said) is not None


def _of_request(code: int, reason: str, method: str) -> str:
    if code == METHOD_NOT_FOUND:
        return Message("there is no method {name!r} here", name=method[:80]).both()
    if code == INVALID_PARAMS:
        return Message("what was sent with {name!r} isn't what it takes", name=method[:80]).both()
    return Message("the request can't be answered ({reason})", reason=_short(reason)).both()


def _short(reason: str) -> str:
    return (reason.strip().splitlines() or [""])[0][:_MAX_REASON_CHARS]


def _of_reply(status: int, code: int, reason: str) -> str:
    if code == PARSE_ERROR:
        return Message("this can't be read as JSON ({reason})", reason=_short(reason)).both()
    told = {
        404: Message("there is no such session; begin a new one"),
        405: Message("only GET, POST and DELETE are answered here"),
        406: Message("the client must accept application/json and text/event-stream"),
    }
    other = Message("this is no request of the protocol ({reason})", reason=_short(reason))
    return told.get(status, other).both()


class Worded:
    """The SDK's application, whose refusals come in both languages."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer as the application does."""
        begun: Sent = {}
        body = b""

        async def wording(sent: Sent) -> None:
            nonlocal begun, body
            if sent["type"] == "http.response.start" and sent["status"] >= 400:
                begun = sent
                return
            if not begun:
                await send(sent)
                return
            body += sent.get("body", b"")[:_MAX_REPLY_BYTES]
            if not sent.get("more_body"):
                content = _worded(begun["status"], body)
                MutableHeaders(scope=begun)["content-length"] = str(len(content))
                await send(begun)
                await send({"type": "http.response.body", "body": content})

        await self._app(scope, receive, wording if scope["type"] == "http" else send)


def _worded(status: int, body: bytes) -> bytes:
    try:
        said = json.loads(body)
        error = said["error"]
        if not _is_ours(error["message"]):
            error["message"] = _of_reply(status, error["code"], error["message"])
        return json.dumps(said, ensure_ascii=False).encode()
    except (ValueError, KeyError, TypeError):
        text = body.decode("utf-8", "replace")
        return (text if _is_ours(text) else _of_reply(400, 0, text)).encode()
