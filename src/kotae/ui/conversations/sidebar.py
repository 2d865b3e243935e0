"""The kept conversations beside the page: opened, searched, renamed, deleted, taken along."""

import json
import re
import time
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, Final

import gradio as gr

from kotae.errors import KotaeError
from kotae.ui.conversations.conversation import Talk, Turn, conversation_json, conversation_markdown
from kotae.ui.conversations.html import conversation_html
from kotae.ui.conversations.list import render_conversations
from kotae.ui.conversations.turns import last_turn, render_history
from kotae.ui.desk import Desk
from kotae.ui.escaping import element
from kotae.ui.library.files import safe_name
from kotae.ui.parts import ALL, NEWEST, Page, html_part, warn
from kotae.ui.rail import render_rail

__all__ = ["add_sidebar", "connect_sidebar", "conversation_list", "exported", "opened", "own", "shown"]

MAX_NAME_CHARS: Final = 40

Updates = dict[Any, Any]


def _as_json(turns: Sequence[Turn], _language: str) -> str:
    return conversation_json(turns)


_EXPORTS: Final[Mapping[str, tuple[str, Callable[[Sequence[Turn], str], str]]]] = {
    "markdown": ("md", conversation_markdown),
    "html": ("html", conversation_html),
    "json": ("json", _as_json),
}


def own(talk: Talk, request: gr.Request) -> Talk:
    """Return the conversation as that of whoever sends a request.

    A session that never loaded the page, or was forgotten meanwhile, has a conversation of nobody: its name is told by
    the request, never by the session.
    """
    owner = str(request.username or "")
    return talk if talk.owner == owner else Talk(owner=owner)


def add_sidebar(page: Page) -> None:
    """Add the list of conversations with its tools."""
    add, parts = page.labels.add, page.parts
    with gr.Sidebar(open=False, elem_id="k-sidebar", width=300):
        parts["new_here"] = add(gr.Button(size="sm"), value="conversation_new")
        box = gr.Textbox(show_label=False, container=False, max_length=200, elem_id="k-find")
        parts["find"] = add(box, label="conversation_find", placeholder="conversation_find")
        parts["list"] = html_part("k-list", script="window.kotae.list(element, trigger)")


def conversation_list(desk: Desk, talk: Talk, language: str, wanted: str = "") -> str:
    """Return the list of the owner's conversations, the shown one marked."""
    try:
        found = desk.conversations.conversations(owner=talk.owner, wanted=wanted)
    except KotaeError as error:
        warn(error.message(language), language)
        found = ()
    today = datetime.now(UTC).astimezone().date()
    return render_conversations(found, language, current=talk.id, today=today, wanted=wanted)


def opened(desk: Desk, talk: Talk, name: str, language: str) -> Talk:
    """Return a kept conversation of the same owner; an empty one where there is none of that name."""
    try:
        turns = desk.conversations.turns(name, owner=talk.owner) if name else ()
    except KotaeError as error:
        warn(error.message(language), language)
        turns = ()
    return Talk(id=name if turns else "", owner=talk.owner, turns=turns)


def shown(page: Page, talk: Talk, language: str, *, asked: str | None = None, wanted: str = "") -> Updates:
    """Return what shows a conversation in place of the present one.

    Args:
        page: The page.
        talk: The conversation.
        language: The page's language.
        asked: As for :func:`place`.
        wanted: What the list is searched for.
    """
    parts = page.parts
    return {
        parts["talk"]: talk,
        parts["welcome"]: gr.update(visible=not talk.turns),
        parts["history"]: render_history(talk.turns[:-1], language),
        parts["current"]: last_turn(talk.turns, language),
        parts["rail"]: render_rail(talk.turns, talk.selected, language),
        parts["place"]: place(talk, asked=asked),
        parts["list"]: conversation_list(page.desk, talk, language, wanted),
    }


def place(talk: Talk, *, asked: str | None = None) -> str:
    """Return what tells the page's script which conversation its address should name.

    Args:
        talk: What is shown.
        asked: The name the address had where the browser went Back or Forward; else None.
    """
    return element("i", "", hidden=True, data_conversation=talk.id, data_asked=asked, data_at=time.time_ns())


def exported(
    turns: Sequence[Turn], kind: object, language: str, *, title: str = "", running: bool = False
) -> str:
    """Return a conversation as JSON of ``name`` and ``words`` to save; empty for an unknown kind.

    Several in one folder are told apart by their names.

    Args:
        turns: The conversation.
        kind: ``"markdown"``, ``"html"`` or ``"json"``.
        language: The page's language.
        title: What it is called; empty for its first question.
        running: Whether the last question is being answered: it isn't taken along, for it was neither answered nor stopped.
    """
    if running:
        turns = turns[:-1]
    suffix, export = _EXPORTS.get(str(kind), ("", _as_json))
    called = " ".join(re.split(r"[/\\\s]+", title or (turns[0].question if turns else "")))[:MAX_NAME_CHARS]
    name = safe_name(f"kotae {called}".strip() + f".{suffix}")
    return json.dumps({"name": name, "words": export(turns, language)}) if suffix else ""


def connect_sidebar(page: Page) -> None:
    """Connect the list's events; the conversation exists by now."""
    parts, desk = page.parts, page.desk
    whole = page.state("talk", "welcome", "history", "current", "rail", "place", "list", "download")

    def acted(
        event: gr.EventData, request: gr.Request, talk: Talk, language: str, looked_for: str
    ) -> Updates:
        talk, wanted = own(talk, request), dict(event._data)
        action, name = wanted.get("action"), str(wanted.get("conversation", ""))
        if action == "open":
            asked = name if wanted.get("moved") is True else None
            chosen = opened(desk, talk, name, language)
            return shown(page, chosen, language, asked=asked, wanted=looked_for or "")
        if action == "export":
            turns = opened(desk, talk, name, language).turns
            running = wanted.get("running") is True
            title = str(wanted.get("title", ""))
            words = exported(turns, wanted.get("kind"), language, title=title, running=running)
            return {parts["download"]: words}
        return _changed(page, talk, wanted, language, looked_for or "")

    def found(request: gr.Request, wanted: str, talk: Talk, language: str) -> str:
        return conversation_list(desk, own(talk, request), language, wanted or "")

    acting = parts["list"].select(acted, page.state("talk", "language", "find"), whole, **ALL)
    acting.then(None, page.state("download"), page.state("download"), js="window.kotae.download")
    parts["find"].change(found, page.state("find", "talk", "language"), parts["list"], **NEWEST)


def _changed(page: Page, talk: Talk, wanted: Mapping[str, Any], language: str, looked_for: str) -> Updates:
    """Rename or delete as asked; the shown conversation goes when it is deleted."""
    store, name = page.desk.conversations, str(wanted.get("conversation", ""))
    try:
        if wanted.get("action") == "rename":
            store.rename(name, str(wanted.get("title", "")), owner=talk.owner)
        elif wanted.get("action") == "delete" and store.delete(name, owner=talk.owner) and name == talk.id:
            return shown(page, Talk(owner=talk.owner), language, wanted=looked_for)
    except KotaeError as error:
        warn(error.message(language), language)
    return {page.parts["list"]: conversation_list(page.desk, talk, language, looked_for)}
