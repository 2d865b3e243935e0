"""What stands before Gradio: one ASGI middleware that every request passes.

In this order: whose program connects, under which name, from which page, who signed in, whether
there is such an endpoint, and whose session it names. Then the response gets its headers. Even if
a document's text ever became markup, the browser would load nothing from elsewhere: the content
security policy allows this server only.
"""

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final
from urllib.parse import unquote

from starlette.requests import Request, cookie_parser
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kotae.network.connections import PEER_IS_OWN
from kotae.network.origins import Headers, Origins, sharing
from kotae.ui.server.endpoints import Endpoints
from kotae.ui.server.handover import SIGNED_IN, Handover
from kotae.ui.server.refusals import refused, sign_in_form
from kotae.ui.server.sign_in import SignIn

__all__ = ["HEADERS", "Guard", "Room"]

_POLICY: Final = "; ".join(
    (
        "default-src 'self'",
        # Gradio's own start-up script is inline, and its HTML component compiles templates.
        "script-src 'self' 'unsafe-inline' 'unsafe-eval'",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "font-src 'self' data:",
        "connect-src 'self'",
        "media-src 'self' blob:",
        "worker-src 'self' blob:",
        "object-src 'none'",
        "base-uri 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)
HEADERS: Final = (
    (b"content-security-policy", _POLICY.encode()),
    # Not no-referrer: browsers then say the origin "null" of a form, and nobody could sign in.
    (b"referrer-policy", b"same-origin"),
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), microphone=(), geolocation=()"),
)
# Checked here; Gradio would answer an origin with permission to read, and build addresses from the rest.
_KEPT_FROM_GRADIO: Final = frozenset(
    {
        b"origin",
        b"forwarded",
        b"x-forwarded-host",
        b"x-forwarded-proto",
        b"x-forwarded-for",
        b"x-forwarded-port",
    }
)
# On this machine the network is quicker than compressing, which Gradio does anew for every request.
_WIDE: Final = frozenset({b"accept-encoding"})
_MAX_ADDRESS_BYTES: Final = 8_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """A page for those who are shown the same documents: there is nothing else in it.

    Attributes:
        endpoints: Which paths and functions there are.
        handover: Hands requests to Gradio, each with its sender's sessions only.
    """

    endpoints: Endpoints
    handover: Handover


@dataclass(frozen=True, slots=True, kw_only=True)
class Guard:
    """The middleware.

    Attributes:
        app: Starts and ends what it guards.
        origins: Which hosts and origins are the page's.
        sign_in: Who may sign in; where nobody has to, everybody is let in.
        room: Gives the page of a name; of the empty one where nobody has to sign in.
        visitor: The name of the cookie that tells browsers apart.
    """

    app: ASGIApp
    origins: Origins
    sign_in: SignIn
    room: Callable[[str], Room]
    visitor: str

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or refuse it."""
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
        elif scope["type"] == "websocket":  # the page has none
            await send({"type": "websocket.close", "code": 1008})
        else:
            await self._request(scope, receive, send)

    async def _request(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers = Headers(tuple(scope["headers"]))
        scope = {**scope, "scheme": self.origins.scheme(headers, scope["scheme"])}
        newcomer = self._newcomer(headers)
        send = self._dressed(scope, headers, newcomer, send)
        path = str(scope["path"]).rstrip("/") or "/"
        sender = ""
        answer: Response | None = self._refusal(scope, headers)
        # A server takes what follows a tunnel that is let in (CONNECT) for no HTTP.
        asks = scope["method"] in ("GET", "HEAD", "POST")
        if answer is None and asks and path in ("/login", "/logout") and self.sign_in.accounts:
            answer = await self._door(path, headers, Request(scope, receive), scope)
        if answer is None:
            sender = self._sender(scope, headers, newcomer)
            answer = self._unanswered(scope, headers, sender, path, newcomer)
        name = self.sign_in.name_of(sender)
        if answer is not None:
            await answer(scope, receive, send)
            return
        dropped = _KEPT_FROM_GRADIO | _WIDE if self.origins.loopback else _KEPT_FROM_GRADIO
        kept = [pair for pair in headers.pairs if pair[0] not in dropped]
        inner = {**scope, "headers": kept, SIGNED_IN: name}
        from_page = bool(headers.one("origin")) and (not newcomer or bool(self.sign_in.accounts))
        await self.room(name).handover.pass_on(
            inner, receive, send, sender=sender, path=path, from_page=from_page
        )

    def _unanswered(
        self, scope: Scope, headers: Headers, sender: str, path: str, newcomer: str
    ) -> Response | None:
        """Return what refuses a request for who sends it or for what it asks; None lets it pass."""
        if not sender:
            return sign_in_form(headers, status=401)
        endpoints = self.room(self.sign_in.name_of(sender)).endpoints
        if not endpoints.has(scope["method"], path):
            return refused(headers, "refused_endpoint", status=404)
        if endpoints.is_picture(path) and newcomer and not self.sign_in.accounts:
            return refused(
                headers, "refused_endpoint", status=403
            )  # the page's own pictures, for a browser that has it
        return None

    def _refusal(self, scope: Scope, headers: Headers) -> Response | None:
        """Return what refuses a request for where it comes from or goes to; None lets it pass."""
        if not scope.get("state", {}).get(PEER_IS_OWN, True):
            return refused(headers, "refused_account", status=403)
        if not self.origins.knows_host(headers):
            return refused(headers, "refused_host", status=403)
        if not self.origins.is_own(headers, scope["scheme"]):
            return refused(headers, "refused_origin", status=403)
        if _is_fetching(scope):
            return refused(headers, "refused_endpoint", status=403)
        if scope["method"] == "OPTIONS":
            return Response(status_code=204)
        return None

    async def _door(self, path: str, headers: Headers, request: Request, scope: Scope) -> Response:
        if path == "/logout":
            return self.sign_in.leave(headers)
        return await self.sign_in.enter(request, _address(scope))

    def _sender(self, scope: Scope, headers: Headers, newcomer: str) -> str:
        """Return who sends a request; empty where somebody must sign in and hasn't."""
        if self.sign_in.accounts:
            return self.sign_in.who(headers, _address(scope)) or ""
        return f"visitor {newcomer or self._visitor(headers)}"

    def _visitor(self, headers: Headers) -> str:
        return cookie_parser("; ".join(headers.all("cookie"))).get(self.visitor, "")

    def _newcomer(self, headers: Headers) -> str:
        """Return a new name for a browser that has none yet; empty for one that has."""
        return "" if len(self._visitor(headers)) >= 32 else secrets.token_urlsafe(32)

    def _dressed(self, scope: Scope, headers: Headers, newcomer: str, send: Send) -> Send:
        """Return ``send`` with the headers of every response."""
        more = list(HEADERS)
        if newcomer and not self.sign_in.accounts:
            secure = "; Secure" if scope["scheme"] == "https" else ""
            cookie = f"{self.visitor}={newcomer}; Path=/; HttpOnly; SameSite=Lax{secure}"
            more.append((b"set-cookie", cookie.encode()))
        if origin := self.origins.shared_with(headers, scope["scheme"]):
            more += sharing(origin)
        else:
            more.append((b"cross-origin-resource-policy", b"same-origin"))

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                kept = [
                    pair
                    for pair in message.get("headers", ())
                    if not pair[0].lower().startswith(b"access-control-")
                ]
                message["headers"] = [*kept, *more]
            await send(message)

        return send_with_headers


def _is_fetching(scope: Scope) -> bool:
    """Return whether Gradio is asked to fetch an address or a file for the caller."""
    if len(scope.get("raw_path", b"")) + len(scope.get("query_string", b"")) > _MAX_ADDRESS_BYTES:
        return True
    path = unquote(unquote(str(scope["path"]))).lower()
    return "file=" in path or "proxy=" in path


def _address(scope: Scope) -> str:
    client = scope.get("client")
    return str(client[0]) if client else ""
