"""Where papers contradict one another, as escaped HTML: pairs side by side, and what only looks like one."""

from collections.abc import Iterator
from typing import Final

from kotae.conflicts import Conflict, ConflictProgress, Conflicts, Difference, Side
from kotae.conflicts.said import KINDS, REASONS, side_names
from kotae.records import Span
from kotae.ui.cards import language_tag, place_name, reader_link
from kotae.ui.checks.certificate_html import folded, render_certificate
from kotae.ui.checks.html import begin_buttons, progress, sentence
from kotae.ui.escaping import button, element, escape, own_words, shorten
from kotae.ui.reader.excerpts import render_excerpt
from kotae.ui.words import text

__all__ = ["render_comparing", "render_conflicts"]

MAX_SHOWN: Final = 200
MAX_VALUE_CHARS: Final = 120

_STAGES: Final = {"reading": "conflicts_reading", "comparing": "conflicts_comparing"}
_DATED: Final = {
    "metadata": "conflicts_dated_metadata",
    "path": "conflicts_dated_path",
    "text": "conflicts_dated_text",
}


def render_comparing(step: ConflictProgress | None, language: str) -> str:
    """Return how far looking for contradictions is."""
    if step is None:
        return progress(text("conflicts_reading", language), 0, 0, language)
    return progress(text(_STAGES[step.stage], language), step.done, step.total, language)


def render_conflicts(found: Conflicts | None, language: str) -> str:
    """Return what was found, with the ways to look again and to put pairs aside; None before."""
    intro = sentence(text("conflicts_intro", language))
    if found is None:
        return intro + begin_buttons([("conflicts_go", "")], language)
    buttons = begin_buttons([("conflicts_again", "")], language)
    pairs = "".join(
        element("li", _pair(number, one, language))
        for number, one in enumerate(found.conflicts[:MAX_SHOWN], start=1)
    )
    shown = (
        element("ol", pairs, class_="k-pairs")
        if pairs
        else element("p", escape(text("conflicts_none", language)), class_="k-found-nothing")
    )
    if (more := len(found.conflicts) - MAX_SHOWN) > 0:
        shown += sentence(text("conflicts_more", language, count=f"{more:,}"))
    doubt = sentence(text("conflicts_experimental", language), "k-note")
    return intro + buttons + _read(found, language) + doubt + shown + _rest(found, language)


def _read(found: Conflicts, language: str) -> str:
    """Return what was read and compared."""
    extra = text("conflicts_compared", language, pairs=f"{found.pairs:,}")
    if found.undecided:
        extra += " " + text("conflicts_undecided", language, count=f"{found.undecided:,}")
    return render_certificate(found.certificate, complete=found.complete, language=language, extra=extra)


def _rest(found: Conflicts, language: str) -> str:
    """Return, folded away, what only looks like a contradiction and what was put aside."""
    different = "".join(
        element(
            "li",
            element("p", escape(REASONS[one.reason].text(language)), class_="k-reason")
            + _sides(one, language),
        )
        for one in found.differences[:MAX_SHOWN]
    )
    aside = "".join(
        element("li", _sides(one, language) + _again(one, language)) for one in found.dismissed[:MAX_SHOWN]
    )
    return folded("conflicts_differences", different, len(found.differences), language) + folded(
        "conflicts_dismissed", aside, len(found.dismissed), language
    )


def _pair(number: int, one: Conflict, language: str) -> str:
    kind = KINDS[one.kind].text(language)
    head = element("h3", escape(f"{number}. {kind[:1].upper()}{kind[1:]}"))
    dismiss = button(
        text("conflicts_dismiss", language),
        "decide",
        data_decide="dismiss",
        data_conflict=one.id,
        class_="k-again",
    )
    return element("article", head + _sides(one, language) + element("footer", dismiss), class_="k-pair")


def _again(one: Conflict, language: str) -> str:
    back = button(
        text("conflicts_restore", language),
        "decide",
        data_decide="restore",
        data_conflict=one.id,
        class_="k-again",
    )
    return element("p", back)


def _sides(one: Conflict | Difference, language: str) -> str:
    names = (name.text(language) for name in side_names(one))
    whole = isinstance(one, Conflict) and one.kind == "denial"
    sides = (_side(name, side, language, whole=whole) for name, side in zip(names, one.sides, strict=True))
    return element("div", "".join(sides), class_="k-sides")


def _side(name: str, side: Side, language: str, *, whole: bool) -> str:
    """Return one side; ``whole`` where the statement itself is what differs, and no value in it."""
    cited = side.citation
    spoken = language_tag(cited.document.language)
    head = element("p", escape(name), class_="k-side-name")
    if not whole:
        head += element(
            "p", escape(shorten(side.value, MAX_VALUE_CHARS)), class_="k-value", lang=spoken, dir="auto"
        )
    at = -1 if whole else cited.quote.find(side.value)
    marked = [Span(start=at, end=at + len(side.value))] if at >= 0 else []
    quote = render_excerpt(cited.quote, marked, path=cited.document.path, cells=bool(cited.cells))
    words = element("blockquote", quote, lang=spoken, dir="auto")
    link = reader_link(cited.document.id, cited, 0)
    title = own_words("a", shorten(cited.document.title), class_="k-open", **link)
    where = " · ".join(_places(side, language))
    return element(
        "section",
        head + words + element("p", title + own_words("span", where, class_="k-where")),
        class_="k-card",
    )


def _places(side: Side, language: str) -> Iterator[str]:
    cited = side.citation
    yield shorten(cited.document.path)
    if place := place_name(cited, language):
        yield shorten(place)
    if side.date:
        yield text(_DATED[side.date_from], language, day=side.date)
    else:
        yield text("conflicts_undated", language)
