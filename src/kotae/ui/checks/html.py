"""What the tabs that look through a library share, as escaped HTML: beginning, stopping, how far it is."""

from collections.abc import Sequence

from kotae.ui.escaping import button, element, escape
from kotae.ui.words import text

__all__ = ["begin_buttons", "progress", "sentence"]


def sentence(words: str, class_: str = "k-quiet") -> str:
    """Return a sentence in a paragraph."""
    return element("p", escape(words), class_=class_)


def begin_buttons(choices: Sequence[tuple[str, str]], language: str) -> str:
    """Return the buttons that begin to look through the library.

    Args:
        choices: The key of the words on each, and what it sends.
        language: The page's language.
    """
    buttons = "".join(
        button(text(key, language), "begin", data_choice=choice, class_="k-begin") for key, choice in choices
    )
    return element("p", buttons, class_="k-beginning")


def progress(name: str, done: int, total: int, language: str) -> str:
    """Return how far it is, with the way to stop."""
    bar = element("progress", "", value=done, max=max(total, 1), aria_label=name)
    count = f" {done:,} / {total:,}" if total else ""
    said = element("p", f"{escape(name)} {bar}{count}", class_="k-progress", role="status")
    stop = element("p", button(text("stop", language), "end", class_="k-begin"), class_="k-beginning")
    return said + stop + sentence(text("check_stop_info", language))
