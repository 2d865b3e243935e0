"""The page as a whole: its tabs, its language, and the reader on a page of its own.

Gradio is imported in this package only, and only when the page is made. All words are set by
:class:`~kotae.ui.labels.Labels`, so switching the language changes values, never components.
"""

from collections.abc import Callable, Sequence
from typing import Any, Final, cast

import gradio as gr

from kotae.errors import user_language
from kotae.ui import panels
from kotae.ui.api import add_api
from kotae.ui.ask_tab import add_ask_tab, connect_ask_tab, restored_choices
from kotae.ui.checks.conflicts_tab import CONFLICTS
from kotae.ui.checks.health_tab import HEALTH
from kotae.ui.checks.tab import CheckTab
from kotae.ui.choices import TOP_KS
from kotae.ui.conversations.conversation import Talk
from kotae.ui.conversations.sidebar import add_sidebar, connect_sidebar, opened, own, shown
from kotae.ui.desk import Desk
from kotae.ui.escaping import element
from kotae.ui.library.tab import LibraryTab
from kotae.ui.models.panel import ModelsPanel
from kotae.ui.models.phrasing import can_generate, generate_words, generates
from kotae.ui.parts import ALL, AT_ONCE, Page, html_part
from kotae.ui.question_events import CHOICES
from kotae.ui.reader.leaves import filled_leaf
from kotae.ui.reader.opening import open_document
from kotae.ui.reader.portions import filled_portions
from kotae.ui.reader.word_help import explained_parts
from kotae.ui.server.unread import limit_unread

__all__ = ["create_page"]

# What a visitor took away (tables, proofs) has been saved by then, or can be had again.
SESSION_FILES_S = 3600
# Examples take one reading each; a page without them is better than one that doesn't come.
MAX_WAIT_S = 15.0
MOST_SESSIONS: Final = 200
"""Of those who loaded the page last, kept: half a megabyte each (``benchmarks/soak``). A conversation is kept on disk."""
MOST_WAITING: Final = 64
"""Calls that wait for their turn: a minute of answers on two cores."""

Updates = dict[Any, Any]


def create_page(page: Page) -> gr.Blocks:
    """Return the page over a library, not launched yet.

    Args:
        page: Without components yet; it has them afterwards.
    """
    desk = page.desk
    tidy = (SESSION_FILES_S, SESSION_FILES_S)
    blocks = gr.Blocks(title="kotae", analytics_enabled=False, delete_cache=tidy, fill_width=True)
    blocks.state_session_capacity = MOST_SESSIONS
    blocks.queue(max_size=MOST_WAITING)
    limit_unread(blocks._queue)
    with blocks:
        page.parts["language"] = gr.State(user_language())
        page.parts["talk"] = gr.State(Talk())
        page.parts["saved"] = gr.BrowserState({}, storage_key="kotae-choices", secret="kotae")
        for name in ("browser_language", "browser_conversation"):
            page.parts[name] = gr.Textbox(visible=False)
        add_sidebar(page)
        script = "window.kotae.header(element, trigger, watch)"
        page.parts["header"] = page.show(panels.header, "k-header", script=script)
        page.show(lambda words: panels.script_words(desk, words), "k-words")
        with gr.Row(elem_id="k-frame"):
            with gr.Column(elem_id="k-stage"):
                library, checks, models = _add_tabs(page)
            with gr.Column(elem_id="k-side"):
                _add_side(page)
        connect_ask_tab(page)
        connect_sidebar(page)
        for check in checks:
            check.connect()
        models.connect()
        _connect_language(page, blocks, library, checks)
        add_api(desk)
    _add_reader_page(page, blocks)
    page.labels.apply(user_language())
    return blocks


def _add_tabs(page: Page) -> tuple[LibraryTab | None, list[CheckTab], ModelsPanel]:
    page.parts["status"] = html_part(
        "k-status",
        script="window.kotae.status(element, watch)",
        template='${value}<button type="button" class="k-aside">×</button>',
    )
    library, checks = None, []
    if page.desk.whole is None:
        # Out of sight: files are dropped on the page or chosen with a button, and checked before they are sent.
        page.parts["upload"] = gr.File(file_count="multiple", elem_id="k-upload", visible="hidden")
    with gr.Tabs(elem_id="k-tabs"):
        with page.labels.add(gr.Tab(), label="tab_ask"):
            add_ask_tab(page)
        if page.desk.whole is None:  # who is shown a part of the documents changes none of them
            with page.labels.add(gr.Tab(), label="tab_library") as tab:
                library = LibraryTab(page, tab)
            for check, label in ((CONFLICTS, "tab_conflicts"), (HEALTH, "tab_health")):
                with page.labels.add(gr.Tab(), label=label) as tab:
                    checks.append(CheckTab(page, tab, check))
        with page.labels.add(gr.Tab(), label="tab_settings") as tab:
            models = _add_settings(page, tab)
        with page.labels.add(gr.Tab(), label="tab_about"):
            page.show(lambda words: panels.about(page.desk, words), "k-about")
    return library, checks, models


def _add_side(page: Page) -> None:
    """Add what stands beside the conversation: the sources of a turn, or a document."""
    page.parts["rail"] = html_part(
        "k-rail",
        script="window.kotae.rail(element, trigger, watch)",
        template='<div class="k-rail">${value}</div>',
    )
    page.parts["reader"] = html_part(
        "k-reader",
        script="window.kotae.reader(element, trigger, watch, server)",
        template='<dialog class="k-dialog" aria-labelledby="k-reader-title">${value}</dialog>',
        functions=_reader_functions(page.desk),
    )


def _add_settings(page: Page, tab: gr.Tab) -> ModelsPanel:
    add, generation = page.labels.add, page.desk.settings.generation
    able = can_generate(generation)
    with gr.Column(elem_id="k-settings"):
        page.parts["top_k"] = add(gr.Radio(list(TOP_KS), value=5), label="top_k")
        page.parts["generate"] = add(
            gr.Checkbox(value=generates(generation), interactive=able),
            label="generate",
            info=lambda words: generate_words(generation, words),
        )
    note = page.show(lambda words: panels.settings_note(page.desk, words), "k-settings-note")
    page.parts["settings_note"] = note
    return ModelsPanel(page, tab)


def _connect_language(
    page: Page, blocks: gr.Blocks, library: LibraryTab | None, checks: Sequence[CheckTab]
) -> None:
    parts, desk = page.parts, page.desk
    worded = page.labels.components
    outputs = [
        *page.state("language", "talk", "history", "current", "rail", "place", "list"),
        *worded,
    ]

    def switch(language: str, talk: Talk) -> Updates:
        chosen = "ja" if language == "ja" else "en"
        update = cast(Any, gr.update)
        values = page.labels.values(chosen)
        words = {part: update(**values) for part, values in zip(worded, values, strict=True)}
        seen = shown(page, talk, chosen)
        words[parts["welcome"]] = update(**values[worded.index(parts["welcome"])], visible=not talk.turns)
        return seen | words | {parts["language"]: chosen}

    def loaded(language: str, name: str, request: gr.Request) -> Updates:
        return switch(language, opened(desk, own(Talk(), request), name, language))

    def switched(event: gr.EventData, request: gr.Request, talk: Talk) -> Updates:
        return switch(str(event._data.get("language")), own(talk, request))

    def restored(saved: object, language: str) -> Updates:
        return restored_choices(page, saved, language)

    from_browser = "() => [window.kotae.language(), window.kotae.named()]"
    came = page.state("browser_language", "browser_conversation")
    loading = blocks.load(loaded, came, outputs, js=from_browser, **AT_ONCE)
    choices = page.state(*CHOICES, "chips")
    switching = parts["header"].select(switched, page.state("talk"), outputs, **ALL)
    switching.then(restored, page.state("saved", "language"), choices, **AT_ONCE)
    ready = loading.then(restored, page.state("saved", "language"), choices, **AT_ONCE)
    ready.then(None, js="() => window.kotae.loaded()")

    def suggested(language: str, talk: Talk) -> Any:  # noqa: ANN401  # a component's update
        return gr.skip() if talk.turns else panels.welcome(desk, language, wait=MAX_WAIT_S)

    for tab in (*checks, *([library] if library is not None else ())):
        tab.show_anew(switching)
    for event in (ready, switching, *(library.connect() if library is not None else ())):
        event.then(suggested, page.state("language", "talk"), parts["welcome"], **AT_ONCE)


def _reader_functions(desk: Desk) -> list[Callable[..., Any]]:
    """Return what the reader's script may call: for explained words, a page that comes into view, and all the rest."""

    def explain(request: Any) -> dict[str, Any]:  # noqa: ANN401 - whatever a browser sent
        asked = request if isinstance(request, dict) else {}
        return explained_parts(desk, asked, language=str(asked.get("language", "")))

    def leaf(request: Any) -> dict[str, Any]:  # noqa: ANN401 - whatever a browser sent
        return filled_leaf(desk, request if isinstance(request, dict) else {})

    def portions(request: Any) -> dict[str, str]:  # noqa: ANN401 - whatever a browser sent
        return filled_portions(desk, request if isinstance(request, dict) else {})

    return [explain, leaf, portions]


def _add_reader_page(page: Page, blocks: gr.Blocks) -> None:
    with blocks.route("kotae", "/reader", show_in_navbar=False) as reader_page:
        language = gr.Textbox(visible=False)
        view = html_part(
            "k-reader-page",
            script="window.kotae.readerPage(element, watch, server)",
            functions=_reader_functions(page.desk),
        )

        def read(chosen: str, request: gr.Request) -> str:
            spoken = "ja" if chosen == "ja" else "en"
            where = dict(request.query_params)
            opened = open_document(page.desk, where, (), language=spoken, own_page=True)
            # A page has a heading of its own; the document's title stands below it, as beside an answer.
            return element("h1", "kotae", class_="k-sr") + opened

        reader_page.load(read, [language], view, js="() => [window.kotae.language()]", **AT_ONCE)
