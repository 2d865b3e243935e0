"""Every word of the page is used and every key asked for exists; both languages are tested with the catalogue."""

import re
from pathlib import Path

import pytest

import kotae.ui
from kotae.ui.words import WORDS, text

SOURCES = "".join(path.read_text(encoding="utf-8") for path in Path(kotae.ui.__file__).parent.rglob("*.py"))
# Keys put together from a stage, an action or a checker.
PREFIXES = tuple(
    f"{name}_"
    for name in (
        *("state", "tag", "vote", "stage", "reader", "build", "job", "column"),
        *("operation", "gloss", "only", "filter"),
    )
)
SUPPORTS = ("quoted", "translated", "verified", "unverified")


@pytest.mark.parametrize("key", WORDS)
def test_every_key_is_used(key: str) -> None:
    built = key.startswith(PREFIXES) or key.removesuffix("_info") in SUPPORTS
    assert built or re.search(rf"[\"']{key}[\"']", SOURCES)


def test_every_key_asked_for_exists() -> None:
    asked = set(re.findall(r'(?<!\.)\btext\(\s*"([a-z_]+)"', SOURCES))
    assert asked <= set(WORDS)
    assert len(asked) > 30


def test_fields_are_filled_in() -> None:
    assert text("evidence", "ja", number=3) == "出典 3"
    assert text("evidence", "en", number=3) == "Source 3"
    with pytest.raises(KeyError):
        text("evidence", "en", wrong=1)
    with pytest.raises(KeyError):
        text("no_such_key", "en")
