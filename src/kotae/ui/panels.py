"""The page's still parts as escaped HTML: header, welcome, library, settings, about."""

from collections.abc import Mapping, Sequence
from typing import Final

from kotae import __version__
from kotae.errors import FilterError
from kotae.language import detect_language
from kotae.ui.choices import checked_choices, scope_words
from kotae.ui.conversations.list import EXPORTS
from kotae.ui.desk import Desk
from kotae.ui.escaping import button, element, escape
from kotae.ui.library.panels import folder_states
from kotae.ui.library.uploads import MAX_FILES, TOGETHER
from kotae.ui.models.phrasing import writer_name
from kotae.ui.tour import tour
from kotae.ui.words import text

__all__ = [
    "about",
    "export_menu",
    "further",
    "header",
    "scope_chips",
    "script_words",
    "settings_note",
    "tools_opener",
    "welcome",
]

# What each part does (a key of the strings), and under which terms.
_PARTS: Final = (
    ("multilingual-e5-small", "job_embedding", "MIT"),
    ("fugashi / MeCab", "job_fugashi", "MIT, BSD-3-Clause"),
    ("UniDic (unidic-lite)", "job_unidic", "BSD-3-Clause"),
    ("JMdict (EDRDG)", "job_jmdict", "CC BY-SA 4.0"),
    ("faiss-cpu", "job_faiss", "MIT"),
    ("Gradio", "job_gradio", "Apache-2.0"),
    ("Qwen2.5-Coder-1.5B-Instruct", "job_writer", "Apache-2.0"),
)


def header(language: str) -> str:
    """Return the name of the page with the switches for language and light or dark."""
    name = element("h1", "kotae" + element("span", "答え", lang="ja"), class_="k-name")
    choices = "".join(
        button(
            label,
            "language",
            lang=tag,
            data_language=tag,
            aria_pressed="true" if tag == language else "false",
        )
        for tag, label in (("ja", "日本語"), ("en", "English"))
    )
    languages = element(
        "div", choices, class_="k-languages", role="group", aria_label=text("switch_language", language)
    )
    label = text("switch_theme", language)
    theme = button("◐", "theme", label=label, class_="k-theme")
    return element(
        "header",
        name + element("div", languages + theme, class_="k-switches"),
        class_="k-header",
    )


def export_menu(language: str) -> str:
    """Return the button that takes the conversation along, and the forms it opens to choose from."""
    opener = element(
        "button", escape(text("export", language)), type="button", popovertarget="k-export-forms"
    )
    forms = "".join(button(label, "export", data_kind=name) for name, label in EXPORTS)
    return element(
        "div", opener + element("div", forms, id="k-export-forms", popover=True), class_="k-export"
    )


def tools_opener(language: str) -> str:
    """Return the button that unfolds what stands below the question box where that has no room for one line of it."""
    return button("⋯", "tools", label=text("tools", language), aria_expanded="false", aria_controls="k-tools")


def welcome(desk: Desk, language: str, wait: float = 0.0) -> str:
    """Return what stands where the conversation will be: what this is, and examples to press.

    Args:
        desk: The library.
        language: The page's language.
        wait: How long to wait for the examples, in seconds; they are left out while they aren't there.
    """
    documents = desk.documents()
    if not documents:
        return _nothing_yet(desk, language)
    counts = {"documents": f"{len(documents):,}", "passages": f"{desk.info.passages:,}"}
    chips = "".join(
        element(
            "li",
            button(question, "ask", data_question=question, lang=detect_language(question)),
        )
        for question in desk.examples.get(language, wait)
    )
    examples = element("h3", escape(text("examples", language))) if chips else ""
    examples += element("ul", chips, class_="k-examples") if chips else ""
    return element(
        "section",
        element("h2", escape(text("welcome_title", language)))
        + element("p", escape(text("welcome_text", language)))
        + examples
        + element("p", escape(text("welcome_count", language, **counts)), class_="k-quiet")
        + tour(language),
        class_="k-welcome",
    )


def further(questions: Sequence[str], language: str, *, turn: int) -> str:
    """Return questions that go on from an answer, to press; for none a hidden frame that says they were looked for.

    Args:
        questions: In order.
        language: The page's.
        turn: Which answer; those of another one than the last are hidden by the page's script.
    """
    if not questions:
        return element("nav", "", class_="k-further", hidden=True)
    chips = "".join(
        element("li", button(asked, "ask", data_question=asked, lang=detect_language(asked)))
        for asked in questions
    )
    label = text("further", language)
    return element(
        "nav", element("ul", chips, class_="k-examples"), class_="k-further", aria_label=label, data_turn=turn
    )


def _nothing_yet(desk: Desk, language: str) -> str:
    """Return the invitation of an empty library."""
    if desk.whole is not None:
        return element("section", element("p", escape(text("nothing_shown", language))), class_="k-welcome")
    inner = element("h2", escape(text("drop_title", language)))
    if said := "".join(element("p", escape(s)) for s in folder_states(desk, language)):
        inner += said
    else:
        inner += element("p", escape(text("drop_text", language)))
        inner += button(text("pick", language), "pick", class_="k-pick")
        kinds = text("drop_kinds", language, allowed=" ".join(desk.suffixes))
        inner += element("p", escape(kinds), class_="k-quiet")
    return element("section", inner, class_="k-welcome k-drop-here")


def scope_chips(desk: Desk, given: Mapping[str, object], language: str) -> str:
    """Return what narrows the search, each with a way to lift it; empty where nothing does.

    Args:
        desk: The library.
        given: The chosen filters, as the page sent them; what isn't there is left out, a date that
            doesn't exist is said.
        language: The page's language.
    """
    documents = desk.documents()
    try:
        choices = checked_choices(given, [info.id for info in documents])
    except FilterError as error:  # which is a ValueError too
        return element("p", escape(error.message(language)), class_="k-note", role="alert")
    except ValueError:
        return ""
    chips = [_chip(words, name, language) for name, words in scope_words(choices, documents, language)]
    return element("div", "".join(chips), class_="k-scope") if chips else ""


def _chip(words: str, scope: str, language: str) -> str:
    label = text("lift", language, scope=words)
    shown = element("span", escape(words), dir="auto") + element("span", "×", aria_hidden="true")
    return element("button", shown, type="button", data_action="lift", data_scope=scope, aria_label=label)


def script_words(desk: Desk, language: str) -> str:
    """Return what the page's script may have to say, and what may be uploaded; nothing of it is shown here."""
    together = TOGETHER * desk.max_upload_mb
    return element(
        "i",
        "",
        hidden=True,
        data_gone=text("server_gone", language),
        data_ask=text("ask", language),
        data_waiting=text("question_waits", language),
        data_full=text("refused_queue_full", language),
        data_notice=text("notice", language),
        data_kinds=" ".join(desk.suffixes),
        data_bytes=desk.max_upload_mb * 1_000_000,
        data_files=MAX_FILES,
        data_together=together * 1_000_000,
        data_refused_number=text("refused_upload_number", language, files=MAX_FILES),
        data_refused_together=text(
            "refused_upload_size", language, each=desk.max_upload_mb, together=together
        ),
        data_refused_type=text("upload_refused_type", language, name="%s", allowed=" ".join(desk.suffixes)),
        data_refused_size=text("upload_refused_size", language, name="%s", limit=desk.max_upload_mb),
        data_drop=text("drop_now", language),
        data_close=text("reader_close", language),
        data_sidebar=text("sidebar", language),
        data_more=text("more", language),
    )


def settings_note(desk: Desk, language: str) -> str:
    """Return where settings are kept, and how many answers were judged."""
    counts = desk.feedback.counts()
    judged = text("feedback_count", language, good=counts["good"], bad=counts["bad"])
    model = writer_name(desk.settings.generation)
    writer = text("generate_model", language, model=model) if model else ""
    return (
        (element("p", escape(writer), class_="k-quiet") if writer else "")
        + element("p", escape(text("settings_saved_here", language)), class_="k-quiet")
        + element("h2", escape(text("feedback_title", language)))
        + element("p", escape(judged), class_="k-quiet")
    )


def about(desk: Desk, language: str) -> str:
    """Return what kotae is made of, with the licence of each model, dictionary and library."""
    columns = ("about_component", "about_job", "about_licence")
    head = "".join(element("th", escape(text(name, language)), scope="col") for name in columns)
    rows = "".join(
        element("tr", "".join(element("td", escape(cell)) for cell in (name, text(job, language), licence)))
        for name, job, licence in _PARTS
    )
    table = element(
        "table", element("thead", element("tr", head)) + element("tbody", rows), class_="k-library"
    )
    version = text("about_version", language, version=__version__)
    info = desk.info
    name = info.settings.get("embedding", {}).get("model", "")
    model = f"{text('about_model', language)}: {name} ({info.model[:12]})"
    lines = (text("about_text", language), f"{version} (Apache-2.0)", model, text("about_api", language))
    return (
        element("h2", escape(text("about_title", language)))
        + "".join(element("p", escape(line)) for line in lines)
        + element("div", table, class_="k-table")
    )
