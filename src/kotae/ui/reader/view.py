"""The reading view: a whole document as safe HTML, with its evidence marked.

A document with pages is shown as they look (:mod:`kotae.ui.reader.leaves`), or as its text like any other
(:mod:`kotae.ui.reader.document_html`), in portions (:mod:`kotae.ui.reader.portions`).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from kotae.language import detect_language, word_language
from kotae.records import Document, PageImage
from kotae.ui.cards import language_tag
from kotae.ui.escaping import button, element, escape, own_words, shorten
from kotae.ui.reader.document_html import level_of, place_of, render_document
from kotae.ui.reader.grids import heads_a_table
from kotae.ui.reader.inline import Mark
from kotae.ui.reader.leaves import render_leaves, render_strip
from kotae.ui.reader.portions import render_portions
from kotae.ui.words import text

__all__ = ["View", "render_document", "render_missing", "render_reader"]

MAX_OUTLINE = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """How a document is shown.

    Attributes:
        language: The page's language.
        own_page: Address of the same view on a page of its own; empty where it is that page.
        page: The page to show at once, drawn; None shows the document's text alone.
        other: The attributes of a link to the other view, pages or text; None where there is one only.
        note: What is said above the document; may be empty.
    """

    language: str
    own_page: str = ""
    page: PageImage | None = None
    other: Mapping[str, object] | None = None
    note: str = ""


def render_reader(document: Document, evidence: Sequence[Mark], current: int, view: View) -> str:
    """Return the reader: title, controls, outline or pages in small, and the document.

    Args:
        document: What to read.
        evidence: What to mark, in order and apart from each other.
        current: The number of the one to show at once.
        view: How.
    """
    language = view.language
    head = element(
        "div",
        own_words("h2", shorten(document.info.title), class_="k-reader-title", id="k-reader-title")
        + element("p", _particulars(document), class_="k-where"),
        class_="k-reader-names",
    )
    bar = element("header", head + _controls(len(evidence), view), class_="k-reader-bar")
    aside = render_strip(document, language) if view.page else _outline(document, language)
    shown = (
        render_leaves(document, evidence, view.page, language)
        if view.page
        else render_portions(document, evidence, current)
    )
    body = element(
        "div",
        shown,
        class_="k-document k-leaves" if view.page else "k-document",
        lang=language_tag(document.info.language),
        tabindex="0",
        data_current=current if evidence else None,
        data_page=view.page.page if view.page else None,
        data_document=document.info.id,
        data_marks=",".join(place_of(e.start, e.end) for e in evidence),
        data_preparing=text("reader_preparing", language),
    )
    note = element("p", escape(view.note), class_="k-reader-note", role="status") if view.note else ""
    # What word help has to say comes and goes.
    note += element("p", "", class_="k-aid-note", role="status", hidden=True)
    kind = "k-with-strip" if view.page else "" if aside else "k-no-outline"
    return bar + note + element("div", aside + body, class_=f"k-reader-body {kind}".strip())


def render_missing(language: str) -> str:
    """Return what the reader shows for a document that isn't there."""
    close = button(text("reader_close", language), "close-reader")
    return element("header", close, class_="k-reader-bar") + element(
        "p", escape(text("reader_missing", language)), class_="k-reader-missing", id="k-reader-title"
    )


def _particulars(document: Document) -> str:
    tag = language_tag(document.info.language)
    label = element("span", escape(text(f"tag_{tag}", tag)), class_=f"k-lang k-lang-{tag}", lang=tag)
    where = (f"[{document.info.library}] " if document.info.library else "") + document.info.path
    return f"{label} {own_words('span', shorten(where), lang=word_language(where))}"


def _controls(count: int, view: View) -> str:
    language = view.language
    parts = [*_view_controls(view), _aid_switch("aid", "辞", language)]
    if view.page is None:
        parts.append(_aid_switch("furigana", "ルビ", language))
    if count:
        parts.append(element("span", escape(text("reader_count", language, count=count)), class_="k-count"))
        for action, sign in (("previous", "↑"), ("next", "↓")):
            label = text(f"reader_{action}", language)
            parts.append(button(sign, action, label=label))
    if view.own_page:
        label = text("reader_own_page", language)
        parts.append(
            element(
                "a", "↗", href=view.own_page, target="_blank", rel="noopener", title=label, aria_label=label
            )
        )
        label = text("reader_close", language)
        parts.append(button("×", "close-reader", label=label))
    return element("div", "".join(parts), class_="k-reader-controls")


def _view_controls(view: View) -> Iterator[str]:
    """Yield the way to the other view, and what makes pages larger."""
    if view.other is not None:
        name = "reader_as_text" if view.page else "reader_as_pages"
        words = text(name, view.language)
        yield element("a", escape(words), class_="k-view", **view.other)
    if view.page:
        for action, sign in (("smaller", "−"), ("larger", "+")):
            yield button(sign, action, label=text(f"reader_{action}", view.language))


def _aid_switch(name: str, sign: str, language: str) -> str:
    label = text(f"reader_{name}", language)
    shown = element("span", sign, lang="ja")
    return element(
        "button", shown, type="button", data_action=name, title=label, aria_label=label, aria_pressed="false"
    )


def _outline(document: Document, language: str) -> str:
    items = _headings(document) or _pages(document, language)
    if len(items) < 2:
        return ""
    title = element("h3", escape(text("reader_outline", language)))
    return element(
        "nav",
        title + element("ol", "".join(items)),
        class_="k-outline",
        aria_label=text("reader_outline", language),
    )


def _headings(document: Document) -> list[str]:
    headings = [
        block
        for block, after in zip_longest(document.blocks, document.blocks[1:])
        if block.kind == "heading" and not heads_a_table(block, after, document.text)
    ]
    if len(headings) < 2:
        return []
    return [
        _outline_item(
            document.text[block.start : block.end], f"k-at-{block.start}", level_of(block), block.start
        )
        for block in headings[:MAX_OUTLINE]
    ]


def _pages(document: Document, language: str) -> list[str]:
    """Return the pages, to go to in a document without headings."""
    pages: dict[int, int] = {}
    for block in document.blocks:
        if block.page is not None:
            pages.setdefault(block.page, block.start)
    return [
        _outline_item(text("reader_page", language, page=page), f"k-page-{page}", 1, start)
        for page, start in list(pages.items())[:MAX_OUTLINE]
    ]


def _outline_item(words: str, target: str, level: int, start: int) -> str:
    spoken = detect_language(words)
    opener = button(shorten(words, 80), "outline", data_at=start, data_target=target, lang=spoken)
    return element("li", opener, class_=f"k-level-{level}")
