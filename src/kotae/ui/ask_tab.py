"""The first tab: question box, conversation, and what can be done with it."""

from collections.abc import Iterator
from typing import Any

import gradio as gr

from kotae.ui import handlers, panels
from kotae.ui.conversation import Turn, conversation_json, conversation_markdown
from kotae.ui.parts import AT_ONCE, QUIET, Page, html_part
from kotae.ui.strings import text

__all__ = ["add_ask_tab", "connect_ask_tab"]

MAX_ASKING_AT_ONCE = 8
MAX_QUESTION_CHARS = 10_000

Updates = dict[Any, Any]


def add_ask_tab(page: Page) -> None:
    """Add the components of the tab, from top to bottom."""
    desk, add, parts = page.desk, page.labels.add, page.parts
    attach = "window.kotae.conversation(element, trigger)"
    parts["welcome"] = page.show(lambda words: panels.welcome(desk, words), "k-welcome", script=attach)
    parts["history"] = html_part("k-history", script=attach)
    parts["current"] = html_part("k-current", script="window.kotae.conversation(element, trigger, watch)")
    with gr.Row(elem_id="k-composer"):
        box = gr.Textbox(lines=1, max_lines=8, max_length=MAX_QUESTION_CHARS, container=False, scale=8)
        parts["question"] = add(box, label="question_label", placeholder="question_placeholder")
        parts["ask"] = add(gr.Button(variant="primary", scale=1, min_width=96), value="ask")
        parts["stop"] = add(gr.Button(variant="stop", scale=1, min_width=96, visible=False), value="stop")
    with gr.Row(elem_id="k-tools"):
        for name in ("new_conversation", "export_markdown", "export_json"):
            parts[name] = add(gr.Button(size="sm", min_width=80), value=name)
    _add_filters(page)
    parts["download"] = gr.Textbox(visible=False)


def _add_filters(page: Page) -> None:
    add, parts = page.labels.add, page.parts
    with add(gr.Accordion(open=False, elem_id="k-narrow"), label="narrow"):
        parts["filter_languages"] = add(
            gr.CheckboxGroup(choices=["ja", "en"]),
            label="filter_languages",
            choices=lambda words: [(text("japanese", words), "ja"), (text("english", words), "en")],
        )
        parts["filter_documents"] = add(
            gr.Dropdown(choices=page.desk.choices(), multiselect=True, value=[]),
            label="filter_documents",
            info="filter_documents_info",
        )


def connect_ask_tab(page: Page) -> None:
    """Connect the tab's events; the settings and the reader exist by now."""
    _connect_asking(page)
    _connect_conversation(page)


def _connect_asking(page: Page) -> None:
    parts = page.parts
    inputs = page.state("turns", "language", "top_k", "generate", "filter_languages", "filter_documents")
    outputs = page.state("welcome", "history", "current", "question", "turns", "ask", "stop")

    def from_box(
        question: str, turns: tuple[Turn, ...], language: str, *choices: object
    ) -> Iterator[Updates]:
        yield from _answering(page, question, turns, language, *choices)

    def from_example(
        event: gr.EventData, turns: tuple[Turn, ...], language: str, *choices: object
    ) -> Iterator[Updates]:
        yield from _answering(page, str(event._data.get("question", "")), turns, language, *choices)

    options: dict[str, Any] = QUIET | {"concurrency_limit": MAX_ASKING_AT_ONCE, "concurrency_id": "ask"}
    asking = [
        parts["question"].submit(from_box, [parts["question"], *inputs], outputs, **options),
        parts["ask"].click(from_box, [parts["question"], *inputs], outputs, **options),
        parts["welcome"].submit(from_example, inputs, outputs, **options),
    ]

    def finished(turns: tuple[Turn, ...], language: str) -> Updates:
        # In the language the page has now: it may have been switched meanwhile.
        return {parts["current"]: handlers.last_turn(turns, language)} | _buttons(page, asking=False)

    ending = page.state("current", "ask", "stop")
    for event in asking:
        event.then(finished, page.state("turns", "language"), ending, **AT_ONCE)
    # First the answer ends, then its place is written anew: a last draft on its way must not come after.
    stopped = parts["stop"].click(None, cancels=asking, **AT_ONCE)
    stopped.then(finished, page.state("turns", "language"), ending, **AT_ONCE)

    def fresh() -> Updates:
        cleared: Updates = dict.fromkeys(page.state("history", "current", "question"), "")
        shown = {parts["welcome"]: gr.update(visible=True), parts["turns"]: ()}
        return cleared | shown | _buttons(page, asking=False)

    parts["new_conversation"].click(None, cancels=asking, **AT_ONCE).then(fresh, None, outputs, **AT_ONCE)


def _buttons(page: Page, *, asking: bool) -> Updates:
    return {page.parts["ask"]: gr.update(visible=not asking), page.parts["stop"]: gr.update(visible=asking)}


def _answering(
    page: Page, question: str, turns: tuple[Turn, ...], language: str, *choices: object
) -> Iterator[Updates]:
    question = question.strip()
    if not question:
        gr.Info(text("error_question_empty", language))
        yield {page.parts["question"]: ""}
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
        yield {page.parts["question"]: question}
        return
    yield {
        page.parts["welcome"]: gr.update(visible=False),
        page.parts["history"]: handlers.render_history(turns, language),
        page.parts["question"]: "",
    } | _buttons(page, asking=True)
    for view in handlers.ask(page.desk, question, turns, checked, language=language):
        yield {page.parts["current"]: view.html, page.parts["turns"]: view.turns}


def _connect_conversation(page: Page) -> None:
    parts, desk = page.parts, page.desk

    def read(event: gr.EventData, turns: tuple[Turn, ...], language: str) -> str:
        return handlers.open_document(desk, dict(event._data), turns, language=language)

    def judge(event: gr.EventData, turns: tuple[Turn, ...]) -> None:
        handlers.judge(desk, dict(event._data), turns)

    for name in ("history", "current"):
        parts[name].select(read, page.state("turns", "language"), parts["reader"], **AT_ONCE)
        parts[name].like(judge, page.state("turns"), None, **AT_ONCE)

    def as_json(turns: tuple[Turn, ...], language: str) -> str:
        return conversation_json(turns)

    exports = (("export_markdown", "kotae.md", conversation_markdown), ("export_json", "kotae.json", as_json))
    for name, file_name, export in exports:
        written = parts[name].click(export, page.state("turns", "language"), parts["download"], **AT_ONCE)
        save = f"(words) => window.kotae.download('{file_name}', words)"
        written.then(None, page.state("download"), None, js=save)
