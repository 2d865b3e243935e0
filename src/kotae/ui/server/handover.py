"""Handing a request to Gradio: its sessions renamed for the sender, its uploads counted.

What Gradio takes from a request's body, query and path is rewritten before it sees any of it; see
:mod:`kotae.ui.server.sessions` for why.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import parse_qsl, urlencode

import anyio
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kotae.network.connections import network_of
from kotae.network.origins import Headers
from kotae.ui.library.uploads import LEAST_BYTES_S, MAX_FILES, Uploads
from kotae.ui.server.endpoints import API, Endpoints
from kotae.ui.server.refusals import refused
from kotae.ui.server.sessions import ForeignSessionError, Sessions
from kotae.ui.words import text

__all__ = ["SIGNED_IN", "Handover"]

SIGNED_IN: Final = "kotae.signed_in"
"""In a request's scope: the name of whoever signed in; empty where nobody has to."""

_MAX_BODY_BYTES: Final = 1_000_000
# What Gradio refuses with words of its own, in one language.
_KINDS: Final = {"trigger_id": int, "batched": bool, "simple_format": bool}
# Where a query names what is one sender's alone, and under which name.
_IN_QUERY: Final = {
    f"{API}/queue/data": "session_hash",
    f"{API}/upload": "upload_id",
    f"{API}/upload_progress": "upload_id",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Handover:
    """Passes checked requests on.

    Attributes:
        app: Gradio.
        endpoints: Which functions may be called.
        sessions: Whose session is whose.
        uploads: What has been uploaded.
    """

    app: ASGIApp
    endpoints: Endpoints
    sessions: Sessions
    uploads: Uploads

    async def pass_on(
        self, scope: Scope, receive: Receive, send: Send, *, sender: str, path: str, from_page: bool
    ) -> None:
        """Pass a request on, or refuse it for what it names.

        Args:
            scope: Of the request, without the headers that Gradio must not see.
            receive: Gives its body.
            send: Takes the response.
            sender: Who sent it.
            path: Without a slash at its end.
            from_page: Whether the page itself sent it.
        """
        headers = Headers(tuple(scope["headers"]))
        try:
            if path == f"{API}/upload":
                await self._upload(self._readdressed(scope, sender, path), receive, send, sender=sender)
            elif scope["method"] != "POST":
                await self.app(self._readdressed(scope, sender, path), receive, send)
            else:
                await self._call(scope, receive, send, sender=sender, path=path, from_page=from_page)
        except ForeignSessionError:
            await refused(headers, "refused_session", status=403)(scope, receive, send)
        except HTTPException as error:
            await refused(headers, error.detail, status=error.status_code)(scope, receive, send)
        except ClientDisconnect:
            return  # nobody is left to answer

    def _readdressed(self, scope: Scope, sender: str, path: str) -> Scope:
        """Return the scope with the session, or the upload, in its path or query renamed."""
        start, _, last = path.rpartition("/")
        if start == f"{API}/heartbeat":
            renamed = f"{start}/{self.sessions.inner(last, sender)}"
            return {**scope, "path": renamed, "raw_path": renamed.encode()}
        if f"{API}/call/" in f"{start}/":
            self.sessions.check_event(last, sender)
        if name := _IN_QUERY.get(path):
            query = parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)
            given = [value for key, value in query if key == name]
            if not given and path == f"{API}/upload":  # whoever doesn't ask how far it is
                return {**scope, "query_string": b""}
            hashed = self.sessions.inner(given[0] if len(given) == 1 else None, sender)
            return {**scope, "query_string": urlencode({name: hashed}).encode()}
        return scope

    async def _call(
        self, scope: Scope, receive: Receive, send: Send, *, sender: str, path: str, from_page: bool
    ) -> None:
        body = await _json_body(scope, receive)
        if not self.endpoints.allows(path, body, from_page=from_page):
            raise HTTPException(403, "refused_endpoint")
        if not self.endpoints.is_complete(path, body):
            raise HTTPException(400, "refused_values")
        # Gradio would copy whatever file of this machine is named, or fetch what an address names.
        for named in _files_in(body):
            self.sessions.check_upload(named, sender)
        if "/call/v2/" not in path:  # there a body holds the function's arguments and nothing else
            self._rename(body, sender, path)
        # Half a character can be neither kept nor sent back.
        data = json.dumps(body, ensure_ascii=False).encode("utf-8", "replace")
        kept = [pair for pair in scope["headers"] if pair[0] not in (b"content-length", b"transfer-encoding")]
        inner = {**scope, "headers": [*kept, (b"content-length", str(len(data)).encode())]}
        starts = path == f"{API}/queue/join" or f"{API}/call/" in path
        await self.app(
            inner, _again(data, receive), self._noting(scope, receive, send, sender) if starts else send
        )

    def _rename(self, body: dict[str, Any], sender: str, path: str) -> None:
        if body.get("session_hash") is not None:
            body["session_hash"] = self.sessions.inner(body["session_hash"], sender)
        if path in (f"{API}/cancel", f"{API}/reset"):
            self.sessions.check_event(body.get("event_id"), sender)
        else:
            body.pop("event_id", None)  # the server makes them

    def _noting(self, scope: Scope, receive: Receive, send: Send, sender: str) -> Send:
        """Return ``send`` that remembers whose event the response tells of, before its sender knows.

        That no more can wait is said in both languages.
        """
        parts: list[bytes] = []
        held: list[Message] = []

        async def send_noting(message: Message) -> None:
            held.append(message)
            if message["type"] == "http.response.body":
                parts.append(message.get("body", b""))
            if message["type"] == "http.response.body" and not message.get("more_body", False):
                if isinstance(event := _event_of(b"".join(parts)), str):
                    self.sessions.keep_event(event, sender)
                if held[0].get("status") == 503:
                    await _full()(scope, receive, send)
                    held.clear()
                for waiting in held:
                    await send(waiting)
                held.clear()

        return send_noting

    async def _upload(self, scope: Scope, receive: Receive, send: Send, *, sender: str) -> None:
        headers = Headers(tuple(scope["headers"]))
        length, whose = headers.one("content-length"), _who_of(scope)
        if reason := self.uploads.begin(int(length) if length.isdigit() else 0, whose):
            await self._told(reason)(scope, receive, send)
            return
        counter = self.uploads.counter(headers.one("content-type"))
        found: list[str] = []
        answered: list[Message] = []

        async def counted() -> Message:
            message = await _in_time(receive, counter.seconds_left)
            if message is None:
                found.append("refused_upload_slow")
                return {"type": "http.disconnect"}
            if message["type"] == "http.request" and (reason := counter.refusal(message.get("body", b""))):
                found.append(reason)
                return {"type": "http.disconnect"}  # ends Gradio's reading
            return message

        async def hold(message: Message) -> None:
            answered.append(message)

        try:
            await self.app(scope, counted, hold)
        except ClientDisconnect:
            if not found:
                raise
        finally:
            self.uploads.end(whose)
        await self._upload_answer(found, answered, scope, receive, send, sender=sender)

    async def _upload_answer(
        self,
        found: list[str],
        answered: list[Message],
        scope: Scope,
        receive: Receive,
        send: Send,
        *,
        sender: str,
    ) -> None:
        status = answered[0]["status"] if answered else 500
        if not found and status == 200:
            for place in json.loads(b"".join(message.get("body", b"") for message in answered)):
                self.sessions.keep_upload(place, sender)
            for message in answered:
                await send(message)
            return
        reason = found[0] if found else {413: "refused_upload_size"}.get(status, "refused_upload_failed")
        await self._told(reason)(scope, receive, send)

    def _told(self, reason: str) -> Response:
        """Return a refusal in one line: the page shows it as it is."""
        values = {"files": MAX_FILES, "each": self.uploads.each_mb, "together": self.uploads.together_mb}
        values["rate"] = LEAST_BYTES_S // 1_000
        said = _in_both(reason, **values)
        failed = reason == "refused_upload_failed"
        # The connection stays: a browser that is cut off while it sends shows no answer.
        return PlainTextResponse(said, 400 if failed else 413)


def _full() -> Response:
    detail = {"detail": _in_both("refused_queue_full")}
    return JSONResponse(detail, 503, headers={"retry-after": "60"})


def _in_both(key: str, **values: object) -> str:
    return " / ".join(text(key, language, **values) for language in ("en", "ja"))


def _who_of(scope: Scope) -> str:
    """Return whose an upload is: the name that signed in, else where it comes from."""
    client = scope.get("client")
    return str(scope.get(SIGNED_IN) or "") or f"@{network_of(str(client[0]) if client else '')}"


async def _in_time(receive: Receive, seconds: float) -> Message | None:
    """Return what comes next; None where it takes longer."""
    with anyio.move_on_after(seconds):
        return await receive()
    return None


async def _json_body(scope: Scope, receive: Receive) -> dict[str, Any]:
    """Return the object that a request's body holds.

    Raises:
        HTTPException: It is too large, or no object.
    """
    data = bytearray()
    async for piece in Request(scope, receive).stream():
        data += piece
        if len(data) > _MAX_BODY_BYTES:
            raise HTTPException(413, "refused_too_large")
    try:
        body = json.loads(data, parse_constant=_refuse)
    except (ValueError, RecursionError) as error:
        raise HTTPException(400, "refused_request") from error
    if not isinstance(body, dict) or any(
        not isinstance(body.get(name), kind | None) for name, kind in _KINDS.items()
    ):
        raise HTTPException(400, "refused_request")
    return body


def _refuse(constant: str) -> None:
    """Take ``NaN`` and the like for what they are: no JSON."""
    raise ValueError(constant)


def _files_in(body: object) -> Iterator[object]:
    """Yield the place of everything in a body that Gradio would take for a file, however deep it lies."""
    waiting = [body]
    while waiting:
        value = waiting.pop()
        if isinstance(value, dict):
            if "path" in value:
                yield value["path"]
            waiting.extend(value.values())
        elif isinstance(value, list):
            waiting.extend(value)


def _event_of(data: bytes) -> object:
    try:
        told = json.loads(data)
    except ValueError:  # an error page
        return None
    return told.get("event_id") if isinstance(told, dict) else None


def _again(data: bytes, receive: Receive) -> Receive:
    """Return a ``receive`` that gives the body anew, then whatever comes."""
    waiting = [data]

    async def receive_again() -> Message:
        if waiting:
            return {"type": "http.request", "body": waiting.pop(), "more_body": False}
        return await receive()

    return receive_again
