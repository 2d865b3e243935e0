"""The list of kept conversations as escaped HTML: by day, each with what can be done with it."""

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import groupby
from urllib.parse import urlencode

from kotae.language import detect_language
from kotae.ui.conversations.kept import MAX_TITLE_CHARS, ConversationInfo
from kotae.ui.escaping import button, element, escape, own_words, shorten
from kotae.ui.words import text

__all__ = ["EXPORTS", "render_conversations"]

EXPORTS = (("markdown", "Markdown"), ("html", "HTML"), ("json", "JSON"))


def render_conversations(
    conversations: Sequence[ConversationInfo], language: str, *, current: str, today: date, wanted: str = ""
) -> str:
    """Return the list.

    Args:
        conversations: The latest first.
        language: The page's language.
        current: The id of the one that is shown.
        today: By this machine's clock.
        wanted: What the list was searched for.
    """
    if not conversations:
        key = "conversations_none" if wanted.strip() else "conversations_empty"
        return element("p", escape(text(key, language)), class_="k-quiet")
    parts = []
    for day, members in groupby(conversations, key=lambda info: info.changed.astimezone().date()):
        items = "".join(_item(info, language, here=info.id == current) for info in members)
        title = element("h2", escape(_day(day, today, language)))
        parts.append(element("section", title + element("ul", items), class_="k-day"))
    return "".join(parts)


def _day(day: date, today: date, language: str) -> str:
    if day == today:
        return text("today", language)
    if day == today - timedelta(days=1):
        return text("yesterday", language)
    return f"{day.year}年{day.month}月{day.day}日" if language == "ja" else f"{day.day} {day:%B %Y}"


def _item(info: ConversationInfo, language: str, *, here: bool) -> str:
    opener = own_words(
        "a",
        shorten(info.title, 80),
        href="?" + urlencode({"c": info.id}),
        data_action="open",
        data_conversation=info.id,
        aria_current="true" if here else None,
    )
    return element("li", opener + _menu(info, language), class_="k-here" if here else None)


def _menu(info: ConversationInfo, language: str) -> str:
    label = text("conversation_name", language)
    field = element(
        "input",
        name="title",
        maxlength=MAX_TITLE_CHARS,
        value=info.title,
        aria_label=label,
        dir="auto",
        lang=detect_language(info.title),
    )
    save = button(text("conversation_rename", language), "rename", data_conversation=info.id)
    rename = element("div", field + save, class_="k-rename")
    exports = "".join(
        button(label, "export", data_kind=name, data_conversation=info.id) for name, label in EXPORTS
    )
    really = button(text("conversation_delete_really", language), "delete", data_conversation=info.id)
    exports = element("div", element("span", escape(text("conversation_export", language))) + exports)
    delete = element("details", element("summary", escape(text("conversation_delete", language))) + really)
    more = text("conversation_more", language, title=shorten(info.title, 40))
    summary = element("summary", "⋯", aria_label=more, title=text("more", language))
    return element("details", summary + element("div", rename + exports + delete), class_="k-menu")
