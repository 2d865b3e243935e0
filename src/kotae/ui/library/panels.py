"""What the library tab shows, as escaped HTML: its documents, what was left out, its folder."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from kotae.language import word_language
from kotae.parsing.tree import files_below
from kotae.records import DocumentInfo, SkippedFile
from kotae.ui.cards import language_tag, reader_address
from kotae.ui.desk import Desk
from kotae.ui.escaping import button, element, escape, own_words, shorten
from kotae.ui.library.added import AddedLibraries
from kotae.ui.words import text

__all__ = [
    "folder_state",
    "folder_states",
    "is_changeable",
    "libraries_table",
    "library_note",
    "library_table",
    "progress_bar",
    "skipped_list",
]

MAX_ROWS = 500


def library_table(desk: Desk, wanted: str, language: str) -> str:
    """Return the documents whose title or path holds ``wanted``, as a table; each opens in the reader.

    That their folder is away stands on top.
    """
    info, documents = desk.info, desk.documents()
    removable = is_changeable(desk)
    counts = {
        "documents": f"{len(documents):,}",
        "passages": f"{info.passages:,}",
        "japanese": f"{info.languages['ja']:,}",
        "english": f"{info.languages['en']:,}",
        "when": _built(desk),
    }
    # What has left since then is still counted among the passages.
    key = "library_summary_changed" if desk.gone else "library_summary"
    away = folder_state(desk, language)
    summary = element("p", escape(away), class_="k-away", role="status") if away else ""
    summary += element("p", escape(text(key, language, **counts)), class_="k-quiet")
    if error := desk.following.error:
        summary += element("p", escape(error.message(language)), class_="k-note", role="status")
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
    title = own_words("a", shorten(info.title), **link)
    label = element("span", escape(text(f"tag_{tag}", language)), class_=f"k-lang k-lang-{tag}", lang=tag)
    cells: tuple[str, ...] = (
        title,
        label,
        own_words("span", shorten(info.path), lang=word_language(info.path), class_="k-path"),
    )
    if removable:
        cells = (*cells, _remove(info.id, info.title, language))
    return element("tr", "".join(element("td", cell) for cell in cells))


def is_changeable(desk: Desk) -> bool:
    """Return whether files can be added to a library's folder and removed from it here."""
    return desk.folder is not None and desk.source is None


def _remove(document: str, name: str, language: str) -> str:
    really = button(text("remove_really", language), "remove", data_document=document)
    label = text("remove_label", language, name=shorten(name, 40))
    summary = element("summary", escape(text("remove", language)), aria_label=label)
    return element("details", summary + really, class_="k-remove")


def library_note(desk: Desk, language: str) -> str:
    """Return what updating, adding and removing do to the folder; nothing of one that is gone, as its table says."""
    if folder_state(desk, language):
        return ""
    if desk.source is not None:
        return element("p", escape(text("folder_fetched", language, source=desk.source)), class_="k-quiet")
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


def folder_states(desk: Desk, language: str) -> list[str]:
    """Return that a folder of documents is away or empty, though there are documents in its index; of each library."""
    libraries = desk.libraries.values() or (desk,)
    return [said for library in libraries if (said := folder_state(library, language))]


def libraries_table(desk: Desk, language: str) -> str:
    """Return the libraries that are asked together, each with what is known of it; empty where there is one only.

    Those that were added on the page and can't be asked now are said below, with the reason.
    """
    refused = "".join(
        _unopened(name, error.message(language), language) for name, error in desk.unopened.items()
    )
    if not desk.libraries:
        return refused
    added = AddedLibraries(desk.index).listed()
    columns = ("name", "folder", "count", "size", "built", "skipped", "followed")
    head = "".join(element("th", escape(text(f"column_{name}", language)), scope="col") for name in columns)
    if added:
        head += element("td", "")
    rows = "".join(
        _library_row(name, one, language, removable=name in added if added else None)
        for name, one in desk.libraries.items()
    )
    table = element(
        "table",
        element("thead", element("tr", head)) + element("tbody", rows),
        class_="k-library k-libraries",
    )
    label = text("libraries_title", language)
    title = element("h2", escape(label))
    shown = element("div", table, class_="k-table", tabindex="0", role="region", aria_label=label)
    return title + shown + refused


def _unopened(name: str, reason: str, language: str) -> str:
    said = text("library_unopened", language, name=shorten(name, 80), reason=reason)
    leave = button(text("library_leave", language), "leave", data_library=name)
    return element("p", f"{escape(said)} {leave}", class_="k-note", role="status")


def _leave(name: str, language: str) -> str:
    really = button(text("library_leave_really", language), "leave", data_library=name)
    label = text("library_leave_label", language, name=shorten(name, 40))
    summary = element("summary", escape(text("library_leave", language)), aria_label=label)
    return element("details", summary + really, class_="k-remove")


def _library_row(name: str, library: Desk, language: str, *, removable: bool | None) -> str:
    """Return one library; ``removable`` says whether it can be left out, None that none can."""
    info = library.info
    away = folder_state(library, language)
    folder = element("span", escape(shorten(info.corpus, 200)), class_="k-path")
    if away:
        folder += element("span", escape(text("folder_away", language)), class_="k-badge", title=away)
    cells: tuple[str, ...] = (
        folder,
        f"{len(library.documents()):,}",
        f"{_bytes(library.index) / 1e6:,.1f} MB",
        escape(_built(library)),
        f"{len(info.skipped):,}",
        escape(text("followed" if library.following.on else "not_followed", language)),
    )
    if removable is not None:
        cells = (*cells, _leave(name, language) if removable else "")
    row = own_words("th", shorten(name, 80), scope="row")
    return element("tr", row + "".join(element("td", cell) for cell in cells))


def _bytes(index: Path) -> int:
    found = 0
    for path in files_below(index):
        with suppress(OSError):  # an update took it away meanwhile
            found += path.lstat().st_size
    return found


def _built(desk: Desk) -> str:
    return datetime.fromisoformat(desk.info.created).astimezone().strftime("%Y-%m-%d %H:%M")


def skipped_list(skipped: Sequence[SkippedFile], language: str, folder: Path | None = None) -> str:
    """Return the files left out, each with its reason; empty where there are none.

    Args:
        skipped: Of the last build.
        language: The page's language.
        folder: Of the documents, where files can be removed from it; those that lie there get a way to do so.
    """
    if not skipped:
        return ""
    items = "".join(
        element(
            "li",
            element("b", escape(shorten(f.path)))
            + " "
            + escape(shorten(f.reason(language), 400))
            + (_remove(f.path, f.path, language) if folder and (folder / f.path).is_file() else ""),
        )
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
