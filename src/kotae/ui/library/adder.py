"""Adding a library on the page: a folder of this machine, read as a library of its own, with a code from the terminal."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import gradio as gr

from kotae.errors import CorpusError
from kotae.ui.escaping import element, escape
from kotae.ui.library.changes import MAX_NAME_CHARS, add_library, chosen_folder, library_name
from kotae.ui.library.pointing import Pointing
from kotae.ui.parts import Page
from kotae.ui.words import text

__all__ = ["LibraryAdder"]

Step = tuple[str, int, int] | str


class LibraryAdder:
    """The components, made where they stand.

    Args:
        page: The page.
        pointing: Checks who may have a folder read.
    """

    def __init__(self, page: Page, pointing: Pointing) -> None:
        self._page = page
        self._pointing = pointing
        add = page.labels.add
        with add(gr.Accordion(open=False, elem_id="k-add-library"), label="add_library"):
            page.show(
                lambda words: element("p", escape(text("add_library_info", words)), class_="k-quiet"),
                "k-add-library-note",
            )
            with gr.Row(elem_id="k-add-library-tools"):
                folder = gr.Textbox(container=False, scale=4, max_length=4_000)
                self.folder = add(folder, label="folder_label", placeholder="folder_label")
                name = gr.Textbox(container=False, scale=2, min_width=160, max_length=MAX_NAME_CHARS)
                self.name = add(name, label="library_name", placeholder="library_name")
                code = gr.Textbox(container=False, scale=1, min_width=160, max_length=40)
                self.code = add(code, label="folder_code_label", placeholder="folder_code_label")
                self.button = add(gr.Button(scale=1, min_width=120), value="add_library_do")

    @property
    def boxes(self) -> list[Any]:
        """What is typed in: the folder, the name and the code."""
        return [self.folder, self.name, self.code]

    @property
    def events(self) -> tuple[Any, ...]:
        """What begins it."""
        return (self.button.click, self.folder.submit, self.name.submit, self.code.submit)

    def steps(
        self, written: object, named: object, code: object, language: str
    ) -> Iterator[tuple[Step, str]]:
        """Yield the steps of adding, each with the library's name, which is empty until one is being read.

        Args:
            written: The folder as typed in.
            named: The name as typed in.
            code: From the terminal, as typed in.
            language: The page's language.
        """
        try:
            folder: Path = chosen_folder(written)
            name = library_name(self._page.desk, named, folder)
        except CorpusError as error:
            yield error.message(language), ""
            return
        if refusal := self._pointing.refusal(folder, code, language):
            yield refusal, ""
            return
        for step in add_library(self._page.desk, name, folder, language):
            yield step, name
