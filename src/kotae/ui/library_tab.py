"""The library: what is indexed, and adding, updating and removing without stopping answers."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import gradio as gr

from kotae.errors import CorpusError
from kotae.ui import panels
from kotae.ui.escaping import element, escape
from kotae.ui.handlers import open_document
from kotae.ui.library import add_files, chosen_folder, remove_document, update
from kotae.ui.parts import AT_ONCE, QUIET, Page, html_part
from kotae.ui.strings import text

__all__ = ["LibraryTab"]


class LibraryTab:
    """The components of the tab; made inside it."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._desk = desk = page.desk
        add = page.labels.add
        page.show(lambda words: element("h2", escape(text("library_title", words))), "k-library-title")
        with gr.Row(elem_id="k-library-tools"):
            box = gr.Textbox(show_label=False, container=False, scale=4)
            self._filter = add(box, label="library_filter", placeholder="library_filter")
            self._update = add(gr.Button(variant="primary", scale=1, min_width=120), value="rebuild")
        self._status = html_part("k-library-status")
        self._upload: gr.File | None = None
        if desk.folder is not None:
            with add(gr.Accordion(open=False, elem_id="k-files"), label="files"):
                self._add_file_tools()
        self._folder: gr.Textbox | None = None
        if page.pointing is not None:
            self._add_folder_choice()
        script = "window.kotae.conversation(element, trigger)"
        self._table = page.show(
            lambda words: panels.library_table(desk, "", words), "k-library", script=script
        )
        self._skipped = page.show(lambda words: panels.skipped_list(desk.info.skipped, words), "k-skipped")
        if desk.folder is None:
            self._note = page.show(lambda words: panels.library_note(desk, words), "k-library-note")

    def _add_file_tools(self) -> None:
        desk, add = self._desk, self._page.labels.add
        self._note = self._page.show(lambda words: panels.library_note(desk, words), "k-library-note")
        with gr.Row():
            files = gr.File(file_count="multiple", file_types=list(desk.suffixes), height=150)
            self._upload = add(files, label="upload")
            with gr.Column():
                self._doomed = add(gr.Dropdown(choices=desk.choices(), value=None), label="remove_label")
                self._remove = add(gr.Button(), value="remove")

    def _add_folder_choice(self) -> None:
        add = self._page.labels.add
        with add(gr.Accordion(open=False, elem_id="k-folder"), label="other_folder"):
            self._page.show(
                lambda words: element("p", escape(text("folder_info", words)), class_="k-quiet"),
                "k-folder-note",
            )
            with gr.Row(elem_id="k-folder-tools"):
                box = gr.Textbox(container=False, scale=4, max_length=4_000, value=self._desk.info.corpus)
                self._folder = add(box, label="folder_label", placeholder="folder_label")
                code = gr.Textbox(container=False, scale=1, min_width=160, max_length=40)
                self._code = add(code, label="folder_code_label", placeholder="folder_code_label")
                self._point = add(gr.Button(scale=1, min_width=120), value="folder_use")

    def connect(self) -> None:
        """Connect the tab's events; the reader and the question tab exist by now."""
        desk, language, parts = self._desk, self._page.parts["language"], self._page.parts

        def narrowed(wanted: str, spoken: str) -> str:
            return panels.library_table(desk, wanted or "", spoken)

        def read(event: gr.EventData, spoken: str) -> str:
            return open_document(desk, dict(event._data), (), language=spoken)

        self._filter.change(narrowed, [self._filter, language], self._table, **AT_ONCE)
        self._table.select(read, [language], parts["reader"], **AT_ONCE)
        shown = [self._table, self._skipped, self._note]
        followers = [self._status, *shown, parts["filter_documents"], parts["welcome"]]
        if self._upload is not None:
            followers.append(self._doomed)
            outputs = [self._status, self._upload]
            self._upload.upload(self._added, [self._upload, language], outputs, **QUIET)
            self._remove.click(self._removed, [self._doomed, language], self._status, **QUIET)
        self._update.click(self._updating, [language], followers, concurrency_limit=2, **QUIET)
        if self._folder is not None:
            inputs = [language, self._folder, self._code]
            for listen in (self._point.click, self._folder.submit):
                listen(self._pointing, inputs, followers, concurrency_limit=2, **QUIET)

    def _pointing(self, language: str, written: object, code: object) -> Iterator[list[Any]]:
        pointing = self._page.pointing
        try:
            folder = chosen_folder(written)
        except CorpusError as error:
            yield [_said([error.message(language)]), *self._as_they_are()]
            return
        if pointing is None or (refusal := pointing.refusal(folder, code, language)):
            yield [_said([refusal] if pointing else []), *self._as_they_are()]
            return
        yield from self._updating(language, folder)

    def _updating(self, language: str, folder: Path | None = None) -> Iterator[list[Any]]:
        for step in update(self._desk, language, folder):
            if isinstance(step, tuple):
                yield [panels.progress_bar(*step, language), *self._as_they_are()]
            else:
                yield [_said([step]), *self._followers(language)]

    def _as_they_are(self) -> list[Any]:
        return [gr.skip()] * (5 if self._upload is None else 6)

    def _followers(self, language: str) -> list[Any]:
        desk = self._desk
        values: list[Any] = [
            panels.library_table(desk, "", language),
            panels.skipped_list(desk.info.skipped, language),
            panels.library_note(desk, language),
            gr.update(choices=desk.choices(), value=[]),
            panels.welcome(desk, language),
        ]
        return values if self._upload is None else [*values, gr.update(choices=desk.choices(), value=None)]

    def _added(self, paths: list[str], language: str) -> tuple[str, None]:
        return _said(add_files(self._desk, [Path(path) for path in paths or ()], language)), None

    def _removed(self, document: object, language: str) -> str:
        return _said([remove_document(self._desk, document, language)])


def _said(sentences: Sequence[str]) -> str:
    return "".join(element("p", escape(said), class_="k-note", role="status") for said in sentences)
