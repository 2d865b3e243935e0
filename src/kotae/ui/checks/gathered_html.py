"""All there is to a question as escaped HTML: the numbers, the rows with their places, what was read for them."""

from collections.abc import Sequence
from typing import Final

from kotae.cells import cell_place
from kotae.gathering import Gathered, Result, Row
from kotae.ui.cards import language_tag, reader_link
from kotae.ui.checks.certificate_html import render_certificates
from kotae.ui.escaping import button, element, escape, own_words, shorten
from kotae.ui.words import text

__all__ = ["render_gathered", "render_gathering", "render_offer"]

MAX_ROWS: Final = 500
MAX_VALUE_CHARS: Final = 300
# An amount or a day is never broken over two lines.
MAX_WHOLE_CHARS: Final = 16


def render_offer(question: str, language: str, said: str = "gather_offer") -> str:
    """Return the offer to go through every document, below an answer to a question that asks for all there is.

    Args:
        question: As asked.
        language: The page's.
        said: The key of what is said of the answer.
    """
    go = button(text("gather_go", language), "gather", class_="k-again", data_question=question)
    return element(
        "p",
        f"{escape(text(said, language))} {element('span', f'{go} {_experimental(language)}', class_='k-whole')}",
        class_="k-note k-offer",
    )


def _experimental(language: str) -> str:
    words = escape(text("gather_experimental", language))
    return element(
        "span", words, class_="k-badge k-unverified", title=text("gather_experimental_info", language)
    )


def render_gathering(done: int, total: int, rows: int, language: str) -> str:
    """Return how far it is: documents read, of how many, and the rows found so far."""
    name = text("gather_reading", language)
    bar = element("progress", "", value=done, max=max(total, 1), aria_label=name)
    said = escape(text("gather_progress", language, done=f"{done:,}", total=f"{total:,}", rows=f"{rows:,}"))
    return element("p", f"{escape(name)} {bar} {said}", class_="k-progress", role="status")


def render_gathered(gathered: Gathered, *, language: str, turn: int) -> str:
    """Return the numbers made of the rows, the rows as a table, the certificate, and the files to save.

    Args:
        gathered: What was found.
        language: The page's language.
        turn: Number of the turn on the page.
    """
    head = element(
        "p",
        _experimental(language) + " " + escape(text("gather_experimental_info", language)),
        class_="k-note",
    )
    results = "".join(_result(result, language) for result in gathered.results)
    table = _table(gathered.rows, language, turn) if gathered.rows else _nothing(gathered, language)
    notes = "".join(own_words("p", note, class_="k-note") for note in gathered.notes)
    inner = results + table + notes + render_certificates(gathered, language) + head
    return element("div", inner + (_files(turn, language) if gathered.rows else ""), class_="k-gathered")


def _result(result: Result, language: str) -> str:
    unit = "" if result.unit == "count" else f" {result.unit}"
    # No exponent, and no digit more than there is.
    value = f"{result.value:,f}"
    value = value.rstrip("0").rstrip(".") if "." in value else value
    said = " · ".join(filter(None, (result.group, text(f"operation_{result.operation}", language))))
    name = own_words("span", said, class_="k-short-label")
    return element("p", escape(value + unit) + name, class_="k-short")


def _nothing(gathered: Gathered, language: str) -> str:
    said = text("gather_nothing", language)
    if gathered.missing:
        said += " " + text(
            "gather_missing", language, words=", ".join(shorten(word, 40) for word in gathered.missing)
        )
    return own_words("p", said)


def _table(rows: Sequence[Row], language: str, turn: int) -> str:
    names = ("gather_entity", "gather_value", "gather_place")
    head = element("td", "") + "".join(
        element("th", escape(text(name, language)), scope="col") for name in names
    )
    body = "".join(_row(number, row, language, turn) for number, row in enumerate(rows[:MAX_ROWS], start=1))
    table = element("table", element("thead", element("tr", head)) + element("tbody", body))
    label = text("gather_rows", language, count=f"{len(rows):,}")
    shown = element("div", table, class_="k-table k-rows", tabindex="0", role="region", aria_label=label)
    more = text("gather_more", language, count=f"{len(rows) - MAX_ROWS:,}") if len(rows) > MAX_ROWS else ""
    caption = element("p", escape(label), class_="k-quiet")
    return caption + shown + (element("p", escape(more), class_="k-note") if more else "")


def _row(number: int, row: Row, language: str, turn: int) -> str:
    cited = row.citation
    spoken = language_tag(cited.document.language)
    label = text("evidence", language, number=number) + f": {shorten(cited.document.title, 60)}"
    mark = element(
        "a", str(number), class_="k-mark", aria_label=label, **reader_link(cited.document.id, cited, turn)
    )
    doubt = text("gather_unsure", language)
    unsure = (
        ""
        if row.sure
        else " "
        + element("span", "?", class_="k-badge k-unverified", title=doubt, aria_label=doubt, role="img")
    )
    library = (
        text("in_library", language, library=shorten(cited.document.library, 40))
        if cited.document.library
        else ""
    )
    where = " · ".join(filter(None, (library, cited.document.path, cell_place(cited.cells, language))))
    also = text("gather_also", language, count=len(row.also)) if row.also else ""
    place = own_words("span", shorten(cited.document.title, 80), class_="k-title")
    place += own_words(
        "span", " · ".join(part for part in (shorten(where), row.date, also) if part), class_="k-where"
    )
    whole = "k-whole" if len(row.text) <= MAX_WHOLE_CHARS else None
    cells = (
        mark,
        element("span", escape(shorten(row.entity, MAX_VALUE_CHARS)), dir="auto", lang=spoken),
        element("span", escape(shorten(row.text, MAX_VALUE_CHARS)), dir="auto", lang=spoken, class_=whole)
        + unsure,
        place,
    )
    return element("tr", "".join(element("td", cell) for cell in cells))


def _files(turn: int, language: str) -> str:
    kinds = "".join(
        button(kind.upper(), "rows", data_turn=turn, data_kind=kind, class_="k-again")
        for kind in ("csv", "xlsx", "json")
    )
    return element("p", escape(text("gather_save", language)) + kinds, class_="k-note")
