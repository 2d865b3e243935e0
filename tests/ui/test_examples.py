"""The example clients in ``docs/examples`` work against a served page."""

import gc
import json
import runpy
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kotae.ui.desk import Desk
from kotae.ui.server.serving import ServerSettings, served

EXAMPLES = Path(__file__).parents[2] / "docs" / "examples"

pytestmark = [
    pytest.mark.loopback,
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]


@pytest.fixture
def address(desk: Desk) -> Iterator[str]:
    with served(desk, ServerSettings(port=0), []) as where:
        yield where
    gc.collect()


def example(name: str) -> dict[str, Any]:
    return runpy.run_path(str(EXAMPLES / name))


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("政府はAI戦略の予算を2,000億円に増やしたか", "- AI予算 (ja/予算.md, "),
        ("raised the budget of the AI strategy to 200 billion yen", "- AI budget (en/budget.md, "),
    ],
    ids=["ja", "en"],
)
def test_http_example_prints_the_answer_with_its_sources(
    address: str, capsys: pytest.CaptureFixture[str], question: str, said: str
) -> None:
    example("ask_http.py")["main"](address, question)
    assert said in capsys.readouterr().out


@pytest.mark.skipif(shutil.which("curl") is None, reason="needs curl")
def test_curl_example_has_one_step(address: str) -> None:
    told = curl(f"{address}gradio_api/run/retrieve")
    assert json.loads(told)["data"][0][0]["file"] == "en/budget.md"


@pytest.mark.skipif(shutil.which("curl") is None, reason="needs curl")
def test_curl_example_with_events_keeps_its_cookie(address: str, tmp_path: Path) -> None:
    call, jar = f"{address}gradio_api/call/retrieve", str(tmp_path / "jar")
    event = json.loads(curl(call, "-c", jar))["event_id"]
    asked = ["curl", "-sN", f"{call}/{event}"]
    told = subprocess.run([*asked, "-b", jar], capture_output=True, check=True).stdout.decode()
    assert told.startswith("event: complete")
    assert '"file": "en/budget.md"' in told
    refused = subprocess.run(asked, capture_output=True, check=True).stdout.decode()
    assert "ほかの人" in refused


def curl(address: str, *more: str) -> bytes:
    data = json.dumps({"data": ["raised the budget of the AI strategy", 1, None]})
    command = ["curl", "-s", "-X", "POST", address, "-H", "Content-Type: application/json", "-d", data, *more]
    return subprocess.run(command, capture_output=True, check=True).stdout
