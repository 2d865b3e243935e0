"""The documentation of the command line is the command line's own help."""

import re
import runpy
from pathlib import Path
from typing import Any

import pytest

from kotae.cli import options
from kotae.cli.commands import application, command
from kotae.cli.words import JAPANESE

DOCS = Path(__file__).parents[2] / "docs"


def helps(language: str) -> list[str]:
    program: Any = command(language)
    found = []
    for part in (program, *program.commands.values()):
        found.append(part.help)
        found.extend(parameter.help for parameter in part.params)
    return found


def test_cli_page_is_what_the_program_says() -> None:
    written = (DOCS / "cli.md").read_text(encoding="utf-8")
    assert written == runpy.run_path(str(DOCS / "make_cli.py"))["page"]()


def test_every_help_text_has_its_japanese() -> None:
    english, japanese = helps("en"), helps("ja")
    assert len(english) == len(japanese) > 30
    untranslated = [text for text in english if text not in JAPANESE]
    assert untranslated == []
    assert all(re.search("[ぁ-んァ-ヶ一-龠]", text) for text in japanese)


def test_every_translation_is_used() -> None:
    folder = Path(options.__file__).parent
    sources = "".join(
        path.read_text(encoding="utf-8") for path in folder.glob("*.py") if path.name != "words.py"
    )
    said = set(helps("en")) | {"Show this message and exit."}
    used = [f"{quote}{text}{quote}" for text in JAPANESE for quote in "\"'"]
    unused = {text for text in JAPANESE if text not in said} - {
        name[1:-1] for name in used if name in sources
    }
    assert unused == set()


@pytest.mark.parametrize("name", ["page.md", "api.md"])
def test_pages_name_only_options_that_exist(name: str) -> None:
    text = (DOCS / name).read_text(encoding="utf-8")
    known = (DOCS / "cli.md").read_text(encoding="utf-8")
    for option in set(re.findall(r"`(--[a-z-]+)", text)):
        assert option in known
    assert application.info.name == "kotae"
