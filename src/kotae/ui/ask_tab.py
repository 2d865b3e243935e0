"""The first tab: the conversation, the question box docked below it, and what narrows a question."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

import gradio as gr

from kotae.errors import KotaeError
from kotae.ui import handlers, panels
from kotae.ui.checks.gathering import rows_file
from kotae.ui.choices import FILTERS, TOP_KS, checked_choices
from kotae.ui.conversations.conversation import Talk
from kotae.ui.conversations.sidebar import conversation_list, exported, own, shown
from kotae.ui.conversations.turns import last_turn
from kotae.ui.desk import Desk
from kotae.ui.examples.examples import MAX_FURTHER
from kotae.ui.filter_controls import filter_choices, is_shown
from kotae.ui.models.phrasing import generates
from kotae.ui.parts import ALL, AT_ONCE, QUIET, Page, html_part, warn
from kotae.ui.question_events import CHOICES, answering, buttons, further_questions, given_choices
from kotae.ui.rail import render_rail
from kotae.ui.reader.opening import number_of, open_document
from kotae.ui.words import text

__all__ = [
    "add_ask_tab",
    "connect_ask_tab",
    "restored_choices",
]

# Answers share the processors: more at a time would make everybody wait for the last one's end.
MAX_ASKING_AT_ONCE = 8
# More than may be asked: what is pasted isn't cut unseen, and the answer says what is too long.
MAX_TYPED_CHARS = 200_000
_FILTER_PARTS = CHOICES[2:]
_EMPTY: Final = {"after": "", "before": ""}  # what an unused control holds where that is no empty list

Updates = dict[Any, Any]


def add_ask_tab(page: Page) -> None:
    """Add the components of the tab, from top to bottom."""
    desk, add, parts = page.desk, page.labels.add, page.parts
    attach = "window.kotae.conversation(element, trigger, watch)"
    parts["welcome"] = page.show(lambda words: panels.welcome(desk, words), "k-welcome", script=attach)
    parts["history"] = html_part("k-history", script=attach)
    parts["current"] = html_part("k-current", script=attach)
    with gr.Column(elem_id="k-dock"):
        parts["further"] = html_part("k-further", script=attach)
        parts["chips"] = html_part("k-chips", script=attach)
        with gr.Row(elem_id="k-composer"):
            page.show(panels.tools_opener, "k-more", script="window.kotae.tools(element, watch)")
            box = gr.Textbox(lines=1, max_lines=8, max_length=MAX_TYPED_CHARS, container=False, scale=8)
            parts["question"] = add(box, label="question_label", placeholder="question_placeholder")
            parts["ask"] = add(
                gr.Button(variant="primary", scale=1, min_width=96, elem_id="k-ask"), value="ask"
            )
            parts["stop"] = add(
                gr.Button(variant="stop", scale=1, min_width=96, visible=False, elem_id="k-stop"),
                value="stop",
            )
        with gr.Row(elem_id="k-tools"):
            new = gr.Button(size="sm", min_width=80)
            parts["new_conversation"] = add(new, value="new_conversation")
            parts["export"] = page.show(panels.export_menu, "k-export", script=attach)
            switch = gr.Checkbox(container=False, min_width=0, elem_id="k-gather")
            parts["gather"] = add(switch, label="gather")
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
        for name, choices in filter_choices(page).items():
            menu = gr.Dropdown(choices=choices, multiselect=True, value=[], visible=is_shown(name, choices))
            parts[name] = add(menu, label=name, info=f"{name}_info")
        with gr.Row():
            for name in ("filter_after", "filter_before"):
                box = gr.Textbox(max_length=40, min_width=120)
                parts[name] = add(box, label=name, placeholder="filter_date_info")


def connect_ask_tab(page: Page) -> None:
    """Connect the tab's events; the settings, the reader and the list exist by now."""
    _connect_asking(page)
    _connect_conversation(page)
    _connect_scope(page)


def _connect_asking(page: Page) -> None:
    parts = page.parts
    inputs = page.state("gather", "talk", "language", *CHOICES)
    outputs = page.state(
        *("welcome", "history", "current", "rail", "further"),
        *("question", "talk", "place", "list", "ask", "stop"),
    )

    def from_box(
        request: gr.Request, question: str, every: object, talk: Talk, language: str, *choices: object
    ) -> Iterator[Updates]:
        talk = own(talk, request)
        yield from answering(page, question, talk, language, *choices, every=every is True)

    def from_example(
        event: gr.EventData,
        request: gr.Request,
        _every: object,
        talk: Talk,
        language: str,
        *choices: object,
    ) -> Iterator[Updates]:
        talk = own(talk, request)
        if event._data.get("everything") is True:
            choices = choices[:2]
        question, every = str(event._data.get("question", "")), event._data.get("gather") is True
        yield from answering(page, question, talk, language, *choices, every=every)

    options: dict[str, Any] = QUIET | {"concurrency_limit": MAX_ASKING_AT_ONCE, "concurrency_id": "ask"}
    asking = [
        parts["question"].submit(from_box, [parts["question"], *inputs], outputs, **options),
        parts["ask"].click(from_box, [parts["question"], *inputs], outputs, **options),
        *(
            parts[name].submit(from_example, inputs, outputs, **options)
            for name in ("welcome", "history", "current", "further")
        ),
    ]

    def finished(request: gr.Request, talk: Talk, language: str) -> Updates:
        talk = own(talk, request)
        # In the language the page has now: it may have been switched meanwhile. The list is long, and not waited for.
        seen = {
            parts["current"]: last_turn(talk.turns, language),
            parts["list"]: conversation_list(page.desk, talk, language),
        }
        return seen | buttons(page, asking=False)

    ending = page.state("current", "list", "ask", "stop")
    answered = "() => window.kotae.answered()"
    for event in asking:
        done = event.then(finished, page.state("talk", "language"), ending, **AT_ONCE)
        done.then(None, js=answered)
        # Not in the queue: whoever leaves the page meanwhile would get lines of Gradio's client in the console.
        # The first is seen as soon as it is found.
        for enough in (1, MAX_FURTHER):
            going_on = page.state("talk", "language"), parts["further"]
            done = done.then(further_questions(page, enough), *going_on, **AT_ONCE)
        # Gradio calls nothing else where a fault of the program ends it.
        event.failure(finished, page.state("talk", "language"), ending, **AT_ONCE).then(None, js=answered)
    # First the answer ends, then its place is written anew: a last draft on its way must not come after.
    stopped = parts["stop"].click(None, cancels=asking, **AT_ONCE)
    stopped.then(finished, page.state("talk", "language"), ending, **AT_ONCE).then(None, js=answered)
    _connect_fresh(page, asking, outputs)


def _connect_fresh(page: Page, asking: Sequence[Any], outputs: Sequence[Any]) -> None:
    parts = page.parts

    def fresh(request: gr.Request, language: str) -> Updates:
        emptied = shown(page, own(Talk(), request), language)
        return emptied | {parts["question"]: "", parts["further"]: ""} | buttons(page, asking=False)

    for name in ("new_conversation", "new_here"):
        pressed = parts[name].click(None, cancels=asking, **AT_ONCE)
        cleared = pressed.then(fresh, parts["language"], outputs, **AT_ONCE)
        cleared.then(None, js="() => window.kotae.fresh()")


def _connect_conversation(page: Page) -> None:
    parts, desk = page.parts, page.desk

    def chosen(event: gr.EventData, talk: Talk, language: str) -> Updates:
        """Show the sources of a turn, and the document where one was asked for."""
        wanted = dict(event._data)
        number = number_of(wanted.get("turn"))
        talk = talk if number is None else replace(talk, selected=number)
        seen: Updates = {parts["talk"]: talk, parts["rail"]: render_rail(talk.turns, talk.selected, language)}
        if wanted.get("action") == "read":
            seen[parts["reader"]] = open_document(desk, wanted, talk.turns, language=language)
        return seen

    def judge(event: gr.EventData, talk: Talk, language: str) -> str:
        return _judged(desk, dict(event._data), talk, language)

    for name in ("history", "current", "rail", "reader"):
        choosing = parts[name].select(
            chosen, page.state("talk", "language"), page.state("talk", "rail", "reader"), **ALL
        )
        choosing.then(None, js="() => window.kotae.reveal()")
    for name in ("history", "current"):
        liked = parts[name].like(judge, page.state("talk", "language"), parts["download"], **ALL)
        liked.then(None, page.state("download"), page.state("download"), js="window.kotae.download")

    def export(event: gr.EventData, talk: Talk, language: str) -> str:
        wanted = event._data
        return exported(talk.turns, wanted.get("kind"), language, running=wanted.get("running") is True)

    exporting = parts["export"].select(export, page.state("talk", "language"), parts["download"], **ALL)
    exporting.then(None, page.state("download"), page.state("download"), js="window.kotae.download")


def _judged(desk: Desk, wanted: Mapping[str, Any], talk: Talk, language: str) -> str:
    """Keep a judgement; return a file to save where a proof or rows were asked for instead."""
    try:
        saved = rows_file(wanted, talk.turns) or handlers.proof(desk, wanted, talk.turns, language=language)
    except KotaeError as error:
        warn(error.message(language), language)
        return ""
    if not saved:
        handlers.judge(desk, wanted, talk.turns)
    return saved


def _connect_scope(page: Page) -> None:
    """Show what narrows the search where the question is typed, and remember it in this browser."""
    parts = page.parts

    def narrowed(language: str, *values: object) -> Updates:
        given = given_choices(values)
        return {parts["chips"]: panels.scope_chips(page.desk, given, language), parts["saved"]: given}

    for name in CHOICES:
        parts[name].change(
            narrowed, page.state("language", *CHOICES), page.state("chips", "saved"), **AT_ONCE
        )

    def widened(event: gr.EventData) -> Updates:
        scope = str(event._data.get("scope", ""))
        lifted = [name for name in FILTERS if scope in (name, "all")]
        return {parts[f"filter_{name}"]: _EMPTY.get(name, []) for name in lifted}

    for name in ("chips", "current", "history"):
        parts[name].clear(widened, None, page.state(*_FILTER_PARTS), **ALL)


def restored_choices(page: Page, saved: object, language: str) -> Updates:
    """Return the choices remembered in the browser, checked against what there is now."""
    kept: dict[str, object] = dict(saved) if isinstance(saved, dict) else {}
    offered = {name: {value for _, value in choices} for name, choices in filter_choices(page).items()}
    offered["filter_languages"] = {"ja", "en"}
    for name in FILTERS:
        value = kept.get(name)
        if name in _EMPTY:
            kept[name] = value if isinstance(value, str) else ""
        else:
            listed = value if isinstance(value, list) else []
            kept[name] = [item for item in listed if item in offered[f"filter_{name}"]]
    checked = checked_choices({name: kept.get(name) for name in ("top_k", "generate")}, ())
    parts = page.parts
    # What there is to choose may have changed since the page was made.
    anew = {
        name: gr.update(
            choices=choices, value=kept[name.removeprefix("filter_")], visible=is_shown(name, choices)
        )
        for name, choices in filter_choices(page).items()
    }
    return {parts[f"filter_{name}"]: anew.get(f"filter_{name}", kept[name]) for name in FILTERS} | {
        parts["top_k"]: checked.top_k if checked.top_k in TOP_KS else TOP_KS[1],
        parts["generate"]: generates(page.desk.settings.generation)
        if "generate" not in kept
        else checked.generate,
        parts["chips"]: panels.scope_chips(page.desk, kept, language),
    }
