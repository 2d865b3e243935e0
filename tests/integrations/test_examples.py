"""The examples of the documentation run, each where its extra is installed."""

import os
import runpy
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

import kotae

EXAMPLES = Path(__file__).parents[2] / "docs" / "examples"


@pytest.mark.parametrize("framework", ["langchain", "llama_index", "haystack"])
def test_retriever_example_finds_both_languages(
    index: Path, framework: str, capsys: pytest.CaptureFixture[str]
) -> None:
    needed = {"langchain": "langchain_core"}.get(framework, framework)
    if find_spec(needed) is None:
        pytest.skip(f"needs the extra kotae[{framework.replace('_', '-')}]")
    runpy.run_path(str(EXAMPLES / f"{framework}_retriever.py"), run_name="__main__")
    printed = capsys.readouterr().out
    assert "ja/予算.md" in printed
    assert "en/budget.md" in printed


@pytest.mark.parametrize(
    ("question", "path"),
    [
        ("政府はAI戦略の予算を2,000億円に増やしたか", "ja/予算.md"),
        ("Who raised the budget of the AI strategy to 200 billion yen?", "en/budget.md"),
    ],
)
def test_mcp_example_answers(index: Path, question: str, path: str) -> None:
    pytest.importorskip("mcp", reason="needs the extra kotae[mcp]")
    environment = {**os.environ, "PYTHONPATH": str(Path(kotae.__file__).parents[1])}
    done = subprocess.run(
        [sys.executable, str(EXAMPLES / "mcp_client.py"), str(index), question],
        capture_output=True,
        text=True,
        check=True,
        env=environment,
    )
    assert done.stdout.startswith("tools: ask, fetch, libraries, retrieve, search\n")
    assert f"[1] {path} " in done.stdout
