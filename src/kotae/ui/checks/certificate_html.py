"""What was read for something that reads every document, as escaped HTML."""

from collections.abc import Sequence
from typing import Final

from kotae.gathering import Certificate, Gathered, Unread
from kotae.ui.escaping import element, escape, own_words, shorten
from kotae.ui.words import text

__all__ = ["folded", "render_certificate", "render_certificates"]

MAX_UNREAD: Final = 500
MAX_REASON_CHARS: Final = 400


def render_certificate(
    sure: Certificate, *, complete: bool, language: str, extra: str = "", below: str = ""
) -> str:
    """Return what was read, and why the rest wasn't.

    Args:
        sure: The certificate.
        complete: Whether nothing was left out, of what the certificate doesn't tell either.
        language: The page's language.
        extra: What else is to be said in the same line.
        below: Escaped HTML between that and the documents that couldn't be read.
    """
    words = " ".join(filter(None, (_said(sure, language), extra)))
    line = element("p", escape(words), class_=_look(complete=complete))
    return line + below + _unread(sure.unread, language)


def render_certificates(gathered: Gathered, language: str) -> str:
    """Return what was read of all libraries together, of each, and why not the rest."""
    each = [
        _library(one.library, _said(one.certificate, language), complete=one.certificate.complete)
        for one in gathered.libraries
    ]
    each += [
        _library(
            left.library,
            text("gather_library_left", language, reason=left.reason(language)),
            complete=False,
        )
        for left in gathered.left_out
    ]
    below = element("ul", "".join(each), class_="k-each") if each else ""
    return render_certificate(
        gathered.certificate, complete=gathered.complete, language=language, below=below
    )


def folded(key: str, items: str, count: int, language: str) -> str:
    """Return list items that are folded away under words with their number; empty for none."""
    if not count:
        return ""
    summary = element("summary", escape(text(key, language, count=f"{count:,}")))
    return element("details", summary + element("ul", items), class_="k-skipped")


def _said(sure: Certificate, language: str) -> str:
    said = text(
        "gather_certificate" if sure.complete else "gather_incomplete",
        language,
        read=f"{sure.read:,}",
        scope=f"{sure.in_scope:,}",
        passages=f"{sure.passages:,}",
        unread=f"{len(sure.unread):,}",
        left_out=f"{sure.left_out:,}",
    )
    return f"{said} {text('check_stopped', language)}" if sure.stopped else said


def _look(*, complete: bool) -> str:
    return "k-certificate" if complete else "k-certificate k-partly"


def _library(name: str, said: str, *, complete: bool) -> str:
    shown = own_words("b", shorten(name, 80))
    return element("li", f"{shown} {escape(said)}", class_=_look(complete=complete))


def _unread(unread: Sequence[Unread], language: str) -> str:
    items = "".join(
        element(
            "li",
            own_words("b", shorten(" · ".join(filter(None, (one.library, one.path)))))
            + " "
            + escape(shorten(one.reason(language), MAX_REASON_CHARS)),
        )
        for one in unread[:MAX_UNREAD]
    )
    return folded("gather_unread", items, len(unread), language)
