"""The page's still parts as escaped HTML: header, welcome, library, settings, about."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from kotae import __version__
from kotae.records import DocumentInfo, SkippedFile
from kotae.ui.cards import language_tag, reader_address
from kotae.ui.desk import Desk
from kotae.ui.escaping import button, element, escape, shorten
from kotae.ui.strings import text

__all__ = [
    "about",
    "header",
    "library_note",
    "library_table",
    "progress_bar",
    "scope_chips",
    "script_words",
    "settings_note",
    "skipped_list",
    "welcome",
]

MAX_ROWS = 500

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
    tagline = element("p", escape(text("tagline", language)), class_="k-tagline")
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
        element("div", name + tagline) + element("div", languages + theme, class_="k-switches"),
        class_="k-header",
    )


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
            button(question, "ask", data_question=question),
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
        + element("p", escape(text("welcome_count", language, **counts)), class_="k-quiet"),
        class_="k-welcome",
    )


def _nothing_yet(desk: Desk, language: str) -> str:
    """Return the invitation of an empty library."""
    inner = element("h2", escape(text("drop_title", language)))
    if desk.folder is None:
        inner += element("p", escape(text("folder_unknown", language)))
    else:
        inner += element("p", escape(text("drop_text", language, allowed=" ".join(desk.suffixes))))
        inner += button(text("pick", language), "pick")
    return element("section", inner, class_="k-welcome k-drop-here")


def scope_chips(desk: Desk, languages: object, documents: object, language: str) -> str:
    """Return what narrows the search, each with a way to lift it; empty where nothing does.

    Args:
        desk: The library.
        languages: The chosen languages, as the page sent them.
        documents: The ids of the chosen documents, likewise; unknown ones are left out.
        language: The page's language.
    """
    chips = []
    spoken = [tag for tag in ("ja", "en") if isinstance(languages, list) and tag in languages]
    if len(spoken) == 1:
        chips.append(_chip(text(f"only_{spoken[0]}", language), "filter_languages", language))
    titles = {info.id: info.title for info in desk.documents()}
    chosen = [titles[name] for name in documents if name in titles] if isinstance(documents, list) else []
    if chosen:
        first = shorten(chosen[0], 40)
        rest = text("and_more", language, count=len(chosen) - 1) if len(chosen) > 1 else ""
        chips.append(_chip(first + rest, "filter_documents", language))
    return element("div", "".join(chips), class_="k-scope") if chips else ""


def _chip(words: str, scope: str, language: str) -> str:
    label = text("lift", language, scope=words)
    shown = element("span", escape(words), dir="auto") + element("span", "×", aria_hidden="true")
    return element("button", shown, type="button", data_action="lift", data_scope=scope, aria_label=label)


def script_words(desk: Desk, language: str) -> str:
    """Return what the page's script may have to say, and what may be uploaded; nothing of it is shown here."""
    return element(
        "i",
        "",
        hidden=True,
        data_gone=text("server_gone", language),
        data_waiting=text("question_waits", language),
        data_kinds=" ".join(desk.suffixes),
        data_bytes=desk.max_upload_mb * 1_000_000,
        data_refused_type=text("upload_refused_type", language, name="%s", allowed=" ".join(desk.suffixes)),
        data_refused_size=text("upload_refused_size", language, name="%s", limit=desk.max_upload_mb),
        data_drop=text("drop_now", language),
        data_sidebar=text("sidebar", language),
    )


def library_table(desk: Desk, wanted: str, language: str) -> str:
    """Return the documents whose title or path holds ``wanted``, as a table; each opens in the reader."""
    info, documents = desk.info, desk.documents()
    removable = desk.folder is not None
    when = datetime.fromisoformat(info.created).astimezone().strftime("%Y-%m-%d %H:%M")
    counts = {
        "documents": f"{len(documents):,}",
        "passages": f"{info.passages:,}",
        "japanese": f"{info.languages['ja']:,}",
        "english": f"{info.languages['en']:,}",
        "when": when,
    }
    summary = element("p", escape(text("library_summary", language, **counts)), class_="k-quiet")
    folded = wanted.strip().casefold()
    found = [info for info in documents if folded in f"{info.title}\n{info.path}".casefold()]
    if not found:
        return summary + element("p", escape(text("library_empty", language)), class_="k-note")
    names = ("title", "language", "file")
    head = "".join(element("th", escape(text(f"column_{name}", language)), scope="col") for name in names)
    if removable:
        head += element("td", "")
    rows = "".join(_row(info, language, removable=removable) for info in found[:MAX_ROWS])
    table = element(
        "table", element("thead", element("tr", head)) + element("tbody", rows), class_="k-library"
    )
    label = text("library_title", language)
    return summary + element("div", table, class_="k-table", tabindex="0", role="region", aria_label=label)


def _row(info: DocumentInfo, language: str, *, removable: bool) -> str:
    tag = language_tag(info.language)
    link: dict[str, object] = {
        "href": reader_address(info.id, None),
        "data_action": "read",
        "data_document": info.id,
    }
    title = element("a", escape(shorten(info.title)), dir="auto", **link)
    label = element("span", escape(text(f"tag_{tag}", language)), class_=f"k-lang k-lang-{tag}", lang=tag)
    cells: tuple[str, ...] = (title, label, element("span", escape(shorten(info.path)), class_="k-path"))
    if removable:
        cells = (*cells, _remove(info, language))
    return element("tr", "".join(element("td", cell) for cell in cells))


def _remove(info: DocumentInfo, language: str) -> str:
    name = shorten(info.title, 40)
    really = button(text("remove_really", language), "remove", data_document=info.id)
    label = text("remove_label", language, name=name)
    summary = element("summary", escape(text("remove", language)), aria_label=label)
    return element("details", summary + really, class_="k-remove")


def library_note(desk: Desk, language: str) -> str:
    """Return what updating, adding and removing do to the folder; that it is gone, if it is."""
    if desk.folder is None:
        return element("p", escape(text("folder_unknown", language)), class_="k-note")
    said = (
        text("rebuild_info", language),
        text("upload_info", language, folder=desk.folder),
        text("remove_info", language, folder=desk.aside),
    )
    return element("p", escape(" ".join(said)), class_="k-quiet")


def skipped_list(skipped: Sequence[SkippedFile], language: str) -> str:
    """Return the files left out, each with its reason; empty where there are none."""
    if not skipped:
        return ""
    items = "".join(
        element("li", element("b", escape(shorten(f.path))) + " " + escape(shorten(f.reason(language), 400)))
        for f in skipped[:MAX_ROWS]
    )
    summary = element("summary", escape(text("skipped_title", language, count=len(skipped))))
    return element("details", summary + element("ul", items), class_="k-skipped")


def progress_bar(stage: str, done: int, total: int, language: str) -> str:
    """Return how far an update is.

    Args:
        stage: ``"reading"``, ``"embedding"`` or ``"writing"``.
        done: Finished steps of the stage.
        total: All its steps.
        language: The page's language.
    """
    name = text(f"build_{stage}", language)
    bar = element("progress", "", value=done, max=max(total, 1), aria_label=name)
    return element("p", f"{escape(name)} {bar} {done:,} / {total:,}", class_="k-progress", role="status")


def settings_note(desk: Desk, language: str) -> str:
    """Return where settings are kept, and how many answers were judged."""
    counts = desk.feedback.counts()
    judged = text("feedback_count", language, good=counts["good"], bad=counts["bad"])
    writer = text("generate_model", language, model=desk.writer) if desk.writer else ""
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
