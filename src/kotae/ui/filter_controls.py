"""The controls that narrow a question to a part of the library: what each offers, and what of it stays chosen."""

from collections.abc import Sequence
from typing import Any, Final

import gradio as gr

from kotae.ui.choices import documents_to_choose, folders_of, kinds_of
from kotae.ui.parts import Page, begin_with

__all__ = ["filter_choices", "filters_anew", "is_shown", "set_choices"]

_WHERE_THERE_ARE: Final = ("filter_tags", "filter_libraries")


def filter_choices(page: Page) -> dict[str, list[tuple[str, str]]]:
    """Return what can be chosen of the library as it is now, by the control's name: (shown, value)."""
    documents = page.desk.documents()
    return {
        "filter_libraries": [(name[:80], name) for name in page.desk.library_names],
        "filter_documents": documents_to_choose(documents),
        "filter_folders": [(f"{folder}/"[-80:], folder) for folder in folders_of(documents)],
        "filter_kinds": [(kind, kind) for kind in kinds_of(documents)],
        "filter_tags": [(tag[:80], tag) for tag in page.desk.tags()],
    }


def is_shown(name: str, choices: Sequence[tuple[str, str]]) -> bool:
    """Return whether a control is shown: some only where there is something to choose."""
    return bool(choices) or name not in _WHERE_THERE_ARE


def filters_anew(page: Page, kept: object) -> list[Any]:
    """Return the updates of the controls of :func:`filter_choices`, for a library that has changed.

    Args:
        page: The page.
        kept: What the browser remembers of them. What was chosen stays chosen where it can be; a control that needs no
            change of it gets none, for somebody may be at it.
    """
    chosen: dict[str, object] = dict(kept) if isinstance(kept, dict) else {}
    anew = []
    for name, choices in filter_choices(page).items():
        before, offered = chosen.get(name.removeprefix("filter_")), {value for _, value in choices}
        listed = before if isinstance(before, list) else []
        left = [value for value in listed if value in offered]
        value: dict[str, Any] = {} if left == listed else {"value": left}
        anew.append(gr.update(choices=choices, visible=is_shown(name, choices), **value))
    return anew


def set_choices(page: Page) -> None:
    """Let sessions that begin from now on choose among what there is now."""
    for name, choices in filter_choices(page).items():
        begin_with(page.parts[name], choices=choices, visible=is_shown(name, choices))
