"""No test may fail because a machine is busy: what it asks of a server, it waits for longer than five seconds."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

TESTS = Path(__file__).parent
ASKING = {"AsyncClient", "Client", "delete", "get", "head", "options", "post", "put", "request", "stream"}


def hurried(code: str) -> Iterator[int]:
    """Yield the lines that ask by HTTPX with its own patience: five seconds, less than a first page may take."""
    for node in ast.walk(ast.parse(code)):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
            continue
        of_httpx = isinstance(node.func.value, ast.Name) and node.func.value.id in ("httpx", "httpx2")
        if of_httpx and node.func.attr in ASKING and "timeout" not in {word.arg for word in node.keywords}:
            yield node.lineno


def test_no_test_asks_a_server_in_a_hurry() -> None:
    written = ((path, path.read_text("utf-8")) for path in sorted(TESTS.rglob("*.py")))
    found = {path: lines for path, text in written if "httpx" in text and (lines := list(hurried(text)))}
    assert found == {}, "say timeout=60"


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("httpx.get(address)", True),
        ("httpx.Client(base_url=address)", True),
        ("httpx.get(address, timeout=60)", False),
        ("client.get(address)", False),
    ],
)
def test_what_is_asked_in_a_hurry_is_found(line: str, found: bool) -> None:
    assert list(hurried(line)) == [1] * found
