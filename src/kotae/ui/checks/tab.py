"""A tab that looks through a library: begun, watched, stopped, and what was found decided about."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import gradio as gr

from kotae.ui.desk import Desk
from kotae.ui.escaping import element, escape
from kotae.ui.parts import ALL, AT_ONCE, NEWEST, WORKING, Page
from kotae.ui.reader.opening import open_document
from kotae.ui.words import text

__all__ = ["Check", "CheckTab"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """What such a tab shows and does; everything it returns is escaped HTML.

    Attributes:
        name: Of its elements.
        title: The key of the words above it.
        show: What was found in a library, in a language.
        run: Looks through a library, as chosen; yields how far it is.
        decide: Does what was decided about what was found.
    """

    name: str
    title: str
    show: Callable[[Desk, str], str]
    run: Callable[[Desk, str, str], Iterator[str]]
    decide: Callable[[Desk, Mapping[str, Any]], None]


class CheckTab:
    """The components of the tab; made inside it."""

    def __init__(self, page: Page, tab: gr.Tab, check: Check) -> None:
        self._page = page
        self._tab = tab
        self._check = check
        names = list(page.desk.libraries)
        page.show(lambda words: element("h2", escape(text(check.title, words))), f"k-{check.name}-title")
        which = gr.Radio(
            choices=names,
            value=names[0] if names else None,
            visible=bool(names),
            elem_id=f"k-{check.name}-which",
        )
        self._which = page.labels.add(which, label="check_which")
        self._seen = page.show(
            lambda words: self._show(words, None),
            f"k-{check.name}",
            script="window.kotae.check(element, trigger)",
        )

    def connect(self) -> None:
        """Connect the tab's events; the reader exists by now."""
        parts, asking = self._page.parts, [self._page.parts["language"], self._which]
        running = self._seen.submit(self._run, asking, self._seen, **WORKING)
        running.then(self._show, asking, self._seen, **AT_ONCE)  # in the language the page has by then
        self._seen.clear(self._stop, self._which, None, **ALL)
        self._seen.delete(self._decide, asking, self._seen, **ALL)
        self._which.change(self._show, asking, self._seen, **AT_ONCE)
        self._tab.select(self._chosen, asking, [self._which, self._seen], **NEWEST)

        def read(event: gr.EventData, language: str) -> str:
            return open_document(self._page.desk, dict(event._data), (), language=language)

        reading = self._seen.select(read, parts["language"], parts["reader"], **ALL)
        reading.then(None, js="() => window.kotae.reveal()")

    def show_anew(self, event: Any) -> None:  # noqa: ANN401  # an event of Gradio's
        """Show what was found in the chosen library after an event that showed the first."""
        event.then(self._show, [self._page.parts["language"], self._which], self._seen, **AT_ONCE)

    def _library(self, which: object) -> Desk:
        return self._page.desk.library(which)

    def _show(self, language: str, which: object) -> str:
        """Return what was found in a library, and below it why it couldn't be looked through the last time."""
        library = self._library(which)
        error = library.checks.failed.get(self._check.name)
        said = element("p", escape(error.message(language)), class_="k-error", role="alert") if error else ""
        return self._check.show(library, language) + said

    def _chosen(self, language: str, which: object) -> list[Any]:
        """Return the libraries there are by now, and what was found in the chosen one."""
        names = list(self._page.desk.libraries)
        kept = which if which in names else next(iter(names), None)
        return [gr.update(choices=names, value=kept, visible=bool(names)), self._show(language, kept)]

    def _run(self, event: gr.EventData, language: str, which: object) -> Iterator[str]:
        library = self._library(which)
        with library.checks.noting(self._check.name):
            yield from self._check.run(library, str(event._data.get("choice", "")), language)

    def _stop(self, which: object) -> None:
        self._library(which).checks.stop()

    def _decide(self, event: gr.EventData, language: str, which: object) -> str:
        library = self._library(which)
        with library.checks.noting(self._check.name):
            self._check.decide(library, dict(event._data))
        return self._show(language, which)
