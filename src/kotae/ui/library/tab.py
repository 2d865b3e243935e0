"""The libraries: what is indexed, and adding, updating and removing without stopping answers."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import gradio as gr

from kotae.errors import CorpusError, KotaeError
from kotae.ui import panels
from kotae.ui.desk import Desk
from kotae.ui.escaping import element, escape
from kotae.ui.filter_controls import filter_choices, filters_anew
from kotae.ui.library import panels as library_panels
from kotae.ui.library.adder import LibraryAdder
from kotae.ui.library.adding import leave_out
from kotae.ui.library.changes import add_files, chosen_folder, outcome_of, remove_document, update
from kotae.ui.parts import ALL, AT_ONCE, NEWEST, WORKING, Page, begin_with
from kotae.ui.reader.opening import open_document
from kotae.ui.words import text

__all__ = ["LibraryTab", "set_libraries"]


class LibraryTab:
    """The components of the tab; made inside it."""

    def __init__(self, page: Page, tab: gr.Tab) -> None:
        self._page = page
        self._tab = tab
        self._desk = desk = page.desk
        add = page.labels.add
        rows = "window.kotae.rows(element, trigger)"
        self._libraries = page.show(
            lambda words: library_panels.libraries_table(desk, words), "k-libraries", script=rows
        )
        names = list(desk.libraries)
        which = gr.Radio(
            choices=names, value=names[0] if names else None, visible=bool(names), elem_id="k-which"
        )
        self._which = page.parts["which"] = add(which, label="library_which")
        self._adder = LibraryAdder(page, page.pointing) if page.pointing is not None else None
        page.show(lambda words: element("h2", escape(text("library_title", words))), "k-library-title")
        with gr.Row(elem_id="k-library-tools"):
            box = gr.Textbox(show_label=False, container=False, scale=4)
            self._filter = add(box, label="library_filter", placeholder="library_filter")
            add(gr.Button(scale=1, min_width=120, elem_id="k-pick"), value="pick")
            self._update = add(gr.Button(variant="primary", scale=1, min_width=120), value="rebuild")
        first = desk.library(None)
        self._skipped = page.show(lambda words: _skipped(desk.library(None), words), "k-skipped", script=rows)
        self._table = page.show(
            lambda words: library_panels.library_table(desk.library(None), "", words),
            "k-library",
            script=rows,
        )
        self._note = page.show(
            lambda words: library_panels.library_note(desk.library(None), words), "k-library-note"
        )
        follow = gr.Checkbox(value=first.following.on, container=False, elem_id="k-follow")
        self._follow = add(follow, label="follow", info="follow_info")
        self._folder: gr.Textbox | None = None
        if page.pointing is not None:
            self._add_folder_choice()

    def _add_folder_choice(self) -> None:
        add, first = self._page.labels.add, self._desk.library(None)
        with add(gr.Accordion(open=False, elem_id="k-folder"), label="other_folder"):
            self._page.show(
                lambda words: element("p", escape(text("folder_info", words)), class_="k-quiet"),
                "k-folder-note",
            )
            with gr.Row(elem_id="k-folder-tools"):
                box = gr.Textbox(container=False, scale=4, max_length=4_000, value=first.info.corpus)
                self._folder = add(box, label="folder_label", placeholder="folder_label")
                code = gr.Textbox(container=False, scale=1, min_width=160, max_length=40)
                self._code = add(code, label="folder_code_label", placeholder="folder_code_label")
                self._point = add(gr.Button(scale=1, min_width=120), value="folder_use")

    def connect(self) -> list[Any]:
        """Connect the tab's events; the reader, the status and the question tab exist by now.

        Returns:
            The events that change a library.
        """
        desk, parts = self._desk, self._page.parts
        asking = [parts["language"], self._which]
        kept = [*asking, parts["saved"]]

        def narrowed(wanted: str, spoken: str, which: object) -> str:
            return library_panels.library_table(desk.library(which), wanted or "", spoken)

        def read(event: gr.EventData, spoken: str) -> str:
            return open_document(desk, dict(event._data), (), language=spoken)

        self._filter.change(narrowed, [self._filter, *asking], self._table, **AT_ONCE)
        reading = self._table.select(read, parts["language"], parts["reader"], **ALL)
        reading.then(None, js="() => window.kotae.reveal()")
        page_filters = [parts[name] for name in filter_choices(self._page)]
        followers = [parts["status"], *self._shown, *page_filters, parts["welcome"]]
        # What is dropped or removed during an update waits for its turn; it was lost without a sign.
        in_line = WORKING | {"concurrency_limit": 16}
        upload = parts["upload"]
        changing = [
            upload.upload(self._added, [upload, *kept], [upload, *followers], **in_line),
            *(
                part.delete(self._removed, kept, followers, **in_line)
                for part in (self._table, self._skipped)
            ),
            self._update.click(self._updating, kept, followers, **WORKING),
        ]
        if self._folder is not None:
            inputs = [*kept, self._folder, self._code]
            pointed = (self._point.click, self._folder.submit)
            outputs = [self._code, *followers]
            changing += [listen(self._pointing, inputs, outputs, **WORKING) for listen in pointed]
        if (adder := self._adder) is not None:
            outputs = [*adder.boxes, *followers]
            changing += [
                listen(self._adding, [*kept, *adder.boxes], outputs, **WORKING) for listen in adder.events
            ]
        changing.append(self._libraries.delete(self._left_out, kept, followers, **WORKING))
        self._which.change(self._chosen, asking, self._choice, **NEWEST)
        self._tab.select(self._come_to, asking, self._choice, **NEWEST)
        self._follow.input(self._followed, [self._follow, *asking], self._libraries, **NEWEST)
        return changing

    def show_anew(self, event: Any) -> None:  # noqa: ANN401  # an event of Gradio's
        """Show the chosen library after an event that showed the first."""
        event.then(self._chosen, [self._page.parts["language"], self._which], self._choice, **AT_ONCE)

    @property
    def _choice(self) -> list[Any]:
        return [*self._shown, self._follow, *([self._folder] if self._folder is not None else [])]

    def _chosen(self, language: str, which: object) -> list[Any]:
        """Return the chosen library as it is now: another page or a followed folder may have changed it."""
        library = self._desk.library(which)
        folder = [library.info.corpus] if self._folder is not None else []
        return [*self._seen(library, language), library.following.on, *folder]

    def _come_to(self, language: str, which: object) -> list[Any]:
        """Return what :meth:`_chosen` does, but for the folder: what was typed meanwhile, or before, is nobody's to overwrite."""
        shown = self._chosen(language, which)
        return [*shown[:-1], gr.skip()] if self._folder is not None else shown

    def _followed(self, on: object, language: str, which: object) -> str:
        self._desk.library(which).following.turn(on=on is True)
        return library_panels.libraries_table(self._desk, language)

    def _pointing(
        self, language: str, which: object, kept: object, written: object, code: object
    ) -> Iterator[list[Any]]:
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
        for step in self._updating(language, which, kept, folder):
            yield ["", *step]

    def _adding(
        self, language: str, which: object, kept: object, written: object, named: object, code: object
    ) -> Iterator[list[Any]]:
        """Read a folder as one more library; its code counts once, so its box is emptied."""
        if self._adder is None:
            return
        said: list[str] = []
        for step, name in self._adder.steps(written, named, code, language):
            if isinstance(step, tuple):
                bar = library_panels.progress_bar(*step, language)
                yield [gr.skip(), gr.skip(), "", bar, *self._as_they_are()]
                continue
            said.append(step)
            if name in self._desk.libraries:
                shown = self._followers(self._desk.library(name), language, kept)
                yield ["", "", "", _said(said), *shown]
            else:
                yield [gr.skip(), gr.skip(), "" if name else gr.skip(), _said(said), *self._as_they_are()]

    def _left_out(self, event: gr.EventData, language: str, which: object, kept: object) -> list[Any]:
        """Ask a library no more that was added on the page; nothing of it is deleted."""
        name = str(event._data.get("library", ""))
        try:
            said = text("library_left_out", language, name=name) if leave_out(self._desk, name) else ""
        except KotaeError as error:
            said = error.message(language)
        return [_said([said] if said else []), *self._followers(self._desk.library(which), language, kept)]

    def _updating(
        self,
        language: str,
        which: object,
        kept: object,
        folder: Path | None = None,
        before: Sequence[str] = (),
        after: Callable[[], Sequence[str]] | None = None,
    ) -> Iterator[list[Any]]:
        """Bring a library up to date; ``before`` is told meanwhile, and what ``after`` gives at the end in its place."""
        library = self._desk.library(which)
        for step in update(library, language, folder, wait=True):
            if isinstance(step, tuple):
                yield [_said(before) + library_panels.progress_bar(*step, language), *self._as_they_are()]
            else:
                told = before if after is None else after()
                yield [_said([*told, step]), *self._followers(library, language, kept)]

    @property
    def _shown(self) -> list[Any]:
        return [self._table, self._skipped, self._note, self._libraries, self._which]

    def _as_they_are(self) -> list[Any]:
        return [gr.skip()] * (len(self._shown) + len(filter_choices(self._page)) + 1)

    def _seen(self, library: Desk, language: str) -> list[Any]:
        return [
            library_panels.library_table(library, "", language),
            _skipped(library, language),
            library_panels.library_note(library, language),
            library_panels.libraries_table(self._desk, language),
            self._names(library),
        ]

    def _names(self, shown: Desk) -> Any:  # noqa: ANN401  # a component's update
        libraries = self._desk.libraries
        name = next((name for name, library in libraries.items() if library is shown), None)
        return gr.update(choices=list(libraries), value=name, visible=bool(libraries))

    def _followers(self, library: Desk, language: str, kept: object) -> list[Any]:
        return [
            *self._seen(library, language),
            *filters_anew(self._page, kept),
            panels.welcome(self._desk, language),
        ]

    def _added(self, paths: list[str], language: str, which: object, kept: object) -> Iterator[list[Any]]:
        """Take the files in and bring the index up to date: what was dropped can be asked about."""
        library = self._desk.library(which)
        said, added = add_files(library, [Path(path) for path in paths or ()], language)
        reading = [text("upload_reading", language, names=", ".join(added))] if added else []
        # Emptied once and no more: what is dropped next stands in it already.
        yield [None, _said([*said, *reading]), *self._as_they_are()]
        if added:
            # Whether a file can be read is known when it was.
            steps = self._updating(
                language,
                which,
                kept,
                before=[*said, *reading],
                after=lambda: [*said, *outcome_of(library, added, language)],
            )
            yield from ([gr.skip(), *step] for step in steps)

    def _removed(
        self, event: gr.EventData, language: str, which: object, kept: object
    ) -> Iterator[list[Any]]:
        library = self._desk.library(which)
        said = remove_document(library, event._data.get("document"), language)
        yield [_said([said]), *self._followers(library, language, kept)]
        if library.documents():
            yield from self._updating(language, which, kept, before=[said])


def set_libraries(page: Page) -> None:
    """Let sessions that begin from now on choose among the libraries that are asked now."""
    if (which := page.parts.get("which")) is not None:
        names = list(page.desk.libraries)
        choices = [(name, name) for name in names]
        begin_with(which, choices=choices, value=names[0] if names else None, visible=bool(names))


def _skipped(library: Desk, language: str) -> str:
    folder = library.folder if library_panels.is_changeable(library) else None
    return library_panels.skipped_list(library.info.skipped, language, folder)


def _said(sentences: Sequence[str]) -> str:
    return "".join(element("p", escape(said), class_="k-note", role="status") for said in sentences)
