"""The library: what is indexed, and adding, updating and removing without stopping answers."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import gradio as gr

from kotae.ui import panels
from kotae.ui.desk import Desk
from kotae.ui.escaping import element, escape
from kotae.ui.handlers import open_document
from kotae.ui.labels import Labels
from kotae.ui.library import add_files, remove_document, update
from kotae.ui.strings import text

__all__ = ["LibraryTab"]

_QUIET: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}


class LibraryTab:
    """The components of the tab; made inside it."""

    def __init__(self, desk: Desk, labels: Labels, language: gr.State) -> None:
        self._desk = desk
        self._language = language
        add = labels.add
        add(
            gr.HTML(elem_id="k-library-title"),
            value=lambda words: element("h2", escape(text("library_title", words))),
        )
        with gr.Row(elem_id="k-library-tools"):
            self._filter = add(
                gr.Textbox(show_label=False, container=False, scale=4),
                label="library_filter",
                placeholder="library_filter",
            )
            self._update = add(gr.Button(variant="primary", scale=1, min_width=120), value="rebuild")
        self._status = gr.HTML(elem_id="k-library-status")
        self._table = add(
            gr.HTML(elem_id="k-library", js_on_load="window.kotae.conversation(element, trigger)"),
            value=lambda words: panels.library_table(desk, "", words),
        )
        self._skipped = add(
            gr.HTML(elem_id="k-skipped"), value=lambda words: panels.skipped_list(desk.info.skipped, words)
        )
        self._doomed = None
        if desk.folder is None:
            add(
                gr.HTML(),
                value=lambda words: element("p", escape(text("folder_unknown", words)), class_="k-note"),
            )
            return
        with gr.Row(elem_id="k-library-files"):
            self._upload = add(
                gr.File(file_count="multiple", file_types=list(desk.suffixes), height=140), label="upload"
            )
            with gr.Column():
                self._doomed = add(gr.Dropdown(choices=desk.choices(), value=None), label="remove_label")
                self._remove = add(gr.Button(variant="secondary"), value="remove")

    def events(self, page: Mapping[str, Any]) -> None:
        """Connect the tab to the page.

        Args:
            page: Its components by name; ``filter_documents``, ``welcome`` and ``reader`` follow
                the library.
        """
        desk, language = self._desk, self._language

        def narrowed(wanted: str, spoken: str) -> str:
            return panels.library_table(desk, wanted or "", spoken)

        def read(event: gr.EventData, spoken: str) -> str:
            return open_document(desk, dict(event._data), (), language=spoken)

        self._filter.change(narrowed, [self._filter, language], self._table, queue=False, **_QUIET)
        self._table.select(read, [language], page["reader"], queue=False, **_QUIET)
        followers = [self._status, self._table, self._skipped, page["filter_documents"], page["welcome"]]
        if self._doomed is not None:
            followers.append(self._doomed)
        self._update.click(self._updating, [language], followers, concurrency_limit=1, **_QUIET)
        if self._doomed is None:
            return
        self._upload.upload(self._added, [self._upload, language], [self._status, self._upload], **_QUIET)
        self._remove.click(self._removed, [self._doomed, language], self._status, **_QUIET)

    def _updating(self, language: str) -> Iterator[list[Any]]:
        unchanged = [gr.skip()] * (5 if self._doomed is not None else 4)
        for step in update(self._desk, language):
            if isinstance(step, tuple):
                yield [panels.progress_bar(*step, language), *unchanged[1:]]
            else:
                yield [_said([step]), *self._followers(language)]

    def _followers(self, language: str) -> list[Any]:
        desk = self._desk
        values: list[Any] = [
            panels.library_table(desk, "", language),
            panels.skipped_list(desk.info.skipped, language),
            gr.update(choices=desk.choices(), value=[]),
            panels.welcome(desk, language),
        ]
        return values if self._doomed is None else [*values, gr.update(choices=desk.choices(), value=None)]

    def _added(self, paths: list[str], language: str) -> tuple[str, None]:
        return _said(add_files(self._desk, [Path(path) for path in paths or ()], language)), None

    def _removed(self, document: object, language: str) -> str:
        return _said([remove_document(self._desk, document, language)])


def _said(sentences: Sequence[str]) -> str:
    return "".join(element("p", escape(said), class_="k-note", role="status") for said in sentences)
