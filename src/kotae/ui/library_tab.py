"""The library: what is indexed, and adding, updating and removing without stopping answers."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import gradio as gr

from kotae.errors import CorpusError
from kotae.ui import library_panels, panels
from kotae.ui.ask_tab import filter_choices
from kotae.ui.escaping import element, escape
from kotae.ui.library import add_files, chosen_folder, remove_document, update
from kotae.ui.opening import open_document
from kotae.ui.parts import ALL, AT_ONCE, QUIET, Page
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
            self._pick = add(gr.Button(scale=1, min_width=120), value="pick")
            self._update = add(gr.Button(variant="primary", scale=1, min_width=120), value="rebuild")
        self._skipped = page.show(
            lambda words: library_panels.skipped_list(desk.info.skipped, words), "k-skipped"
        )
        script = "window.kotae.rows(element, trigger)"
        self._table = page.show(
            lambda words: library_panels.library_table(desk, "", words), "k-library", script=script
        )
        self._note = page.show(lambda words: library_panels.library_note(desk, words), "k-library-note")
        self._folder: gr.Textbox | None = None
        if page.pointing is not None:
            self._add_folder_choice()

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

    def connect(self) -> list[Any]:
        """Connect the tab's events; the reader, the status and the question tab exist by now.

        Returns:
            The events that change the library.
        """
        desk, language, parts = self._desk, self._page.parts["language"], self._page.parts

        def narrowed(wanted: str, spoken: str) -> str:
            return library_panels.library_table(desk, wanted or "", spoken)

        def read(event: gr.EventData, spoken: str) -> str:
            return open_document(desk, dict(event._data), (), language=spoken)

        self._filter.change(narrowed, [self._filter, language], self._table, **AT_ONCE)
        reading = self._table.select(read, [language], parts["reader"], **ALL)
        reading.then(None, js="() => window.kotae.reveal()")
        page_filters = [parts[name] for name in filter_choices(self._page)]
        shown = [self._table, self._skipped, self._note]
        followers = [parts["status"], *shown, *page_filters, parts["welcome"]]
        working: dict[str, Any] = QUIET | {"concurrency_limit": 2}
        self._pick.click(None, js="() => window.kotae.pick()")
        upload = parts["upload"]
        changing = [
            upload.upload(self._added, [upload, language], [upload, *followers], **working),
            self._table.delete(self._removed, [language], followers, **working),
            self._update.click(self._updating, [language], followers, **working),
        ]
        if self._folder is not None:
            inputs = [language, self._folder, self._code]
            pointed = (self._point.click, self._folder.submit)
            outputs = [self._code, *followers]
            changing += [listen(self._pointing, inputs, outputs, **working) for listen in pointed]
        return changing

    def _pointing(self, language: str, written: object, code: object) -> Iterator[list[Any]]:
        """Read another folder where its code was typed in; a code counts once, so its box is emptied."""
        pointing = self._page.pointing
        try:
            folder = chosen_folder(written)
            refusal = pointing.refusal(folder, code, language) if pointing else ""
        except CorpusError as error:
            yield [gr.skip(), _said([error.message(language)]), *self._as_they_are()]
            return
        if pointing is None or refusal:
            yield ["", _said([refusal] if refusal else []), *self._as_they_are()]
            return
        for step in self._updating(language, folder):
            yield ["", *step]

    def _updating(
        self, language: str, folder: Path | None = None, before: Sequence[str] = ()
    ) -> Iterator[list[Any]]:
        for step in update(self._desk, language, folder):
            if isinstance(step, tuple):
                yield [_said(before) + library_panels.progress_bar(*step, language), *self._as_they_are()]
            else:
                yield [_said([*before, step]), *self._followers(language)]

    def _as_they_are(self) -> list[Any]:
        return [gr.skip()] * 7

    def _followers(self, language: str) -> list[Any]:
        desk = self._desk
        return [
            library_panels.library_table(desk, "", language),
            library_panels.skipped_list(desk.info.skipped, language),
            library_panels.library_note(desk, language),
            *(gr.update(choices=choices, value=[]) for choices in filter_choices(self._page).values()),
            panels.welcome(desk, language),
        ]

    def _added(self, paths: list[str], language: str) -> Iterator[list[Any]]:
        """Take the files in and bring the index up to date: what was dropped can be asked about."""
        said, added = add_files(self._desk, [Path(path) for path in paths or ()], language)
        if not added:
            yield [None, _said(said), *self._as_they_are()]
            return
        for step in self._updating(language, before=said):
            yield [None, *step]

    def _removed(self, event: gr.EventData, language: str) -> Iterator[list[Any]]:
        said = remove_document(self._desk, event._data.get("document"), language)
        yield [_said([said]), *self._followers(language)]
        if self._desk.documents():
            yield from self._updating(language, before=[said])


def _said(sentences: Sequence[str]) -> str:
    return "".join(element("p", escape(said), class_="k-note", role="status") for said in sentences)
