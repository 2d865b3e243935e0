"""No test may fail because a machine is busy: servers are waited for, and what is timed has long, but in the timing stage."""

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


CLOCKS = {"monotonic", "perf_counter", "process_time", "thread_time"}
LEAST_S = 20
"""A defect that a limit is there for takes minutes; this is ten times and more what a quiet machine needs without it."""


def clocked(code: str) -> Iterator[int]:
    """Yield the lines that want less than ``LEAST_S`` seconds of a clock, outside of what is marked ``timing``."""
    tree = ast.parse(code)
    numbers = {
        node.targets[0].id: node.value.value
        for node in tree.body
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name)
        if isinstance(node.value, ast.Constant) and isinstance(node.value.value, int | float)
    }
    marks = [node for node in tree.body if isinstance(node, ast.Assign) and "pytestmark" in ast.unparse(node)]
    if any("mark.timing" in ast.unparse(mark) for mark in marks):
        return
    aside = {
        inner
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef)
        and any("mark.timing" in ast.unparse(one) for one in node.decorator_list)
        for inner in ast.walk(node)
    }
    for node in ast.walk(tree):
        if (
            not isinstance(node, ast.Compare)
            or node in aside
            or not isinstance(node.ops[0], ast.Lt | ast.LtE)
        ):
            continue
        timed = isinstance(node.left, ast.BinOp) and any(clock in ast.unparse(node.left) for clock in CLOCKS)
        limit = node.comparators[0]
        seconds = numbers.get(limit.id) if isinstance(limit, ast.Name) else getattr(limit, "value", None)
        if timed and (not isinstance(seconds, int | float) or seconds < LEAST_S):
            yield node.lineno


def test_no_test_is_timed_but_in_the_timing_stage() -> None:
    written = ((path, path.read_text("utf-8")) for path in sorted(TESTS.rglob("*.py")))
    found = {path: lines for path, text in written if "time" in text and (lines := list(clocked(text)))}
    assert found == {}, "count the work (tests/faults/steps.py), give it 20 s, or mark it timing"


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ("assert time.process_time() - began < 5", [1]),
        ("SECONDS = 5\nassert time.monotonic() - began <= SECONDS", [2]),
        ("assert time.process_time() - began < 2 * MOST", [1]),
        ("SECONDS = 30\nassert time.monotonic() - began < SECONDS", []),
        ("assert time.process_time() - began < 20", []),
        ("@pytest.mark.timing\ndef test_a():\n    assert perf_counter() - began < 1", []),
        ("pytestmark = pytest.mark.timing\nassert perf_counter() - began < 1", []),
        ("assert time.monotonic() < end", []),
    ],
)
def test_what_is_timed_is_found(code: str, found: list[int]) -> None:
    assert list(clocked(code)) == found
