"""Text fit for a terminal; by itself, for an error may be told before anything else could be loaded."""

import re

__all__ = ["printable"]

# Everything a terminal or a bidirectional layout would act on; line breaks and tabs stay.
_ACTS_ON_TERMINAL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def printable(text: str) -> str:
    """Return the text with control and direction characters written as their number."""
    return _ACTS_ON_TERMINAL.sub(lambda found: repr(found.group())[1:-1], text)
