"""Characters that nobody sees and programs read: letters written as tags, runs of variation selectors.

A language model spells them out; no reader of the page sees them. Each becomes U+FFFD, which does show,
so that every offset stays. Flags of regions and single selectors behind kanji are left as they are.
"""

import re
from typing import Final

from kotae.messages import Message

__all__ = ["marked"]

_UNSEEN: Final = re.compile(
    "(?P<flag>\U0001f3f4[\U000e0020-\U000e007e]{1,8}\U000e007f)"
    "|[\U000e0000-\U000e007f]+|[\ufe00-\ufe0f\U000e0100-\U000e01ef]{2,}"
)


def marked(text: str) -> tuple[str, tuple[str, ...]]:
    """Return a text of the same length with such characters marked, and the warning where there are any."""
    count = 0

    def mark(found: re.Match[str]) -> str:
        nonlocal count
        if found["flag"]:
            return found[0]
        count += len(found[0])
        return "\ufffd" * len(found[0])

    if text.isascii():
        return text, ()
    changed = _UNSEEN.sub(mark, text)
    if not count:
        return text, ()
    return changed, (
        Message(
            "{count} {count:character|characters} that can't be seen and that programs read as letters "
            "{count:was|were} made visible "
            "(\ufffd)",
            count=count,
        ).both(),
    )
