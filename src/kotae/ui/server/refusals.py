"""What the server says when it refuses: in both languages, as a page or as a line."""

from typing import Final

from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, Response

from kotae.network.origins import Headers
from kotae.ui.escaping import element, escape
from kotae.ui.words import text

__all__ = ["refused", "sign_in_form"]

_STYLE: Final = (
    "body{font-family:system-ui,sans-serif;max-width:28rem;margin:15vh auto;padding:0 1rem;line-height:1.6;"
    "color:#2a2723;background:#fbfaf7}label{display:block;margin-top:1rem}"
    "input{font:inherit;width:100%;padding:.4rem;box-sizing:border-box}"
    "button{font:inherit;margin-top:1.5rem;padding:.4rem 1.5rem}"
    "@media(prefers-color-scheme:dark){body{color:#e8e4db;background:#171614}}"
)


def refused(headers: Headers, reason: str, *, status: int, seconds: int = 0) -> Response:
    """Return a refusal: a page for a browser that shows one, else a line of text.

    Args:
        headers: Of the request.
        reason: The key of its words.
        status: Of the response.
        seconds: After how many seconds to try again; 0 for never.
    """
    values = {"seconds": seconds} if seconds else {}
    words = {language: text(reason, language, **values) for language in ("en", "ja")}
    more = {"retry-after": str(seconds)} if seconds else {}
    if "text/html" not in headers.one("accept"):
        return PlainTextResponse(f"{words['en']} / {words['ja']}\n", status, headers=more)
    again = element("a", "kotae", href="/")
    body = "".join(element("p", escape(words[language]), lang=language) for language in ("ja", "en"))
    return _page(body + element("p", again), status=status, more=more)


def sign_in_form(headers: Headers, *, status: int, wrong: bool = False) -> Response:
    """Return the form for signing in, or what a program is told in its place.

    Args:
        headers: Of the request.
        status: Of the response.
        wrong: Whether name and password were given and are wrong.
    """
    reason = "sign_in_wrong" if wrong else "sign_in_needed"
    if "text/html" not in headers.one("accept") and status != 200:
        told = {"detail": f"{text(reason, 'en')} / {text(reason, 'ja')}"}
        return JSONResponse(told, status, headers={"www-authenticate": "Bearer"} if status == 401 else None)
    said = "".join(
        element("p", escape(text(reason, language)), lang=language, role="alert" if wrong else None)
        for language in ("ja", "en")
    )
    fields = "".join(
        element(
            "label", escape(f"{text(label, 'ja')} · {text(label, 'en')}") + element("input", **attributes)
        )
        for label, attributes in (
            ("sign_in_name", {"name": "username", "autocomplete": "username", "required": True}),
            (
                "sign_in_password",
                {
                    "name": "password",
                    "type": "password",
                    "autocomplete": "current-password",
                    "required": True,
                },
            ),
        )
    )
    button = element("button", escape(f"{text('sign_in', 'ja')} · {text('sign_in', 'en')}"), type="submit")
    form = element("form", fields + button, method="post", action="/login")
    return _page(said + form, status=status, more={"cache-control": "no-store"})


def _page(body: str, *, status: int, more: dict[str, str]) -> Response:
    head = f'<meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>kotae</title><style>{_STYLE}</style>'
    main = element("main", element("h1", "kotae（答え）") + body)
    return HTMLResponse(
        f'<!doctype html><html lang="ja"><head>{head}</head><body>{main}</body></html>', status, more
    )
