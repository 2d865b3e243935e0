"""What the library tab shows, as escaped HTML: its documents, what was left out, its folder."""

from collections.abc import Sequence
from datetime import datetime

from kotae.records import DocumentInfo, SkippedFile
from kotae.ui.cards import language_tag, reader_address
from kotae.ui.desk import Desk
from kotae.ui.escaping import button, element, escape, shorten
from kotae.ui.strings import text

__all__ = ["folder_state", "library_note", "library_table", "progress_bar", "skipped_list"]

MAX_ROWS = 500


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
    if away := folder_state(desk, language):
        return element("p", escape(away), class_="k-away", role="alert")
    said = (
        text("rebuild_info", language),
        text("upload_info", language, folder=desk.folder),
        text("remove_info", language, folder=desk.aside),
    )
    return element("p", escape(" ".join(said)), class_="k-quiet")


def folder_state(desk: Desk, language: str) -> str:
    """Return that the folder of documents is away or empty, though there are documents in the index; else nothing."""
    folder = desk.folder
    try:
        empty = folder is not None and not any(folder.iterdir())
    except OSError:  # it went this moment, or may not be looked into
        folder = None
    if folder is None:
        return text("folder_gone", language, folder=desk.info.corpus)
    return text("folder_empty", language, folder=folder) if empty and desk.info.documents else ""


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
