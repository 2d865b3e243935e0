"""What is seen until the page is there: its head, what it is for, and a box that can be typed into at once.

Gradio paints nothing before a megabyte of its scripts has run and a first answer of the server is back. This is part of
the document itself, in both languages, and the browser shows the one it wants; ``assets/shell.js`` hands over what was typed.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kotae.ui.escaping import element, escape
from kotae.ui.words import text

__all__ = ["WithShell", "shell_html"]

_ASSETS: Final = Path(__file__).parent / "assets"
_BEFORE: Final = b"<gradio-app"
# Nothing is painted before a style sheet is there that stands above it, but one for print. Gradio's stays in its place, for what
# comes after it overrides it, and is for the screen as soon as it is there.
_SHEET: Final = re.compile(rb'<link rel="stylesheet"(?= crossorigin href="\./assets/[\w.-]+">)')
_LATER: Final = b"""<link rel="stylesheet" media="print" onload="this.media='all'\""""


def shell_html(*, empty: bool) -> bytes:
    """Return what stands before Gradio's element.

    Args:
        empty: Whether there are no documents yet: then there is nothing to ask, and no box.
    """
    style = element("style", (_ASSETS / "shell.css").read_text(encoding="utf-8"))
    script = element("script", (_ASSETS / "shell.js").read_text(encoding="utf-8"))
    inner = "".join(element("template", _page(words, empty=empty), lang=words) for words in ("ja", "en"))
    return (style + element("div", inner, id="k-shell") + script).encode()


def _page(language: str, *, empty: bool) -> str:
    name = element("h1", "kotae" + element("span", "答え", lang="ja"))
    if empty:
        return element("header", name)
    what = element("h2", escape(text("welcome_title", language)))
    what += element("p", escape(text("welcome_text", language)))
    label, placeholder = text("question_label", language), text("question_placeholder", language)
    box = element("textarea", "", rows=1, aria_label=label, placeholder=placeholder)
    ask = element("button", escape(text("ask", language)), type="button")
    return element("header", name) + element("main", what) + element("footer", element("div", box + ask))


@dataclass(frozen=True, slots=True)
class WithShell:
    """Middleware that puts the shell into the page, and leaves everything else as it is.

    Attributes:
        app: What it stands before.
        shell: Gives the shell's HTML.
    """

    app: ASGIApp
    shell: Callable[[], bytes]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on; the page's document gets the shell."""
        if scope["type"] != "http" or scope["path"] != "/" or scope["method"] != "GET":
            await self.app(scope, receive, send)
            return
        start: Message = {}
        body = b""

        async def put_in(message: Message) -> None:
            nonlocal body
            if message["type"] == "http.response.start":
                start.update(message)
                return
            body += message.get("body", b"")
            if message.get("more_body"):
                return
            whole = _SHEET.sub(_LATER, body, count=1).replace(_BEFORE, self.shell() + _BEFORE, 1)
            kept = [pair for pair in start["headers"] if pair[0].lower() != b"content-length"]
            start["headers"] = [*kept, (b"content-length", str(len(whole)).encode())]
            await send(start)
            await send({**message, "body": whole})

        await self.app(scope, receive, put_in)
