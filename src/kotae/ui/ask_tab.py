"""The first tab: the conversation, the question box docked below it, and what narrows a question."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

import gradio as gr

from kotae.errors import KotaeError
from kotae.ui import handlers, panels
from kotae.ui.conversation import Talk
from kotae.ui.desk import Desk
from kotae.ui.parts import ALL, AT_ONCE, QUIET, Page, html_part, warn
from kotae.ui.rail import render_rail
from kotae.ui.sidebar import conversation_list, exported, opened, place, shown
from kotae.ui.strings import text
from kotae.ui.turns import last_turn, render_history

__all__ = ["FILTERS", "add_ask_tab", "connect_ask_tab", "restored_choices"]

MAX_ASKING_AT_ONCE = 8
MAX_QUESTION_CHARS = 10_000
FILTERS = ("filter_languages", "filter_documents")

Updates = dict[Any, Any]


def add_ask_tab(page: Page) -> None:
    """Add the components of the tab, from top to bottom."""
    desk, add, parts = page.desk, page.labels.add, page.parts
    attach = "window.kotae.conversation(element, trigger, watch)"
    parts["welcome"] = page.show(lambda words: panels.welcome(desk, words), "k-welcome", script=attach)
    parts["history"] = html_part("k-history", script=attach)
    parts["current"] = html_part("k-current", script=attach)
    with gr.Column(elem_id="k-dock"):
        parts["chips"] = html_part("k-chips", script=attach)
        with gr.Row(elem_id="k-composer"):
            box = gr.Textbox(
                lines=1, max_lines=8, max_length=MAX_QUESTION_CHARS, container=False, scale=8, autofocus=True
            )
            parts["question"] = add(box, label="question_label", placeholder="question_placeholder")
            parts["ask"] = add(
                gr.Button(variant="primary", scale=1, min_width=96, elem_id="k-ask"), value="ask"
            )
            parts["stop"] = add(
                gr.Button(variant="stop", scale=1, min_width=96, visible=False, elem_id="k-stop"),
                value="stop",
            )
        with gr.Row(elem_id="k-tools"):
            for name in ("new_conversation", "export_markdown", "export_html", "export_json"):
                parts[name] = add(gr.Button(size="sm", min_width=80), value=name)
            _add_filters(page)
    parts["place"] = html_part("k-place", script="window.kotae.place(element, watch)")
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
    """Connect the tab's events; the settings, the reader and the list exist by now."""
    _connect_asking(page)
    _connect_conversation(page)
    _connect_scope(page)


def _connect_asking(page: Page) -> None:
    parts = page.parts
    inputs = page.state("talk", "language", "top_k", "generate", *FILTERS)
    outputs = page.state(
        "welcome", "history", "current", "rail", "question", "talk", "place", "list", "ask", "stop"
    )

    def from_box(question: str, talk: Talk, language: str, *choices: object) -> Iterator[Updates]:
        yield from _answering(page, question, talk, language, *choices)

    def from_example(event: gr.EventData, talk: Talk, language: str, *choices: object) -> Iterator[Updates]:
        if event._data.get("everything") is True:
            choices = (*choices[:2], [], [])
        yield from _answering(page, str(event._data.get("question", "")), talk, language, *choices)

    options: dict[str, Any] = QUIET | {"concurrency_limit": MAX_ASKING_AT_ONCE, "concurrency_id": "ask"}
    asking = [
        parts["question"].submit(from_box, [parts["question"], *inputs], outputs, **options),
        parts["ask"].click(from_box, [parts["question"], *inputs], outputs, **options),
        *(
            parts[name].submit(from_example, inputs, outputs, **options)
            for name in ("welcome", "history", "current")
        ),
    ]

    def finished(talk: Talk, language: str) -> Updates:
        # In the language the page has now: it may have been switched meanwhile.
        return {parts["current"]: last_turn(talk.turns, language)} | _buttons(page, asking=False)

    ending = page.state("current", "ask", "stop")
    answered = "() => window.kotae.answered()"
    for event in asking:
        event.then(finished, page.state("talk", "language"), ending, **AT_ONCE).then(None, js=answered)
    # First the answer ends, then its place is written anew: a last draft on its way must not come after.
    stopped = parts["stop"].click(None, cancels=asking, **AT_ONCE)
    stopped.then(finished, page.state("talk", "language"), ending, **AT_ONCE).then(None, js=answered)

    def fresh(talk: Talk, language: str) -> Updates:
        emptied = shown(page, Talk(owner=talk.owner), language)
        return emptied | {parts["question"]: ""} | _buttons(page, asking=False)

    for name in ("new_conversation", "new_here"):
        pressed = parts[name].click(None, cancels=asking, **AT_ONCE)
        cleared = pressed.then(fresh, page.state("talk", "language"), outputs, **AT_ONCE)
        cleared.then(None, js="() => window.kotae.fresh()")


def _buttons(page: Page, *, asking: bool) -> Updates:
    return {page.parts["ask"]: gr.update(visible=not asking), page.parts["stop"]: gr.update(visible=asking)}


def _answering(page: Page, question: str, talk: Talk, language: str, *choices: object) -> Iterator[Updates]:
    question = question.strip()
    if not question:
        warn(text("error_question_empty", language), language)
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
        warn(text("error_unexpected_choice", language), language)
        yield {page.parts["question"]: question}
        return
    talk = _as_kept(page, talk, language)
    first: Updates = {
        page.parts["welcome"]: gr.update(visible=False),
        page.parts["history"]: render_history(talk.turns, language),
        page.parts["question"]: "",
    } | _buttons(page, asking=True)
    for view in handlers.ask(page.desk, question, talk.turns, checked, language=language):
        talk = replace(talk, turns=view.turns, selected=0)
        if first or view.done:
            talk = _kept(page, talk, language)
            first |= {page.parts["place"]: place(talk)}
        if view.done:
            first |= {page.parts["list"]: conversation_list(page.desk, talk, language)}
        yield first | {
            page.parts["current"]: view.html,
            page.parts["rail"]: view.rail,
            page.parts["talk"]: talk,
        }
        first = {}


def _as_kept(page: Page, talk: Talk, language: str) -> Talk:
    """Return the conversation with what another tab has asked in it meanwhile."""
    try:
        kept = page.desk.conversations.count(talk.id, owner=talk.owner)
    except KotaeError as error:
        warn(error.message(language), language)
        return talk
    mine = talk.turns[-1].number if talk.turns else 0
    return opened(page.desk, talk, talk.id, language) if kept > mine else talk


def _kept(page: Page, talk: Talk, language: str) -> Talk:
    """Return the conversation, its last turn written; one that can't be written goes on all the same."""
    try:
        name = page.desk.conversations.keep(talk.id, talk.turns[-1], owner=talk.owner)
    except KotaeError as error:
        warn(error.message(language), language)
        return talk
    return replace(talk, id=name)


def _connect_conversation(page: Page) -> None:
    parts, desk = page.parts, page.desk

    def chosen(event: gr.EventData, talk: Talk, language: str) -> Updates:
        """Show the sources of a turn, and the document where one was asked for."""
        wanted = dict(event._data)
        number = str(wanted.get("turn", ""))
        talk = replace(talk, selected=int(number)) if number.isascii() and number.isdigit() else talk
        seen: Updates = {parts["talk"]: talk, parts["rail"]: render_rail(talk.turns, talk.selected, language)}
        if wanted.get("action") == "read":
            seen[parts["reader"]] = handlers.open_document(desk, wanted, talk.turns, language=language)
        return seen

    def judge(event: gr.EventData, talk: Talk, language: str) -> str:
        return _judged(desk, dict(event._data), talk, language)

    for name in ("history", "current", "rail"):
        choosing = parts[name].select(
            chosen, page.state("talk", "language"), page.state("talk", "rail", "reader"), **ALL
        )
        choosing.then(None, js="() => window.kotae.reveal()")
    for name in ("history", "current"):
        liked = parts[name].like(judge, page.state("talk", "language"), parts["download"], **AT_ONCE)
        liked.then(None, page.state("download"), page.state("download"), js="window.kotae.download")

    for kind in ("markdown", "html", "json"):

        def export(talk: Talk, language: str, kind: str = kind) -> str:
            return exported(talk.turns, kind, language)

        written = parts[f"export_{kind}"].click(
            export, page.state("talk", "language"), parts["download"], **AT_ONCE
        )
        written.then(None, page.state("download"), page.state("download"), js="window.kotae.download")


def _judged(desk: Desk, wanted: Mapping[str, Any], talk: Talk, language: str) -> str:
    """Keep a judgement; return a file to save where a proof was asked for instead."""
    try:
        saved = handlers.proof(desk, wanted, talk.turns, language=language)
    except KotaeError as error:
        warn(error.message(language), language)
        return ""
    if not saved:
        handlers.judge(desk, wanted, talk.turns)
    return saved


def _connect_scope(page: Page) -> None:
    """Show what narrows the search where the question is typed, and remember it in this browser."""
    parts = page.parts
    choices = page.state(*FILTERS, "top_k", "generate")

    def narrowed(
        languages: object, documents: object, top_k: object, generate: object, language: str
    ) -> Updates:
        saved = {"languages": languages, "documents": documents, "top_k": top_k, "generate": generate}
        chips = panels.scope_chips(page.desk, languages, documents, language)
        return {parts["chips"]: chips, parts["saved"]: saved}

    for name in (*FILTERS, "top_k", "generate"):
        parts[name].change(narrowed, [*choices, parts["language"]], page.state("chips", "saved"), **AT_ONCE)

    def widened(event: gr.EventData) -> Updates:
        scope = str(event._data.get("scope", ""))
        return {parts[name]: [] for name in FILTERS if scope in (name, "all")}

    for name in ("chips", "current", "history"):
        parts[name].clear(widened, None, page.state(*FILTERS), **AT_ONCE)


def restored_choices(page: Page, saved: object, language: str) -> Updates:
    """Return the choices remembered in the browser, checked against what there is now."""
    kept = saved if isinstance(saved, dict) else {}
    known = [info.id for info in page.desk.documents()]
    languages = [tag for tag in ("ja", "en") if tag in _listed(kept.get("languages"))]
    documents = [name for name in _listed(kept.get("documents")) if name in known]
    checked = handlers.checked_choices(
        top_k=kept.get("top_k"), generate=kept.get("generate"), languages=(), documents=(), known=()
    )
    parts = page.parts
    return {
        parts["filter_languages"]: languages,
        parts["filter_documents"]: documents,
        parts["top_k"]: checked.top_k,
        parts["generate"]: page.desk.generates if "generate" not in kept else checked.generate,
        parts["chips"]: panels.scope_chips(page.desk, languages, documents, language),
    }


def _listed(value: object) -> list[str]:
    return [item for item in value if isinstance(item, str)] if isinstance(value, list) else []
