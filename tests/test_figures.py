"""Figures can't rot: what README and docs show is what the records say, and a record says all that repeats it."""

import importlib.util
import re
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parent.parent


def load() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_figures", ROOT / "docs" / "make_figures.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


MAKE = load()


@pytest.mark.parametrize("path", MAKE.pages(), ids=lambda path: path.name)
def test_what_is_shown_is_what_the_records_say(path: Path) -> None:
    assert path.read_text("utf-8") == MAKE.pages()[path], "run: python docs/make_figures.py"


@pytest.mark.parametrize("name", MAKE.records())
def test_a_record_says_all_that_repeats_it(name: str) -> None:
    record = MAKE.records()[name]
    assert re.fullmatch(r"20[0-9]{2}-[01][0-9]-[0-3][0-9]", record["date"])
    assert re.fullmatch(r"[0-9a-f]{7,}", record["commit"])
    assert record["command"].startswith(("python -m benchmarks.", "kotae "))
    assert record["machine"]
    assert record["on"]
    assert record["figures"]
    assert set(record["headline"]) in (set(), {"en", "ja"})


def test_a_readme_without_a_place_for_figures_is_refused() -> None:
    with pytest.raises(ValueError, match="no place"):
        MAKE.with_headlines("# kotae", "- 1")
