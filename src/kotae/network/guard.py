"""What stands before every request of a server for programs: host name, origin, token, size, number of values.

Pure ASGI, so that a refused request costs nothing and a stream passes through untouched.
"""

import math
from collections.abc import Callable, Sequence
from typing import Final

import anyio
from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send
from starlette.types import Message as Event

from kotae.messages import Message
from kotae.network.origins import Headers as AllHeaders
from kotae.network.origins import Origins, sharing
from kotae.network.throttle import TokenGuesses
from kotae.network.token import Token, Tokens

__all__ = ["MAX_BODY_BYTES", "MAX_VALUES", "SHOWN_TOKEN", "TOO_LARGE", "Guard", "Refusal"]

MAX_BODY_BYTES = 1_000_000
"""Longest body of a request: many times the longest question with a long conversation."""

MAX_VALUES: Final = 50_000
"""Most values in the JSON of a request, told by its commas: each that is wrong is noted with a thousand bytes."""

SHOWN_TOKEN: Final = "kotae.shown_token"
"""In a request's scope: the token it was let in with; absent where a path needs none."""

TOO_LARGE = Message(
    "The request has more than {max_body_bytes:,} {max_body_bytes:byte|bytes}; put long texts among the documents.",
    max_body_bytes=MAX_BODY_BYTES,
)
_TOO_MANY: Final = Message(
    "The request has more than {max_values:,} {max_values:value|values}; put long texts among the documents.",
    max_values=MAX_VALUES,
)
# A browser shows the refusal only when what it sends has been taken.
_DRAINED_BYTES: Final = 64_000_000
_DRAINED_S: Final = 10.0

Refusal = Callable[[int, str, Message], Response]
"""Makes the answer to a refused request of (status, path, English, Japanese)."""


class Guard:
    """An ASGI middleware.

    Args:
        app: What it stands before.
        token: What a caller must show, one or any of several.
        loopback_only: Whether only names of this machine are accepted as host: a web page
            elsewhere could otherwise have a name of its own resolve to this machine.
        refusal: Words a refusal as the interface's callers expect it.
        open_paths: Paths that need no token, such as a health check.
        allowed: Origins whose pages may call; pages of all others are refused, with the token too.
    """

    def __init__(
        self,
        app: ASGIApp,
        *,
        token: Token | Tokens,
        loopback_only: bool,
        refusal: Refusal,
        open_paths: Sequence[str] = (),
        allowed: Sequence[str] = (),
    ) -> None:
        self._app = app
        self._origins = Origins(host="", loopback=loopback_only, allowed=tuple(allowed))
        self._tokens = token if isinstance(token, Tokens) else Tokens((token,))
        self._guesses = TokenGuesses()
        self._loopback_only = loopback_only
        self._refusal = refusal
        self._open_paths = frozenset(open_paths)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or refuse it."""
        if scope["type"] == "websocket":  # there is none here
            await send({"type": "websocket.close", "code": 1008})
            return
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = AllHeaders(tuple(scope["headers"]))
        origin = self._origins.shared_with(headers, scope["scheme"])
        send = _shared(send, origin) if origin else send
        refused = self._refused(scope)
        if refused is not None:
            # Who asks before sending is told before sending.
            if headers.one("expect").lower() != "100-continue":
                await _drain(receive)
            await refused(scope, receive, send)
            return
        # What is behind need not judge it a second time, by rules of its own.
        kept = [pair for pair in headers.pairs if pair[0] != b"origin"]
        token = self._tokens.shown(Headers(scope=scope).get("authorization"))
        shown = {} if token is None else {SHOWN_TOKEN: token}
        await self._limited({**scope, "headers": kept, **shown}, receive, send)

    def _refused(self, scope: Scope) -> Response | None:
        headers, path = Headers(scope=scope), str(scope["path"])
        if self._loopback_only and not self._origins.knows_host(AllHeaders(tuple(scope["headers"]))):
            return self._refusal(421, path, Message("This host name isn't served here; use 127.0.0.1."))
        if not self._origins.is_own(AllHeaders(tuple(scope["headers"])), scope["scheme"]):
            return self._refusal(
                403,
                path,
                Message("Another web page sent this request; pages are let in with --allow-origin."),
            )
        if scope["method"] == "OPTIONS":
            return Response(status_code=204)
        if path not in self._open_paths and (unknown := self._unknown(scope, headers.get("authorization"))):
            return unknown
        length = headers.get("content-length", "")
        too_large = length.isdigit() and int(length) > MAX_BODY_BYTES
        return self._refusal(413, path, TOO_LARGE) if too_large else None

    def _unknown(self, scope: Scope, shown: str | None) -> Response | None:
        """Return what refuses a request for its token; None lets it pass.

        While an address waits, the right token isn't looked at either: its answer would tell a guess from a hit.
        """
        path, client = str(scope["path"]), scope.get("client")
        address = str(client[0]) if client else ""
        if shown and (wait := self._guesses.wait(address, shown)):
            seconds = math.ceil(wait)
            said = Message(
                "Too many wrong tokens; try again in {seconds} {seconds:second|seconds}.", seconds=seconds
            )
            answer = self._refusal(429, path, said)
            answer.headers["retry-after"] = str(seconds)
            return answer
        if self._tokens.shown(shown):
            return None
        if shown:
            self._guesses.failed(address, shown)
        return self._refusal(
            401, path, Message("The token is missing or wrong; send 'Authorization: Bearer TOKEN'.")
        )

    async def _limited(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, counting: a body without a stated length is cut off as well."""
        taken = values = 0

        async def counted() -> Event:
            nonlocal taken, values
            message = await receive()
            body = message.get("body", b"")
            taken, values = taken + len(body), values + body.count(b",")
            if taken > MAX_BODY_BYTES or values > MAX_VALUES:
                if message.get("more_body"):
                    await _drain(receive)
                # The application words it: it alone can tell whether an answer has begun.
                raise HTTPException(413, (TOO_LARGE if taken > MAX_BODY_BYTES else _TOO_MANY).both())
            return message

        await self._app(scope, counted, send)


async def _drain(receive: Receive) -> None:
    """Take what is left of a body and forget it, within limits.

    A caller that is still sending wouldn't read the refusal: the connection would be reset under its hands.
    """
    taken = 0
    with anyio.move_on_after(_DRAINED_S):
        while taken <= _DRAINED_BYTES:
            message = await receive()
            taken += len(message.get("body", b""))
            if message["type"] != "http.request" or not message.get("more_body"):
                return


def _shared(send: Send, origin: str) -> Send:
    """Return ``send`` that lets pages of an origin read what is sent."""

    async def send_shared(message: Event) -> None:
        if message["type"] == "http.response.start":
            message["headers"] = [*message.get("headers", ()), *sharing(origin)]
        await send(message)

    return send_shared
