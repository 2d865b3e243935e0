"""Documents that would rot: the list of settings, and the examples of the README."""

import re
import runpy
from pathlib import Path

import pytest

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
    rows = re.findall(
        r"^\| (.+) \| (.+) \| (.+) \|$", (REPOSITORY / "docs" / "README.md").read_text("utf-8"), re.M
    )[1:]
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


@pytest.mark.model
@pytest.mark.parametrize("name", ["README.md", "README.ja.md"])
def test_readme_python_example_runs(
    name: str, corpus_index: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    text = (REPOSITORY / name).read_text(encoding="utf-8")
    (example,) = re.findall(r"```python\n(.*?)```", text, flags=re.DOTALL)
    monkeypatch.chdir(corpus_index.parent)

    exec(compile(example, name, "exec"), {})

    printed = capsys.readouterr().out
    assert "Oracle" in printed
    assert "answered" in printed
