"""The page: which components there are and which handler each event calls.

Gradio is imported in this package only, and only when the page is made. All words are set by
:class:`~kotae.ui.labels.Labels`, so switching the language changes values, never components.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import gradio as gr
from gradio.components import Component

from kotae.errors import user_language
from kotae.ui import handlers, panels
from kotae.ui.api import add_api
from kotae.ui.conversation import Turn, conversation_json, conversation_markdown
from kotae.ui.desk import Desk
from kotae.ui.labels import Labels
from kotae.ui.library_tab import LibraryTab
from kotae.ui.strings import text

__all__ = ["create_page"]

# Nothing on the page but the two documented endpoints may be called by programs.
_QUIET: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
_AT_ONCE: dict[str, Any] = _QUIET | {"queue": False}
MAX_ASKING_AT_ONCE = 8


@dataclass(slots=True)
class _Page:
    """The components that events read and write."""

    desk: Desk
    labels: Labels = field(default_factory=Labels)
    parts: dict[str, Any] = field(default_factory=dict)

    def __getitem__(self, name: str) -> Component:
        return self.parts[name]


def create_page(desk: Desk) -> gr.Blocks:
    """Return the page over a library, not launched yet."""
    page = _Page(desk=desk)
    language = user_language()
    with gr.Blocks(
        title="kotae", analytics_enabled=False, delete_cache=(3600, 3600), fill_width=True
    ) as blocks:
        gr.Navbar(visible=False)
        page.parts["language"] = gr.State(language)
        page.parts["turns"] = gr.State(())
        page.parts["browser_language"] = gr.Textbox(visible=False)
        page.parts["header"] = _html(page, panels.header, "k-header", "window.kotae.header(element, trigger)")
        with gr.Tabs(elem_id="k-tabs"):
            with page.labels.add(gr.Tab(), label="tab_ask"):
                _ask_tab(page)
            with page.labels.add(gr.Tab(), label="tab_library"):
                library = LibraryTab(desk, page.labels, page["language"])
            with page.labels.add(gr.Tab(), label="tab_settings"):
                _settings_tab(page)
            with page.labels.add(gr.Tab(), label="tab_about"):
                _html(page, lambda words: panels.about(desk, words), "k-about")
        page.parts["reader"] = gr.HTML(
            elem_id="k-reader",
            html_template='<dialog class="k-dialog">${value}</dialog>',
            js_on_load="window.kotae.reader(element, watch)",
        )
        _asking_events(page)
        _conversation_events(page)
        _language_events(page, blocks)
        library.events(page.parts)
        add_api(desk)
    _reader_page(page, blocks)
    for component, values in zip(page.labels.components, page.labels.values(language), strict=True):
        for name, value in values.items():
            setattr(component, name, value)
    return blocks


def _html(page: _Page, words: Callable[[str], object], elem_id: str, script: str | None = None) -> gr.HTML:
    return page.labels.add(gr.HTML(elem_id=elem_id, js_on_load=script), value=words)


def _ask_tab(page: _Page) -> None:
    attach = "window.kotae.conversation(element, trigger)"
    desk, add = page.desk, page.labels.add
    page.parts["welcome"] = _html(page, lambda words: panels.welcome(desk, words), "k-welcome", attach)
    page.parts["history"] = gr.HTML(elem_id="k-history", js_on_load=attach)
    page.parts["current"] = gr.HTML(elem_id="k-current", js_on_load=attach)
    with gr.Group(elem_id="k-composer"), gr.Row():
        page.parts["question"] = add(
            gr.Textbox(
                lines=1,
                max_lines=8,
                max_length=10_000,
                show_label=False,
                container=False,
                scale=8,
                autofocus=True,
            ),
            label="question_label",
            placeholder="question_placeholder",
        )
        page.parts["ask"] = add(gr.Button(variant="primary", scale=1, min_width=96), value="ask")
        page.parts["stop"] = add(
            gr.Button(variant="stop", scale=1, min_width=96, visible=False), value="stop"
        )
    with gr.Row(elem_id="k-tools"):
        for name in ("new_conversation", "export_markdown", "export_json"):
            page.parts[name] = add(gr.Button(size="sm", variant="secondary", min_width=80), value=name)
    with add(gr.Accordion(open=False, elem_id="k-narrow"), label="narrow"):
        page.parts["filter_languages"] = add(
            gr.CheckboxGroup(choices=["ja", "en"]),
            label="filter_languages",
            choices=lambda words: [(text("japanese", words), "ja"), (text("english", words), "en")],
        )
        page.parts["filter_documents"] = add(
            gr.Dropdown(choices=desk.choices(), multiselect=True, value=[]),
            label="filter_documents",
            info="filter_documents_info",
        )
    page.parts["download"] = gr.Textbox(visible=False)


def _settings_tab(page: _Page) -> None:
    add = page.labels.add
    page.parts["top_k"] = add(gr.Slider(1, handlers.MAX_TOP_K, value=5, step=1), label="top_k")
    can_generate = page.desk.can_generate
    page.parts["generate"] = add(
        gr.Checkbox(value=can_generate, interactive=can_generate),
        label="generate",
        info="generate_info" if can_generate else "generate_missing",
    )
    _html(page, lambda words: panels.settings_note(page.desk, words), "k-settings-note")


def _asking_events(page: _Page) -> None:
    parts = page.parts
    inputs = [
        parts[name]
        for name in ("turns", "language", "top_k", "generate", "filter_languages", "filter_documents")
    ]
    names = ("welcome", "history", "current", "question", "turns", "ask", "stop")
    outputs = [parts[name] for name in names]

    def from_box(question: str, *rest: object) -> Iterator[dict[Any, Any]]:
        yield from _answering(page, question, *rest)

    def from_example(event: gr.EventData, *rest: object) -> Iterator[dict[Any, Any]]:
        yield from _answering(page, str(event._data.get("question", "")), *rest)

    options: dict[str, Any] = _QUIET | {"concurrency_limit": MAX_ASKING_AT_ONCE, "concurrency_id": "ask"}
    asking = [
        parts["question"].submit(from_box, [parts["question"], *inputs], outputs, **options),
        parts["ask"].click(from_box, [parts["question"], *inputs], outputs, **options),
        parts["welcome"].submit(from_example, inputs, outputs, **options),
    ]

    def stop(turns: tuple[Turn, ...], language: str) -> dict[Any, Any]:
        return {parts["current"]: handlers.stopped(turns, language)} | _buttons(page, asking=False)

    stop_outputs = [parts["current"], parts["ask"], parts["stop"]]
    parts["stop"].click(stop, [parts["turns"], parts["language"]], stop_outputs, cancels=asking, **_AT_ONCE)

    def fresh() -> dict[Any, Any]:
        cleared: dict[Any, Any] = {parts[name]: "" for name in ("history", "current", "question")}
        shown = {parts["welcome"]: gr.update(visible=True), parts["turns"]: ()}
        return cleared | shown | _buttons(page, asking=False)

    parts["new_conversation"].click(fresh, None, outputs, cancels=asking, **_AT_ONCE)


def _buttons(page: _Page, *, asking: bool) -> dict[Any, Any]:
    return {page["ask"]: gr.update(visible=not asking), page["stop"]: gr.update(visible=asking)}


def _answering(
    page: _Page, question: str, turns: tuple[Turn, ...], language: str, *choices: object
) -> Iterator[dict[Any, Any]]:
    question = question.strip()
    if not question:
        gr.Info(text("error_question_empty", language))
        yield {page["question"]: ""}
        return
    top_k, generate, languages, documents = choices
    try:
        checked = handlers.checked_choices(
            top_k=top_k,
            generate=generate,
            languages=languages,
            documents=documents,
            known=[info.id for info in page.desk.documents()],
        )
    except ValueError:
        gr.Warning(text("error_unexpected_choice", language))
        return
    yield {
        page["welcome"]: gr.update(visible=False),
        page["history"]: handlers.render_history(turns, language),
        page["question"]: "",
    } | _buttons(page, asking=True)
    for view in handlers.ask(page.desk, question, turns, checked, language=language):
        yield {page["current"]: view.html, page["turns"]: view.turns}
    yield _buttons(page, asking=False)


def _conversation_events(page: _Page) -> None:
    parts, desk = page.parts, page.desk

    def read(event: gr.EventData, turns: tuple[Turn, ...], language: str) -> str:
        return handlers.open_document(desk, dict(event._data), turns, language=language)

    def judge(event: gr.EventData, turns: tuple[Turn, ...]) -> None:
        handlers.judge(desk, dict(event._data), turns)

    for name in ("history", "current"):
        parts[name].select(read, [parts["turns"], parts["language"]], parts["reader"], **_AT_ONCE)
        parts[name].like(judge, [parts["turns"]], None, **_AT_ONCE)

    exports = {
        "export_markdown": ("kotae.md", conversation_markdown),
        "export_json": ("kotae.json", lambda turns, _language: conversation_json(turns)),
    }
    for name, (file_name, export) in exports.items():
        written = parts[name].click(
            export, [parts["turns"], parts["language"]], parts["download"], **_AT_ONCE
        )
        written.then(
            None, [parts["download"]], None, js=f"(words) => window.kotae.download('{file_name}', words)"
        )


def _language_events(page: _Page, blocks: gr.Blocks) -> None:
    parts = page.parts
    outputs = [parts["language"], parts["history"], parts["current"], *page.labels.components]

    def switch(language: str, turns: tuple[Turn, ...]) -> list[Any]:
        chosen = "ja" if language == "ja" else "en"
        shown = [handlers.render_history(turns[:-1], chosen), handlers.stopped(turns, chosen)]
        return [chosen, *shown, *(gr.update(**values) for values in page.labels.values(chosen))]

    def switched(event: gr.EventData, turns: tuple[Turn, ...]) -> list[Any]:
        return switch(str(event._data.get("language")), turns)

    blocks.load(
        switch,
        [parts["browser_language"], parts["turns"]],
        outputs,
        js="(_, turns) => [window.kotae.language(), turns]",
        **_AT_ONCE,
    )
    parts["header"].select(switched, [parts["turns"]], outputs, **_AT_ONCE)
    parts["language"].change(
        None, [parts["language"]], None, js="(language) => window.kotae.spoken(language)"
    )


def _reader_page(page: _Page, blocks: gr.Blocks) -> None:
    with blocks.route("kotae", "/reader") as reader_page:
        gr.Navbar(visible=False)
        language = gr.Textbox(visible=False)
        view = gr.HTML(elem_id="k-reader-page", js_on_load="window.kotae.readerPage(element, watch)")

        def read(chosen: str, request: gr.Request) -> str:
            return handlers.open_document(
                page.desk,
                dict(request.query_params),
                (),
                language="ja" if chosen == "ja" else "en",
                own_page=True,
            )

        reader_page.load(read, [language], view, js="() => [window.kotae.language()]", **_AT_ONCE)
