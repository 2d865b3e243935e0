"""Signing in: the form, the cookie it gives, and the tokens of programs."""

import math
import secrets
import time
from dataclasses import dataclass, field
from typing import Any, Final

from starlette.datastructures import FormData
from starlette.formparsers import MultiPartException
from starlette.requests import ClientDisconnect, Request, cookie_parser
from starlette.responses import JSONResponse, RedirectResponse, Response

from kotae.network.origins import Headers
from kotae.network.throttle import Throttle
from kotae.ui.server.accounts import Accounts, named_in
from kotae.ui.server.refusals import refused, sign_in_form

__all__ = ["SignIn"]

Scope = Any

_KEPT_S: Final = 7 * 24 * 3600.0
MOST_OF_ONE: Final = 100
"""Most browsers a name is signed in with; the one that signed in first gives way, and nobody else."""
# A name and a password; read before anybody is known.
_MAX_FORM_BYTES: Final = 10_000


@dataclass(frozen=True, slots=True)
class _Session:
    name: str
    until: float


@dataclass(slots=True)
class SignIn:
    """Lets people and programs in; used from one event loop.

    Attributes:
        accounts: Who may sign in.
        cookie: The name of the cookie; of its own for every port, since browsers' cookies have none.
        throttle: Delays guesses.
    """

    accounts: Accounts
    cookie: str
    throttle: Throttle = field(default_factory=Throttle)
    _sessions: dict[str, _Session] = field(default_factory=dict)

    def who(self, headers: Headers, address: str) -> str | None:
        """Return who sends a request, as a text that no other sender shares; None where nobody signed in.

        A wrong token counts as a wrong password.
        """
        token = self._token(headers)
        session = self._sessions.get(token)
        if session and session.until > time.monotonic():
            return f"session {token}"
        kind, _, shown = headers.one("authorization").partition(" ")
        if kind.lower() != "bearer" or not shown:
            return None
        name = named_in(shown)
        if self.throttle.wait(address, name):
            return None
        if self.accounts.holder(shown.strip()) is None:
            self.throttle.failed(address, name)
            return None
        self.throttle.succeeded(address, name)
        return f"program {name}"

    def name_of(self, sender: str) -> str:
        """Return the name that somebody signed in with whom :meth:`who` told; empty where nobody has to sign in."""
        kind, _, rest = sender.partition(" ")
        session = self._sessions.get(rest)
        return (session.name if session else "") if kind == "session" else rest if kind == "program" else ""

    async def enter(self, request: Request, address: str) -> Response:
        """Answer a request for the form, or with the form filled in."""
        if request.method != "POST":
            return sign_in_form(Headers(tuple(request.scope["headers"])), status=200)
        form = await self._form(request)
        name, password = str(form.get("username", "")).strip(), str(form.get("password", ""))
        headers = Headers(tuple(request.scope["headers"]))
        # From here to the count of the failure nothing waits: guesses can't overtake one another.
        if wait := self.throttle.wait(address, name):
            return refused(headers, "refused_slow_down", status=429, seconds=math.ceil(wait))
        if not self.accounts.has(name, password):
            self.throttle.failed(address, name)
            return sign_in_form(headers, status=400, wrong=True)
        self.throttle.succeeded(address, name)
        to_page = "text/html" in headers.one("accept")
        answer = RedirectResponse("/", status_code=303) if to_page else JSONResponse({"success": True})
        answer.set_cookie(
            self.cookie,
            self._new_session(name),
            httponly=True,
            samesite="lax",
            secure=request.scope["scheme"] == "https",
            max_age=int(_KEPT_S),
        )
        return answer

    def leave(self, headers: Headers) -> Response:
        """End the sender's session."""
        self._sessions.pop(self._token(headers), None)
        answer = RedirectResponse("/login", status_code=303)
        answer.delete_cookie(self.cookie, httponly=True, samesite="lax")
        return answer

    def _token(self, headers: Headers) -> str:
        return cookie_parser("; ".join(headers.all("cookie"))).get(self.cookie, "")

    def _new_session(self, name: str) -> str:
        token = secrets.token_urlsafe(32)
        self._sessions[token] = _Session(name, time.monotonic() + _KEPT_S)
        own = [known for known, session in self._sessions.items() if session.name == name]
        for first in own[: max(0, len(own) - MOST_OF_ONE)]:
            del self._sessions[first]
        return token

    @staticmethod
    async def _form(request: Request) -> FormData:
        length = request.headers.get("content-length", "")
        if not length.isdigit() or int(length) > _MAX_FORM_BYTES:
            return FormData()
        try:
            return await request.form(max_files=0, max_fields=10)
        except (
            MultiPartException,
            ClientDisconnect,
        ):  # no form, or only half of one: nobody signs in with that
            return FormData()
