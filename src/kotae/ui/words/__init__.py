"""The words of the page by key; a test checks that no key is missing or unused."""

from collections.abc import Mapping
from typing import Final

from kotae.messages import Message, Words
from kotae.ui.words import answers, asking, checks, library, models, refusals

__all__ = ["WORDS", "text"]

WORDS: Final[Mapping[str, Words]] = {
    **asking.WORDS,
    **answers.WORDS,
    **library.WORDS,
    **checks.WORDS,
    **models.WORDS,
    **refusals.WORDS,
}
"""Key → words."""


def text(key: str, language: str, /, **values: object) -> str:
    """Return the words for a key, its fields filled in.

    Args:
        key: A key of the table.
        language: ``"ja"``; anything else is English.
        values: The fields of the text.

    Raises:
        KeyError: The key, or a field of its text, is unknown.
    """
    words = WORDS[key]
    return words.filled(**values).text(language) if isinstance(words, Message) else words.text(language)
