"""The models in the settings: seen, fetched when somebody presses, stopped; then answers can be phrased at once."""

import time
from collections.abc import Iterator
from importlib.util import find_spec
from typing import Any, Final

import gradio as gr

from kotae.ui import panels
from kotae.ui.models.html import render_models
from kotae.ui.models.phrasing import can_generate, generate_words
from kotae.ui.parts import ALL, WORKING, Page, begin_with

__all__ = ["ModelsPanel"]

_BEAT_S: Final = 0.5


class ModelsPanel:
    """The components; made inside the settings' tab.

    Args:
        page: The page; the switch for phrased answers exists by now.
        tab: That of the settings.
    """

    def __init__(self, page: Page, tab: gr.Tab) -> None:
        self._page = page
        self._tab = tab
        self._seen = page.show(self._render, "k-models", script="window.kotae.check(element, trigger)")

    def connect(self) -> None:
        """Connect the events."""
        parts = self._page.parts
        outputs = [self._seen, parts["generate"], parts["settings_note"]]
        self._tab.select(self._follow, parts["language"], outputs, **WORKING)
        if self._page.fetches is not None:
            self._seen.submit(self._fetch, parts["language"], outputs, **WORKING)
            self._seen.clear(self._stop, None, None, **ALL)

    def _render(self, language: str) -> str:
        return render_models(self._page.fetches, language, runs=find_spec("xllamacpp") is not None)

    def _fetch(self, event: gr.EventData, language: str) -> Iterator[list[Any]]:
        if self._page.fetches is not None:
            self._page.fetches.begin(str(event._data.get("choice", "")))
        yield from self._follow(language)

    def _stop(self) -> None:
        if self._page.fetches is not None:
            self._page.fetches.stop()

    def _follow(self, language: str) -> Iterator[list[Any]]:
        """Show how far a fetch is until it ends, then what may be chosen by now."""
        fetches = self._page.fetches
        while fetches is not None and fetches.going is not None:
            yield [self._render(language), gr.skip(), gr.skip()]
            time.sleep(_BEAT_S)
        generation = self._page.desk.settings.generation
        able = can_generate(generation)
        begin_with(self._page.parts["generate"], interactive=able)
        switch = gr.update(interactive=able, info=generate_words(generation, language))
        yield [self._render(language), switch, panels.settings_note(self._page.desk, language)]
