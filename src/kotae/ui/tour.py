"""What can be done here, in three steps: beside what is there anyway, never over it, and put away for good.

The browser keeps that it was put away (:file:`assets/page.js`); nothing waits for it, and nothing is lost without it.
"""

from typing import Final

from kotae.ui.escaping import button, element, escape
from kotae.ui.words import text

__all__ = ["tour"]

_STEPS: Final = ("tour_ask", "tour_mark", "tour_read")


def tour(language: str) -> str:
    """Return the three steps with the button that puts them away, in the page's language."""
    steps = "".join(element("li", escape(text(step, language))) for step in _STEPS)
    label = element("h3", escape(text("tour", language)), id="k-tour-name")
    done = button(text("tour_done", language), "tour-done", class_="k-again")
    return element(
        "div",
        label + element("ol", steps) + done,
        class_="k-tour",
        role="group",
        aria_labelledby="k-tour-name",
    )
