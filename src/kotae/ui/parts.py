"""What the tabs of the page share: its components by name, and how events are set up."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import gradio as gr

from kotae.ui.desk import Desk
from kotae.ui.escaping import escape
from kotae.ui.labels import Labels
from kotae.ui.library.pointing import Pointing
from kotae.ui.models.fetches import Fetches
from kotae.ui.words import text

__all__ = ["ALL", "AT_ONCE", "NEWEST", "QUIET", "WORKING", "Page", "begin_with", "html_part", "warn"]

# Only the documented endpoints may be called by programs.
QUIET: Final[dict[str, Any]] = {"show_progress": "hidden", "api_visibility": "private"}
# Long work. Gradio drops what is pressed while it goes on, and a while after its end is seen, without a sign.
WORKING: Final[dict[str, Any]] = QUIET | {"concurrency_limit": 2, "trigger_mode": "multiple"}
# Quick handlers don't wait in the queue behind answers.
AT_ONCE: Final[dict[str, Any]] = QUIET | {"queue": False}
# Nothing that is pressed is left out.
ALL: Final[dict[str, Any]] = AT_ONCE | {"trigger_mode": "multiple"}
# Of what is typed while the last was looked up, the newest counts.
NEWEST: Final[dict[str, Any]] = AT_ONCE | {"trigger_mode": "always_last"}


@dataclass(slots=True)
class Page:
    """The page being made.

    Attributes:
        desk: The library it shows.
        labels: Which words belong to which component.
        parts: The components that events read and write, by name.
        pointing: Checks who may point the page at another folder; None lets nobody.
        fetches: The model that is being fetched; None where nobody may fetch one from here.
    """

    desk: Desk
    labels: Labels = field(default_factory=Labels)
    parts: dict[str, Any] = field(default_factory=dict)
    pointing: Pointing | None = None
    fetches: Fetches | None = None

    def show(self, words: Callable[[str], str], elem_id: str, *, script: str | None = None) -> gr.HTML:
        """Add a piece of HTML made from the page's language; everything in it is escaped already."""
        return self.labels.add(html_part(elem_id, script=script), value=words)

    def state(self, *names: str) -> list[Any]:
        """Return the components of these names."""
        return [self.parts[name] for name in names]


def begin_with(component: Any, **values: Any) -> None:  # noqa: ANN401 - Gradio's components, and what each takes
    """Let a component begin with other values in sessions that begin from now on."""
    for name, value in values.items():
        setattr(component, name, value)
    # Where a session's own is changed later, Gradio makes it of these.
    component.constructor_args.update(values)


def html_part(
    elem_id: str,
    *,
    script: str | None = None,
    template: str = "${value}",
    functions: Sequence[Callable[..., Any]] = (),
) -> gr.HTML:
    """Return an HTML component without Gradio's looks.

    Args:
        elem_id: Its id on the page.
        script: JavaScript run once when it appears.
        template: What stands around its value.
        functions: What the script may call, as methods of ``server``.
    """
    return gr.HTML(
        elem_id=elem_id,
        js_on_load=script,
        html_template=template,
        apply_default_css=False,
        server_functions=list(functions),
    )


def warn(said: str, language: str) -> None:
    """Show a sentence above the page for a moment, under a title in the page's language."""
    # Gradio takes the sentence for HTML.
    gr.Warning(escape(said), title=text("notice", language))
