"""What stands before Gradio: response headers, and two doors of Gradio that stay shut.

Even if a document's text ever became markup, the browser would load nothing from elsewhere:
the content security policy allows this server only.
"""

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any, Final, TypeAlias
from urllib.parse import unquote

__all__ = ["HEADERS", "Guard"]

Message: TypeAlias = MutableMapping[str, Any]
Send: TypeAlias = Callable[[Message], Awaitable[None]]
Receive: TypeAlias = Callable[[], Awaitable[Message]]
Application: TypeAlias = Callable[[Message, Receive, Send], Awaitable[None]]

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
    (b"referrer-policy", b"no-referrer"),
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    (b"permissions-policy", b"camera=(), microphone=(), geolocation=()"),
)
_LOOPBACK_NAMES: Final = frozenset({"localhost", "127.0.0.1", "[::1]"})


class Guard:
    """An ASGI middleware.

    It refuses to fetch web addresses for a caller (``file=https://…``, ``proxy=…``) and, on a
    loopback address, requests made under another host name: a web page elsewhere could
    otherwise have a name of its own resolve to this machine and read the documents.
    """

    def __init__(self, app: Application, *, loopback_only: bool) -> None:
        self._app = app
        self._loopback_only = loopback_only

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Pass a request on, or refuse it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message.get("headers", ()), *HEADERS]
            await send(message)

        if self._refused(scope):
            await send_with_headers({"type": "http.response.start", "status": 403, "headers": []})
            await send_with_headers({"type": "http.response.body", "body": b"Forbidden"})
            return
        await self._app(scope, receive, send_with_headers)

    def _refused(self, scope: Message) -> bool:
        path = unquote(unquote(str(scope.get("path", "")))).lower()
        for door in ("file=", "proxy="):
            _, found, target = path.partition(door)
            if found and (
                door == "proxy=" or "://" in target or target.startswith(("http:", "https:", "//"))
            ):
                return True
        if not self._loopback_only:
            return False
        host = dict(scope.get("headers", ())).get(b"host", b"").decode("latin-1").lower()
        name = host if host.endswith("]") else host.rpartition(":")[0] or host
        return name not in _LOOPBACK_NAMES
