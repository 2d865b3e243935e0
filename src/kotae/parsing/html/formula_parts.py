"""Which parts of a formula nobody sees: their colour, size and place are told as those of other elements are."""

from bs4.element import Tag

from kotae.parsing.html.look import Look
from kotae.parsing.html.notices import Notices, excerpt
from kotae.parsing.html.style import Styles

__all__ = ["unseen_parts"]


def unseen_parts(math: Tag, look: Look, styles: Styles, notices: Notices) -> set[int]:
    """Return the parts of a formula that nobody sees, by their ``id()``, and note them.

    Args:
        math: The formula.
        look: How it looks.
        styles: The style sheets of the page.
        notices: Is told what is left out.
    """
    unseen, waiting = set[int](), [(math, look)]
    while waiting:
        element, outside = waiting.pop()
        parts = [part for part in element.contents if isinstance(part, Tag)]
        if not parts and outside.unseen:
            unseen.add(id(element))
            notices.add("hidden", excerpt(element))
        for part in parts:
            seen = styles.look(part, outside)
            if seen.hidden:
                unseen.add(id(part))
                notices.add("hidden", excerpt(part))
            else:
                waiting.append((part, seen))
    return unseen
