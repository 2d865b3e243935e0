"""The words of the page in both languages, read from ``assets/strings.toml``.

They stand there key by key, English above Japanese, so that a translation is checked by
reading two neighbouring lines. A test checks that no key or field is missing or unused.
"""

import tomllib
from pathlib import Path
from typing import Final

__all__ = ["EXAMPLES", "STRINGS", "text"]

STRINGS: Final[dict[str, dict[str, str]]] = {
    key: words
    for name in ("strings.toml", "refusals.toml")
    for key, words in tomllib.loads(
        (Path(__file__).parent / "assets" / name).read_text(encoding="utf-8")
    ).items()
}
"""Key → language → words."""

EXAMPLES: Final[dict[str, tuple[str, ...]]] = {
    "en": (
        "Which hacker group did the police warn about in January 2025?",
        "When was Japan's AI promotion act passed?",
        "What does watt-bit mean?",
        "Microsoftは日本にいくら投資しますか？",
    ),
    "ja": (
        "Microsoftは日本にいくら投資しますか？",
        "AI推進法はいつ成立しましたか？",
        "松尾研の講座は何か国に広がりましたか？",
        "What does watt-bit mean?",
    ),
}
"""Questions to the shipped documents, the last of each in the other language."""


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
