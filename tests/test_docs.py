"""Documents that would rot: the list of settings, and the examples of the README."""

import re
import runpy
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parent.parent


def test_settings_page_is_what_the_settings_say() -> None:
    written = (REPOSITORY / "docs" / "settings.md").read_text(encoding="utf-8")

    assert written == runpy.run_path(str(REPOSITORY / "docs" / "make_settings.py"))["settings_page"]()


@pytest.mark.parametrize("name", ["README.md", "README.ja.md"])
def test_readme_names_only_files_that_exist(name: str) -> None:
    text = (REPOSITORY / name).read_text(encoding="utf-8")
    links = [link.partition("#")[0] for link in re.findall(r"\]\(([^)]+)\)", text) if "://" not in link]

    assert len(links) > 5
    assert [link for link in links if link and not (REPOSITORY / link).exists()] == []


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
