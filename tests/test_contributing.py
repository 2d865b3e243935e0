"""What CONTRIBUTING says of the code is so: its names are there, and its traces need no third file."""

import re
from pathlib import Path

import pytest

from kotae.parsing.formats import OF_TEXT, READERS

REPOSITORY = Path(__file__).parent.parent
SOURCE = REPOSITORY / "src" / "kotae"
QUOTED = re.findall(
    r"`([^`\n]+)`",
    re.sub(r"```.*?```", "", (REPOSITORY / "CONTRIBUTING.md").read_text("utf-8"), flags=re.DOTALL),
)
PATHS = sorted(name for name in set(QUOTED) if re.fullmatch(r"[\w./-]+(?:/|\.(?:py|toml|po|md|txt))", name))
CLASSES = sorted(name for name in set(QUOTED) if re.fullmatch(r"[A-Z][a-z]\w+", name))
# What is done with one format, or named in a message: no list that another format would be missing from.
OF_ONE_FORMAT = {
    "cli/gathering.py",
    "cli/proving.py",
    "embedding/locating.py",
    "parsing/mail/attachments.py",
    "parsing/confined/page_images.py",
    "parsing/settings.py",
    "ui/reader/document_html.py",
}


@pytest.mark.parametrize("path", PATHS)
def test_a_path_that_is_named_exists(path: str) -> None:
    sample = (
        path.replace("council/NAME.py", "council/facts.py")
        .replace("NAME.py", "jsonl.py")
        .replace("CODE.toml", "en.toml")
        .replace("NNNN", "0001")
    )
    places = (REPOSITORY, SOURCE, SOURCE / "languages", SOURCE / "messages" / "ja" / "LC_MESSAGES")
    anywhere = "/" not in sample and any(SOURCE.rglob(sample))  # its stage's settings.py
    assert anywhere or any((place / sample).exists() for place in places)


@pytest.mark.parametrize("name", CLASSES)
def test_a_class_that_is_named_exists(name: str) -> None:
    defined = re.compile(rf"^class {name}\b", re.MULTILINE)
    assert any(defined.search(path.read_text("utf-8")) for path in SOURCE.rglob("*.py"))


def test_the_suffixes_of_formats_stand_in_one_module() -> None:
    """Another format would be forgotten in a second list; its tables tell formats of text from formats of bytes."""
    spelt = re.compile(rf"[\"'](?:{'|'.join(map(re.escape, sorted(READERS)))})[\"']")
    found = {
        str(path.relative_to(SOURCE))
        for path in SOURCE.rglob("*.py")
        if path.name != "formats.py" and spelt.search(path.read_text("utf-8"))
    }
    assert found == OF_ONE_FORMAT
    assert {".md", ".eml", ".rtf", ".ipynb"} < OF_TEXT < READERS.keys()


def test_the_words_of_the_refusal_stand_once() -> None:
    said = [
        path for path in SOURCE.rglob("*.py") if "hold an answer to this question" in path.read_text("utf-8")
    ]
    assert [str(path.relative_to(SOURCE)) for path in said] == ["answering/quoting.py"]


def test_both_languages_have_the_same_tables() -> None:
    """The Japanese part told neither where things are nor what to run after which change."""
    english, _, japanese = (REPOSITORY / "CONTRIBUTING.md").read_text("utf-8").partition("\n## 日本語\n")

    def rows(text: str) -> list[list[int]]:
        tables = re.findall(r"(?:^\|.*\n)+", text, flags=re.MULTILINE)
        return [[len(re.findall(r"(?<!\\\\)\|", row)) for row in table.splitlines()] for table in tables]

    assert rows(english) == rows(japanese)
    assert len(rows(english)) == 3
