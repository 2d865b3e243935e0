"""The words of the page in both languages, read from ``assets/strings.toml``.

They stand there key by key, English above Japanese, so that a translation is checked by
reading two neighbouring lines. A test checks that no key or field is missing or unused.
"""

import tomllib
from pathlib import Path
from typing import Final

__all__ = ["STRINGS", "text"]

STRINGS: Final[dict[str, dict[str, str]]] = {
    key: words
    for name in ("strings.toml", "refusals.toml")
    for key, words in tomllib.loads(
        (Path(__file__).parent / "assets" / name).read_text(encoding="utf-8")
    ).items()
}
"""Key → language → words."""


def text(key: str, language: str, /, **values: object) -> str:
    """Return the words for a key, its fields filled in.

    Args:
        key: A key of the table.
        language: ``"ja"``; anything else is English.
        values: The fields of the text.

    Raises:
        KeyError: The key, or a field of its text, is unknown.
    """
    words = STRINGS[key]["ja" if language == "ja" else "en"]
    return words.format(**values) if values else words
