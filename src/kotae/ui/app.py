"""The page as a whole: its tabs, its language, and the reader on a page of its own.

Gradio is imported in this package only, and only when the page is made. All words are set by
:class:`~kotae.ui.labels.Labels`, so switching the language changes values, never components.
"""

from collections.abc import Callable
from typing import Any, cast

import gradio as gr

from kotae.errors import user_language
from kotae.ui import handlers, panels
from kotae.ui.api import add_api
from kotae.ui.ask_tab import add_ask_tab, connect_ask_tab
from kotae.ui.conversation import Turn
from kotae.ui.desk import Desk
from kotae.ui.library_tab import LibraryTab
from kotae.ui.parts import AT_ONCE, Page, html_part
from kotae.ui.pointing import Pointing
from kotae.ui.word_help import explained_parts

__all__ = ["create_page"]

SESSION_FILES_S = 3600


def create_page(desk: Desk, *, pointing: Pointing | None = None) -> gr.Blocks:
    """Return the page over a library, not launched yet.

    Args:
        desk: The library.
        pointing: Checks who may point the page at another folder; None lets nobody.
    """
    page = Page(desk=desk, pointing=pointing)
    tidy = (SESSION_FILES_S, SESSION_FILES_S)
    blocks = gr.Blocks(title="kotae", analytics_enabled=False, delete_cache=tidy, fill_width=True)
    with blocks:
        page.parts["language"] = gr.State(user_language())
        page.parts["turns"] = gr.State(())
        page.parts["browser_language"] = gr.Textbox(visible=False)
        script = "window.kotae.header(element, trigger, watch)"
        page.parts["header"] = page.show(panels.header, "k-header", script=script)
        with gr.Tabs(elem_id="k-tabs"):
            with page.labels.add(gr.Tab(), label="tab_ask"):
                add_ask_tab(page)
            with page.labels.add(gr.Tab(), label="tab_library"):
                library = LibraryTab(page)
            with page.labels.add(gr.Tab(), label="tab_settings"):
                _add_settings(page)
            with page.labels.add(gr.Tab(), label="tab_about"):
                page.show(lambda words: panels.about(desk, words), "k-about")
        page.parts["reader"] = html_part(
            "k-reader",
            script="window.kotae.reader(element, watch, server)",
            template='<dialog class="k-dialog">${value}</dialog>',
            functions=[_explain_function(desk)],
        )
        connect_ask_tab(page)
        library.connect()
        _connect_language(page, blocks)
        add_api(desk)
    _add_reader_page(page, blocks)
    page.labels.apply(user_language())
    return blocks


def _add_settings(page: Page) -> None:
    add, can_generate = page.labels.add, page.desk.can_generate
    with gr.Column(elem_id="k-settings"):
        page.parts["top_k"] = add(gr.Slider(1, handlers.MAX_TOP_K, value=5, step=1), label="top_k")
        page.parts["generate"] = add(
            gr.Checkbox(value=page.desk.generates, interactive=can_generate),
            label="generate",
            info="generate_info" if can_generate else "generate_missing",
        )
    page.show(lambda words: panels.settings_note(page.desk, words), "k-settings-note")


def _connect_language(page: Page, blocks: gr.Blocks) -> None:
    parts = page.parts
    outputs = [*page.state("language", "history", "current"), *page.labels.components]

    def switch(language: str, turns: tuple[Turn, ...]) -> list[Any]:
        chosen = "ja" if language == "ja" else "en"
        shown = [handlers.render_history(turns[:-1], chosen), handlers.last_turn(turns, chosen)]
        update = cast(Any, gr.update)
        return [chosen, *shown, *(update(**values) for values in page.labels.values(chosen))]

    def switched(event: gr.EventData, turns: tuple[Turn, ...]) -> list[Any]:
        return switch(str(event._data.get("language")), turns)

    from_browser = "(_, turns) => [window.kotae.language(), turns]"
    blocks.load(switch, page.state("browser_language", "turns"), outputs, js=from_browser, **AT_ONCE)
    parts["header"].select(switched, page.state("turns"), outputs, **AT_ONCE)


def _explain_function(desk: Desk) -> Callable[[Any], dict[str, Any]]:
    def explain(request: Any) -> dict[str, Any]:  # noqa: ANN401 - whatever a browser sent
        asked = request if isinstance(request, dict) else {}
        return explained_parts(desk, asked, language=str(asked.get("language", "")))

    return explain


def _add_reader_page(page: Page, blocks: gr.Blocks) -> None:
    with blocks.route("kotae", "/reader", show_in_navbar=False) as reader_page:
        language = gr.Textbox(visible=False)
        view = html_part(
            "k-reader-page",
            script="window.kotae.readerPage(element, watch, server)",
            functions=[_explain_function(page.desk)],
        )

        def read(chosen: str, request: gr.Request) -> str:
            spoken = "ja" if chosen == "ja" else "en"
            where = dict(request.query_params)
            return handlers.open_document(page.desk, where, (), language=spoken, own_page=True)

        reader_page.load(read, [language], view, js="() => [window.kotae.language()]", **AT_ONCE)
