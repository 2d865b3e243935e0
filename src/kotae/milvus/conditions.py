"""Conditions as Milvus reads them; what people name is quoted, never taken for a part of one."""

import json
from collections.abc import Sequence
from typing import Final

__all__ = ["NEVER", "among", "both", "either", "quoted"]

NEVER: Final = "document < 0"
"""Holds for no row."""


def quoted(text: str) -> str | None:
    """Return a text as a literal; None where there can't be a row with it, for it can't be written."""
    if any(character < " " or "\ud800" <= character <= "\udfff" for character in text):
        return None
    return json.dumps(text, ensure_ascii=False)


def among(field: str, texts: Sequence[str]) -> str:
    """Return the condition that one of several texts is among those of a field."""
    literals = [literal for text in dict.fromkeys(texts) if (literal := quoted(text)) is not None]
    return f"array_contains_any({field}, [{', '.join(literals)}])" if literals else NEVER


def either(field: str, texts: Sequence[str]) -> str:
    """Return the condition that a field is one of several texts."""
    literals = [literal for text in dict.fromkeys(texts) if (literal := quoted(text)) is not None]
    return f"{field} in [{', '.join(literals)}]" if literals else NEVER


def both(*conditions: str) -> str:
    """Return the condition that all hold; empty ones hold always."""
    return " and ".join(f"({condition})" for condition in conditions if condition)
