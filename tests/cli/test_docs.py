"""The documentation of the command line is the command line's own help."""

import re
import runpy
from pathlib import Path
from typing import Any

import pytest

from kotae.cli.commands import application, command

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
    assert all(re.search("[ぁ-んァ-ヶ一-龠]", text) for text in japanese)


@pytest.mark.parametrize("name", ["page.md", "api.md"])
def test_pages_name_only_options_that_exist(name: str) -> None:
    text = (DOCS / name).read_text(encoding="utf-8")
    known = (DOCS / "cli.md").read_text(encoding="utf-8")
    for option in set(re.findall(r"`(--[a-z-]+)", text)):
        assert option in known
    assert application.info.name == "kotae"
