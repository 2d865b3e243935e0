"""What is said of an overview: what was chosen from what, and that nothing was written anew."""

from typing import Final

from kotae.messages import Message

__all__ = ["EXTRACT", "MORE_PLACES", "OF_ALL", "OF_EVERY", "OF_PLACES", "OF_SECTION", "PLACES", "WHICH"]

EXTRACT: Final = Message(
    "An extract of “{title}”: sentences that say the most, as they stand there. Nothing was summed up in new words."
)
OF_SECTION: Final = Message(
    "An extract of “{section}” in “{title}”: sentences that say the most, as they stand there. Nothing was summed up in new "
    "words."
)
OF_PLACES: Final = Message(
    "No document is called so. An extract of the places that speak of it: sentences that say the most, as they stand there."
)
OF_ALL: Final = Message(
    "The sentence that says the most of each document, as it stands there ({count} {count:document|documents}). Left out: {left}."
)
OF_EVERY: Final = Message("From each document the sentence that says the most, as it stands there.")
WHICH: Final = Message("Name the document that is to be summed up, or narrow the search to it.")
PLACES: Final = Message("One place of each document that was found to speak of it.")
MORE_PLACES: Final = Message(
    "One place of each document that was found to speak of it. Found besides: {left}; say "
    "more about what you look for to narrow them down."
)
