"""Documents that would rot: the list of settings, and the examples of the README."""

import re
import runpy
import tomllib
from pathlib import Path
from typing import Any

import pytest

from kotae.config import Settings
from kotae.languages import read_languages
from kotae.pipeline.asking.groups import Groups

REPOSITORY = Path(__file__).parent.parent
PAGES = [*REPOSITORY.glob("*.md"), *REPOSITORY.glob("docs/**/*.md")]


def test_settings_page_is_what_the_settings_say() -> None:
    written = (REPOSITORY / "docs" / "settings.md").read_text(encoding="utf-8")

    assert written == runpy.run_path(str(REPOSITORY / "docs" / "make_settings.py"))["settings_page"]()


@pytest.mark.parametrize("name", ["README.md", "README.ja.md"])
def test_readme_names_only_files_that_exist(name: str) -> None:
    text = (REPOSITORY / name).read_text(encoding="utf-8")
    links = [link.partition("#")[0] for link in re.findall(r"\]\(([^)]+)\)", text) if "://" not in link]

    assert len(links) > 5
    assert [link for link in links if link and not (REPOSITORY / link).exists()] == []


def test_the_way_in_leads_to_every_page_in_both_languages() -> None:
    text = (REPOSITORY / "docs" / "README.md").read_text("utf-8")
    rows = [row for row in re.findall(r"^\| (.+) \| (.+) \| (.+) \|$", text, re.M) if row[0] != "you want to"]
    pages = {path.name for path in (REPOSITORY / "docs").glob("*.md")} - {"README.md"}

    assert pages <= {link for *_, read in rows for link in re.findall(r"\]\(([^)]+)\)", read)}
    assert [english for english, _, _ in rows if not english.isascii()] == []
    assert [japanese for _, japanese, _ in rows if not re.search("[ぁ-ん]", japanese)] == []
    assert len({english for english, _, _ in rows}) == len(rows)


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.name)
def test_a_page_leads_only_to_what_exists(page: Path) -> None:
    text = re.sub(r"```.*?```", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    links = [link.partition("#")[0] for link in re.findall(r"\]\(([^)\s]+)\)", text) if ":" not in link]

    assert [link for link in links if link and not (page.parent / link).exists()] == []


def examples(kind: str) -> list[Any]:
    """Return the blocks of one kind of all pages."""
    return [
        pytest.param(code, id=f"{page.relative_to(REPOSITORY)}-{number}")
        for page in PAGES
        for number, code in enumerate(
            re.findall(rf"```{kind}\n(.*?)```", page.read_text(encoding="utf-8"), flags=re.DOTALL), start=1
        )
    ]


@pytest.mark.model
@pytest.mark.parametrize("code", examples("python"))
def test_python_examples_run(
    code: str, corpus_index: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(corpus_index.parent)

    exec(compile(code, "example", "exec"), {})

    printed = capsys.readouterr().out
    assert any(said in printed for said in ("answered", "True"))
    if "Oracle" in code or "オラクル" in code:
        assert re.search("oracle|オラクル|億ドル|billion", printed, flags=re.IGNORECASE)


@pytest.mark.parametrize("code", examples("toml"))
def test_settings_examples_are_settings(code: str, tmp_path: Path) -> None:
    written = tomllib.loads(code)
    if "function_words" in written:  # a language's file
        (tmp_path / f"{written['code']}.toml").write_text(code, encoding="utf-8")
        assert read_languages([tmp_path])[written["code"]].name == written["name"]
        return
    if "groups" in written:
        (tmp_path / "groups.toml").write_text(code, encoding="utf-8")
        members = {name for group in written["groups"].values() for name in group["members"]}
        assert Groups.load(tmp_path / "groups.toml", members).permissions.keys() == members
        return
    (tmp_path / "kotae.toml").write_text(code, encoding="utf-8")
    settings = Settings.load(tmp_path / "kotae.toml")
    for stage, values in written.items():
        assert {name: getattr(getattr(settings, stage), name) for name in values} == values
